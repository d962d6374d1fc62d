"""Whether a linear form is at least 0 on all polymatroids: an exact test without symbinfo.

Floats find a certificate or a polymatroid; fractions decide whether it is one.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from flint import fmpq, fmpq_mat
from scipy.optimize import linprog
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sentences import Meaning, Vector

Row = dict[int, Fraction]
LEAST = (1e-9, 1e-13, 0.0)
"""Floats up to these are taken for 0, the first that gives a certificate."""


@cache
def elementals(count: int) -> tuple[dict[int, int], ...]:
    """Return the elemental inequalities of so many variables, by the bits of their sets."""
    everything = (1 << count) - 1
    found = [{everything: 1, everything ^ (1 << i): -1} for i in range(count)]
    for i, j in combinations(range(count), 2):
        x, y = 1 << i, 1 << j
        for rest in range(everything + 1):
            if not rest & (x | y):
                row = {x | rest: 1, y | rest: 1, x | y | rest: -1, rest: -1}
                found.append({names: c for names, c in row.items() if names})
    return tuple({k: c for k, c in row.items() if k} for row in found)


def _row(vector: Vector, names: tuple[str, ...]) -> Row:
    return {sum(1 << names.index(v) for v in group): c for group, c in vector.items()}


def _sparse(rows: Iterable[Mapping[int, Fraction | int]], width: int) -> csr_array:
    entries = [
        (float(c), place, column - 1) for place, row in enumerate(rows) for column, c in row.items()
    ]
    data, places, columns = zip(*entries, strict=True) if entries else ((), (), ())
    height = max(places, default=-1) + 1
    return csr_array((data, (places, columns)), shape=(height, width))


def provable(target: Vector, given: Iterable[Meaning]) -> bool | None:
    """Return whether the elemental inequalities and what is given make the target >= 0.

    None if no certificate and no polymatroid stood the exact test.
    """
    given = list(given)
    every = [target, *(one.vector for one in given)]
    names = tuple(sorted(set().union(*(group for vector in every for group in vector))))
    if not names or not target:
        return True
    goal = _row(target, names)
    bounds: list[Row] = [dict(row) for row in elementals(len(names))]  # type: ignore[arg-type]
    bounds += [_row(one.vector, names) for one in given if not one.zero and one.vector]
    equations = [_row(one.vector, names) for one in given if one.zero and one.vector]
    return _decide(goal, bounds, equations, len(names))


def _decide(goal: Row, bounds: list[Row], equations: list[Row], count: int) -> bool | None:
    width = (1 << count) - 1
    cost = _sparse([goal], width).toarray()[0]
    found = linprog(
        cost,
        A_ub=-_sparse([*bounds, {width: -1}], width),
        b_ub=np.array([0.0] * len(bounds) + [1.0]),
        A_eq=_sparse(equations, width) if equations else None,
        b_eq=np.zeros(len(equations)) if equations else None,
        bounds=(None, None),
        method="highs",
    )
    if found.x is None:
        return None
    if found.fun > -1e-7:
        duals = -found.ineqlin.marginals[:-1], found.eqlin.marginals if equations else np.zeros(0)
        if any(_certified(goal, bounds, equations, duals, least) for least in LEAST):
            return True
        return _combines(goal, bounds, equations) if count <= 4 else None
    return False if _polymatroid(goal, bounds, equations, found.x) else None


def _certified(
    goal: Row, bounds: list[Row], equations: list[Row], duals: tuple[np.ndarray, ...], least: float
) -> bool:
    """Whether the goal is a sum of nonnegative multiples of bounds and of equations."""
    first, second = duals
    rows = [bounds[i] for i in np.flatnonzero(first > least)]
    nonnegative = len(rows)
    rows += [equations[i] for i in np.flatnonzero(abs(second) > least)]
    columns = sorted(set(goal).union(*rows))
    if not rows:
        return False
    table = [[row.get(column, 0) for row in rows] + [goal.get(column, 0)] for column in columns]
    solved, rank = fmpq_mat([[_rational(c) for c in line] for line in table]).rref()
    values = [Fraction(0)] * len(rows)
    for line in range(rank):
        pivot = next(j for j in range(len(rows) + 1) if solved[line, j] != 0)
        if pivot == len(rows):
            return False
        last = solved[line, len(rows)]
        values[pivot] = Fraction(int(last.p), int(last.q))
    total: Row = {}
    for value, row in zip(values, rows, strict=True):
        for column, c in row.items():
            total[column] = total.get(column, Fraction(0)) + value * c
    exact = {column: c for column, c in total.items() if c} == goal
    return exact and all(value >= 0 for value in values[:nonnegative])


def _combines(goal: Row, bounds: list[Row], equations: list[Row]) -> bool:
    """Whether the goal is such a sum, by the simplex algorithm with Bland's rule in fractions."""
    columns = [*bounds, *equations, *({key: -c for key, c in row.items()} for row in equations)]
    lines = []
    for key in sorted(set(goal).union(*columns)):
        line = [Fraction(column.get(key, 0)) for column in (*columns, goal)]
        lines.append(line if line[-1] >= 0 else [-c for c in line])
    basis = [len(columns) + place for place in range(len(lines))]
    missing = [sum(column) for column in zip(*lines, strict=True)]
    while any(c > 0 for c in missing[:-1]):
        enter = next(j for j, c in enumerate(missing[:-1]) if c > 0)
        ratios = [
            (line[-1] / line[enter], basis[i], i) for i, line in enumerate(lines) if line[enter] > 0
        ]
        leave = min(ratios)[-1]
        pivot = [c / lines[leave][enter] for c in lines[leave]]
        lines = [_less(line, line[enter], pivot) for line in lines]
        missing = _less(missing, missing[enter], pivot)
        lines[leave], basis[leave] = pivot, enter
    return missing[-1] == 0


def _less(line: list[Fraction], factor: Fraction, pivot: list[Fraction]) -> list[Fraction]:
    return [c - factor * d for c, d in zip(line, pivot, strict=True)] if factor else line


def _rational(c: Fraction | int) -> fmpq:
    c = Fraction(c)
    return fmpq(c.numerator, c.denominator)


def _polymatroid(goal: Row, bounds: list[Row], equations: list[Row], values: np.ndarray) -> bool:
    """Whether these values, as fractions, obey all but the goal."""
    exact = [Fraction(0), *(Fraction(float(x)).limit_denominator(5040) for x in values)]

    def at(row: Row) -> Fraction:
        return sum((c * exact[column] for column, c in row.items()), Fraction(0))

    return at(goal) < 0 and all(at(b) >= 0 for b in bounds) and not any(map(at, equations))


def decide(claim: Iterable[Meaning], given: Iterable[Meaning]) -> bool | None:
    """Return whether a claim follows from what is given by Shannon's inequalities alone."""
    given = list(given)
    found = []
    for one in claim:
        found.append(provable(one.vector, given))
        if one.zero:
            found.append(provable({key: -c for key, c in one.vector.items()}, given))
    if False in found:
        return False
    return None if None in found else True
