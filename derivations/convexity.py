"""The log sum inequality, concavity of entropy, convexity of the divergence."""

from sympy import Sum, Tuple

from symbinfo import (
    Combination,
    Entropy,
    Equal,
    ForAll,
    KLDivergence,
    Lemma,
    LogBound,
    Mixture,
    Theorem,
    Unfold,
    XLogY,
    calc,
    derivation,
    letter,
    parameter,
    pmf,
    sequence,
)

from .gibbs import gibbs_inequality


@derivation(
    "sum of a log(a/b) >= A log(A/B) for positive a, b, with equality iff a/b is constant",
    title="Log sum inequality",
    ids=("logsum",),
    source="Cover and Thomas (2006), theorem 2.7.1",
)
def log_sum_inequality() -> Theorem:
    """The bound a log(a/b) >= a - b at b(i) A / B, where A and B are the sums."""
    a, b = sequence("a", lower=0), sequence("b", lower=0)
    i, k = letter("i"), letter("k")
    limits, each = Tuple(i, 0, a.size - 1), Tuple(k, 0, a.size - 1)
    A, B = Sum(a(i), limits), Sum(b(i), limits)
    return (
        calc(Sum(XLogY(a(i), a(i) / b(i)), limits))
        .ge(
            XLogY(A, A / B),
            by=LogBound(a(i), b(i) * A / B, (limits,)),
            remark=r"$a \log(a/b) \ge a - b$, with $b$ scaled to the sum of $a$",
        )
        .qed(equality=ForAll(a(k) * B, b(k) * A, each))
    )


@derivation(
    "H(t p + (1-t) q) >= t H(p) + (1-t) H(q) for 0 < t < 1, with equality iff p = q",
    title="Entropy is strictly concave",
    ids=("ent.concave",),
    source="Cover and Thomas (2006), theorem 2.7.3",
)
def entropy_concave() -> Theorem:
    """The gap is a Jensen-Shannon divergence with weights t and 1 - t."""
    p, q, t = pmf("p"), pmf("q"), parameter("t", 0, 1)
    m = Mixture(t, p, q)
    gibbs = gibbs_inequality()
    a, b = gibbs.statement.lhs.args
    both = Combination(((t, Lemma(gibbs, {a: p, b: m})), (1 - t, Lemma(gibbs, {a: q, b: m}))))
    gap = t * KLDivergence(p, m) + (1 - t) * KLDivergence(q, m)
    return (
        calc(Entropy(m))
        .eq(t * Entropy(p) + (1 - t) * Entropy(q) + gap, by=Unfold(), remark="definitions")
        .ge(t * Entropy(p) + (1 - t) * Entropy(q), by=both, remark="Gibbs' inequality, twice")
        .qed(equality=Equal(p, q))
    )


@derivation(
    "D(t p1 + (1-t) p2 || t q1 + (1-t) q2) <= t D(p1 || q1) + (1-t) D(p2 || q2) for 0 < t < 1",
    title="The divergence is jointly convex",
    ids=("kl.convex",),
    source="Cover and Thomas (2006), theorem 2.7.2",
)
def divergence_convex() -> Theorem:
    """In each letter with positive mixture, the bound a log(a/b) >= a - b, twice."""
    p1, p2, q1, q2 = (pmf(name) for name in ("p1", "p2", "q1", "q2"))
    t, x = parameter("t", 0, 1), letter("x")
    p, q = Mixture(t, p1, p2), Mixture(t, q1, q2)
    limits, ratio = (Tuple(x, 0, p.size - 1),), p(x) / q(x)
    first = LogBound(t * p1(x), t * q1(x) * ratio, limits, (q(x),))
    second = LogBound((1 - t) * p2(x), (1 - t) * q2(x) * ratio, limits, (q(x),))
    return (
        calc(KLDivergence(p, q))
        .le(
            t * KLDivergence(p1, q1) + (1 - t) * KLDivergence(p2, q2),
            by=Combination(((1, first), (1, second))),
            remark="log sum inequality in each letter",
        )
        .qed()
    )
