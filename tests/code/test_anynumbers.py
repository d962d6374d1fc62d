"""Absolute values and roots: the theorems are about any numbers in their place."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Abs, Integer, Sum, log, sqrt

from symbinfo import HellingerDistance, TotalVariation, pmf
from symbinfo.code import verify_code
from symbinfo.code.against import measure_from_text
from symbinfo.code.anynumbers import is_square, squared_root, with_any_numbers
from symbinfo.code.cases import equal_by_kernel
from symbinfo.core.atoms import letter, n

p, q, other = pmf("p"), pmf("q"), pmf("p")
x = letter("x")
LIMITS = (x, 0, n - 1)
TV, HELLINGER = TotalVariation(p, q), HellingerDistance(p, q)


def holds(lhs, rhs):
    return equal_by_kernel(lhs, rhs, ()) is not None


@pytest.mark.parametrize(
    "formula",
    [
        Sum(Abs(q(x) - p(x)), LIMITS) / 2,
        Sum(Abs(2 * p(x) - 2 * q(x)), LIMITS) / 4,
        Sum((Abs(p(x) - q(x)) + p(x) - q(x)) / 2, LIMITS),
        1 - Sum((p(x) + q(x) - Abs(p(x) - q(x))) / 2, LIMITS),
    ],
)
def test_total_variation_in_other_words(formula):
    assert holds(formula, TV)


@pytest.mark.parametrize(
    "formula",
    [
        Sum(Abs(p(x) - 2 * q(x)), LIMITS) / 2,
        Sum(Abs(p(x) + q(x)), LIMITS) / 2,
        Sum(Abs(p(x) ** 2 - q(x)), LIMITS) / 2,
        Sum(Abs(p(x) - q(Integer(0))), LIMITS) / 2,
        Abs(Sum(p(x) - q(x), LIMITS)) / 2,
        Abs(Sum(log(2) * p(x), LIMITS)) / 2,
        sqrt(TV),
    ],
)
def test_what_is_no_total_variation(formula):
    assert not holds(formula, TV)


def test_two_distributions_of_one_name_are_two():
    first, second = with_any_numbers(
        Sum(Abs(p(x) - q(x)), LIMITS), Sum(Abs(other(x) - q(x)), LIMITS)
    )
    assert first != second


def test_the_hellinger_distance_by_the_coefficient():
    coefficient = Sum(sqrt(p(x)) * sqrt(q(x)), LIMITS)
    assert holds(sqrt(1 - coefficient), HELLINGER)
    assert holds(1 - coefficient, HELLINGER**2)
    assert not holds(-sqrt(1 - coefficient), HELLINGER)
    assert not holds(1 - coefficient, HELLINGER)
    assert not holds(sqrt(1 - coefficient / 2), HELLINGER)


def test_a_root_is_squared_only_if_it_is_positive():
    assert squared_root(-sqrt(TV)) is None
    assert squared_root(sqrt(TV) * sqrt(HELLINGER)) is None
    assert is_square(3 * Sum((p(x) - q(x)) ** 2, LIMITS))
    assert not is_square(Sum(p(x) - q(x), LIMITS))


def test_nothing_is_done_where_there_is_nothing_to_stand_for():
    assert with_any_numbers(Sum(p(x) ** 2, LIMITS), Sum(p(x), LIMITS)) is None


def test_the_report_says_what_the_theorems_are_about():
    def distance(p, q):
        return 0.5 * np.abs(p - q).sum()

    report = verify_code(distance, measure_from_text("TV(p, q)"))
    assert report.proved
    assert "in the theorems any numbers stand for |p - q|" in str(report)
    assert verify_code(distance, measure_from_text("Hel(p||q)")).verdict == "refuted"


def test_the_square_of_the_hellinger_distance():
    def squared(p, q):
        return np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2

    assert verify_code(squared, measure_from_text("Hel(p, q)^2")).proved
    assert not verify_code(squared, measure_from_text("Hel(p, q)")).proved
