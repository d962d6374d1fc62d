"""Attempts to prove false things by letters, sums and equations that are mixed up."""

from __future__ import annotations

import pytest
from sympy import Function, Integer, KroneckerDelta, Rational, S, Sum, Symbol, Tuple, exp, log

from symbinfo.core.atoms import XLogY, letter, n, parameter
from symbinfo.core.families import Bernoulli, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    FullSupport,
    Independent,
    NotAbsolutelyContinuous,
    is_uniform,
)
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.statement import Statement
from symbinfo.core.variables import law, random_variables
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Algebra,
    Combination,
    Enclosure,
    Infinite,
    Lemma,
    LogBound,
    Nonnegative,
    Proof,
    Step,
    Unfold,
)
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence

p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y = random_variables("X Y")
x, y, i, c, k = (letter(name) for name in "xyick")
m = Symbol("m", integer=True, positive=True)
t, s, a = parameter("t"), parameter("s"), parameter("a")
f, g = Function("f"), Function("g")
limits = (Tuple(x, 0, n - 1),)
WRONG = "different normal forms"


def unfold(lhs, rhs, *given):
    return calc(S(lhs), given).eq(rhs, by=Unfold()).qed()


@pytest.mark.parametrize("size", [m, S(2), n + 1, 2 * n])
def test_a_distribution_is_summed_over_its_own_alphabet(size):
    with pytest.raises(StepRejected, match=r"a letter stands for .* values and for n"):
        unfold(Sum(p(x), (x, 0, size - 1)), 1)


def test_letters_of_two_alphabets_do_not_meet():
    other = pmf("other", m)
    with pytest.raises(StepRejected, match="a letter stands for"):
        unfold(Sum(KroneckerDelta(x, y), (x, 0, n - 1), (y, 0, m - 1)), m)
    with pytest.raises(StepRejected, match="a letter stands for"):
        unfold(Sum(KroneckerDelta(x, c) * other(c), *limits), other(c))
    with pytest.raises(StepRejected, match="a letter stands for"):
        unfold(Sum(law(X, Y)(x, y), (x, 0, Y.size - 1), (y, 0, X.size - 1)), 1)


@pytest.mark.parametrize("value", [1, 3])
def test_a_letter_that_may_not_exist_has_no_probability(value):
    with pytest.raises(StepRejected, match="may not exist in an alphabet of n letters"):
        unfold(p(value), p(value) + t - t)
    with pytest.raises(StepRejected, match="may not exist in an alphabet of n letters"):
        unfold(Sum(KroneckerDelta(x, value), *limits), 1)


def test_the_first_letter_exists():
    assert unfold(Sum(KroneckerDelta(x, 0) * p(x), *limits), p(0))


def test_sums_start_at_zero():
    with pytest.raises(StepRejected, match=r"sums start at 0|are not those of an alphabet"):
        unfold(Sum(p(x), (x, 1, n - 1)), 1 - p(0))


@pytest.mark.parametrize("high", [-1, n - 2, m - n])
def test_an_empty_sum_is_not_an_alphabet(high):
    with pytest.raises(StepRejected, match=r"not known to be positive|not those of an alphabet"):
        unfold(Sum(t, (x, 0, high)), t * (high + 1))


def test_limits_that_depend_on_a_letter_are_not_read():
    triangle = Sum(1, (y, 0, x), (x, 0, n - 1))
    with pytest.raises(StepRejected, match="depends on a letter"):
        unfold(triangle, n * (x + 1))
    square = Sum(1, (letter("u"), 0, x), (letter("v"), 0, n - 1))
    statement = Statement(triangle, Relation.EQ, n * (x + 1))
    with pytest.raises(StepRejected, match="the step starts from"):
        check(Proof(statement, (Step(square, Relation.EQ, n * (x + 1), Unfold()),)))


@pytest.mark.parametrize("low", [1, 3, m])
def test_a_hypothesis_for_some_letters_is_not_one_for_all(low):
    with pytest.raises(StepRejected, match="are not those of an alphabet"):
        unfold(p(0), 0, ForAll(p(k), 0, (k, low, n - 1)))


@pytest.mark.parametrize("name", [Symbol("x", integer=True, positive=True), n, t, Symbol("z")])
def test_a_number_is_not_a_letter(name):
    with pytest.raises(StepRejected, match="does not stand for any letter"):
        unfold(p(x), p(name))


