"""The entropic prover against PSITIP, minitip and a plain linear program, in one run.

The families of ``entropic_cases.py`` for n = 3 to 10 variables, the statements in tests/data,
and a cold start from the command line. What is timed of every prover is one decision of a
statement that has been read: of symbinfo with the exact certificate or the exact polymatroid,
of the others in floating point. The provers take turns, and the least of the rounds counts:
what a busy machine adds is noise. ``symbinfo.prove``, with the check of the kernel and the
chain for readers, has a column of its own.

PSITIP runs in an interpreter that has it, named by --psitip or by the environment variable
PSITIP_PYTHON; minitip is used if it is on the PATH. Targets: from n = 5 on faster than each
peer, at n = 3 and 4 within 2 times of it; over the statements at most 0.5 times the median of
PSITIP, and no more inequalities in all than the plain linear program; a cold start at most
0.6 times that of PSITIP.

Usage: python benchmarks/entropic.py [--psitip PYTHON] [--most N] [--rounds R]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from contextlib import suppress
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from entropic_cases import EVERY, exists, family, record, statements
from entropic_peers import Minitip, Psitip, plain
from timing import ROOT, interleaved, machine, run_python, seconds, verdict

from symbinfo import prove
from symbinfo.errors import NotProved, Refuted
from symbinfo.search.entropic import problem
from symbinfo.search.shannon import decisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from entropic_cases import Record

    from symbinfo.core.statement import Statement

    Peers = dict[str, Callable[[Record], float]]

STATEMENTS = ROOT / "tests" / "data" / "statements.jsonl"
MOST_PLAIN = 9
ENTRY = "import sys; from symbinfo.cli.main import main; sys.exit(main())"
CLAIM, GIVEN = "I(X;Z) <= I(X;Y)", "X -> Y -> Z"
PEER = (
    "from psitip import H, I, markov, rv; X, Y, Z = rv('X', 'Y', 'Z'); "
    "print(bool(markov(X, Y, Z) >> (I(X & Z) <= I(X & Y))))"
)


def decide(links: tuple[Statement, ...]) -> tuple[bool, int]:
    """Decide statements with certificates; count the inequalities that these use."""
    used = 0
    for link in links:
        given = problem(link)
        found = decisions(given, link.relation) if given else ()
        if not found or found[-1].terms is None:
            return False, used
        used += sum(known.bound for one in found for _, known in one.terms or ())
    return True, used


def peers_of(psitip: Psitip | None) -> Peers:
    """Return the provers to compare with; each returns its seconds."""
    peers: Peers = {}
    if psitip is not None:
        peers["PSITIP"] = lambda record: psitip.decide(record)[1]
    minitip = Minitip()
    if minitip.command:
        peers["minitip"] = lambda record: minitip.decide(record)[1]
    peers["plain LP"] = lambda record: seconds(lambda: plain(record))
    return peers


def proving(claim: str, given: list[str]) -> float:
    """Return how long `prove` takes."""
    start = perf_counter()
    with suppress(NotProved, Refuted):
        prove(claim, given)
    return perf_counter() - start


def families(peers: Peers, counts: list[int], rounds: int) -> int:
    """Print a table of the families; return how many targets are missed."""
    names = list(peers)
    print(
        f"| family | n | symbinfo ms | {' | '.join(f'{n} ms (times)' for n in names)} | prove ms |"
    )
    print(f"|---|---|---|{'---|' * len(names)}---|")
    missed = 0
    for name in EVERY:
        for count in counts:
            if not exists(name, count):
                continue
            row = _row(name, count, peers, rounds)
            own = row.pop("symbinfo")
            full = row.pop("prove")
            limit = 1 if count > 4 else 0.5
            named = [row[n] / own for n in row if n != "plain LP"]
            missed += sum(ratio < limit for ratio in named)
            cells = [f"{row[n] * 1e3:.2f} ({row[n] / own:.1f})" if n in row else "-" for n in names]
            shown = " | ".join(cells)
            print(
                f"| {name} | {count} | {own * 1e3:.2f} | {shown} | {full * 1e3:.0f} |", flush=True
            )
    return missed


def _row(name: str, count: int, peers: Peers, rounds: int) -> dict[str, float]:
    """Return the least times of a statement, the provers taking turns."""
    claim, given = family(name, count)
    data = record(statements(claim, given))
    if data is None:
        raise ValueError(claim)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        links = statements(claim, given)
        found.setdefault("symbinfo", []).append(seconds(partial(decide, links)))
        for peer, call in peers.items():
            if peer != "plain LP" or count <= MOST_PLAIN:
                found.setdefault(peer, []).append(call(data))
    found["prove"] = [proving(claim, given) for _ in range(2)]
    return {key: min(values) for key, values in found.items()}


def corpus(peers: Peers, psitip: Psitip | None) -> int:
    """Print the medians over the statements and the numbers of inequalities."""
    own, used, whole, wrong = dict[str, list[float]](), 0, 0, 0
    for line in STATEMENTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data = record(statements(row["claim"], row["given"]))
        if data is None:
            continue
        took: dict[str, list[float]] = {}
        for _ in range(3):
            links = statements(row["claim"], row["given"])
            took.setdefault("symbinfo", []).append(seconds(partial(decide, links)))
            for peer, call in peers.items():
                took.setdefault(peer, []).append(call(data))
        for peer, times in took.items():
            own.setdefault(peer, []).append(min(times))
        yes, count = decide(statements(row["claim"], row["given"]))
        simple, more = plain(data)
        used, whole = used + (count if yes else 0), whole + (more if simple else 0)
        truth = row["truth"] in ("identity", "shannon")
        wrong += yes is not truth or (psitip is not None and psitip.decide(data)[0] is not yes)
    size = len(own["symbinfo"])
    middle = {name: median(times) for name, times in own.items()}
    print(f"\n{size} statements, median of a decision:")
    for name, time in middle.items():
        ratio = middle["symbinfo"] / time
        shown = f"; {ratio:.2f} times" if name != "symbinfo" else ""
        wanted = f", {verdict(ratio, 0.5)}" if name == "PSITIP" else ""
        print(f"- {name}: {time * 1e3:.2f} ms{shown}{wanted}")
    print(f"- {used} inequalities in all certificates, {whole} in those of the plain LP: ", end="")
    print(verdict(used / whole, 1))
    print(f"- {wrong} verdicts other than known, or other than those of PSITIP")
    return wrong + (used > whole) + (middle["symbinfo"] > 0.5 * middle.get("PSITIP", 1e9))


def cold(python: str | None) -> int:
    """Print how long a fresh process takes for data processing."""
    from subprocess import run

    calls: dict[str, Callable[[], object]] = {
        "symbinfo prove": lambda: run_python("-c", ENTRY, "prove", CLAIM, "--given", GIVEN),
    }
    if python:
        calls["PSITIP"] = lambda: run([python, "-c", PEER], check=True, capture_output=True)
    for call in calls.values():
        call()
    found = interleaved(calls, 5)
    print("\nA fresh process proves data processing:")
    for name, time in found.items():
        print(f"- {name}: {time:.2f} s")
    if not python:
        return 0
    ratio = found["symbinfo prove"] / found["PSITIP"]
    print(f"- {ratio:.2f} times PSITIP, {verdict(ratio, 0.6)}")
    return int(ratio > 0.6)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--psitip", default=os.environ.get("PSITIP_PYTHON"), metavar="PYTHON")
    parser.add_argument("--most", type=int, default=10, help="the largest n, up to 12")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    psitip = Psitip(asked.psitip) if asked.psitip else None
    peers = peers_of(psitip)
    skipped = [name for name in ("PSITIP", "minitip") if name not in peers]
    print(f"{machine()}; skipped, not found: {', '.join(skipped) or 'none'}\n")
    decide(statements(*family("sub", 5)))
    counts = [n for n in range(3, asked.most + 1) if n != 11]
    missed = families(peers, counts, asked.rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{missed} targets missed; {memory:.0f} MB at most, with the plain LP")
    wrong = corpus(peers, psitip)
    if psitip is not None:
        psitip.close()
    return 1 if missed + wrong + cold(asked.psitip) else 0


if __name__ == "__main__":
    sys.exit(main())
