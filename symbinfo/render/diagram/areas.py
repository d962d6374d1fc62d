"""The areas of an information diagram: what each one measures, and what is known of its sign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING, final

from sympy import Expr, S

from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import BadInput, StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Proof
from symbinfo.measures import Entropy, MutualInformation
from symbinfo.render.diagram import values
from symbinfo.render.names import name_latex
from symbinfo.search.chains import chain
from symbinfo.search.entropic import linear_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.variables import RandomVariable

    Group = tuple[RandomVariable, ...]


class Sign(Enum):
    """What is known of the measure of an area."""

    OPEN = "nothing, or that it is not negative"
    ZERO = "it is 0"
    NOT_POSITIVE = "it is at most 0"
    NEGATIVE = "it is negative"


@final
@dataclass(frozen=True, slots=True)
class Area:
    """What some variables share, given all the others.

    `measure` is an expression, `sign` what is known of it. Where the law is explicit, `value` is
    its exact value in the base of the diagram, and `number` that value as it is printed.
    """

    members: Group
    given: Group
    measure: Expr
    sign: Sign
    value: Expr | None = None
    number: str = ""

    @property
    def label(self) -> str:
        r"""The measure as LaTeX, such as ``I(X; Y; Z \\mid W)``."""
        head, gap = ("H", ", ") if len(self.members) == 1 else ("I", "; ")
        known = rf" \mid {', '.join(map(printed, self.given))}" if self.given else ""
        return f"{head}({gap.join(map(printed, self.members))}{known})"


def printed(variable: RandomVariable) -> str:
    """Return the name of a variable as LaTeX."""
    return name_latex(variable.name)


def subsets(group: Group) -> Iterator[Group]:
    """Return the groups of one variable or more, the small ones first."""
    for size in range(1, len(group) + 1):
        yield from combinations(group, size)


def shared(members: Group, given: Group) -> Expr:
    """Return the measure of an area: for three variables, I(X;Y|W) - I(X;Y|Z,W) and so on."""
    if len(members) == 1:
        return Entropy(*members, given=given)
    if len(members) == 2:
        return MutualInformation(*members, given=given)
    *rest, last = members
    return shared(tuple(rest), given) - shared(tuple(rest), (last, *given))


def symbolic_areas(variables: Group, hypotheses: Iterable[Hypothesis]) -> tuple[Area, ...]:
    """Return the areas of variables with any law that the hypotheses allow."""
    assumed = tuple(hypotheses)
    return tuple(
        Area(members, given, measure, sign_under(measure, assumed))
        for members, given, measure in _measured(variables)
    )


def _measured(variables: Group) -> Iterator[tuple[Group, Group, Expr]]:
    for members in subsets(variables):
        given = tuple(v for v in variables if v not in members)
        yield members, given, shared(members, given)


def sign_under(measure: Expr, hypotheses: tuple[Hypothesis, ...]) -> Sign:
    """Return what can be proved of a measure under hypotheses."""
    if not hypotheses:
        return Sign.OPEN
    if _proved(Statement(measure, Relation.EQ, S.Zero, hypotheses)):
        return Sign.ZERO
    if _proved(Statement(measure, Relation.LE, S.Zero, hypotheses)):
        return Sign.NOT_POSITIVE
    return Sign.OPEN


def _proved(statement: Statement) -> bool:
    """Whether the kernel accepts a proof by elemental inequalities."""
    found = chain(statement)
    if found is None:
        return False
    try:
        check(Proof(statement, found[0]))
    except StepRejected:
        return False
    return True


def numeric_areas(variables: Group, base: int | None) -> tuple[Area, ...]:
    """Return the areas of variables with an explicit law, with their values."""
    return tuple(
        _numeric(members, given, measure, base) for members, given, measure in _measured(variables)
    )


def _numeric(members: Group, given: Group, measure: Expr, base: int | None) -> Area:
    value = value_of(measure)
    sign = {0: Sign.ZERO, -1: Sign.NEGATIVE}.get(values.sign(value), Sign.OPEN)
    return Area(members, given, measure, sign, values.exact(value, base), values.text(value, base))


def value_of(measure: Expr) -> values.Logs:
    """Return the value of a sum of entropies and informations at an explicit law."""
    form = linear_form(measure)
    if form is None:
        msg = f"{measure} is not a sum of entropies"
        raise BadInput(msg)
    return values.combined(form)
