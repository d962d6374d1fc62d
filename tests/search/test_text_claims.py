"""Claims and hypotheses that the text syntax reads, and what they become."""

import json
from pathlib import Path

import pytest
from sympy import Rational, Symbol, log, oo

from symbinfo.core.atoms import n
from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
    is_uniform,
)
from symbinfo.core.relation import Relation
from symbinfo.errors import NotUnderstood
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
)
from symbinfo.search.text import parse_claim, parse_hypothesis

LINES = (Path(__file__).parents[1] / "data" / "statements.jsonl").read_text().splitlines()
SAMPLE = [json.loads(line) for line in LINES]
"""Statements with a hypothesis that is an equation or an inequality of measures."""


def side(text, given=()):
    """Return an expression and the names in it."""
    claim = parse_claim(f"{text} = 0", given)
    return claim.links[0].lhs, claim.names


def links(text, given=()):
    return [str(link).split("  given ")[0] for link in parse_claim(text, given).links]


def hypotheses(text):
    return parse_claim("H(X) = H(p)", [text]).hypotheses


@pytest.mark.parametrize("row", SAMPLE, ids=[row["id"] for row in SAMPLE])
def test_sample_of_the_literature_parses(row):
    claim = parse_claim(row["claim"], row["given"])
    variables = {name for name in claim.names if name[0].isupper()}
    assert len(variables) == row["nvars"]
    assert len(claim.hypotheses) == len(row["given"])


def test_chain_becomes_one_link_for_each_relation():
    claim = parse_claim("I(X;Y) = H(X) - H(X|Y) <= H(X) < oo", ["X _||_ Y"])
    assert [link.relation for link in claim.links] == [Relation.EQ, Relation.LE, Relation.LT]
    assert claim.links[0].rhs == claim.links[1].lhs
    assert claim.links[2].rhs is oo
    X, Y = claim.names["X"], claim.names["Y"]
    assert all(link.hypotheses == (Independent(X, Y),) for link in claim.links)
    assert claim.hypotheses == (Independent(X, Y),)
    assert claim.text == "I(X;Y) = H(X) - H(X|Y) <= H(X) < oo"


def test_measures_of_variables():
    expr, names = side("H(X,Y|Z)")
    X, Y, Z = (names[name] for name in "XYZ")
    assert expr == Entropy(X, Y, given=Z)
    assert side("H(X)")[0].func is Entropy
    expr, names = side("I(X,Y;Z|W',V_1)")
    X, Y, Z = (names[name] for name in "XYZ")
    assert expr == MutualInformation((X, Y), Z, given=(names["W'"], names["V_1"]))


def test_measures_of_distributions():
    expr, names = side("H(p) + H(p,q) + D(p||q) + JSD(q || p')")
    p, q, r = names["p"], names["q"], names["p'"]
    parts = Entropy(p), CrossEntropy(p, q), KLDivergence(p, q), JensenShannonDivergence(q, r)
    assert expr == sum(parts)
    assert p.size == q.size == n


@pytest.mark.parametrize("name", ["u", "uniform"])
def test_uniform_distribution_has_two_names(name):
    expr, names = side(f"D(p || {name})")
    assert expr == KLDivergence(names["p"], Uniform())


def test_measure_letters_also_name_variables():
    expr, names = side("I(I;H|D)")
    assert expr == MutualInformation(names["I"], names["H"], given=names["D"])


