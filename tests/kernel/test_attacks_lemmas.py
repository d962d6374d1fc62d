"""Attempts to prove false things by what is put for the names of a theorem."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sympy import (
    Derivative,
    Function,
    Integer,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    Tuple,
    cos,
    log,
)
from sympy.core.symbol import Str

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.families import Bernoulli, EmpiricalPmf, Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal, ForAll, FullSupport
from symbinfo.core.pmf import ExplicitPmf, JointTable, Pmf, pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave
from symbinfo.core.statement import Statement
from symbinfo.core.variables import JointLaw, RandomVariable, conditional_law, law, random_variables
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Lemma,
    LogBound,
    Nonnegative,
    Proof,
    Step,
    Tangent,
    Unfold,
)
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence, MutualInformation

p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y, Z = random_variables("X Y Z")
x, y, i, c, k = (letter(name) for name in "xyick")
t, s = parameter("t"), parameter("s")
f = Function("f")
limits = (Tuple(x, 0, n - 1),)
coin = pmf({0: Rational(1, 2), 1: Rational(1, 2)})


@pytest.fixture(scope="module")
def gibbs():
    return (
        calc(KLDivergence(p, q))
        .ge(Sum(p(x) - q(x), *limits), by=LogBound(p(x), q(x), limits))
        .eq(0, by=Algebra())
        .qed(equality=Equal(p, q))
    )


def test_a_lemma_is_a_theorem():
    false = SimpleNamespace(statement=Statement(S.Zero, Relation.EQ, S.One), axioms=())
    with pytest.raises(StepRejected, match=r"a lemma is a theorem, got .* \(SimpleNamespace\)"):
        calc(S.Zero).eq(1, by=Lemma(false)).qed()


def test_hypotheses_cannot_be_taken_away_afterwards():
    given = [AbsolutelyContinuous(p, q), AbsolutelyContinuous(p, r)]
    lhs, rhs = CrossEntropy(p, q) - CrossEntropy(p, r), KLDivergence(p, q) - KLDivergence(p, r)
    statement = Statement(lhs, Relation.EQ, rhs, given)
    theorem = check(Proof(statement, [Step(lhs, Relation.EQ, rhs, Unfold())]))
    given.clear()
    assert len(theorem.statement.hypotheses) == 2
    assert isinstance(theorem.proof.steps, tuple)


class Half(Pmf):
    """Half of the uniform distribution."""

    sizes = (n,)

    def probability(self, *_):
        return 1 / (2 * n)


@pytest.mark.parametrize(
    ("fake", "size", "reason"),
    [
        (Half(), n, "not known to be a distribution"),
        (ExplicitPmf(Tuple(0, 1), Tuple(Rational(1, 4), Rational(1, 4))), 2, "may not sum to 1"),
        (ExplicitPmf(Tuple(0, 1), Tuple(S(2), S(-1))), 2, "-1 may be negative"),
        (Bernoulli(t), 2, "t may be negative"),
        (pmf({0: t, 1: 1 - t}), 2, "t may be negative"),
        (Mixture(t, q, r), n, "t may be negative"),
        (PointMass(3, n), n, "the letter 3 may not exist"),
        (EmpiricalPmf(sequence("y", (n, n))), n, "not known to be a distribution"),
    ],
)
def test_what_is_put_for_a_distribution_is_one(gibbs, fake, size, reason):
    other = Uniform(size)
    with pytest.raises(StepRejected, match=reason):
        calc(S.Zero).le(0, by=Lemma(gibbs, ((p, fake), (q, other)))).qed()


def test_a_variable_occurs_once_in_a_joint_law(gibbs):
    twice, product = JointLaw(X, X), ProductPmf(law(X), law(X))
    with pytest.raises(StepRejected, match="a variable occurs twice"):
        calc(-Entropy(X)).eq(KLDivergence(product, twice), by=Unfold()).ge(
            0, by=Lemma(gibbs, ((p, product), (q, twice)))
        ).qed()


def test_a_variable_has_all_the_letters_of_its_table(gibbs):
    rows = pmf({(0,): Rational(1, 2), (1,): Rational(1, 4), (2,): Rational(1, 4)})
    table = JointTable(*rows.args, S.One)
    short = law(RandomVariable(Str("B"), Integer(2), Integer(0), table))
    with pytest.raises(StepRejected, match="does not have the letters of its table"):
        calc(KLDivergence(short, Uniform(2))).ge(
            0, by=Lemma(gibbs, ((p, short), (q, Uniform(2))))
        ).qed()


def test_a_table_that_cancels_is_a_distribution_all_the_same():
    first, second = pmf("first", 2), pmf("second", 2)
    given = [FullSupport(first), FullSupport(second)]
    a, b = (KLDivergence(Bernoulli(t), one) for one in (first, second))
    theorem = calc(t + a - b, given).ge(a - b, by=Nonnegative(t)).qed()
    with pytest.raises(StepRejected, match="s may be negative"):
        calc(s, given).ge(0, by=Lemma(theorem, ((t, s), (second, first)))).qed()


@pytest.mark.parametrize(
    ("low", "high", "options", "value"),
    [
        (0, 1, {}, 0),
        (0, 1, {}, 1),
        (0, 1, {"upper_in": True}, 0),
        (0, 1, {"closed": True}, -1),
        (0, 1, {"closed": True}, Rational(3, 2)),
        (0, 1, {"closed": True}, t),
        (0, 1, {"closed": True}, 2 * parameter("s", 0, 1)),
    ],
)
def test_a_parameter_stays_in_its_interval(low, high, options, value):
    a = parameter("a", low, high, **options)
    theorem = calc(a + s - s).eq(a, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="not known to be in the range of a"):
        calc(S(value)).eq(value, by=Lemma(theorem, ((a, value),))).qed()


@pytest.mark.parametrize(
    ("options", "value"),
    [({"upper_in": True}, 1), ({"closed": True}, 0), ({}, Rational(1, 2)), ({}, 1 - t)],
)
def test_ends_that_belong_to_the_interval_are_in_it(options, value):
    a, inside = parameter("a", 0, 1, **options), parameter("t", 0, 1)
    theorem = calc(a**2).ge(0, by=Nonnegative(a**2)).qed()
    value = S(value).subs(t, inside)
    assert calc(value**2).ge(0, by=Lemma(theorem, ((a, value),))).qed()


@pytest.mark.parametrize("value", [t, n + Rational(1, 2), S.Zero, -n, n - 1])
def test_a_size_is_a_positive_integer(value):
    theorem = calc(Sum(p(x), *limits) * n).eq(n, by=Unfold()).qed()
    with pytest.raises(StepRejected, match=r"cannot become|not known to be in the range"):
        calc(S.Zero).eq(0, by=Lemma(theorem, ((n, value),))).qed()


@pytest.mark.parametrize(
    "value", [S(-1), Rational(1, 2), t, Symbol("z", integer=True), Symbol("z", positive=True)]
)
def test_a_letter_becomes_a_letter(value):
    theorem = calc(x).ge(0, by=Nonnegative(x)).qed()
    with pytest.raises(StepRejected, match="x is a letter, it cannot become"):
        calc(value).ge(0, by=Lemma(theorem, ((x, value),))).qed()


def test_the_bounds_of_a_sequence_hold_for_what_is_put_for_it():
    w = sequence("w", n, lower=0)
    theorem = calc(w(k)).gt(0, by=Nonnegative(w(k))).qed()
    v = sequence("v")
    for new in (v, p):
        with pytest.raises(StepRejected, match="not known to be in the range of w"):
            calc(new(k)).gt(0, by=Lemma(theorem, ((w, new),))).qed()
    with pytest.raises(StepRejected, match=r"not known to be in the range of w\(i\)"):
        calc(t).gt(0, by=Lemma(theorem, ((w(i), t),))).qed()


def test_a_term_is_written_with_a_letter():
    w = sequence("w")
    theorem = calc(w(k) ** 2).ge(0, by=Nonnegative(w(k) ** 2)).qed()
    with pytest.raises(StepRejected, match="must be written with different letters"):
        calc(S.Zero).le(0, by=Lemma(theorem, ((w(0), t),))).qed()


def test_a_free_letter_is_not_captured_by_a_sum():
    theorem = calc(Sum(p(x) * q(c), *limits)).eq(q(c), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="not what the evidence gives"):
        calc(Sum(p(x) * q(x), *limits)).eq(q(x), by=Lemma(theorem, ((c, x),))).qed()
    assert calc(Sum(p(y) * q(x), (y, 0, n - 1))).eq(q(x), by=Lemma(theorem, ((c, x),))).qed()


def test_a_free_letter_is_not_captured_by_a_product():
    size = Symbol("N", integer=True, positive=True)
    w = sequence("w", size, lower=0)
    both = Sum(log(w(i)) + log(w(c)), (i, 0, size - 1))
    theorem = calc(log(Product(w(i) * w(c), (i, 0, size - 1)), evaluate=False)).eq(
        both, by=Unfold()
    )
    false = log(Product(w(i) ** 2, (i, 0, size - 1)), evaluate=False)
    with pytest.raises(StepRejected, match="not what the evidence gives"):
        calc(false).eq(
            Sum(log(w(k)) + log(w(i)), (k, 0, size - 1)), by=Lemma(theorem.qed(), ((c, i),))
        ).qed()


def test_a_condition_is_not_captured():
    given = Entropy(conditional_law(Y, given={X: c}))
    theorem = calc(given, [FullSupport(law(X))]).eq(given + t - t, by=Unfold()).qed()
    yy = letter("y")
    moved = Entropy(conditional_law(Y, given={X: yy}))
    assert calc(moved, [FullSupport(law(X))]).eq(moved, by=Lemma(theorem, ((c, yy),))).qed()


def test_the_variable_of_a_derivative_stays_apart():
    a, b, w, v = parameter("a"), parameter("b"), sequence("w"), sequence("v")
    product = calc(Derivative(a * b, a)).eq(b, by=Unfold()).qed()
    terms = calc(Derivative(w(k) * v(k), w(k))).eq(v(k), by=Unfold()).qed()
    square = calc(Derivative(Sum(w(x) ** 2, *limits), w(k))).eq(2 * w(k), by=Unfold()).qed()
    total = Derivative(Sum(t**2, *limits), t)
    attacks = [
        (Derivative(b**2, b), b, product, ((a, b),)),
        (Derivative(a**2, a), a, product, ((b, a),)),
        (Derivative(w(k) ** 2, w(k)), w(k), terms, ((v, w),)),
        (Derivative(v(k) ** 2, v(k)), v(k), terms, ((w, v),)),
        (Derivative(w(k) ** 2, w(k)), w(k), terms, ((v(i), w(i)),)),
        (total, 2 * t, square, ((w(i), t),)),
    ]
    for lhs, rhs, theorem, at in attacks:
        with pytest.raises(StepRejected, match="there is no rule to replace names inside"):
            calc(lhs).eq(rhs, by=Lemma(theorem, at)).qed()


def test_the_variable_of_a_derivative_becomes_another_variable_only():
    a, b, w = parameter("a"), parameter("b"), sequence("w")
    product = calc(Derivative(a * b, a)).eq(b, by=Unfold()).qed()
    square = calc(Derivative(w(k) ** 2, w(k))).eq(2 * w(k), by=Unfold()).qed()
    for theorem, at in ((product, ((a, S(3)),)), (product, ((a, b + 1),)), (square, ((w, p),))):
        with pytest.raises(StepRejected, match="can only become another variable"):
            calc(S.Zero).eq(0, by=Lemma(theorem, at)).qed()
    assert calc(Derivative(t * s, t)).eq(s, by=Lemma(product, ((a, t), (b, s)))).qed()
    v = sequence("v")
    assert calc(Derivative(v(k) ** 2, v(k))).eq(2 * v(k), by=Lemma(square, ((w, v),))).qed()


def test_hypotheses_about_a_function_hold_for_what_is_put_for_it():
    u = parameter("u", 0, 1)
    zero = ForAll(f(u), 0, u)
    theorem = calc(f(u), [zero]).eq(0, by=Assumption(zero)).qed()
    with pytest.raises(StepRejected, match="there is no rule to replace names inside"):
        calc(log(u)).eq(0, by=Lemma(theorem, ((f(u), log(u)),))).qed()
    at_half = ForAll(f(Rational(1, 2)), 0)
    theorem = calc(f(Rational(1, 2)), [at_half]).eq(0, by=Assumption(at_half)).qed()
    with pytest.raises(StepRejected, match="there is no rule to replace names inside"):
        calc(log(S(2))).eq(0, by=Lemma(theorem, ((f(u), log(u)),))).qed()


@pytest.mark.parametrize(
    ("low", "closed", "body"),
    [(-1, False, log), (0, True, log), (0, False, cos), (0, False, lambda z: z**2)],
)
def test_only_log_on_the_positive_numbers_is_known_to_be_concave(low, closed, body):
    u, a, b = (parameter(name, low, 1, closed=closed) for name in "uab")
    slope = Subs(Derivative(f(u), u), u, a)
    concave = [Concave(f(u), u)]
    middle = (f(a) + f(b)) / 2
    bounds = [Tangent(f(u), (a + b) / 2, one, S.Half) for one in (a, b)]
    theorem = calc(f((a + b) / 2), concave).ge(
        middle, by=Combination(tuple((S.One, one) for one in bounds))
    )
    assert slope is not None
    with pytest.raises(StepRejected, match="is not known to be one"):
        calc(S.Zero).le(0, by=Lemma(theorem.qed(), ((f(u), body(u)),))).qed()


def test_functions_of_one_name_are_two_functions():
    other = Function("f", real=True)
    with pytest.raises(StepRejected, match="different normal forms"):
        calc(f(t)).eq(other(t), by=Unfold()).qed()


def test_distributions_of_one_name_are_two_distributions():
    twin = pmf("p")
    with pytest.raises(StepRejected, match="different normal forms"):
        calc(S.Zero).eq(1 - 1, by=Unfold()).eq(Entropy(p) - Entropy(twin), by=Unfold()).eq(
            0, by=Unfold()
        ).qed()


def test_variables_that_become_one_have_no_law_together():
    theorem = calc(MutualInformation(X, Y)).eq(MutualInformation(Y, X), by=Unfold()).qed()
    assert calc(MutualInformation(X, X)).eq(MutualInformation(X, X), by=Lemma(theorem, ((Y, X),)))
    independent = calc(Entropy(X, Y)).le(
        Entropy(X) + Entropy(Y),
        by=LogBound(
            law(X, Y)(x, y),
            law(X)(x) * law(Y)(y),
            (Tuple(x, 0, X.size - 1), Tuple(y, 0, Y.size - 1)),
        ),
    )
    theorem = independent.qed()
    at_one = Lemma(theorem, ((Y, X),))
    assert calc(Entropy(X)).le(2 * Entropy(X), by=at_one).qed()
    with pytest.raises(StepRejected):
        calc(Entropy(X)).le(Entropy(X) / 2, by=at_one).qed()


def test_one_name_does_not_become_two_things():
    theorem = calc(Entropy(p)).eq(Entropy(p) + t - t, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="cannot become both"):
        calc(S.Zero).eq(0, by=Lemma(theorem, ((p, q), (p, r)))).qed()
    with pytest.raises(StepRejected, match="the alphabets differ: 2 and 3 letters"):
        calc(S.Zero).eq(
            0, by=Lemma(calc(S.One).eq(1, by=Unfold()).qed(), ((coin_like(2), coin_like(3)),))
        ).qed()


def coin_like(size):
    return pmf("one", size)


@pytest.mark.parametrize("old", [coin, Entropy(p), n + 1])
def test_only_names_are_replaced(old):
    theorem = calc(S.One).eq(1, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="cannot become"):
        calc(S.One).eq(1, by=Lemma(theorem, ((old, q),))).qed()


def test_the_hypotheses_of_a_lemma_hold():
    theorem = calc(CrossEntropy(p, q) - Entropy(p), [AbsolutelyContinuous(p, q)]).eq(
        KLDivergence(p, q), by=Unfold()
    )
    lemma = Lemma(theorem.qed())
    lhs = CrossEntropy(p, q) - Entropy(p)
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis p << q"):
        calc(lhs).eq(KLDivergence(p, q), by=lemma).qed()
    for given in (AbsolutelyContinuous(p, q), FullSupport(q), Equal(q, Uniform())):
        assert calc(lhs, [given]).eq(KLDivergence(p, q), by=lemma).qed()
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis p << q"):
        calc(lhs, [AbsolutelyContinuous(q, p)]).eq(KLDivergence(p, q), by=lemma).qed()


def test_an_assumption_is_one_of_the_hypotheses():
    zero = ForAll(t, 0)
    with pytest.raises(StepRejected, match="is not a hypothesis of the statement"):
        calc(t).eq(0, by=Assumption(zero)).qed()
    with pytest.raises(StepRejected, match="is not an equation or an order"):
        calc(t, [FullSupport(p)]).eq(0, by=Assumption(FullSupport(p))).qed()


def test_an_assumption_is_used_in_its_range():
    u = parameter("u", 0, 1)
    zero = ForAll(f(u), 0, u)
    with pytest.raises(StepRejected, match="2 is not known to be in the range of u"):
        calc(f(2), [zero]).eq(0, by=Assumption(zero, ((u, S(2)),))).qed()
    with pytest.raises(StepRejected, match="s is not one of the names"):
        calc(f(u), [zero]).eq(0, by=Assumption(zero, ((s, S(2)),))).qed()
