"""The process that runs a user's file, with limits of time and memory; `sandbox` starts it."""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from symbinfo.errors import BadInput, SymbinfoError


def main() -> None:
    """Read what is asked from standard input, and answer on standard output."""
    asked = json.loads(sys.stdin.read())
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    memory = int(asked["memory"]) * 2**20
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, int(asked["timeout"]) + 1)
    json.dump(_answer(asked), answer)
    answer.flush()
    os._exit(0)  # whatever threads or exit hooks the file has left behind


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, hard))


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from symbinfo.code.against import measure_from_text
    from symbinfo.code.load import load_function
    from symbinfo.code.verify import verify_code

    try:
        measure = measure_from_text(asked["against"])
        function = load_function(Path(asked["path"]), asked["function"])
        report = verify_code(function, measure, batch=asked["batch"])
    except MemoryError:
        return {"error": "memory", "told": ""}
    except BadInput as error:
        return {"error": "usage", "told": str(error)}
    except SymbinfoError as error:
        return {"error": "unknown", "told": str(error)}
    except SystemExit as error:
        told = f"{asked['path']} ends the program: SystemExit({error.code})"
        return {"error": "usage", "told": told}
    return {"report": report.as_dict(), "shown": str(report)}


if __name__ == "__main__":
    main()
