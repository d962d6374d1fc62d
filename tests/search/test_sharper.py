"""Proofs from as few hypotheses as suffice, and equality that always holds."""

from __future__ import annotations

import pytest

from symbinfo import prove
from symbinfo.search.advice import hypotheses_used

CHANNEL = ["memoryless X1,X2 -> Y1,Y2", "X1 _||_ X2"]


def told(theorem):
    return str(theorem.proof.steps), str(theorem.statement.equality)


@pytest.mark.parametrize("given", ["X -> Y -> Z", "H(X|Y) = 0", "X _||_ Y"])
def test_a_spare_hypothesis_spoils_neither_the_proof_nor_when_equality_holds(given):
    alone, theorem = prove("H(X) >= 0"), prove("H(X) >= 0", given=given)
    assert told(theorem) == told(alone)
    assert [str(h) for h in theorem.statement.hypotheses] == [given]


def test_of_two_hypotheses_the_proof_uses_the_one_that_it_needs():
    given = ["X -> Y -> Z", "X _||_ W"]
    theorem, alone = (prove("I(X;Z) <= I(X;Y)", given=given[:k]) for k in (2, 1))
    assert told(theorem) == told(alone)
    assert len(theorem.statement.hypotheses) == 2


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(X1,X2;Y1,Y2) >= I(X1;Y1) + I(X2;Y2)", CHANNEL),
        ("I(X;Y) >= 0", ["X _||_ Y"]),
        ("H(X,Y) <= H(X) + H(Y)", ["X _||_ Y", "Y -> X -> Z"]),
        ("H(X) <= H(X,Y)", ["H(Y|X) = 0"]),
    ],
)
def test_equality_that_always_holds_is_said_to(claim, given):
    assert prove(claim, given=given).statement.equality == ()


def test_hypotheses_that_give_equality_always_are_needed_for_that():
    theorem = prove("I(X;Y) >= 0", given=["X _||_ Y", "X -> Y -> Z"])
    used = hypotheses_used(theorem)
    assert [str(h) for h in used.needed] == ["X _||_ Y"]
    assert [str(h) for h in used.spare] == ["X -> Y -> Z"]


def test_a_hypothesis_that_is_needed_is_not_dropped():
    theorem = prove("I(X;Z) <= I(X;Y)", given="X -> Y -> Z")
    assert theorem.statement.equality != ()
    assert not hypotheses_used(theorem).spare
