"""Proofs that were tampered with: whatever is still accepted must still be true."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from sympy import Expr, S

from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    FullSupport,
    FunctionOf,
    Independent,
    MarkovChain,
)
from symbinfo.core.optimum import Optimum
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.derive.registry import load
from symbinfo.errors import NotUnderstood, SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Combination, Enclosure, Lemma, Proof, Unfold
from symbinfo.numeric.spot import spot_check

DERIVATIONS = load()
TRIALS = 8


def theorems(name):
    return DERIVATIONS[name].build()


def restated(proof, steps, hypotheses=None):
    """Return a proof of what the steps say, whatever that is."""
    relation = Relation.EQ
    for step in steps:
        relation = relation.then(step.relation) or step.relation
    old = proof.statement
    given = old.hypotheses if hypotheses is None else hypotheses
    equality = old.equality if relation in (Relation.LE, Relation.GE) else None
    return Proof(Statement(steps[0].lhs, relation, steps[-1].rhs, given, equality), steps)


def with_step(proof, place, **changes):
    steps = list(proof.steps)
    steps[place] = replace(steps[place], **changes)
    return restated(proof, tuple(steps))


def shifted_sides(proof):
    last = proof.steps[-1]
    for shift in (S.One, -S.One):
        if isinstance(last.rhs, Expr) and last.rhs.is_finite is not False:
            yield with_step(proof, -1, rhs=last.rhs + shift)
    if isinstance(last.rhs, Expr) and not last.rhs.is_infinite:
        yield with_step(proof, -1, rhs=2 * last.rhs)


def other_relations(proof):
    for place, step in enumerate(proof.steps):
        for relation in Relation:
            if relation is not step.relation:
                yield with_step(proof, place, relation=relation)


def fewer_hypotheses(proof):
    given = proof.statement.hypotheses
    for dropped in given:
        kept = tuple(h for h in given if h != dropped)
        yield replace(proof, statement=replace(proof.statement, hypotheses=kept))


def fewer_steps(proof):
    steps = proof.steps
    for place, (first, second) in enumerate(pairwise(steps)):
        for evidence in (first.evidence, second.evidence):
            for relation in (first.relation, second.relation):
                one = replace(first, rhs=second.rhs, relation=relation, evidence=evidence)
                yield restated(proof, (*steps[:place], one, *steps[place + 2 :]))


def other_multipliers(proof):
    for place, step in enumerate(proof.steps):
        if not isinstance(step.evidence, Combination):
            continue
        terms = step.evidence.terms
        for at, (multiplier, source) in enumerate(terms):
            for new in (2 * multiplier, -multiplier, S.Zero):
                other = (*terms[:at], (new, source), *terms[at + 1 :])
                yield with_step(proof, place, evidence=Combination(other))


def other_objects(proof):
    for place, step in enumerate(proof.steps):
        at = getattr(step.evidence, "at", ())
        for (old, first), (other, second) in pairwise(at):
            swapped = dict(at) | {old: second, other: first}
            yield with_step(proof, place, evidence=replace(step.evidence, at=swapped))
        for old, _ in at:
            kept = {key: value for key, value in at if key != old}
            yield with_step(proof, place, evidence=replace(step.evidence, at=kept))


def other_evidence(proof):
    kinds = {type(step.evidence): step.evidence for step in proof.steps}
    for place, step in enumerate(proof.steps):
        for evidence in (Unfold(), *kinds.values()):
            if evidence != step.evidence:
                yield with_step(proof, place, evidence=evidence)


def other_equality(proof):
    equality = proof.statement.equality
    if equality is None:
        return
    yield replace(proof, statement=replace(proof.statement, equality=()))
    for condition in equality:
        kept = tuple(c for c in equality if c != condition)
        yield replace(proof, statement=replace(proof.statement, equality=kept))
        for other in similar(condition):
            changed = tuple(other if c == condition else c for c in equality)
            yield replace(proof, statement=replace(proof.statement, equality=changed))


def similar(condition):
    """Return conditions about the same objects that say something else."""
    match condition:
        case Independent() if len(condition.groups) == 2 and not condition.given:
            yield FunctionOf(*condition.groups)
        case Independent() if len(condition.groups) == 2:
            yield Independent(*condition.groups)
            yield MarkovChain(*condition.groups, condition.given)
        case _ if len(condition.args) == 2:
            yield AbsolutelyContinuous(*condition.args)
            yield FullSupport(condition.args[0])


MUTATIONS = [
    shifted_sides,
    other_relations,
    fewer_hypotheses,
    fewer_steps,
    other_multipliers,
    other_objects,
    other_evidence,
    other_equality,
]


def mutants(proof, mutation):
    """Return the changed proofs that can be written down at all."""
    found = mutation(proof)
    while True:
        try:
            mutant = next(found)
        except StopIteration:
            return
        except SymbinfoError:
            continue
        if mutant != proof:
            yield mutant


def is_false(statement):
    try:
        return spot_check(statement, trials=TRIALS) is not None
    except NotUnderstood:
        return False


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("name", sorted(DERIVATIONS))
def test_no_changed_proof_proves_a_falsehood(name, mutation):
    for theorem in theorems(name):
        for mutant in mutants(theorem.proof, mutation):
            try:
                proved = check(mutant)
            except SymbinfoError:
                continue
            assert not is_false(proved.statement), f"{proved} is false"


@pytest.mark.parametrize("name", sorted(DERIVATIONS))
def test_a_shifted_side_is_refused(name):
    for theorem in theorems(name):
        if isinstance(theorem.statement.rhs, Optimum) or theorem.statement.rhs.is_infinite:
            continue
        if isinstance(theorem.proof.steps[-1].evidence, Enclosure):
            continue  # 1 more than a number may still be less than another number
        with pytest.raises(SymbinfoError):
            check(with_step(theorem.proof, -1, rhs=theorem.statement.rhs + 1))
        with pytest.raises(SymbinfoError):
            check(with_step(theorem.proof, -1, rhs=theorem.statement.rhs - 1))


@pytest.mark.parametrize("name", sorted(DERIVATIONS))
def test_a_lemma_is_not_used_in_the_other_direction(name):
    for theorem in theorems(name):
        statement = theorem.statement
        if statement.relation in (Relation.EQ, Relation.NE) or statement.rhs.is_infinite:
            continue
        flipped = Statement(
            statement.lhs, statement.relation.flipped, statement.rhs, statement.hypotheses
        )
        step = replace(
            theorem.proof.steps[-1],
            lhs=statement.lhs,
            rhs=statement.rhs,
            relation=statement.relation.flipped,
            evidence=Lemma(theorem),
        )
        with pytest.raises(SymbinfoError):
            check(Proof(flipped, (step,)))
