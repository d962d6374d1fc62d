"""Values of rows whose fast value is no number, or so small that digits may be missing."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, final

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
_LETTERS = 16384  # how many are computed carefully at a time


def _uncertain(value: Array, weak: float) -> Any:
    """Return the places of values that are not finite, or too small."""
    if value.min() > -weak and value.max() < np.inf:
        return np.flatnonzero(value < weak)
    size = np.abs(value)
    return np.flatnonzero(~((size >= weak) & (size < np.inf)))


@final
class Tier(NamedTuple):
    """A way to compute rows, the least value that it has the digits of, and if zeros are fine."""

    values: Callable[[Block], Array]
    least: float
    guarded: bool = False


def mended(  # noqa: PLR0913 - how values were found, and how they are improved
    value: Array,
    arrays: Block,
    plan: Plan,
    again: Callable[[Block], Array] | None = None,
    tiers: tuple[Tier, ...] = (),
    *,
    finite: bool = False,
) -> Array:
    """Return the values, with those that need it computed again; `finite` says that all are.

    The first tier is how they were found; the next ones are slower. `again` is for values that
    are no numbers, and as good as the second tier.
    """
    weak = tiers[0].least if tiers else plan.weak
    rows = np.flatnonzero(value < weak) if finite else _uncertain(value, weak)
    if not rows.size:
        return value
    some = {a: _taken(x, rows, value.size) for a, x in arrays.items()}
    fresh = value.take(rows)
    if len(tiers) > 1 and fresh.min() >= tiers[1].least:
        found = tiers[1].values(some)
        if found.min() >= tiers[1].least and found.max() < np.inf:
            value[rows] = found
            return value
    known = np.isfinite(fresh)
    missing = None if known.all() else _missing(some, rows.size)
    if again and missing is not None:
        places = np.flatnonzero(~known)
        fresh[places] = again({a: _taken(x, places, rows.size) for a, x in some.items()})
    for tier in tiers[1:]:
        where = (fresh >= tier.least) & (fresh < weak)
        _improved(fresh, where if tier.guarded else where & known, some, tier)
        weak = tier.least
        if fresh.min() >= weak and fresh.max() < np.inf:
            break
    else:
        last = _uncertain(fresh, weak)
        if last.size:
            inner = {a: _taken(x, last, rows.size) for a, x in some.items()}
            fresh[last] = _carefully(plan, inner, last.size)
    if missing is not None:
        fresh[missing] = np.nan
    value[rows] = fresh
    return value


def _improved(values: Array, where: Any, arrays: Block, tier: Tier) -> None:
    """Compute some values again; if they are most of them, it is faster to compute all."""
    count = np.count_nonzero(where)
    if 2 * count > values.size:
        np.copyto(values, tier.values(arrays), where=where)
    elif count:
        rows = np.flatnonzero(where)
        values[rows] = tier.values({a: _taken(x, rows, values.size) for a, x in arrays.items()})


def _taken(array: Any, rows: Any, count: int) -> Array:
    """Return some rows as floats; one row that is all of them stays one."""
    every = rows.size == count or (len(array) == 1 and count != 1)
    chosen = array if every else array.take(rows, axis=0)
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
