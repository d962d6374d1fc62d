"""Explicit laws that are given apart belong to variables that have no joint law."""

import pytest
from sympy import Rational

from symbinfo import Entropy, MutualInformation, dumps, equal, loads, prove, random_variables
from symbinfo.errors import BadInput

COIN = {0: Rational(1, 2), 1: Rational(1, 2)}


def test_equal_tables_given_apart_are_two_laws() -> None:
    (X,), (Y,) = (random_variables(name, law=COIN) for name in "XY")
    assert X.table != Y.table
    with pytest.raises(BadInput, match="the variables have no joint law"):
        MutualInformation(X, Y)
    assert prove(equal(Entropy(X), Entropy(Y)))


def test_a_certificate_keeps_variables_of_one_law_together() -> None:
    X, Y = random_variables("X Y", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    theorem = prove(equal(MutualInformation(X, Y), Entropy(X)))
    text = dumps(theorem)
    assert dumps(loads(text)) == text
