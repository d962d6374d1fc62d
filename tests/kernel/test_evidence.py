"""Every kind of evidence has been seen to accept and to reject."""

from __future__ import annotations

from typing import get_args

import pytest
from sympy import Derivative, Function, Integer, Rational, S, Subs, Sum, Tuple, log, oo

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.constraints import CommonPart, CopyOf, Holds
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    Independent,
    Less,
    NotAbsolutelyContinuous,
)
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, StrictlyConcave
from symbinfo.core.statement import Statement
from symbinfo.core.variables import law, random_variables
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Copy,
    Differentiate,
    DoubleMarkov,
    Enclosure,
    EqualityCase,
    Evidence,
    Infinite,
    Integrate,
    Lemma,
    LogBound,
    Nonnegative,
    Proof,
    SameOptimum,
    Squeeze,
    Step,
    Tangent,
    Unfold,
)
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence, MutualInformation
from symbinfo.search.library import information_nonnegative

p, q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")
x, k = letter("x"), letter("k")
limits = (Tuple(x, 0, n - 1),)
t, s, u = parameter("t"), parameter("s"), parameter("u", 0, 1)
f = Function("f")
w = sequence("w", lower=0, upper=1)
H, D, I = Entropy, KLDivergence, MutualInformation
EQ, LE, GE, LT, GT, NE = Relation


def claim(lhs, relation, rhs, evidence, *given):
    statement = Statement(S(lhs), relation, S(rhs), given)
    return check(Proof(statement, (Step(statement.lhs, relation, statement.rhs, evidence),)))


def _bound() -> Lemma:
    theorem = information_nonnegative(conditional=False)
    old = (v for group in theorem.statement.lhs.args for v in group)
    return Lemma(theorem, zip(old, (X, Y), strict=True))


GIBBS = (
    calc(D(p, q))
    .ge(Sum(p(x) - q(x), *limits), by=LogBound(p(x), q(x), limits))
    .eq(0, by=Algebra())
    .qed(equality=Equal(p, q))
)
SQUARE = calc(t * t).eq(t**2, by=Unfold()).qed()
SLOPE = calc(Derivative(t**2, t)).eq(2 * t, by=Unfold()).qed()
ZERO = calc(S.Zero).eq(0, by=Unfold()).qed()
CHAIN = calc(H(X, Y)).eq(H(X) + H(Y, given=X), by=Unfold()).qed()
COIN, OTHER = (pmf({0: Rational(a, 10), 1: Rational(10 - a, 10)}) for a in (1, 2))
X2 = random_variables("X2", [X.size])[0]
COPY = CopyOf(X2, X, Y)
COPIED = (
    calc(H(X, Y), [COPY]).eq(H(X, Y) + H(X2, Y) - H(X, Y), by=Unfold()).eq(H(X, Y), by=Unfold())
)
MARKOV = (Independent(Z, X, given=Y), Independent(Z, Y, given=X))
PART = CommonPart(X2, Z, X, Y)
PARTED = calc(H(X, Y), [*MARKOV, PART]).eq(H(X) + H(Y, given=X), by=Unfold()).qed()
NO_INFORMATION = Holds(I(X, Y), "=", 0)
ADDED = calc(H(X, Y), [Independent(X, Y)]).eq(H(X) + H(Y), by=Unfold()).qed()
BOUND = _bound()
ATTAINED = calc(I(X, Y), [NO_INFORMATION]).eq(0, by=Assumption(NO_INFORMATION)).qed()
APART = EqualityCase(ADDED, BOUND, ATTAINED)
SAME = calc(H(X), [COPY]).eq(H(X2), by=Unfold()).qed()
TANGENT = Tangent(f(u), w(k), Rational(1, 2))
BELOW = f(w(k)) + Subs(Derivative(f(u), u), u, w(k)) * (Rational(1, 2) - w(k))
ADDITIVE = ForAll(f(t * s), f(t) + f(s), t, s)
POSITIVE = Nonnegative(u)

