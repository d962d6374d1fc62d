"""On n letters no distribution has more entropy than the uniform one, told twice."""

from sympy import Derivative, Sum, Tuple, exp, log

from symbinfo import (
    Entropy,
    ForAll,
    KLDivergence,
    Lemma,
    Nonnegative,
    Theorem,
    Unfold,
    Uniform,
    calc,
    derivation,
    is_uniform,
    letter,
    parameter,
    pmf,
    sequence,
)

from .gibbs import gibbs_inequality


@derivation(
    "H(p) <= log n with equality iff p is uniform",
    title="Maximum entropy",
    ids=("ent.maxuniform",),
    source="Cover and Thomas (2006), theorem 2.6.4",
)
def maximum_entropy() -> Theorem:
    """By the divergence from the uniform distribution."""
    p = pmf("p")
    u = Uniform(p.size)
    gibbs = gibbs_inequality()
    a, b = gibbs.statement.lhs.args
    return (
        calc(Entropy(p))
        .eq(log(p.size) - KLDivergence(p, u), by=Unfold(), remark="definitions")
        .le(log(p.size), by=Lemma(gibbs, {a: p, b: u}), remark="Gibbs' inequality")
        .qed(equality=is_uniform(p))
    )


@derivation(
    "the entropy Lagrangian is stationary at the uniform law only, and H(p) <= log n "
    "with equality iff p is uniform",
    title="Maximum entropy by Lagrange multipliers",
    ids=("ent.max.lagrange", "ent.maxuniform"),
    source="Jaynes (1957), section 2; Cover and Thomas (2006), section 12.1",
)
def maximum_entropy_lagrange() -> tuple[Theorem, ...]:
    """The weights w(i) > 0 are free; the multiplier lambda keeps their sum at 1.

    The gradient and its zero are derived, then the curvature, then that the stationary
    point is the maximum: log n - H(p) is a divergence.
    """
    w, multiplier = sequence("w", lower=0), parameter("lambda")
    i, k = letter("i"), letter("k")
    limits, each = Tuple(i, 0, w.size - 1), Tuple(k, 0, w.size - 1)
    total = Sum(w(i), limits)
    lagrangian = -Sum(w(i) * log(w(i)), limits) + multiplier * (total - 1)
    gradient = multiplier - 1 - log(w(k))
    stationary, normalised = ForAll(gradient, 0, each), ForAll(total, 1)
    p = pmf("p")
    u = Uniform(p.size)
    gibbs = gibbs_inequality()
    a, b = gibbs.statement.lhs.args
    return (
        calc(Derivative(lagrangian, w(k)))
        .eq(gradient, by=Unfold(), remark="derivative by one weight")
        .qed(),
        calc(w(k), given=[stationary, normalised])
        .eq(exp(multiplier - 1), by=Unfold(), remark="since the gradient is 0")
        .eq(1 / w.size, by=Unfold(), remark="since the weights sum to 1")
        .qed(),
        calc(Derivative(lagrangian, w(k), w(k)))
        .eq(-1 / w(k), by=Unfold(), remark="second derivative by one weight")
        .lt(0, by=Nonnegative(1 / w(k)), remark="$w_k > 0$")
        .qed(),
        calc(Entropy(p))
        .eq(Entropy(u) - KLDivergence(p, u), by=Unfold(), remark="definitions")
        .le(Entropy(u), by=Lemma(gibbs, {a: p, b: u}), remark="Gibbs' inequality")
        .eq(log(p.size), by=Unfold(), remark="the entropy of the uniform distribution")
        .qed(equality=is_uniform(p)),
    )
