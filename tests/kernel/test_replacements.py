"""Falsehoods by way of letters, bound names and replacements: each was accepted once."""

from __future__ import annotations

import pytest
from sympy import Add, Function, Integer, KroneckerDelta, Mul, Product, S, Sum, Symbol, log

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.families import Bernoulli
from symbinfo.core.hypotheses import Equal, ForAll
from symbinfo.core.pmf import explicit_pmf, pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.statement import Statement
from symbinfo.derive.calc import calc
from symbinfo.errors import BadInput, StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Algebra, Lemma, Nonnegative, Proof, Step, Unfold
from symbinfo.measures import Entropy

x, y, c, i = map(letter, "xyci")
over = (x, 0, n - 1)


def delta(a, b):
    return KroneckerDelta(a, b, evaluate=False)


def one_equation(lhs, rhs, *steps):
    """Check a proof that says lhs = rhs, with steps that only look as if they met."""
    made = tuple(Step(S(a), Relation.EQ, S(b), evidence) for a, b, evidence in steps)
    return check(Proof(Statement(S(lhs), Relation.EQ, S(rhs)), made))


@pytest.fixture(scope="module")
def hit():
    """The sum of delta(x, c) over x is 1."""
    return calc(Sum(delta(x, c), over)).eq(1, by=Algebra()).qed()


def test_two_letters_that_print_alike_are_two():
    p, other = pmf("p"), Symbol("x", integer=True)
    with pytest.raises(StepRejected, match="different normal forms"):
        calc(p(x)).eq(p(other), by=Unfold()).qed()


@pytest.mark.parametrize(
    "k",
    [
        Symbol("k", real=True, integer=False),
        Symbol("k", integer=True, negative=True),
        Symbol("k", even=True, nonnegative=True),
        Symbol("k", positive=True, integer=True),
        Symbol("k"),
    ],
)
def test_a_symbol_of_which_more_is_assumed_is_no_letter(k):
    steps = [(0, Sum(0, over), Algebra()), (Sum(delta(k, x), over), 1, Algebra())]
    with pytest.raises(StepRejected):
        one_equation(0, 1, *steps)
    with pytest.raises(StepRejected, match=r"write letter\('k'\)"):
        calc(Sum(delta(k, x), over)).eq(1, by=Algebra()).qed()


def test_a_negative_number_is_no_letter():
    steps = [(0, Sum(0, over), Algebra()), (Sum(delta(-1, x), over), 1, Algebra())]
    with pytest.raises(StepRejected, match="there is no rule for"):
        one_equation(0, 1, *steps)


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (((c, S(-1)),), "c is a letter, it cannot become -1"),
        (((c, S(7)),), "the letter 7 may not exist in an alphabet of n letters"),
        (((c, S(7)), (n, S(2))), "the letter 7 may not exist in an alphabet of 2 letters"),
        (((c, n),), "c is a letter, it cannot become n"),
    ],
)
@pytest.mark.parametrize("zero", [S.Zero, Mul(0, Entropy(Bernoulli(S.Half)), evaluate=False)])
def test_a_letter_becomes_a_letter_of_its_alphabet(hit, at, reason, zero):
    with pytest.raises(StepRejected, match=reason):
        one_equation(zero, 1, (zero, 1, Lemma(hit, at)))


def test_a_letter_keeps_its_alphabet_where_sums_are_written_out(hit):
    three = Mul(0, pmf("r", 3)(c), evaluate=False)
    total = Add(three, delta(0, c), delta(1, c), evaluate=False)
    with pytest.raises(StepRejected, match="a letter stands for"):
        one_equation(total, 1, (total, 1, Lemma(hit, ((n, Integer(2)),))))
    two = Mul(0, pmf("r", 2)(c), evaluate=False)
    total = Add(two, delta(0, c), delta(1, c), evaluate=False)
    assert one_equation(total, 1, (total, 1, Lemma(hit, ((n, Integer(2)),))))


def test_the_letter_of_a_product_is_not_captured():
    w = sequence("w", n, lower=0)

    def product(letter_of_w):
        return log(Product(w(letter_of_w), (i, 0, n - 1)), evaluate=False)

    power = calc(product(y)).eq(n * log(w(y)), by=Unfold()).qed()
    assert calc(product(x)).eq(n * log(w(x)), by=Lemma(power, ((y, x),))).qed()
    with pytest.raises(StepRejected):
        calc(product(i)).eq(n * log(w(i)), by=Lemma(power, ((y, i),))).qed()


def test_the_letters_of_a_function_body_capture_nothing():
    f, g, r = Function("f"), parameter("g"), parameter("r", 0)
    u = sequence("u", n, lower=0)
    given = [ForAll(u(x), r)]
    lemma = calc(f(u(x)), given).eq(f(r), by=Unfold()).qed()
    body = Sum(u(x) * g, over)
    with pytest.raises(StepRejected):
        calc(Sum(u(x) ** 2, over), given).eq(
            r * Sum(u(x), over), by=Lemma(lemma, ((f(g), body),))
        ).qed()
    apart = calc(u(x) * Sum(u(y), (y, 0, n - 1)), given)
    assert apart.eq(r * Sum(u(y), (y, 0, n - 1)), by=Lemma(lemma, ((f(g), body),))).qed()


def test_a_sequence_has_numbers_between_its_bounds():
    with pytest.raises(BadInput, match="the interval of a is empty: 1 to 0"):
        sequence("a", 3, lower=1, upper=0)
    with pytest.raises(BadInput, match="the bounds of a must be numbers, got t and oo"):
        sequence("a", 3, lower=parameter("t"))


def test_a_number_of_which_more_is_assumed_is_not_replaced():
    z = Symbol("z", negative=True)
    lemma = calc(z).eq(z, by=Algebra()).qed()
    with pytest.raises(StepRejected, match="SymPy assumes more of it than its bounds"):
        one_equation(1, 1, (1, 1, Lemma(lemma, ((z, S.One),))))


def test_a_table_in_an_equality_condition_is_not_taken_at_its_word():
    t = parameter("t")
    first = explicit_pmf({0: t - 1, 1: 2 - t})
    second = explicit_pmf({0: 0, 1: 1})
    with pytest.raises(StepRejected, match="not a sum of products of nonnegative factors"):
        calc(t).ge(1, by=Nonnegative(t - 1)).qed(equality=Equal(first, second))
