"""Theorems and refutations as JSON for the commands (certificates are another thing)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Step
    from symbinfo.kernel.theorem import Theorem


def statement_text(statement: Statement) -> str:
    """Return the claim alone, without its hypotheses."""
    return f"{statement.lhs} {statement.relation.value} {statement.rhs}"


def theorem_json(theorem: Theorem) -> dict[str, object]:
    """Return the parts of a theorem as text."""
    from symbinfo.core.statement import setting

    statement = theorem.statement
    return {
        "statement": statement_text(statement),
        "hypotheses": [str(hypothesis) for hypothesis in statement.hypotheses],
        "setting": list(setting((statement.lhs, statement.rhs, *statement.hypotheses))),
        "equality": equality_json(statement),
        "steps": len(theorem.proof.steps),
        "proof": [step_json(step, statement) for step in theorem.proof.steps],
        "rests_on": list(theorem.rests_on()),
    }


def step_json(step: Step, statement: Statement) -> dict[str, object]:
    """Return a step; one that adds variables has the proof with them inside of it."""
    from symbinfo.kernel.proof import Copy, DoubleMarkov, EqualityCase
    from symbinfo.render.reasons import NO_NAMES, reason

    told: dict[str, object] = {
        "lhs": str(step.lhs),
        "relation": step.relation.value,
        "rhs": str(step.rhs),
        "by": type(step.evidence).__name__,
        "reason": reason(step, NO_NAMES, str, statement.hypotheses),
        "remark": step.remark,
    }
    if isinstance(step.evidence, Copy | DoubleMarkov | EqualityCase):
        inner = step.evidence.theorem
        added = [str(h) for h in inner.statement.hypotheses if h not in statement.hypotheses]
        told |= {"added": added, "inner": theorem_json(inner)["proof"]}
    return told


def equality_json(statement: Statement) -> list[str] | None:
    """Return the conditions of equality; None if the statement says nothing about it."""
    if statement.equality is None:
        return None
    return [str(condition) for condition in statement.equality]
