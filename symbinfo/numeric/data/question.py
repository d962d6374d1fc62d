"""What is asked of data: a measure, the columns that it is of, a unit, an estimator."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, final

from symbinfo.errors import BadInput
from symbinfo.numeric.aliases import ALIASES
from symbinfo.numeric.data.estimators import (
    COMPARISONS,
    ENTROPIES,
    ESTIMATORS,
    PLUG_IN,
    Comparison,
)
from symbinfo.numeric.options import read_options
from symbinfo.numeric.parameters import check_parameters
from symbinfo.numeric.ready.made import generator_of, read_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Lambda

    from symbinfo.numeric.data.sources import Source

_OF_COLUMNS = ("entropy", "joint_entropy", "conditional_entropy", "mutual_information")
MEASURES: MappingProxyType[str, str] = MappingProxyType(
    {name: name for name in (*_OF_COLUMNS, *ENTROPIES, *COMPARISONS)} | ALIASES
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
    order: float | None = None
    generator: Lambda | None = None

    @property
    def told(self) -> Comparison | None:
        """How a measure of laws is told; None for entropies and mutual information."""
        return COMPARISONS.get(self.measure) or ENTROPIES.get(self.measure)

    @property
    def options(self) -> dict[str, Any]:
        """The options of the function of arrays."""
        logarithmic = self.told is None or self.told.logarithmic
        options = {"base": self.base} if logarithmic else {}
        options |= {} if self.order is None else {"order": self.order}
        return options if self.generator is None else {**options, "f": self.generator}

    @property
    def compares(self) -> bool:
        """Whether the laws of two columns are compared."""
        return self.measure in COMPARISONS

    @property
    def unit(self) -> str:
        """The unit of the value; empty for a measure without a logarithm."""
        if self.told and not self.told.logarithmic:
            return ""
        return _UNITS.get(self.base) or f"in base {self.base:g}"

    @property
    def title(self) -> str:
        """The measure in words."""
        if self.told:
            return self.told.title
        known = "conditional " if self.given else ""
        if self.measure == "mutual_information":
            return f"{known}mutual information"
        return f"{known}entropy" if known or len(self.columns) == 1 else "joint entropy"

    @property
    def notation(self) -> str:
        """The measure as it is written."""
        if self.told:
            names = self.columns if self.compares else [", ".join(self.columns)]
            f = None if self.generator is None else self.generator.expr
            order = None if self.order is None else f"{self.order:g}"
            return self.told.notation.format(*names, order=order, f=f)
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
        if self.told and self.given:
            return f"{self.measure} takes no condition"
        if self.measure == "joint_entropy" and count < 2:
            return "joint_entropy takes two columns or more, got 1"
        if self.measure == "conditional_entropy" and not self.given:
            return "conditional_entropy needs a condition (--given Z)"
        if self.measure.endswith("entropy") and count > 1 and not named:
            return f"{self.measure} needs --columns where there are more than one"
        return ""


def read_question(
    measure: str,
    base: float | None,
    estimator: str,
    order: float | None = None,
    generator: Any = None,
) -> Question:
    """Return the question without its columns, or say what is wrong with it."""
    if measure not in MEASURES:
        msg = f"no measure of data is called {measure!r}; they are {', '.join(MEASURES)}"
        raise BadInput(msg)
    if estimator not in ESTIMATORS:
        msg = f"the estimator is {' or '.join(ESTIMATORS)}; got {estimator!r}"
        raise BadInput(msg)
    name = MEASURES[measure]
    if name in (*COMPARISONS, *ENTROPIES) and estimator != PLUG_IN:
        msg = f"{estimator} corrects entropies and mutual information; {name} has plug-in only"
        raise BadInput(msg)
    number = read_options("check", base, -1, keepdims=False).base
    check_parameters(name, order, generator, base)
    f = None if generator is None else generator_of(generator)
    return Question(
        name, number, estimator, order=None if order is None else read_order(order), generator=f
    )
