"""Variables that can be added to any joint law: copies of others, and common parts of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from symbinfo.core.constraints import CommonPart, CopyOf
from symbinfo.core.hypotheses import Independent
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import BadInput
from symbinfo.kernel.entail import Entailment
from symbinfo.kernel.instance import same
from symbinfo.kernel.sides import Room, Verdict
from symbinfo.kernel.theorem import proved

if TYPE_CHECKING:
    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Step
    from symbinfo.kernel.theorem import Theorem

Added = TypeVar("Added", CopyOf, CommonPart)


def without_copies(step: Step, room: Room, theorem: Theorem) -> Verdict:
    """Check that a theorem says what the step says, but for a copy that occurs nowhere else.

    Any joint law p(x, y, z) extends by copies x' with the law p(x, y, z) p(x' | y): there
    (x', y) is distributed as (x, y), and x' is independent of the rest given y.
    """
    more = _one_more(step, room, proved(theorem), CopyOf)
    copies, *others = more.groups
    _occur_nowhere(copies, others, step, room)
    return Verdict(None, frozenset({*theorem.axioms, "Copy"}))


def without_common_part(step: Step, room: Room, theorem: Theorem) -> Verdict:
    """Check that a theorem says what the step says, but for a common part that occurs nowhere.

    If X is independent of Y given Z and of Z given Y, then p(x | y) = p(x | z) wherever
    p(y, z) > 0. A first letter y' with p(x | y') = p(x | y) for all x is a function of y,
    and of z; given it, X is independent of (Y, Z).
    """
    more = _one_more(step, room, proved(theorem), CommonPart)
    part, x, left, right = more.groups
    _occur_nowhere(part, (x, left, right), step, room)
    entailment = Entailment(room.context, room.opened)
    for group, given in ((left, right), (right, left)):
        apart = Independent(x, group, given=given)
        if not entailment.holds(apart):
            msg = f"no hypothesis says {apart}"
            raise BadInput(msg)
    return Verdict(None, frozenset({*theorem.axioms, "DoubleMarkov"}))


def _one_more(step: Step, room: Room, inner: Statement, kind: type[Added]) -> Added:
    """Return the only hypothesis of a theorem, which says what the step says, that is new."""
    more = new_hypotheses(step, room, inner)
    if len(more) != 1 or not isinstance(more[0], kind):
        msg = f"the theorem must have one hypothesis more, {kind.__name__}"
        raise BadInput(msg)
    return more[0]


def new_hypotheses(step: Step, room: Room, inner: Statement) -> list[Hypothesis]:
    """Return the hypotheses of a theorem, which says what the step says, that are new."""
    if not (
        same(inner.lhs, step.lhs) and inner.relation is step.relation and same(inner.rhs, step.rhs)
    ):
        msg = f"the theorem says {inner.lhs} {inner.relation.value} {inner.rhs}"
        raise BadInput(msg)
    return [h for h in inner.hypotheses if h not in room.context.hypotheses]


def _occur_nowhere(
    added: tuple[RandomVariable, ...],
    others: list[tuple[RandomVariable, ...]] | tuple[tuple[RandomVariable, ...], ...],
    step: Step,
    room: Room,
) -> None:
    """Refuse added variables that the step or its hypotheses know, and explicit joint laws."""
    used = _variables(step.lhs, step.rhs, *room.context.hypotheses).union(*others)
    if used & set(added):
        msg = f"the added variables {added} occur elsewhere"
        raise BadInput(msg)
    if any(v.table is not None for v in used.union(added)):
        msg = "nothing can be added to variables with an explicit law"
        raise BadInput(msg)


def _variables(*parts: Basic) -> set[RandomVariable]:
    return set[RandomVariable]().union(*(part.atoms(RandomVariable) for part in parts))
