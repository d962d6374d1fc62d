"""Hypotheses that are claimed."""

from __future__ import annotations

import pytest

from symbinfo import (
    AbsolutelyContinuous,
    Entropy,
    Equal,
    FullSupport,
    FunctionOf,
    Holds,
    Independent,
    MarkovChain,
    implies,
    pmf,
    prove,
    random_variables,
)
from symbinfo.core.constraints import CopyOf
from symbinfo.core.hypotheses import NotAbsolutelyContinuous
from symbinfo.errors import BadInput
from symbinfo.search.claimed import claimed

X, Y, Z, W = random_variables("X Y Z W")
p, q = pmf("p"), pmf("q")


@pytest.mark.parametrize(
    ("premise", "conclusion", "true"),
    [
        (MarkovChain(X, Y, Z), MarkovChain(Z, Y, X), True),
        (MarkovChain(W, Z, Y, X), MarkovChain(X, Y, Z, W), True),
        (MarkovChain(X, Y, Z), Independent(X, Z), False),
        (Independent(X, Y, Z, W), Independent(X, Y, Z), True),
        (FunctionOf(X, Y), FunctionOf(X, (Y, Z)), True),
        (FunctionOf(X, (Y, Z)), FunctionOf(X, Y), False),
        (FunctionOf(X, Y), Holds(Entropy(X), "<=", Entropy(Y)), True),
        (Equal(p, q), Equal(q, p), True),
        (FullSupport(q), AbsolutelyContinuous(p, q), True),
    ],
)
def test_a_hypothesis_can_be_the_conclusion(premise, conclusion, true):
    assert implies([premise], conclusion) is true


def test_what_it_says_is_what_is_proved():
    assert str(prove(MarkovChain(X, Y, Z), MarkovChain(Z, Y, X)).statement.lhs) == "I(X; Z | Y)"
    said = {
        FullSupport(p): "D(uniform || p) < oo",
        AbsolutelyContinuous(p, q): "D(p || q) < oo",
        NotAbsolutelyContinuous(p, q): "D(p || q) = oo",
        FunctionOf((X, Y), Z): "H(X, Y | Z) = 0",
    }
    assert {one: str(*claimed(one)) for one in said} == said


def test_a_copy_cannot_be_claimed():
    copy = CopyOf(*random_variables("A B C", sizes=[2, 2, 2]))
    with pytest.raises(BadInput, match="can be assumed, but not claimed"):
        prove(copy)
