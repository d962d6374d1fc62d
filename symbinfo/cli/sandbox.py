"""A check in a process of its own, so that a user's file can do no harm to this one.

The process has a limit of time and of memory, and what the file prints is dropped. It is no
protection against malice: the file may do whatever its user may do.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput, NotUnderstood

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60
MEGABYTES = 4096


def check_file(
    path: Path,
    function: str,
    against: str,
    *,
    batch: bool = False,
    timeout: float = SECONDS,
    memory: int = MEGABYTES,
) -> dict[str, Any]:
    """Return the report on a function of a file, as plain data, with its text as "shown".

    Raises
    ------
    BadInput
        If the file, the function or the measure is wrong, or a limit is reached.
    """
    asked = {
        "path": str(path),
        "function": function,
        "against": against,
        "batch": batch,
        "timeout": timeout,
        "memory": memory,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "symbinfo.code.worker"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        msg = f"{path}:{function} does not end: it was stopped after {timeout:g} s (--timeout)"
        raise BadInput(msg) from None
    return _read(done, f"{path}:{function}", memory)


def _read(done: subprocess.CompletedProcess[str], who: str, memory: int) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        answer = {"error": "ended", "told": f"{who} ended the process, with code {done.returncode}"}
    match answer.get("error"):
        case None:
            return {**answer["report"], "shown": answer["shown"]}
        case "memory":
            msg = f"{who} needs more memory than {memory} MB (--memory)"
            raise BadInput(msg)
        case "unknown":
            raise NotUnderstood(answer["told"])
        case _:
            raise BadInput(answer["told"])
