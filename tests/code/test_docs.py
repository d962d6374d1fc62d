"""The outputs in docs/check_code.md are what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symbinfo.code import verify_code
from symbinfo.code.against import measure_from_text
from symbinfo.code.load import load_function

TEXT = (Path(__file__).parents[2] / "docs" / "check_code.md").read_text(encoding="utf-8")
SHOWN = re.findall(
    r"```python\n(def .*?)```\n\n```console\n\$ symbinfo check-code mine\.py:(\w+) "
    r'--against "(.*?)"( --batch)?\n(.*?)```',
    TEXT,
    re.DOTALL,
)


def test_there_are_examples_of_every_verdict():
    told = {shown.partition(":")[0] for *_, shown in SHOWN}
    assert told == {"proved", "refuted", "equal except at", "not understood"}


@pytest.mark.parametrize("example", SHOWN, ids=lambda example: example[1])
def test_the_output_is_the_one_shown(tmp_path, example):
    source, name, against, batch, shown = example
    file = tmp_path / "mine.py"
    file.write_text(f"import math\n\nimport numpy as np\n\n\n{source}")
    function, measure = load_function(file, name), measure_from_text(against)
    report = verify_code(function, measure, batch=bool(batch))
    without_line = re.compile(r"line \d+: ")
    assert without_line.sub("", str(report)) == without_line.sub("", shown.rstrip("\n"))
