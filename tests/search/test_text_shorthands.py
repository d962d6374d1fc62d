"""Total correlation, independent repetitions and memoryless channels."""

import pytest

from symbinfo.errors import ParseError
from symbinfo.search.prove import prove
from symbinfo.search.text import parse_claim, parse_hypothesis


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("TC(X;Y;Z)", "H(X) + H(Y) + H(Z) - H(X,Y,Z)"),
        ("TC(X,Y;Z|W)", "H(X,Y|W) + H(Z|W) - H(X,Y,Z|W)"),
        ("DTC(X;Y;Z)", "H(X,Y,Z) - H(X|Y,Z) - H(Y|X,Z) - H(Z|X,Y)"),
        ("DTC(X;Y|W)", "H(X,Y|W) - H(X|Y,W) - H(Y|X,W)"),
    ],
)
def test_correlations_are_sums_of_entropies(short, long):
    assert str(parse_claim(f"{short} = 0").links[0]) == str(parse_claim(f"{long} = 0").links[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X,Y iid", ["X _||_ Y", "H(X) = H(Y)"]),
        ("X, Y, Z i.i.d.", ["X _||_ Y _||_ Z", "H(X) = H(Y)", "H(Y) = H(Z)"]),
        (
            "(X1,Y1), (X2,Y2) iid",
            ["X1,Y1 _||_ X2,Y2", "H(X1) = H(X2)", "H(Y1) = H(Y2)", "H(X1, Y1) = H(X2, Y2)"],
        ),
        ("memoryless X -> Y", []),
        ("memoryless X1,X2 -> Y1,Y2", ["X2 -> X1 -> Y1", "X1,Y1 -> X2 -> Y2"]),
        (
            r"memoryless (X_1,X_2,X_3) \to (Y_1,Y_2,Y_3)",
            [
                "X_2,X_3 -> X_1 -> Y_1",
                "X_1,X_3,Y_1 -> X_2 -> Y_2",
                "X_1,X_2,Y_1,Y_2 -> X_3 -> Y_3",
            ],
        ),
    ],
)
def test_shorthands_say_several_things(text, expected):
    assert [str(one) for one in parse_hypothesis(text)] == expected


def test_a_memoryless_channel_can_be_claimed():
    links = [str(link) for link in parse_claim("memoryless X1,X2 -> Y1,Y2").links]
    assert links == ["I(X2; Y1 | X1) = 0", "I(X1, Y1; Y2 | X2) = 0"]


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(X1,X2;Y1,Y2) <= I(X1;Y1) + I(X2;Y2)", "memoryless X1,X2 -> Y1,Y2"),
        ("H(X1,X2) = 2 H(X1)", "X1,X2 iid"),
        ("TC(X;Y;Z) >= 0", "X,Y iid"),
        ("TC(X;Y;Z) = 0", "X _||_ Y _||_ Z"),
        ("DTC(X;Y;Z) <= 2 TC(X;Y;Z)", "H(W) >= 0"),
    ],
)
def test_shorthands_are_used_in_proofs(claim, given):
    assert prove(claim, [given]).statement.hypotheses


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        (
            "X iid",
            2,
            "iid takes two or more variables, or groups of one length, as in (X1,Y1),(X2,Y2) iid",
        ),
        (
            "X,(Y,Z) iid",
            8,
            "iid takes two or more variables, or groups of one length, as in (X1,Y1),(X2,Y2) iid",
        ),
        ("X,Y,X iid", 4, "X is in two groups that are to be independent"),
        ("X Y iid", 2, "expected ',' or iid, found 'Y'"),
        ("(A,B,C,D,E),(F,G,H,I,J) iid", 24, "the groups of iid have at most 4 variables"),
        ("memoryless X1,X2 -> Y", 17, "a channel has one output an input, got 2 and 1"),
        (
            "memoryless X,Y -> Y,X",
            15,
            "the inputs and outputs of a channel are different variables",
        ),
        (
            "memoryless X",
            12,
            "expected '->' between the inputs and the outputs of the channel, found the end",
        ),
        ("p << iid", 5, "'iid' is a word of the syntax; it cannot name a distribution"),
    ],
)
def test_mistakes_in_shorthands(text, position, why):
    with pytest.raises(ParseError) as info:
        parse_hypothesis(text)
    assert (info.value.expected, info.value.position) == (why, position)


def test_iid_cannot_be_claimed():
    with pytest.raises(ParseError) as info:
        parse_claim("X,Y iid")
    assert info.value.expected == (
        "iid can be assumed, not claimed: claim X _||_ Y, or that entropies are equal"
    )
