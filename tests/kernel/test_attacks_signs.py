"""Attempts to prove false things by what is taken to be positive or nonnegative."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational

from symbinfo.core.atoms import Weighted, XLogY, letter, parameter
from symbinfo.core.families import Mixture
from symbinfo.core.hypotheses import Less
from symbinfo.core.pmf import pmf
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected
from symbinfo.kernel.proof import Combination, Lemma, LogBound, Nonnegative, Unfold
from symbinfo.measures import Entropy, KLDivergence, SelfInformation

p, q = pmf("p"), pmf("q")
t = parameter("t")
half = Rational(1, 2)


def test_a_square_is_not_bounded_by_an_upper_bound():
    s = parameter("s", -5, 1)
    with pytest.raises(StepRejected, match="not a sum of products of nonnegative factors"):
        calc(1 - s**2).ge(0, by=Nonnegative(1 - s**2)).qed()


def test_a_square_is_bounded_where_the_base_is_nonnegative():
    s = parameter("s", 0, 1)
    assert calc(1 - s**2).ge(0, by=Nonnegative(1 - s**2)).qed()


def test_a_positive_square_does_not_make_its_base_positive():
    table = Entropy(pmf({0: t + half, 1: half - t}))
    small, large = XLogY(t + half, 0) + table, XLogY(t**2, 0) + table
    with pytest.raises(StepRejected, match="may fail where a side is infinite"):
        calc(small).le(large, by=Nonnegative(Integer(0))).qed()


def test_a_letter_does_not_speak_for_another_letter():
    mix, c, d = Mixture(parameter("lambda", 0, 1), p, q), letter("c"), letter("d")
    info = SelfInformation(mix, c)
    with pytest.raises(StepRejected, match="different normal forms"):
        calc(info + Weighted(mix(d), 1 / mix(d))).eq(info + 1, by=Unfold()).qed()


def test_a_letter_speaks_for_itself():
    mix, c = Mixture(parameter("lambda", 0, 1), p, q), letter("c")
    info = SelfInformation(mix, c)
    assert calc(info + Weighted(mix(c), 1 / mix(c))).eq(info + 1, by=Unfold()).qed()


def test_nothing_is_less_than_itself():
    with pytest.raises(StepRejected, match="not a sum of products of nonnegative factors"):
        calc(t, [Less(t, t)]).ge(0, by=Nonnegative(t)).qed()


@pytest.mark.parametrize(
    "weight", [parameter("s", -1, 1), -p(letter("x")), p(letter("x")) - q(letter("x"))]
)
def test_a_weight_is_not_negative(weight):
    with pytest.raises(StepRejected, match="may be negative"):
        calc(XLogY(weight, 2)).eq(XLogY(weight, 2), by=Unfold()).qed()


def test_a_logarithm_has_no_negative_argument():
    with pytest.raises(StepRejected, match="t may be negative inside a logarithm"):
        calc(SelfInformation(t)).ge(0, by=Nonnegative(SelfInformation(t))).qed()


def test_an_inequality_is_not_multiplied_by_what_may_be_negative():
    s = parameter("s", 0, 1)
    bound = calc(XLogY(s, s / 2)).ge(s - 2, by=LogBound(s, Integer(2))).qed()
    with pytest.raises(StepRejected, match="the multiplier t of an inequality may be negative"):
        calc(t * XLogY(s, s / 2)).ge(t * (s - 2), by=Combination(((t, Lemma(bound)),))).qed()


def test_an_infinite_value_is_not_multiplied_by_what_may_be_zero():
    s = parameter("s", 0, 1, closed=True)
    with pytest.raises(StepRejected, match="may be 0 times oo"):
        calc(s * KLDivergence(p, q)).eq(KLDivergence(p, q) * s, by=Unfold()).qed()
