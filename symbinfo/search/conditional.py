"""Inequalities that hold only under their hypotheses: laws of copies compared with originals.

The conditional inequalities of Zhang and Yeung (1997), Matus (1999) and Kaced and Romashchenko
(2011) follow from no unconditional one. Their proofs compare two laws at the level of sums.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from sympy import Add, Rational

from symbinfo.core.constraints import CopyOf
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Combination, Copy, Lemma, Proof, Step
from symbinfo.search.chains import chain
from symbinfo.search.comparisons import Comparison, comparisons
from symbinfo.search.entropic import Problem, negated, problem, variables_of
from symbinfo.search.implied import implied, without
from symbinfo.search.linear import combine
from symbinfo.search.splits import Rules, rules_of, subsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Source

Group = tuple[RandomVariable, ...]
Used = tuple[tuple[Rational, Comparison], ...]
MOST_VARIABLES = 5
NAMES = ("R", "S", "T", "U", "V", "W", "R'", "S'", "T'")


def steps(statement: Statement, seconds: float = 20.0) -> tuple[Step, ...] | None:
    """Return a proof by one copy step and comparisons of laws, or None if none was found."""
    variables = variables_of(statement)
    if statement.relation not in (Relation.LE, Relation.GE) or not statement.hypotheses:
        return None
    if not 2 < len(variables) <= MOST_VARIABLES:
        return None
    until = monotonic() + seconds
    known = rules_of(statement.hypotheses)
    found = _search(Search(statement, known, known), until)
    more = implied(statement, known) if found is None else ()
    if not more:
        return found
    return _search(Search(statement, known, rules_of((*statement.hypotheses, *more))), until)


class Search(NamedTuple):
    """A statement, what its hypotheses say of independence, and what they say or imply."""

    statement: Statement
    said: Rules
    rules: Rules


def _search(search: Search, until: float) -> tuple[Step, ...] | None:
    for copy in copies(variables_of(search.statement)):
        found = _with_copy(search, copy)
        if found is not None or monotonic() > until:
            return found
    return None


def copies(variables: Group) -> Iterator[CopyOf]:
    """Return what to copy, over what: one variable, then two at once."""
    taken = {v.name for v in variables}
    names = [name for name in NAMES if name not in taken]
    for count in (1, 2):
        for originals in combinations(variables, count):
            others = [v for v in variables if v not in originals]
            copies = random_variables(" ".join(names[:count]), [v.size for v in originals])
            for over in filter(None, subsets(others)):
                rest = tuple(v for v in others if v not in over)
                if rest:
                    yield CopyOf(copies, originals, tuple(v for v in others if v in over), rest)


def _with_copy(search: Search, copy: CopyOf) -> tuple[Step, ...] | None:
    """Return a proof with the copies, by the comparisons that the kernel accepts."""
    statement = search.statement
    more = comparisons(copy, search.rules)
    inner = replace(statement, hypotheses=(*statement.hypotheses, copy), equality=None)
    given = problem(inner) if more else None
    while given is not None:
        used = _used(statement, given, more)
        if not used:
            return None
        try:
            return _told(search, copy, used)
        except StepRejected:
            refused = {id(one) for _, one in used if _refused(one)}
            if not refused:
                return None
            more = [one for one in more if id(one) not in refused]
    return None


def _used(statement: Statement, given: Problem, more: list[Comparison]) -> Used:
    """Return the comparisons that the claim follows from with Shannon's inequalities."""
    up = statement.relation is Relation.LE
    target = given.difference if up else negated(given.difference)
    bounds = [*given.inequalities(), *(one.known for one in more if one.known.bound)]
    every = [*bounds, *given.equations, *(one.known for one in more if not one.known.bound)]
    vectors = [one.vector for one in every]
    found = combine(target, vectors[: len(bounds)], vectors[len(bounds) :])
    if found is None:
        return ()
    compared = {id(one.known): one for one in more}
    return tuple(
        (Rational(c.numerator, c.denominator), compared[id(every[i])])
        for i, c in found.items()
        if id(every[i]) in compared
    )


def _refused(one: Comparison) -> bool:
    try:
        one.known.source()
    except StepRejected:
        return True
    return False


def _told(search: Search, copy: CopyOf, used: Used) -> tuple[Step, ...] | None:
    """Tell the proof: a chain to the right side less the comparisons, then the comparisons."""
    statement = search.statement
    sources = [(c, one.known.source()) for c, one in used]
    needed = [h for h in _assumed(sources) if h != copy and not search.said.say(h)]
    given = (*statement.hypotheses, *needed)
    sign = -1 if statement.relation is Relation.LE else 1
    middle = statement.rhs + sign * Add(*(c * one.known.measure() for c, one in used))
    inner = replace(statement, hypotheses=(*given, copy), equality=None)
    first = chain(replace(inner, rhs=middle))
    if first is None:
        return None
    evidence = Combination(tuple(sources))
    words = "; ".join(one.words for _, one in used)
    last = Step(middle, statement.relation, statement.rhs, evidence, words)
    copied = Copy(check(Proof(inner, (*first.steps, last))))
    told = (Step(statement.lhs, statement.relation, statement.rhs, copied),)
    theorem = check(Proof(replace(inner, hypotheses=given), told))
    for hypothesis in reversed(needed):
        theorem = without(theorem, hypothesis, statement.hypotheses)
    return theorem.proof.steps


def _assumed(sources: list[tuple[Rational, Source]]) -> list[Hypothesis]:
    """Return the hypotheses of the theorems, each once."""
    lemmas = [source for _, source in sources if isinstance(source, Lemma)]
    return list(dict.fromkeys(h for one in lemmas for h in one.theorem.statement.hypotheses))
