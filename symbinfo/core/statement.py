"""Statements: two sides, a relation, hypotheses, and when equality holds. Inert."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, final

from sympy import Expr, Symbol, sympify
from sympy.core.relational import (
    Equality,
    GreaterThan,
    LessThan,
    Relational,
    StrictGreaterThan,
    StrictLessThan,
    Unequality,
)
from sympy.logic.boolalg import BooleanAtom

from symbinfo.core import display
from symbinfo.core.atoms import Parameter, is_letter
from symbinfo.core.constraints import Holds
from symbinfo.core.families import Bernoulli
from symbinfo.core.hypotheses import Hypothesis, Less
from symbinfo.core.pmf import LabelledPmf, SymbolicPmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.trees import nodes
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import BadInput, ChainedComparison

if TYPE_CHECKING:
    from sympy.core.basic import Basic

_RELATIONS = {
    Equality: Relation.EQ,
    LessThan: Relation.LE,
    GreaterThan: Relation.GE,
    StrictLessThan: Relation.LT,
    StrictGreaterThan: Relation.GT,
    Unequality: Relation.NE,
}


@final
@dataclass(frozen=True, slots=True)
class Statement:
    """``lhs relation rhs`` under hypotheses; with `equality`, it also says when both are equal.

    `equality` is None (nothing is said) or the conditions that hold together exactly when
    the two sides are equal.
    """

    lhs: Basic
    relation: Relation
    rhs: Basic
    hypotheses: tuple[Hypothesis, ...] = ()
    equality: tuple[Hypothesis, ...] | None = field(default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hypotheses", tuple(self.hypotheses))
        if self.equality is not None:
            object.__setattr__(self, "equality", tuple(self.equality))
        for hypothesis in (*self.hypotheses, *(self.equality or ())):
            if not isinstance(hypothesis, Hypothesis):
                msg = f"not a hypothesis: {hypothesis!r} ({type(hypothesis).__name__})"
                raise BadInput(msg)
        if self.equality is not None and self.relation not in (Relation.LE, Relation.GE):
            msg = f"only <= and >= have an equality condition, not {self.relation.value}"
            raise BadInput(msg)
        one_name_one_thing((self.lhs, self.rhs, *self.hypotheses, *(self.equality or ())))

    def __bool__(self) -> NoReturn:
        msg = (
            f"{self} is a statement, not a truth value. For a chain such as a <= b <= c write "
            'prove("a <= b <= c") or calc(a).le(b, by=...).le(c, by=...): '
            "Python's own chain drops its first link"
        )
        raise ChainedComparison(msg)

    def __str__(self) -> str:
        text = f"{self.lhs} {self.relation.value} {self.rhs}"
        if self.hypotheses:
            text += f"  given {', '.join(map(str, self.hypotheses))}"
        where = setting((self.lhs, self.rhs, *self.hypotheses))
        if where:
            text += f"  where {' and '.join(where)}"
        if self.equality is not None:
            conditions = " and ".join(map(str, self.equality)) or "always"
            text += f"  (equality iff {conditions})"
        return text

    def _repr_latex_(self) -> str | None:
        return display.latex(self)


MOST_ROWS = 16
"""How many rows of an explicit law are shown."""


def setting(parts: tuple[Basic, ...]) -> tuple[str, ...]:
    """Return what is not to be seen from names: bounds, sizes, explicit laws, tables as laws."""
    found = sorted(nodes(parts), key=str)
    variables = [v for v in found if isinstance(v, RandomVariable)]
    sizes = [
        f"{v.name} has {v.size} value{'s' if v.size != 1 else ''}"
        for v in variables
        if v.table is None and v.size.is_Integer
    ]
    letters = [
        f"{p.name} has {p.size} letter{'s' if p.size != 1 else ''}"
        for p in found
        if isinstance(p, SymbolicPmf) and p.size.is_Integer
    ]
    laws = [f"{names} has the law {table_text(table)}" for names, table in joint(variables)]
    tables = [f"{p} is a distribution" for p in found if doubtful(p)]
    return (*bounds(parts), *sizes, *letters, *laws, *tables)


def bounds(parts: tuple[Basic, ...]) -> tuple[str, ...]:
    """Return the bounds of the numbers with names: a >= 0, 0 < b <= 1."""
    free = (part for part in parts if not isinstance(part, Hypothesis) or _binds_nothing(part))
    found: set[object] = set().union(*(part.free_symbols for part in free))
    numbers = sorted((x for x in found if isinstance(x, Parameter)), key=str)
    return tuple(text for text in map(_bounds, numbers) if text)


def _binds_nothing(hypothesis: Hypothesis) -> bool:
    return isinstance(hypothesis, Holds | Less)


def _bounds(number: Parameter) -> str:
    low, high = number.lower, number.upper
    above = "<=" if number.closed else "<"
    below = "<=" if number.upper_in else "<"
    if high.is_infinite:
        return "" if low.is_infinite else f"{number} {above.replace('<', '>')} {low}"
    return (
        f"{number} {below} {high}" if low.is_infinite else f"{low} {above} {number} {below} {high}"
    )


def joint(variables: list[RandomVariable]) -> list[tuple[str, LabelledPmf]]:
    """Return the explicit joint laws of the variables, with the names of the coordinates."""
    tables = dict.fromkeys(v.table for v in variables if v.table is not None)
    found = []
    for table in tables:
        width = len(table.labels[0].args)
        names = {v.coordinate: v.name for v in variables if v.table == table}
        shown = ", ".join(names.get(place, "_") for place in range(width))
        found.append((f"({shown})" if width > 1 else shown, table))
    return found


def table_text(table: LabelledPmf) -> str:
    """Return a table of probabilities as text: (0, 0): 1/2, (1, 1): 1/2."""
    if len(table.labels) > MOST_ROWS:
        return f"of a table with {len(table.labels)} rows"
    rows = zip(table.labels, table.probabilities, strict=True)
    return ", ".join(f"{label}: {probability}" for label, probability in rows)


def doubtful(law: Basic) -> bool:
    """Whether a table has entries that may be negative for some values of its parameters."""
    if isinstance(law, Bernoulli):
        (t,) = law.args
        return not (t.is_number or _in_unit(t))
    return isinstance(law, LabelledPmf) and not all(p.is_nonnegative for p in law.probabilities)


def _in_unit(t: Basic) -> bool:
    bounds = (t.lower, t.upper) if isinstance(t, Parameter) else (-1, -1)
    if isinstance(t, Term):
        bounds = t.sequence.bounds[:2]
    return bool(bounds[0] >= 0 and bounds[1] <= 1)


def one_name_one_thing(parts: tuple[Basic, ...]) -> None:
    """Refuse two different objects of one name, which a reader could not tell apart."""
    known: dict[str, Basic] = {}
    for obj in nodes(parts):
        if not isinstance(obj, (Symbol, *_NAMED)) or is_letter(obj):
            continue
        other = known.setdefault(obj.name, obj)
        if other is not obj and other != obj:
            msg = f"the name {obj.name!r} is used for two things: {_kind(other)} and {_kind(obj)}"
            raise BadInput(msg)


_NAMED = (SymbolicPmf, RandomVariable, Sequence)
_KINDS = {SymbolicPmf: "a distribution", RandomVariable: "a variable", Sequence: "a sequence"}


def _kind(obj: Basic) -> str:
    return _KINDS.get(type(obj), "a number")


def as_statement(claim: object) -> Statement:
    """Return a statement from a statement, or from a SymPy relation such as ``a <= b``."""
    if isinstance(claim, Statement):
        return claim
    if isinstance(claim, Relational):
        return Statement(claim.lhs, _RELATIONS[type(claim)], claim.rhs)
    if isinstance(claim, bool | BooleanAtom):
        msg = (
            f"SymPy has decided this comparison by itself, as {claim}; to have it proved, write "
            "Statement(a, Relation.LE, b), or equal(a, b)"
        )
        raise BadInput(msg)
    msg = f"expected a statement such as a <= b, got {claim!r} ({type(claim).__name__})"
    raise BadInput(msg)


def equal(lhs: Expr, rhs: Expr) -> Statement:
    """Return the statement that both sides are equal (Python's == compares objects)."""
    return Statement(sympify(lhs), Relation.EQ, sympify(rhs))
