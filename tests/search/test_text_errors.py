"""Texts that are refused: the place, and the wording."""

import pytest

from symbinfo.errors import BadInput, ParseError, Undefined
from symbinfo.search.text import parse_claim, parse_hypothesis

NOT_A_SIDE = "infinity is not a number: 'oo' can only be a whole side of a relation"
SIDES = "takes sides with ';' between them"
GIVEN_LAST = "what is given comes last, after one '|' and with ',' between"
CLAIMS = [
    ("", 0, "the text is empty"),
    ("  \n", 0, "the text is empty"),
    ("H(X", 3, "expected ')' to close the '(' at column 2, found the end"),
    ("H(X;Y) = 0", 3, "H joins variables by ',': did you mean H(X,Y), or I(X;Y)?"),
    ("H(X|Y|Z) = 0", 5, f"{GIVEN_LAST}, as in I(X;Y|Z,W)"),
    ("I(X;Y|Z;W) = 0", 7, f"{GIVEN_LAST}, as in I(X;Y|Z,W)"),
    ("H(p,q,r) = 0", 5, "expected ')' to close the '(' at column 2, found ','"),
    ("2*(H(X) + 1 = 0", 12, "expected ')' to close the '(' at column 3, found '='"),
    ("H(X)) = 0", 4, "this ')' closes no '('"),
    ("|X = 2", 3, "expected '|' to close the '|' at column 1, found '='"),
    ("G(X) = 0", 0, "unknown measure 'G'; the measures are H, I, D, JSD, TC, DTC"),
    ("0 = h(p)", 4, "unknown measure 'h'; the measures are H, I, D, JSD, TC, DTC; did you mean H?"),
    ("H() = 0", 2, "expected a random variable, found ')'"),
    ("H(X,) = 0", 4, "expected a random variable, found ')'"),
    ("H(X,p) = 0", 4, "expected a random variable, which begins with a capital, found 'p'"),
    ("I(p;q) = 0", 2, "expected a random variable, which begins with a capital, found 'p'"),
    ("H(p,X) = 0", 4, "expected a distribution, which begins with a small letter, found 'X'"),
    ("D(X||Y) = 0", 2, "expected a distribution, which begins with a small letter, found 'X'"),
    ("H(p|q) = 0", 3, "only random variables are conditioned on each other: write H(X|Y)"),
    ("I(X Y) = 0", 4, "expected ';' between the sides of I(X;Y), found 'Y'"),
    ("I(X,Y) = 0", 3, f"I {SIDES}: did you mean I(X;Y)?"),
    ("I(X,Y,Z|V,W) = 0", 3, f"I {SIDES}: did you mean I(X;Y,Z|V,W)?"),
    ("I(X|Y) = 0", 3, f"I {SIDES}: did you mean I(X;Y), or H(X|Y)?"),
    ("I(X) = 0", 3, f"I {SIDES}: did you mean H(X)?"),
    ("TC(X,Y,Z) = 0", 4, f"TC {SIDES}: did you mean TC(X;Y;Z)?"),
    ("H(X,p) <= H(p)", 4, "expected a random variable, which begins with a capital, found 'p'"),
    ("D(p,q) = 0", 3, "expected '||' between the distributions of D(p||q), found ','"),
    ("JSD(p|q) = 0", 5, "expected '||' between the distributions of JSD(p||q), found '|'"),
    ("H(n) = 0", 2, "'n' is the size of the alphabet; it cannot name a distribution"),
    ("D(p||log) = 0", 5, "'log' is the logarithm; it cannot name a distribution"),
    ("H(X) + ", 6, "expected an expression, found the end"),
    ("H(X) <= * 2", 8, "expected an expression, found '*'"),
    ("H(X) =< 2", 5, "'= <' is no relation: write <="),
    ("H(X) > = 2", 5, "'> =' is no relation: write it together"),
    ("H(X/Y) = 2", 3, "expected ')' to close the '(' at column 2, found '/': did you mean '|'?"),
    ("H(X)", 4, "expected an operator, or a relation: one of = <= >= < > !=, found the end"),
    ("H(X) H(Y) = 0", 5, "expected an operator, or a relation: one of = <= >= < > !=, found 'H'"),
    ("H(X) = 1 2", 9, "expected an operator, a relation or the end, found '2'"),
    ("1/0 = 2", 2, "division by zero"),
    ("H(X)/(2 - 2) = 2", 5, "division by zero"),
    ("H(p)/log n <= 1", 5, "the divisor log(n) may be 0: multiply both sides by it instead"),
    ("oo - H(p) = oo", 3, "expected an operator, or a relation: one of = <= >= < > !=, found '-'"),
    ("H(p) = 1 + oo", 11, NOT_A_SIDE),
    ("2 X = 1", 2, "X is a random variable, not a number: write a measure such as H(X), or |X|"),
    (
        "1 + p = 2",
        4,
        (
            "p is a distribution, not a number: write a measure such as H(p), or n; "
            "or give bounds that make p a number: --given 'p >= 0'"
        ),
    ),
    ("log H(X) = 2", 4, "expected a number, n, |X| or '(' after log, found 'H'"),
    ("log(n - 1) = 0", 3, "the argument of log must be positive, and n - 1 need not be"),
    ("log 0 = 0", 4, "the argument of log must be positive, and 0 need not be"),
    (
        "log n/2 = 0",
        5,
        "this can be read in two ways: write log(n/...) or log(n)/...",
    ),
    ("|p| = 1", 1, "expected a random variable, which begins with a capital, found 'p'"),
    (
        "X -> Y",
        6,
        "expected '->' and a third link: a Markov chain has three or more, found the end",
    ),
    ("X -> Y -> Z | W", 12, "expected ',', '->' or the end, found '|'"),
    ("X _||_ Y = 0", 9, "expected ',', '_||_', '|' or the end, found '='"),
    ("X _||_ Y | Z = 0", 13, "expected ',' or the end, found '='"),
    ("p << q r", 7, "expected the end, found 'r'"),
    ("p << X", 5, "expected a distribution, which begins with a small letter, found 'X'"),
    ("p", 1, "expected '<<', '> 0' or '=' after the distribution p, found the end"),
    ("p > 1", 4, "expected 0: 'p > 0' says that p has full support, found '1'"),
    ("H(X) = é", 7, "unexpected character 'é'"),
    ("H(X)^2 = 1", 4, "powers are not understood: write products"),
    ("H(X)\x00 = 1", 4, r"unexpected character '\x00'"),
    ("H(\ud800) = 1", 2, r"unexpected character '\ud800'"),
    (r"\sqrt2 = 1", 0, r"unknown command '\sqrt'"),
]


