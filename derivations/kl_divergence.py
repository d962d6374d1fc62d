"""The Kullback-Leibler divergence: definition, asymmetry, infinity."""

from sympy import Rational, Sum, log, oo

from symbinfo import (
    AbsolutelyContinuous,
    Enclosure,
    Infinite,
    KLDivergence,
    NotAbsolutelyContinuous,
    Theorem,
    Unfold,
    XLogY,
    calc,
    derivation,
    letter,
    pmf,
)


@derivation(
    "D(p || q) = sum of p(x) log(p(x)/q(x))",
    title="Kullback-Leibler divergence",
    ids=("kl.def",),
    source="Kullback and Leibler (1951), eq. 2.4; Cover and Thomas (2006), eq. 2.26",
)
def kl_definition() -> Theorem:
    """Also called relative entropy."""
    p, q, x = pmf("p"), pmf("q"), letter("x")
    return (
        calc(KLDivergence(p, q))
        .eq(Sum(XLogY(p(x), p(x) / q(x)), (x, 0, p.size - 1)), by=Unfold(), remark="definition")
        .qed()
    )


@derivation(
    "D((1/2,1/2) || (3/4,1/4)) is not D((3/4,1/4) || (1/2,1/2))",
    title="The divergence is not symmetric",
    ids=("kl.asym",),
    source="Cover and Thomas (2006), example 2.3.1",
)
def kl_asymmetric() -> tuple[Theorem, ...]:
    """Two coins, the exact values, and that they differ."""
    fair = pmf({"heads": Rational(1, 2), "tails": Rational(1, 2)})
    biased = pmf({"heads": Rational(3, 4), "tails": Rational(1, 4)})
    forward, backward = KLDivergence(fair, biased), KLDivergence(biased, fair)
    return (
        calc(forward).eq(log(2) - log(3) / 2, by=Unfold(), remark="definition").qed(),
        calc(backward).eq(Rational(3, 4) * log(3) - log(2), by=Unfold(), remark="definition").qed(),
        calc(forward)
        .ne(backward, by=Enclosure(), remark="rigorous enclosures of both numbers")
        .qed(),
    )


@derivation(
    "D(p || q) is infinite iff q(x) = 0 < p(x) for some x",
    title="When the divergence is infinite",
    ids=("kl.inf",),
    source="Cover and Thomas (2006), section 2.3",
)
def kl_infinite() -> tuple[Theorem, ...]:
    """One direction each."""
    p, q = pmf("p"), pmf("q")
    return (
        calc(KLDivergence(p, q), given=[AbsolutelyContinuous(p, q)])
        .lt(oo, by=Infinite(), remark="since each term is finite")
        .qed(),
        calc(KLDivergence(p, q), given=[NotAbsolutelyContinuous(p, q)])
        .eq(oo, by=Infinite(), remark=r"since one term is $\infty$ and none is $-\infty$")
        .qed(),
    )
