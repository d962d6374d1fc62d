"""Mutual information: its equal forms, and when it is 0."""

from sympy import Sum, Tuple

from symbinfo import (
    Entropy,
    Independent,
    KLDivergence,
    Lemma,
    LogBound,
    MutualInformation,
    ProductPmf,
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

from .gibbs import gibbs_inequality


@derivation(
    "I(X;Y) = sum of p(x,y) log(p(x,y)/(p(x) p(y))) = D(P_XY || P_X P_Y)",
    title="Mutual information",
    ids=("mi.def",),
    source="Cover and Thomas (2006), eqs. 2.28 and 2.29",
)
def mutual_information() -> Theorem:
    """The divergence of the joint law from the product of the marginals."""
    X, Y = random_variables("X Y")
    x, y = letter("x"), letter("y")
    joint = law(X, Y)(x, y)
    inside = joint / (law(X)(x) * law(Y)(y))
    return (
        calc(MutualInformation(X, Y))
        .eq(
            Sum(XLogY(joint, inside), (y, 0, Y.size - 1), (x, 0, X.size - 1)),
            by=Unfold(),
            remark="definition",
        )
        .eq(
            KLDivergence(law(X, Y), ProductPmf(law(X), law(Y))),
            by=Unfold(),
            remark="definition of the divergence",
        )
        .qed()
    )


@derivation(
    "I(X;Y) = H(X) - H(X|Y) = H(Y) - H(Y|X) = H(X) + H(Y) - H(X,Y) = ... = E D(P_Y|X || P_Y)",
    title="Seven forms of mutual information",
    ids=("mi.forms",),
    source="Cover and Thomas (2006), theorem 2.4.1",
)
def mutual_information_forms() -> Theorem:
    """One chain through all of them."""
    X, Y = random_variables("X Y")
    x = letter("x")
    given_x = conditional_law(Y, given={X: x})
    row = Weighted(law(X)(x), KLDivergence(given_x, law(Y)))
    return (
        calc(MutualInformation(X, Y))
        .eq(Entropy(X) - Entropy(X, given=Y), by=Unfold(), remark=r"$p(x, y) = p(y)\,p(x \mid y)$")
        .eq(Entropy(Y) - Entropy(Y, given=X), by=Unfold(), remark=r"$p(x, y) = p(x)\,p(y \mid x)$")
        .eq(Entropy(X) + Entropy(Y) - Entropy(X, Y), by=Unfold(), remark="chain rule")
        .eq(
            Entropy(X, Y) - Entropy(X, given=Y) - Entropy(Y, given=X),
            by=Unfold(),
            remark="chain rule",
        )
        .eq(MutualInformation(Y, X), by=Unfold(), remark="definition")
        .eq(
            Sum(row, Tuple(x, 0, X.size - 1)),
            by=Unfold(),
            remark="average divergence from the marginal law",
        )
        .qed()
    )


@derivation(
    "I(X;Y) >= 0 with equality iff X and Y are independent",
    title="Mutual information is nonnegative",
    ids=("mi.nonneg",),
    source="Cover and Thomas (2006), eq. 2.90",
)
def mutual_information_nonnegative() -> Theorem:
    """It is a divergence."""
    X, Y = random_variables("X Y")
    joint, product = law(X, Y), ProductPmf(law(X), law(Y))
    gibbs = gibbs_inequality()
    p, q = gibbs.statement.lhs.args
    return (
        calc(MutualInformation(X, Y))
        .eq(KLDivergence(joint, product), by=Unfold(), remark="definition")
        .ge(0, by=Lemma(gibbs, {p: joint, q: product}), remark="Gibbs' inequality")
        .qed(equality=Independent(X, Y))
    )


@derivation(
    "I(X;Y|Z) >= 0 with equality iff X and Y are independent given Z",
    title="Conditional mutual information is nonnegative",
    source="Cover and Thomas (2006), eq. 2.92",
)
def conditional_mutual_information_nonnegative() -> Theorem:
    """The bound a log(a/b) >= a - b at b = p(x,z) p(y,z) / p(z), where p(z) > 0."""
    X, Y, Z = random_variables("X Y Z")
    x, y, z = letter("x"), letter("y"), letter("z")
    limits = tuple(Tuple(a, 0, v.size - 1) for a, v in ((x, X), (y, Y), (z, Z)))
    weight = law(Z)(z)
    product = law(X, Z)(x, z) * law(Y, Z)(y, z) / weight
    return (
        calc(MutualInformation(X, Y, given=Z))
        .ge(
            0,
            by=LogBound(law(X, Y, Z)(x, y, z), product, limits, (weight,)),
            remark=r"$a \log(a/b) \ge a - b$ in each triple",
        )
        .qed(equality=Independent(X, Y, given=Z))
    )


@derivation("I(X;Y) = I(Y;X)", title="Symmetry of mutual information", ids=("mi.sym",))
def mutual_information_symmetric() -> Theorem:
    """The definition is symmetric."""
    X, Y = random_variables("X Y")
    return calc(MutualInformation(X, Y)).eq(MutualInformation(Y, X), by=Unfold()).qed()


@derivation("I(X;X) = H(X)", title="Entropy is self-information", ids=("mi.self",))
def mutual_information_self() -> Theorem:
    """A variable tells all about itself."""
    (X,) = random_variables("X")
    return (
        calc(MutualInformation(X, X))
        .eq(Entropy(X) - Entropy(X, given=X), by=Unfold(), remark="a form of mutual information")
        .eq(Entropy(X), by=Unfold(), remark=r"$H(X \mid X) = 0$")
        .qed()
    )
