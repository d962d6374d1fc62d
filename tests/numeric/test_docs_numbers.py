"""What docs/numbers.md shows is what is printed."""

from __future__ import annotations

import doctest
from pathlib import Path

DOC = Path(__file__).parent.parent.parent / "docs" / "numbers.md"


def test_the_examples_print_what_they_say():
    flags = doctest.NORMALIZE_WHITESPACE
    result = doctest.testfile(str(DOC), module_relative=False, optionflags=flags)
    assert result.attempted > 15
    assert result.failed == 0
