"""The copy lemma: copies of variables can be added to any joint law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.core.constraints import CopyOf
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import BadInput
from symbinfo.kernel.instance import same
from symbinfo.kernel.sides import Room, Verdict
from symbinfo.kernel.theorem import proved

if TYPE_CHECKING:
    from sympy.core.basic import Basic

    from symbinfo.kernel.proof import Step
    from symbinfo.kernel.theorem import Theorem


def without_copies(step: Step, room: Room, theorem: Theorem) -> Verdict:
    """Check that a theorem says what the step says, but for a copy that occurs nowhere else.

    Any joint law p(x, y, z) extends by copies x' with the law p(x, y, z) p(x' | y): there
    (x', y) is distributed as (x, y), and x' is independent of the rest given y.
    """
    inner = proved(theorem)
    if not (
        same(inner.lhs, step.lhs) and inner.relation is step.relation and same(inner.rhs, step.rhs)
    ):
        msg = f"the theorem says {inner.lhs} {inner.relation.value} {inner.rhs}"
        raise BadInput(msg)
    more = [h for h in inner.hypotheses if h not in room.context.hypotheses]
    if len(more) != 1 or not isinstance(more[0], CopyOf):
        msg = "the theorem must have one hypothesis more, CopyOf"
        raise BadInput(msg)
    copies, *others = more[0].groups
    used = _variables(step.lhs, step.rhs, *room.context.hypotheses)
    used = used.union(*others)
    if used & set(copies):
        msg = f"the copies {copies} occur elsewhere"
        raise BadInput(msg)
    if any(v.table is not None for v in used.union(copies)):
        msg = "variables with an explicit law cannot be copied"
        raise BadInput(msg)
    return Verdict(None, frozenset({*theorem.axioms, "Copy"}))


def _variables(*parts: Basic) -> set[RandomVariable]:
    return set[RandomVariable]().union(*(part.atoms(RandomVariable) for part in parts))
