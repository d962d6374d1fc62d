"""Attempts to prove false things by derivatives, integrals and sets of optima."""

from __future__ import annotations

import pytest
from sympy import Derivative, Function, Integer, Product, Rational, S, Subs, Sum, Symbol, Tuple, log

from symbinfo.core.atoms import XLogY, letter, n, parameter
from symbinfo.core.hypotheses import ForAll, Less
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import pmf
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Differentiable
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected
from symbinfo.kernel.proof import (
    Assumption,
    Combination,
    Differentiate,
    Integrate,
    Lemma,
    Nonnegative,
    SameOptimum,
    Squeeze,
    Unfold,
)
from symbinfo.measures import Entropy

x, c, k = letter("x"), letter("c"), letter("k")
p, q = pmf("p"), pmf("q")
t, s, theta = parameter("t"), parameter("s"), parameter("theta")
w = sequence("w")


@pytest.mark.parametrize("model", [sequence("yhat", n, depends_on=(theta,))])
def test_what_depends_on_the_parameter_is_not_constant(model):
    with pytest.raises(StepRejected, match="depends on its variable"):
        calc(Derivative(model(k), theta)).eq(0, by=Unfold()).qed()


def test_a_pmf_that_depends_on_the_parameter_is_not_constant():
    model = pmf("model", depends_on=(theta,))
    with pytest.raises(StepRejected, match="depends on its variable"):
        calc(Derivative(theta * model(k), theta)).eq(model(k), by=Unfold()).qed()


def test_no_derivative_by_the_size_of_an_alphabet():
    one = calc(Sum(1 / n, (x, 0, n - 1))).eq(1, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="not by n"):
        calc(-1 / n).eq(0, by=Differentiate(Lemma(one), n)).qed()


def test_no_derivative_by_a_probability():
    with pytest.raises(StepRejected, match="the probabilities sum to 1; use a sequence"):
        calc(Derivative(p(k) ** 2, p(k))).eq(2 * p(k), by=Unfold()).qed()


def test_no_derivative_by_what_an_equation_fixes():
    with pytest.raises(StepRejected, match="an equation is assumed for t"):
        calc(Derivative(t**2, t), [ForAll(t, 1)]).eq(2 * t, by=Unfold()).qed()


def test_no_derivative_where_equations_are_assumed():
    with pytest.raises(StepRejected, match="where equations are assumed"):
        calc(Derivative(t**2, t), [ForAll(s, 1)]).eq(2 * t, by=Unfold()).qed()


def test_a_table_that_leaves_one_value_has_no_derivative():
    table = Entropy(pmf({0: t, 1: -t, 2: 1}))
    zero = Squeeze(Combination(((1, Nonnegative(-t)),)), Combination(((1, Nonnegative(t)),)))
    theorem = calc(t + table).eq(table, by=zero).qed()
    with pytest.raises(StepRejected, match="a table of probabilities restricts t"):
        calc(1 + table).eq(table, by=Differentiate(Lemma(theorem), t)).qed()


def test_a_hypothesis_on_the_variable_stops_a_derivative():
    theorem = calc(t + s - s).eq(t, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="the hypothesis 0 < t restricts t"):
        calc(S.One, [Less(0, t)]).eq(1, by=Differentiate(Lemma(theorem), t)).qed()


def test_an_inequality_has_no_derivative():
    theorem = calc(t**2).ge(0, by=Nonnegative(t**2)).qed()
    with pytest.raises(StepRejected, match="only equations can be differentiated"):
        calc(2 * t).eq(0, by=Differentiate(Lemma(theorem), t)).qed()


def test_an_equation_at_one_value_has_no_derivative():
    f = Function("f")
    at_one = ForAll(f(1), 0)
    with pytest.raises(StepRejected, match="not assumed for all values of t"):
        calc(S.Zero, [at_one]).eq(0, by=Differentiate(Assumption(at_one), t)).qed()


