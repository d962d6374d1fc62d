"""What users get wrong about distributions and variables, and what they are told."""

import pytest
from sympy import Rational, Symbol, symbols

from symbinfo import (
    AbsolutelyContinuous,
    Bernoulli,
    CrossEntropy,
    Entropy,
    ForAll,
    Holds,
    Independent,
    KLDivergence,
    MarkovChain,
    Mixture,
    MutualInformation,
    PointMass,
    SelfInformation,
    Uniform,
    equal,
    law,
    letter,
    parameter,
    pmf,
    prove,
    random_variables,
    sequence,
)
from symbinfo.errors import BadInput

X, Y, Z = random_variables("X Y Z")
p, q = pmf("p"), pmf("q")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: pmf({}), "a distribution needs at least one letter, got an empty table"),
        (
            lambda: pmf({"a": Rational(3, 2), "b": Rational(-1, 2)}),
            "the probability of 'b' must not be negative, got -1/2",
        ),
        (
            lambda: pmf({"a": Rational(1, 2), "b": Rational(1, 3)}),
            "the probabilities must sum to 1, got the sum 5/6",
        ),
        (
            lambda: pmf({"a": 0.5, "b": 0.4}),
            "the probabilities must sum to 1, got floats with the sum 0.9",
        ),
        (
            lambda: pmf({"a": float("nan"), "b": 1.0}),
            "the probability of 'a' must be a number, got nan",
        ),
        (
            lambda: pmf({"a": "1/2", "b": "1/2"}),
            "the probability of 'a' must be a number or a SymPy expression, got '1/2' (str)",
        ),
        (
            lambda: pmf([0.5, 0.5]),
            "pmf takes a name or a mapping of probabilities, got [0.5, 0.5] (list)",
        ),
        (lambda: pmf("p", 0), "an alphabet has at least one letter, got size 0"),
        (
            lambda: pmf("p", Rational(1, 2)),
            "the size of an alphabet must be a positive integer, got 1/2",
        ),
        (
            lambda: pmf("p", Symbol("k")),
            "the size of an alphabet must be a positive integer, got k",
        ),
        (lambda: pmf("p", colour=3), "pmf does not know the option 'colour'"),
        (lambda: p(0, 1), "p takes 1 letters, got 2"),
        (lambda: pmf("r", 3)(3), "r has the letters 0 to 2, got 3"),
        (
            lambda: p(letter("x") + 1),
            "a letter of p is a symbol or a whole number, got x + 1",
        ),
        (
            lambda: KLDivergence(p, pmf("r", 3)),
            "p and r are on different alphabets: n and 3 letters",
        ),
        (
            lambda: AbsolutelyContinuous(p, pmf("r", 3)),
            "p and r are on different alphabets: n and 3 letters",
        ),
        (lambda: Entropy(3), "Entropy takes a Pmf or random variables, got 3 (int)"),
        (Entropy, "Entropy takes a Pmf or random variables, got nothing"),
        (
            lambda: Entropy(p, q),
            "Entropy of a Pmf takes one argument; conditioning is for random variables",
        ),
        (lambda: CrossEntropy(p, X), "CrossEntropy takes two Pmfs, got X (RandomVariable)"),
        (
            lambda: MutualInformation(X, p),
            "MutualInformation takes a Pmf or random variables, got p (SymbolicPmf)",
        ),
        (
            lambda: SelfInformation(p),
            "SelfInformation of a distribution takes the letter as well",
        ),
        (
            lambda: SelfInformation(Rational(3, 2)),
            "the probability of an event must be in [0, 1], got 3/2",
        ),
        (
            lambda: Bernoulli(2),
            "the probability of a Bernoulli distribution must be in [0, 1], got 2",
        ),
        (
            lambda: Mixture(2, p, q),
            "the weight of a mixture must be in [0, 1], got 2",
        ),
        (lambda: PointMass(3, 3), "a point mass has the letters 0 to 2, got 3"),
        (lambda: Uniform(0), "an alphabet has at least one letter, got size 0"),
        (lambda: random_variables("X X"), "random_variables takes different names, got 'X X'"),
        (lambda: random_variables("X Y", [2]), "random_variables got 2 names and 1 sizes"),
        (
            lambda: random_variables("X Y", law={(0,): 1}),
            "each row of the law needs 2 values, got (0,)",
        ),
        (lambda: law(p), "law takes random variables, got p (SymbolicPmf)"),
        (
            lambda: Independent(X, X),
            "Independent takes two or more disjoint groups of random variables",
        ),
        (lambda: MarkovChain(X, Y), "MarkovChain takes three or more links, got 2"),
        (lambda: parameter("t", 1, 0), "the interval of t is empty: 1 to 0"),
        (
            lambda: sequence("a", 3)(3),
            "a has the letters 0 to 2, got 3",
        ),
        (
            lambda: ForAll(1, 1, "x"),
            "ForAll takes limits (x, 0, n - 1) or parameters, got 'x'",
        ),
        (lambda: Holds(1, "<", 2), "Holds takes one of =, <= and >=, got <"),
        (
            lambda: KLDivergence(p, pmf("p")) >= 0,
            "the name 'p' is used for two things: a distribution and a distribution",
        ),
        (
            lambda: Entropy(p) >= symbols("p", real=True),
            "the name 'p' is used for two things",
        ),
    ],
)
def test_the_message_says_what_where_and_why(make, message) -> None:
    with pytest.raises(BadInput) as info:
        make()
    assert str(info.value).startswith(message)


def test_floats_that_miss_one_by_rounding_are_scaled() -> None:
    coin = pmf({"a": 0.1, "b": 0.2, "c": 0.7})
    assert sum(coin.probabilities) == 1
    thirds = pmf(dict.fromkeys(range(3), 1 / 3))
    assert sum(thirds.probabilities) == 1


def test_two_distributions_of_one_name_are_two() -> None:
    assert pmf("p") != pmf("p")
    assert random_variables("X") != random_variables("X")
    assert pmf({0: 1}) == pmf({0: 1})


def test_an_alphabet_of_one_letter() -> None:
    assert prove(equal(Entropy(pmf("p", 1)), 0))
    assert prove(equal(Entropy(Uniform(1)), 0))


@pytest.mark.parametrize(
    "measure",
    [
        Entropy(p),
        Entropy(X, Y),
        Entropy(Y, given=X),
        MutualInformation(X, (Y, Z)),
        MutualInformation(X, Y, given=Z),
        KLDivergence(p, q),
        CrossEntropy(p, q),
        SelfInformation(p, letter("x")),
    ],
)
def test_measures_rebuild_from_their_arguments(measure) -> None:
    assert measure.func(*measure.args) == measure
    assert measure.doit() == measure.definition()


def test_sums_are_opened_by_sympy_without_harm() -> None:
    definition = KLDivergence(p, q).definition()
    assert definition.doit() == definition
