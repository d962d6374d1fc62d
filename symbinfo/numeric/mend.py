"""Values of rows whose fast value is no number, or so small that digits may be missing."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.numeric.careful import normalised_rows, run_carefully
from symbinfo.numeric.double import exact
from symbinfo.numeric.long import LONG, can_part, run_in_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.careful import Plan
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument

    Block = dict[Argument, Any]
WEAK = 2.0**-6  # values below it are never certain, see `weak_below`
_LETTERS = 16384  # how many are computed carefully at a time


def is_certain(value: Array, weak: float) -> bool:
    """Whether all values are finite, and so large that a fast sum has their digits."""
    size = np.abs(value)
    return bool(size.min(initial=np.inf) >= weak and size.max(initial=0.0) < np.inf)


def mended(
    value: Array,
    arrays: Block,
    plan: Plan,
    again: Callable[[Block], Array] | None,
) -> Array:
    """Return the values, with those that need it computed again, guarded or carefully."""
    if is_certain(value, plan.weak):
        return value
    size = np.abs(value)
    rows = np.flatnonzero(~((size >= plan.weak) & (size < np.inf)))
    some = {a: _taken(x, rows, value.size) for a, x in arrays.items()}
    fresh = value[rows]
    odd = np.flatnonzero(~np.isfinite(fresh))
    if again and odd.size:
        fresh[odd] = again({a: _taken(x, odd, rows.size) for a, x in some.items()})
    size = np.abs(fresh)
    weak = np.flatnonzero(~((size >= plan.weak) & (size < np.inf)))
    if weak.size:
        inner = {a: _taken(x, weak, rows.size) for a, x in some.items()}
        fresh[weak] = _carefully(plan, inner, weak.size)
    fresh[_missing(some, rows.size)] = np.nan
    result = value.copy()
    result[rows] = fresh
    return result


def _taken(array: Any, rows: Any, count: int) -> Array:
    """Return some rows as floats; one row that is all of them stays one."""
    every = rows.size == count or (len(array) == 1 and count != 1)
    chosen = array if every else array[rows]
    return np.asarray(chosen, dtype=np.float64)


def _missing(arrays: Block, count: int) -> Any:
    found = np.zeros(count, dtype=bool)
    for array in arrays.values():
        found |= np.isnan(array).reshape(len(array), -1).any(axis=1)
    return found


def _row(arrays: Block, place: int) -> Block:
    return {a: x if len(x) == 1 else x[place : place + 1] for a, x in arrays.items()}


def _carefully(plan: Plan, arrays: Block, count: int) -> Array:
    cells = max((prod(array.shape[1:]) for array in arrays.values()), default=1)
    if cells > LONG and can_part(plan, arrays):
        rows = (
            {a: x if len(x) == 1 else x[i : i + 1] for a, x in arrays.items()} for i in range(count)
        )
        return np.array([run_in_parts(plan, row) for row in rows])
    step = max(1, _LETTERS // max(1, cells))
    result = np.empty(count)
    for low in range(0, count, step):
        part = slice(low, low + step)
        block = {a: np.asfortranarray(x if len(x) == 1 else x[part]) for a, x in arrays.items()}
        laws = {
            a: normalised_rows(x) if a.is_law and plan.normalised else exact(x)
            for a, x in block.items()
        }
        result[part] = run_carefully(plan, laws)
    return result
