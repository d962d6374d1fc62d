"""The time of ``import symbinfo`` and ``symbinfo --help`` against ``import sympy``.

Each is a fresh process, started in turns, and the median of the whole wall time of the
process is compared with that of ``python -c "import sympy"``. The public names of symbinfo
are imported when one is first used, so a process that uses one is measured as well: it is
what a user waits for. Targets: an import at most 1.25 times ``import sympy``, the help at
most 0.5 times.

Usage: python benchmarks/import_time.py [number of rounds, 21 when not given]
"""

from __future__ import annotations

import sys
from functools import partial

from timing import interleaved, machine, run_python, verdict

ENTRY = "import sys; from symbinfo.cli.main import main; sys.exit(main())"
PEER = "import sympy"
COMMANDS = {
    PEER: ("-c", "import sympy"),
    "import symbinfo": ("-c", "import symbinfo"),
    "from symbinfo import Entropy, prove, calc": (
        "-c",
        "from symbinfo import Entropy, prove, calc",
    ),
    "python -m symbinfo --help": ("-m", "symbinfo", "--help"),
    "symbinfo --help (the code of the installed command)": ("-c", ENTRY, "--help"),
    "an empty Python, for comparison": ("-c", "pass"),
}
TARGETS = dict(zip(list(COMMANDS)[1:5], (1.25, 1.25, 0.5, 0.5), strict=True))


def main(times: int) -> None:
    for arguments in COMMANDS.values():
        run_python(*arguments)  # byte code and the cache of the disk
    calls = {name: partial(run_python, *arguments) for name, arguments in COMMANDS.items()}
    found = interleaved(calls, times)
    print(f"{machine()}; fresh processes, median of {times}")
    for name, time in found.items():
        ratio = time / found[PEER]
        wanted = verdict(ratio, TARGETS[name]) if name in TARGETS else ""
        print(f"{name:54} {time * 1e3:7.0f} ms  {ratio:5.2f} times {PEER}  {wanted}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
