"""Print a command of the README: 1 is the main job, 2 is the tests.

The README's commands are its first two ``sh`` blocks, of one line each.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def command(number: int) -> str:
    """Return the command in the block with this number, from 1."""
    blocks = re.findall(
        r"^```sh\n(.*?)\n```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    line: str = blocks[number - 1]
    if "\n" in line:
        sys.exit(f"command {number} of the README is more than one line:\n{line}")
    return line


if __name__ == "__main__":
    print(command(int(sys.argv[1])))
