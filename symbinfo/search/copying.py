"""The copy lemma, tried automatically: which variables to copy, and over which."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, final

import numpy as np

from symbinfo.core.relation import Relation
from symbinfo.search.copy_proofs import proof
from symbinfo.search.copy_steps import Search
from symbinfo.search.entropic import (
    Problem,
    assumed,
    constants,
    linear_form,
    negated,
    sizes,
    variables_of,
)
from symbinfo.search.pools import Claim
from symbinfo.search.shannon import certificate

if TYPE_CHECKING:
    from collections.abc import Hashable

    from symbinfo.core.statement import Statement
    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.proof import Step
    from symbinfo.search.entropic import Known, Vector

    Group = tuple[RandomVariable, ...]
    Term = tuple[Fraction, Known]

LEAST_VARIABLES = 3
MOST_VARIABLES = 6
MOST_REDUCED = 9
FOUR = 4


def steps(statement: Statement, seconds: float = 40.0) -> tuple[Step, ...] | None:
    """Return a proof that adds copies of variables, or None if none was found in time."""
    until = monotonic() + seconds
    found = Question.of(statement)
    if found is None:
        return None
    question, more = found.reduced()
    if not LEAST_VARIABLES <= len(question.atoms) <= MOST_VARIABLES:
        return None
    search = Search(question.claim(), until)
    node = search.found()
    return None if node is None else proof(question, search.shortened(node).pool, more)


@final
class Question:
    """A statement about joint entropies, as a form in coordinates.

    Its atoms are groups of variables that never occur without each other.
    """

    def __init__(self, statement: Statement, target: Vector, given: list[Known]) -> None:
        self.statement = statement
        variables = variables_of(statement)
        every = {key: c for one in (target, *(k.vector for k in given)) for key, c in one.items()}
        self.target = target
        more = [*sizes(variables, every), *constants(every)]
        self.bounds = [*(known for known in given if known.bound), *more]
        self.equations = [known for known in given if not known.bound]
        keys = {key: None for one in (every, *(k.vector for k in more)) for key in one}
        self.extras = [key for key in keys if not isinstance(key, frozenset)]
        self.atoms = _together(variables, [key for key in keys if isinstance(key, frozenset)])

    @staticmethod
    def of(statement: Statement) -> Question | None:
        """Return the statement as a form, or None if it is of another kind."""
        if statement.relation not in (Relation.LE, Relation.GE):
            return None
        target = linear_form(statement.rhs - statement.lhs)
        given = assumed(statement.hypotheses)
        names = variables_of(statement)
        if target is None or given is None or any(v.table for v in names):
            return None
        upward = statement.relation is Relation.LE
        return Question(statement, target if upward else negated(target), given)

    def reduced(self) -> tuple[Question, list[Term]]:
        """Return what the statement says if some atoms are constant, and claims for the rest.

        The rest is nonnegative, so the statement follows if it holds for constants.
        """
        variables = variables_of(self.statement)
        if self.statement.hypotheses or not FOUR < len(self.atoms) <= MOST_REDUCED:
            return self, []
        for atom in self.atoms:
            target = _without(self.target, atom)
            rest = _minus(self.target, target)
            found = certificate(rest, Problem(variables, {}, [], [], (), ()))
            if found is not None and target:
                question, more = Question(self.statement, target, []).reduced()
                return question, [*found, *more]
        return self, []

    @cached_property
    def places(self) -> dict[Hashable, int]:
        """The coordinates of the sets of variables and of the other things that occur."""
        sets = 1 << len(self.atoms)
        found: dict[Hashable, int] = {
            frozenset(self.named(mask)): mask - 1 for mask in range(1, sets)
        }
        return found | {key: sets - 1 + i for i, key in enumerate(self.extras)}

    def named(self, mask: int) -> Group:
        """Return a set of the variables to start with."""
        return tuple(v for i, atom in enumerate(self.atoms) if mask >> i & 1 for v in atom)

    def placed(self, vector: Vector) -> dict[Hashable, Fraction]:
        """Return a form with its coordinates."""
        return {self.places[key]: c for key, c in vector.items()}

    def row(self, vector: Vector) -> list[float]:
        """Return a positive multiple of a form as a row of numbers, the largest of which is 1."""
        found, most = self.placed(vector), max(map(abs, vector.values()), default=Fraction(1))
        return [float(found.get(place, 0) / most) for place in range(len(self.places))]

    def claim(self) -> Claim:
        """Return the statement as numbers."""
        rows = [
            np.array([self.row(k.vector) for k in known], dtype=float)
            for known in (self.bounds, self.equations)
        ]
        width = len(self.places)
        bounds, equations = (part.reshape(-1, width) for part in rows)
        return Claim(len(self.atoms), self.row(self.target), bounds, equations)


def _without(vector: Vector, atom: Group) -> Vector:
    """Return a form of entropies where some variables are constant."""
    found: Vector = {}
    for key, c in vector.items():
        kept = key.difference(atom) if isinstance(key, frozenset) else key
        if kept:
            found[kept] = found.get(kept, Fraction(0)) + c
    return {key: c for key, c in found.items() if c}


def _minus(one: Vector, two: Vector) -> Vector:
    found = {key: one.get(key, Fraction(0)) - two.get(key, 0) for key in {**one, **two}}
    return {key: c for key, c in found.items() if c}


def _together(variables: Group, groups: list[frozenset[RandomVariable]]) -> list[Group]:
    """Return the variables that occur in the groups, those together that always are."""
    found: dict[tuple[bool, ...], Group] = {}
    for v in variables:
        where = tuple(v in group for group in groups)
        if any(where):
            found[where] = (*found.get(where, ()), v)
    return list(found.values())
