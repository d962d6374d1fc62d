"""What `lambdify` can translate, the source it writes, and what it says of bad input."""

from __future__ import annotations

import inspect
import subprocess
import sys

import numpy as np
import pytest
from sympy import Abs, Integer, Rational, Sum, Symbol, exp, log, oo, pi, sqrt

from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
from symbinfo.core.families import Bernoulli, Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.pmf import pmf
from symbinfo.core.sequences import sequence
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)
from symbinfo.numeric import lambdify

P, Q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")
x, i = letter("x"), letter("i")
t = parameter("t", 0, 1)
COIN = pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
LIMITS = (x, 0, n - 1)
TABLE = np.array([[0.1, 0.2, 0.0], [0.3, 0.0, 0.4]])


def near(value):
    return pytest.approx(value, rel=1e-13)


def plain_entropy(p):
    p = np.asarray(p, dtype=float)
    return -sum(a * np.log(a) for a in p.ravel() if a)


def last_line(function):
    return function.source.rstrip().splitlines()[-1].strip()


def test_the_source_reads_like_the_formula():
    assert last_line(lambdify(P, Entropy(P))) == "return -np.sum(xlogy(p, p), axis=-1)"
    source = lambdify((X, Y), MutualInformation(X, Y)).source
    assert "    P_X = np.sum(P_XY, axis=-1)\n    P_Y = np.sum(P_XY, axis=-2)\n" in source
    assert '"""Return I(X; Y)."""' in source


def test_the_source_runs_alone():
    space: dict[str, object] = {}
    exec(lambdify((X, Y), Entropy(Y, given=X)).source, space)  # noqa: S102 - the tested source
    assert space["entropy"](np.array([[0.5, 0.0], [0.25, 0.25]])) == near(np.log(2) / 2)


def test_the_function_that_runs_has_the_source_that_is_shown():
    function = lambdify(P, Entropy(P))
    assert inspect.getsource(inspect.unwrap(function.function)) in function.source
    assert function.__name__ == "entropy"
    assert function.__doc__ == "Return H(p)."
    assert repr(function) == "<function entropy(p)>"


def test_the_source_does_not_depend_on_the_size():
    sizes = (2, 5, 10**6)
    sources = set()
    for size in sizes:
        p, q = pmf("p", size), pmf("q", size)
        sources.add(lambdify((p, q), JensenShannonDivergence(p, q)).source)
    assert len(sources) == 1


SCRIPT = """
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import random_variables
from symbinfo.measures import JensenShannonDivergence, MutualInformation
from symbinfo.numeric import lambdify
p, q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")
print(lambdify((p, q), JensenShannonDivergence(p, q)).source)
print(lambdify((Z, X, Y), MutualInformation(X, (Y, Z)) - MutualInformation(X, Z, given=Y)).source)
"""


def test_the_source_is_the_same_in_each_process():
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "np.sum" in told.pop()


@pytest.mark.parametrize("name", ["np", "xlogy", "lambda", "2", "a b", "π", "{x}", "'''\n+exit()"])
def test_no_name_breaks_the_source(name):
    p = pmf(name)
    assert lambdify(p, Entropy(p))([0.5, 0.5]) == near(np.log(2))


def test_two_laws_of_one_name():
    p, other = pmf("p"), pmf("p")
    function = lambdify((p, other), CrossEntropy(p, other))
    assert function([1, 0], [0.25, 0.75]) == near(np.log(4))


def test_sizes_come_from_the_shapes():
    assert lambdify(P, log(n) - Entropy(P))([0.25] * 4) == pytest.approx(0, abs=1e-15)
    function = lambdify((X, Y), log(X.size) * Y.size)
    assert function(TABLE) == near(3 * np.log(2))
    assert function(np.full((4, 2, 3), 1 / 6)).shape == (4,)
    assert lambdify(n, Entropy(Uniform()))(8) == near(np.log(8))
    assert lambdify(P, n * log(n))([0.5, 0.5]) == near(2 * np.log(2))
    mixed = lambdify([X, P], Entropy(X) + Entropy(P))
    assert mixed([0.5, 0.5], [0.25] * 4) == near(3 * np.log(2))


