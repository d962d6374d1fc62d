"""Fail if a LaTeX log has an error, an undefined thing, or a line that is far too wide."""

from __future__ import annotations

import re
import sys
from pathlib import Path

WIDEST = 20.0
BAD = re.compile(
    r"^! |Undefined control sequence|undefined references|Rerun to get|multiply defined"
)
OVERFULL = re.compile(r"Overfull \\hbox \(([\d.]+)pt too wide\)")


def complaints(log: str) -> list[str]:
    """Return the lines of a log that must not be there."""
    found = []
    for line in log.splitlines():
        wide = OVERFULL.search(line)
        if BAD.search(line) or (wide and float(wide[1]) > WIDEST):
            found.append(line)
    return found


if __name__ == "__main__":
    lines = complaints(Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace"))
    print("\n".join(lines) or "the LaTeX log is clean")
    sys.exit(bool(lines))