@pytest.mark.parametrize(("text", "position", "why"), CLAIMS)
def test_wording_and_position(text, position, why):
    with pytest.raises(ParseError) as info:
        parse_claim(text)
    assert (info.value.expected, info.value.position, info.value.text) == (why, position, text)


def test_message_shows_the_text_with_a_caret():
    with pytest.raises(ParseError) as info:
        parse_claim("H(X) <= G(Y)")
    assert str(info.value).splitlines() == [
        "H(X) <= G(Y)",
        "        ^",
        "unknown measure 'G'; the measures are H, I, D, JSD, TC, DTC",
    ]


def test_message_is_one_line_of_text_that_can_be_printed():
    with pytest.raises(ParseError) as info:
        parse_claim("H(X)\n+\t\x00")
    shown, caret, _ = str(info.value).split("\n")
    assert shown == "H(X) + \ufffd"
    assert caret == " " * 7 + "^"


def test_message_shows_a_part_of_a_long_text():
    text = "H(X) + " * 1000 + "? + " + "H(X) + " * 1000
    with pytest.raises(ParseError) as info:
        parse_claim(text)
    shown, caret, _ = str(info.value).split("\n")
    assert shown.startswith("...")
    assert shown.endswith("...")
    assert len(shown) < 140
    assert shown[len(caret) - 1] == "?"
    assert info.value.position == text.index("?")


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        ("I(X;Y,X) = 0", "X", 6),
        ("X _||_ Y _||_ Z,Y | W", "Y", 16),
        ("X -> Y -> X", "X", 10),
    ],
)
def test_groups_of_a_hypothesis_must_not_share_variables(text, name, position):
    with pytest.raises(ParseError) as info:
        parse_claim("H(X) >= 0", [text])
    assert info.value.expected == f"{name} is in two groups that are to be independent"
    assert (info.value.position, info.value.text) == (position, text)


