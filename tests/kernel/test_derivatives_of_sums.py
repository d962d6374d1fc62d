"""Derivatives of logarithms and inverses of sums by one number of a sequence."""

import pytest
from sympy import Derivative, Integer, KroneckerDelta, Sum, Tuple, exp, log

from symbinfo import Unfold, Weighted, XLogY, calc, letter, parameter, pmf, sequence
from symbinfo.errors import StepRejected

p = pmf("p")
n = p.size
z, a = sequence("z", n), sequence("a", n, lower=0, upper=1, closed=True)
x, j, k = letter("x"), letter("j"), letter("k")


def over(one, size=n):
    return Tuple(one, 0, size - 1)


TOTAL = Sum(exp(z(j)), over(j))
LOSS = log(TOTAL) - Sum(p(x) * z(x), over(x))


def soft(one):
    return exp(z(one)) / TOTAL


def derivative(of, by, equals):
    return calc(Derivative(of, by)).eq(equals, by=Unfold()).qed()


RIGHT = [
    (log(TOTAL), z(k), soft(k)),
    (1 / TOTAL, z(k), -exp(z(k)) / TOTAL**2),
    (LOSS, z(k), soft(k) - p(k)),
    (soft(k), z(j), soft(k) * (KroneckerDelta(k, j) - soft(j))),
    (soft(k), z(k), soft(k) * (1 - soft(k))),
    (log(TOTAL) ** 2, z(k), 2 * log(TOTAL) * soft(k)),
    (log(Sum(exp(z(k)), over(k))), z(k), soft(k)),
    (log(1 + TOTAL), z(k), exp(z(k)) / (1 + TOTAL)),
    (log(Sum(exp(z(x) + z(j)), over(x), over(j))), z(k), 2 * soft(k)),
]


@pytest.mark.parametrize(("of", "by", "equals"), RIGHT)
def test_what_is_right_is_accepted_and_nothing_near_it(of, by, equals) -> None:
    assert derivative(of, by, equals)
    other = soft(k) if by == z(k) else soft(j)
    for wrong in (2 * equals, -equals, equals + other, Integer(0), Integer(1), 1 / n):
        with pytest.raises(StepRejected, match="different normal forms"):
            derivative(of, by, wrong)


def test_bound_letters_of_the_inner_sum_stay_its_own() -> None:
    """Once the sum is opened, its letter must not be taken for that of the sum it came from."""
    for wrong in (1 / n, exp(z(k)) / n, exp(z(k)) / (n * exp(z(k)))):
        with pytest.raises(StepRejected, match="different normal forms"):
            derivative(log(TOTAL), z(k), wrong)
    twice = Sum(Derivative(log(TOTAL), z(k)), over(k))
    assert calc(twice).eq(1, by=Unfold()).qed()


def test_on_an_alphabet_of_three_letters() -> None:
    w = sequence("w", 3)
    total = Sum(exp(w(j)), over(j, Integer(3)))
    assert derivative(log(total), w(1), exp(w(1)) / total)
    assert derivative(log(total), w(1), exp(w(1)) / (exp(w(0)) + exp(w(1)) + exp(w(2))))
    with pytest.raises(StepRejected):
        derivative(log(total), w(1), exp(w(0)) / total)


def test_a_support_must_not_move() -> None:
    moving = Sum(Weighted(a(j), 1 / a(j)), over(j))
    with pytest.raises(StepRejected, match="a support depends on"):
        derivative(moving, a(k), Derivative(moving, a(k)))
    fixed = Sum(Weighted(p(j), exp(z(j))), over(j))
    assert derivative(log(1 + fixed), z(k), Weighted(p(k), exp(z(k))) / (1 + fixed))


@pytest.mark.parametrize("by", [parameter("t", 0, 1, closed=True), a(k)])
def test_a_derivative_that_is_infinite_at_an_end_has_no_value(by) -> None:
    """At 0 the derivative of t log t is -oo, and 0 times it is nothing."""
    for lhs, rhs in (
        (Derivative(XLogY(by, by), by), Weighted(by, log(by) / by) + 1),
        (by * Derivative(XLogY(by, by), by), XLogY(by, by) + by),
        (Weighted(by, Derivative(XLogY(by, by), by)), XLogY(by, by) + by),
    ):
        with pytest.raises(StepRejected, match="may be infinite at an end of an interval"):
            calc(lhs).eq(rhs, by=Unfold()).qed()
    squared = Derivative(by * XLogY(by, by), by)
    assert calc(squared).eq(2 * XLogY(by, by) + by, by=Unfold()).qed()
    inside = parameter("s", 0, 1)
    assert derivative(XLogY(inside, inside), inside, log(inside) + 1)