ACCEPTED = [
    (D(p, q), EQ, CrossEntropy(p, q) - H(p), Unfold(), AbsolutelyContinuous(p, q)),
    (H(p) + H(q), EQ, H(q) + H(p) + (t + 1) ** 2 - t**2 - 2 * t - 1, Algebra()),
    (D(q, p), GE, 0, Lemma(GIBBS, ((p, q), (q, p)))),
    (t, EQ, 1, Assumption(ForAll(t, 1)), ForAll(t, 1)),
    (t, LT, s, Assumption(Less(t, s)), Less(t, s)),
    (H(X), LE, H(Y), Assumption(Holds(H(X), "<=", H(Y))), Holds(H(X), "<=", H(Y))),
    (f(0), EQ, f(0) + f(s), Assumption(ADDITIVE, ((t, S.Zero),)), ADDITIVE),
    (u * log(u) - u * log(3), GE, u - 3, LogBound(u, Integer(3))),
    (BELOW, GE, f(Rational(1, 2)), TANGENT, Concave(f(u), u)),
    (u + u**2, GT, 0, Nonnegative(u + u**2)),
    (2 * D(p, q) + u, GE, 0, Combination(((2, Lemma(GIBBS)), (1, POSITIVE)))),
    (D(p, q), LE, D(p, q), Combination(())),
    (
        p(x) - p(x) ** 2 + t,
        EQ,
        t + (1 - p(x)) * p(x),
        Squeeze(Combination(()), Combination(())),
    ),
    (H(X, Y), EQ, H(X) + H(Y, given=X), Combination(((1, Lemma(CHAIN)),))),
    (2 * t, EQ, 2 * t + s - s, Differentiate(Lemma(SQUARE), t)),
    (t**2, EQ, t * t, Integrate(t, Lemma(SLOPE), Lemma(ZERO), S.Zero)),
    (ArgMin(3 * t + s, t), EQ, ArgMax(-t, t), SameOptimum(Integer(3))),
    (D(COIN, OTHER), NE, D(OTHER, COIN), Enclosure()),
    (H(COIN), LT, log(2), Enclosure()),
    (H(COIN), LE, log(2), Enclosure()),
    (D(p, q), EQ, oo, Infinite(), NotAbsolutelyContinuous(p, q)),
    (D(p, q), LT, oo, Infinite(), AbsolutelyContinuous(p, q)),
    (H(X, Y), EQ, H(X, Y), Copy(COPIED.qed())),
    (H(X, Y), EQ, H(X) + H(Y, given=X), DoubleMarkov(PARTED), *MARKOV),
    (H(X, Y), EQ, H(X) + H(Y), APART, NO_INFORMATION),
]

