"""How much a single event says: the axioms lead to the logarithm."""

from sympy import Derivative, Function, Integer, S, Subs, log

from symbinfo import (
    Assumption,
    Combination,
    Differentiable,
    Differentiate,
    ForAll,
    Integrate,
    Lemma,
    Less,
    LogBound,
    Nonnegative,
    SelfInformation,
    Theorem,
    Unfold,
    calc,
    derivation,
    letter,
    parameter,
    pmf,
)


@derivation(
    "I(x) = -log p(x), I(1) = 0 and I(p q) = I(p) + I(q)",
    title="Self-information",
    ids=("si.def", "si.certain", "si.additive"),
    source="Shannon (1948); Cover and Thomas (2006), section 2.1",
)
def self_information() -> tuple[Theorem, ...]:
    """The definition, the certain event, and two independent events."""
    p = parameter("p", 0, 1, upper_in=True)
    q = parameter("q", 0, 1, upper_in=True)
    law, x = pmf("P"), letter("x")
    return (
        calc(SelfInformation(law, x)).eq(-log(law(x)), by=Unfold(), remark="definition").qed(),
        calc(SelfInformation(Integer(1))).eq(0, by=Unfold(), remark=r"$\log 1 = 0$").qed(),
        calc(SelfInformation(p * q))
        .eq(-log(p) - log(q), by=Unfold(), remark="the logarithm of a product")
        .eq(SelfInformation(p) + SelfInformation(q), by=Unfold(), remark="definition")
        .qed(),
    )


@derivation(
    "I(p) >= 0 with equality iff p = 1",
    title="Self-information is nonnegative",
    ids=("si.nonneg",),
)
def self_information_nonnegative() -> Theorem:
    """The bound a log(a/b) >= a - b at a = 1, b = p."""
    p = parameter("p", 0, 1, upper_in=True)
    return (
        calc(SelfInformation(p))
        .eq(-log(p), by=Unfold(), remark="definition")
        .ge(1 - p, by=LogBound(S.One, p), remark=r"$\log p \le p - 1$")
        .ge(0, by=Nonnegative(1 - p), remark=r"$p \le 1$")
        .qed(equality=ForAll(p, 1))
    )


@derivation(
    "p < q implies I(p) > I(q); the derivative is -1/p",
    title="Self-information is strictly decreasing",
    ids=("si.monotone",),
)
def self_information_decreasing() -> tuple[Theorem, ...]:
    """The derivative is negative; and directly, without calculus."""
    p = parameter("p", 0, 1, upper_in=True)
    q = parameter("q", 0, 1, upper_in=True)
    less = Less(p, q)
    gap = Combination(((1 / q, LogBound(q, p)), (1 / q, Assumption(less))))
    return (
        calc(Derivative(SelfInformation(p), p))
        .eq(-1 / p, by=Unfold(), remark="the derivative of the logarithm")
        .lt(0, by=Nonnegative(1 / p), remark="$p > 0$")
        .qed(),
        calc(SelfInformation(p), given=[less])
        .eq(-log(p), by=Unfold(), remark="definition")
        .gt(-log(q), by=gap, remark=r"$q \log(q/p) \ge q - p > 0$")
        .eq(SelfInformation(q), by=Unfold(), remark="definition")
        .qed(),
    )


@derivation(
    "f(a b) = f(a) + f(b) and f differentiable imply f(p) = f'(1) log p",
    title="Self-information is the only additive measure",
    ids=("si.unique",),
    source="Aczel and Daroczy (1975), section 0.2; Erdos (1946) for monotone f",
)
def self_information_unique() -> tuple[Theorem, ...]:
    """Differentiate the functional equation, and integrate what comes out.

    With K = -f'(1) this is f(p) = -K log p: additivity leaves only the unit free.
    """
    a, b, t = (parameter(name, 0, 1, upper_in=True) for name in "abt")
    p = parameter("p", 0, 1, upper_in=True)
    f = Function("f")
    additive, smooth = ForAll(f(a * b), f(a) + f(b), a, b), Differentiable(f(t), t)
    given = [additive, smooth]
    slope = Subs(Derivative(f(t), t), t, 1)
    certain = (
        calc(f(1), given=[additive])
        .eq(
            0,
            by=Combination(((-1, Assumption(additive, {a: 1, b: 1})),)),
            remark="$a = b = 1$ in the functional equation",
        )
        .qed()
    )
    derived = (
        calc(a * Derivative(f(a), a), given=given)
        .eq(
            slope,
            by=Differentiate(Assumption(additive), b, {b: 1}),
            remark="derivative of the functional equation by $b$, at $b = 1$",
        )
        .qed()
    )
    divided = (
        calc(Derivative(f(p), p), given=given)
        .eq(slope / p, by=Combination(((1 / p, Lemma(derived, {a: p})),)), remark="division by $p$")
        .qed()
    )
    main = (
        calc(f(p), given=given)
        .eq(
            slope * log(p),
            by=Integrate(p, Lemma(divided), Lemma(certain), S.One),
            remark="since both sides have one derivative and agree at $p = 1$",
        )
        .qed()
    )
    return certain, derived, divided, main
