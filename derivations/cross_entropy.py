"""Cross-entropy is entropy plus divergence."""

from sympy import Sum

from symbinfo import (
    CrossEntropy,
    Entropy,
    Equal,
    KLDivergence,
    Lemma,
    Theorem,
    Unfold,
    XLogY,
    calc,
    derivation,
    letter,
    pmf,
)

from .gibbs import gibbs_inequality


@derivation(
    "H(p,q) = -sum of p(x) log q(x)",
    title="Cross-entropy",
    ids=("ce.def",),
    source="Goodfellow, Bengio and Courville (2016), eq. 3.51",
)
def cross_entropy_definition() -> Theorem:
    """The average self-information under the wrong law."""
    p, q, x = pmf("p"), pmf("q"), letter("x")
    return (
        calc(CrossEntropy(p, q))
        .eq(-Sum(XLogY(p(x), q(x)), (x, 0, p.size - 1)), by=Unfold(), remark="definition")
        .qed()
    )


@derivation(
    "H(p,q) = H(p) + D(p || q) >= H(p), with equality iff p = q",
    title="Cross-entropy is entropy plus divergence",
    ids=("ce.decomp",),
    source="Goodfellow, Bengio and Courville (2016), section 3.13",
)
def cross_entropy_decomposition() -> tuple[Theorem, ...]:
    """Both sides are infinite together; so no hypothesis is needed."""
    p, q = pmf("p"), pmf("q")
    gibbs = gibbs_inequality()
    a, b = gibbs.statement.lhs.args
    split = calc(CrossEntropy(p, q)).eq(
        Entropy(p) + KLDivergence(p, q), by=Unfold(), remark="the logarithm of a quotient"
    )
    least = split.ge(Entropy(p), by=Lemma(gibbs, {a: p, b: q}), remark="Gibbs' inequality")
    return least.qed(equality=Equal(p, q)), split.qed()
