"""Gradients and Hessians: as the kernel sees them, and as differences do."""

import numpy as np
import pytest
from sympy import Derivative, KroneckerDelta, Lambda, S, Sum, Symbol, Tuple, cos, exp, log

from symbinfo import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    RenyiEntropy,
    TsallisEntropy,
    Unfold,
    XLogY,
    calc,
    gradient,
    hessian,
    letter,
    parameter,
    pmf,
    random_variables,
    sequence,
)
from symbinfo.errors import BadInput, NotUnderstood
from symbinfo.numeric.oracle import World, value

p, q = pmf("p"), pmf("q")
n = p.size
z, w = sequence("z", n), sequence("w", n, lower=0)
x, j, k, m = (letter(name) for name in "xjkm")
over_x, over_j = Tuple(x, 0, n - 1), Tuple(j, 0, n - 1)
TOTAL = Sum(exp(z(j)), over_j)
LOSS = -Sum(XLogY(p(x), exp(z(x)) / TOTAL), over_x)


def test_measures() -> None:
    assert gradient(Entropy(p), p)(k) == -log(p(k)) - 1
    assert hessian(Entropy(p), p)(k, j) == -KroneckerDelta(j, k) / p(k)
    assert gradient(KLDivergence(p, q), q)(k) == -p(k) / q(k)
    assert gradient(CrossEntropy(p, q), p)(k) == -log(q(k))
    assert gradient(Entropy(p), q)(k) == 0
    assert gradient(TsallisEntropy(p, 2), p)(k) == -2 * p(k)


PROVED = [
    (LOSS, exp(z(k)) / TOTAL - p(k)),
    (log(TOTAL), exp(z(k)) / TOTAL),
    (Sum(z(x) ** 3, over_x), 3 * z(k) ** 2),
    (Sum(z(x) * z(j), over_x, over_j), 2 * Sum(z(x), over_x)),
    (1 / TOTAL, -exp(z(k)) / TOTAL**2),
    (exp(z(0)), KroneckerDelta(0, k) * exp(z(0))),
]


@pytest.mark.parametrize(("of", "expected"), PROVED)
def test_the_kernel_proves_what_comes_back(of, expected) -> None:
    found = gradient(of, z)(k)
    assert calc(Derivative(of, z(k))).eq(found, by=Unfold()).eq(expected, by=Unfold()).qed()
    second = hessian(of, z)(k, m)
    assert calc(Derivative(of, z(k), z(m))).eq(second, by=Unfold()).qed()


def test_of_sequences_of_positive_numbers() -> None:
    entropy = -Sum(XLogY(w(x), w(x)), over_x)
    found = gradient(entropy, w)(k)
    assert calc(Derivative(entropy, w(k))).eq(found, by=Unfold()).qed()


DIFFERENCES = [
    (Entropy(p), p),
    (KLDivergence(p, q), p),
    (KLDivergence(p, q), q),
    (CrossEntropy(p, q), q),
    (JensenShannonDivergence(p, q), p),
    (RenyiEntropy(p, S(3) / 2), p),
    (TsallisEntropy(p, S(1) / 2), p),
    (LOSS, z),
]


@pytest.mark.parametrize(("expr", "by"), DIFFERENCES, ids=lambda one: str(one)[:30])
def test_gradients_and_hessians_are_the_limits_of_differences(expr, by) -> None:
    generator = np.random.default_rng(5)
    size = 4
    world = World(
        sizes={n: size},
        pmfs={one: list(generator.dirichlet(np.ones(size))) for one in (p, q)},
        sequences={z: list(generator.normal(size=size))},
    )
    numbers = world.sequences[by] if by == z else world.pmfs[by]
    first, second = gradient(expr, by), hessian(expr, by)
    step = 1e-6

    def moved(of, place, at):
        start = numbers[place]
        ends = []
        for sign in (1, -1):
            numbers[place] = start + sign * step
            ends.append(value(of, world, at))
        numbers[place] = start
        return float((ends[0] - ends[1]) / (2 * step))

    for place in range(size):
        at = {k: place, m: (place + 1) % size}
        assert float(value(first(k), world, at)) == pytest.approx(moved(expr, place, at), abs=1e-7)
        for other in (k, m):
            slope = moved(first(other), place, {**at})
            assert float(value(second(other, k), world, at)) == pytest.approx(
                slope, rel=1e-6, abs=1e-6
            )


def test_what_has_no_gradient() -> None:
    (X,) = random_variables("X")
    with pytest.raises(BadInput, match="gradients are by a sequence or a pmf with one index"):
        gradient(Entropy(p), Symbol("t"))
    with pytest.raises(BadInput, match="with one index"):
        gradient(Sum(sequence("a", (n, n))(x, x), over_x), sequence("a", (n, n)))
    with pytest.raises(BadInput, match="a derivative is of an expression, got"):
        gradient(Lambda(k, k), p)
    with pytest.raises(NotUnderstood, match="no rule for the derivative of cos"):
        gradient(cos(z(0)), z)
    with pytest.raises(NotUnderstood, match="no rule for the derivative of"):
        gradient(z(0) ** z(0), z)
    assert gradient(Entropy(X), p)(k) == 0


def test_letters_of_the_expression_are_not_taken() -> None:
    t = parameter("t")
    found = gradient(Sum(t * z(k), Tuple(k, 0, n - 1)) + z(j), z)
    assert found(m) == t + KroneckerDelta(j, m)
    assert found.variables[0] not in {k, j}
