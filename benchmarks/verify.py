"""The time and the memory of ``symbinfo verify`` from a cold start.

Each run is a fresh process: ``verify -j 1``, ``verify -j 2`` and ``verify -j 2 --recheck``,
in turns with ``python -c "import sympy"``, the peer: what any program that uses SymPy waits
for. The memory is the largest sum of the resident sizes of the process and all of its
children, looked at every 5 ms; pages that they share are counted once for each of them, so
the true figure is lower. Targets: under 6 s and under 400 MB.

Usage: python benchmarks/verify.py [number of rounds, 5 when not given]   (Linux only)
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from timing import environment, machine

PEER = "import sympy"
COMMANDS = {
    PEER: ("-c", "import sympy"),
    "verify -j 1": ("-m", "symbinfo", "verify", "-j", "1"),
    "verify -j 2": ("-m", "symbinfo", "verify", "-j", "2"),
    "verify -j 2 --recheck": ("-m", "symbinfo", "verify", "-j", "2", "--recheck"),
}
PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(root: int) -> list[int]:
    """Return a process and all of its children."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for one in found:
        found.extend(children.get(one, ()))
    return found


def resident(process: int) -> int:
    """Return the resident size of a process in bytes."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def run(arguments: tuple[str, ...]) -> tuple[float, int]:
    """Return the wall time of a fresh process and its largest size with its children."""
    start, most = perf_counter(), 0
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, env=environment()
    ) as process:
        while process.poll() is None:
            most = max(most, sum(map(resident, tree(process.pid))))
            sleep(0.005)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    return perf_counter() - start, most


def main(times: int) -> None:
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in COMMANDS}
    for _ in range(times):
        for name, arguments in COMMANDS.items():
            found[name].append(run(arguments))
    print(f"{machine()}; fresh processes, median of {times}")
    peer = median(time for time, _ in found[PEER])
    for name, runs in found.items():
        time, most = median(t for t, _ in runs), max(m for _, m in runs) / 2**20
        wanted = f"target < 6 s: {'met' if time < 6 else 'MISSED'}"
        wanted += f", < 400 MB: {'met' if most < 400 else 'MISSED'}"
        told = "" if name == PEER else wanted
        print(f"{name:22} {time:5.2f} s  {time / peer:4.1f} times {PEER}  {most:4.0f} MB  {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