def test_interaction_information_by_inclusion_and_exclusion():
    expr, names = side("I(X;Y;Z|W)")
    X, Y, Z, W = (names[name] for name in "XYZW")
    singles = sum(Entropy(v, given=W) for v in (X, Y, Z))
    pairs = sum(Entropy(*two, given=W) for two in ((X, Y), (X, Z), (Y, Z)))
    assert expr == singles - pairs + Entropy(X, Y, Z, given=W)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2),
        ("1/2", Rational(1, 2)),
        ("0.1", Rational(1, 10)),
        (".25", Rational(1, 4)),
        ("-2*-3", 6),
        ("--1", 1),
        ("1 - 2 - 3", -4),
        ("12/2/3", 2),
        ("2 (1 + 2)", 6),
        ("log n", log(n)),
        ("log(n/2)", log(n / 2)),
        ("ln(2)/2", log(2) / 2),
        ("2 log |X|", 2 * log(Symbol("|X|", integer=True, positive=True))),
        ("1/2 n", n / 2),
        ("n (n + 1)", None),
        ("3/|X|", 3 / Symbol("|X|", integer=True, positive=True)),
        (r"\log 2 \cdot 3", 3 * log(2)),
    ],
)
def test_numbers(text, value):
    if value is None:
        text, value = "n*(n + 1)", n * (n + 1)
    assert side(text)[0] == value


def test_products():
    expr, names = side("2 H(X) - 1/3 H(Y) + 2*H(X)*H(Y) + (H(X) + H(Y))/4")
    X, Y = Entropy(names["X"]), Entropy(names["Y"])
    assert expr == 2 * X - Y / 3 + 2 * X * Y + (X + Y) / 4


def test_number_before_a_measure_takes_the_whole_fraction():
    expr, names = side("11/2 H(X)")
    assert expr == Rational(11, 2) * Entropy(names["X"])


@pytest.mark.parametrize(
    ("written", "relation"),
    [
        *[(relation.value, relation) for relation in Relation],
        ("==", Relation.EQ),
        ("≤", Relation.LE),
        (r"\leq", Relation.LE),
        (r"\ge", Relation.GE),
        ("≥", Relation.GE),
        ("≠", Relation.NE),
        (r"\ne", Relation.NE),
    ],
)
def test_relations(written, relation):
    assert parse_claim(f"H(X) {written} 0").links[0].relation is relation


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("D(p∥q) ≥ −1", "D(p||q) >= -1"),
        (r"D(p \parallel q) \le \infty", "D(p||q) <= oo"),
        ("X → Y → Z", "X -> Y -> Z"),
        (r"X \to Y \to Z", "X -> Y -> Z"),
        ("X ⊥ Y ∣ Z", "X _||_ Y | Z"),
        (r"X \perp Y \mid Z", "X _|_ Y | Z"),
        ("X_||_Y", "X _||_ Y"),
        ("p ≪ q", "p << q"),
        ("H(X)\n\t= 0", "H(X)=0"),
        ("0 <= inf", "0 <= oo"),
    ],
)
def test_other_ways_to_write_it(written, plain):
    assert links(written) == links(plain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X -> Y -> Z", ["I(X; Z | Y) = 0"]),
        ("X,Y -> Z -> W,V", ["I(X, Y; W, V | Z) = 0"]),
        ("X -> Y -> Z -> W", ["I(X; Z, W | Y) = 0", "I(X, Y; W | Z) = 0"]),
        ("X _||_ Y", ["I(X; Y) = 0"]),
        ("X _||_ Y,Z | V,W", ["I(X; Y, Z | V, W) = 0"]),
        ("p << q", ["D(p || q) < oo"]),
        ("not p << q", ["D(p || q) = oo"]),
        ("p > 0", ["D(uniform || p) < oo"]),
        ("p = q", ["D(p || q) = 0"]),
        ("p = uniform", ["D(p || uniform) = 0"]),
        ("u = p", ["D(uniform || p) = 0"]),
    ],
)
def test_hypothesis_as_a_claim(text, expected):
    assert links(text) == expected


def test_mutual_independence_as_a_claim():
    (link,) = parse_claim("X _||_ Y _||_ Z | W").links
    X, Y, Z, W = (parse_names(link)[name] for name in "XYZW")
    assert link.lhs == sum(Entropy(v, given=W) for v in (X, Y, Z))
    assert link.rhs == Entropy(X, Y, Z, given=W)


