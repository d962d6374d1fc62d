"""Shortest forms, best constants and implications."""

import pytest
from sympy import Rational

from symbinfo import (
    Entropy,
    MarkovChain,
    MutualInformation,
    implies,
    pmf,
    random_variables,
    simplify_information,
    tightest,
)
from symbinfo.errors import BadInput, NotProved, ParseError

X, Y, Z, W = random_variables("X Y Z W")
H, I = Entropy, MutualInformation


def test_implications() -> None:
    assert implies(["X -> Y -> Z"], "I(X;Z) <= I(X;Y)")
    assert implies([MarkovChain(X, Y, Z)], I(X, Z) <= I(X, Y))
    assert not implies([], "I(X;Z) <= I(X;Y)")


def test_the_best_constant_of_han() -> None:
    pairs = H(X, Y) + H(Y, Z) + H(X, Z)
    found = tightest(H(X, Y, Z), pairs)
    assert found.constant == Rational(1, 2)
    assert found.theorem.statement.rhs == pairs / 2


def test_the_best_constant_under_a_hypothesis() -> None:
    assert tightest(I(X, Z), I(X, Y), [MarkovChain(X, Y, Z)]).constant == 1
    with pytest.raises(NotProved, match="by no multiple of"):
        tightest(I(X, Z), I(X, Y))


@pytest.mark.parametrize(
    ("expr", "given", "shortest"),
    [
        (H(X) + H(Y) - H(X, Y), [], "I(X; Y)"),
        (H(X, Y) - H(X), [], "H(Y | X)"),
        (H(X, Y, Z) - H(X, Z) - H(Y, Z) + H(Z), [], "-I(X; Y | Z)"),
        (I(X, Z) - I(X, Y) + I(X, Y, Z), [MarkovChain(X, Y, Z)], "0"),
        (I(X, (Y, Z)) - I(X, Z, Y), [], "I(X; Y)"),
        (2 * H(X) + 2 * H(Y) - 2 * H(X, Y), [], "2*I(X; Y)"),
    ],
)
def test_shortest_forms(expr, given, shortest) -> None:
    assert str(simplify_information(expr, given)) == shortest


def test_what_is_short_comes_back() -> None:
    assert simplify_information(H(X)) == H(X)


def test_other_expressions_are_refused() -> None:
    with pytest.raises(BadInput, match="not linear in entropies of random variables"):
        simplify_information(H(pmf("p")))
    with pytest.raises(BadInput, match="up to 5 variables"):
        simplify_information(H(*random_variables("A B C D E F")))


def test_text_is_taken_as_prove_takes_it() -> None:
    assert tightest("TC(X;Y;Z)", "DTC(X;Y;Z)").constant == 2
    assert tightest("I(X;Z)", "I(X;Y)", "X -> Y -> Z").constant == 1
    assert str(simplify_information("H(X,Y) - H(Y)")) == "H(X | Y)"
    assert str(simplify_information("H(X,Y) - H(Y)", ["X _||_ Y"])) == "H(X)"


def test_what_is_neither_text_nor_object_is_said() -> None:
    with pytest.raises(ParseError, match="to close the"):
        simplify_information("H(X,Y")
    with pytest.raises(ParseError, match="an operator or the end"):
        simplify_information("H(X) <= H(Y)")
    with pytest.raises(BadInput, match="must be a number or a SymPy expression"):
        simplify_information([X])
    with pytest.raises(BadInput, match="not a hypothesis"):
        simplify_information(H(X), [X])
    for mixed in (("H(X)", H(X)), (H(X), H(X), "X -> Y -> Z")):
        with pytest.raises(BadInput, match="all objects, or all text"):
            tightest(*mixed)


@pytest.mark.parametrize(("sides", "missing"), [((X,), "the second one is"), ((), "both are")])
def test_sides_that_are_missing_are_said(sides, missing) -> None:
    with pytest.raises(BadInput, match=f"{missing} missing"):
        I(*sides)
