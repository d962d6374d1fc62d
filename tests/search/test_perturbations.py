"""Public statements with a random change: `prove` against an oracle that shares no code with it.

`SYMBINFO_PERTURBATIONS=5000 pytest tests/search/test_perturbations.py` takes that many.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from judge import Verdict, judge
from perturb import Question, perturbed
from sentences import read

DATA = Path(__file__).parents[1] / "data"
ROWS = [json.loads(line) for line in (DATA / "statements.jsonl").read_text().splitlines()]
MANY = int(os.environ.get("SYMBINFO_PERTURBATIONS", "0"))
MOST_VARIABLES = 9 if MANY else 5
BATCHES = 20


def questions():
    every = [Question(read(row["claim"]), tuple(map(read, row["given"]))) for row in ROWS]
    return [one for one in every if len(one.names()) <= MOST_VARIABLES]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_verdict_is_wrong(batch) -> None:
    rng = Random(batch)  # noqa: S311 - not for secrets
    asked = questions()
    count = max(MANY // BATCHES, 12)
    found = Counter(judge(perturbed(rng.choice(asked), rng), rng) for _ in range(count))
    print(f"batch {batch}:", {verdict.value: times for verdict, times in found.items()})  # noqa: T201
    assert found[Verdict.NOT_READ] < count / 2
    assert found[Verdict.PROVED] + found[Verdict.REFUTED] > count / 4
