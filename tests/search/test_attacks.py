"""Attempts to have `prove` say what is false, or to make it fail without a word."""

from __future__ import annotations

import pytest
from sympy import Rational, S

from symbinfo import (
    CopyOf,
    Entropy,
    FunctionOf,
    Holds,
    Independent,
    MarkovChain,
    MutualInformation,
    Relation,
    Statement,
    prove,
    random_variables,
)
from symbinfo.errors import BadInput, NotProved, ParseError, Refuted, SymbinfoError

X, Y, Z, W = random_variables("X Y Z W")
NO = (Refuted, NotProved)
HALF, QUARTER = Rational(1, 2), Rational(1, 4)


def at_least(lhs, rhs, *given):
    return Statement(lhs, Relation.GE, rhs, given)


def equal(lhs, rhs, *given):
    return Statement(lhs, Relation.EQ, rhs, given)


def test_two_variables_of_one_name_are_two_variables() -> None:
    (other,) = random_variables("X")
    for measure in (MutualInformation(X, other) - Entropy(X), Entropy(X) - Entropy(other)):
        with pytest.raises(SymbinfoError):
            prove(equal(measure, S.Zero))
    with pytest.raises(SymbinfoError):
        prove(at_least(S.Zero, MutualInformation(X, Y), Independent(other, Y)))


@pytest.mark.parametrize(
    "claim",
    [
        "I(X;X|Y) = H(X|Y)",
        "I(X;X) = H(X)",
        "H(X,X) = H(X)",
        "H(X|X) = 0",
        "H(X,Y|X) = H(Y|X)",
        "I(X,Y;Y,Z) = H(Y) + I(X;Z|Y)",
        "I(X;Y|X) = 0",
        "I(X;Y|X,Y) = 0",
        "I(X;X;X) = H(X)",
        "TC(X;X) = H(X)",
        "DTC(X;X) = H(X)",
    ],
)
def test_repeated_variables_mean_what_sets_mean(claim) -> None:
    assert prove(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "I(X;X|Y) = 0",
        "I(X;X) = 0",
        "I(X,Y;Y,Z) <= I(X;Z|Y)",
        "I(X,Y;Y,Z) = I(X;Z)",
        "H(X,X) = 2 H(X)",
        "TC(X;X) = 0",
        "I(X;X;Y) = H(X)",
    ],
)
def test_repeated_variables_prove_nothing_false(claim) -> None:
    with pytest.raises(Refuted):
        prove(claim)


@pytest.mark.parametrize("text", ["H()", "I(;X)", "I(X;)", "H(|X)", "H(X|)", "TC(X)", "DTC(X)"])
def test_empty_sets_are_not_read(text) -> None:
    with pytest.raises(ParseError):
        prove(f"{text} >= 0")


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("H(X) <= 1", []),
        ("H(X) <= 1", ["H(Y) <= 1"]),
        ("H(X) >= 1", ["H(X,Y) >= 2"]),
        ("H(X) <= 0", []),
        ("1 <= 0", ["X -> Y -> Z"]),
        ("I(X;Y) <= 1", ["H(X) <= 2"]),
        ("H(X,Y) <= 3/2", ["H(X) <= 1", "H(Y) <= 1"]),
        ("H(X) <= 1", ["H(X) <= 1 + 1/1000000"]),
        ("H(X) = 1", ["H(X) <= 1", "H(X|Y) >= 0"]),
        ("H(X) <= H(Y)", ["H(X) <= 2", "H(Y) >= 1"]),
    ],
)
def test_constants_do_not_prove_too_much(claim, given) -> None:
    with pytest.raises(NO):
        prove(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("H(X,Y) <= 2", ["H(X) <= 1", "H(Y) <= 1"]),
        ("I(X;Y) <= 1", ["H(X) <= 1"]),
        ("H(Y) >= 1", ["H(X,Y) >= 3", "H(X) <= 2"]),
        ("H(X|Y) <= 1/2", ["I(X;Y) >= 1/2", "H(X) <= 1"]),
        ("H(X) <= 2", ["H(X) <= 1"]),
        ("0 <= 1", ["X -> Y -> Z"]),
    ],
)
def test_constants_prove_what_they_should(claim, given) -> None:
    assert prove(claim, given)


def test_constants_and_alphabets_of_one_letter() -> None:
    constant, bit = random_variables("C B", [1, 2])
    with pytest.raises(NO):
        prove(equal(Entropy(bit), S.Zero))
    with pytest.raises(NO):
        prove(at_least(MutualInformation(X, Y), Entropy(constant) + Entropy(X)))


