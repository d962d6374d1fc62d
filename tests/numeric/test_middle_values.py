"""Divergences between those that a fast sum has the digits of, and those that need care."""

from __future__ import annotations

import numpy as np
import pytest
from accuracy_cases import error, exact_js, exact_kl, exact_mi
from mpmath import mp

from symbinfo.numeric import jensen_shannon, kl_divergence, mutual_information

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
