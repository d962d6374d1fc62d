"""Divergences between those that a fast sum has the digits of, and those that need care."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from accuracy_cases import error, exact_js, exact_kl, exact_mi
from mpmath import mp

from symbinfo.numeric import (
    cross_entropy,
    entropy,
    jensen_shannon,
    kl_divergence,
    mutual_information,
)

LIMIT = 1.2e-15  # near the thresholds; others stay below 1e-15
LOW, HIGH = 2.0**-12, 0.25


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(50):
        yield


def pairs(count, eps, rows=30):
    rng = np.random.default_rng(count)
    p = rng.dirichlet(np.ones(count), rows)
    q = np.abs(p * (1 + eps * rng.standard_normal(p.shape)))
    return p, q / q.sum(axis=1, keepdims=True)


def tables(size, eps, rows=40):
    rng = np.random.default_rng(size)
    first, second = (rng.dirichlet(np.ones(size), rows) for _ in range(2))
    table = first[:, :, None] * second[:, None]
    table = np.abs(table * (1 + eps * rng.standard_normal(table.shape)))
    return table / table.sum(axis=(1, 2), keepdims=True)


def check(values, expected, high=HIGH):
    middle = [i for i, value in enumerate(values) if LOW < value < high]
    assert len(middle) > 5
    assert max(error(values[i], expected[i]) for i in middle) <= LIMIT


@pytest.mark.parametrize("eps", [0.1, 0.3, 0.6])
@pytest.mark.parametrize("count", [2, 10, 60])
@pytest.mark.parametrize(
    ("function", "exact"), [(kl_divergence, exact_kl), (jensen_shannon, exact_js)]
)
def test_divergences(function, exact, count, eps):
    p, q = pairs(count, eps)
    check(function(p, q), [exact(*row) for row in zip(p, q, strict=True)])


@pytest.mark.parametrize("eps", [0.1, 0.3, 0.6])
@pytest.mark.parametrize("size", [2, 3, 6])
def test_mutual_information(size, eps):
    table = tables(size, eps)
    check(mutual_information(table), [exact_mi(row) for row in table], high=0.125)


@pytest.mark.parametrize(
    ("function", "exact"), [(kl_divergence, exact_kl), (jensen_shannon, exact_js)]
)
def test_zeros_and_far_probabilities(function, exact):
    p, q = pairs(10, 0.3)
    p[::2, 3] *= 1e-3
    p[::4, 3] = 0
    p[::2, 4] *= 1e-12
    q[1::2, 5] *= 0.3
    p, q = (x / x.sum(axis=1, keepdims=True) for x in (p, q))
    check(function(p, q), [exact(*row) for row in zip(p, q, strict=True)])


def test_sums_that_are_not_one():
    p, q = pairs(10, 0.3)
    p, q = p * (1 + 2.0**-44), q * (1 - 3e-11)
    check(kl_divergence(p, q), [exact_kl(*row) for row in zip(p, q, strict=True)])


def test_one_row_for_many():
    p, q = pairs(10, 0.3)
    check(
        jensen_shannon(p[0], q[:1] * 0.6 + q * 0.4),
        [exact_js(p[0], row) for row in q[:1] * 0.6 + q * 0.4],
    )


def exact_entropy(p):
    law = [mp.mpf(float(x)) for x in p]
    whole = mp.fsum(law)
    return -mp.fsum(x / whole * mp.log(x / whole) for x in law if x)


def exact_cross(p, q):
    first, second = ([mp.mpf(float(x)) for x in law] for law in (p, q))
    one, other = mp.fsum(first), mp.fsum(second)
    return -mp.fsum(x / one * mp.log(y / other) for x, y in zip(first, second, strict=True) if x)


def one_large(count, rows=300, seed=0):
    """Return laws of which one letter has nearly all, so that entropies are small."""
    rng = np.random.default_rng(seed)
    rest = rng.dirichlet(np.ones(count), rows) * 10.0 ** rng.uniform(-7, -0.5, (rows, 1))
    rest[np.arange(rows), rng.integers(count, size=rows)] += 1.0
    rest[::7, 0] = np.where(rest[::7, 0] < 0.5, 0.0, rest[::7, 0])
    return rest / rest.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("backend", ["numpy", "numba"])
@pytest.mark.parametrize("count", [2, 7, 40])
def test_small_entropies(count, backend):
    if backend == "numba":
        pytest.importorskip("numba")
    p = one_large(count)
    q = p * (1 + 1e-4 * one_large(count, seed=1))
    q /= q.sum(axis=1, keepdims=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        many = entropy(p, backend=backend), cross_entropy(p, q, backend=backend)
        single = [
            [entropy(x, backend=backend) for x in p],
            [cross_entropy(x, y, backend=backend) for x, y in zip(p, q, strict=True)],
        ]
    exact = [exact_entropy(x) for x in p], [exact_cross(*row) for row in zip(p, q, strict=True)]
    for found, alone, wanted in zip(many, single, exact, strict=True):
        small = [i for i, value in enumerate(wanted) if value < HIGH]
        assert len(small) > 100
        assert max(error(values[i], wanted[i]) for values in (found, alone) for i in small) <= 1e-15
        assert max(error(*pair) for pair in zip(found, wanted, strict=True)) <= 1.3e-15


def test_a_mean_that_is_one_of_its_laws_but_for_rounding_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = jensen_shannon(np.array([1e-17, 1.0]), np.array([0.5, 0.5]))
    assert error(found, exact_js(np.array([1e-17, 1.0]), np.array([0.5, 0.5]))) <= LIMIT
