"""Long proofs are told in rows that a person can read."""

from __future__ import annotations

import pytest
from sympy import Add

from symbinfo import prove
from symbinfo.core.relation import Relation
from symbinfo.render.passages import passages
from symbinfo.render.reasons import NO_NAMES, reason

ZHANG_YEUNG = "I(A;B) <= 2 I(A;B|C) + I(A;B|D) + I(C;D) + I(A;C|B) + I(B;C|A)"
ZHANG_YEUNG_1998 = "2 I(C;D) <= I(A;B) + I(A;C,D) + 3 I(C;D|A) + I(C;D|B)"
MMRV = "I(A;B|C) + I(A;B|D) + I(C;D) - I(A;B) + I(E;B|C) + I(E;C|B) + I(B;C|E) >= 0"
DFZ = "2 I(A;B) <= 5 I(A;B|C) + 2 I(A;B|D) + 2 I(C;D) + 2 I(A;C|B) + I(B;C|A)"


@pytest.mark.parametrize(
    ("claim", "terms", "rows"),
    [(ZHANG_YEUNG, 10, 8), (ZHANG_YEUNG_1998, 10, 8), (MMRV, 10, 8), (DFZ, 30, 24)],
)
def test_a_proof_by_copies_has_short_rows(claim, terms, rows):
    (part,) = passages(prove(claim), str)
    assert len(part.steps) <= rows
    assert max(len(Add.make_args(step.rhs)) for step in part.steps) <= terms
    for step in part.steps:
        assert step.relation in (Relation.EQ, part.statement.relation)
        assert reason(step, NO_NAMES, str, part.statement.hypotheses) != "by a lemma"


def test_a_copy_is_used_as_measures_that_are_equal():
    (part,) = passages(prove(MMRV), str)
    first = part.steps[0]
    assert first.relation is Relation.EQ
    assert {str(one) for one in Add.make_args(first.rhs - first.lhs)} == {
        "I(B; C | R)",
        "-I(B; C | E)",
        "I(B; R | C)",
        "-I(E; B | C)",
        "I(C; R | B)",
        "-I(E; C | B)",
    }
    reasons = [reason(step, NO_NAMES, str, part.statement.hypotheses) for step in part.steps]
    assert reasons[0] == "R is a copy of E"
    assert reasons[-1] == "R is independent of E, A, D given B, C"


@pytest.mark.parametrize("n", [6, 8])
def test_a_long_certificate_with_short_sums_is_told_at_once(n):
    names = [f"X{i}" for i in range(1, n + 1)]
    claim = f"H({','.join(names)}) <= {' + '.join(f'H({x})' for x in names)}"
    steps = prove(claim).proof.steps
    assert len(steps) <= n + 1
    assert max(len(Add.make_args(step.rhs)) for step in steps) < 2 * n


def test_copies_of_all_that_is_left_are_told():
    (step,) = prove(DFZ).proof.steps
    words = reason(step, NO_NAMES, str, ())
    assert words == "the copy lemma: R and S a copy of A and D over B and C"
