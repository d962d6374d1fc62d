"""The only door: `check` turns a proof into a theorem, or says which step fails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symbinfo.core.relation import Relation
from symbinfo.errors import StepRejected, SymbinfoError
from symbinfo.kernel import conditions, events
from symbinfo.kernel.entropies import entropies
from symbinfo.kernel.forms import subtract
from symbinfo.kernel.instance import same
from symbinfo.kernel.sides import Room, of_sign
from symbinfo.kernel.steps import justify
from symbinfo.kernel.theorem import Theorem, _theorem

if TYPE_CHECKING:
    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.conditions import Condition
    from symbinfo.kernel.proof import Proof


_REFUSALS = (
    SymbinfoError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What SymPy raises about objects that cannot be refuses a step, as a rule of the kernel does."""


def check(proof: Proof) -> Theorem:
    """Return the theorem that the proof proves.

    Raises
    ------
    StepRejected
        If a step is not justified by its evidence, or the steps do not lead from the left
        side of the statement to its right side.
    """
    relation = Relation.EQ
    equality: frozenset[Condition | Hypothesis] | None = frozenset()
    axioms: frozenset[str] = frozenset()
    number = 1
    try:
        _meet(proof)
        room = Room(proof.statement)
        for number, step in enumerate(proof.steps, 1):
            verdict = justify(step, room)
            axioms |= verdict.axioms
            both = equality is not None and verdict.equality is not None
            equality = equality | verdict.equality if both else None  # type: ignore[operator]
            relation = _then(proof, number, relation)
        _concludes(proof, relation)
        _equality(room, equality)
    except StepRejected:
        raise
    except _REFUSALS as error:
        raise _rejected(proof, number, error) from error
    return _theorem(proof, axioms)


def _then(proof: Proof, number: int, relation: Relation) -> Relation:
    step = proof.steps[number - 1]
    found = relation.then(step.relation)
    if found is None:
        reason = f"{step.relation.value} after {relation.value} proves nothing"
        raise _rejected(proof, number, reason)
    return found


def _concludes(proof: Proof, relation: Relation) -> None:
    if not relation.implies(proof.statement.relation):
        wanted = proof.statement.relation.value
        reason = f"the steps together prove {relation.value}, not {wanted}"
        raise _rejected(proof, len(proof.steps), reason)


def _rejected(proof: Proof, number: int, reason: object) -> StepRejected:
    step = proof.steps[number - 1] if proof.steps else None
    hint = getattr(reason, "hint", "")
    text = f"{reason}; {hint}" if hint else str(reason)
    name = f"{type(step.evidence).__name__}()" if step else "nothing"
    return StepRejected(number, str(step or proof.statement), name, text)


def _meet(proof: Proof) -> None:
    """Refuse steps that do not lead from the left side to the right side."""
    if not proof.steps:
        raise _rejected(proof, 1, "there are no steps")
    here: Basic = proof.statement.lhs
    for number, step in enumerate(proof.steps, 1):
        if not same(here, step.lhs):
            raise _rejected(proof, number, f"the step starts from {step.lhs}, not from {here}")
        here = step.rhs
    if not same(here, proof.statement.rhs):
        reason = f"the last step ends at {here}, not at {proof.statement.rhs}"
        raise _rejected(proof, len(proof.steps), reason)


def _equality(room: Room, proved: frozenset[Condition | Hypothesis] | None) -> None:
    """Refuse a stated equality condition that is not the proved one, or enough of it."""
    statement = room.statement
    if statement.equality is None:
        return
    sides = statement.lhs, statement.rhs
    if proved == frozenset(statement.equality) and None not in map(entropies, sides):
        return
    wanted = conditions.of_hypotheses(statement.equality, room.opened)
    left, right = (room.value(side, room.opened) for side in (statement.lhs, statement.rhs))
    small, large = (left, right) if statement.relation.upward else (right, left)
    reason = ""
    if events.possible(of_sign(small.events, 1) | of_sign(large.events, -1), room.context):
        reason = "both sides may be infinite"
    elif not _says_when(statement, wanted, conditions.opened(proved, room.opened)):
        reason = "the steps do not give this equality condition"
    if reason:
        raise StepRejected(1, str(statement), "the equality condition", reason)


def _says_when(
    statement: Statement,
    wanted: frozenset[Condition] | None,
    proved: frozenset[Condition] | None,
) -> bool:
    """Whether the stated conditions are the proved ones, or some of them that are enough."""
    if wanted is None or proved is None or not wanted <= proved:
        return False
    return wanted == proved or _suffices(statement)


def _suffices(statement: Statement) -> bool:
    """Whether both sides have one normal form where the equality condition holds."""
    given = (*statement.hypotheses, *(statement.equality or ()))
    room = Room(replace(statement, hypotheses=given, equality=None))
    left, right = (room.value(side, room.opened) for side in (statement.lhs, statement.rhs))
    found = left.events | right.events
    return not found and room.vanishes_when_finite(subtract(left.form, right.form), ())
