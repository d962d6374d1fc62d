"""What the kernel calls equal, nonnegative or positive is so at random laws with many zeros."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from sympy import Rational, S, Sum

from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
from symbinfo.core.families import Bernoulli, Mixture, ProductPmf, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Independent,
    MarkovChain,
    is_uniform,
)
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.derive.calc import calc
from symbinfo.errors import NotUnderstood, SymbinfoError
from symbinfo.kernel.context import Context
from symbinfo.kernel.proof import Unfold
from symbinfo.kernel.reader import Reader
from symbinfo.kernel.rebuild import guard_factors
from symbinfo.measures import CrossEntropy as C
from symbinfo.measures import Entropy as H
from symbinfo.measures import JensenShannonDivergence
from symbinfo.measures import KLDivergence as D
from symbinfo.measures import MutualInformation as I
from symbinfo.numeric.spot import spot_check

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y, Z = random_variables("X Y Z")
x, y = letter("x"), letter("y")
t, s = parameter("t", 0, 1), parameter("s", 0, 1, closed=True)
u, mix = Uniform(n), Mixture(t, p, q)
over_x, over_y = (x, 0, n - 1), (y, 0, n - 1)
tri = pmf({0: t, 1: s * (1 - t), 2: (1 - s) * (1 - t)})
A, B = random_variables(
    "A B", law={(0, 0): t * s, (0, 1): t * (1 - s), (1, 0): (1 - t) * (1 - s), (1, 1): (1 - t) * s}
)

LAWS = [
    *(
        H(p),
        H(q),
        C(p, q),
        C(q, p),
        D(p, q),
        D(q, p),
        C(p, p),
        D(p, p),
        JensenShannonDivergence(p, q),
        JensenShannonDivergence(q, p),
    ),
    *(H(u), C(p, u), D(p, u), H(mix), D(p, mix), D(mix, p), C(mix, q), S.One, n),
    Sum(XLogY(p(x), q(x)), over_x),
    Sum(XLogY(q(x), p(x)), over_x),
    Sum(XLogY(p(x) * q(x), p(x)), over_x),
    Sum(Weighted(p(x), 1 / p(x)), over_x),
    Sum(Weighted(p(x), q(x) / p(x)), over_x),
    Sum(Weighted(mix(x), p(x) / mix(x)), over_x),
    Sum(XLogY(p(x) * q(y), p(x) * q(y)), over_x, over_y),
    Sum(p(x) ** 2, over_x),
    Sum(p(x) * q(y), over_x, over_y),
]
VARIABLES = [
    *(H(X), H(Y), H(X, Y), H(X, Y, Z), H(X, given=Y), H(Y, given=X), H(X, given=(Y, Z))),
    *(H(X, given=X), H(X, Y, given=X), I(X, Y), I(Y, X), I(X, X), I(X, Y, Z), I(X, (Y, Z))),
    *(I((X, Y), Z), I(X, Z), I(X, Z, Y), I(X, Y, X), H(Z), H(Y, Z), H(X, Z), S.Zero),
    D(law(X, Y), ProductPmf(law(X), law(Y))),
    Sum(
        Weighted(law(X)(x), H(conditional_law(Y, given={X: x}))),
        (x, 0, X.size - 1),
    ),
]
TABLES = [
    *(H(Bernoulli(t)), H(Bernoulli(1 - t)), H(Bernoulli(s)), D(Bernoulli(t), Bernoulli(s))),
    *(C(Bernoulli(s), Bernoulli(t)), D(Bernoulli(s), Bernoulli(t)), H(tri), S.Zero),
    *((1 - t) * H(Bernoulli(s)), H(A), H(B), H(A, B), H(B, given=A), H(A, given=B), I(A, B)),
    *(
        XLogY(s, s),
        XLogY(1 - s, 1 - s),
        JensenShannonDivergence(Bernoulli(t), Bernoulli(s)),
        H(Bernoulli(0)),
    ),
]
ABOUT_LAWS = [
    AbsolutelyContinuous(p, q),
    AbsolutelyContinuous(q, p),
    FullSupport(p),
    FullSupport(q),
    Equal(p, q),
    is_uniform(p),
]
ABOUT_VARIABLES = [
    Independent(X, Y),
    MarkovChain(X, Y, Z),
    FunctionOf(Y, X),
    Independent(X, Y, given=Z),
    Independent(X, Y, Z),
    FunctionOf(Z, (X, Y)),
]
WORLDS = [(LAWS, ABOUT_LAWS), (VARIABLES, ABOUT_VARIABLES), (TABLES, [])]


def sums(pool):
    """Sums of a few expressions of the pool with small whole coefficients."""
    term = st.tuples(st.sampled_from([1, 1, 1, -1, 2]), st.sampled_from(pool))
    return st.lists(term, min_size=1, max_size=2).map(lambda terms: sum(c * e for c, e in terms))


@st.composite
def equations(draw):
    pool, hypotheses = draw(st.sampled_from(WORLDS))
    known = draw(st.lists(st.sampled_from(hypotheses or [None]), max_size=2, unique=True))
    return draw(sums(pool)), draw(sums(pool)), tuple(filter(None, known))


def proved_equal(lhs, rhs, hypotheses):
    try:
        return calc(lhs, hypotheses).eq(rhs, by=Unfold()).qed()
    except SymbinfoError:
        return None


@slow
@given(equations())
@example((C(p, q), H(p) + D(p, q), ()))
@example((C(p, q) - D(p, q), H(p), (AbsolutelyContinuous(p, q),)))
@example((H(X, Y), H(X) + H(Y), (Independent(X, Y),)))
@example((H(tri), H(Bernoulli(t)) + (1 - t) * H(Bernoulli(s)), ()))
def test_what_is_proved_equal_is_equal(equation):
    theorem = proved_equal(*equation)
    assume(theorem is not None)
    assert spot_check(theorem.statement, trials=10) is None


@pytest.mark.parametrize(("pool", "hypotheses"), WORLDS)
def test_pairs_that_are_proved_equal_are_equal(pool, hypotheses):
    rng = Random(5)  # noqa: S311 - no secret depends on it
    given_sets = [(), *((h,) for h in hypotheses)]
    pairs = list(combinations(pool, 2))
    count = 0
    for known in given_sets:
        for lhs, rhs in rng.sample(pairs, 60):
            theorem = proved_equal(lhs, rhs, known)
            if theorem is None:
                continue
            count += 1
            try:
                assert spot_check(theorem.statement, trials=6) is None, theorem
            except NotUnderstood:
                continue
    assert count


SIGNED = parameter("signed", -2, 1)
FREE = parameter("free")
ATOMS = [p(x), q(x), p(y), t, s, SIGNED, FREE]


@st.composite
def polynomials(draw):
    """Small polynomials in probabilities and parameters."""
    total = S.Zero
    for _ in range(draw(st.integers(1, 4))):
        term = S(draw(st.sampled_from([-2, -1, Rational(-1, 2), 1, 1, 2])))
        for atom in draw(st.lists(st.sampled_from(ATOMS), max_size=3)):
            term *= atom
        total += term
    return total


def random_point(rng):
    """Return values of the atoms, with many zeros and ends of intervals."""

    def unit():
        return rng.choice([S.Zero, S.One, Rational(1, 2), Rational(rng.randint(0, 100), 100)])

    first = unit()
    inside = Rational(rng.randint(1, 99), 100)
    signed = rng.choice([Rational(-199, 100), Rational(99, 100), S.Zero, 3 * unit() - 2])
    signed = min(max(signed, Rational(-199, 100)), Rational(99, 100))
    free = Rational(rng.randint(-300, 300), 100)
    values = [first, unit(), (1 - first) * unit(), inside, unit(), signed, free]
    return dict(zip(ATOMS, values, strict=True))


@settings(max_examples=300, deadline=None)
@given(polynomials(), st.lists(st.sampled_from(ATOMS[:5]), max_size=2), st.integers(0, 10**6))
@example(1 - SIGNED**2, [], 0)
@example(p(x) ** 2 * SIGNED**2 + q(x), [p(x)], 1)
def test_signs_hold_at_random_points(polynomial, positive, seed):
    context = Context((polynomial, *positive), ())
    reader = Reader(context, open_measures=True)
    form = reader.ratio(polynomial, {}, frozenset())
    known = frozenset().union(*(guards(reader, one) for one in positive))
    strict = context.signs.positive(form, known)
    weak = context.signs.nonnegative(form)
    rng = Random(seed)  # noqa: S311 - no secret depends on it
    for _ in range(30):
        point = random_point(rng)
        value = polynomial.xreplace(point)
        if weak:
            assert value >= 0
        if strict and all(one.xreplace(point) > 0 for one in positive):
            assert value > 0


def guards(reader, expr):
    """Return what the kernel knows where a probability or parameter is positive."""
    return guard_factors(reader.ratio(expr, {}, frozenset()), reader.signs)
