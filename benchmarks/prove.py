"""What ``prove`` decides of the statements in tests/data, and how fast.

Every statement is proved from its text, in one process, and counted by what is known of it:
an identity, a Shannon-type inequality, true but not of Shannon type, or false. A verdict
against what is known would be a bug, and makes the script fail. The peer is ``import sympy``
in a fresh process, the wait that a user knows: SymPy itself decides none of them.

Usage: python benchmarks/prove.py [file of statements]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import perf_counter

from timing import ROOT, interleaved, machine, run_python

from symbinfo import prove
from symbinfo.errors import NotProved, Refuted, SymbinfoError

STATEMENTS = ROOT / "tests" / "data" / "statements.jsonl"
WRONG = {("false", "proved"), *((truth, "refuted") for truth in ("identity", "shannon"))}


def decide(claim: str, given: list[str]) -> str:
    """Return the verdict on one statement."""
    try:
        prove(claim, given=given)
    except Refuted:
        return "refuted"
    except NotProved:
        return "not proved"
    except SymbinfoError as error:
        return f"error: {error}"
    return "proved"


def main(path: Path) -> int:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    peer = interleaved({"import sympy": lambda: run_python("-c", "import sympy")}, 5)[
        "import sympy"
    ]
    decide("H(X) >= 0", [])
    counts: dict[str, Counter[str]] = {}
    times: dict[str, list[tuple[float, str]]] = {}
    wrong = []
    for row in rows:
        start = perf_counter()
        verdict = decide(row["claim"], row.get("given", []))
        truth = row["truth"]
        times.setdefault(truth, []).append((perf_counter() - start, row["id"]))
        counts.setdefault(truth, Counter())[verdict.partition(":")[0]] += 1
        if (truth, verdict) in WRONG or verdict.startswith("error"):
            wrong.append(f"{row['id']} ({truth}): {verdict}")
    print(f"{machine()}; import sympy takes {peer * 1e3:.0f} ms")
    for truth, seen in sorted(times.items()):
        middle, (most, name) = median(t for t, _ in seen), max(seen)
        told = ", ".join(f"{count} {verdict}" for verdict, count in counts[truth].most_common())
        print(
            f"{truth:17} {len(seen):3}: {told:34} median {middle * 1e3:6.0f} ms "
            f"({middle / peer:.2f} times import sympy), max {most:.2f} s ({name})"
        )
    print("\n".join(wrong) or "no verdict against what is known")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS))
