"""The entropy of one distribution."""

from sympy import Rational, Sum, Tuple, log

from symbinfo import (
    Enclosure,
    Entropy,
    ForAll,
    LogBound,
    Nonnegative,
    SelfInformation,
    Theorem,
    Unfold,
    Weighted,
    XLogY,
    calc,
    derivation,
    letter,
    pmf,
)


@derivation(
    "H(p) = sum of p(x) I(x) = -sum of p(x) log p(x)",
    title="Shannon entropy",
    ids=("ent.def",),
    source="Shannon (1948), section 6; Cover and Thomas (2006), eq. 2.1",
)
def entropy_definition() -> Theorem:
    """Entropy is the average self-information."""
    p, x = pmf("p"), letter("x")
    limits = (x, 0, p.size - 1)
    return (
        calc(Entropy(p))
        .eq(-Sum(XLogY(p(x), p(x)), limits), by=Unfold(), remark="definition")
        .eq(
            Sum(Weighted(p(x), SelfInformation(p, x)), limits),
            by=Unfold(),
            remark=r"$I(x) = -\log p(x)$",
        )
        .qed()
    )


@derivation(
    "H(p) >= 0 with equality iff every p(x) is 0 or 1",
    title="Entropy is nonnegative",
    ids=("ent.nonneg",),
)
def entropy_nonnegative() -> Theorem:
    """No letter has a probability above 1."""
    p, x = pmf("p"), letter("x")
    limits = Tuple(x, 0, p.size - 1)
    return (
        calc(Entropy(p))
        .ge(
            1 - Sum(p(x) ** 2, limits),
            by=LogBound(p(x), p(x) ** 2, (limits,)),
            remark=r"$a \log(a/b) \ge a - b$ at $a = p(x)$, $b = p(x)^2$",
        )
        .eq(Sum(p(x) - p(x) ** 2, limits), by=Unfold(), remark="since $p$ sums to 1")
        .ge(0, by=Nonnegative(Sum(p(x) - p(x) ** 2, limits)), remark=r"$p(x) \le 1$")
        .qed(equality=ForAll(p(x) ** 2, p(x), limits))
    )


@derivation(
    "H(9/10, 1/10) = log 10 - 9/10 log 9, about 0.469 bit",
    title="The entropy of a biased coin",
    ids=("ent.coin",),
)
def biased_coin() -> tuple[Theorem, ...]:
    """The exact value, and an enclosure of it in bits."""
    coin = pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
    exact = (
        calc(Entropy(coin))
        .eq(
            -Rational(9, 10) * log(Rational(9, 10)) - Rational(1, 10) * log(Rational(1, 10)),
            by=Unfold(),
            remark="definition",
        )
        .eq(
            log(10) - Rational(9, 10) * log(9),
            by=Unfold(),
            remark=r"$\log(9/10) = \log 9 - \log 10$",
        )
        .qed()
    )
    bits = Entropy(coin) / log(2)
    low = calc(Rational(468995, 10**6)).lt(bits, by=Enclosure(), remark="rigorous enclosure").qed()
    high = calc(bits).lt(Rational(468996, 10**6), by=Enclosure(), remark="rigorous enclosure").qed()
    return low, high, exact
