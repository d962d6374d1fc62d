"""A statement says what its names do not show: sizes, explicit laws, tables taken as laws."""

import pytest
from sympy import Integer, Rational, log

from symbinfo import (
    Bernoulli,
    Entropy,
    KLDivergence,
    equal,
    instantiate,
    parameter,
    pmf,
    prove,
    random_variables,
    theorem_latex,
)
from symbinfo.errors import StepRejected

p, q = pmf("p"), pmf("q")


def test_the_size_of_a_variable_is_told() -> None:
    (X,) = random_variables("X")
    theorem = instantiate(prove(Entropy(X) <= log(X.size)), {X.size: Integer(1)})
    assert str(theorem) == "H(X) <= 0  where X has 1 value  (equality iff P_X = uniform)"
    assert "a random variable with $1$ value, and let" in theorem_latex(theorem)


def test_the_size_of_an_alphabet_is_told() -> None:
    coin = pmf("c", 2)
    assert str(prove(Entropy(coin) <= log(2))).startswith("H(c) <= log(2)  where c has 2 letters")


def test_an_explicit_law_is_told() -> None:
    X, Y = random_variables("X Y", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    theorem = prove(equal(Entropy(X, Y), log(2)))
    assert str(theorem).endswith("where (X, Y) has the law (0, 0): 1/2, (1, 1): 1/2")
    assert "The law of $(X, Y)$ is" in theorem_latex(theorem)


def test_a_table_that_may_be_no_distribution_is_told() -> None:
    t, s = parameter("t", 0, 2), parameter("s", 0, 1)
    theorem = prove(Entropy(Bernoulli(t)) <= log(2))
    assert "where 0 < t < 2 and Bernoulli(t) is a distribution" in str(theorem)
    assert "Let $\\mathrm{Bern}(t)$ be a distribution." in theorem_latex(theorem)
    assert "distribution" not in str(prove(Entropy(Bernoulli(s)) <= log(2)))


def test_a_condition_that_is_not_told_is_not_used() -> None:
    a, t = parameter("a", -5, 5), parameter("t", 0, 2)
    with pytest.raises(StepRejected, match="may be negative"):
        instantiate(prove(KLDivergence(p, q) >= 0), {p: Bernoulli(a), q: Bernoulli(t)})
    with pytest.raises(StepRejected, match="may be negative"):
        instantiate(prove(Entropy(p) <= log(p.size)), {p: Bernoulli(a)})


def test_a_long_law_is_only_counted() -> None:
    law = {(i, j): Rational(1, 25) for i in range(5) for j in range(5)}
    X, Y = random_variables("X Y", law=law)
    theorem = prove(equal(Entropy(X, Y), log(25)))
    assert str(theorem).endswith("where (X, Y) has the law of a table with 25 rows")
    assert "is a table with 25 rows." in theorem_latex(theorem)


def test_numbers_are_told_with_their_bounds() -> None:
    (x,) = random_variables("X")
    numbers = [
        parameter("a", 0, closed=True),
        parameter("b", 0),
        parameter("c", 0, 1, upper_in=True),
        parameter("d", -1, 2, closed=True),
        parameter("e", upper=0),
        parameter("f"),
    ]
    theorem = prove(equal(sum(numbers) * Entropy(x), sum(one * Entropy(x) for one in numbers)))
    told = "where a >= 0 and b > 0 and 0 < c <= 1 and -1 <= d <= 2 and e < 0"
    assert str(theorem).endswith(told)
