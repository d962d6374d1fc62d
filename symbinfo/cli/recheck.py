"""Certificates on disk, and their check in a process that has proved nothing itself.

``python -m symbinfo.cli.recheck FOLDER`` reads certificates and prints one JSON line for
each: its file, and the theorem that it proves or what is wrong with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from symbinfo.cli.output import write_file
from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from symbinfo.cli.workers import Report


def write_certificates(folder: Path, reports: list[Report]) -> dict[str, str]:
    """Write the certificates; return the theorem that each file claims to prove."""
    folder.mkdir(parents=True, exist_ok=True)
    claimed: dict[str, str] = {}
    for report in reports:
        pairs = zip(report.certificates, report.theorems, strict=False)
        for number, (certificate, theorem) in enumerate(pairs, start=1):
            name = f"{report.name}.{number}.json"
            write_file(folder / name, certificate)
            claimed[name] = theorem
    return claimed


def recheck_in_fresh_process(folder: Path, claimed: dict[str, str]) -> list[str]:
    """Return one line for each certificate that does not prove what it was written for."""
    command = [sys.executable, "-m", "symbinfo.cli.recheck", str(folder), *claimed]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    found = {row["file"]: row for row in map(json.loads, run.stdout.splitlines())}
    wrong = []
    for name, theorem in claimed.items():
        row = found.get(name, {"error": f"the check ended early: {run.stderr.strip()[-500:]}"})
        if row.get("theorem") != theorem:
            reason = row.get("error") or f"it proves another theorem: {row['theorem']}"
            wrong.append(f"{name}: {reason}")
    return wrong


def main(folder: str, names: list[str]) -> None:
    """Check the certificates of a folder and print a line for each."""
    for name in names:
        print(json.dumps({"file": name, **_check(Path(folder, name))}), flush=True)  # noqa: T201


def _check(path: Path) -> dict[str, str]:
    import symbinfo.measures  # noqa: F401 - a certificate may name every measure
    from symbinfo.kernel.certificate import loads

    try:
        return {"theorem": str(loads(path.read_text(encoding="utf-8")))}
    except (SymbinfoError, OSError, ValueError) as error:
        return {"error": str(error)}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