def test_explicit_laws_are_what_they_are() -> None:
    A, B = random_variables(
        "A B", law={(0, 0): HALF, (0, 1): QUARTER, (1, 0): QUARTER, (1, 1): S.Zero}
    )
    with pytest.raises(NO):
        prove(equal(MutualInformation(A, B), S.Zero))
    with pytest.raises(SymbinfoError):
        prove(at_least(Entropy(A), Entropy(A, B)))
    for false in (Independent(A, B), FunctionOf(A, B), Holds(Entropy(A), "=", S.Zero)):
        with pytest.raises(SymbinfoError):
            prove(equal(MutualInformation(A, B), S.Zero, false))


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(X;Z) <= I(X;Y)", ["A -> B -> C"]),
        ("H(X) <= H(Y)", ["H(A|B) = 0"]),
        ("X _||_ Y", ["A _||_ B"]),
        ("I(X;Z) <= I(X;Y)", ["I(X;Z) >= I(X;Y)"]),
        ("H(X) <= H(Y)", ["H(X) >= H(Y)"]),
        ("X _||_ Y", ["I(X;Y) >= H(Z)"]),
        ("H(X|Y) = 0", ["H(X|Y) >= 0"]),
        ("I(A;B) <= H(C)", ["I(A;B) >= H(C)", "H(D) = 0"]),
    ],
)
def test_hypotheses_about_something_else_or_the_opposite_prove_nothing(claim, given) -> None:
    with pytest.raises(NO):
        prove(claim, given)


@pytest.mark.parametrize(
    "given",
    [
        ["H(X) <= 1", "H(X) >= 2"],
        ["H(X,Y) <= 1", "H(X) >= 2"],
        ["H(X) = 1", "H(X|Y) = 0", "X _||_ Y"],
        ["I(X;Y) >= 1", "H(Y) <= 1/2"],
        ["H(X) <= -1"],
    ],
)
def test_contradictions_are_named(given) -> None:
    with pytest.raises(BadInput, match="contradict"):
        prove("H(Z) <= H(X)", given)


def test_a_false_number_proves_nothing() -> None:
    with pytest.raises((BadInput, NotProved)):
        prove("H(Z) <= H(X)", ["1 <= 0"])


R, T = random_variables("R T", [X.size, Z.size])


@pytest.mark.parametrize(
    ("statement", "copy"),
    [
        (equal(Entropy(R, Y), Entropy(X, Y)), CopyOf(R, X, Z, Y)),
        (
            equal(MutualInformation(R, Y, given=Z), MutualInformation(X, Y, given=Z)),
            CopyOf(R, X, Z, Y),
        ),
        (equal(Entropy(X, given=R), S.Zero), CopyOf(R, X, Z, Y)),
        (equal(MutualInformation(X, Z), S.Zero), CopyOf(R, X, Z, Y)),
        (equal(MutualInformation(R, W, given=Z), S.Zero), CopyOf(R, X, Z, Y)),
        (equal(Entropy(R, T), Entropy(X, Z)), CopyOf(R, X, Z, (Y, T))),
    ],
)
def test_copies_say_no_more_than_they_are(statement, copy) -> None:
    with pytest.raises(NO):
        prove(Statement(statement.lhs, statement.relation, statement.rhs, (copy,)))


@pytest.mark.parametrize(
    "groups",
    [(R, X, X, Y), (R, R, Z, Y), (X, X, Z), (R, X, ()), (R, X, R, Y)],
)
def test_copies_with_wrong_parts_are_refused(groups) -> None:
    with pytest.raises(BadInput):
        CopyOf(*groups)


@pytest.mark.parametrize(
    "claim",
    [
        "H(X|Y) <= H(X) >= 0",
        "H(X) >= H(X|Y) <= H(X,Y)",
        "0 <= I(X;Y) >= 0",
    ],
)
def test_chains_that_turn_round_are_refused(claim) -> None:
    with pytest.raises(BadInput, match="says nothing of its two ends"):
        prove(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "H(X) <= H(X,Y) <= H(X)",
        "H(X|Y) <= H(X) = H(X|Y)",
        "H(X) = H(X|Y) + I(X;Y) <= I(X;Y)",
    ],
)
def test_a_chain_with_one_false_link_is_refuted(claim) -> None:
    with pytest.raises(Refuted):
        prove(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "H(X) H(Y) >= H(X,Y)",
        "I(X;Y) I(X;Y) <= H(X) H(Y) - 1/10 H(X)",
        "I(X;Y) / H(X) <= 1/2",
        "H(X)/H(Y) <= 1",
        "I(X;Y) * I(Y;Z) >= I(X;Z)",
    ],
)
def test_products_of_measures_are_not_taken_for_sums(claim) -> None:
    with pytest.raises(SymbinfoError):
        prove(claim)


def test_hypotheses_that_are_products_are_not_taken_for_sums() -> None:
    product = Holds(Entropy(X) * Entropy(Y), "=", S.Zero)
    with pytest.raises(SymbinfoError):
        prove(equal(Entropy(X), S.Zero, product))
    with pytest.raises(SymbinfoError):
        prove(at_least(S.Zero, Entropy(X), product, FunctionOf(X, Y)))


def test_strict_and_unequal_claims_are_not_proved_where_equality_can_hold() -> None:
    for claim in ("I(X;Y) > 0", "H(X) < H(X,Y)", "H(X|Y) != H(X)", "H(X) > 0"):
        with pytest.raises(NO):
            prove(claim)


def test_a_markov_chain_says_nothing_of_its_ends() -> None:
    for claim in (
        equal(MutualInformation(X, Z), S.Zero, MarkovChain(X, Y, Z)),
        equal(MutualInformation(X, Y), S.Zero, MarkovChain(X, Y, Z)),
        equal(MutualInformation(X, Y, given=Z), S.Zero, MarkovChain(X, Y, Z)),
        at_least(MutualInformation(X, Z), MutualInformation(X, Y), MarkovChain(X, Y, Z)),
    ):
        with pytest.raises(NO):
            prove(claim)
