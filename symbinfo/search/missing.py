"""The weakest hypothesis that would make a claim provable."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

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
    independence. One that forces a variable to be constant is not proposed. None of those that
    are returned implies another, except that one may be the claim in other words, and comes
    first: then those follow that are stronger.

    >>> from symbinfo.search.text import parse_claim
    >>> proved_if(parse_claim("I(X;Y,Z) <= I(X;Y)").links[0])
    (X -> Y -> Z, H(X|Y) = 0, H(Z|Y) = 0)
    """
    variables = variables_of(statement)
    if not 1 < len(variables) <= MOST_VARIABLES:
        return ()
    asked = question(statement)
    if asked is None:
        return _with_parameters(statement, variables)
    for library in (proposals, larger_proposals) if asked.targets else ():
        found = _sufficient(library(variables), asked)
        same = _weakest([one for one in found if one.same], asked)
        stronger = _weakest([one for one in found if not one.same], asked)
        if same or stronger:
            return (*same[:1], *stronger)[:MOST_PROPOSALS]
    return ()


def in_other_words(statement: Statement, hypothesis: Hypothesis) -> bool:
    """Whether a hypothesis that makes a statement true follows from it, so that both say the same.

    >>> from symbinfo.search.text import parse_claim
    >>> statement = parse_claim("I(X;Y,Z) <= I(X;Y)").links[0]
    >>> [in_other_words(statement, one) for one in proved_if(statement)]
    [True, False, False]
    """
    asked = question(statement)
    return asked is not None and _follows(hypothesis, _claimed(asked))


def _claimed(asked: Question) -> Question:
    """Return the question with its own claim among what may be used."""
    return asked._replace(bounds=[*asked.bounds, *asked.targets])


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


class Sufficient(NamedTuple):
    """A hypothesis that proves the claim, the question with it, and whether it is the claim."""

    hypothesis: Hypothesis
    more: Question
    same: bool


def _sufficient(library: Iterator[Hypothesis], asked: Question) -> list[Sufficient]:
    """Return the hypotheses that suffice and are not stronger than one before, as it is seen.

    Those that are stronger than one that is the claim in other words are returned.
    """
    points: list[Point] = []
    found: list[Sufficient] = []
    claimed = _claimed(asked)
    for one in library:
        vectors = [k.vector for k in assumed([one]) or ()]
        if any(all(_value(vector, point) == 0 for vector in vectors) for point in points):
            continue
        if any(_implies(one, other.hypothesis) for other in found if not other.same):
            continue
        more = asked._replace(equations=[*asked.equations, *vectors])
        if all(map(more.follows, more.targets)):
            found.append(Sufficient(one, more, _follows(one, claimed)))
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


def _weakest(found: list[Sufficient], asked: Question) -> list[Hypothesis]:
    """Drop hypotheses that imply another one, or force a variable to be constant."""
    before = asked.constant()
    kept = [one for one in found if one.more.constant() == before][:MOST_COMPARED]
    weakest = []
    for place, (one, more, _) in enumerate(kept):
        implied = [
            i for i, other in enumerate(kept) if i != place and _follows(other.hypothesis, more)
        ]
        if not any(i < place or not _follows(one, kept[i].more) for i in implied):
            weakest.append(one)
    return weakest


def _follows(hypothesis: Hypothesis, given: Question) -> bool:
    return all(given.follows(negated(known.vector)) for known in assumed([hypothesis]) or ())
