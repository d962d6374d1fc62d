"""Nonnegative rational combinations of vectors: HiGHS guesses, exact arithmetic decides."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

Vector = "Mapping[Hashable, Fraction]"
TINY = 1e-7


def combine(
    target: Mapping[Hashable, Fraction],
    inequalities: Sequence[Mapping[Hashable, Fraction]],
    equations: Sequence[Mapping[Hashable, Fraction]] = (),
) -> dict[int, Fraction] | None:
    """Return multipliers with which the vectors sum to the target, or None.

    The multipliers of the inequalities, which are numbered first, are positive; those of
    the equations may have any sign. Later inequalities cost more, which keeps the result
    short and its numbers small.
    """
    columns = [*inequalities, *equations]
    rows = {key: i for i, key in enumerate(_keys(target, columns))}
    guess = _guess(target, columns, len(inequalities), rows)
    if guess is None:
        return None
    found = _exact(target, columns, guess, rows)
    if found is None or any(c < 0 for i, c in found.items() if i < len(inequalities)):
        return None
    return found


def _keys(
    target: Mapping[Hashable, Fraction], columns: Sequence[Mapping[Hashable, Fraction]]
) -> list[Hashable]:
    found = dict.fromkeys(target)
    for column in columns:
        found.update(dict.fromkeys(column))
    return list(found)


def _guess(
    target: Mapping[Hashable, Fraction],
    columns: Sequence[Mapping[Hashable, Fraction]],
    positive: int,
    rows: Mapping[Hashable, int],
) -> list[int] | None:
    """Return the columns that a solution in floating point uses."""
    if not target:
        return []
    if not columns:
        return None
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    places = [(rows[key], j, float(c)) for j, col in enumerate(columns) for key, c in col.items()]
    i, j, values = zip(*places, strict=True)
    matrix = csc_array((values, (i, j)), shape=(len(rows), len(columns)))
    wanted = np.zeros(len(rows))
    for key, c in target.items():
        wanted[rows[key]] = float(c)
    cost = [1 + 3 * j / len(columns) for j in range(positive)] + [0] * (len(columns) - positive)
    bounds = [(0, None)] * positive + [(None, None)] * (len(columns) - positive)
    result = linprog(cost, A_eq=matrix, b_eq=wanted, bounds=bounds, method="highs-ds")
    if result.x is None:
        return None
    return [j for j, c in enumerate(result.x) if abs(c) > TINY]


def _exact(
    target: Mapping[Hashable, Fraction],
    columns: Sequence[Mapping[Hashable, Fraction]],
    used: Sequence[int],
    rows: Mapping[Hashable, int],
) -> dict[int, Fraction] | None:
    """Solve for the multipliers of the used columns in rational arithmetic."""
    matrix = fmpq_mat(len(rows), len(used) + 1)
    for place, j in enumerate(used):
        for key, c in columns[j].items():
            matrix[rows[key], place] = fmpq(c.numerator, c.denominator)
    for key, c in target.items():
        matrix[rows[key], len(used)] = fmpq(c.numerator, c.denominator)
    reduced, rank = matrix.rref()
    found: dict[int, Fraction] = {}
    for row in range(rank):
        pivot = next(k for k in range(len(used) + 1) if reduced[row, k] != 0)
        if pivot == len(used):
            return None
        value = reduced[row, len(used)]
        if value != 0:
            found[used[pivot]] = Fraction(int(value.p), int(value.q))
    return found


def violate(
    target: Mapping[Hashable, Fraction],
    inequalities: Sequence[Mapping[Hashable, Fraction]],
    equations: Sequence[Mapping[Hashable, Fraction]],
    unit: Hashable,
) -> dict[Hashable, Fraction] | None:
    """Return values for which every inequality is >= 0, every equation 0, the target < 0.

    The value of `unit` is 1. None if there are none, or exact arithmetic does not confirm
    what the floating-point solver found.
    """
    import numpy as np
    from scipy.optimize import linprog

    keys = _keys({**target, unit: Fraction(0)}, [*inequalities, *equations])
    rows = {key: i for i, key in enumerate(keys)}

    def dense(vectors: Sequence[Mapping[Hashable, Fraction]]) -> np.ndarray:
        matrix = np.zeros((len(vectors), len(keys)))
        for i, vector in enumerate(vectors):
            for key, c in vector.items():
                matrix[i, rows[key]] = float(c)
        return matrix

    equal = dense([*equations, {unit: Fraction(1)}])
    right = np.append(np.zeros(len(equations)), 1.0)
    result = linprog(
        dense([target])[0],
        A_ub=-dense(inequalities),
        b_ub=np.zeros(len(inequalities)),
        A_eq=equal,
        b_eq=right,
        bounds=[(None, None)] * len(keys),
        method="highs-ds",
    )
    if result.x is None:
        return None
    values = {key: Fraction(result.x[i]).limit_denominator(1000) for key, i in rows.items()}

    def at(vector: Mapping[Hashable, Fraction]) -> Fraction:
        return sum((c * values[key] for key, c in vector.items()), Fraction(0))

    fits = all(at(v) >= 0 for v in inequalities) and all(at(v) == 0 for v in equations)
    return values if fits and at(target) < 0 else None


def least(
    target: Mapping[Hashable, Fraction],
    direction: Mapping[Hashable, Fraction],
    inequalities: Sequence[Mapping[Hashable, Fraction]],
    equations: Sequence[Mapping[Hashable, Fraction]],
) -> Fraction | None:
    """Return the least c for which c direction - target is a combination, or None."""
    import numpy as np
    from scipy.optimize import linprog

    columns = [*inequalities, *equations, direction]
    keys = _keys(target, columns)
    matrix = np.zeros((len(keys), len(columns)))
    for j, column in enumerate(columns):
        for key, value in column.items():
            matrix[keys.index(key), j] = float(value)
    matrix[:, -1] *= -1
    wanted = [-float(target.get(key, 0)) for key in keys]
    cost = [0.0] * (len(columns) - 1) + [1.0]
    bounds = [(0, None)] * len(inequalities) + [(None, None)] * (len(equations) + 1)
    result = linprog(cost, A_eq=matrix, b_eq=wanted, bounds=bounds, method="highs-ds")
    if result.x is None:
        return None
    guess = Fraction(result.x[-1]).limit_denominator(1000)
    gap = {key: guess * direction.get(key, 0) - target.get(key, 0) for key in keys}
    left = {key: value for key, value in gap.items() if value}
    return guess if combine(left, inequalities, equations) is not None else None
