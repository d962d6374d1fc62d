"""What is asked of data: a measure, the columns that it is of, a unit, an estimator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, final

from symbinfo.errors import BadInput
from symbinfo.numeric.data.estimators import COMPARISONS, ESTIMATORS, PLUG_IN
from symbinfo.numeric.options import read_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symbinfo.numeric.data.sources import Source

_OTHER_NAMES = {"kl": "kl_divergence", "jensen_shannon_divergence": "jensen_shannon"}
_OF_COLUMNS = ("entropy", "joint_entropy", "conditional_entropy", "mutual_information")
MEASURES: MappingProxyType[str, str] = MappingProxyType(
    {name: name for name in (*_OF_COLUMNS, *COMPARISONS)} | _OTHER_NAMES
)
"""What can be estimated, by every name that it has."""
_UNITS = {None: "nats", 2.0: "bits", 10.0: "hartleys"}


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A measure of columns, by their names."""

    measure: str
    base: float | None
    estimator: str
    columns: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def compares(self) -> bool:
        """Whether the laws of two columns are compared."""
        return self.measure in COMPARISONS

    @property
    def unit(self) -> str:
        """The unit of the value; empty for a measure without a logarithm."""
        if self.compares and not COMPARISONS[self.measure].logarithmic:
            return ""
        return _UNITS.get(self.base) or f"in base {self.base:g}"

    @property
    def title(self) -> str:
        """The measure in words."""
        if self.compares:
            return COMPARISONS[self.measure].title
        known = "conditional " if self.given else ""
        if self.measure == "mutual_information":
            return f"{known}mutual information"
        return f"{known}entropy" if known or len(self.columns) == 1 else "joint entropy"

    @property
    def notation(self) -> str:
        """The measure as it is written."""
        if self.compares:
            return COMPARISONS[self.measure].notation.format(*self.columns)
        sign, comma = ("I", "; ") if self.measure == "mutual_information" else ("H", ", ")
        known = f" | {', '.join(self.given)}" if self.given else ""
        return f"{sign}({comma.join(self.columns)}{known})"

    def about(
        self, source: Source, columns: Sequence[str | int], given: Sequence[str | int]
    ) -> Question:
        """Return the question about columns of a source, if it can be asked about them."""
        if isinstance(columns, str) or isinstance(given, str):
            msg = "columns and given are lists of columns, such as ['x', 'y']"
            raise BadInput(msg)
        chosen = source.named(columns) or source.columns
        asked = replace(self, columns=chosen, given=source.named(given))
        wrong = asked.wrong_number(named=bool(columns))
        if wrong:
            msg = f"{wrong}; {source.name} has the columns {source.listed()}"
            raise BadInput(msg)
        return asked

    def wrong_number(self, *, named: bool) -> str:
        """Say what is wrong with the number of columns; empty if nothing is."""
        count = len(self.columns)
        if (self.compares or self.measure == "mutual_information") and count != 2:
            return f"{self.measure} takes two columns (--columns X,Y), got {count}"
        if self.compares and self.given:
            return f"{self.measure} compares two columns, and takes no condition"
        if self.measure == "joint_entropy" and count < 2:
            return "joint_entropy takes two columns or more, got 1"
        if self.measure == "conditional_entropy" and not self.given:
            return "conditional_entropy needs a condition (--given Z)"
        if self.measure.endswith("entropy") and count > 1 and not named:
            return f"{self.measure} needs --columns where there are more than one"
        return ""


def read_question(measure: str, base: float | None, estimator: str) -> Question:
    """Return the question without its columns, or say what is wrong with it."""
    if measure not in MEASURES:
        msg = f"no measure of data is called {measure!r}; they are {', '.join(MEASURES)}"
        raise BadInput(msg)
    if estimator not in ESTIMATORS:
        msg = f"the estimator is {' or '.join(ESTIMATORS)}; got {estimator!r}"
        raise BadInput(msg)
    name = MEASURES[measure]
    if name in COMPARISONS and estimator != PLUG_IN:
        msg = f"{estimator} corrects entropies and mutual information; {name} has plug-in only"
        raise BadInput(msg)
    number = read_options("check", base, -1, keepdims=False).base
    if base is not None and name in COMPARISONS and not COMPARISONS[name].logarithmic:
        msg = f"{name} has no logarithm, so it takes no base"
        raise BadInput(msg)
    return Question(name, number, estimator)