@pytest.mark.parametrize(
    ("law_", "values"),
    [
        (COIN, [0.9, 0.1]),
        (Uniform(5), [0.2] * 5),
        (PointMass(1, 3), [0, 1, 0]),
        (Bernoulli(Rational(1, 3)), [2 / 3, 1 / 3]),
        (Mixture(Rational(1, 4), COIN, Uniform(2)), [0.6, 0.4]),
        (ProductPmf(COIN, Bernoulli(Rational(1, 2))), [0.45, 0.45, 0.05, 0.05]),
    ],
)
def test_explicit_laws(law_, values):
    assert lambdify((), Entropy(law_))() == pytest.approx(plain_entropy(values), abs=1e-15)


def test_an_explicit_law_against_a_batch():
    q = pmf("q", 2)
    values = lambdify(q, KLDivergence(COIN, q))([[0.9, 0.1], [1, 0]])
    assert values == pytest.approx(np.array([0, np.inf]), abs=1e-15)


def test_laws_with_parameters():
    assert lambdify(t, Entropy(Bernoulli(t)))([0, 0.5, 1]) == near([0, np.log(2), 0])
    function = lambdify((t, P, Q), Entropy(Mixture(t, P, Q)))
    assert function([0, 1, 0.5], [1, 0], [0.5, 0.5]) == near(
        [np.log(2), 0, plain_entropy([0.75, 0.25])]
    )


def test_explicit_random_variables():
    A, B = random_variables("A B", law={(0, 0): t, (1, 1): 1 - t})
    function = lambdify(t, MutualInformation(A, B))
    assert function([0.5, 0.1, 0]) == near([np.log(2), plain_entropy([0.1, 0.9]), 0])


def test_the_order_of_the_variables_is_free():
    flat = lambdify((X, Y), Entropy(Y, given=X))(TABLE)
    assert lambdify((Y, X), Entropy(Y, given=X))(TABLE.T) == near(flat)
    assert lambdify([law(Y, X)], Entropy(Y, given=X))(TABLE.T) == near(flat)
    assert lambdify([(Y, X)], Entropy(X, Y))(TABLE.T) == near(plain_entropy(TABLE))
    assert lambdify(X, MutualInformation(X, X))([0.5, 0.5]) == near(np.log(2))


def test_an_average_of_conditional_entropies():
    inside = Entropy(conditional_law(Y, given={X: x}))
    average = Sum(Weighted(law(X)(x), inside), (x, 0, X.size - 1))
    expected = lambdify((X, Y), Entropy(Y, given=X))
    function = lambdify((X, Y), average)
    assert function(TABLE) == near(expected(TABLE))
    assert function([[0.25, 0.75], [0, 0]]) == near(plain_entropy([0.25, 0.75]))


def test_a_diagonal_and_fixed_letters():
    A, B = random_variables("A B", sizes=(3, 3))
    table = np.arange(9).reshape(3, 3) / 36
    trace = Sum(law(A, B)(x, x), (x, 0, 2))
    assert lambdify((A, B), trace)(table) == near(np.trace(table))
    assert lambdify((A, B), law(A, B)(2, 1))(table) == near(table[2, 1])
    assert lambdify((A, B), Sum(law(A, B)(2, x), (x, 1, 2)))(table) == near(table[2, 1:].sum())


def test_letters_as_arguments():
    surprise = lambdify((P, x), SelfInformation(P, x))
    assert surprise([0.25, 0.75], [0, 1]) == near([np.log(4), -np.log(0.75)])
    assert surprise([[0.5, 0.5], [1, 0]], 1) == near([np.log(2), np.inf])
    row = lambdify((x, law(X, Y)), Sum(law(X, Y)(x, i), (i, 0, Y.size - 1)))
    assert row([1, 0], TABLE) == near([0.7, 0.3])
    onehot = lambdify((x, Q), CrossEntropy(PointMass(x), Q))
    assert onehot([0, 1], [0.25, 0.75]) == near([np.log(4), -np.log(0.75)])


