"""The copy lemma, tried automatically: which variables to copy, and over which."""

from __future__ import annotations

from functools import cached_property
from math import lcm
from time import monotonic
from typing import TYPE_CHECKING, final

import numpy as np

from symbinfo.core.relation import Relation
from symbinfo.search.copy_proofs import proof
from symbinfo.search.copy_steps import Search
from symbinfo.search.entropic import (
    assumed,
    constants,
    linear_form,
    negated,
    sizes,
    variables_of,
)
from symbinfo.search.pools import Claim

if TYPE_CHECKING:
    from collections.abc import Hashable
    from fractions import Fraction

    from symbinfo.core.statement import Statement
    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.proof import Step
    from symbinfo.search.entropic import Known, Vector

MOST_VARIABLES = 6


def steps(statement: Statement, seconds: float = 40.0) -> tuple[Step, ...] | None:
    """Return a proof that adds copies of variables, or None if none was found in time."""
    question = Question.of(statement)
    if question is None:
        return None
    search = Search(question.claim(), monotonic() + seconds)
    node = search.found()
    return None if node is None else proof(question, search.shortened(node).pool)


@final
class Question:
    """A statement about joint entropies, as a form in coordinates."""

    def __init__(self, statement: Statement, target: Vector, given: list[Known]) -> None:
        self.statement = statement
        self.variables = variables_of(statement)
        every = {key: c for one in (target, *(k.vector for k in given)) for key, c in one.items()}
        self.target = target
        more = [*sizes(self.variables, every), *constants(every)]
        self.bounds = [*(known for known in given if known.bound), *more]
        self.equations = [known for known in given if not known.bound]
        self.extras = [key for key in every if not isinstance(key, frozenset)]

    @staticmethod
    def of(statement: Statement) -> Question | None:
        """Return the statement as a form, or None if it is of another kind or too large."""
        if statement.relation not in (Relation.LE, Relation.GE):
            return None
        target = linear_form(statement.rhs - statement.lhs)
        given = assumed(statement.hypotheses)
        names = variables_of(statement)
        if target is None or given is None or any(v.table for v in names):
            return None
        if not 2 < len(names) <= MOST_VARIABLES:
            return None
        upward = statement.relation is Relation.LE
        return Question(statement, target if upward else negated(target), given)

    @cached_property
    def places(self) -> dict[Hashable, int]:
        """The coordinates of the sets of variables and of the other things that occur."""
        sets = 1 << len(self.variables)
        found: dict[Hashable, int] = {
            frozenset(self.named(mask)): mask - 1 for mask in range(1, sets)
        }
        return found | {key: sets - 1 + i for i, key in enumerate(self.extras)}

    def named(self, mask: int) -> tuple[RandomVariable, ...]:
        """Return a set of the variables to start with."""
        return tuple(v for i, v in enumerate(self.variables) if mask >> i & 1)

    def placed(self, vector: Vector) -> dict[Hashable, Fraction]:
        """Return a form with its coordinates."""
        return {self.places[key]: c for key, c in vector.items()}

    def row(self, vector: Vector) -> list[int]:
        """Return a positive multiple of a form as a row of numbers."""
        factor = lcm(*(c.denominator for c in vector.values()))
        found = self.placed(vector)
        return [int(found.get(place, 0) * factor) for place in range(len(self.places))]

    def claim(self) -> Claim:
        """Return the statement as numbers."""
        rows = [
            np.array([self.row(k.vector) for k in known], dtype=np.int32)
            for known in (self.bounds, self.equations)
        ]
        width = len(self.places)
        bounds, equations = (part.reshape(-1, width) for part in rows)
        return Claim(len(self.variables), self.row(self.target), bounds, equations)