def test_a_letter_in_a_sum_is_not_a_number():
    with pytest.raises(StepRejected, match="the letter x is used as a number"):
        unfold(Sum(x * p(x), *limits), x)


def test_bound_letters_of_nested_sums_are_apart():
    A, B = random_variables("A B", [m, m])
    joint, v = law(A, B), sequence("v", m, lower=0)
    inner = log(Sum(joint(x, y) * v(y), (y, 0, m - 1)))
    other = log(Sum(joint(y, y) * v(y), (y, 0, m - 1)))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(Sum(inner, (x, 0, m - 1)), m * other, FullSupport(joint))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(Sum(Sum(p(x), *limits) * p(x), *limits), Sum(p(x) ** 2, *limits))


def test_sums_that_equations_put_in_are_apart():
    w, v = sequence("w", n, lower=0), sequence("v", n, lower=0)
    weights = Sum(w(i), (i, 0, n - 1))
    inverses = Sum(p(i) / w(i), (i, 0, n - 1))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(t * s, 1, ForAll(t, weights), ForAll(s, inverses))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(f(a) * g(a), 1, ForAll(f(a), weights), ForAll(g(a), inverses))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(f(a) ** 2, Sum(w(i) ** 2, (i, 0, n - 1)), ForAll(f(a), weights))
    assert unfold(t * s, weights * inverses, ForAll(t, weights), ForAll(s, inverses))
    doubled = ForAll(w(i), 2 * v(i), (i, 0, n - 1))
    ratio = ForAll(t, Sum(v(i), (i, 0, n - 1)) / weights)
    with pytest.raises(StepRejected, match=WRONG):
        unfold(t, 1, ratio, doubled)


def test_a_square_of_a_sum_that_an_equation_puts_in():
    w = sequence("w", n)
    total = Sum(w(i), (i, 0, n - 1))
    assert unfold(f(a) ** 2 + 1, total**2 + 1, ForAll(f(a), total))


def test_the_logarithm_of_a_negative_number_gives_no_equation():
    u, v = parameter("u", -3, 0), parameter("v", -3, -1)
    with pytest.raises(StepRejected, match="not a sum of products of nonnegative factors"):
        calc(u, [ForAll(log(u * v + u), 0)]).ge(0, by=Nonnegative(u)).qed()
    w = parameter("w", 0, 3)
    assert unfold(w, exp(2), ForAll(log(w), 2))


def test_an_equation_that_contains_what_it_is_solved_for():
    w = sequence("w", n, lower=0)
    both = ForAll(w(k) * log(w(k)), 5, (k, 0, n - 1))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(w(k), 5, both)


def test_an_equation_is_not_divided_by_what_may_vanish():
    with pytest.raises(StepRejected, match=WRONG):
        unfold(t, 0, ForAll(t * s, 0))
    with pytest.raises(StepRejected, match=WRONG):
        unfold(p(0), q(0), ForAll(p(0) * r(0), q(0) * r(0)))
    positive = parameter("positive", 0, 5)
    assert unfold(t, 1 / positive, ForAll(t * positive, 1))


def test_equations_in_a_circle_end():
    given = (Equal(p, q), Equal(q, r), Equal(r, p))
    assert unfold(Entropy(p), Entropy(r), *given)
    with pytest.raises(StepRejected, match=WRONG):
        unfold(Entropy(p), 0, *given)


def test_zero_over_zero_is_not_one():
    with pytest.raises(StepRejected, match="assume FullSupport"):
        unfold(Sum(p(x) / (p(x) + 0 * t) ** 2, *limits), n)
    with pytest.raises(StepRejected, match=r"the denominator q\(x\) may be 0"):
        unfold(Sum(p(x) * (1 - q(x) / q(y) / p(x)), *limits) * 0 + Sum(p(x) / q(x), *limits), 1)


def test_probabilities_cancel_on_the_support_only():
    support = Sum(XLogY(p(x), exp(q(x) / p(x))), *limits)
    with pytest.raises(StepRejected, match=WRONG):
        unfold(support, 1)
    assert unfold(support, 1, FullSupport(p))


@pytest.mark.parametrize("bottom", [t, t - 1, t**2 - 1, Entropy(p), p(0) - q(0)])
def test_nothing_is_divided_by_what_may_vanish(bottom):
    with pytest.raises(StepRejected, match=r"the denominator .* may be 0"):
        unfold(bottom / bottom + 1 / bottom, 1 + 1 / bottom)


