"""Gibbs' inequality, told twice, and Jensen's inequality on the way."""

from sympy import Function, S, Sum, Tuple, log

from symbinfo import (
    AbsolutelyContinuous,
    Algebra,
    Combination,
    Equal,
    ForAll,
    FullSupport,
    KLDivergence,
    Lemma,
    LogBound,
    Nonnegative,
    StrictlyConcave,
    Tangent,
    Theorem,
    Unfold,
    Weighted,
    XLogY,
    calc,
    derivation,
    letter,
    parameter,
    pmf,
    sequence,
)
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.sequences import Sequence


@derivation(
    "D(p || q) >= 0 with equality iff p = q",
    title="Gibbs' inequality",
    ids=("gibbs",),
    source="Cover and Thomas (2006), theorem 2.6.3",
)
def gibbs_inequality() -> Theorem:
    """By the bound a log(a/b) >= a - b, summed over the letters."""
    p, q, x = pmf("p"), pmf("q"), letter("x")
    limits = Tuple(x, 0, p.size - 1)
    return (
        calc(KLDivergence(p, q))
        .ge(
            Sum(p(x) - q(x), limits),
            by=LogBound(p(x), q(x), (limits,)),
            remark=r"$a \log(a/b) \ge a - b$ in each letter",
        )
        .eq(0, by=Algebra(), remark="since $p$ and $q$ sum to 1")
        .qed(equality=Equal(p, q))
    )


@derivation(
    "sum of p(x) f(t(x)) <= f(sum of p(x) t(x)) for strictly concave f, "
    "with equality iff t is constant where p(x) > 0",
    title="Jensen's inequality",
    source="Cover and Thomas (2006), theorem 2.6.2",
)
def jensen_inequality() -> Theorem:
    """The tangent at the mean lies above the function.

    Equality holds exactly when t is constant on the support of p.
    """
    p, x, k = pmf("p"), letter("x"), letter("k")
    t, u, f = sequence("t", p.size, lower=0), parameter("u", 0), Function("phi")
    limits, each = Tuple(x, 0, p.size - 1), Tuple(k, 0, p.size - 1)
    mean = Sum(p(x) * t(x), limits)
    tangent = Tangent(f(u), mean, t(x), p(x), (limits,))
    return (
        calc(Sum(p(x) * f(t(x)), limits), given=[StrictlyConcave(f(u), u)])
        .le(f(mean), by=tangent, remark="the tangent at the mean, averaged under $p$")
        .qed(equality=ForAll(p(k) * t(k), p(k) * mean, each))
    )


@derivation(
    "p << q implies -D(p || q) <= 0, by Jensen's inequality; for p > 0 with equality iff p = q",
    title="Gibbs' inequality by Jensen's inequality",
    ids=("gibbs",),
    source="Cover and Thomas (2006), theorem 2.6.3",
)
def gibbs_by_jensen() -> tuple[Theorem, ...]:
    """The logarithm is strictly concave.

    First on the support of p alone, where only the inequality comes out; then for p > 0
    everywhere, with the equality condition.
    """
    p, q, x = pmf("p"), pmf("q"), letter("x")
    limits = Tuple(x, 0, p.size - 1)
    ratio = q(x) / p(x)
    mass = Sum(Weighted(p(x), ratio), limits)
    u = parameter("u", 0)
    missing = Nonnegative(Sum(q(x) - Weighted(p(x), ratio), limits))
    support = (
        calc(-KLDivergence(p, q), given=[AbsolutelyContinuous(p, q)])
        .eq(Sum(XLogY(p(x), ratio), limits), by=Unfold(), remark="definition")
        .le(
            log(mass),
            by=Tangent(log(u), mass, ratio, p(x), (limits,)),
            remark="concavity of the logarithm",
        )
        .le(
            0,
            by=Combination(((1, Tangent(log(u), S.One, mass)), (1, missing))),
            remark="since $q$ has at most mass 1 on the support of $p$",
        )
        .qed()
    )
    jensen = jensen_inequality()
    (law,) = jensen.statement.lhs.atoms(SymbolicPmf)
    (values,) = jensen.statement.lhs.atoms(Sequence)
    (concave,) = jensen.statement.hypotheses
    phi, v = concave.args
    lemma = Lemma(jensen, {law: p, values(x): ratio, phi: log(v)})
    full = [FullSupport(p), AbsolutelyContinuous(p, q)]
    main = (
        calc(-KLDivergence(p, q), given=full)
        .eq(Sum(p(x) * log(ratio), limits), by=Unfold(), remark="definition")
        .le(
            log(Sum(q(x), limits)),
            by=lemma,
            remark="Jensen's inequality for the logarithm",
        )
        .eq(0, by=Unfold(), remark="since $q$ sums to 1")
        .qed(equality=Equal(p, q))
    )
    return support, main
