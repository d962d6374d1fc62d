"""Nonnegative rational combinations of vectors: HiGHS guesses, exact arithmetic decides."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat

from symbinfo.search import simplex

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from numpy import ndarray
    from scipy.sparse import csc_array

    from symbinfo.search.simplex import Number

    Vector = Mapping[Hashable, Number]

HUGE = 1e300
TINY = 1e-7
MOST_COLUMNS = 80
MOST_DENOMINATOR = 1000


def combine(
    target: Vector,
    inequalities: Sequence[Vector],
    equations: Sequence[Vector] = (),
    costs: Sequence[float] | None = None,
) -> dict[int, Fraction] | None:
    """Return multipliers with which the vectors sum to the target, or None.

    The multipliers of the inequalities, which are numbered first, are positive; those of
    the equations may have any sign. The sum of the multipliers times the costs is as small
    as can be; where no costs are given, later inequalities cost more, which keeps the result
    short and its numbers small.
    """
    costs = rising(len(inequalities)) if costs is None else costs
    if len(inequalities) <= MOST_COLUMNS:
        answer = simplex.solve(target, inequalities, equations, costs)
        if answer != simplex.Answer():
            return answer.multipliers
    columns = [*inequalities, *equations]
    guess = _guess(target, columns, costs)
    if guess is None:
        return None
    rounded = {j: Fraction(c).limit_denominator(MOST_DENOMINATOR) for j, c in guess.items()}
    found = (
        rounded
        if total(rounded, columns) == _nonzero(target)
        else _exact(target, columns, [*guess])
    )
    if found is None or any(c < 0 for j, c in found.items() if j < len(inequalities)):
        return None
    return found


def rising(count: int) -> list[float]:
    """Return costs that rise from 1 to 4."""
    return [1 + 3 * j / count for j in range(count)]


def total(multipliers: Mapping[int, Number], columns: Sequence[Vector]) -> dict[Hashable, Number]:
    """Return the sum of the columns times their multipliers."""
    found: defaultdict[Hashable, Number] = defaultdict(int)
    for j, factor in multipliers.items():
        for key, c in columns[j].items():
            found[key] += factor * c
    return _nonzero(found)


def _nonzero(vector: Vector) -> dict[Hashable, Number]:
    return {key: c for key, c in vector.items() if c}


def _rows(vectors: Iterable[Vector]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    for vector in vectors:
        for key in vector:
            found.setdefault(key, len(found))
    return found


def _matrix(vectors: Sequence[Vector], rows: Mapping[Hashable, int]) -> csc_array:
    """Return the vectors as the columns of a sparse matrix."""
    from scipy.sparse import csc_array

    starts, places, values = [0], list[int](), list[float]()
    for vector in vectors:
        places += [rows[key] for key in vector]
        values += map(_float, vector.values())
        starts.append(len(places))
    return csc_array((values, places, starts), shape=(len(rows), len(vectors)))


def _dense(vector: Vector, rows: Mapping[Hashable, int]) -> ndarray:
    import numpy as np

    found = np.zeros(len(rows))
    for key, c in vector.items():
        found[rows[key]] = _float(c)
    return found


def _float(c: Number) -> float:
    """Return a number in floating point; one that is too large as a very large one."""
    try:
        return float(c)
    except OverflowError:
        return HUGE if c > 0 else -HUGE


def _guess(
    target: Vector, columns: Sequence[Vector], costs: Sequence[float]
) -> dict[int, float] | None:
    """Return multipliers in floating point, those that are not 0."""
    from scipy.optimize import linprog

    rows, free = _rows((target, *columns)), len(columns) - len(costs)
    result = linprog(
        [*costs, *(0.0,) * free],
        A_eq=_matrix(columns, rows),
        b_eq=_dense(target, rows),
        bounds=[(0, None)] * len(costs) + [(None, None)] * free,
        method="highs-ds",
    )
    if result.x is None:
        return None
    return {int(j): float(result.x[j]) for j in (abs(result.x) > TINY).nonzero()[0]}


def _exact(
    target: Vector, columns: Sequence[Vector], used: Sequence[int]
) -> dict[int, Fraction] | None:
    """Solve for the multipliers of the used columns in rational arithmetic."""
    rows = _rows((target, *(columns[j] for j in used)))
    matrix = fmpq_mat(len(rows), len(used) + 1)
    for place, vector in enumerate((*(columns[j] for j in used), target)):
        for key, c in vector.items():
            matrix[rows[key], place] = fmpq(c.numerator, c.denominator)
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
    target: Vector, inequalities: Sequence[Vector], equations: Sequence[Vector], unit: Hashable
) -> dict[Hashable, Fraction] | None:
    """Return values for which every inequality is >= 0, every equation 0, the target < 0.

    The value of `unit` is 1. None if there are none, or exact arithmetic does not confirm
    what the floating-point solver found.
    """
    import numpy as np
    from scipy.optimize import linprog

    rows = _rows((target, {unit: 1}, *inequalities, *equations))
    result = linprog(
        _dense(target, rows),
        A_ub=-_matrix(inequalities, rows).T,
        b_ub=np.zeros(len(inequalities)),
        A_eq=_matrix([*equations, {unit: 1}], rows).T,
        b_eq=np.append(np.zeros(len(equations)), 1.0),
        bounds=(None, None),
        method="highs-ds",
    )
    if result.x is None:
        return None
    values = {
        key: Fraction(result.x[i]).limit_denominator(MOST_DENOMINATOR) for key, i in rows.items()
    }
    return values if violates(values, target, inequalities, equations) else None


def violates(
    values: Vector, target: Vector, inequalities: Iterable[Vector], equations: Iterable[Vector]
) -> bool:
    """Whether every inequality is >= 0 at the values, every equation 0, and the target < 0."""

    def at(vector: Vector) -> Number:
        return sum(c * values.get(key, 0) for key, c in vector.items())

    fits = all(at(v) >= 0 for v in inequalities) and all(at(v) == 0 for v in equations)
    return fits and at(target) < 0


def least(
    target: Vector, direction: Vector, inequalities: Sequence[Vector], equations: Sequence[Vector]
) -> Fraction | None:
    """Return the least c for which c direction - target is a combination, or None."""
    from scipy.optimize import linprog

    columns = [*inequalities, *equations, {key: -c for key, c in direction.items()}]
    rows, free = _rows((target, *columns)), len(equations) + 1
    result = linprog(
        [0.0] * (len(columns) - 1) + [1.0],
        A_eq=_matrix(columns, rows),
        b_eq=-_dense(target, rows),
        bounds=[(0, None)] * len(inequalities) + [(None, None)] * free,
        method="highs-ds",
    )
    if result.x is None:
        return None
    guess = Fraction(result.x[-1]).limit_denominator(MOST_DENOMINATOR)
    gap = {key: guess * direction.get(key, 0) - target.get(key, 0) for key in rows}
    return guess if combine(_nonzero(gap), inequalities, equations) is not None else None
