"""Notations of papers and slips of the hand: what is read, and what is said of the others."""

from __future__ import annotations

import re

import pytest

from symbinfo import prove
from symbinfo.errors import NotProved, ParseError, Refuted
from symbinfo.search.text import parse_claim, parse_hypothesis


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("X ⊥⊥ Y | Z", "X _||_ Y | Z"),
        ("(X ⊥ Y | Z)", "X _||_ Y | Z"),
        ("((X,W) _||_ Y)", "X,W _||_ Y"),
        ("(X,W) _||_ (Y,V)", "X,W _||_ Y,V"),
        ("X -o- Y -o- Z", "X -> Y -> Z"),
        ("X -∘- Y -○- Z", "X -> Y -> Z"),
        ("Y = f(X)", "H(Y|X) = 0"),
        ("Y,Z = g(X,W)", "H(Y,Z|X,W) = 0"),
        ("(Y,Z) = f_1(X)", "H(Y,Z|X) = 0"),
        ("|X| = 3", "log|X| = log 3"),
        ("|X| <= 2 |Y|", "log|X| <= log(2 |Y|)"),
        ("H(X) >= 10^-2", "H(X) >= 1/100"),
        ("H(X) >= 2^{3}/10^2", "H(X) >= 8/100"),
    ],
)
def test_two_ways_to_write_a_hypothesis(text, plain):
    assert str(parse_hypothesis(text)) == str(parse_hypothesis(plain))


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("H(X) <= log 3", ["|X| = 3"]),
        ("H(X) <= log 2", ["|X| <= 2"]),
        ("H(X) = 0", ["|X| = 1"]),
        ("H(X) <= log 6", ["|X| = 2 |Y|", "|Y| = 3"]),
        ("H(Y) <= H(X)", ["Y = f(X)"]),
        ("X ⊥ Y | Z", ["(X ⊥⊥ Y,W | Z)"]),
        ("Y = h(X,W)", ["Y = f(X)"]),
        ("H(X) >= -2^10", []),
        ("H(XY) <= H(X) + H(Y)", ["H(XY|X,Y) = 0"]),
    ],
)
def test_claims_in_these_notations_are_proved(claim, given):
    assert prove(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"), [("H(X) <= log 2", ["|X| = 3"]), ("H(X) <= H(Y)", ["Y = f(X)"])]
)
def test_false_claims_in_these_notations_are_not(claim, given):
    with pytest.raises((Refuted, NotProved)):
        prove(claim, given)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("H(X) >= 1e-15", "scientific notation is not read; write 1/10^15"),
        ("H(X) <= 2.5E+400", "scientific notation is not read; write 2.5*10^400"),
        ("H(X) <= |X| H(Y)", "write '*' after a size, as in |X|*H(Y)"),
        ("H(XY) <= H(X) + H(Y)", "XY is one variable: write X,Y for several, as in H(X,Y)"),
        ("H(X_1X_2) <= H(X_1) + H(X_2)", "X_1X_2 is one variable: write X_1,X_2"),
        ("H(X) >= 10^n", "powers are not understood"),
        ("H(X) >= 1.5^2", "powers are not understood"),
        ("H(X) >= 0^-1", "division by zero"),
        ("H(X) >= 10^1000", "a number of over 1000 digits"),
        ("$H(X) >= 10^12$", "write the power in braces"),
        ("Y = f(X) + 1", "expected the end"),
    ],
)
def test_slips_are_named(claim, said):
    with pytest.raises(ParseError, match=re.escape(said)):
        parse_claim(claim)


def test_a_name_of_two_letters_is_a_variable_where_nothing_is_confused():
    assert prove("H(XY) >= 0")
    assert prove("H(XY|Z) <= H(XY)")