def test_nothing_that_may_be_infinite_cancels():
    gap = CrossEntropy(p, q) - KLDivergence(p, q)
    with pytest.raises(StepRejected, match=r"oo - oo; assume AbsolutelyContinuous\(p, q\)"):
        unfold(gap, Entropy(p))
    assert unfold(gap, Entropy(p), AbsolutelyContinuous(p, q))
    with pytest.raises(StepRejected, match="one side may be infinite where the other is not"):
        unfold(KLDivergence(p, q), KLDivergence(q, p))
    with pytest.raises(StepRejected, match="may fail where a side is infinite"):
        calc(KLDivergence(p, q)).le(Entropy(r), by=Nonnegative(S.Zero)).qed()


def test_infinities_have_a_reason():
    disjoint = NotAbsolutelyContinuous(p, q)
    for side, given in ((KLDivergence(q, p), [disjoint]), (Entropy(p), []), (t, [disjoint])):
        with pytest.raises(StepRejected, match="no hypothesis makes"):
            calc(side, given).eq(S.Infinity, by=Infinite()).qed()
    with pytest.raises(StepRejected, match="may be infinite"):
        calc(KLDivergence(p, q), [AbsolutelyContinuous(q, p)]).lt(S.Infinity, by=Infinite()).qed()
    with pytest.raises(StepRejected, match="it can only show"):
        calc(KLDivergence(p, q)).le(S.Infinity, by=Infinite()).qed()
    with pytest.raises(StepRejected, match="it can only show"):
        calc(-KLDivergence(p, q), [disjoint]).eq(-S.Infinity, by=Infinite()).qed()
    with pytest.raises(StepRejected, match=r"Infinite\(\) would do"):
        calc(S.Infinity).eq(S.Infinity, by=Unfold()).qed()


def test_equal_numbers_are_not_told_apart():
    half = pmf({0: Rational(1, 2), 1: Rational(1, 2)})
    for lhs, rhs in ((Entropy(half), log(2)), (log(8), 3 * log(2)), (exp(2) ** 2, exp(4))):
        with pytest.raises(StepRejected, match="enclosures"):
            calc(S(lhs)).ne(rhs, by=Enclosure()).qed()
        with pytest.raises(StepRejected, match="enclosures"):
            calc(S(lhs)).lt(rhs, by=Enclosure()).qed()


@pytest.mark.parametrize("side", [Entropy(p), log(n), t])
def test_what_has_no_number_has_no_enclosure(side):
    with pytest.raises(StepRejected, match="not a number"):
        calc(side).ge(0, by=Enclosure()).qed()


@pytest.mark.parametrize(
    "side", [S.NaN, S.ImaginaryUnit, Symbol("z"), S(1) / 3 + 0.1, S.ComplexInfinity, f(t, s)]
)
def test_what_is_not_real_is_not_understood(side):
    with pytest.raises(StepRejected, match=r"there is no rule for|is not known to be real"):
        calc(side).eq(side, by=Unfold()).qed()


def test_equality_conditions_that_are_stronger_or_weaker():
    gibbs = calc(KLDivergence(p, q)).ge(Sum(p(x) - q(x), *limits), by=LogBound(p(x), q(x), limits))
    gibbs = gibbs.eq(0, by=Algebra())
    for wrong in (Equal(p, r), is_uniform(p), AbsolutelyContinuous(p, q), FullSupport(p)):
        with pytest.raises(StepRejected, match="do not give this equality condition"):
            gibbs.qed(equality=wrong)
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        gibbs.qed(equality=(Equal(p, q), is_uniform(p)))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        gibbs.qed(equality=())
    assert gibbs.qed(equality=Equal(q, p))


def test_an_equality_condition_for_all_values_is_not_one_for_a_value():
    u, v = parameter("u", 0, 5), parameter("v", 0, 5)
    bound = calc(XLogY(u, u / v)).ge(u - v, by=LogBound(u, v))
    assert bound.qed(equality=ForAll(u, v))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound.qed(equality=ForAll(u, v, u))


def test_an_infinite_side_is_not_equal():
    gibbs = calc(KLDivergence(p, q)).ge(Sum(p(x) - q(x), *limits), by=LogBound(p(x), q(x), limits))
    gibbs = gibbs.eq(0, by=Algebra()).qed(equality=Equal(p, q))
    either = KLDivergence(p, q) - XLogY(p(c), 0)
    assert calc(either).ge(0, by=Lemma(gibbs)).qed()
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        calc(either).ge(0, by=Lemma(gibbs)).qed(equality=Equal(p, q))


