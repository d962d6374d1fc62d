"""Claims that hold with room to spare, those about sizes alone, and those about oo."""

from __future__ import annotations

import pytest

from symbinfo import prove
from symbinfo.core.relation import Relation
from symbinfo.errors import NotProved, Refuted


@pytest.mark.parametrize(
    ("claim", "given", "rows"),
    [
        ("H(X) > 1/3", ["H(X) >= 1/2"], ["1/2", "1/3"]),
        ("1/3 < H(X)", ["H(X) >= 1/2"], ["1/2", "H(X)"]),
        ("H(X) < log 3", ["|X| = 2"], ["log(|X|)", "log(2)", "log(3)"]),
        ("H(X) <= 2", ["|X| = 3"], ["log(|X|)", "log(3)", "2"]),
        ("H(X) + 1/2 > H(X|Y)", [], ["H(X | Y) + 1/2", "H(X | Y)"]),
        ("H(X) > 0", ["H(X) >= log 2"], ["log(2)", "0"]),
    ],
)
def test_numbers_are_compared_after_a_sharper_claim(claim, given, rows):
    theorem = prove(claim, given)
    assert [str(step.rhs) for step in theorem.proof.steps] == rows
    assert theorem.statement.equality is None


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("H(X) > 1/2", ["H(X) >= 1/2"]),
        ("H(X) >= 1/2", ["H(X) >= 1/3"]),
        ("H(X) > 1000001/2000000", ["H(X) >= 1/2"]),
        ("H(X) < log 2", ["|X| = 2"]),
        ("H(X) <= 2", ["|X| = 8"]),
        ("H(X) > 0", []),
        ("H(X) + 1/2 > H(Y)", []),
        ("H(X) <= 1", ["|X| = 3"]),
        ("H(X) <= 109/100", ["|X| = 3"]),
        ("log n > 0", []),
        ("log n >= 1", []),
        ("log |X| >= log |Y|", []),
    ],
)
def test_a_number_too_much_is_not_proved(claim, given):
    with pytest.raises((NotProved, Refuted)):
        prove(claim, given)


@pytest.mark.parametrize("k", range(1, 9))
def test_near_misses_of_a_logarithm(k):
    above = f"{int(0.6931471805599453 * 10**k) + 1}/{10**k}"
    below = f"{int(0.6931471805599453 * 10**k)}/{10**k}"
    assert prove(f"H(X) <= {above}", ["|X| = 2"]).statement.relation is Relation.LE
    with pytest.raises((NotProved, Refuted)):
        prove(f"H(X) <= {below}", ["|X| = 2"])


@pytest.mark.parametrize(
    "claim",
    [
        "log |X| >= 0",
        "log n >= 0",
        "log |X| + 2 log |Y| >= 0",
        "log n + 1 >= 0",
        "3 log n >= log n",
    ],
)
def test_claims_about_sizes_alone(claim):
    assert prove(claim).statement.relation is Relation.GE


@pytest.mark.parametrize(
    ("claim", "given", "shown"),
    [
        ("H(X) <= oo", [], "H(X) <= oo"),
        ("oo >= H(X)", [], "H(X) <= oo"),
        ("I(X;Y|Z) <= oo", [], "I(X; Y | Z) <= oo"),
        ("0 <= H(p) <= oo", [], "0 <= oo"),
        ("D(p||q) <= oo", ["p << q"], "D(p || q) <= oo  given p << q"),
        ("D(p||q) >= oo", ["not p << q"], "D(p || q) >= oo  given not p << q"),
    ],
)
def test_what_is_at_most_infinite(claim, given, shown):
    assert str(prove(claim, given).statement).split("  (")[0] == shown


def test_a_measure_of_variables_is_not_infinite():
    with pytest.raises((NotProved, Refuted)):
        prove("H(X) >= oo")


@pytest.mark.parametrize(
    ("claim", "equality"),
    [
        ("H(X) <= log |X|", "P_X = uniform"),
        ("H(X|Y) <= log |X|", "P_X = uniform and X _||_ Y"),
        ("H(X,Y) <= log |X| + log |Y|", "P_X = uniform and P_Y = uniform and X _||_ Y"),
    ],
)
def test_a_size_is_attained_by_the_uniform_law(claim, equality):
    conditions = prove(claim).statement.equality
    assert conditions is not None
    assert " and ".join(map(str, conditions)) == equality


@pytest.mark.parametrize("given", [["a >= b"], ["a >= b", "b >= 0", "a >= 0"], ["a >= b >= 0"]])
def test_an_order_of_numbers_is_read_and_what_to_write_is_said(given):
    with pytest.raises(NotProved) as info:
        prove("(a-b) I(X;Y) >= 0", given)
    assert any(
        note.startswith("a >= b compares numbers with each other") for note in info.value.notes
    )
    assert prove("H(X) + a >= b", given)
    assert prove("(b + c) I(X;Y) >= b I(X;Y)", ["b >= 0", "c >= 0"])
