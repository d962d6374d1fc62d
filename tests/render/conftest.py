"""Small theorems to print. They stand for theorems: printing reads them and checks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from sympy import Integer, S, Sum, Symbol, log

from symbinfo.core.atoms import XLogY, letter, n, parameter
from symbinfo.core.families import Mixture, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    Independent,
    MarkovChain,
    is_uniform,
)
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.statement import Statement
from symbinfo.core.variables import random_variables
from symbinfo.kernel.proof import (
    Algebra,
    Lemma,
    LogBound,
    Nonnegative,
    Proof,
    SameOptimum,
    Step,
    Unfold,
)
from symbinfo.measures import Entropy, KLDivergence, MutualInformation

EQ, LE, GE = Relation.EQ, Relation.LE, Relation.GE


@dataclass(frozen=True)
class StandIn:
    """Has what the printers read of a theorem."""

    proof: Proof
    axioms: tuple[str, ...] = ()

    @property
    def statement(self):
        return self.proof.statement


def chain(lhs, *steps, given=(), equality=None, axioms=()):
    relation, above, made = EQ, lhs, []
    for link, rhs, evidence, remark in steps:
        made.append(Step(above, link, rhs, evidence, remark))
        relation, above = relation.then(link), rhs
    statement = Statement(lhs, relation, above, given, equality)
    return StandIn(Proof(statement, tuple(made)), axioms)


def shelf(name, title, *theorems, source=""):
    return SimpleNamespace(name=name, title=title, source=source, build=lambda: theorems)


@pytest.fixture(scope="session")
def make_chain():
    return chain


@pytest.fixture(scope="session")
def make_shelf():
    return shelf


@pytest.fixture(scope="session")
def gibbs():
    p, q = pmf("p"), pmf("q")
    x = letter("x")
    limits = p.limits((x,))
    return chain(
        KLDivergence(p, q),
        (EQ, Sum(XLogY(p(x), p(x) / q(x)), *limits), Unfold(), ""),
        (GE, Sum(p(x) - q(x), *limits), LogBound(p(x), q(x), limits), "$a \\log (a/b) \\ge a - b$"),
        (EQ, S.Zero, Algebra(), "both sum to 1"),
        given=(AbsolutelyContinuous(p, q),),
        equality=(Equal(p, q),),
        axioms=("LogBound",),
    )


@pytest.fixture(scope="session")
def maximum_entropy(gibbs):
    p, u = pmf("p"), Uniform()
    return chain(
        Entropy(p),
        (EQ, log(n) - KLDivergence(p, u), Unfold(), ""),
        (LE, log(n), Lemma(gibbs), ""),
        equality=(is_uniform(p),),
    )


@pytest.fixture(scope="session")
def data_processing():
    X, Y, Z = random_variables("X Y Z")
    I = MutualInformation
    inner = I(X, Y, given=Z)
    return chain(
        I(X, Z),
        (EQ, I(X, (Y, Z)) - inner, Unfold(), "chain rule"),
        (LE, I(X, (Y, Z)), Nonnegative(inner), ""),
        (EQ, I(X, Y) + I(X, Z, given=Y), Unfold(), "chain rule"),
        (EQ, I(X, Y), Unfold(), "$X$ and $Z$ are independent given $Y$"),
        given=(MarkovChain(X, Y, Z),),
        equality=(Independent(X, Y, given=Z),),
    )


@pytest.fixture(scope="session")
def concavity(gibbs):
    p, q, t = pmf("p"), pmf("q"), parameter("lambda", 0, 1)
    mixture = Mixture(t, p, q)
    first, second = t * KLDivergence(p, mixture), (1 - t) * KLDivergence(q, mixture)
    return chain(
        t * Entropy(p) + (1 - t) * Entropy(q),
        (EQ, Entropy(mixture) - first - second, Unfold(), ""),
        (LE, Entropy(mixture), Lemma(gibbs), "Gibbs' inequality, used twice"),
    )


@pytest.fixture(scope="session")
def likelihood():
    theta, size, i = parameter("theta"), Symbol("N", integer=True, positive=True), letter("i")
    y = sequence("y", size, lower=0, upper=1, closed=True)
    f = sequence("yhat", size, lower=0, upper=1, depends_on=(theta,))
    limits = (i, Integer(0), size - 1)
    model = Sum(log(f(i) ** y(i) * (1 - f(i)) ** (1 - y(i))), limits)
    loss = -Sum(XLogY(y(i), f(i)) + XLogY(1 - y(i), 1 - f(i)), limits) / size
    return chain(
        ArgMax(model, theta),
        (EQ, ArgMin(-model / size, theta), SameOptimum(), "a positive factor and a sign"),
        (EQ, ArgMin(loss, theta), Algebra(), ""),
    )


@pytest.fixture(scope="session")
def derivations(gibbs, maximum_entropy, data_processing, concavity, likelihood):
    return (
        shelf("gibbs", "Gibbs' inequality", gibbs, source="Cover and Thomas (2006), theorem 2.6.3"),
        shelf("maximum_entropy", "Maximum entropy", maximum_entropy),
        shelf("processing", "Data processing & more", maximum_entropy, data_processing),
        shelf("concavity", "Entropy is concave", concavity),
        shelf("learning", "Maximum likelihood is minimal cross-entropy", likelihood),
    )