def test_a_conditional_law_at_a_letter():
    given_x = conditional_law(Y, given={X: x})
    function = lambdify((law(X, Y), x), KLDivergence(given_x, law(Y)))
    table = np.array([[0.5, 0], [0.25, 0.25]])
    assert function(table, [0, 1]) == near([np.log(4 / 3), np.log(4 / 3) / 2])
    assert function(np.stack([table, table]), 0) == near([np.log(4 / 3)] * 2)


def test_binary_cross_entropy_of_sequences():
    size = Symbol("N", integer=True, positive=True)
    y = sequence("y", size, lower=0, upper=1, closed=True)
    y_hat = sequence(r"\hat y", size, lower=0, upper=1)
    term = CrossEntropy(Bernoulli(y(i)), Bernoulli(y_hat(i)))
    function = lambdify((y, y_hat), Sum(term, (i, 0, size - 1)) / size)
    assert function([1, 0], [0.9, 0.2]) == near(-(np.log(0.9) + np.log(0.8)) / 2)
    assert function([[1, 0], [0, 0]], [0.9, 0.2]).shape == (2,)


def test_a_letter_as_a_number():
    mean = lambdify(P, Sum(x * P(x), LIMITS))
    assert mean([0.25, 0.25, 0.5]) == near(1.25)
    assert lambdify((n,), Sum(x, LIMITS))(4) == 6
    assert lambdify((), Sum(x, (x, 2, 4)))() == 9


def test_shadowed_letters():
    inner = Sum(P(x), LIMITS)
    assert lambdify(P, Sum(P(x) * inner, LIMITS))([0.5, 0.5]) == near(1)


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        (exp(-t) * 2 - Abs(t), 2 * np.exp(-0.25) - 0.25),
        (sqrt(t) / (3 * t**2), 0.5 / (3 / 16)),
        (1 / sqrt(t), 2),
        (2**-t, 2**-0.25),
        (-(1 + t) * 3 - 2 * (1 - t), -5.25),
        (log(2) + pi * t, np.log(2) + np.pi / 4),
        (-Rational(2, 3) * t, -1 / 6),
        (Integer(10) ** 30 * t, 2.5e29),
        (1.5 * t, 0.375),
        (t / pi, 0.25 / np.pi),
    ],
)
def test_arithmetic(expr, value):
    assert lambdify(t, expr)(0.25) == near(value)
    assert lambdify(t, expr)(np.full((2, 2), 0.25)) == near(np.full((2, 2), value))


def test_numbers():
    assert lambdify((), 3)() == 3
    assert lambdify((), oo)() == np.inf
    assert lambdify(P, 0)([[0.5, 0.5]] * 3).tolist() == [0, 0, 0]


def test_latexify_reads_the_function():
    latexify = pytest.importorskip("latexify")
    text = latexify.get_latex(lambdify((X, Y), MutualInformation(X, Y)).function)
    assert r"\mathrm{mutual\_information}(\mathrm{P\_XY}) = \sum" in text


def test_a_product_with_weight_zero_is_zero():
    a, b = Symbol("a"), Symbol("b")
    function = lambdify((a, b), XLogY(a, b))
    assert function([0, 0, 0, 1], [0, -1, np.inf, 0]) == near([0, 0, 0, -np.inf])
    assert lambdify((a, b), XLogY(a, -b))(1, -1) == 0
    assert lambdify((a, b), Weighted(a, 1 / b))(0, 0) == 0


def test_perplexity_of_a_batch():
    assert lambdify(P, exp(Entropy(P)))([[0.5, 0.5], [1, 0]]) == near([2, 1])


def test_sizes_that_are_composed():
    p, double = pmf("p"), pmf("q", 2 * n)
    function = lambdify((p, double), Entropy(p) + Entropy(double))
    assert function([1], [0.5, 0.5]) == near(np.log(2))
    with pytest.raises(BadInput, match=r"an axis has 3 letters, but 2\*n is 2"):
        function([1], [0.5, 0.5, 0])
