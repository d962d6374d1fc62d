"""Relative errors against mpmath, on inputs that take the digits of other libraries.

The value of a function is that of the distributions p / sum(p); mpmath computes it from the
floats as they are with 60 digits, or 800 where floats are denormal.
"""

from __future__ import annotations

import numpy as np
import pytest
from accuracy_cases import (
    DENORMAL,
    PAIRS,
    TEN,
    UNIFORM,
    dirichlet,
    error,
    exact_entropy,
    exact_js,
    exact_kl,
    exact_mi,
    exact_power,
    laws,
    near,
    signs,
)
from mpmath import mp

from symbinfo.numeric import (
    conditional_entropy,
    cross_entropy,
    entropy,
    hellinger,
    jensen_shannon,
    kl_divergence,
    mutual_information,
    renyi_divergence,
    renyi_entropy,
    total_variation,
    tsallis_entropy,
)

LIMIT = 1e-15


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(60):
        yield


@pytest.mark.parametrize("name", PAIRS)
def test_divergences(name):
    p, q = (np.asarray(x, dtype=float) for x in PAIRS[name])
    assert error(kl_divergence(p, q), exact_kl(p, q)) <= LIMIT
    assert error(kl_divergence(q, p), exact_kl(q, p)) <= LIMIT
    assert error(jensen_shannon(p, q), exact_js(p, q)) <= LIMIT


@pytest.mark.parametrize(
    ("p", "q"),
    DENORMAL.values(),
)
def test_denormal_probabilities(p, q):
    p, q = np.array(p, dtype=float), np.array(q, dtype=float)
    with mp.workdps(800):
        for value, expected in (
            (kl_divergence(p, q), exact_kl(p, q)),
            (jensen_shannon(p, q), exact_js(p, q)),
            (cross_entropy(p, q), exact_kl(p, q) + exact_entropy(p)),
        ):
            assert value >= 0
            assert error(value, expected) <= LIMIT or abs(value - float(expected)) <= 5e-324


@pytest.mark.parametrize("q", [dirichlet(1000, 1), near(TEN, 1e-6), near(TEN, 1e-9)])
def test_a_million_letters(q):
    p = TEN if len(q) == 10 else dirichlet(1000)
    many = 10**6 // len(p)
    value = kl_divergence(np.tile(p / many, many), np.tile(q / many, many))
    assert error(value, exact_kl(p / many, q / many)) <= LIMIT


def test_entropy_of_a_million_equal_letters():
    assert error(entropy(np.full(10**6, 1e-6)), mp.log(10**6)) <= LIMIT


@pytest.mark.parametrize("p", [[1 - 1e-15, 1e-15], [1, 1e-17], [1, 0], UNIFORM, TEN])
def test_entropy(p):
    assert error(entropy(p), exact_entropy(p)) <= LIMIT


def test_a_denormal_entropy():
    with mp.workdps(800):
        expected = exact_entropy([1, 5e-324])
    assert abs(entropy([1, 5e-324]) - float(expected)) <= 5e-324


@pytest.mark.parametrize(("size", "eps"), [(16, 1e-9), (4, 1e-5), (16, 1e-3), (3, 1e-12)])
def test_mutual_information_near_independence(size, eps):
    table = np.outer(dirichlet(size), dirichlet(size, 1))
    table *= 1 + eps * signs(size * size).reshape(size, size)
    table /= table.sum()
    assert error(mutual_information(table), exact_mi(table)) <= LIMIT


def test_mutual_information_of_ordinary_tables():
    for seed in range(20):
        table = dirichlet(12, seed).reshape(3, 4)
        assert error(mutual_information(table), exact_mi(table)) <= 3 * LIMIT  # from 2^-6 on
        expected = exact_entropy(table) - exact_entropy(table.sum(axis=1))
        assert float(abs(conditional_entropy(table) - expected)) <= LIMIT


@pytest.mark.parametrize("order", [1 + 1e-8, 1 + 1e-11, 1 - 1e-11, 1 + 1e-15, 0.5, 2, 3.5])
@pytest.mark.parametrize("p", [TEN, UNIFORM, [1 - 1e-12, 1e-12], [0.5, 0.5, 0]])
def test_renyi_and_tsallis(p, order):
    total = exact_power(p, order)
    assert error(renyi_entropy(p, order), mp.log(total) / (1 - mp.mpf(order))) <= LIMIT
    assert error(tsallis_entropy(p, order), (1 - total) / (mp.mpf(order) - 1)) <= LIMIT


@pytest.mark.parametrize("order", [1 + 1e-11, 0.5, 2])
def test_renyi_divergence(order):
    p, q = TEN, dirichlet(10, 1)
    a = mp.mpf(order)
    total = mp.fsum(x**a * y ** (1 - a) for x, y in zip(*laws(p, q), strict=True))
    assert error(renyi_divergence(p, q, order), mp.log(total) / (a - 1)) <= 2 * LIMIT


@pytest.mark.parametrize("name", ["random, 1e-9", "ordinary", "p unnormalised by 1e-12"])
def test_distances(name):
    p, q = PAIRS[name]
    pairs = list(zip(*laws(p, q), strict=True))
    variation = mp.fsum(abs(a - b) for a, b in pairs) / 2
    squares = mp.fsum((mp.sqrt(a) - mp.sqrt(b)) ** 2 for a, b in pairs)
    assert error(total_variation(p, q), variation) <= LIMIT
    assert error(hellinger(p, q), mp.sqrt(squares / 2)) <= LIMIT


@pytest.mark.parametrize("size", [2, 10, 1000])
def test_near_equal_pairs_are_never_negative(size):
    rng = np.random.default_rng(7)
    p = rng.dirichlet(np.ones(size), 20000 // size)
    q = p * (1 + 1e-9 * rng.standard_normal(p.shape))
    q /= q.sum(axis=1, keepdims=True)
    for divergence in (kl_divergence, jensen_shannon):
        values = divergence(p, q)
        assert values.min() >= 0
        assert values.max() < 1e-16
    assert (kl_divergence(p, p) == 0).all()


def test_near_independent_tables_are_never_negative():
    rng = np.random.default_rng(8)
    r, c = rng.dirichlet(np.ones(4), 500), rng.dirichlet(np.ones(5), 500)
    tables = r[:, :, np.newaxis] * c[:, np.newaxis]
    assert mutual_information(tables, normalise="renormalise").min() >= 0


def test_the_literal_sum_of_floats():
    p, q = UNIFORM, near(UNIFORM, 1e-9)
    numbers = [(mp.mpf(a), mp.mpf(b)) for a, b in zip(p, q, strict=True)]
    expected = mp.fsum(a * mp.log(a / b) for a, b in numbers)
    assert error(kl_divergence(p, q, normalise="literal"), expected) <= LIMIT
