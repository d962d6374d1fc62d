"""Certificates that were tampered with: one multiplier, one term, one hypothesis, one number."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sympy import Rational
from truth import follows

from symbinfo import (
    Assumption,
    Combination,
    Copy,
    Lemma,
    Relation,
    Squeeze,
    check,
    dumps,
    loads,
    prove,
)
from symbinfo.errors import CertificateError, StepRejected
from symbinfo.kernel.proof import Proof

LINES = (Path(__file__).parents[1] / "data" / "statements.jsonl").read_text().splitlines()
ROWS = [row for row in map(json.loads, LINES) if row["truth"] in ("identity", "shannon")]
SOME = [row for row in ROWS if row["nvars"] <= 5][::2]
COPIED = "I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D) + I(A;B|C) + I(A;C|B) + I(B;C|A)"


def changed(evidence):
    """Yield a changed term with the evidence in which its multiplier is changed, or it is not."""
    if isinstance(evidence, Combination):
        terms = evidence.terms
        for place, (factor, source) in enumerate(terms):
            for other in (factor + Rational(1, 10**9), 2 * factor, -factor):
                if len(terms) == 1 and other == -factor and is_equation(source):
                    continue
                yield source, Combination((*terms[:place], (other, source), *terms[place + 1 :]))
            yield source, Combination((*terms[:place], *terms[place + 1 :]))
    elif isinstance(evidence, Squeeze):
        for source, below in changed(evidence.below):
            yield source, replace(evidence, below=below)
        for source, above in changed(evidence.above):
            yield source, replace(evidence, above=above)


def is_equation(source):
    """Whether a term says that something is 0: with the other sign it says the same."""
    if isinstance(source, Lemma):
        return source.theorem.statement.relation is Relation.EQ
    return isinstance(source, Assumption) and source.hypothesis.relation is Relation.EQ


def tampered(proof):
    """Yield a changed term with the proof in which its evidence is changed."""
    for place, step in enumerate(proof.steps):
        for source, evidence in changed(step.evidence):
            steps = (*proof.steps[:place], replace(step, evidence=evidence))
            yield source, Proof(proof.statement, (*steps, *proof.steps[place + 1 :]))


def accepted(proof):
    """Return the changed terms with which a changed proof is accepted."""
    changes = list(tampered(proof))
    some = Random(0).sample(changes, min(24, len(changes)))  # noqa: S311 - not for secrets
    return [source for source, other in some if not refused(other)]


def refused(proof):
    try:
        check(proof)
    except StepRejected:
        return True
    return False


@pytest.mark.parametrize("row", SOME, ids=[row["id"] for row in SOME])
def test_changed_evidence_is_refused(row) -> None:
    assert not accepted(prove(row["claim"], row["given"]).proof)


@pytest.mark.parametrize("row", [row for row in SOME if row["given"]], ids=lambda row: row["id"])
def test_what_a_proof_shows_without_a_hypothesis_is_true_without_it(row) -> None:
    statement, steps = (proof := prove(row["claim"], row["given"]).proof).statement, proof.steps
    for dropped in statement.hypotheses:
        kept = tuple(h for h in statement.hypotheses if h != dropped)
        less = replace(statement, hypotheses=kept)
        assert refused(Proof(less, steps)) or follows(less)


@pytest.fixture(scope="module")
def copied():
    """Return a theorem by the copy lemma, and the theorem about the copies."""
    theorem = prove(COPIED)
    (step,) = theorem.proof.steps
    assert isinstance(step.evidence, Copy)
    return theorem, step.evidence.theorem


def test_the_theorem_about_copies_is_so_by_shannon_but_the_claim_is_not(copied) -> None:
    theorem, inner = copied
    assert follows(inner.statement)
    assert not follows(theorem.statement)


def test_changed_evidence_about_copies_is_refused(copied) -> None:
    _, inner = copied
    assert not accepted(inner.proof)
    assert refused(Proof(replace(inner.statement, hypotheses=()), inner.proof.steps))


def test_copies_cannot_be_taken_out_of_another_claim(copied) -> None:
    theorem, inner = copied
    (step,) = theorem.proof.steps
    for side in (step.rhs / 2, step.rhs - step.lhs, step.lhs):
        other = replace(step, rhs=side)
        assert refused(Proof(replace(theorem.statement, rhs=side, equality=None), (other,)))
    stronger = replace(step, rhs=step.rhs, evidence=Copy(prove("H(X) >= 0")))
    assert refused(Proof(theorem.statement, (stronger,)))
    assert not refused(Proof(theorem.statement, (replace(step, evidence=Copy(inner)),)))


def places(data, path=()):
    """Yield the paths of all whole numbers and relations in a certificate."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))
        elif type(value) is int or value in ("<=", ">=", "="):
            yield (*path, key)


def with_other(data, path, rng):
    """Return the certificate with something else at a path."""
    copy = json.loads(json.dumps(data))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    old = inner[path[-1]]
    numbers = [old + 1, old - 1, rng.randrange(40)] if type(old) is int else []
    choices = numbers or [r for r in ("<=", ">=", "=") if r != old]
    inner[path[-1]] = rng.choice([one for one in choices if one != old])
    return json.dumps(copy)


CLAIMS = [
    ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("H(Z|X) = H(Y|X)", ["H(Z|X,Y) = 0", "H(Y|X,Z) = 0"]),
    ("2 H(X,Y,Z) <= H(X,Y) + H(Y,Z) + H(X,Z)", []),
    ("H(K) >= H(M)", ["M _||_ C", "H(M|C,K) = 0"]),
    ("H(X) <= 2 H(Y)", ["H(X|Y) <= H(Y)"]),
]


@pytest.mark.parametrize("number", range(len(CLAIMS)))
def test_certificates_with_one_number_changed_are_refused_or_true(number) -> None:
    rng = Random(number)  # noqa: S311 - not for secrets
    theorem = prove(*CLAIMS[number])
    data = json.loads(dumps(theorem))
    every = [path for path in places(data) if path[0] != "version"]
    read_again = 0
    for path in rng.sample(every, min(60, len(every))):
        try:
            read = loads(with_other(data, path, rng))
        except CertificateError:
            continue
        read_again += 1
        assert follows(read.statement)
    assert read_again < 20
