"""Proofs of statements about joint entropies, told as chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Add, Expr, Rational

from symbinfo.core.relation import Relation
from symbinfo.kernel.proof import Combination, Evidence, Squeeze, Step, Unfold
from symbinfo.search.entropic import Known, Problem, Vector, negated, problem
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement


Term = tuple[Rational, Known]
MOST_LINES = 6


def chain(statement: Statement) -> tuple[tuple[Step, ...], tuple[Hypothesis, ...] | None] | None:
    """Return steps that prove a statement about joint entropies, and its equality condition.

    None if the statement is of another kind, or no combination of elemental inequalities
    gives it.
    """
    found = problem(statement)
    if found is None:
        return None
    difference, negative = found.difference, negated(found.difference)
    match statement.relation:
        case Relation.LE:
            return _told(statement, combination(difference, found), -1)
        case Relation.GE:
            return _told(statement, combination(negative, found), 1)
        case Relation.EQ:
            below = combination(difference, found)
            above = combination(negative, found) if below else None
            if not below or not above:
                return None
            squeeze = Squeeze(_evidence(below), _evidence(above))
            return (Step(statement.lhs, Relation.EQ, statement.rhs, squeeze),), None
        case _:
            return None


def combination(target: Vector, given: Problem) -> list[Term] | None:
    """Return the claims that sum to the target, each with its multiplier."""
    bounds, equations = given.bounds, given.equations
    found = combine(target, [k.vector for k in bounds], [k.vector for k in equations])
    if found is None:
        return None
    every = [*bounds, *equations]
    return [(Rational(c.numerator, c.denominator), every[i]) for i, c in found.items()]


def _evidence(terms: list[Term]) -> Combination:
    return Combination(tuple((c, one.source()) for c, one in terms))


def _told(
    statement: Statement, terms: list[Term] | None, sign: int
) -> tuple[tuple[Step, ...], tuple[Hypothesis, ...] | None] | None:
    """Tell a combination as a chain: an identity, the hypotheses, then one bound a line.

    The left side is the right side plus `sign` times the terms.
    """
    if terms is None:
        return None
    bounds = [term for term in terms if term[1].bound]
    given = [term for term in terms if not term[1].bound]
    conditions = [one.equality for _, one in bounds]
    equality = tuple(make() for make in conditions if make is not None)
    lines = [bounds] if len(bounds) > MOST_LINES else [[bound] for bound in bounds]
    here, steps = statement.lhs, list[Step]()

    def step(relation: Relation, rest: list[Term], evidence: Evidence, remark: str = "") -> None:
        nonlocal here
        end = statement.rhs + sign * _total(rest)
        if end != here:
            steps.append(Step(here, relation, end, evidence, remark))
        here = end

    step(Relation.EQ, [*bounds, *given], Unfold(), "chain rule")
    step(Relation.EQ, bounds, _evidence(given))
    for number, line in enumerate(lines, 1):
        rest = [bound for later in lines[number:] for bound in later]
        step(statement.relation, rest, _evidence(line))
    return tuple(steps), equality if len(equality) == len(conditions) else None


def _total(terms: list[Term]) -> Expr:
    return Add(*(c * one.measure() for c, one in terms))