def test_error_in_a_hypothesis_shows_the_hypothesis():
    with pytest.raises(ParseError, match="found '>'") as info:
        parse_claim("H(X) >= 0", ["X -> Y -> Z", "X -> Y >"])
    assert info.value.text == "X -> Y >"


@pytest.mark.parametrize("opening", ["(", "2*(", "-(", "log(", "H(X) - ("])
def test_deep_nesting(opening):
    with pytest.raises(ParseError) as info:
        parse_claim(opening * 10_000)
    assert info.value.expected == "brackets are nested more than 50 deep"


def test_many_signs_are_no_nesting():
    assert parse_claim("-" * 10_001 + "1 = -1").links[0].lhs == -1


def test_brackets_may_be_nested_a_little():
    assert parse_claim("(" * 50 + "1" + ")" * 50 + " = 1").links[0].lhs == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("H(X) + " * 20_000, "a text has at most 100000 characters, got 140000"),
        ("9" * 5000 + " = 1", "a number has at most 1000 digits, got 5000"),
        ("9*" * 5000 + "9 = 1", "this makes a number of over 1000 digits"),
        ("H(X)" + "/9" * 5000 + " = 1", "this makes a number of over 1000 digits"),
        ("H(" + "X" * 5000 + ") = 1", "a name has at most 100 characters, got 5000"),
        ("X" + " -> X" * 5000, "at most 100 groups can be joined by '->'"),
        ("X" + " _||_ X" * 5000, "at most 100 groups can be joined by '_||_'"),
        ("I(A;B;C;D;E;F;G;H;K) = 0", "I takes at most 8 groups"),
    ],
)
def test_too_much(text, why):
    with pytest.raises(ParseError) as info:
        parse_claim(text)
    assert info.value.expected == why


def test_long_text_is_read():
    claim = parse_claim(" + ".join(f"H(X{i})" for i in range(5000)) + " >= 0")
    assert len(claim.links[0].lhs.args) == 5000


@pytest.mark.parametrize(
    "text",
    [
        "D(p||q) - D(p||q) = 0",
        "2 D(p||q) - D(p||q) = D(p||q)",
        "0*D(p||q) = 0",
        "H(p) - (H(p) - D(p||q)) - D(p||q) = 0",
        "(1 - 1) D(p||q) = 0",
    ],
)
def test_infinite_divergence_must_not_cancel(text):
    with pytest.raises(Undefined) as info:
        parse_claim(text)
    assert str(info.value) == (
        "D(p || q) cancels in this claim, but it may be infinite; assume p << q"
    )
    assert info.value.hint == "p << q"
    with pytest.raises(Undefined):
        parse_claim(text, ["q << p", "p > 0"])


@pytest.mark.parametrize(
    "given", [["p << q"], ["q > 0"], ["p = q"], ["q = uniform"], ["p << r", "r << q"]]
)
def test_finite_divergence_cancels(given):
    assert parse_claim("D(p||q) - D(p||q) = 0", given).links[0].lhs == 0


@pytest.mark.parametrize("text", ["D(p||u) - D(p||u) = 0", "H(X) - H(X) = 0", "JSD(p||q)*0 = 0"])
def test_finite_measures_cancel(text):
    assert parse_claim(text).links[0].lhs == 0


def test_wrong_types():
    with pytest.raises(BadInput, match=r"expected text, got 3 \(int\)"):
        parse_claim(3)
    with pytest.raises(BadInput, match=r"expected text, got None \(NoneType\)"):
        parse_hypothesis(None)
    with pytest.raises(BadInput) as info:
        parse_claim("H(X) >= 0", "X -> Y -> Z")
    assert str(info.value) == (
        "given takes a list of hypotheses, got the text 'X -> Y -> Z': write ['X -> Y -> Z']"
    )


def test_an_empty_hypothesis():
    with pytest.raises(BadInput, match="a hypothesis is empty"):
        parse_claim("H(X) >= 0", ["X -> Y -> Z", " "])
