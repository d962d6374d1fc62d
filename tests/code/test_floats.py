"""What only a run on floats shows: none of it may be proved."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import xlogy

from symbinfo import Entropy, KLDivergence, pmf
from symbinfo.code import verify_code

p, q = pmf("p"), pmf("q")


def long_alphabets(p):
    p = np.asarray(p)
    return -np.sum(xlogy(p, p)) / (2 if p.size > 6 else 1)


def one_letter(p):
    return -np.sum(xlogy(p, p)) + 0.5 * (p.size < 2)


def overflows(p):
    return np.log(np.exp(800 - np.sum(xlogy(p, p)))) - 800


def cancels(p):
    return (-np.sum(xlogy(p, p)) + 1e17) - 1e17


def used_up(p):
    terms = (x for x in p)
    count = sum(1 for _ in terms)
    return -sum(x * math.log(x) if x > 0 else 0 for x in terms) * count / count


def late_binding(p):
    terms = [(lambda: -x * math.log(x) if x > 0 else 0) for x in p]  # noqa: B023
    return sum(term() for term in terms)


@pytest.mark.parametrize(
    "function",
    [long_alphabets, one_letter, overflows, cancels, used_up, late_binding],
    ids=lambda f: f.__name__,
)
def test_what_differs_on_floats_is_refuted_with_both_values(function):
    report = verify_code(function, Entropy(p))
    assert report.verdict == "refuted"
    assert report.example.code != report.example.measure


def test_a_changed_input_shows_at_the_second_call():
    def destroys(p):
        value = -np.sum(xlogy(p, p))
        p *= 0
        return value

    report = verify_code(destroys, Entropy(p))
    assert report.verdict == "equal except at"
    assert "second call with the same arrays" in report.exceptions[0]


def test_a_value_for_lists_that_differs_is_told():
    def two_logs(p, q):
        support = p != 0
        return (p[support] * (np.log(p[support]) - np.log(q[support]))).sum()

    report = verify_code(two_logs, KLDivergence(p, q))
    assert report.verdict == "equal except at"
    assert report.exceptions == ("lists in the place of arrays: the code gives another value",)
    assert report.theorems


def test_a_changed_input_that_does_not_show_in_the_value_is_no_proof():
    def fills(p):
        p[p == 0] = 1
        return -np.sum(p * np.log(p))

    report = verify_code(fills, Entropy(p))
    assert report.verdict == "equal except at"
    assert report.exceptions == ("the caller's arrays: the code changes its input",)


def test_one_distribution_twice_is_among_the_inputs():
    def undefined(p, q):
        return np.sum(xlogy(p, p) - xlogy(p, q)) / (1 - 2 * np.array_equal(p, q))

    assert not verify_code(undefined, KLDivergence(p, q)).proved
