"""Trying statements at random distributions. It may find a violation; it never proves."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, final

from symbinfo.core.relation import Relation
from symbinfo.errors import NotUnderstood
from symbinfo.numeric.meet import close, holds, repair
from symbinfo.numeric.oracle import Real, World, mp, value
from symbinfo.numeric.sample import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement

_ATTEMPTS = 200
_PASSES = 4


@final
@dataclass(frozen=True, slots=True)
class Violation:
    """Numbers at which a statement fails, as far as 40 digits show."""

    statement: Statement
    reason: str
    lhs: str
    rhs: str
    assignment: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        rows = [f"  {name} = {number}" for name, number in self.assignment]
        sides = f"  left side {self.lhs}, right side {self.rhs}"
        return "\n".join([f"{self.reason}: {self.statement}", *rows, sides])


def spot_check(statement: Statement, *, trials: int = 40, seed: int = 0) -> Violation | None:
    """Return a violation of the statement at random distributions, or None if none was met.

    Many probabilities are 0; sizes of alphabets are 1 to 4; the hypotheses are met. Half of the
    trials meet the equality condition as well, if there is one and a way to meet it.

    Raises
    ------
    NotUnderstood
        If the statement cannot be evaluated, or no numbers were found that meet its hypotheses.

    Examples
    --------
    >>> from symbinfo import KLDivergence, pmf
    >>> p, q = pmf("p"), pmf("q")
    >>> spot_check(KLDivergence(p, q) >= 0)
    >>> spot_check(KLDivergence(p, q) <= 1).reason
    'not <='
    """
    rng = Random(seed)  # noqa: S311 - no secret depends on it
    equality = statement.equality or ()
    for trial in range(trials):
        world = None
        if equality and trial % 2:
            world = _meeting(statement, (*statement.hypotheses, *equality), rng)
        if world is None:
            world = _meeting(statement, statement.hypotheses, rng)
        if world is None:
            msg = f"no numbers were found that meet the hypotheses of {statement}"
            raise NotUnderstood(msg)
        violation = _compare(statement, world, rng)
        if violation is not None:
            return violation
    return None


def _meeting(statement: Statement, wanted: Sequence[Hypothesis], rng: Random) -> World | None:
    """Return random numbers that meet the wanted hypotheses, or None."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses, *(statement.equality or ()))
    for _ in range(_ATTEMPTS):
        world = draw(parts, statement.hypotheses, rng)
        for _ in range(_PASSES):
            broken = [h for h in wanted if not holds(h, world, rng)]
            if not broken:
                return world
            for hypothesis in broken:
                repair(hypothesis, world, rng)
    return None


def _compare(statement: Statement, world: World, rng: Random) -> Violation | None:
    lhs, rhs = value(statement.lhs, world, {}), value(statement.rhs, world, {})
    tight = close(lhs, rhs)
    if mp.isnan(lhs) or mp.isnan(rhs):
        reason = "undefined"
    elif not _true(statement.relation, lhs, rhs, tight=tight):
        reason = f"not {statement.relation.value}"
    elif statement.equality is not None and mp.isfinite(lhs) and mp.isfinite(rhs):
        met = all(holds(condition, world, rng) for condition in statement.equality)
        reasons = {(True, False): "equal", (False, True): "not equal"}
        condition = "although the equality condition fails" if tight else "although it holds"
        reason = f"{reasons[tight, met]} {condition}" if (tight, met) in reasons else ""
    else:
        reason = ""
    return _violation(statement, reason, (lhs, rhs), world) if reason else None


def _true(relation: Relation, lhs: Real, rhs: Real, *, tight: bool) -> bool:
    if relation is Relation.EQ:
        return tight
    if relation is Relation.NE:
        return not tight
    if tight:
        return not relation.strict
    return bool(lhs < rhs) if relation.upward else bool(lhs > rhs)


def _violation(
    statement: Statement, reason: str, sides: tuple[Real, Real], world: World
) -> Violation:
    rows: list[tuple[str, str]] = [(str(s), str(n)) for s, n in world.sizes.items()]
    rows += [(str(s), _text([x])) for s, x in world.scalars.items()]
    rows += [(str(p), f"({_text(v)})") for p, v in world.pmfs.items()]
    rows += [(str(a), f"({_text(v)})") for a, v in world.sequences.items()]
    if world.variables:
        name = ", ".join(map(str, world.variables))
        cells = [f"P{cell} = {_text([p])}" for cell, p in world.table.items() if p]
        rows.append((f"law of {name}", "; ".join(cells)))
    lhs, rhs = (_text([side]) for side in sides)
    return Violation(statement, reason, lhs, rhs, tuple(rows))


def _text(numbers: Sequence[Real]) -> str:
    return ", ".join(mp.nstr(number, 12) for number in numbers)
