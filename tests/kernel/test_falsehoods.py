"""Famous falsehoods that no evidence, and no few theorems together, may prove."""

from __future__ import annotations

from itertools import combinations, islice, product

import pytest
from sympy import Expr, S, log

from symbinfo.core.atoms import n, parameter
from symbinfo.core.families import Bernoulli, Mixture, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    FullSupport,
    FunctionOf,
    Independent,
    MarkovChain,
)
from symbinfo.core.pmf import SymbolicPmf, pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.derive.registry import load
from symbinfo.errors import StepRejected, SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Algebra,
    Combination,
    Enclosure,
    Infinite,
    Lemma,
    Nonnegative,
    Proof,
    Squeeze,
    Step,
    Unfold,
)
from symbinfo.measures import CrossEntropy, JensenShannonDivergence
from symbinfo.measures import Entropy as H
from symbinfo.measures import KLDivergence as D
from symbinfo.measures import MutualInformation as I
from symbinfo.numeric.spot import spot_check

p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y, Z = random_variables("X Y Z")
t = parameter("t", 0, 1)
mix = Mixture(t, p, q)
EQ, LE, GE, LT, GT, NE = Relation
FULL = (FullSupport(p), FullSupport(q), FullSupport(r))

FALSEHOODS = [
    (D(p, q), EQ, D(q, p)),
    (D(p, q), EQ, D(q, p), *FULL),
    (D(p, r), LE, D(p, q) + D(q, r)),
    (D(p, r), LE, D(p, q) + D(q, r), *FULL),
    (D(p, q), LE, log(n)),
    (D(p, q), GT, 0),
    (D(p, q), LE, CrossEntropy(p, q) - H(q), AbsolutelyContinuous(p, q)),
    (D(p, q), LT, S.Infinity),
    (D(p, q), EQ, S.Infinity),
    (CrossEntropy(p, q), EQ, CrossEntropy(q, p)),
    (CrossEntropy(p, q), EQ, H(q) + D(p, q)),
    (CrossEntropy(p, q), LE, H(p)),
    (CrossEntropy(p, q) - CrossEntropy(p, r), EQ, D(p, q) - D(p, r)),
    (CrossEntropy(p, q) - D(p, q), EQ, H(p)),
    (JensenShannonDivergence(p, q), GE, D(p, q)),
    (H(p), GE, 1),
    (H(p), GE, log(n)),
    (H(p), EQ, H(q)),
    (H(p), GT, 0),
    (H(p), LT, log(n)),
    (H(mix), LE, t * H(p) + (1 - t) * H(q)),
    (H(mix), EQ, t * H(p) + (1 - t) * H(q)),
    (D(mix, r), GE, t * D(p, r) + (1 - t) * D(q, r)),
    (H(Bernoulli(t)), GE, log(2)),
    (H(Bernoulli(t)), EQ, 4 * log(2) * t * (1 - t)),
    (H(X, given=Y), GE, H(X)),
    (H(X, given=Y), EQ, H(Y, given=X)),
    (H(X, given=Y), EQ, H(X) - H(Y)),
    (H(X, Y), EQ, H(X) + H(Y)),
    (H(X, Y), GE, H(X) + H(Y)),
    (H(X, Y), LE, H(X)),
    (H(X), LE, H(Y)),
    (I(X, Y, Z), LE, I(X, Y)),
    (I(X, Y, Z), GE, I(X, Y)),
    (I(X, Y), EQ, 0),
    (I(X, Y), EQ, H(X)),
    (I(X, Z), LE, I(X, Y)),
    (I(X, Z), EQ, I(X, Y), MarkovChain(X, Y, Z)),
    (I(X, Z), GE, I(X, Y), MarkovChain(X, Y, Z)),
    (I(X, Z, Y), GT, 0),
    (I(X, Y, Z), EQ, 0, Independent(X, Y)),
    (I(X, Y), EQ, 0, Independent(X, Y, given=Z)),
    (I((X, Y), Z), EQ, 0, Independent(X, Z), Independent(Y, Z)),
    (I((X, Y), Z), LE, I(X, Z) + I(Y, Z)),
    (H(X), EQ, H(Y), FunctionOf(Y, X)),
    (H(X), LE, H(Y), FunctionOf(Y, X)),
    (H(X, given=Y), EQ, 0, FunctionOf(Y, X)),
]

THEOREMS = [theorem for one in load().values() for theorem in one.build()]


def statement_of(falsehood):
    lhs, relation, rhs, *given = falsehood
    return Statement(S(lhs), relation, S(rhs), tuple(given))


def proves(statement, evidence):
    step = Step(statement.lhs, statement.relation, statement.rhs, evidence)
    try:
        check(Proof(statement, (step,)))
    except SymbinfoError:
        return False
    return True


def names(statement, kind):
    parts = (statement.lhs, statement.rhs, *statement.hypotheses)
    found = set().union(*(part.atoms(kind) for part in parts))
    return sorted(found, key=lambda one: (one.name, str(one)))


def instances(theorem, statement, most=3):
    """Return a theorem at the objects of a statement, in some of the ways there are."""
    olds, news = [], []
    for kind, spare in ((SymbolicPmf, [Uniform(n)]), (RandomVariable, [])):
        here = names(statement, kind)
        for old in names(theorem.statement, kind):
            olds.append(old)
            news.append([*here, *(spare if here else [])] or [old])
    for choice in islice(product(*news), most):
        yield Lemma(theorem, tuple(zip(olds, choice, strict=True)))


def usable(lemma, statement):
    """Whether the lemma holds under the hypotheses of the statement."""
    extended = Statement(S.Zero, Relation.LE, S.One, statement.hypotheses)
    try:
        check(Proof(extended, (Step(S.Zero, Relation.LE, S.One, lemma),)))
    except StepRejected as error:
        return "not what the evidence gives" in error.reason or "infinite" in error.reason
    except SymbinfoError:
        return False
    return True


@pytest.mark.parametrize("falsehood", FALSEHOODS, ids=lambda one: str(statement_of(one)))
def test_it_is_false(falsehood):
    assert spot_check(statement_of(falsehood), trials=200) is not None


@pytest.mark.parametrize("falsehood", FALSEHOODS, ids=lambda one: str(statement_of(one)))
def test_no_single_evidence_proves_it(falsehood):
    statement = statement_of(falsehood)
    evidence = [Unfold(), Algebra(), Enclosure(), Infinite(), Combination(())]
    if isinstance(statement.rhs, Expr) and not statement.rhs.is_infinite:
        gap = statement.lhs - statement.rhs
        evidence += [Nonnegative(gap), Nonnegative(-gap)]
        evidence += [Squeeze(Combination(()), Combination(((1, Nonnegative(gap)),)))]
    assert not any(proves(statement, one) for one in evidence)


@pytest.mark.parametrize("falsehood", FALSEHOODS, ids=lambda one: str(statement_of(one)))
def test_no_two_theorems_prove_it(falsehood):
    statement = statement_of(falsehood)
    lemmas = [
        lemma
        for theorem in THEOREMS
        for lemma in instances(theorem, statement)
        if usable(lemma, statement)
    ]
    for lemma in lemmas:
        assert not proves(statement, lemma)
    few = lemmas[:: max(1, len(lemmas) // 6)]
    for first, second in combinations(few, 2):
        assert not proves(statement, Combination(((S.One, first), (S.One, second))))
