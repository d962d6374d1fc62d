"""What is said to words and notations that the syntax has not."""

from __future__ import annotations

import pytest

from symbinfo.errors import ParseError
from symbinfo.search.text import parse_claim


@pytest.mark.parametrize(
    ("claim", "given", "why"),
    [
        ("I(X;Y) <= min(H(X),H(Y))", [], "claim it of each by itself"),
        ("H(X) <= log2|X|", [], "every logarithm is natural: write log |X|"),
        ("H(X) <= log_2 |X|", [], "every logarithm is natural: write log |X|"),
        ("I(X^n;Y^n) <= sum I(X_i;Y_i)", [], "sums are written out"),
        ("H(X) >= 0 and H(Y) >= 0", [], "one claim at a time"),
        ("H(X) >= 0, H(Y) >= 0", [], "found ',': one claim at a time"),
        ("H(X) =< H(X,Y)", [], "'= <' is no relation: write <="),
        ("H(X,Y) => H(X)", [], "'= >' is no relation: write >="),
        ("H(X) <= 5 bits", [], "write a number of bits b as b*log(2)"),
        ("H(X) <= 5 nats", [], "write the number alone"),
        ("H(f(X)) <= H(X)", [], "a function of variables needs a name: write Y, given Y = f(X)"),
        (
            "I(X;f(Y)) <= I(X;Y)",
            [],
            "a function of variables needs a name: write Y, given Y = f(X)",
        ),
        ("H(X+Y) >= H(X)", [], "a sum or product of variables needs a name"),
        ("I(X;Y) = 0", ["X,Y independent"], "independence is written X _||_ Y"),
        ("H(X) <= H(Y)", ["X function of Y"], "a function is written Y = f(X)"),
        ("H(Y|X) = 0", ["Y = X"], "that Y is a function of X is written Y = f(X)"),
    ],
)
def test_a_word_is_answered_with_what_to_write(claim, given, why):
    with pytest.raises(ParseError) as info:
        parse_claim(claim, given)
    assert why in str(info.value)
    assert "^" in str(info.value)


@pytest.mark.parametrize("claim", ["H(E) >= 0", "H(sum) >= 0", "D(bits||nats) >= 0", "H(And) >= 0"])
def test_the_words_are_names_inside_of_measures(claim):
    assert parse_claim(claim).links
