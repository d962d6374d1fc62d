"""Lists that comprehensions make over an alphabet of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.code.array import Array
from symbinfo.code.constants import Puzzle
from symbinfo.code.loops import EFFECTS, axis_of, one_round, returns, rounds
from symbinfo.code.number import NAN, is_number
from symbinfo.code.truth import is_truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.code.setting import Region


def run_comprehension(
    body: Callable[[Any], list[Any]], iterable: Any, *, nested: bool, effects: bool
) -> Any:
    """Return the list that a comprehension makes, as an array over the alphabet."""
    if axis_of(iterable) is None:
        rows = [body(item) for item in iterable]
        return [one for row in rows for one in row] if not nested else _joined(rows)
    if effects:
        raise Puzzle(EFFECTS)
    setting, axis = axis_of(iterable)  # type: ignore[misc]
    cells: dict[Region, Any] = {}
    inner: tuple[Any, ...] = ()
    for part, regions in rounds(setting, axis).items():
        found = one_round(
            lambda item: body(item) if item is not None else [], iterable, (), (setting, axis, part)
        )
        row = [] if isinstance(found, tuple) else [NAN] if returns(found) else found
        if len(row) == 1 and isinstance(row[0], Array):
            inner = row[0].places
            cells |= {region: row[0].cells[region] for region in regions}
        elif row and not (is_number(row[0]) or is_truth(row[0])):
            msg = f"a list of {type(row[0]).__name__}"
            raise Puzzle(msg)
        else:
            cells |= dict.fromkeys(regions, row[0] if row else None)
    made = Array(setting, (axis, *inner), cells, flat=nested)
    made.listed = True
    return made


def _joined(rows: list[Any]) -> list[Any]:
    return [one for row in rows for part in row for one in part]
