"""Claims with numbers of unknown value before the measures."""

import pytest
from sympy import Symbol

from symbinfo import (
    Entropy,
    Holds,
    MarkovChain,
    MutualInformation,
    dumps,
    equal,
    loads,
    parameter,
    prove,
    random_variables,
)
from symbinfo.errors import NotProved, Refuted
from symbinfo.search import parametric

X, Y, Z = random_variables("X Y Z")
CHAIN = [MarkovChain(X, Y, Z)]
a, b = parameter("a", lower=0), parameter("b", 0, 1, closed=True)
u = parameter("u")
MARKOV = "X -> Y -> Z"


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(X;Z) <= I(X;Y) + a H(Z)", [MARKOV, "a >= 0"]),
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "a >= 0"]),
        ("a H(X) + (1-a) H(X) = H(X)", ["a >= 0"]),
        ("a I(X;Z|Y) = 0", [MARKOV, "-1 <= a <= 1"]),
        ("(1+a) I(X;Y) >= I(X;Y)", ["a >= 0"]),
        ("H(X) <= a H(X)", ["a >= 1"]),
        ("H(X) <= a H(X) + (1-a) H(X,Y)", ["0 <= a <= 1"]),
        ("a*a H(X) <= a H(X)", ["0 <= a <= 1"]),
        ("a b I(X;Y) + (1-b) H(X) <= H(X)", ["0 <= a,b <= 1"]),
        ("a I(X;Y) >= b I(X;Y)", ["a >= 1", "0 <= b <= 1"]),
        ("-a H(X) >= 0", ["a <= 0"]),
        ("n*H(X) >= H(X)", []),
        ("a H(X) <= a log |X|", ["a >= 0"]),
        ("H(X|Y) <= R", ["R >= 0", "H(X) <= R"]),
        ("a H(X) + b H(Y) <= R", ["a,b,R >= 0", "a H(X) <= R/2", "b H(Y) <= R/2"]),
        (r"$\lambda I(X;Z) \le \lambda I(X;Y)$", [r"X \to Y \to Z", r"0 \le \lambda \le 1"]),
    ],
)
def test_proved_and_read_again(claim, given):
    theorem = prove(claim, given)
    assert loads(dumps(theorem)).statement.relation is theorem.statement.relation


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (MutualInformation(X, Z) <= MutualInformation(X, Y) + a * Entropy(Z), CHAIN),
        (a * MutualInformation(X, Z) <= a * MutualInformation(X, Y), CHAIN),
        (b * MutualInformation(X, Z) <= MutualInformation(X, Y), CHAIN),
        (Symbol("s", nonnegative=True) * Entropy(X) >= 0, []),
        (equal(u * Entropy(X) + (1 - u) * Entropy(X), Entropy(X)), []),
        (u**2 * Entropy(X) <= u**2 * Entropy(X, Y), []),
        (Entropy(X, given=Y) <= u, [Holds(Entropy(X), "<=", u)]),
    ],
)
def test_from_python(claim, given):
    assert prove(claim, given).statement.hypotheses == tuple(given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(X;Z) <= I(X;Y) + a H(Z)", ["a >= 0"]),
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "-1 <= a <= 1"]),
        ("H(X) <= a H(X)", ["0 <= a <= 1"]),
        ("a H(X) <= b H(X)", ["a,b >= 0"]),
        ("a H(X) <= H(Y)", ["a > 0"]),
        ("a H(X) >= a*a H(X)", ["a >= 0"]),
    ],
)
def test_false_ones_are_never_proved(claim, given):
    with pytest.raises(Refuted):
        prove(claim, given)


def test_no_close_miss_is_proved():
    for k in range(1, 12):
        claim = f"(1 + 1/{10**k}) a I(X;Z) <= a I(X;Y)"
        with pytest.raises((Refuted, NotProved)):
            prove(claim, [MARKOV, "a > 0"])


@pytest.mark.parametrize(
    ("claim", "given", "equality"),
    [
        ("(1+a) I(X;Y) >= I(X;Y)", ["a > 0"], "X _||_ Y"),
        ("(1+a) I(X;Y) >= I(X;Y)", ["a >= 0"], None),
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "a > 0"], "X _||_ Y | Z"),
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "a >= 0"], None),
    ],
)
def test_equality_is_only_told_where_the_multipliers_are_positive(claim, given, equality):
    found = prove(claim, given).statement.equality
    assert (None if found is None else " and ".join(map(str, found))) == equality


@pytest.mark.parametrize(
    "claim",
    [
        Entropy(X) <= Entropy(X, Y),
        a * Entropy(X) ** 2 <= Entropy(Y),
        a / (1 + b) * Entropy(X) >= 0,
        equal(a**9 * Entropy(X), a**9 * Entropy(X, Y)),
    ],
)
def test_other_claims_are_left_to_others(claim):
    from symbinfo.core.statement import as_statement

    assert parametric.chain(as_statement(claim)) is None


def test_the_proof_is_told_line_by_line():
    theorem = prove("I(X;Z) <= I(X;Y) + a H(Z)", [MARKOV, "a >= 0"])
    assert [str(step) for step in theorem.proof.steps] == [
        "I(X; Z) = I(X; Y) - I(X; Y | Z) + I(X; Z | Y)",
        "I(X; Y) - I(X; Y | Z) + I(X; Z | Y) = I(X; Y) - I(X; Y | Z)",
        "I(X; Y) - I(X; Y | Z) <= a*H(Z) + I(X; Y) - I(X; Y | Z)",
        "a*H(Z) + I(X; Y) - I(X; Y | Z) <= a*H(Z) + I(X; Y)",
    ]
    assert str(theorem).endswith("given X -> Y -> Z  where a >= 0")
