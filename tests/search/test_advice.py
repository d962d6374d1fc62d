"""What is said of hypotheses: contradictory, not needed, missing; and why a claim is open."""

from copy import deepcopy
from time import perf_counter

import pytest

from symbinfo import (
    Entropy,
    FunctionOf,
    KLDivergence,
    MarkovChain,
    MutualInformation,
    calc,
    hypotheses_used,
    pmf,
    prove,
    random_variables,
)
from symbinfo.core.hypotheses import AbsolutelyContinuous
from symbinfo.errors import BadInput, NotProved, Refuted
from symbinfo.kernel.proof import Unfold
from symbinfo.search.advice import polymatroid
from symbinfo.search.missing import proved_if
from symbinfo.search.text import parse_claim

X, Y, Z, W = random_variables("X Y Z W")


@pytest.mark.parametrize(
    "given",
    [
        ["H(X) >= 1", "H(X) <= 1/2"],
        ["H(X) >= log 2", "H(X) = 0"],
        ["H(X) >= log 3", "H(X) <= log 2"],
        ["H(X) >= log 3", "H(X,Y) <= 1"],
        ["H(X) >= 7/10", "H(X,Y) <= log 2"],
        ["I(X;Y) >= 1", "X _||_ Y"],
        ["I(X;Y) = 1", "X -> Z -> Y", "H(Z) <= 1/2"],
        ["H(X) >= 1 + a", "H(X) <= 1/2 - a", "a >= 0"],
        ["H(X) <= -1"],
        ["0 = 1"],
        ["1 <= 0"],
        ["log 3 <= 1"],
        ["a >= 0", "a <= -1"],
        ["a > 0", "a <= 0"],
    ],
)
def test_contradictory_hypotheses_are_refused(given):
    said = "the hypotheses contradict each other, so they would prove anything"
    with pytest.raises(BadInput, match=said):
        prove("H(X) >= 2 H(X)", given)


def test_contradictions_are_found_whatever_the_claim_is():
    for claim in ("a H(X) = n", "H(X)*H(Y) <= 1", "D(p||q) >= H(X)"):
        with pytest.raises(BadInput, match="contradict each other"):
            prove(claim, ["H(X) = 0", "H(X,Y) >= 1", "H(Y) <= 1/2", "0 <= a <= 1"])


@pytest.mark.parametrize(
    "given",
    [
        ["H(X) >= log 2", "H(X) <= log 3"],
        ["H(X) >= 69/100", "H(X) <= log 2"],
        ["H(X) >= 1", "H(X) <= 1"],
        ["H(X) = 0", "X _||_ Y"],
        ["H(X) <= log |X|", "H(X) >= 3"],
        ["H(X) <= a", "a >= 0"],
        ["1 <= 2"],
        ["1 <= log 3"],
    ],
)
def test_hypotheses_that_some_law_meets_are_not_called_contradictory(given):
    assert prove("H(X) >= 0", given).statement.hypotheses


@pytest.mark.parametrize(
    ("claim", "given", "needed", "spare", "constant"),
    [
        ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"], "X -> Y -> Z", "", ""),
        ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z", "X _||_ W"], "X -> Y -> Z", "X _||_ W", ""),
        ("I(X;Z) <= I(X;Y)", ["H(Z|Y) = 0", "X -> Y -> Z"], "X -> Y -> Z", "H(Z|Y) = 0", ""),
        ("H(X) >= 0", ["X _||_ Y", "H(Y|X) = 0"], "", "X _||_ Y; H(Y|X) = 0", "Y"),
        ("I(X;Y) = 0", ["X _||_ Y", "H(Y|X) = 0"], "X _||_ Y", "H(Y|X) = 0", "Y"),
        ("D(p||q) >= 0", ["p << q"], "", "p << q", ""),
        ("D(p||q) < oo", ["p << q", "p > 0"], "p << q", "p > 0", ""),
        ("a I(X;Z) <= a I(X;Y)", ["X -> Y -> Z", "X _||_ Z"], "X -> Y -> Z", "X _||_ Z", ""),
    ],
)
def test_which_hypotheses_are_used(claim, given, needed, spare, constant):
    used = hypotheses_used(prove(claim, [*given, "0 <= a <= 1"]))
    assert "; ".join(map(str, used.needed)) == needed
    assert "; ".join(map(str, used.spare)) == spare
    assert ", ".join(v.name for v in used.constant) == constant


def test_a_theorem_by_hand_is_asked_the_same():
    p, q = pmf("p"), pmf("q")
    theorem = (
        calc(KLDivergence(p, q), [AbsolutelyContinuous(p, q), FunctionOf(Y, X)])
        .eq(KLDivergence(p, q), by=Unfold())
        .qed()
    )
    assert hypotheses_used(theorem).spare == (AbsolutelyContinuous(p, q), FunctionOf(Y, X))


