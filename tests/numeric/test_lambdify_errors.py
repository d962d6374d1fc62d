"""What `lambdify` says of expressions that it cannot translate, and of bad arrays."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Function, Integer, Rational, Sum, cos, log

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.families import PointMass
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import law, random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence, SelfInformation
from symbinfo.numeric import lambdify

P, Q = pmf("p"), pmf("q")
X, Y = random_variables("X Y")
x, i = letter("x"), letter("i")
t = parameter("t", 0, 1)
COIN = pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
LIMITS = (x, 0, n - 1)


@pytest.mark.parametrize(
    ("args", "expr", "said"),
    [
        (P, KLDivergence(P, Q), r"gives the values of q, which occurs in q\(x\)"),
        ((X,), Entropy(X, Y), r"gives the joint law of X, Y: list law\(X, Y\)"),
        (P, t * Entropy(P), "no argument of lambdify gives the value of t"),
        ((), log(n), "no argument of lambdify gives the value of n"),
        (P, SelfInformation(P, x), "gives the value of the letter x"),
        (P, Function("f")(n), r"lambdify has no rule for f\(n\)"),
        (P, cos(n), r"lambdify has no rule for cos\(n\) \(cos\)"),
        (P, "H(p)", r"lambdify takes an expression, got H\(p\) \(str\)"),
        (P, Entropy(P) >= 0, "lambdify takes an expression"),
        (COIN, Entropy(COIN), "has a value already, so it is no argument"),
        ("p", Entropy(P), r"or a symbol, got p \(str\)"),
        ((P, P), Entropy(P), "two arguments give values to p: list one"),
        ((law(X, Y), law(X)), Entropy(X), "two arguments give values to X"),
        (P, Sum(P(x), (x, 1, n - 1)), "the letter x runs from 1 to n - 1, but the alphabet has n"),
        (P, Sum(P(x), (x, 0, 3)), "runs from 0 to 3, but the alphabet has n letters"),
        (P, Sum(Sum(i, (i, 0, x)), LIMITS), "must not depend on the letter x"),
    ],
)
def test_what_cannot_be_translated(args, expr, said):
    with pytest.raises(BadInput, match=said):
        lambdify(args, expr)


ONEHOT = lambdify((x, Q), CrossEntropy(PointMass(x), Q))
KL = lambdify((P, Q), KLDivergence(P, Q))


@pytest.mark.parametrize(
    ("function", "values", "said"),
    [
        (KL, ([1],), "kl_divergence takes p, q; it was called without q"),
        (KL, ([1], [1], [1]), "takes p, q; it was called with 3 arguments"),
        (KL, ([1, 0], [1, 0, 0]), "n is 2 in p and 3 in q"),
        (KL, ([], []), "an alphabet has at least one letter, got an empty axis in p"),
        (KL, (0.5, [1]), "p takes an array whose last axis is the alphabet, got 0.5"),
        (KL, (["a"], [1]), "p takes an array of real numbers"),
        (KL, ([1j], [1]), "p takes an array of real numbers"),
        (KL, ([[1], [1, 2]], [1]), "p takes an array of real numbers"),
        (KL, (np.ones((2, 1)), np.ones((3, 1))), r"do not fit: p has \(2,\), q has \(3,\)"),
        (lambdify((X, Y), Entropy(X, Y)), ([1],), "P_XY takes an array whose last 2 axes"),
        (lambdify((P, x), SelfInformation(P, x)), ([1, 0], 2), "whole number from 0 to 1, got 2"),
        (lambdify((P, x), SelfInformation(P, x)), ([1, 0], -1), "whole number from 0 to 1"),
        (lambdify((P, x), SelfInformation(P, x)), ([1, 0], 0.5), "x takes whole numbers, got 0.5"),
        (ONEHOT, (2, [0.5, 0.5]), "x must be a whole number from 0 to 1, got 2"),
        (ONEHOT, (np.nan, [0.5, 0.5]), "x must be a whole number from 0 to 1, got nan"),
        (lambdify((x, n), Entropy(PointMass(x))), (3, 3), "from 0 to 2, got 3"),
        (lambdify((P, n), log(n) - Entropy(P)), ([1, 0], 3), "n is 2 by the shapes, got 3"),
        (lambdify(n, Sum(x, LIMITS)), ([2, 3],), "n takes one whole number"),
        (lambdify(pmf("r", 3), Integer(1)), ([1, 0],), "r has 3 letters, got an axis of length 2"),
    ],
)
def test_bad_arrays(function, values, said):
    with pytest.raises(BadInput, match=said):
        function(*values)
