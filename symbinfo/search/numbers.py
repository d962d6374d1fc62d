"""Claims that hold with room to spare: by a sharper claim, and numbers that are compared."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import Add, Expr, Rational, S, log

from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.kernel.proof import Combination, Enclosure, Lemma, Step
from symbinfo.search import chains, library
from symbinfo.search.constants import enclosures
from symbinfo.search.entropic import constants, problem, sizes
from symbinfo.search.forms import ONE, difference_of, negated
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from collections.abc import Hashable

    from symbinfo.search.entropic import Known, Problem, Vector

LEAST = Fraction(1, 10**6)
_WEAK = {Relation.LT: Relation.LE, Relation.GT: Relation.GE}


def steps(statement: Statement) -> tuple[Step, ...] | None:
    """Return a proof of a <= c < b, or of a >= c > b, where c is b and a number, or None.

    >>> from symbinfo import prove
    >>> theorem = prove("H(X) > 1/3", given="H(X) >= 1/2")
    >>> [str(step.rhs) for step in theorem.proof.steps]
    ['1/2', '1/3']
    """
    relation = _WEAK.get(statement.relation, statement.relation)
    found = problem(statement) if relation in (Relation.LE, Relation.GE) else None
    if found is None:
        return None
    spare = _spare(found, statement)
    if spare is None:
        return None
    sign = 1 if relation.upward else -1
    if statement.lhs.is_number:
        between = statement.lhs + sign * spare
        told = chains.chain(replace(statement, lhs=between, relation=relation))
        first = Step(statement.lhs, statement.relation, between, Enclosure())
        return (first, *told.steps) if told else None
    between = statement.rhs - sign * spare
    told = chains.chain(replace(statement, relation=relation, rhs=between))
    last = Step(between, statement.relation, statement.rhs, _compared(statement.rhs, spare))
    return (*told.steps, last) if told else None


def _compared(rhs: Expr, spare: Expr) -> Enclosure | Combination:
    """Return why a number less than the right side, or more, is less than it, or more."""
    if rhs.is_number:
        return Enclosure()
    positive = library.prove_step(Statement(spare, Relation.GT, S.Zero), Enclosure())
    return Combination(((S.One, Lemma(positive)),))


def _spare(given: Problem, statement: Statement) -> Expr | None:
    """Return a positive number by which the smaller side can be raised, or None."""
    gap = given.difference if statement.relation.upward else negated(given.difference)
    equations = [k.vector for k in given.equations]
    known = [k.vector for k in given.inequalities()]
    keys = dict.fromkeys(key for one in (gap, *known, *equations) for key in one)
    if not any(map(_is_number, keys)):
        return None
    numbers: list[Vector] = [*enclosures(keys), {ONE: Fraction(1)}]
    known = [one for one in known if not all(map(_is_number, one))]
    known.sort(key=lambda one: not any(map(_is_number, one)))
    first = sum(any(map(_is_number, one)) for one in known)
    bounds = [*known[:first], *numbers, *known[first:]]  # the earlier ones are used sooner
    least = LEAST if statement.relation.strict else Fraction(0)
    found = combine(_nonzero({**gap, ONE: gap.get(ONE, 0) - least}), bounds, equations)
    if found is None:
        return None
    columns = [*bounds, *equations]
    used = (
        _rational(c) * _number(columns[i]) for i, c in found.items() if columns[i] not in numbers
    )
    spare = _number(gap) - Add(*used)
    return spare if spare.is_positive else None


def _nonzero(vector: Vector) -> Vector:
    return {key: c for key, c in vector.items() if c}


def _is_number(key: Hashable) -> bool:
    return key == ONE or _is_log(key)


def _is_log(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] == "log" and isinstance(key[1], int)


def _number(vector: Vector) -> Expr:
    """Return the part of a form that is made of 1 and logarithms of numbers."""
    parts = [(key, _rational(c)) for key, c in vector.items() if _is_number(key)]
    return Add(*(c if key == ONE else c * log(key[1]) for key, c in parts))  # type: ignore[index]


def _rational(c: Fraction) -> Rational:
    return Rational(c.numerator, c.denominator)


def alone(statement: Statement) -> Combination | None:
    """Return evidence for a claim about sizes and numbers alone, such as log |X| >= 0, or None."""
    sides = (statement.lhs, statement.rhs)
    if statement.relation not in (Relation.LE, Relation.GE) or not all(
        isinstance(side, Expr) for side in sides
    ):
        return None
    form = difference_of(statement.rhs, statement.lhs)
    if not form or any(isinstance(key, frozenset) for key in form):
        return None
    target = form if statement.relation.upward else negated(form)
    known: list[Known] = [*sizes((), form), *constants(form)]
    found = combine(_nonzero(target), [one.vector for one in known])
    if found is None:
        return None
    return Combination(tuple((_rational(c), known[i].source()) for i, c in found.items()))
