"""The ways to prove a statement, in the order in which they are tried."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sympy import S

from symbinfo.core.optimum import Optimum
from symbinfo.core.relation import Relation
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.proof import (
    Algebra,
    Enclosure,
    Evidence,
    Infinite,
    Nonnegative,
    SameOptimum,
    Step,
    Unfold,
)
from symbinfo.search import chains, divergences, numbers, parametric
from symbinfo.search.entropic import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement

Found = TypeVar("Found")


class Try(NamedTuple):
    """One way to prove a statement, and conditions for equality that it may give."""

    name: str
    evidence: Evidence | tuple[Step, ...]
    equalities: tuple[tuple[Hypothesis, ...], ...] = ()


def in_order(statement: Statement) -> tuple[Iterator[Try], Iterator[Try]]:
    """Return what is tried before a counterexample is looked for, and what after that.

    Joint entropies that Shannon's inequalities do not compare are seldom compared by anything
    that is quick, so a counterexample is looked for first.
    """
    if isinstance(statement.lhs, Optimum) or isinstance(statement.rhs, Optimum):
        return iter([Try("equal objectives", SameOptimum())]), iter(())
    if {S.Infinity, S.NegativeInfinity} & {statement.lhs, statement.rhs}:
        return iter([Try("the supports", _by_supports(statement))]), iter(())
    told, rest = _by_entropies(statement), _by_definitions(statement)
    if problem(statement) is None or statement.lhs == statement.rhs:
        found = (attempt for attempt in told if attempt.evidence)
        return itertools.chain(found, rest), _by_more_variables(statement)
    return told, itertools.chain(rest, _by_more_variables(statement))


def _by_supports(statement: Statement) -> tuple[Step, ...]:
    """Return the step that a side is less than oo, or equal to it; either gives <= or >=."""
    shown = {Relation.LE: Relation.LT, Relation.GE: Relation.EQ}
    relation = shown.get(statement.relation, statement.relation)
    return (Step(statement.lhs, relation, statement.rhs, Infinite()),)


def _by_entropies(statement: Statement) -> Iterator[Try]:
    """Return ways to prove a statement about joint entropies."""
    name = "combinations of elemental inequalities"
    told = _guarded(chains.chain, statement)
    yield Try(name, *(told or ((),)))
    told = _guarded(chains.at_once, statement) if told else None
    yield Try(name, *(told or ((),)))
    compared = _guarded(numbers.steps, statement)
    if compared:
        yield Try("comparisons with numbers", compared)


def _by_definitions(statement: Statement) -> Iterator[Try]:
    """Return ways to prove a statement of any kind, the cheap ones first."""
    if statement.relation in (Relation.EQ, Relation.LE, Relation.GE):
        yield Try("algebra", Algebra())
        yield Try("the definitions and the normal form", Unfold())
    inequality = statement.relation in (Relation.LE, Relation.GE)
    if inequality:
        up = statement.relation is Relation.LE
        gap = statement.rhs - statement.lhs if up else statement.lhs - statement.rhs
        yield Try("signs", Nonnegative(gap))
    sizes = _guarded(numbers.alone, statement)
    if sizes:
        yield Try("logarithms of sizes", sizes)
    found = _guarded(parametric.chain, statement)
    if found:
        yield Try("combinations with parameters", found[0], _alone(found[1]))
    bound = _guarded(divergences.evidence, statement) if inequality else None
    if bound:
        yield Try("combinations of divergences", bound[0], _alone(bound[1]))
    yield Try("enclosures of numbers", Enclosure())


def _by_more_variables(statement: Statement) -> Iterator[Try]:
    """Return proofs that add variables to the joint law, or compare laws."""
    from symbinfo.search import common_parts, conditional, copying

    for name, search in (
        ("common parts", common_parts.steps),
        ("laws of copies compared", conditional.steps),
        ("copies of variables", copying.steps),
    ):
        yield Try(name, _guarded(search, statement) or ())


def _alone(equality: tuple[Hypothesis, ...] | None) -> tuple[tuple[Hypothesis, ...], ...]:
    return () if equality is None else (equality,)


def _guarded(search: Callable[[Statement], Found | None], statement: Statement) -> Found | None:
    """Return what a search finds; that one fails never stops the others."""
    try:
        return search(statement)
    except SymbinfoError:
        return None
