"""What docs/text.md says can be written can be read."""

import re
from pathlib import Path

import pytest

from symbinfo.errors import SymbinfoError
from symbinfo.search.text import parse_claim, parse_hypothesis

PAGE = (Path(__file__).parents[2] / "docs" / "text.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`.*?`) \| ", PAGE, re.MULTILINE)
WRITTEN = {text.replace(r"\|", "|") for row in ROWS for text in re.findall("`(.*?)`", row)}
PARTS = {"a = b", "a <= b", "a >= b"}


def understood(text):
    for full in (text, f"{text} = 0", f"0 {text} 1", f"H({text}) = 0", f"{text} H(X) = 0"):
        for read in (parse_claim, parse_hypothesis):
            try:
                read(full)
            except SymbinfoError:
                continue
            return True
    return False


@pytest.mark.parametrize("text", sorted(WRITTEN - PARTS))
def test_what_the_page_shows_is_read(text):
    assert understood(text)