def test_an_equality_condition_where_both_sides_may_be_infinite():
    both = calc(CrossEntropy(p, q) + 1).ge(CrossEntropy(p, q), by=Nonnegative(S.One))
    assert both.qed()
    with pytest.raises(StepRejected, match="both sides may be infinite"):
        both.qed(equality=Equal(p, q))
    with pytest.raises(StepRejected, match="both sides may be infinite"):
        calc(CrossEntropy(p, q) + 1).gt(CrossEntropy(p, q), by=Nonnegative(S.One)).qed()


def test_a_bound_of_logarithms_needs_nonnegative_sides():
    with pytest.raises(StepRejected, match="t may be negative"):
        calc(S.Zero).le(0, by=LogBound(t, S.One)).qed()
    with pytest.raises(StepRejected, match="t may be negative"):
        calc(S.Zero).le(0, by=LogBound(S.One, t)).qed()
    with pytest.raises(StepRejected, match="t may be negative"):
        calc(S.Zero).le(0, by=LogBound(S.One, S.One, where=(t,))).qed()


def test_a_bound_is_summed_once_over_a_letter():
    with pytest.raises(StepRejected, match="different letters"):
        calc(KLDivergence(p, q)).ge(0, by=LogBound(p(x), q(x), limits + limits)).qed()


def test_a_bound_with_known_sizes_is_not_written_out():
    two = pmf("two", 2)
    with pytest.raises(StepRejected, match="state the bound with symbolic sizes"):
        calc(KLDivergence(two, Bernoulli(Rational(1, 2)))).ge(
            0, by=LogBound(two(x), Integer(1), (Tuple(x, 0, 1),))
        ).qed()


def test_an_intermediate_law_is_a_law():
    fair, coin = Entropy(Bernoulli(Rational(1, 2))), Entropy(Bernoulli(s))
    with pytest.raises(StepRejected, match=r"(the probability s|1 - s) may be neg"):
        calc(fair).eq(fair + coin, by=Unfold()).eq(fair, by=Unfold()).qed()


def test_steps_that_do_not_meet():
    step = Step(S.One, Relation.EQ, S.One, Unfold())
    for lhs, rhs, reason in ((S(2), S.One, "starts from 1, not from 2"), (S.One, S(2), "ends at")):
        with pytest.raises(StepRejected, match=reason):
            check(Proof(Statement(lhs, Relation.EQ, rhs), (step,)))
    with pytest.raises(StepRejected, match="there are no steps"):
        check(Proof(Statement(S.One, Relation.EQ, S.One), ()))


def test_relations_that_do_not_chain():
    one, two = Nonnegative(S.One), Nonnegative(S.One)
    with pytest.raises(StepRejected, match=">= after <= proves nothing"):
        calc(t).le(t + 1, by=one).ge(t, by=two).qed()
    chain = calc(t).le(t + 1, by=one)
    wrong = Statement(t, Relation.LT, t + 1)
    steps = chain.qed().proof.steps
    with pytest.raises(StepRejected, match="the steps together prove <=, not <"):
        check(Proof(wrong, steps))


def test_independence_is_not_assumed():
    with pytest.raises(StepRejected, match=WRONG):
        unfold(Entropy(X, Y), Entropy(X) + Entropy(Y))
    assert unfold(Entropy(X, Y), Entropy(X) + Entropy(Y), Independent(X, Y))


def test_an_equation_is_no_strict_inequality():
    for way in ("lt", "gt", "ne"):
        with pytest.raises(StepRejected, match="it can only show that both sides are equal"):
            getattr(calc(t), way)(t, by=Unfold()).qed()
        with pytest.raises(StepRejected, match="the evidence cannot show"):
            getattr(calc(t), way)(t, by=Combination(())).qed()
    with pytest.raises(StepRejected, match="the evidence cannot show ="):
        calc(t + 1).eq(t, by=Nonnegative(S.One)).qed()


def test_uniform_distributions_have_a_size():
    with pytest.raises(StepRejected, match=WRONG):
        unfold(Entropy(Uniform(n)), log(m))
    assert unfold(Entropy(Uniform(n)), log(n))
