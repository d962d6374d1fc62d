"""Numbers with names in text: declared by their bounds."""

import pytest

from symbinfo.core.hypotheses import FullSupport
from symbinfo.errors import NotUnderstood, ParseError
from symbinfo.search.text import parse_claim, parse_hypothesis, to_text


def interval(given, claim="a H(X) >= 0"):
    number = parse_claim(claim, given).names["a"]
    return number.lower, number.upper, number.closed, number.upper_in


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (["a >= 0"], "0 oo True True"),
        (["0 <= a"], "0 oo True True"),
        (["a > 0"], "0 oo False False"),
        (["0 < a"], "0 oo False False"),
        (["a <= 2"], "-oo 2 False True"),
        (["a < 1/2"], "-oo 1/2 False False"),
        (["0 <= a <= 1"], "0 1 True True"),
        (["1 >= a >= 0"], "0 1 True True"),
        (["0 < a < 0.5"], "0 1/2 False False"),
        (["-1/2 < a <= 1"], "-1/2 1 False True"),
        (["0 <= a", "a <= 1"], "0 1 True True"),
        (["a >= 0", "a > 0", "a >= -1"], "0 oo False False"),
        (["0 <= a, b <= 1"], "0 1 True True"),
        ([r"0 \le a \leq 1"], "0 1 True True"),
    ],
)
def test_bounds(given, ends):
    assert " ".join(map(str, interval(given))) == ends


def test_bounds_are_no_hypotheses_of_the_statement():
    claim = parse_claim("a H(X) <= a H(X,Y)", ["a >= 0", "X _||_ Y"])
    assert [str(one) for one in claim.hypotheses] == ["X _||_ Y"]
    assert str(claim.links[0]) == "a*H(X) <= a*H(X, Y)  given X _||_ Y  where a >= 0"
    assert parse_hypothesis("0 <= t <= 1") == ()


def test_a_positive_distribution_is_still_one():
    assert isinstance(parse_hypothesis("p > 0")[0], FullSupport)
    assert parse_claim("D(q||p) < oo", ["p > 0"]).hypotheses
    assert not parse_claim("p H(X) >= 0", ["p > 0"]).hypotheses
    assert parse_claim("H(p) <= log n", ["p > 0", "p = q"]).hypotheses


def test_a_capital_is_a_number_only_where_it_is_used_as_one():
    assert str(parse_claim("H(X) <= R", ["R >= 0"]).links[0]) == "H(X) <= R  where R >= 0"
    with pytest.raises(ParseError, match="X is a random variable, not a number"):
        parse_claim("H(X) >= 0", ["X >= 0"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 a H(X)", "2 a H(X)"),
        ("a (H(X) + H(Y))", "a*(H(X) + H(Y))"),
        ("(1 - a) H(X)", "(1 - a) H(X)"),
        ("(1 - a)(2 + a) H(X)", "(1 - a)*(2 + a)*H(X)"),
        ("a b H(X)/2", "a*b*H(X)/2"),
        ("1/2 a H(X)", "a*H(X)/2"),
        (r"\frac{a}{2} H(X)", "a*H(X)/2"),
    ],
)
def test_what_follows_a_number_is_multiplied(text, value):
    given = ["0 <= a,b <= 1"]
    first, second = (parse_claim(f"{one} >= 0", given).links[0] for one in (text, value))
    assert str(first) == str(second)


def test_written_and_read_again():
    given = ["0 <= a <= 1"]
    link = parse_claim("(1-a) H(X) + a H(Y) >= 2 a", given).links[0]
    assert to_text(link) == "(1 - a)*H(X) + a*H(Y) >= 2 a"
    assert str(parse_claim(to_text(link), given).links[0]) == str(link)


@pytest.mark.parametrize(
    ("claim", "given", "why"),
    [
        ("H(a) >= 0", ["a >= 0"], "'a' is a number by its bounds; it cannot name anything else"),
        ("D(p||a) >= 0", ["a >= 0"], "'a' is a number by its bounds"),
        ("a H(X) >= 0", [], "or give bounds that make a a number: --given 'a >= 0'"),
        ("a(H(X) + 1) >= 0", [], "bounds make a a number: --given 'a >= 0'"),
        ("a H(X) >= 0", ["0 <= a >= 0"], "a is a distribution, not a number"),
        ("H(X)/a >= 0", ["a >= 0"], "the divisor a may be 0: multiply both sides by it instead"),
    ],
)
def test_mistakes(claim, given, why):
    with pytest.raises(ParseError) as info:
        parse_claim(claim, given)
    assert why in info.value.expected


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["1 <= a <= 1"], "leave no interval: 1 and 1; write the number itself"),
        (["0 <= a < 1"], "intervals with their lower end alone are not supported: 0 <= a < 1"),
    ],
)
def test_intervals_that_there_are_not(given, why):
    with pytest.raises(NotUnderstood, match=why):
        parse_claim("a H(X) >= 0", given)
