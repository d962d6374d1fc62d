"""Multipliers with names: accepted where they are at least 0, and never infinite."""

import pytest
from sympy import Rational, S, Symbol, oo

from symbinfo import (
    Combination,
    Entropy,
    KLDivergence,
    Lemma,
    MutualInformation,
    Proof,
    Relation,
    Statement,
    Step,
    check,
    parameter,
    pmf,
    prove,
    random_variables,
)
from symbinfo.errors import StepRejected

X, Y = random_variables("X Y")
SHARED = MutualInformation(X, Y)
NONNEGATIVE = prove(SHARED >= 0)
a, b = parameter("a", 0, closed=True), parameter("b", 0)
t = parameter("t", 0, 1, closed=True)
n = Symbol("n", integer=True, positive=True)
r = Symbol("r", real=True)


def times(multiplier):
    """Return the theorem that the multiple of I(X;Y) is at least 0."""
    evidence = Combination(((multiplier, Lemma(NONNEGATIVE)),))
    product = multiplier * SHARED
    step = Step(product, Relation.GE, S.Zero, evidence)
    return check(Proof(Statement(product, Relation.GE, S.Zero), (step,)))


@pytest.mark.parametrize(
    "multiplier",
    [
        *(a, 1 + a, a**2, a * b, 1 / b),
        *(t, 1 - t, t * (1 - t), a * (1 - t)),
        *(n - 1, r**2, Symbol("s", nonnegative=True), -parameter("m", -1, 0)),
    ],
    ids=str,
)
def test_a_multiplier_that_is_at_least_0(multiplier):
    assert times(multiplier).statement.lhs == multiplier * SHARED


@pytest.mark.parametrize(
    "multiplier",
    [
        *(-a, 1 - a, a - 1, a - b, t - Rational(1, 2), n - 2, r, r**3),
        *(parameter("u"), parameter("v", -1, 1), parameter("m", -1, 0)),
    ],
    ids=str,
)
def test_a_multiplier_that_may_be_negative(multiplier):
    with pytest.raises(StepRejected, match="of an inequality may be negative"):
        times(multiplier)


@pytest.mark.parametrize(
    ("multiplier", "why"),
    [
        (1 / a, "the denominator a may be 0"),
        (a / (1 - t), "the denominator 1 - t may be 0"),
        (KLDivergence(pmf("p"), pmf("q")), "may be infinite"),
        (Symbol("e", extended_nonnegative=True), "is not known to be real"),
        (Symbol("z"), "is not known to be real"),
        (Symbol("c", complex=True) ** 2, "is not known to be real"),
        (oo, "no rule for Infinity"),
        (S(1.5), "no rule for Float"),
    ],
    ids=str,
)
def test_a_multiplier_that_may_be_infinite_or_no_number(multiplier, why):
    with pytest.raises(StepRejected, match=why):
        times(multiplier)


def test_a_multiple_by_what_may_be_0_does_not_say_when_both_sides_are_equal():
    equality = NONNEGATIVE.statement.equality
    for multiplier in (a, t, 1 - t):
        evidence = Combination(((multiplier, Lemma(NONNEGATIVE)),))
        product = multiplier * SHARED
        step = Step(product, Relation.GE, S.Zero, evidence)
        statement = Statement(product, Relation.GE, S.Zero, equality=equality)
        with pytest.raises(StepRejected, match="equality"):
            check(Proof(statement, (step,)))


def test_another_multiplier_than_that_of_the_claim():
    evidence = Combination(((a, Lemma(NONNEGATIVE)),))
    for product in (b * SHARED, 2 * a * SHARED, SHARED, a * Entropy(X)):
        step = Step(product, Relation.GE, S.Zero, evidence)
        with pytest.raises(StepRejected):
            check(Proof(Statement(product, Relation.GE, S.Zero), (step,)))