def test_a_function_is_not_differentiable_unasked():
    f = Function("f")
    odd = ForAll(f(-t), -f(t), t)
    with pytest.raises(StepRejected, match="f is not assumed to be differentiable there"):
        calc(Derivative(f(t), t)).eq(Derivative(f(t), t), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="f is not assumed to be differentiable there"):
        calc(S.One, [odd]).eq(1, by=Differentiate(Assumption(odd), t)).qed()


def test_a_function_is_not_differentiable_outside_its_interval():
    f, u = Function("f"), parameter("u", 0, 1)
    with pytest.raises(StepRejected, match="f is not assumed to be differentiable there"):
        calc(Derivative(f(t), t), [Differentiable(f(u), u)]).eq(0, by=Unfold()).qed()


def test_a_function_is_differentiable_only_once():
    f, u = Function("f"), parameter("u", 0, 1)
    twice = Derivative(f(u), u, u)
    with pytest.raises(StepRejected, match="only assumed to be differentiable once"):
        calc(twice, [Differentiable(f(u), u)]).eq(twice, by=Unfold()).qed()


def test_a_support_that_depends_on_the_variable_has_no_derivative():
    u = parameter("u", 0, 1, closed=True)
    theorem = calc(XLogY(u, 2)).eq(u * log(2), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="a support depends on"):
        calc(S.One).eq(1, by=Differentiate(Lemma(theorem), u)).qed()


@pytest.mark.parametrize("value", [0, 2, Rational(-1, 2)])
def test_the_point_is_in_the_interval(value):
    u = parameter("u", 0, 1)
    theorem = calc(u**2 + s - s).eq(u**2, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="not known to be in the range of u"):
        calc(S.One).eq(1, by=Differentiate(Lemma(theorem), u, ((u, value),))).qed()


def test_only_the_variable_gets_a_value():
    theorem = calc(t**2 + s - s).eq(t**2, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="only a value for the variable"):
        calc(S.One).eq(1, by=Differentiate(Lemma(theorem), t, ((s, 1),))).qed()


def test_wrong_derivatives_are_refused():
    theorem = calc(t * t).eq(t**2, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="not the derivatives"):
        calc(2 * t).eq(3 * t, by=Differentiate(Lemma(theorem), t)).qed()


def test_a_derivative_is_no_inequality():
    theorem = calc(t * t).eq(t**2, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="only show that both sides are equal, not <="):
        calc(2 * t).le(2 * t, by=Differentiate(Lemma(theorem), t)).qed()


def integrate(lhs, rhs, slope, value, point=0):
    return calc(lhs).eq(rhs, by=Integrate(t, Lemma(slope), Lemma(value), Integer(point))).qed()


def test_equal_derivatives_and_unequal_values_prove_nothing():
    slope = calc(Derivative(t**2, t)).eq(2 * t, by=Unfold()).qed()
    zero = calc(S.Zero * t + s - s).eq(0, by=Unfold()).qed()
    one = calc(S.One).eq(1, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="the values of the sides are equal"):
        integrate(t**2, t**2 + 1, slope, zero)
    with pytest.raises(StepRejected, match="the derivatives of the sides are equal"):
        integrate(t**2, t**3, slope, one)
    assert integrate(t**2, t**2, slope, zero)


def test_an_inequality_of_derivatives_proves_no_equation():
    slope = calc(S.Zero).ge(0, by=Nonnegative(S.Zero)).qed()
    zero = calc(S.Zero).eq(0, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="the derivatives of the sides are equal"):
        integrate(t, t, slope, zero)