@pytest.mark.parametrize(
    ("claim", "given", "offered"),
    [
        ("I(X;Z) <= I(X;Y)", [], "X -> Y -> Z, X _||_ Z"),
        ("I(X;Y|Z) <= I(X;Y)", [], "X -> Z -> Y, X -> Y -> Z, Y -> X -> Z"),
        ("I(X;Y|Z) >= I(X;Y)", [], "X _||_ Y, X _||_ Z, Y _||_ Z"),
        ("H(X) <= H(Y)", [], "H(X|Y) = 0"),
        ("H(X,Y) >= H(X) + H(Y)", [], "X _||_ Y"),
        ("I(A;D) <= I(B;C)", ["A -> B -> C"], "A -> C -> D, A _||_ D"),
        ("I(W;Y) <= I(X;Y)", ["W -> X -> Z"], "W -> X -> Y, W _||_ Y"),
        ("H(A|B) <= H(C|D,E)", [], "H(A|B) = 0"),
        ("H(X,Y,Z) = H(X) + H(Y) + H(Z)", ["X _||_ Y"], "Z _||_ X,Y"),
        ("H(A,B,C,D,E) <= H(A,B) + H(C)", [], "H(D,E|A,B,C) = 0"),
        ("a H(X) <= a H(Y)", ["a >= 0"], "H(X|Y) = 0"),
        ("H(X) <= 0", [], ""),
        ("H(X) + H(Y) <= H(Z)", [], ""),
        ("H(X) < H(Y)", [], ""),
    ],
)
def test_the_weakest_hypotheses_are_offered_in_time(claim, given, offered):
    start = perf_counter()
    found = proved_if(parse_claim(claim, given).links[0])
    assert ", ".join(map(str, found)) == offered
    assert perf_counter() - start < 10


@pytest.mark.parametrize("claim", ["I(X;Z) <= I(X;Y)", "I(X;Y|Z) <= I(X;Y)", "H(X|Y) <= H(X|Z)"])
def test_what_is_offered_does_prove_it(claim):
    with pytest.raises(Refuted) as info:
        prove(claim)
    assert info.value.proved_if
    for one in info.value.proved_if:
        assert prove(claim, [str(one)])


@pytest.mark.parametrize(
    ("claim", "given", "offered", "same"),
    [
        ("H(X|Y) >= H(X)", [], "X _||_ Y", 1),
        ("I(X;Y,Z) <= I(X;Y)", [], "X -> Y -> Z, H(X|Y) = 0, H(Z|Y) = 0", 1),
        ("I(X;Z|Y) = 0", [], "X -> Y -> Z, H(X|Y) = 0, H(Z|Y) = 0", 1),
        ("I(X;Z) = 0", ["X -> Y -> Z"], "X _||_ Z, X _||_ Y, Y _||_ Z", 1),
        ("I(X;Z) <= I(X;Y)", [], "X -> Y -> Z, X _||_ Z", 0),
    ],
)
def test_a_hypothesis_that_is_the_claim_is_called_so_and_stronger_ones_follow(
    claim, given, offered, same
):
    with pytest.raises(Refuted) as info:
        prove(claim, given)
    assert ", ".join(map(str, info.value.proved_if)) == offered
    said = [note for note in info.value.notes if note.endswith(" is the claim in other words")]
    assert [note.split(" is ")[0] for note in said] == offered.split(", ")[:same]
    for one in info.value.proved_if:
        assert prove(claim, [*given, str(one)])


def test_advice_is_there_with_hypotheses_that_do_not_concern_the_claim():
    with pytest.raises(Refuted) as info:
        prove("I(X;Z) <= I(X;Y)", ["A -> B -> C -> D"])
    assert str(info.value.proved_if[0]) == "X -> Y -> Z"
    assert info.value.notes == ("the hypothesis A -> B -> C -> D does not concern the claim",)


def test_a_refutation_says_what_was_missing():
    with pytest.raises(Refuted) as info:
        prove(MutualInformation(X, Z) <= MutualInformation(X, Y))
    assert str(info.value).endswith("\nproved if X -> Y -> Z, or if X _||_ Z")
    assert info.value.message in str(info.value)
    assert "proved if" not in info.value.message


def test_an_open_claim_says_why_from_python_too():
    with pytest.raises(NotProved) as info:
        prove(Entropy(X) * Entropy(Y) <= Entropy(X) * Entropy(X, Y))
    assert info.value.notes[0].startswith("the claim is not linear: it has the product H(X)*H(")
    assert f"note: {info.value.notes[0]}" in str(info.value)


def test_errors_can_be_copied():
    with pytest.raises(Refuted) as info:
        prove(MutualInformation(X, Z) <= MutualInformation(X, Y), MarkovChain(X, W, Y))
    again = deepcopy(info.value)
    assert str(again) == str(info.value)
    assert again.counterexample.lhs == info.value.counterexample.lhs


def test_the_direction_that_violates_it_is_told_in_order():
    values = polymatroid(parse_claim("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)").links[0])
    assert [*values][:5] == ["H(A)", "H(B)", "H(C)", "H(D)", "H(A,B)"]
    assert values["H(A,B,C,D)"] == 1
