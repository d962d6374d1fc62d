"""Names of random variables as papers write them: indices, powers, hats, Greek letters."""

import pytest

from symbinfo import latex
from symbinfo.errors import ParseError
from symbinfo.search.text import parse_claim, to_text

NAMES = [
    ("X_1", "X_1", "X_1"),
    ("X_{i-1}", "X_{i-1}", "X_{i-1}"),
    ("Y_{i+1}", "Y_{i+1}", "Y_{i+1}"),
    ("X^n", "X^n", "X^{n}"),
    ("X_1^n", "X_1^n", "X_1^{n}"),
    ("X^{i-1}", "X^{i-1}", "X^{i-1}"),
    ("X_{i+1}^n", "X_{i+1}^n", "X_{i+1}^{n}"),
    (r"\hat X", "Xhat", r"\hat{X}"),
    (r"\hat{X}_1", "Xhat_1", r"\hat{X}_1"),
    ("X\u0302", "Xhat", r"\hat{X}"),
    ("X\u2081", "X_1", "X_1"),
    ("X\u2081\u2082", "X_12", "X_{12}"),
    ("X\u2032", "X'", "X'"),
    ("X\u2019", "X'", "X'"),
    ("\u0398", "Theta", r"\Theta"),
    (r"\Theta", "Theta", r"\Theta"),
    ("\u03a6\u2081", "Phi_1", r"\Phi_1"),
]


@pytest.mark.parametrize(("typed", "name", "printed"), NAMES)
def test_a_name_is_read_written_and_printed(typed, name, printed):
    link = parse_claim(f"H({typed}) <= H({typed},Y)").links[0]
    assert str(link) == f"H({name}) <= H({name}, Y)"
    assert str(parse_claim(to_text(link)).links[0]) == str(link)
    assert latex(link.lhs) == f"H({printed})"


def test_names_that_differ_above_are_different():
    claim = parse_claim("I(X^n;Y^n) <= I(X_1;Y) + I(X;Y_{i-1})", ["X^n -> X_1 -> Y^n"])
    assert sorted(claim.names) == ["X", "X^n", "X_1", "Y", "Y^n", "Y_{i-1}"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("I(X:Y) \u2a7e 0", "I(X;Y) >= 0"),
        ("I(X\u2227Y) >= 0", "I(X;Y) >= 0"),
        (r"I(X \wedge Y) \geqq 0", "I(X;Y) >= 0"),
        ("H(X)\u2266H(X,Y)", "H(X) <= H(X,Y)"),
        ("H(X)\u200b >= 0", "H(X) >= 0"),
        ("X \u27c2 Y", "X _||_ Y"),
        (r"\textup{H}(X) \ge 0", "H(X) >= 0"),
    ],
)
def test_other_signs(text, same):
    assert str(parse_claim(text).links) == str(parse_claim(same).links)


def test_a_greek_letter_is_a_number_as_well():
    found = parse_claim("\u03bbH(X) <= H(X)", ["0 <= \u03bb <= 1"])
    assert str(found.links[0]) == "lambda*H(X) <= H(X)  where 0 <= lambda <= 1"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a^2 H(X) >= 0", "powers are not understood: write a*a for a square"),
        ("H(X|Y=1) >= 0", "found '=': H(X|Y) is an average over the values of Y"),
        ("I(X;Y/Z) >= 0", "did you mean '|'?"),
        ("H(X) => 0", "'= >' is no relation: write >="),
        ("H(p^n) >= 0", "powers are not understood"),
    ],
)
def test_what_was_meant(text, why):
    with pytest.raises(ParseError) as info:
        parse_claim(text, ["a >= 0"])
    assert why in info.value.expected
