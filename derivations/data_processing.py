"""No processing of Y can increase what Y says about X."""

from symbinfo import (
    Lemma,
    MarkovChain,
    MutualInformation,
    Theorem,
    Unfold,
    calc,
    derivation,
    random_variables,
)

from .mutual_information import conditional_mutual_information_nonnegative


@derivation(
    "X -> Y -> Z implies I(X;Z) <= I(X;Y), with equality iff X -> Z -> Y",
    title="Data processing inequality",
    ids=("dpi",),
    source="Cover and Thomas (2006), theorem 2.8.1",
)
def data_processing() -> tuple[Theorem, ...]:
    """What Z loses is I(X;Y|Z); the same from the other end of the chain."""
    X, Y, Z = random_variables("X Y Z")
    nonnegative = conditional_mutual_information_nonnegative()
    (a,), (b,), (c,) = nonnegative.statement.lhs.args
    chain = MarkovChain(X, Y, Z)
    other = (
        calc(MutualInformation(X, Z), given=[chain])
        .eq(
            MutualInformation(Y, Z) - MutualInformation(Y, Z, given=X),
            by=Unfold(),
            remark=r"chain rule, $X \to Y \to Z$",
        )
        .le(
            MutualInformation(Y, Z),
            by=Lemma(nonnegative, {a: Y, b: Z, c: X}),
            remark=r"$I(Y; Z \mid X) \ge 0$",
        )
        .qed(equality=MarkovChain(Y, X, Z))
    )
    main = (
        calc(MutualInformation(X, Z), given=[chain])
        .eq(
            MutualInformation(X, Y) - MutualInformation(X, Y, given=Z),
            by=Unfold(),
            remark=r"chain rule, $X \to Y \to Z$",
        )
        .le(
            MutualInformation(X, Y),
            by=Lemma(nonnegative, {a: X, b: Y, c: Z}),
            remark=r"$I(X; Y \mid Z) \ge 0$",
        )
        .qed(equality=MarkovChain(X, Z, Y))
    )
    return other, main