WRONG, GAP = "different normal forms", "not what the evidence gives"
REJECTED = [
    (D(p, q), EQ, CrossEntropy(p, q), Unfold(), "one side may be infinite|" + WRONG),
    (H(X, Y), EQ, H(X) + H(Y, given=X), Algebra(), r"Unfold\(\) would do"),
    (H(X, Y), EQ, H(X), Algebra(), WRONG),
    (D(q, p), GE, 0, Lemma(GIBBS), "may fail where a side is infinite"),
    (D(p, q), LE, 0, Lemma(GIBBS), "may fail where a side is infinite"),
    (H(p), GE, 0, Lemma(GIBBS), "may fail where a side is infinite"),
    (t, EQ, 1, Assumption(ForAll(t, 1)), "is not a hypothesis"),
    (t - 1, GE, u * log(t / u), LogBound(t, u), "t may be negative"),
    (u - 1, LE, log(u), LogBound(u, Integer(1)), GAP),
    (f(s), GE, f(t), Tangent(f(u), s, t), "f is not assumed to be concave"),
    (t, GE, 0, Nonnegative(t), "not a sum of products of nonnegative factors"),
    (-D(p, q), GE, 0, Combination(((-1, Lemma(GIBBS)),)), "may be negative"),
    (u, EQ, 0, Combination(((1, POSITIVE),)), "the evidence cannot show ="),
    (u, EQ, 0, Squeeze(Combination(()), Combination(((1, POSITIVE),))), GAP),
    (u, LE, 0, Squeeze(Combination(()), Combination(())), "it can only show that both sides"),
    (t, EQ, 2 * t, Differentiate(Lemma(SQUARE), t), "not the derivatives"),
    (t**2, EQ, t**3, Integrate(t, Lemma(SLOPE), Lemma(ZERO), S.Zero), "do not|does not say"),
    (ArgMin(t, t), EQ, ArgMax(t, t), SameOptimum(), "differ by more than a factor"),
    (H(COIN), GT, log(2), Enclosure(), "the enclosures of the two sides say otherwise"),
    (D(p, q), EQ, oo, Infinite(), "no hypothesis makes"),
    (D(p, q), LT, oo, Infinite(), "may be infinite"),
    (H(X), EQ, H(Y), Copy(SAME), "the theorem says"),
    (H(X), EQ, H(X2), Copy(SAME), "the added variables .* occur elsewhere"),
    (H(X, Y), EQ, H(X) + H(Y, given=X), Copy(CHAIN), "one hypothesis more, CopyOf"),
    (H(X), EQ, H(X2), Copy(SAME.statement), "a lemma is a theorem"),
    (H(X, Y), EQ, H(X) + H(Y, given=X), DoubleMarkov(PARTED), "one hypothesis more, CommonPart"),
    (H(X, Y), EQ, H(X) + H(Y), APART, "under the hypothesis .* which is not assumed"),
]


def name(case):
    return type(case[3]).__name__ if isinstance(case, tuple) else None


@pytest.mark.parametrize("case", ACCEPTED, ids=name)
def test_evidence_that_is_accepted(case):
    assert claim(*case)


@pytest.mark.parametrize("case", REJECTED, ids=name)
def test_evidence_that_is_rejected(case):
    lhs, relation, rhs, evidence, reason = case
    with pytest.raises(StepRejected, match=reason):
        claim(lhs, relation, rhs, evidence)


@pytest.mark.parametrize("kind", get_args(Evidence), ids=lambda kind: kind.__name__)
def test_each_kind_is_seen_to_accept_and_to_reject(kind):
    assert any(type(case[3]) is kind for case in ACCEPTED)
    assert any(type(case[3]) is kind for case in REJECTED)


def test_a_strictly_concave_function_touches_its_tangent_once():
    both = calc(BELOW, [StrictlyConcave(f(u), u)]).ge(f(Rational(1, 2)), by=TANGENT)
    assert both.qed(equality=ForAll(w(k), Rational(1, 2)))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        calc(BELOW, [Concave(f(u), u)]).ge(f(Rational(1, 2)), by=TANGENT).qed(
            equality=ForAll(w(k), Rational(1, 2))
        )


def test_tangents_are_taken_inside_the_interval():
    for point, other in ((S(2), u), (u, S(2)), (t, u)):
        with pytest.raises(StepRejected, match="is not known to be where f is concave"):
            claim(f(u), GE, f(u), Tangent(f(u), point, other), Concave(f(u), u))
    with pytest.raises(StepRejected, match="is not known to be where log is concave"):
        claim(0, GE, 0, Tangent(log(t), u, t))
    with pytest.raises(StepRejected, match="the weight t may be negative"):
        claim(0, GE, 0, Tangent(log(u), u, u, t))


def test_copies_are_of_variables_without_a_law():
    A, B = random_variables("A B", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    copied = calc(H(X), [COPY]).eq(H(X) + H(X2) - H(X2), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="the theorem says"):
        claim(H(A), EQ, H(A), Copy(copied))
    assert B.table is not None


def test_a_law_of_several_letters():
    joint = law(X, Y)(x, k)
    assert claim(joint, LE, 1, Nonnegative(1 - joint))
