"""Hypotheses that hold because a bound is attained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.core.relation import Relation
from symbinfo.errors import BadInput
from symbinfo.kernel.additions import new_hypotheses
from symbinfo.kernel.duties import Duties
from symbinfo.kernel.instance import same
from symbinfo.kernel.sides import Room, Verdict
from symbinfo.kernel.theorem import proved

if TYPE_CHECKING:
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import EqualityCase, Step

_ATTAINED = {
    Relation.LE: (Relation.EQ, Relation.GE),
    Relation.GE: (Relation.EQ, Relation.LE),
}
"""What shows that the sides of a bound are equal."""


def equality_case(step: Step, room: Room, evidence: EqualityCase) -> Verdict:
    """Check that a theorem says what the step says, under a hypothesis that holds here.

    The hypothesis is what the sides of a bound are equal just for, and they are equal: I(X;Y)
    is 0 just if X and Y are independent.
    """
    bound = Duties(room.context, room.opened).instance(evidence.bound)
    for more in new_hypotheses(step, room, proved(evidence.theorem)):
        if more not in (bound.equality or ()):
            msg = f"that the bound is attained does not say {more}"
            raise BadInput(msg)
    _equal(bound, proved(evidence.attained), room)
    theorems = (evidence.theorem, evidence.bound.theorem, evidence.attained)
    return Verdict(None, frozenset(axiom for theorem in theorems for axiom in theorem.axioms))


def _equal(bound: Statement, attained: Statement, room: Room) -> None:
    """Refuse what does not say, under the hypotheses of the step, that the sides are equal."""
    if not (same(attained.lhs, bound.lhs) and same(attained.rhs, bound.rhs)) or (
        attained.relation not in _ATTAINED.get(bound.relation, ())
    ):
        msg = f"{attained} does not say that {bound.lhs} = {bound.rhs}"
        raise BadInput(msg)
    for hypothesis in attained.hypotheses:
        if hypothesis not in room.context.hypotheses:
            msg = f"the bound is attained under the hypothesis {hypothesis}, which is not assumed"
            raise BadInput(msg)
