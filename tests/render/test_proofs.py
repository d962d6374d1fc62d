"""Proofs that the prover finds, as they are printed: golden files, and rules for all of them.

Set UPDATE_GOLDEN=1 to write the golden files anew, then read them.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from symbinfo.cli.told import theorem_json
from symbinfo.core.hypotheses import Independent
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable
from symbinfo.kernel.proof import Copy, DoubleMarkov, EqualityCase, Squeeze
from symbinfo.render.paper import theorem_latex
from symbinfo.render.passages import passages
from symbinfo.render.reasons import NO_NAMES, reason
from symbinfo.render.text import theorem_text
from symbinfo.search.prove import prove
from symbinfo.search.text import parse_claim
from symbinfo.search.tight import needed

GOLDEN = Path(__file__).parents[1] / "golden" / "proofs"
LINES = (Path(__file__).parents[1] / "data" / "statements.jsonl").read_text().splitlines()
ROWS = [row for row in map(json.loads, LINES) if row["truth"] in ("identity", "shannon")]

ZHANG_YEUNG = "I(A;B) <= 2 I(A;B|C) + I(A;B|D) + I(C;D) + I(A;C|B) + I(B;C|A)"
HAN_FIVE = (
    "H(X1,X2,X3,X4) + H(X1,X2,X3,X5) + H(X1,X2,X4,X5) + H(X1,X3,X4,X5) + H(X2,X3,X4,X5)"
    " >= 4 H(X1,X2,X3,X4,X5)"
)
PROOFS = {
    "data_processing": ("I(X;Z) <= I(X;Y)", "X -> Y -> Z"),
    "data_processing_of_four": ("I(W;Z) <= I(X;Y)", "W -> X -> Y -> Z"),
    "subadditivity": ("H(X,Y) <= H(X) + H(Y)",),
    "han_three": ("H(X1,X2) + H(X1,X3) + H(X2,X3) >= 2 H(X1,X2,X3)",),
    "han_five": (HAN_FIVE,),
    "triangle": ("H(X|Z) <= H(X|Y) + H(Y|Z)",),
    "one_time_pad": ("H(K) >= H(M)", "M _||_ C", "H(M|C,K) = 0"),
    "imperfect_secrecy": ("I(X;Y) >= H(X) - H(Z)", "H(X|Y,Z) = 0"),
    "slepian_wolf": (
        "H(M1) + H(M2) >= H(X,Y)",
        "H(M1|X) = 0",
        "H(M2|Y) = 0",
        "H(X,Y|M1,M2) = 0",
    ),
    "sum_of_independent": ("H(Y) <= H(Z)", "H(Z|X,Y) = 0", "H(Y|X,Z) = 0", "X _||_ Y"),
    "fano_half": ("H(X|W) >= H(X|Y)", "X -> Y -> W"),
    "contraction": ("I(X;Z) = 0", "I(X;Z|Y) = 0", "I(X;Y) = 0"),
    "assumed_inequality": ("I(X;Y) <= I(X;Z)", "I(X;Y|Z) <= I(X;Z|Y)"),
}


@pytest.mark.parametrize("name", PROOFS)
def test_each_prints_as_its_golden_files(name):
    claim, *given = PROOFS[name]
    theorem = prove(claim, given)
    texts = {"txt": theorem_text(theorem), "tex": theorem_latex(theorem)}
    for kind, text in texts.items():
        path = GOLDEN / f"{name}.{kind}"
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text + "\n", encoding="utf-8")
        assert text + "\n" == path.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_its_proof():
    assert {path.stem for path in GOLDEN.iterdir()} == set(PROOFS)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_proofs_lead_from_the_left_side_to_the_right_with_a_reason_a_line(row):
    theorem = prove(row["claim"], row["given"])
    links = parse_claim(row["claim"], row["given"]).links
    steps = theorem.proof.steps
    ends = (str(steps[0].lhs), str(steps[-1].rhs))
    assert ends == (str(links[0].lhs), str(links[-1].rhs))
    hidden = (Copy, DoubleMarkov, EqualityCase, Squeeze)
    for part in passages(theorem, str):
        given = part.statement.hypotheses
        assert part.steps
        for step in part.steps:
            words = reason(step, NO_NAMES, str, given)
            assert words
            assert not re.search(r"known facts|by a lemma|definitions|assumption", words)
            assert len(part.steps) == len(steps) or not isinstance(step.evidence, hidden)


def test_a_bound_that_holds_with_equality_is_stated_as_it_is_claimed():
    theorem = prove("I(X;Z|Y) >= I(Z;Y|X) - I(Z;Y) + I(X;Z)")
    head, *rows = theorem_text(theorem, unicode=False).splitlines()
    assert head == "I(X; Z | Y) >= I(X; Z) + I(Z; Y | X) - I(Z; Y)"
    assert rows[0] == "  with equality always"
    assert theorem.statement.relation is Relation.GE


def test_conditions_that_follow_from_others_or_from_hypotheses_are_left_out():
    (claim,) = parse_claim("I(X;Y,Z) + I(X;Z) + I(X;W|Z) >= 0", ["X -> Z -> W"]).links
    w, x, y, z = sorted(claim.lhs.atoms(RandomVariable), key=str)
    whole, part, implied = Independent(x, (y, z)), Independent(x, z), Independent(x, w, given=z)
    assert needed(claim, (whole, part, implied)) == (whole,)
    assert needed(claim, (part, implied)) == (part,)
    chain = prove("I(W;Z) <= I(X;Y)", ["W -> X -> Y -> Z"])
    assert {str(one) for one in chain.statement.equality} == {"W _||_ Y | Z", "X _||_ Y | W"}


def test_links_that_are_sharp_make_a_sharp_chain():
    theorem = prove("H(Z) <= H(X,Y) <= H(X) + H(Y)", ["H(Z|X,Y) = 0"])
    assert {str(one) for one in theorem.statement.equality} == {"X _||_ Y", "H(X,Y|Z) = 0"}


def test_a_positive_multiple_of_an_assumed_inequality_leaves_equality_open():
    assert prove("I(X;Y) <= I(X;Z)", ["I(X;Y|Z) <= I(X;Z|Y)"]).statement.equality is None


def test_notebooks_show_the_chain():
    shown = prove("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"])._repr_latex_()
    assert r"&\le I(X; Y, Z) && \text{($I(X; Y \mid Z) \ge 0$)}" in shown
    assert shown.count(r"\\") == 3


def test_notebooks_show_what_copies_hide():
    shown = prove(ZHANG_YEUNG)._repr_latex_()
    assert r"& \text{Let $R$ be a copy of $A$ over $B$, $C$" in shown


def test_a_proof_by_copies_is_told_in_full():
    theorem = prove(ZHANG_YEUNG)
    before = (
        "  Let R be a copy of A over B, C: (R, B, C) has the law of (A, B, C), and given B, C it is"
    )
    after = "  R does not occur in the claim, which holds without it: the copy lemma."
    rows = theorem_text(theorem, unicode=False).splitlines()
    start, end = rows.index(before), rows.index(after)
    assert end - start >= 5
    assert any("R is a copy of A" in row for row in rows[start:end])
    told = theorem_latex(theorem)
    assert "Let $R$ be a copy of $A$ over $B$, $C$" in told
    assert told.endswith(
        "$R$ does not occur in the claim, which holds without it: the copy lemma.\n\\end{proof}"
    )
    (step,) = theorem_json(theorem)["proof"]
    assert step["by"] == "Copy"
    assert step["added"] == ["R a copy of A over B,C"]
    assert [one["relation"] for one in step["inner"]][-1] == "<="