def parse_names(link):
    (entropy,) = link.rhs.atoms(Entropy)
    return {v.name: v for group in entropy.args for v in group}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X -> Y -> Z", [(MarkovChain, "X -> Y -> Z")]),
        ("X,Y -> Z -> W", [(MarkovChain, "X,Y -> Z -> W")]),
        ("X,Y -> Y -> Z", [(Independent, "X _||_ Z | Y")]),
        ("X -> X,Y -> Z", []),
        ("X _||_ Y | Z", [(Independent, "X _||_ Y | Z")]),
        ("X _||_ Y _||_ Z", [(Independent, "X _||_ Y _||_ Z")]),
        ("X,Z _||_ Y | Z", [(Independent, "X _||_ Y | Z")]),
        ("X _||_ Y | X", []),
        ("I(X;Y|Z) = 0", [(Independent, "X _||_ Y | Z")]),
        ("0 = I(X,Z;Y|Z)", [(Independent, "X _||_ Y | Z")]),
        ("H(Y|X) = 0", [(FunctionOf, "H(Y|X) = 0")]),
        ("H(X,Y|Y,Z) = 0", [(FunctionOf, "H(X|Y,Z) = 0")]),
        ("H(X|X,Y) = 0", []),
        ("p << q", [(AbsolutelyContinuous, "p << q")]),
        ("D(p||q) < oo", [(AbsolutelyContinuous, "p << q")]),
        ("oo > D(p||q)", [(AbsolutelyContinuous, "p << q")]),
        ("not p << q", [(NotAbsolutelyContinuous, "not p << q")]),
        ("D(p||q) = oo", [(NotAbsolutelyContinuous, "not p << q")]),
        ("p > 0", [(FullSupport, "p > 0")]),
        ("p = q", [(Equal, "p = q")]),
        ("D(p||q) = 0", [(Equal, "p = q")]),
        ("0 = JSD(p||q)", [(Equal, "p = q")]),
        ("p = uniform", [(Equal, "p = uniform")]),
        ("p = u", [(Equal, "p = uniform")]),
    ],
)
def test_hypotheses(text, expected):
    assert [(type(one), str(one)) for one in hypotheses(text)] == expected
    assert [str(one) for one in parse_hypothesis(text)] == [words for _, words in expected]


def test_hypotheses_share_their_names_with_the_claim():
    claim = parse_claim("H(p) <= log n", ["p = uniform", "p << q", "p << q"])
    p, q = claim.names["p"], claim.names["q"]
    assert claim.links[0].lhs == Entropy(p)
    assert claim.hypotheses == (is_uniform(p), AbsolutelyContinuous(p, q))


def test_two_texts_never_share_names():
    first, second = (parse_claim("H(X) >= 0").names["X"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("H(X) = H(Y)", ["H(X) = H(Y)"]),
        ("H(X) = 0", ["H(X) = 0"]),
        ("I(X;Z|Y) <= I(X;Z)", ["I(X; Z | Y) <= I(X; Z)"]),
        ("H(X) = H(Y) = H(Z)", ["H(X) = H(Y)", "H(Y) = H(Z)"]),
    ],
)
def test_other_relations_are_assumed_as_they_stand(text, shown):
    assert [str(h) for h in hypotheses(text)] == shown


@pytest.mark.parametrize("text", ["H(X) < H(Y)", "H(X) != H(Y)"])
def test_hypotheses_that_are_not_supported(text):
    with pytest.raises(NotUnderstood) as info:
        hypotheses(text)
    assert str(info.value) == (
        f"hypotheses of the form '{text}' are not supported; the forms are X -> Y -> Z, "
        "X _||_ Y | Z, H(Y|X) = 0, I(X;Y|Z) = 0, X1,X2 iid, "
        "memoryless X1,X2 -> Y1,Y2, p << q, not p << q, p > 0, p = q, p = uniform, "
        "and relations of measures with =, <= and >="
    )


def test_long_hypotheses_are_not_repeated_in_full():
    with pytest.raises(NotUnderstood) as info:
        hypotheses(" + ".join(["H(X)"] * 300) + " < 1")
    assert len(str(info.value)) < 400
