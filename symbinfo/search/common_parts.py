"""The double Markov property, tried where the hypotheses allow it: a common part is added."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product
from typing import TYPE_CHECKING

from sympy import Mul

from symbinfo.core.constraints import CommonPart
from symbinfo.core.facts import IndependenceFact
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import DoubleMarkov, Proof, Step
from symbinfo.search.chains import chain
from symbinfo.search.entropic import variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.statement import Statement

Group = tuple[RandomVariable, ...]


def steps(statement: Statement) -> tuple[Step, ...] | None:
    """Return a proof that adds one common part of two groups, or None if none was found."""
    if statement.relation not in (Relation.LE, Relation.GE):
        return None
    for part in _choices(statement):
        inner = replace(statement, hypotheses=(*statement.hypotheses, part))
        found = chain(inner)
        if found is not None:
            evidence = DoubleMarkov(check(Proof(inner, found[0])))
            return (Step(statement.lhs, statement.relation, statement.rhs, evidence),)
    return None


def _choices(statement: Statement) -> Iterator[CommonPart]:
    """Return the common parts that the hypotheses allow: X - Y - Z and X - Z - Y."""
    facts = [
        fact
        for hypothesis in statement.hypotheses
        for fact in hypothesis.facts()
        if isinstance(fact, IndependenceFact)
    ]
    for first, second in permutations(facts, 2):
        sides = product(permutations(first.groups, 2), permutations(second.groups, 2))
        for (x, y), (same, z) in sides:
            both = tuple(v for v in x if v in same)
            left, right = second.given, first.given
            if both and left and right and {*left} <= {*y} and {*right} <= {*z}:
                yield CommonPart(_new(statement, left), both, left, right)


def _new(statement: Statement, left: Group) -> RandomVariable:
    """Return a variable with a new name and as many values as the group."""
    taken = {v.name for v in variables_of(statement)}
    names = ("U", "V", "W", *(f"U_{number}" for number in range(len(taken))))
    name = next(name for name in names if name not in taken)
    return random_variables(name, [Mul(*(v.size for v in left))])[0]
