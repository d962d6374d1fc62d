"""`lambdify` against loops in mpmath and against SciPy, at distributions with many zeros."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from sympy import Lambda, Rational, Symbol

from symbinfo.core.measure import Measure
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import random_variables
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    FDivergence,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    RenyiDivergence,
    RenyiEntropy,
    SelfInformation,
    TotalVariation,
    TsallisEntropy,
)
from symbinfo.numeric import lambdify

P, Q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")

WEIGHT = st.one_of(st.just(0), st.just(0), st.integers(1, 9), st.floats(1e-12, 1))


def normalised(weights):
    array = np.array(weights, dtype=float)
    return array / array.sum()


def distributions(count):
    return st.lists(WEIGHT, min_size=count, max_size=count).filter(any).map(normalised)


PAIRS = st.integers(1, 6).flatmap(lambda n: st.tuples(distributions(n), distributions(n)))
TABLES = st.tuples(*[st.integers(1, 3)] * 3).flatmap(
    lambda shape: distributions(int(np.prod(shape))).map(lambda p: p.reshape(shape))
)


def loop(weights, inside):
    """Return the sum of w log(a/b) by a loop; `inside` gives a and b of each letter."""
    with mp.workdps(60):
        total = mp.zero
        for place, weight in np.ndenumerate(weights):
            above, below = (mp.mpf(part) for part in inside(*place))
            if weight and not below:
                return float("inf")
            if weight:
                total += mp.mpf(weight) * mp.log(above / below)
        return float(total)


def entropy_loop(p):
    return loop(p, lambda *at: (1, p[at]))


def kl_loop(p, q):
    return loop(p, lambda i: (p[i], q[i]))


def cross_loop(p, q):
    return loop(p, lambda i: (1, q[i]))


def jensen_shannon_loop(p, q):
    middle = [(mp.mpf(a) + mp.mpf(b)) / 2 for a, b in zip(p, q, strict=True)]
    return (kl_loop(p, middle) + kl_loop(q, middle)) / 2


def exact_sum(parts):
    return sum(map(mp.mpf, parts.ravel()), mp.zero)


def conditional_loop(table):
    """Return H(X | Y) from the joint table of X and Y."""
    return loop(table, lambda i, j: (exact_sum(table[:, j]), table[i, j]))


def mutual_loop(table):
    """Return I(X; Y | Z) from the joint table of X, Y and Z."""

    def inside(i, j, k):
        above = mp.mpf(table[i, j, k]) * exact_sum(table[:, :, k])
        return above, exact_sum(table[i, :, k]) * exact_sum(table[:, j, k])

    return loop(table, inside)


def near(value):
    return pytest.approx(value, rel=1e-12, abs=1e-14)


entropy = lambdify(P, Entropy(P))
kl_divergence = lambdify((P, Q), KLDivergence(P, Q))
cross_entropy = lambdify((P, Q), CrossEntropy(P, Q))
jensen_shannon = lambdify((P, Q), JensenShannonDivergence(P, Q))
mutual = lambdify((X, Y, Z), MutualInformation(X, Y, given=Z))
pair_mutual = lambdify((X, Y), MutualInformation(X, Y))
conditional = lambdify((X, Y), Entropy(X, given=Y))
joint = lambdify((X, Y, Z), Entropy(X, Y, Z))
self_information = lambdify(P, SelfInformation(P, 0))

TESTED = {
    Entropy,
    KLDivergence,
    CrossEntropy,
    JensenShannonDivergence,
    MutualInformation,
    SelfInformation,
    RenyiEntropy,
    RenyiDivergence,
    TsallisEntropy,
    TotalVariation,
    HellingerDistance,
    FDivergence,
}


def test_every_measure_has_an_oracle_here():
    ours = {c for c in Measure.registry.values() if c.__module__.startswith("symbinfo.measures")}
    assert ours == TESTED


@given(PAIRS)
def test_entropy(pair):
    p, _ = pair
    assert entropy(p) == near(entropy_loop(p))
    assert entropy(p) == near(stats.entropy(p))


@given(PAIRS)
def test_kl_divergence(pair):
    p, q = pair
    assert kl_divergence(p, q) == near(kl_loop(p, q))
    assert kl_divergence(p, q) == near(special.rel_entr(p, q).sum())


@given(PAIRS)
def test_cross_entropy(pair):
    p, q = pair
    assert cross_entropy(p, q) == near(cross_loop(p, q))
    assert cross_entropy(p, q) == near(-special.xlogy(p, q).sum())


@given(PAIRS)
def test_jensen_shannon_divergence(pair):
    p, q = pair
    assert jensen_shannon(p, q) == near(jensen_shannon_loop(p, q))


def test_jensen_shannon_divergence_is_the_square_of_the_distance_of_scipy():
    p, q = [0.5, 0.5, 0], [0.1, 0, 0.9]
    assert jensen_shannon(p, q) == near(jensenshannon(p, q) ** 2)


@given(PAIRS)
def test_self_information(pair):
    p, _ = pair
    expected = -float(mp.log(p[0])) if p[0] else np.inf
    assert self_information(p) == near(expected)
    assert self_information(p) == near(-special.xlogy(1, p[0]))


def order_of(number):
    return Rational(str(number))


def powers(p, q, order):
    """Return the sum of p^order q^(1 - order) over p > 0, by a loop."""
    with mp.workdps(60):
        total = mp.zero
        for a, b in zip(map(mp.mpf, p), map(mp.mpf, q), strict=True):
            if a and not b and order > 1:
                return mp.inf
            total += a ** mp.mpf(order) * b ** (1 - mp.mpf(order)) if a and b else 0
        return total


@given(PAIRS, st.sampled_from([0, 0.5, 2, 3]))
def test_renyi_and_tsallis(pair, order):
    p, q = pair
    total = powers(p, q, order)
    divergence = mp.log(total) / (order - 1) if total else mp.inf
    value = lambdify((P, Q), RenyiDivergence(P, Q, order_of(order)))(p, q)
    assert value == near(float(divergence))
    alone = powers(p, np.ones(len(p)), order)
    assert lambdify(P, RenyiEntropy(P, order_of(order)))(p) == near(
        float(mp.log(alone) / (1 - order))
    )
    assert lambdify(P, TsallisEntropy(P, order_of(order)))(p) == near(
        float((1 - alone) / (order - 1))
    )


@given(PAIRS)
def test_distances(pair):
    p, q = pair
    assert lambdify((P, Q), TotalVariation(P, Q))(p, q) == near(np.abs(p - q).sum() / 2)
    squares = ((np.sqrt(p) - np.sqrt(q)) ** 2).sum()
    assert lambdify((P, Q), HellingerDistance(P, Q))(p, q) == pytest.approx(
        np.sqrt(squares / 2), rel=1e-7, abs=1e-9
    )


@given(PAIRS)
def test_f_divergences(pair):
    p, q = pair
    t = Symbol("t", positive=True)
    chi = lambdify((P, Q), FDivergence(Lambda(t, (t - 1) ** 2), P, Q))(p, q)
    if ((q == 0) & (p > 0)).any():
        assert chi == np.inf
    else:
        inside = q > 0
        expected = ((p[inside] - q[inside]) ** 2 / q[inside]).sum()
        assert chi == pytest.approx(expected, rel=1e-9, abs=1e-14)


@given(TABLES)
def test_mutual_information_given_a_variable(table):
    assert mutual(table) == near(mutual_loop(table))


@given(TABLES)
def test_mutual_information_of_two(table):
    two = table.sum(axis=2)
    assert pair_mutual(two) == near(mutual_loop(two[:, :, np.newaxis]))
    outer = np.outer(two.sum(axis=1), two.sum(axis=0))
    assert pair_mutual(two) == near(special.rel_entr(two, outer).sum())


@given(TABLES)
def test_conditional_entropy(table):
    two = table.sum(axis=2)
    assert conditional(two) == near(conditional_loop(two))
    assert (
        conditional(two) == near(stats.entropy(two, axis=0) @ two.sum(axis=0) or 0.0)
        or (two.sum(axis=0) == 0).any()
    )


@given(TABLES)
@example(np.ones((1, 1, 1)))
def test_joint_entropy(table):
    assert joint(table) == near(entropy_loop(table))


@pytest.mark.parametrize("p", [[1.0], [0.0, 1.0], [1.0, 0.0, 0.0]])
def test_certain_distributions_have_the_exact_entropy_zero(p):
    assert str(entropy(p)) == "0.0"
    assert str(kl_divergence(p, p)) == "0.0"
    assert str(jensen_shannon(p, p)) == "0.0"


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ([0.5, 0.5], [1, 0]),
        ([1, 0], [0.5, 0.5]),
        ([0, 1], [0, 1]),
        ([0.5, 0.5], [1, 5e-324]),
        ([3e-309, 1], [1e-310, 1]),
        ([1e-320, 1], [1, 1]),
    ],
)
def test_infinite_and_extreme_divergences(p, q):
    value = kl_loop(np.array(p, dtype=float), np.array(q, dtype=float))
    literal = lambdify((P, Q), KLDivergence(P, Q), normalise="literal")
    assert literal(p, q) == pytest.approx(value, rel=1e-12, abs=1e-320)


def test_the_divergence_of_nearly_equal_laws_at_the_edge_of_floats_is_finite():
    assert jensen_shannon([0, 1], [5e-324, 1]) == 0
    assert jensen_shannon([1, 0], [0, 1]) == near(np.log(2))


def test_tiny_probabilities_do_not_make_mutual_information_infinite():
    table = np.array([[1e-170, 0], [0, 1]])
    assert pair_mutual(table) == near(mutual_loop(table[:, :, np.newaxis]))


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ([np.nan, 1], [0.5, 0.5]),
        ([0.5, 0.5], [np.nan, 1]),
        ([0, 1], [np.nan, 1]),
        ([np.nan, 0], [0, 1]),
    ],
)
def test_nan_stays_nan(p, q):
    assert np.isnan(kl_divergence(p, q))
    assert np.isnan(cross_entropy(p, q))
    assert np.isnan(jensen_shannon(p, q))


def test_nan_in_one_batch_entry_leaves_the_others():
    values = entropy([[0.5, 0.5], [np.nan, 1], [1, 0]])
    assert values[0] == near(np.log(2))
    assert np.isnan(values[1])
    assert values[2] == 0


def test_a_number_for_one_law_and_an_array_for_a_batch():
    assert isinstance(entropy([0.5, 0.5]), np.float64)
    assert entropy(np.full((2, 3, 4), 0.25)).shape == (2, 3)
    assert entropy(np.empty((0, 3))).shape == (0,)


def test_batches_broadcast():
    rng = np.random.default_rng(1)
    p, q = rng.dirichlet(np.ones(4), (5, 1)), rng.dirichlet(np.ones(4), 3)
    values = kl_divergence(p, q)
    assert values.shape == (5, 3)
    expected = [[kl_loop(p[i, 0], q[j]) for j in range(3)] for i in range(5)]
    assert values == near(np.array(expected))


def test_batches_of_tables():
    rng = np.random.default_rng(2)
    tables = rng.dirichlet(np.ones(24), (2, 5)).reshape(2, 5, 2, 3, 4)
    values = mutual(tables)
    assert values.shape == (2, 5)
    assert values[1, 3] == near(mutual_loop(tables[1, 3]))
