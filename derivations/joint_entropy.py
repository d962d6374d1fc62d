"""Joint and conditional entropy: definitions, the chain rule, subadditivity."""

from sympy import Sum, Tuple

from symbinfo import (
    Entropy,
    Independent,
    Lemma,
    MutualInformation,
    Theorem,
    Unfold,
    Weighted,
    XLogY,
    calc,
    conditional_law,
    derivation,
    law,
    letter,
    random_variables,
)

from .mutual_information import mutual_information_nonnegative


@derivation(
    "H(X,Y) = -sum of p(x,y) log p(x,y)",
    title="Joint entropy",
    ids=("jnt.def",),
    source="Cover and Thomas (2006), eq. 2.8",
)
def joint_entropy() -> Theorem:
    """The entropy of the pair."""
    X, Y = random_variables("X Y")
    x, y = letter("x"), letter("y")
    p = law(X, Y)(x, y)
    return (
        calc(Entropy(X, Y))
        .eq(
            -Sum(XLogY(p, p), (y, 0, Y.size - 1), (x, 0, X.size - 1)),
            by=Unfold(),
            remark="definition",
        )
        .qed()
    )


@derivation(
    "H(Y|X) = sum of p(x) H(Y|X=x) = -sum of p(x,y) log p(y|x) = H(X,Y) - H(X)",
    title="Conditional entropy",
    ids=("cond.def",),
    source="Cover and Thomas (2006), eqs. 2.10 to 2.13",
)
def conditional_entropy() -> Theorem:
    """As an average over x, as a double sum, and as a difference of joint entropies.

    Values x of probability 0 add nothing.
    """
    X, Y = random_variables("X Y")
    x, y = letter("x"), letter("y")
    joint, marginal = law(X, Y)(x, y), law(X)(x)
    row = Entropy(conditional_law(Y, given={X: x}))
    over_x, over_y = Tuple(x, 0, X.size - 1), Tuple(y, 0, Y.size - 1)
    return (
        calc(Entropy(Y, given=X))
        .eq(
            Sum(Weighted(marginal, row), over_x),
            by=Unfold(),
            remark="average over the values of $X$",
        )
        .eq(
            -Sum(XLogY(joint, joint / marginal), over_y, over_x),
            by=Unfold(),
            remark=r"$p(x)\,p(y \mid x) = p(x, y)$",
        )
        .eq(
            Entropy(X, Y) - Entropy(X),
            by=Unfold(),
            remark="the logarithm of a quotient, and the sum over $y$",
        )
        .qed()
    )


@derivation(
    "H(X,Y) = H(X) + H(Y|X) = H(Y) + H(X|Y)",
    title="Chain rule for entropy",
    ids=("chain.2",),
    source="Cover and Thomas (2006), theorem 2.2.1",
)
def chain_rule() -> tuple[Theorem, ...]:
    """Both orders."""
    X, Y = random_variables("X Y")
    first = (
        calc(Entropy(X, Y))
        .eq(Entropy(X) + Entropy(Y, given=X), by=Unfold(), remark=r"$p(x, y) = p(x)\,p(y \mid x)$")
        .qed()
    )
    second = (
        calc(Entropy(X, Y))
        .eq(Entropy(Y) + Entropy(X, given=Y), by=Unfold(), remark=r"$p(x, y) = p(y)\,p(x \mid y)$")
        .qed()
    )
    return first, second


@derivation(
    "H(X,Y,Z) = H(X) + H(Y|X) + H(Z|X,Y)",
    title="Chain rule for three variables",
    source="Cover and Thomas (2006), theorem 2.5.1",
)
def chain_rule_three() -> Theorem:
    """The chain rule of two, twice."""
    X, Y, Z = random_variables("X Y Z")
    two = chain_rule.part(0)
    A, B = two.statement.lhs.args[0]
    return (
        calc(Entropy(X, Y, Z))
        .eq(
            Entropy(X, Y) + Entropy(Z, given=(X, Y)),
            by=Lemma(two, {A: (X, Y), B: Z}),
            remark="chain rule for $(X, Y)$ and $Z$",
        )
        .eq(
            Entropy(X) + Entropy(Y, given=X) + Entropy(Z, given=(X, Y)),
            by=Lemma(two, {A: X, B: Y}),
            remark="chain rule for $X$ and $Y$",
        )
        .qed()
    )


@derivation(
    "H(X,Y) <= H(X) + H(Y) with equality iff X and Y are independent",
    title="Subadditivity of entropy",
    ids=("subadd",),
    source="Cover and Thomas (2006), theorem 2.6.6",
)
def subadditivity() -> Theorem:
    """The gap is the mutual information."""
    X, Y = random_variables("X Y")
    nonnegative = mutual_information_nonnegative()
    (a,), (b,), _ = nonnegative.statement.lhs.args
    return (
        calc(Entropy(X, Y))
        .eq(Entropy(X) + Entropy(Y) - MutualInformation(X, Y), by=Unfold(), remark="definitions")
        .le(
            Entropy(X) + Entropy(Y),
            by=Lemma(nonnegative, {a: X, b: Y}),
            remark=r"$I(X; Y) \ge 0$",
        )
        .qed(equality=Independent(X, Y))
    )