def test_a_side_of_an_integral_is_finite():
    u = parameter("u", 0, 1, closed=True)
    zero = calc(S.Zero).eq(0, by=Unfold()).qed()
    side = XLogY(S.One, u)
    with pytest.raises(StepRejected, match="a side may be infinite"):
        calc(side).eq(side, by=Integrate(u, Lemma(zero), Lemma(zero), S.One)).qed()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ArgMin(w(0) ** 2, w(0)), ArgMin(w(0), w(0))),
        (ArgMax(p(c), c), ArgMax(q(c), c)),
        (ArgMin(Sum(p(x) ** 2, (x, 0, n - 1)), n), ArgMin(Integer(7), n)),
    ],
)
def test_optima_are_over_real_parameters(first, second):
    with pytest.raises(StepRejected, match="optima are compared over a real parameter"):
        calc(first).eq(second, by=SameOptimum()).qed()


@pytest.mark.parametrize("factor", [S.Zero, S.NegativeOne, theta, theta**2 + 1, s])
def test_the_factor_of_an_objective_is_positive_and_constant(factor):
    with pytest.raises(StepRejected, match="not known to be positive and free of theta"):
        calc(ArgMin(factor * theta, theta)).eq(ArgMin(theta, theta), by=SameOptimum(factor)).qed()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ArgMin(theta, theta), ArgMax(theta, theta)),
        (ArgMin(theta, theta), ArgMin(-theta, theta)),
        (ArgMin(theta**2, theta), ArgMin(theta, theta)),
        (ArgMin(2 * theta, theta), ArgMin(theta, theta)),
    ],
)
def test_different_objectives_have_different_optima(first, second):
    with pytest.raises(StepRejected, match="differ by more than a factor"):
        calc(first).eq(second, by=SameOptimum()).qed()


def test_optima_over_different_parameters_are_not_compared():
    with pytest.raises(StepRejected, match="different parameters: theta and s"):
        calc(ArgMin(theta, theta)).eq(ArgMin(s, s), by=SameOptimum()).qed()


def test_optima_of_a_restricted_parameter_are_not_compared():
    with pytest.raises(StepRejected, match="restricts theta"):
        calc(ArgMin(theta, theta), [Less(0, theta)]).eq(
            ArgMin(theta + 1, theta), by=SameOptimum()
        ).qed()


def test_optima_are_not_numbers():
    with pytest.raises(StepRejected, match=r"SameOptimum\(\) would do"):
        calc(ArgMin(theta, theta)).eq(ArgMin(theta, theta), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="both sides must be ArgMin or ArgMax"):
        calc(theta).eq(theta, by=SameOptimum()).qed()


def test_the_factors_of_a_likelihood_are_positive():
    size = Symbol("N", integer=True, positive=True)
    y = sequence("y", size, lower=0, upper=1, closed=True, depends_on=(theta,))
    likelihood = Product(y(x), (x, 0, size - 1))
    with pytest.raises(StepRejected, match="not known to be positive"):
        calc(ArgMax(likelihood, theta)).eq(ArgMax(likelihood, theta), by=SameOptimum()).qed()


def test_a_model_that_depends_on_the_parameter_is_part_of_the_objective():
    model = pmf("model", depends_on=(theta,))
    with pytest.raises(StepRejected, match="differ by more than a factor"):
        calc(ArgMin(model(c), theta)).eq(ArgMin(p(c), theta), by=SameOptimum()).qed()


def test_a_derivative_at_a_point_is_of_one_function():
    with pytest.raises(StepRejected, match="there is no rule for Subs"):
        calc(Subs(Derivative(Function("f")(t) ** 2, t), t, 1)).eq(0, by=Unfold()).qed()


def test_a_derivative_by_one_number_of_a_sequence_knows_the_others():
    limits = Tuple(x, 0, n - 1)
    total = Derivative(Sum(w(x) ** 2, limits), w(k))
    assert calc(total).eq(2 * w(k), by=Unfold()).qed()
    v = sequence("v", 3)
    assert calc(Derivative(v(0) * v(1) * s, v(0))).eq(v(1) * s, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="different normal forms"):
        calc(Derivative(w(c) * w(k), w(k))).eq(w(c), by=Unfold()).qed()
