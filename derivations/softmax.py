"""The softmax: its cross-entropy, the gradient and the Hessian by the scores."""

from sympy import Derivative, Expr, KroneckerDelta, Sum, Symbol, Tuple, exp, log

from symbinfo import (
    Theorem,
    Unfold,
    XLogY,
    calc,
    derivation,
    gradient,
    hessian,
    letter,
    parameter,
    pmf,
    sequence,
)

p = pmf("p")
z = sequence("z", p.size)
x, j, k = letter("x"), letter("j"), letter("k")


def _over(one: Symbol) -> Tuple:
    return Tuple(one, 0, p.size - 1)


TOTAL = Sum(exp(z(j)), _over(j))
LOSS = -Sum(XLogY(p(x), exp(z(x)) / TOTAL), _over(x))


def softmax(one: Expr) -> Expr:
    """Return the probability of a letter."""
    return exp(z(one)) / TOTAL


@derivation(
    "softmax(z + t) = softmax(z) for any number t",
    title="Shift of the scores",
    ids=("ml.softmax.shift",),
)
def softmax_shift() -> Theorem:
    """So the largest score may be taken off before the exponentials, which then never overflow."""
    t = parameter("t")
    shifted = exp(z(k) + t) / Sum(exp(z(j) + t), _over(j))
    return calc(shifted).eq(softmax(k), by=Unfold(), remark="cancel the exponential of t").qed()


@derivation(
    "H(p, softmax(z)) = log sum exp z - sum of p z",
    title="Softmax cross-entropy",
    source="Bishop (2006), section 4.3.4",
)
def softmax_cross_entropy() -> Theorem:
    """The logarithm of the normaliser, minus the average score."""
    average = Sum(p(x) * z(x), _over(x))
    return calc(LOSS).eq(log(TOTAL) - average, by=Unfold(), remark="logarithm of a ratio").qed()


@derivation(
    "the gradient of H(p, softmax(z)) by z is softmax(z) - p",
    title="Gradient of softmax cross-entropy",
    ids=("ml.softmax.grad",),
    source="Bishop (2006), eq. 4.109",
)
def softmax_gradient() -> Theorem:
    """What a network passes back: the prediction minus the target."""
    return (
        calc(Derivative(LOSS, z(k)))
        .eq(gradient(LOSS, z)(k), by=Unfold(), remark="the prediction minus the target")
        .qed()
    )


@derivation(
    "the Jacobian of the softmax, and the Hessian of H(p, softmax(z)), are diag(s) - s s^T",
    title="Hessian of softmax cross-entropy",
    ids=("ml.softmax.jac", "ml.softmax.hess"),
    source="Bishop (2006), eqs. 4.106 and 4.110",
)
def softmax_hessian() -> tuple[Theorem, ...]:
    """The target drops out: the curvature is that of the normaliser alone."""
    m = letter("m")
    entry = softmax(k) * (KroneckerDelta(k, m) - softmax(m))
    jacobian = (
        calc(Derivative(softmax(k), z(m)))
        .eq(entry, by=Unfold(), remark="derivative of a ratio")
        .qed()
    )
    curvature = (
        calc(Derivative(LOSS, z(k), z(m)))
        .eq(hessian(LOSS, z)(k, m), by=Unfold(), remark="differentiate twice")
        .eq(entry, by=Unfold(), remark="definition of the softmax")
        .qed()
    )
    return jacobian, curvature
