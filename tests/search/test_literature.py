"""Statements of textbooks and papers with known truth, in the words of the statement files."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from judge import Verdict, judge, witness
from perturb import Question
from sentences import meanings, read
from shannon import decide

from symbinfo import prove
from symbinfo.errors import Refuted

LINES = (Path(__file__).parents[1] / "data" / "literature.jsonl").read_text().splitlines()
ROWS = [json.loads(line) for line in LINES]
FALSE = [row for row in ROWS if row["truth"] == "false"]
BEYOND = [row for row in ROWS if row["truth"] == "non-shannon-true"]
SHORT = ("lit-ns-002", "lit-ns-004", "lit-ns-005", "lit-ns-006", "lit-ns-007", "lit-ns-009")
PLAIN = ("identity", "shannon")


def question(row):
    return Question(read(row["claim"]), tuple(map(read, row["given"])))


def name(row):
    return row["id"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["truth"] in PLAIN or row["id"] in SHORT], ids=name
)
def test_each_true_statement_is_proved(row) -> None:
    expected = Verdict.PROVED if row["truth"] in PLAIN else Verdict.BEYOND_SHANNON
    assert judge(question(row), Random(0)) is expected  # noqa: S311 - not for secrets


@pytest.mark.parametrize("row", FALSE, ids=name)
def test_each_false_statement_has_a_small_witness(row) -> None:
    with pytest.raises(Refuted) as info:
        prove(row["claim"], row["given"])
    law = witness(question(row), info.value)
    assert len(law.rows) <= 16
    assert all(p.denominator <= 16 for _, p in law.rows)


@pytest.mark.parametrize("row", BEYOND, ids=name)
def test_what_is_beyond_shannon_is_so_for_the_oracle(row) -> None:
    asked = question(row)
    given = [one for sentence in asked.given for one in meanings(sentence)]
    assert decide(meanings(asked.claim), given) is False
