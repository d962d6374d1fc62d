"""The weakest hypothesis that would make a claim provable."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, MarkovChain
from symbinfo.search import parametric
from symbinfo.search.advice import question
from symbinfo.search.entropic import assumed, negated, problem, variables_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from fractions import Fraction

    from symbinfo.core.statement import Statement
    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.advice import Question
    from symbinfo.search.entropic import Vector

    Group = tuple[RandomVariable, ...]
    Point = dict[Hashable, Fraction]

MOST_VARIABLES = 5
MOST_PROPOSALS = 3
MOST_COMPARED = 12


def proved_if(statement: Statement) -> tuple[Hypothesis, ...]:
    """Return hypotheses, any one of which would make the statement provable: the weakest ones.

    Conditional independences of two variables (Markov chains first, then independences) and
    functions are tried; if none of them suffices, those of groups of variables, and mutual
    independence. None of those that are returned implies another; one that forces a variable
    to be constant is not proposed.
    """
    variables = variables_of(statement)
    if not 1 < len(variables) <= MOST_VARIABLES:
        return ()
    asked = question(statement)
    if asked is None:
        return _with_parameters(statement, variables)
    for library in (proposals, larger_proposals) if asked.targets else ():
        found = _weakest(_sufficient(library(variables), asked), asked)
        if found:
            return tuple(found[:MOST_PROPOSALS])
    return ()


def _with_parameters(statement: Statement, variables: Group) -> tuple[Hypothesis, ...]:
    if problem(statement) is not None or len(variables) > MOST_VARIABLES - 1:
        return ()
    for one in proposals(variables):
        more = replace(statement, hypotheses=(*statement.hypotheses, one), equality=None)
        if parametric.chain(more) is not None:
            return (one,)
    return ()


def proposals(variables: Group) -> Iterator[Hypothesis]:
    """Return the library: none of it follows from a later one, except where hypotheses help."""
    pairs = list(combinations(variables, 2))
    for size in (1, 0, *range(2, len(variables) - 1)):
        for x, y in pairs:
            rest = [v for v in variables if v not in (x, y)]
            for given in combinations(rest, size):
                yield MarkovChain(x, given, y) if given else Independent(x, y)
    for size in range(len(variables) - 1, 0, -1):
        for x in variables:
            rest = [v for v in variables if v != x]
            yield from (FunctionOf(x, given) for given in combinations(rest, size))


def larger_proposals(variables: Group) -> Iterator[Hypothesis]:
    """Return relations of groups of variables, those of few variables first."""
    groups = [c for k in range(1, len(variables)) for c in combinations(variables, k)]
    for x, y in sorted(combinations(groups, 2), key=lambda pair: len(pair[0] + pair[1])):
        if len(x + y) > 2 and not set(x) & set(y):
            rest = [v for v in variables if v not in (*x, *y)]
            for given in _subsets(rest):
                yield MarkovChain(x, given, y) if given else Independent(x, y)
    for size in range(3, len(variables) + 1):
        yield from (Independent(*chosen) for chosen in combinations(variables, size))
    for targets in groups:
        rest = [v for v in variables if v not in targets]
        if len(targets) > 1:
            yield from (FunctionOf(targets, given) for given in _subsets(rest)[:0:-1])


def _subsets(variables: list[RandomVariable]) -> list[Group]:
    return [c for k in range(len(variables) + 1) for c in combinations(variables, k)]


def _sufficient(
    library: Iterator[Hypothesis], asked: Question
) -> list[tuple[Hypothesis, Question]]:
    """Return the hypotheses that suffice and are not stronger than one before, as it is seen."""
    points: list[Point] = []
    found: list[tuple[Hypothesis, Question]] = []
    for one in library:
        vectors = [k.vector for k in assumed([one]) or ()]
        if any(all(_value(vector, point) == 0 for vector in vectors) for point in points):
            continue
        if any(_implies(one, other) for other, _ in found):
            continue
        more = asked._replace(equations=[*asked.equations, *vectors])
        if all(map(more.follows, more.targets)):
            found.append((one, more))
        elif (point := more.violation()) is not None:
            points.append(point)
    return found


def _value(vector: Vector, point: Point) -> Fraction | int:
    return sum(c * point.get(key, 0) for key, c in vector.items())


def _implies(stronger: Hypothesis, weaker: Hypothesis) -> bool:
    """Whether one hypothesis of the library says more than another, whatever else is known."""
    if not isinstance(stronger, FunctionOf):
        return False
    targets, sources = (set(group) for group in stronger.args)
    if isinstance(weaker, FunctionOf):
        return set(weaker.args[0]) <= targets and sources <= set(weaker.args[1])
    if isinstance(weaker, MarkovChain):
        before, given, after = (set(group) for group in weaker.args)
        return bool(before <= targets or after <= targets) and sources <= given
    return False


def _weakest(found: list[tuple[Hypothesis, Question]], asked: Question) -> list[Hypothesis]:
    """Drop hypotheses that imply another one, or force a variable to be constant."""
    before = asked.constant()
    kept = [pair for pair in found if pair[1].constant() == before][:MOST_COMPARED]
    weakest = []
    for place, (one, more) in enumerate(kept):
        implied = [i for i, (other, _) in enumerate(kept) if i != place and _follows(other, more)]
        if not any(i < place or not _follows(one, kept[i][1]) for i in implied):
            weakest.append(one)
    return weakest


def _follows(hypothesis: Hypothesis, given: Question) -> bool:
    return all(given.follows(negated(known.vector)) for known in assumed([hypothesis]) or ())
