"""The few theorems that the provers combine, each proved when it is first needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sympy import Integer, S, Sum, Symbol, Tuple, log

from symbinfo.core.atoms import Weighted, letter
from symbinfo.core.families import Mixture
from symbinfo.core.hypotheses import Equal, FunctionOf, Hypothesis, Independent
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import law, random_variables
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Combination,
    Evidence,
    LogBound,
    Nonnegative,
    Proof,
    Step,
    Unfold,
)
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.kl_divergence import KLDivergence
from symbinfo.measures.mutual_information import MutualInformation

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.theorem import Theorem


def prove_step(statement: Statement, evidence: Evidence) -> Theorem:
    """Return the theorem of one step."""
    step = Step(statement.lhs, statement.relation, statement.rhs, evidence)
    return check(Proof(statement, (step,)))


@cache
def divergence_nonnegative() -> Theorem:
    """D(p || q) >= 0, with equality iff p = q."""
    p, q = pmf("p"), pmf("q")
    x = letter("x")
    bound = LogBound(p(x), q(x), (Tuple(x, 0, p.size - 1),))
    return prove_step(
        Statement(KLDivergence(p, q), Relation.GE, S.Zero, equality=(Equal(p, q),)), bound
    )


@cache
def information_nonnegative(*, conditional: bool) -> Theorem:
    """I(X; Y) >= 0 or I(X; Y | Z) >= 0, with equality iff X and Y are independent (given Z)."""
    x, y, z = random_variables("X Y Z")
    lx, ly, lz = (letter(name) for name in "xyz")
    limits = tuple(Tuple(a, 0, v.size - 1) for a, v in ((lx, x), (ly, y), (lz, z)))
    if conditional:
        a = law(x, y, z)(lx, ly, lz)
        b = law(x, z)(lx, lz) * law(y, z)(ly, lz) / law(z)(lz)
        bound = LogBound(a, b, limits, (law(z)(lz),))
        measure, independent = MutualInformation(x, y, z), Independent(x, y, given=z)
    else:
        bound = LogBound(law(x, y)(lx, ly), law(x)(lx) * law(y)(ly), limits[:2])
        measure, independent = MutualInformation(x, y), Independent(x, y)
    return prove_step(Statement(measure, Relation.GE, S.Zero, equality=(independent,)), bound)


@cache
def divergence_from_mixture() -> Theorem:
    """D(p || (p + q)/2) <= log 2."""
    p, q = pmf("p"), pmf("q")
    x = letter("x")
    m = Mixture(S.Half, p, q)
    limits, double = (Tuple(x, 0, p.size - 1),), p(x) + q(x)
    bound = LogBound(p(x), p(x) ** 2 / double, limits, (double,))
    rest = Nonnegative(Sum(Weighted(p(x), q(x) / double), *limits))
    statement = Statement(KLDivergence(p, m), Relation.LE, log(2))
    return prove_step(statement, Combination(((S.One, bound), (S.One, rest))))


@cache
def entropy_nonnegative() -> Theorem:
    """H(p) >= 0."""
    p = pmf("p")
    x = letter("x")
    limits = (Tuple(x, 0, p.size - 1),)
    bound = Combination(
        (
            (S.One, LogBound(p(x), p(x) ** 2, limits)),
            (S.One, Nonnegative(_sum(p(x) - p(x) ** 2, limits))),
        )
    )
    return prove_step(Statement(Entropy(p), Relation.GE, S.Zero), bound)


@cache
def conditional_entropy_nonnegative() -> Theorem:
    """H(X | Y) >= 0, with equality iff X is a function of Y."""
    x, y = random_variables("X Y")
    lx, ly = letter("x"), letter("y")
    joint, marginal = law(x, y)(lx, ly), law(y)(ly)
    limits = (Tuple(lx, 0, x.size - 1), Tuple(ly, 0, y.size - 1))
    square = joint**2 / marginal
    bound = Combination(
        (
            (S.One, LogBound(joint, square, limits, (marginal,))),
            (S.One, _spread(joint, marginal, limits)),
        )
    )
    statement = Statement(Entropy(x, given=y), Relation.GE, S.Zero, (), (FunctionOf(x, y),))
    return prove_step(statement, bound)


def _spread(joint: Expr, marginal: Expr, limits: tuple[Tuple, ...]) -> Nonnegative:
    return Nonnegative(_sum(Weighted(joint, 1 - joint / marginal), limits))


def _sum(body: Expr, limits: tuple[Tuple, ...]) -> Expr:
    return Sum(body, *limits)


@cache
def joint_entropy_nonnegative() -> Theorem:
    """H(X) >= 0, with equality iff X is constant."""
    (x,) = random_variables("X")
    lx = letter("x")
    weight = law(x)(lx)
    limits = (Tuple(lx, 0, x.size - 1),)
    bound = Combination(
        (
            (S.One, LogBound(weight, weight**2, limits)),
            (S.One, Nonnegative(_sum(weight - weight**2, limits))),
        )
    )
    statement = Statement(Entropy(x), Relation.GE, S.Zero, (), (FunctionOf(x, ()),))
    return prove_step(statement, bound)


@cache
def log_size_nonnegative() -> Theorem:
    """Log n >= 0 for a size n."""
    size = Symbol("n", integer=True, positive=True)
    bound = Combination(((1 / size, LogBound(size, Integer(1))), (1 / size, Nonnegative(size - 1))))
    return prove_step(Statement(log(size), Relation.GE, S.Zero), bound)


@cache
def independence_is_zero(*, conditional: bool) -> Theorem:
    """I(X; Y) = 0 or I(X; Y | Z) = 0 if X and Y are independent (given Z)."""
    x, y, z = random_variables("X Y Z")
    if conditional:
        given: tuple[Hypothesis, ...] = (Independent(x, y, given=z),)
        return prove_step(
            Statement(MutualInformation(x, y, z), Relation.EQ, S.Zero, given), Unfold()
        )
    given = (Independent(x, y),)
    return prove_step(Statement(MutualInformation(x, y), Relation.EQ, S.Zero, given), Unfold())


@cache
def function_is_zero() -> Theorem:
    """H(Y | X) = 0 if Y is a function of X."""
    x, y = random_variables("X Y")
    given = (FunctionOf(y, x),)
    return prove_step(Statement(Entropy(y, given=x), Relation.EQ, S.Zero, given), Unfold())


@cache
def function_tells_nothing() -> Theorem:
    """I(Y; Z | X) = 0 if Y is a function of X."""
    x, y, z = random_variables("X Y Z")
    statement = Statement(MutualInformation(y, z, x), Relation.EQ, S.Zero, (FunctionOf(y, x),))
    return prove_step(statement, Unfold())
