"""Properties of the numeric functions at random distributions with zeros."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
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

PAIR = [kl_divergence, cross_entropy, jensen_shannon, total_variation, hellinger]
WITH_BASE = [entropy, kl_divergence, cross_entropy, jensen_shannon]
WEIGHT = st.one_of(st.just(0), st.integers(1, 9), st.floats(1e-9, 1))


def laws(count):
    weights = st.lists(WEIGHT, min_size=count, max_size=count).filter(any)
    return weights.map(lambda w: np.array(w, dtype=float) / np.sum(w, dtype=float))


def batches(size):
    pair = st.tuples(laws(size), laws(size))
    return st.lists(pair, min_size=1, max_size=5).map(np.array)


BATCHES = st.integers(1, 7).flatmap(batches)


def near(value):
    return pytest.approx(value, rel=2e-14, abs=1e-15)


def values_of(rows):
    p, q = rows[:, 0], rows[:, 1]
    pairs = [function(p, q) for function in PAIR]
    orders = [f(p, order) for f in (renyi_entropy, tsallis_entropy) for order in (0.5, 1, 2)]
    return [entropy(p), *pairs, *orders, renyi_divergence(p, q, 0.5), renyi_divergence(p, q, 2)]


@given(BATCHES, st.randoms(use_true_random=False))
def test_letters_may_be_permuted(rows, random):
    order = list(range(rows.shape[-1]))
    random.shuffle(order)
    for value, other in zip(values_of(rows), values_of(rows[..., order]), strict=True):
        assert value == near(other)


@given(BATCHES)
def test_a_batch_is_a_loop(rows):
    singles = [values_of(row[np.newaxis]) for row in rows]
    for values, *each in zip(values_of(rows), *singles, strict=True):
        assert values == near(np.concatenate(each))
    p, q = rows[:, 0], rows[:, 1]
    wide = kl_divergence(p[:, np.newaxis], q)
    assert wide.shape == (len(p), len(q))
    assert np.diagonal(wide) == near(kl_divergence(p, q))


@given(BATCHES, st.sampled_from([2, 10, 1.5, 0.5]))
def test_a_base_divides_by_its_logarithm(rows, base):
    for function in WITH_BASE:
        arrays = (rows[:, 0], rows[:, 1])[: 1 if function is entropy else 2]
        assert function(*arrays, base=base) == near(function(*arrays) / np.log(base))


@given(BATCHES)
def test_divergences_are_not_negative_and_vanish_at_equal_laws(rows):
    p, q = rows[:, 0], rows[:, 1]
    for function in (kl_divergence, jensen_shannon, total_variation, hellinger):
        assert (function(p, q) >= 0).all()
        assert (function(p, p) == 0).all()
    assert jensen_shannon(p, q) == near(jensen_shannon(q, p))
    assert (jensen_shannon(p, q, base=2) <= 1 + 1e-15).all()


@given(BATCHES)
def test_cross_entropy_is_entropy_plus_divergence(rows):
    p, q = rows[:, 0], rows[:, 1]
    assert cross_entropy(p, q) == near(entropy(p) + kl_divergence(p, q))


@given(st.tuples(st.integers(1, 4), st.integers(1, 4)), st.data())
def test_tables(shape, data):
    table = data.draw(laws(shape[0] * shape[1])).reshape(shape)
    turned = mutual_information(table.T)
    assert mutual_information(table) == near(turned)
    sums = entropy(table.sum(axis=1)) + entropy(table.sum(axis=0)) - entropy(table.ravel())
    assert mutual_information(table) == pytest.approx(sums, rel=1e-9, abs=1e-14)
    assert conditional_entropy(table) == pytest.approx(
        entropy(table.ravel()) - entropy(table.sum(axis=1)), rel=1e-9, abs=1e-14
    )
    many = np.tile(table, (100, 1, 1))
    assert mutual_information(many) == near(np.full(100, turned))


def error(value, exact):
    """Return the error over what is allowed: fast sums, from 2^-5 on, may lose 4e-16."""
    allowed = 1e-15 * exact + (4e-16 if exact >= 2**-5 else 0)
    return abs(mp.mpf(float(value)) - exact) / allowed if exact else abs(value)


@given(BATCHES)
def test_agreement_with_mpmath(rows):
    for p, q in rows:
        with mp.workdps(60):
            a, b = ([mp.mpf(float(x)) for x in law] for law in (p, q))
            a, b = ([x / mp.fsum(law) for x in law] for law in (a, b))
            pairs = [(x, y) for x, y in zip(a, b, strict=True) if x]
            infinite = any(not y for _, y in pairs)
            kl = mp.inf if infinite else mp.fsum(x * mp.log(x / y) for x, y in pairs)
            h = -mp.fsum(x * mp.log(x) for x, _ in pairs)
            found = kl_divergence(p, q)
            assert found == kl if infinite else error(found, kl) <= 1
            assert error(entropy(p), h) <= 1
