"""Exact values, and floats that are right to the last digit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from sympy import E, Function, Integral, Rational, S, Sum, exp, log, oo, sqrt, symbols

from symbinfo.core.atoms import Weighted, XLogY, letter
from symbinfo.core.families import Bernoulli, Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.errors import BadInput, NotUnderstood, Undefined
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    FDivergence,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    RenyiDivergence,
    RenyiEntropy,
    SelfInformation,
    TsallisEntropy,
)
from symbinfo.numeric import lambdify
from symbinfo.numeric.aliases import full_name
from symbinfo.numeric.evaluate import MEASURES, evaluate, parse_vectors

COIN = pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
FAIR = Uniform(2)
A, B = random_variables(
    "A B", law={(0, 0): Rational(1, 2), (0, 1): Rational(1, 4), (1, 1): 1 / S(4)}
)
x = letter("x")


def test_the_coin_in_bits():
    exact, value = evaluate(Entropy(COIN), base=2)
    assert exact == (log(10) - 9 * log(3) / 5) / log(2)
    assert repr(value) == "0.4689955935892812"


@pytest.mark.parametrize(
    ("expr", "exact"),
    [
        (Entropy(COIN), log(10) - 9 * log(3) / 5),
        (KLDivergence(FAIR, COIN), log(5) - log(3)),
        (KLDivergence(COIN, PointMass(0, 2)), oo),
        (CrossEntropy(FAIR, PointMass(1, 2)), oo),
        (KLDivergence(PointMass(0, 2), FAIR), log(2)),
        (KLDivergence(COIN, COIN), S.Zero),
        (JensenShannonDivergence(PointMass(0, 2), PointMass(1, 2)), log(2)),
        (SelfInformation(Rational(1, 8)), 3 * log(2)),
        (SelfInformation(S.Zero), oo),
        (SelfInformation(S.One), S.Zero),
        (SelfInformation(PointMass(0, 2), 1), oo),
        (Entropy(Uniform(6)), log(6)),
        (Entropy(Mixture(Rational(1, 2), PointMass(0, 2), FAIR)), 2 * log(2) - 3 * log(3) / 4),
        (Entropy(ProductPmf(FAIR, FAIR)), 2 * log(2)),
        (Entropy(A, B), 3 * log(2) / 2),
        (Entropy(B, given=A), 3 * log(3) / 4 - log(2) / 2),
        (MutualInformation(A, B), 3 * log(2) / 2 - 3 * log(3) / 4),
        (exp(Entropy(FAIR)), S(2)),
        (Entropy(FAIR) ** 2, log(2) ** 2),
        (log(log(2)) + 1, log(log(2)) + 1),
        (Entropy(Bernoulli(1 / sqrt(2))), None),
    ],
)
def test_exact_values(expr, exact):
    found, value = evaluate(expr)
    if exact is not None:
        assert (found - exact).equals(0) or found == exact
    assert value == pytest.approx(float(lambdify((), expr)()), rel=1e-12, abs=1e-15)


def test_an_average_of_conditional_entropies():
    C, D = random_variables("C D", law={(0, 0): Rational(1, 2), (0, 1): Rational(1, 2), (1, 0): 0})
    inside = Entropy(conditional_law(D, given={C: x}))
    average = Sum(Weighted(law(C)(x), inside), (x, 0, 1))
    assert evaluate(average) == (log(2), 0.6931471805599453)


def test_logarithms_are_collected():
    exact, _ = evaluate(Entropy(pmf({"a": Rational(2, 5), "b": Rational(3, 5)})))
    assert exact == log(5) - 3 * log(3) / 5 - 2 * log(2) / 5
    assert evaluate(KLDivergence(FAIR, COIN))[0] == log(Rational(5, 3))


def test_whole_ratios_in_other_bases():
    assert evaluate(Entropy(Uniform(8)), base=2) == (3, 3.0)
    assert evaluate(Entropy(Uniform(8)), base=4) == (Rational(3, 2), 1.5)
    assert evaluate(Entropy(Uniform(100)), base=10) == (2, 2.0)
    assert evaluate(Entropy(FAIR), base=10)[0] == log(2) / log(10)
    assert evaluate(S(3), base=E) == (3, 3.0)
    assert evaluate(KLDivergence(FAIR, PointMass(0, 2)), base=2) == (oo, float("inf"))
    assert evaluate(-KLDivergence(FAIR, PointMass(0, 2)))[1] == -float("inf")
    assert evaluate(Entropy(FAIR), base=0.5) == (-1, -1.0)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5).filter(any))
def test_the_float_is_the_nearest(weights):
    total = sum(weights)
    p = pmf({i: Rational(w, total) for i, w in enumerate(weights)})
    with mp.workdps(80):
        parts = [mp.mpf(w) / total for w in weights if w]
        value = -sum((part * mp.log(part) for part in parts), mp.zero)
        expected = float(mp.nstr(value, 60))
    assert evaluate(Entropy(p))[1] == expected


def test_close_laws_lose_no_digits():
    tiny = Rational(1, 10**15)
    p, q = (pmf({0: S.Half + shift, 1: S.Half - shift}) for shift in (0, tiny))
    _, value = evaluate(KLDivergence(p, q))
    with mp.workdps(80):
        expected = float(mp.nstr(-mp.log(1 - 4 * mp.mpf(10) ** -30) / 2, 40))
    assert value == expected


def test_large_denominators_are_not_factored_for_long():
    size = (10**40 + 121) * (10**41 + 3)
    p = pmf({0: Rational(1, size), 1: 1 - Rational(1, size)})
    assert 0 < evaluate(Entropy(p))[1] < 1e-70


@pytest.mark.parametrize(
    ("expr", "error", "said"),
    [
        (Entropy(pmf("p")), BadInput, "n has no value"),
        (Entropy(pmf("p", 2)), BadInput, "p has no value: only explicit distributions"),
        (Entropy(Bernoulli(symbols("t"))), BadInput, "t has no value"),
        ("Entropy", BadInput, "what is evaluated must be a number or a SymPy expression"),
        (Sum(x, (x, 0, symbols("m"))), BadInput, "m has no value"),
        (Sum(x, (x, 0, S.Half)), BadInput, "runs from 0 to 1/2, which are no whole numbers"),
        (
            KLDivergence(FAIR, PointMass(0, 2)) - KLDivergence(FAIR, PointMass(1, 2)),
            Undefined,
            "an indeterminate form such as oo - oo",
        ),
        (log(S(-2)), Undefined, "is not a real number|indeterminate"),
        (XLogY(S.One, S(-2)), Undefined, "an indeterminate form"),
        (sqrt(S(-2)), Undefined, "is not a real number"),
    ],
)
def test_no_value(expr, error, said):
    with pytest.raises(error, match=said):
        evaluate(expr)


@pytest.mark.parametrize("expr", [Integral(S.One, (x, 0, 1)), Function("f")(2)])
def test_no_rule(expr):
    with pytest.raises(NotUnderstood, match="there is no rule for the value of"):
        evaluate(expr)


@pytest.mark.parametrize("base", [1, 0, -2, symbols("b")])
def test_bad_bases(base):
    with pytest.raises(BadInput, match="a positive number other than 1, got"):
        evaluate(Entropy(FAIR), base=base)


def told(line):
    name, *words = line.split()
    return evaluate(MEASURES[full_name(name)](parse_vectors(words)))[0]


@pytest.mark.parametrize(
    ("line", "exact"),
    [
        ("entropy 9/10 1/10", log(10) - 9 * log(3) / 5),
        ("entropy 0.9 0.1", log(10) - 9 * log(3) / 5),
        ("entropy 9e-1,.1", log(10) - 9 * log(3) / 5),
        ("kl 1/2,1/2 1,0", oo),
        ("kl_divergence 1,0 1/2,1/2", log(2)),
        ("cross_entropy 1,0 1/2,1/2", log(2)),
        ("jensen_shannon 1,0 0,1", log(2)),
        ("jensen_shannon_divergence 1, 1,", S.Zero),
        ("mutual_information 1/2,0 0,1/2", log(2)),
        ("conditional_entropy 1/4,1/4 1/2,0", log(2) / 2),
        ("joint_entropy 1/4,1/4 1/2,0", 3 * log(2) / 2),
        ("self_information 1/8", 3 * log(2)),
        ("self_information 0", oo),
    ],
)
def test_measures_by_name(line, exact):
    assert told(line) == exact


def test_every_measure_has_a_name():
    shapes = ["1/2,1/2 1/2,1/2", "1/2 1/2", "1/4,1/4 1/4,1/4", "1/2"]
    made = set()
    for build in MEASURES.values():
        for words in shapes:
            try:
                made.add(type(build(parse_vectors(words.split()))))
            except BadInput:
                continue
    ours = {c for c in Measure.registry.values() if c.__module__.startswith("symbinfo.measures")}
    with_an_order_or_a_function = {RenyiEntropy, RenyiDivergence, TsallisEntropy, FDivergence}
    assert made == ours - with_an_order_or_a_function


def test_distances_have_exact_values():
    assert told("total_variation 1/2,1/2 1/4,3/4") == Rational(1, 4)
    assert told("hellinger 1,0 0,1") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("entropy", "expected probabilities such as 9/10 1/10, got nothing"),
        ("entropy x 1", "'x' is not a number: write a fraction such as 9/10"),
        ("entropy 1__0 1", "'1__0' is not a number"),
        ("entropy nan 1", "'nan' is not a number"),
        ("entropy 1e99999 1", "'1e99999' is not a number"),
        ("entropy ١/2 1/2", "is not a number"),
        ("entropy 1/0 1", "its denominator is 0"),
        ("entropy -1/2 3/2", "must be between 0 and 1, got -1/2"),
        ("entropy 1/2 1/3", "must sum to 1, got 1/2, 1/3 with the sum 5/6"),
        ("entropy 1/2,1/2 1,0", "entropy takes one distribution, such as 9/10 1/10; got 2"),
        ("kl 1/2 1/2", "kl_divergence takes two, such as 1/2,1/2 1,0; got 1"),
        ("kl 1/2,1/2 1", "all vectors must have one length, got the lengths 2, 1"),
        ("kl 1/2,1/2 1,", "all vectors must have one length, got the lengths 2, 1"),
        ("kl 1/2,1/2 1/2,1/3", "must sum to 1, got 1/2, 1/3 with the sum 5/6"),
        ("entropy 1/2,,1/2", "'' is not a number"),
        ("mutual_information 1/2 1/2", "takes the rows of a joint table"),
        ("mutual_information 1/2,1/2 1/2,1/2", "must sum to 1, got 1/2, 1/2, 1/2, 1/2"),
        ("self_information 1/2 1/2", "self_information takes one probability, such as 1/8"),
    ],
)
def test_bad_words(line, said):
    with pytest.raises(BadInput, match=said):
        told(line)


@given(st.fractions(0, 1, max_denominator=10**6))
def test_fractions_are_read_exactly(fraction):
    (vector,) = parse_vectors([str(fraction), str(1 - fraction)])
    assert [Fraction(int(v.p), int(v.q)) for v in vector] == [fraction, 1 - fraction]


def test_evaluate_and_lambdify_agree_on_many_laws():
    rng = np.random.default_rng(5)
    for _ in range(20):
        p, q = ([int(w) for w in [*rng.integers(0, 4, 4), 1]] for _ in range(2))
        laws = [pmf({i: Rational(w, sum(ws)) for i, w in enumerate(ws)}) for ws in (p, q)]
        for expr in (KLDivergence(*laws), CrossEntropy(*laws), JensenShannonDivergence(*laws)):
            assert evaluate(expr)[1] == pytest.approx(lambdify((), expr)(), rel=1e-12, abs=1e-15)
