"""A claim that was typed: its headline, and its proof from the side as typed to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symbinfo.core.relation import Relation
from symbinfo.kernel.proof import Step, Unfold
from symbinfo.measures.shorthands import Shorthand, opened

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.statement import Statement
    from symbinfo.render.passages import Passage
    from symbinfo.search.text.typed import Typed


def with_names(statement: Statement, typed: Typed | None) -> Statement:
    """Return a statement with names such as TC(X; Y; Z) where they were typed."""
    if typed is None:
        return statement
    names = {opened(side): side for side in typed.sides}
    lhs, rhs = (names.get(side, side) for side in (statement.lhs, statement.rhs))
    return replace(statement, lhs=lhs, rhs=rhs)


def chain_of(typed: Typed) -> tuple[Step, ...]:
    """Return the links of a claim with three or more sides, as rows to print; else nothing."""
    links = zip(typed.sides, typed.relations, typed.sides[1:], strict=False)
    rows = tuple(Step(lhs, relation, rhs, Unfold()) for lhs, relation, rhs in links)
    return rows if len(rows) > 1 else ()


def told_passage(part: Passage, typed: Typed | None) -> Passage:
    """Return a chain that goes from the left side as typed to the right side as typed.

    Where a name such as TC(X; Y; Z) was typed, a row says what it stands for.
    """
    if typed is None or not any(side.has(Shorthand) for side in typed.sides):
        return part
    sides = [(opened(side), side) for side in typed.sides]
    steps = part.steps
    if not steps or (steps[0].lhs, steps[-1].rhs) != (sides[0][0], sides[-1][0]):
        return part
    return replace(part, steps=tuple(_told(steps, sides)))


def _told(steps: tuple[Step, ...], sides: list[tuple[Expr, Expr]]) -> list[Step]:
    (left, name), *waiting = sides
    rows = _defined(name, left)
    for place, step in enumerate(steps, 1):
        if step.lhs != step.rhs:
            rows.append(replace(step, lhs=left))
        left = step.rhs
        at_end = place == len(steps)
        waiting = waiting[-1:] if at_end else waiting
        if waiting[0][0] == left and (at_end or len(waiting) > 1):
            _, name = waiting.pop(0)
            rows += [replace(one, lhs=one.rhs, rhs=one.lhs) for one in _defined(name, left)]
            left = name
    return rows


def _defined(name: Expr, meant: Expr) -> list[Step]:
    """Return the row that says what the names in a side stand for, if it has any."""
    found = sorted(name.atoms(Shorthand), key=str)
    words = " and ".join(dict.fromkeys(one.words for one in found))
    return [Step(name, Relation.EQ, meant, Unfold(), words)] if found else []
