"""Theorems and refutations as JSON for the commands (certificates are another thing)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.core.statement import Statement
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
        "proof": [
            {
                "lhs": str(step.lhs),
                "relation": step.relation.value,
                "rhs": str(step.rhs),
                "by": type(step.evidence).__name__,
                "remark": step.remark,
            }
            for step in theorem.proof.steps
        ],
        "rests_on": list(theorem.rests_on()),
    }


def equality_json(statement: Statement) -> list[str] | None:
    """Return the conditions of equality; None if the statement says nothing about it."""
    if statement.equality is None:
        return None
    return [str(condition) for condition in statement.equality]
