"""Attempts to get a falsehood past the kernel by JSON."""

from __future__ import annotations

import json

import pytest
from sympy import S

from symbinfo.core import hypotheses as hyp
from symbinfo.core.atoms import parameter
from symbinfo.core.pmf import (
    pmf,
)
from symbinfo.core.variables import random_variables
from symbinfo.errors import CertificateError
from symbinfo.kernel import records
from symbinfo.kernel.certificate import loads
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.writing import Writer
from symbinfo.measures import (
    Entropy,
    KLDivergence,
    MutualInformation,
)

p, q, t = pmf("p"), pmf("q"), parameter("t", 0, 1)
X, Y, Z = random_variables("X Y Z")


@pytest.mark.parametrize(
    ("row", "wording"),
    [
        (["Symbol", "n"], "missing 1 required positional argument"),
        (["Symbol", "n", {}, {}], "takes 2 positional arguments but 3 were given"),
        (["Symbol", "", {}], "the name is missing"),
        (["Symbol", 3, {}], "a name must be a text, got 3"),
        (["Symbol", "n", []], "the assumptions of a symbol are SymPy's, each true or false"),
        (["Symbol", "n", {"real": 1}], "the assumptions of a symbol are SymPy's"),
        (["Symbol", "n", {"tall": True}], "the assumptions of a symbol are SymPy's"),
        (["Symbol", "n", {"zero": True, "positive": True}], "InconsistentAssumptions"),
        (["Integer", "3"], "an integer must be a whole number, got '3'"),
        (["Integer", True], "an integer must be a whole number, got True"),
        (["Rational", 1, 0], "a denominator is positive"),
        (["Rational", 1, -2], "a denominator is positive"),
        (["Rational", 0.5, 1], "a numerator must be a whole number, got 0.5"),
        (
            ["Str", ["a"] * 30],
            "a name must be a text, got ['a', 'a', 'a', 'a', 'a', 'a', 'a', '...",
        ),
        (["oo", 1], "takes 0 positional arguments but 1 was given"),
        (["Parameter", "t", 0, 1], "the number of a node must be a whole number, got 't'"),
    ],
)
def test_a_leaf_that_is_wrong_is_refused(row, wording):
    with pytest.raises(CertificateError, match="node 0 of the certificate is wrong: ") as caught:
        Reading([row])
    assert wording in str(caught.value)


@pytest.mark.parametrize("head", ["Sum", "Theorem", "object", "__class__", "XLogY", "_LEAVES"])
def test_a_head_is_looked_up_and_never_run(head):
    with pytest.raises(CertificateError):
        Reading([[head]])


def test_an_expression_that_doubles_is_refused():
    rows = [["Symbol", "a", {"real": True}], *(["Add", i, i] for i in range(25))]
    with pytest.raises(CertificateError, match=r"node 19 .* it has more than 1000000 parts"):
        Reading(rows)


def test_an_expression_that_is_deep_is_refused_or_read():
    rows = [["Symbol", "a", {"real": True}], *(["exp", i] for i in range(3000))]
    theorem = {"statement": statement(3000, "=", 0), "steps": [step(3000, "=", 0, "Unfold")]}
    with pytest.raises(CertificateError):
        loads(json.dumps(sheet(rows, theorem)))


def sheet(rows, *theorems):
    start = {"format": records.FORMAT, "version": records.VERSION}
    return {**start, "nodes": rows, "theorems": theorems}


def statement(lhs, relation, rhs):
    told = {"lhs": lhs, "relation": relation, "rhs": rhs}
    return {**told, "hypotheses": [], "equality": None}


def step(lhs, relation, rhs, by, **fields):
    told = {"lhs": lhs, "relation": relation, "rhs": rhs, "remark": "It is so."}
    return {**told, "evidence": {"by": by, **fields}}


FALSE = [
    (KLDivergence(p, q), "=", KLDivergence(q, p)),
    (Entropy(p), "<", S.Zero),
    (Entropy(p), "=", S.Zero),
    (Entropy(X, given=Y), ">=", Entropy(X)),
    (MutualInformation(X, Y, given=Z), "<=", MutualInformation(X, Y)),
    (S.Zero, "=", S.One),
]


def evidence(writer, lhs, rhs):
    """Return all evidence that a forger may try, with what it needs."""
    gap, one = writer.node(rhs - lhs), writer.node(S.One)
    nothing = {"limits": [], "where": []}
    less = writer.node(hyp.Less(lhs, rhs))
    yield from ({"by": name} for name in ("Unfold", "Algebra", "Enclosure", "Infinite"))
    yield {"by": "Nonnegative", "value": gap}
    yield {"by": "LogBound", "a": gap, "b": gap, **nothing}
    yield {"by": "LogBound", "a": one, "b": one, **nothing}
    yield {"by": "Assumption", "hypothesis": less, "at": []}
    yield {"by": "Assumption", "hypothesis": one, "at": []}
    bound = {"by": "LogBound", "a": one, "b": one, **nothing}
    yield {"by": "Combination", "terms": [[writer.node(S.NegativeOne), bound]]}
    yield {"by": "Combination", "terms": []}
    empty = {"by": "Combination", "terms": []}
    yield {"by": "Squeeze", "below": empty, "above": empty}
    yield {"by": "SameOptimum", "factor": one}
    source = {"by": "Assumption", "hypothesis": less, "at": []}
    yield {"by": "Differentiate", "source": source, "variable": writer.node(t), "at": []}
    yield {"by": "Lemma", "theorem": 0, "at": []}


@pytest.mark.parametrize(("lhs", "relation", "rhs"), FALSE)
def test_a_falsehood_is_refused_whatever_the_evidence(lhs, relation, rhs):
    writer = Writer()
    left, right = map(writer.node, (lhs, rhs))
    true = {"statement": statement(right, "=", right), "steps": [step(right, "=", right, "Unfold")]}
    for one in list(evidence(writer, lhs, rhs)):
        told = statement(left, relation, right)
        claim = {"statement": told, "steps": [{**step(left, relation, right, ""), "evidence": one}]}
        text = json.dumps(sheet(writer.nodes, true, claim))
        with pytest.raises(CertificateError, match="theorem 1 of the certificate"):
            loads(text)


def test_a_true_statement_is_accepted_from_the_same_sheet():
    writer = Writer()
    left = writer.node(Entropy(p))
    told = {"statement": statement(left, "=", left), "steps": [step(left, "=", left, "Unfold")]}
    assert str(loads(json.dumps(sheet(writer.nodes, told)))) == "H(p) = H(p)"
