"""The base class of all measures: a name, a notation, and one definition."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sympy import Expr, Sum, sympify

from symbinfo.core import display
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement

if TYPE_CHECKING:
    from sympy.core.basic import Basic


@dataclass(frozen=True, slots=True)
class Notation:
    """How a measure is written: head(group separator group | given), with an index."""

    head: str
    groups: tuple[tuple[Basic, ...], ...]
    separator: str = ","
    given: tuple[Basic, ...] = ()
    index: Expr | None = None


class Measure(Expr):  # type: ignore[misc]
    """An information measure. It stays as written; `doit` opens its definition.

    A subclass defines `notation` and `definition`, and nothing else.
    """

    is_commutative = True
    is_extended_real = True
    registry: ClassVar[dict[str, type[Measure]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        Measure.registry[cls.__name__] = cls

    @abstractmethod
    def definition(self) -> Expr:
        """Return the formula that defines the measure."""

    @abstractmethod
    def notation(self) -> Notation:
        """Return how the measure is written."""

    def doit(self, **_: Any) -> Expr:
        """Return the definition."""
        return self.definition()

    def _eval_rewrite(self, rule: Any, _: Any, **__: Any) -> Expr | None:
        return self.definition() if rule is Sum else None

    def _eval_derivative(self, symbol: Expr) -> Expr:
        return self.definition().diff(symbol)

    def __le__(self, other: object) -> Statement:
        return Statement(self, Relation.LE, sympify(other))

    def __ge__(self, other: object) -> Statement:
        return Statement(self, Relation.GE, sympify(other))

    def __lt__(self, other: object) -> Statement:
        return Statement(self, Relation.LT, sympify(other))

    def __gt__(self, other: object) -> Statement:
        return Statement(self, Relation.GT, sympify(other))

    def _sympystr(self, printer: Any) -> str:
        how = self.notation()
        groups = [", ".join(map(printer.doprint, group)) for group in how.groups]
        gap = " || " if how.separator == "||" else f"{how.separator} "
        inside = gap.join(groups)
        if how.given:
            inside += f" | {', '.join(map(printer.doprint, how.given))}"
        head = how.head
        if how.index is not None:
            index = printer.doprint(how.index)
            head += f"_{index}" if how.index.is_Atom else f"_({index})"
        return f"{head}({inside})"

    def _repr_latex_(self) -> str | None:
        return display.latex(self)
