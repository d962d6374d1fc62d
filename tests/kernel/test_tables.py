"""Tables that are no distributions, whatever their parameters are: nothing is proved of them."""

from __future__ import annotations

import json

import pytest
from sympy import Add, Mul, S

from symbinfo.core.atoms import parameter
from symbinfo.core.families import Bernoulli
from symbinfo.core.pmf import explicit_pmf
from symbinfo.derive.calc import calc
from symbinfo.errors import CertificateError, StepRejected
from symbinfo.kernel.certificate import loads
from symbinfo.kernel.proof import Combination, Lemma, Nonnegative
from symbinfo.kernel.records import FORMAT, VERSION
from symbinfo.kernel.writing import Writer
from symbinfo.measures import Entropy

t, any_t, large = parameter("t", 0, 1), parameter("t"), parameter("t", 2, 3)
hidden = Add(any_t, -any_t, -1, evaluate=False)


def beside(law, value):
    """Return a value as an expression that contains the law."""
    return Add(value, Mul(0, Entropy(law), evaluate=False), evaluate=False)


@pytest.mark.parametrize(
    ("law", "reason"),
    [
        (Bernoulli(large), r"Bernoulli\(t\) is no distribution: 1 - t is negative"),
        (Bernoulli(hidden), "its numbers sum to 2"),
        (explicit_pmf({0: any_t - 1, 1: -any_t, 2: 2}), "its numbers sum to 2"),
    ],
)
def test_nothing_is_proved_of_an_impossible_table(law, reason):
    with pytest.raises(StepRejected, match=reason):
        calc(beside(law, S.One)).ge(0, by=Nonnegative(S.One)).qed()


def test_a_table_that_is_one_for_some_values_speaks_of_those():
    law = explicit_pmf({0: any_t - 1, 1: 2 - any_t})
    claim = calc(beside(law, any_t)).ge(1, by=Nonnegative(any_t - 1)).qed()
    with pytest.raises(StepRejected, match="-1 may be negative"):
        calc(beside(Bernoulli(t), S.Zero)).ge(1, by=Lemma(claim, ((any_t, S.Zero),))).qed()


def test_an_impossible_coin_proves_nothing():
    minus_one = Combination(((S.One, Nonnegative(1 - large)), (S.One, Nonnegative(large - 2))))
    with pytest.raises(StepRejected, match="1 - t is negative"):
        calc(beside(Bernoulli(large), S.NegativeOne)).ge(0, by=minus_one).qed()


def test_a_forged_coin_proves_nothing():
    writer = Writer()
    side = writer.node(beside(Bernoulli(large), S.NegativeOne))
    told = {"lhs": side, "relation": ">=", "rhs": writer.node(S.Zero)}
    parts = [1 - large, large - 2]
    terms = [[writer.node(S.One), {"by": "Nonnegative", "value": writer.node(e)}] for e in parts]
    step = {**told, "evidence": {"by": "Combination", "terms": terms}, "remark": ""}
    theorem = {"statement": {**told, "hypotheses": [], "equality": None}, "steps": [step]}
    start = {"format": FORMAT, "version": VERSION}
    text = json.dumps({**start, "nodes": writer.nodes, "theorems": [theorem]})
    with pytest.raises(CertificateError, match=r"theorem 0 .* 1 - t is negative"):
        loads(text)
