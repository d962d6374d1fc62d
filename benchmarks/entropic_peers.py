"""The peers of the entropic prover: PSITIP, minitip, and a plain linear program."""

from __future__ import annotations

import json
import shutil
import subprocess
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

if TYPE_CHECKING:
    from entropic_cases import Record, Term

    Form = dict[frozenset[str], Fraction]

SCRIPT = Path(__file__).with_name("entropic_psitip.py")
TINY = 1e-7


@final
class Psitip:
    """PSITIP in a process of its own: Python objects are made first, only the check is timed."""

    def __init__(self, python: str) -> None:
        self.process = subprocess.Popen(
            [python, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def decide(self, record: Record) -> tuple[bool, float]:
        """Return the verdict, and the seconds that it took."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise BrokenPipeError
        stdin.write(json.dumps(record) + "\n")
        stdin.flush()
        verdict, seconds = json.loads(stdout.readline())
        return verdict, seconds

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


@final
class Minitip:
    """Minitip, a fresh process for each check: the whole of it is timed."""

    def __init__(self) -> None:
        self.command = shutil.which("minitip")

    def decide(self, record: Record) -> tuple[bool, float]:
        """Return the verdict, and the seconds that it took."""
        names = sorted({v for row in (*record.links, *record.given) for v in _names(row[0])})
        letters = dict(zip(names, "abcdefghijklmnopqrstuvwxyz", strict=False))
        given = [_minitip(terms, sign, letters) for terms, sign in record.given]
        start, verdict = perf_counter(), True
        for terms, sign in record.links:
            asked = [str(self.command), "-S", "-q", "-e", _minitip(terms, sign, letters), *given]
            done = subprocess.run(asked, check=False, capture_output=True)
            verdict = verdict and done.returncode == 0
        return verdict, perf_counter() - start


def _names(terms: list[Term]) -> set[str]:
    return {v for term in terms for group in term[1:] for v in group}


def _minitip(terms: list[Term], sign: str, letters: dict[str, str]) -> str:
    text = ""
    for factor, *groups in terms:
        first, second, given = (",".join(letters[v] for v in group) for group in groups)
        about = f"I({first};{second}" if second else f"H({first}"
        text += f"{float(Fraction(factor)):+g}*{about}" + (f"|{given})" if given else ")")
    return f"{text}{sign}0"


def plain(record: Record) -> tuple[bool, int]:
    """Decide with the whole elemental set, index-weighted; count the inequalities used."""
    forms = [(_form(terms), sign) for terms, sign in record.links]
    given = [(_form(terms), sign) for terms, sign in record.given]
    bounds = [_times(form, 1 if sign == ">=" else -1) for form, sign in given if sign != "="]
    equations = [form for form, sign in given if sign == "="]
    names = sorted({v for form, _ in (*forms, *given) for key in form for v in key})
    columns, used = [*bounds, *_elementals(names)], 0
    for form, sign in forms:
        for factor in {"<=": [-1], ">=": [1], "=": [-1, 1]}[sign]:
            count = _combine(_times(form, factor), columns, equations)
            if count is None:
                return False, used
            used += count
    return True, used


def _form(terms: list[Term]) -> Form:
    form: Form = {}
    for factor, first, second, given in terms:
        parts = [((*first, *given), 1), (given, -1)]
        if second:
            parts += [((*second, *given), 1), ((*first, *second, *given), -1)]
        for names, sign in parts:
            if names:
                key = frozenset(names)
                form[key] = form.get(key, Fraction(0)) + sign * Fraction(factor)
    return {key: c for key, c in form.items() if c}


def _times(form: Form, factor: int) -> Form:
    return {key: factor * c for key, c in form.items()}


def _elementals(names: list[str]) -> list[Form]:
    found = []
    for size in range(max(len(names) - 1, 0)):
        for x, y in combinations(names, 2):
            rest = [v for v in names if v not in (x, y)]
            given = combinations(rest, size)
            found += [_form([("1", [x], [y], list(g))]) for g in given]  # type: ignore[list-item]
    ends = [[v for v in names if v != x] for x in names]
    return found + [_form([("1", [x], [], e)]) for x, e in zip(names, ends, strict=True)]  # type: ignore[list-item]


def _combine(target: Form, columns: list[Form], equations: list[Form]) -> int | None:
    if not target:
        return 0
    every = [*columns, *equations]
    rows = {key: i for i, key in enumerate({key for form in (target, *every) for key in form})}
    entries = [(float(c), rows[key], j) for j, form in enumerate(every) for key, c in form.items()]
    values, i, j = zip(*entries, strict=True)
    wanted = np.zeros(len(rows))
    for key, c in target.items():
        wanted[rows[key]] = float(c)
    free = len(equations)
    result = linprog(
        [1 + 3 * place / len(every) for place in range(len(columns))] + [0] * free,
        A_eq=csc_array((values, (i, j)), shape=(len(rows), len(every))),
        b_eq=wanted,
        bounds=[(0, None)] * len(columns) + [(None, None)] * free,
        method="highs-ds",
    )
    return None if result.x is None else int((result.x[: len(columns)] > TINY).sum())
