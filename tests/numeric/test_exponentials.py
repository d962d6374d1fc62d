"""Softmax and logarithms of sums of exponentials, for scores of any size."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp
from sympy import Sum, exp, log

from symbinfo import XLogY, gradient, hessian, lambdify, letter, pmf, sequence

SCALES = (1e-6, 1.0, 30.0, 700.0, 1e4)
p = pmf("p")
z = sequence("z", p.size)
X, J = letter("x"), letter("j")
TOTAL = Sum(exp(z(J)), (J, 0, p.size - 1))
LOG_SUM = log(TOTAL)
LOSS = -Sum(XLogY(p(X), exp(z(X)) / TOTAL), (X, 0, p.size - 1))


def drawn(scale):
    rng = np.random.default_rng(int(scale) + 1)
    return rng.dirichlet(np.ones(6)), rng.uniform(-scale, scale, 6)


def log_softmax(scores):
    total = mp.fsum(mp.exp(mp.mpf(one)) for one in scores)
    return [mp.mpf(one) - mp.log(total) for one in scores]


@pytest.mark.parametrize("backend", ["numpy", "array_api", "numba", "mpmath"])
@pytest.mark.parametrize("scale", SCALES)
def test_cross_entropy_of_a_softmax(scale, backend):
    pytest.importorskip({"array_api": "array_api_compat"}.get(backend, backend))
    law, scores = drawn(scale)
    with mp.workdps(60):
        weights = [mp.mpf(w) / mp.fsum(map(mp.mpf, law)) for w in law]
        pairs = zip(weights, log_softmax(scores), strict=True)
        expected = float(-mp.fsum(w * value for w, value in pairs))
    found = lambdify((p, z), LOSS, backend=backend)(law, scores)
    assert float(found) == pytest.approx(expected, rel=2e-15)


@pytest.mark.parametrize("scale", SCALES)
def test_the_logarithm_of_the_sum_and_the_derivatives(scale):
    law, scores = drawn(scale)
    with mp.workdps(60):
        s = np.array([float(mp.exp(one)) for one in log_softmax(scores)])
        whole = float(mp.log(mp.fsum(mp.exp(mp.mpf(one)) for one in scores)))
    assert lambdify(z, LOG_SUM)(scores) == pytest.approx(whole, rel=1e-15, abs=1e-15)
    slope = lambdify((p, z), gradient(LOSS, z))(law, scores)
    np.testing.assert_allclose(slope, s - law, atol=1e-15)
    bend = lambdify(z, hessian(LOSS, z))(scores)
    np.testing.assert_allclose(bend, np.diag(s) - np.outer(s, s), atol=1e-15)


def test_a_batch_of_scores():
    scores = np.array([[1e4, -1e4, 9999.0], [-1e4, -1e4, -1e4]])
    found = lambdify((z, X), exp(z(X)) / TOTAL)(scores, 0)
    np.testing.assert_allclose(found, [1 / (1 + np.exp(-1)), 1 / 3], rtol=1e-15)


def test_scores_of_minus_infinity_are_masks():
    assert lambdify(z, LOG_SUM)([-np.inf, 1000.0, 1000.0]) == pytest.approx(1000 + np.log(2))
