"""Rules of the kernel that the derivations do not reach, each seen to work and to refuse."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import (
    Derivative,
    Function,
    Integer,
    KroneckerDelta,
    Rational,
    S,
    Sum,
    Symbol,
    Tuple,
    exp,
    expand,
    log,
    oo,
    sqrt,
)

from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
from symbinfo.core.constraints import CopyOf
from symbinfo.core.families import Bernoulli, Mixture, ProductPmf
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    FullSupport,
    FunctionOf,
    Less,
    NotAbsolutelyContinuous,
)
from symbinfo.core.pmf import Probability, pmf
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, Differentiable
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.derive.calc import calc
from symbinfo.errors import NotUnderstood, StepRejected, Undefined
from symbinfo.kernel.context import Context
from symbinfo.kernel.factor import divide
from symbinfo.kernel.forms import Gen, Key, freeze, generator, number
from symbinfo.kernel.logs import factors
from symbinfo.kernel.normal_form import normalise
from symbinfo.kernel.proof import (
    Algebra,
    Copy,
    Differentiate,
    Enclosure,
    Infinite,
    Lemma,
    LogBound,
    Nonnegative,
    Tangent,
    Unfold,
)
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence

p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y = random_variables("X Y")
x, y, c, d, k = (letter(name) for name in "xycdk")
limits = (Tuple(x, 0, n - 1),)
t, s, a = parameter("t"), parameter("s"), parameter("a")
u = parameter("u", 0, 1)
f, g = Function("f"), Function("g")
w = sequence("w", lower=0)
WRONG = "different normal forms"
D = KLDivergence


def unfold(lhs, rhs, *given):
    return calc(S(lhs), given).eq(rhs, by=Unfold()).qed()


def refused(reason, lhs, rhs, *given):
    with pytest.raises(StepRejected, match=reason):
        unfold(lhs, rhs, *given)


def test_derivatives_of_quotients_and_exponentials():
    assert unfold(Derivative(1 / (1 + u), u), -1 / (1 + u) ** 2)
    assert unfold(Derivative(exp(t * s), t), s * exp(t * s))
    refused(WRONG, Derivative(1 / (1 + u), u), 1 / (1 + u) ** 2)


def test_derivatives_that_have_no_rule():
    theta = parameter("theta")
    model = sequence("model", lower=0, upper=1, closed=True, depends_on=(theta,))
    support = Weighted(model(k), 1 / model(k))
    refused("depends on its variable", Derivative(support * theta, theta), support)
    with pytest.raises(StepRejected, match="open the definitions before a derivative"):
        calc(Derivative(t * Entropy(p), t)).eq(Entropy(p), by=Algebra()).qed()


def test_derivatives_by_an_entry_of_a_table():
    table = sequence("table", (n, n))
    assert unfold(Derivative(table(k, c) ** 2, table(k, c)), 2 * table(k, c))
    entry = Derivative(table(k, c) * s, table(k, d))
    assert unfold(entry, s * KroneckerDelta(c, d))


def test_the_lemma_of_a_strict_theorem_is_strict():
    positive = calc(u).gt(0, by=Nonnegative(u)).qed()
    assert calc(1 + u).gt(1, by=Lemma(positive)).qed()
    half, coin = Bernoulli(Rational(1, 2)), Bernoulli(Rational(1, 3))
    unequal = calc(Entropy(half)).ne(Entropy(coin), by=Enclosure()).qed()
    with pytest.raises(StepRejected, match="a statement with != cannot be part"):
        calc(Entropy(half)).ge(Entropy(coin), by=Lemma(unequal)).qed()


def test_a_function_may_have_several_properties():
    given = [Differentiable(g(u), u), Concave(f(u), u)]
    assert calc(f(u), given).ge(f(u), by=Tangent(f(u), u, u)).qed()
    with pytest.raises(StepRejected, match="g is not assumed to be concave"):
        calc(g(u), given).ge(g(u), by=Tangent(g(u), u, u)).qed()
    assert unfold(Derivative(f(u), u), Derivative(f(u), u) * 1, *given)


def test_numbers_that_sympy_calls_positive_or_nonnegative():
    positive, weak = Symbol("positive", positive=True), Symbol("weak", nonnegative=True)
    assert calc(positive).gt(0, by=Nonnegative(positive)).qed()
    assert calc(weak).ge(0, by=Nonnegative(weak)).qed()
    with pytest.raises(StepRejected, match="the evidence cannot show >"):
        calc(weak).gt(0, by=Nonnegative(weak)).qed()


def test_bounds_are_rational():
    refused("bounds must be rational numbers", parameter("root", 0, sqrt(2)), 0)


def test_explicit_variables_are_not_copied():
    A, B = random_variables("A B", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    (X2,) = random_variables("X2", [X.size])
    theorem = calc(Entropy(A), [CopyOf(X2, X, Y)]).eq(Entropy(B), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="nothing can be added to variables"):
        calc(Entropy(A)).eq(Entropy(B), by=Copy(theorem)).qed()


def test_enclosures_do_not_show_that_numbers_are_equal():
    with pytest.raises(StepRejected, match="the enclosures are too wide"):
        calc(sqrt(3 + 2 * sqrt(2))).ge(1 + sqrt(2), by=Enclosure()).qed()


def test_hypotheses_of_lemmas_that_follow_from_others():
    ordered = calc(t, [Less(t, s)]).le(s, by=Nonnegative(s - t)).qed()
    v = parameter("v", 2, 3)
    assert calc(u).le(v, by=Lemma(ordered, ((t, u), (s, v)))).qed()
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis v < u"):
        calc(v).le(u, by=Lemma(ordered, ((t, v), (s, u)))).qed()
    full = calc(Entropy(p), [FullSupport(p)]).eq(Entropy(p), by=Unfold()).qed()
    coin = Bernoulli(Rational(1, 2))
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis Bernoulli"):
        calc(Entropy(coin)).eq(Entropy(coin), by=Lemma(full, ((p, coin),))).qed()
    function = calc(Entropy(X, Y), [FunctionOf(Y, X)]).eq(Entropy(X), by=Unfold()).qed()
    Z = random_variables("Z")[0]
    chain = [FunctionOf(Z, X), FunctionOf(Y, Z)]
    assert calc(Entropy(X, Y), chain).eq(Entropy(X), by=Lemma(function)).qed()
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis"):
        calc(Entropy(X, Y), [FunctionOf(X, Y)]).eq(Entropy(X), by=Lemma(function)).qed()
    smooth = calc(f(u), [Differentiable(f(u), u)]).eq(f(u), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis f differentiable"):
        calc(f(u)).eq(f(u), by=Lemma(smooth)).qed()


def test_supports_that_are_too_involved_are_not_compared():
    mixes = [Mixture(parameter(f"m{i}", 0, 1), p, pmf(f"q{i}")) for i in range(9)]
    side = D(p, r)
    for mix in mixes:
        side = Weighted(mix(c), side)
    refused("the supports are too involved", side, side + 1)
    laws = (
        ProductPmf(*(pmf(f"a{i}") for i in range(5))),
        ProductPmf(*(pmf(f"b{i}") for i in range(5))),
    )
    refused("one side may be infinite", D(*laws), D(*laws) + 1 + D(p, q))


def test_products_whose_terms_cancel():
    assert unfold((p(c) - q(c)) * (p(c) + q(c)), p(c) ** 2 - q(c) ** 2)


def test_a_variable_becomes_variables():
    theorem = calc(Entropy(X)).eq(Entropy(X) + t - t, by=Unfold()).qed()
    for new in (p, t, Tuple(), Tuple(X, p)):
        with pytest.raises(StepRejected, match="X is a random variable, it cannot become"):
            calc(S.One).eq(1, by=Lemma(theorem, ((X, new),))).qed()


def test_names_that_a_hypothesis_binds_are_not_captured():
    zero = ForAll(w(k), t, (k, 0, n - 1))
    theorem = calc(w(c), [zero]).eq(t, by=Unfold()).qed()
    bound = parameter("bound")
    for_all = ForAll(f(bound), t, bound)
    inner = calc(f(s), [for_all]).eq(f(s), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="there is no rule to replace names inside"):
        calc(f(s), [for_all]).eq(f(s), by=Lemma(inner, ((t, bound),))).qed()
    assert calc(w(c), [zero]).eq(t, by=Lemma(theorem)).qed()


def test_bound_letters_are_renamed_in_nested_sums():
    nested = Sum(p(x) * Sum(q(y) * r(x), (y, 0, n - 1)), *limits)
    other = Sum(p(c) * Sum(q(d) * r(c), (d, 0, n - 1)), (c, 0, n - 1))
    theorem = calc(nested).eq(Sum(p(x) * r(x), *limits), by=Unfold()).qed()
    assert calc(other).eq(Sum(p(y) * r(y), (y, 0, n - 1)), by=Lemma(theorem)).qed()
    assert theorem.statement.lhs != other
    shadow = Sum(p(x) * Sum(q(x), *limits), *limits)
    assert calc(shadow).eq(1, by=Unfold()).eq(shadow, by=Unfold()).qed()


def test_many_equations():
    given = [ForAll(parameter(f"t{i}"), i) for i in range(25)]
    total = sum(parameter(f"t{i}") for i in range(25))
    assert unfold(total, 300, *given)


def test_equations_that_cannot_be_solved_are_left_aside():
    refused(WRONG, t, 1, ForAll(log(u), Sum(w(x), *limits)))
    refused(WRONG, p(0), 1, ForAll(p(0) * n, w(k), (k, 0, n - 1)))
    refused(WRONG, t, 1, ForAll(t**2, 1))


def test_equations_of_logarithms():
    v = parameter("v", 0, oo)
    positive = parameter("b", 0, oo)
    assert unfold(positive, v**2, ForAll(log(positive), 2 * log(v)))
    assert unfold(positive, 1 / v, ForAll(log(positive), -log(v)))
    assert unfold(positive, sqrt(v), ForAll(log(positive), log(v) / 2))
    refused(WRONG, positive, v, ForAll(log(positive), 2 * log(v)))


def test_what_stands_on_a_support_is_not_a_number():
    support = Weighted(p(c), 1 / p(c))
    refused("a sum over a support stands where no rule", 1 / (1 + support), 1)


def test_factors_of_what_is_no_product():
    size = freeze(number(3))
    with pytest.raises(NotUnderstood, match="no rule for the factors of a sum over letters"):
        factors({Key((("@1", size),), (), ()): 1})
    with pytest.raises(Undefined, match="a factor is 0"):
        factors({})


def test_powers_and_exponentials():
    refused("no rule for exp of a sum over letters", exp(Sum(w(x), *limits)), 1)
    refused("the base .* of a power may be 0", sqrt(p(c)), sqrt(p(c)) + 1)
    assert unfold(sqrt(p(c)) * exp(t), exp(t) * sqrt(p(c)), FullSupport(p))
    assert unfold(w(k) ** t * w(k) ** s, w(k) ** (t + s))
    refused("inside a logarithm with a symbolic factor", log(w(k) * p(c) ** t), 0)


def test_letters_of_known_alphabets_that_meet():
    two, three = freeze(number(2)), freeze(number(3))
    context = Context((), ())
    meet = generator(Gen("delta", (), ("@1", "@2")))
    ((key, _),) = meet.items()
    form = {key._replace(binders=(("@1", two), ("@2", three))): Fraction(1)}
    assert normalise(form, context)
    same = {key._replace(binders=(("@1", two), ("@2", two))): Fraction(1)}
    assert normalise(same, context) == number(2)


def test_a_probability_of_equal_letters_is_not_summed_out():
    A, B = random_variables("A B", [n, n])
    joint = law(A, B)
    refused(WRONG, Sum(joint(x, x), *limits), 1)
    assert unfold(Sum(joint(x, x), *limits), Sum(joint(y, y), (y, 0, n - 1)) + t - t)


def test_a_guard_that_follows_from_another_is_dropped():
    both = Sum(Weighted(p(x), Weighted(q(x), 1 / (p(x) * q(x)))), *limits)
    first = Sum(Weighted(p(x), 1 / p(x)), *limits)
    refused(WRONG, both, first)
    assert unfold(both, first, AbsolutelyContinuous(p, q))
    apart = Weighted(p(c), Weighted(q(c), (p(c) + 1) / (p(c) * q(c))))
    assert unfold(apart, Weighted(p(c), (p(c) + 1) / p(c)), AbsolutelyContinuous(p, q))


def test_numerators_are_divided_by_what_is_not_zero():
    low, high = parameter("low", 1, 2), parameter("high", 1, 2)
    bottom = (1 - low) * p(c) + (1 - high) * q(c)
    top = expand(bottom * (q(d) + 2))
    negative = Weighted(p(c), top / bottom)
    assert unfold(negative, negative + t - t)
    mix = p(c) + q(c)
    assert unfold(Weighted(mix, expand(mix**2) / mix**2 / mix), Weighted(mix, 1 / mix))
    assert unfold(expand((1 + u) ** 2) / (1 + u) ** 2, 1)
    assert unfold(expand((1 + u) * (u + 2)) / (1 + u) / w(k), (u + 2) / w(k))


def test_a_difference_over_a_denominator_that_may_vanish():
    ratio = Weighted(p(c), 1 / q(c))
    refused(WRONG, ratio, 2 * ratio, AbsolutelyContinuous(p, q))
    assert unfold(1 / w(c) + 1 / w(d), (w(c) + w(d)) / (w(c) * w(d)))


def test_two_infinite_factors():
    refused("may be 0 times oo", D(p, q) * D(q, p), D(q, p) * D(p, q) + 1)


def test_sums_that_are_too_long():
    long = pmf("long", 5000)
    refused("too long to write out", Sum(long(x), (x, 0, 4999)), long(0))


def test_letters_of_a_known_alphabet_are_written_out():
    three = pmf("three", 3)
    assert unfold(Sum(KroneckerDelta(x, 1) * three(x), (x, 0, 2)), three(1))
    refused("the letter 3 may not exist", Sum(KroneckerDelta(x, 3) * three(x), (x, 0, 2)), 0)


def test_a_term_vanishes_where_its_guard_is_zero():
    assert unfold(Weighted(f(a) ** 2, 5), 0, ForAll(f(a), 0))
    assert unfold(Weighted(f(a) ** 2, 5), 20, ForAll(f(a), 2))


def test_letters_that_meet_inside_functions():
    here = KroneckerDelta(x, c)
    for inside in (log(w(x)), 1 / (w(x) + 1), exp(w(x)), log(w(x) + w(c))):
        assert unfold(Sum(here * inside, *limits), inside.xreplace({x: c}))
    assert unfold(Sum(KroneckerDelta(x, c) * f(w(x)), *limits), f(w(c)))


def test_what_is_known_of_products():
    refused("may be negative", Entropy(Bernoulli(t)), 0, ForAll(t * u, Rational(1, 4)))
    joint = conditional_law(Y, given={X: x})
    share = Sum(joint(y) * law(X)(x), *joint.limits((y,)))
    assert unfold(share, law(X)(x), FullSupport(law(X)))
    A, B = law(X)(x), law(X, Y)(x, y)
    assert calc(B / A, [FullSupport(law(X))]).le(1, by=Nonnegative(1 - B / A)).qed()
    with pytest.raises(StepRejected, match="not a sum of products"):
        calc(B / A, [FullSupport(law(X))]).le(B, by=Nonnegative(B - B / A)).qed()


def test_both_sides_surely_infinite():
    first, second = pmf({0: 1, 1: 0}), pmf({0: 0, 1: 1})
    assert unfold(D(first, second), D(first, second) + 1)
    assert unfold(D(first, second), 2 * D(second, first))


def test_infinite_where_one_letter_is_known():
    given = [NotAbsolutelyContinuous(p, q)]
    mix = Mixture(u, p, r)
    assert calc(D(mix, q), given).eq(oo, by=Infinite()).qed()
    assert calc(CrossEntropy(p, q), given).eq(oo, by=Infinite()).qed()


def test_objects_that_cannot_be_are_refused():
    two_letters = Probability(p, x, y)
    refused("shorter", two_letters, two_letters + 1)
    given = [FullSupport(law(X))]
    one = Entropy(conditional_law(Y, given={X: x}))
    theorem = calc(one, given).eq(one, by=Unfold()).qed()
    group = Tuple(*random_variables("A B"))
    with pytest.raises(StepRejected):
        calc(S.Zero).eq(0, by=Lemma(theorem, ((X, group),))).qed()


def test_bounds_over_several_letters():
    joint = law(X, Y)
    xs, ys = Tuple(x, 0, X.size - 1), Tuple(y, 0, Y.size - 1)
    product = law(X)(x) * law(Y)(y)
    bound = LogBound(joint(x, y), product, (xs, ys))
    assert calc(Entropy(X, Y)).le(Entropy(X) + Entropy(Y), by=bound).qed()
    theorem = calc(t * t).eq(t**2, by=Unfold()).qed()
    assert calc(2 * Integer(3)).eq(6, by=Differentiate(Lemma(theorem), t, ((t, S(3)),))).qed()


def test_events_that_cannot_happen():
    same = Sum(XLogY(KroneckerDelta(x, y) * p(x), p(y)), (x, 0, n - 1), (y, 0, n - 1))
    assert unfold(same, -Entropy(p))


def test_a_support_inside_a_support():
    inner = Weighted(p(c), q(c) / p(c))
    assert unfold(Weighted(p(c), 1 / (1 + inner)), Weighted(p(c), 1 / (1 + q(c))))


def test_an_equation_of_logarithms_of_negative_numbers():
    low, lower, b = parameter("low", -3, 0), parameter("lower", -3, -1), parameter("b", 0, oo)
    product = low * lower + low
    refused(WRONG, b, -product, ForAll(log(b), log(product)))


def test_a_quotient_by_a_negative_number_keeps_its_value():
    low, high = parameter("low", 1, 2), parameter("high", 1, 2)
    bottom = (1 - low) * p(c) + (1 - high) * q(c)
    ratio = Weighted(p(c), expand(bottom * (q(d) + 2)) / bottom)
    refused(WRONG, ratio, Weighted(p(c), q(d) + 1))


def test_an_intermediate_joint_law_is_a_law():
    A = random_variables("A B", law={(0, 0): t, (1, 1): 1 - t})[0]
    fair = Entropy(Bernoulli(Rational(1, 2)))
    with pytest.raises(StepRejected, match="may be negative"):
        calc(fair).eq(fair + Entropy(A), by=Unfold()).eq(fair, by=Unfold()).qed()
    given = [ForAll(s, 1)]
    v = parameter("v", 0, 1)
    C, E = random_variables("C E", law={(0, 0): v, (1, 1): 1 - v})
    assert calc(Entropy(C) + s, given).eq(Entropy(E) + 1, by=Unfold()).qed()


def test_equations_that_bear_on_one_another():
    v = sequence("v", lower=0)
    total = Sum(w(x), *limits)
    doubled = ForAll(w(k), 2 * v(k), (k, 0, n - 1))
    none = (ForAll(p(c), 0), ForAll(t, Weighted(p(c), 7) + s))
    assert unfold(t, s, *none)
    assert unfold(t, 1 / (2 * Sum(v(x), *limits)), ForAll(t, 1 / total), doubled)
    refused(WRONG, t, s, ForAll(t * log(2), s))
    two = (Tuple(x, 0, n - 1), Tuple(y, 0, n - 1))
    refused(WRONG, f(w(c) * w(d)), 0, ForAll(f(w(x) * w(y)), g(w(x)) * g(w(y)), *two))


def test_a_quotient_of_parameters_is_not_bounded():
    v = parameter("v", 2, 3)
    with pytest.raises(StepRejected, match="not a sum of products"):
        calc(u / v).le(1, by=Nonnegative(1 - u / v)).qed()


def test_only_whole_polynomials_are_divided():
    one = generator(Gen("pi"))
    with pytest.raises(ArithmeticError, match="the content does not divide"):
        divide(one, {key: Fraction(1, 2) for key in one})


def test_a_sum_is_positive_where_one_of_its_terms_is():
    met = Sum(p(x) * q(x), *limits)
    inside = Sum(p(x) * q(x) ** 2, *limits)
    assert calc(-XLogY(met, inside)).lt(oo, by=Infinite()).qed()
    with pytest.raises(StepRejected, match="may be infinite"):
        calc(-XLogY(met, Sum(p(x) * r(x), *limits))).lt(oo, by=Infinite()).qed()
    mix = Mixture(u, p, q)
    refused("inside a logarithm|oo|infinite", Weighted(mix(c), log(law(X)(x))), t)


def test_products_of_laws_are_bounded():
    joint, second = law(X, Y)(x, y), law(Y)(y)
    product = law(X)(x) * joint / second
    assert calc(product, [FullSupport(law(Y))]).le(1, by=Nonnegative(1 - product)).qed()


def test_letters_that_meet_inside_a_denominator():
    table = sequence("table", (n, n), lower=0)
    total = Sum(table(x, y), (y, 0, n - 1))
    here = Sum(KroneckerDelta(x, c) / total, *limits)
    assert unfold(here, 1 / Sum(table(c, y), (y, 0, n - 1)))


def test_enclosures_of_quotients():
    value = 1 / (1 + exp(S.One))
    assert calc(value).lt(Rational(27, 100), by=Enclosure()).qed()
    assert calc(value + S.Pi).gt(3, by=Enclosure()).qed()


def test_equality_on_explicit_laws():
    v = parameter("v", 0, 1)
    gibbs = calc(D(p, q)).ge(Sum(p(x) - q(x), *limits), by=LogBound(p(x), q(x), limits))
    gibbs = gibbs.eq(0, by=Unfold()).qed(equality=Equal(p, q))
    coins = Bernoulli(u), Bernoulli(v)
    step = calc(D(*coins)).ge(0, by=Lemma(gibbs, ((p, coins[0]), (q, coins[1]))))
    assert step.qed(equality=Equal(*coins))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        step.qed(equality=ForAll(u, Rational(1, 2)))


def test_hypotheses_that_are_equations_follow_from_equations():
    same = calc(Entropy(p), [Equal(p, q)]).eq(Entropy(q), by=Unfold()).qed()
    lemma = Lemma(same)
    assert calc(Entropy(p), [Equal(p, r), Equal(r, q)]).eq(Entropy(q), by=lemma).qed()
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis p = q"):
        calc(Entropy(p), [Equal(p, r)]).eq(Entropy(q), by=lemma).qed()
