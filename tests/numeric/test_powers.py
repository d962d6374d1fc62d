"""Renyi and Tsallis measures: all orders, with their limits, against mpmath."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp
from sympy import Symbol

from symbinfo import RenyiDivergence, RenyiEntropy, lambdify, pmf
from symbinfo.errors import BadInput
from symbinfo.numeric import (
    entropy,
    kl_divergence,
    renyi_divergence,
    renyi_entropy,
    tsallis_entropy,
)

LIMIT = 1e-15
ORDERS = (0, 1e-10, 0.01, 0.3, 0.5, 0.9, 1 - 1e-11, 1, 1 + 1e-11, 1.5, 2, 3, 40, 150, 1e5, 1e16)
RNG = np.random.default_rng(7)
LAWS = {
    "uniform": np.full(1000, 1e-3),
    "ten letters": RNG.dirichlet(np.ones(10)),
    "sparse": RNG.dirichlet(np.full(30, 0.02)),
    "near certain": np.array([1 - 1e-9, 1e-9]),
    "nearer": np.array([1 - 1e-13, 1e-13]) * (1 + 1e-12),
    "very small": np.array([1.0, *[1e-60] * 20]),
    "zeros": np.array([0.3, 0.7, 0, 0]),
}


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(150):
        yield


def exact(p):
    values = [mp.mpf(float(x)) for x in p]
    return [x / mp.fsum(values) for x in values]


def power_sum(p, q, order):
    pairs = [(x, y) for x, y in zip(exact(p), exact(q), strict=True) if x > 0]
    a = mp.mpf(order)
    return mp.fsum(x * (x / y) ** (a - 1) for x, y in pairs)


def error(found, expected):
    return float(abs(mp.mpf(float(found)) - expected) / abs(expected)) if expected else abs(found)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("p", LAWS.values(), ids=LAWS)
def test_entropies_of_every_order(p, order):
    if order == 1:
        renyi = tsallis = -mp.fsum(x * mp.log(x) for x in exact(p) if x)
    else:
        total = mp.fsum(x ** mp.mpf(order) for x in exact(p) if x)
        renyi, tsallis = mp.log(total) / (1 - mp.mpf(order)), (1 - total) / (mp.mpf(order) - 1)
    assert error(renyi_entropy(p, order), renyi) <= LIMIT
    assert error(tsallis_entropy(p, order), tsallis) <= LIMIT


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("spread", [1e-9, 1e-4, 0.3])
@pytest.mark.parametrize("name", ["ten letters", "sparse", "near certain", "very small"])
def test_divergences_of_every_order(name, spread, order):
    p = LAWS[name]
    q = np.abs(p * (1 + spread * np.random.default_rng(1).standard_normal(p.size)))
    q /= q.sum()
    if order == 1:
        expected = mp.fsum(x * mp.log(x / y) for x, y in zip(exact(p), exact(q), strict=True) if x)
    else:
        expected = mp.log(power_sum(p, q, order)) / (mp.mpf(order) - 1)
    found = renyi_divergence(p, q, order)
    assert found >= 0
    if expected > 1e-100:  # below, it is rounding of mpmath
        assert error(found, expected) <= LIMIT


@pytest.mark.parametrize("normalise", ["check", "literal"])
def test_infinite_orders_are_the_limits(normalise):
    p, q = np.array([0.5, 0.3, 0.2, 0]), np.array([0.25, 0.5, 0.25, 0])
    options = {"normalise": normalise}
    assert renyi_entropy(p, np.inf, **options) == pytest.approx(np.log(2), rel=1e-15)
    assert renyi_divergence(p, q, np.inf, **options) == pytest.approx(np.log(2), rel=1e-15)
    assert renyi_divergence([0.5, 0.5], [1, 0], np.inf, **options) == np.inf
    assert tsallis_entropy(p, np.inf, **options) == 0


def test_order_zero_counts_letters():
    assert renyi_entropy([0.5, 0.5, 0], 0) == pytest.approx(np.log(2), rel=1e-15)
    assert tsallis_entropy([0.5, 0.5, 0], 0) == 1
    assert renyi_divergence([1, 0], [0.25, 0.75], 0) == pytest.approx(np.log(4), rel=1e-15)
    assert renyi_divergence([0.5, 0.5], [0.25, 0.75], 0) == 0


def test_order_one_is_the_shannon_measure():
    p, q = RNG.dirichlet(np.ones(5), 3), RNG.dirichlet(np.ones(5), 3)
    np.testing.assert_allclose(renyi_entropy(p, 1), entropy(p), rtol=1e-15)
    np.testing.assert_allclose(renyi_divergence(p, q, 1), kl_divergence(p, q), rtol=2e-15)


@pytest.mark.parametrize("backend", ["numpy", "array_api", "numba", "mpmath"])
def test_each_row_may_have_an_order_of_its_own(backend):
    pytest.importorskip({"array_api": "array_api_compat"}.get(backend, backend))
    p, q, a = pmf("p"), pmf("q"), Symbol("a", nonnegative=True)
    orders = [0.0, 0.5, 1.0, 2.0, 150.0, np.inf]
    row, other = [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]
    for args, formula, function, given in (
        ((p, a), RenyiEntropy(p, a), renyi_entropy, (row,)),
        ((p, q, a), RenyiDivergence(p, q, a), renyi_divergence, (row, other)),
    ):
        found = lambdify(args, formula, backend=backend)(
            *(np.array(x) for x in given), np.array(orders)
        )
        expected = [float(function(*given, order)) for order in orders]
        np.testing.assert_allclose(np.asarray(found, dtype=float), expected, rtol=1e-14)


def test_divergences_of_near_equal_pairs_are_never_negative():
    rng = np.random.default_rng(3)
    p = rng.dirichlet(np.ones(8), 2000)
    q = p * (1 + 1e-9 * rng.standard_normal(p.shape))
    q /= q.sum(axis=1, keepdims=True)
    for order in (1e-6, 0.2, 0.5, 0.999, 1.001, 2, 30):
        assert renyi_divergence(p, q, order).min() >= 0


def test_numbers_that_no_float_product_holds():
    p, q = [1.0, 5e-324], [5e-324, 1.0]
    for order in (0.3, 0.5, 0.7):
        expected = mp.log(power_sum(p, q, order)) / (mp.mpf(order) - 1)
        assert error(renyi_divergence(p, q, order), expected) <= LIMIT


def test_literal_sums_keep_what_the_weights_miss_of_1():
    p, q = np.array([0.5, 0.25]), np.array([0.25, 0.25])
    found = [
        renyi_entropy(p, 2, normalise="literal"),
        renyi_divergence(p, q, 2, normalise="literal"),
    ]
    np.testing.assert_allclose(found, [-np.log(0.3125), np.log(1.25)], rtol=1e-15)
    assert tsallis_entropy(p, 1, normalise="literal") == pytest.approx(-(p * np.log(p)).sum())


def test_a_numeric_order_and_logs_of_power_sums_in_other_formulas():
    p = pmf("p")
    value = lambdify(p, RenyiEntropy(p, 2) + 1)([0.5, 0.5])
    assert value == pytest.approx(1 + np.log(2), rel=1e-15)
    small = lambdify(p, RenyiEntropy(p, 200))(np.full(1000, 1e-3))
    assert small == pytest.approx(np.log(1000), rel=1e-15)


@pytest.mark.parametrize("order", [-0.5, -np.inf, np.nan, "two", None])
def test_orders_that_are_none(order):
    with pytest.raises(BadInput, match="the order must be a number from 0 on, or infinite, got"):
        renyi_entropy([0.5, 0.5], order)
