"""Indexing and masks: p[i], p[p > 0], p[:, None], and p[mask] = value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, final

from symbinfo.code.array import Array, Places
from symbinfo.code.constants import Puzzle
from symbinfo.code.opaque import opaque
from symbinfo.code.truth import is_truth

if TYPE_CHECKING:
    from symbinfo.code.setting import Axis, Setting


@final
@opaque("arithmetic with the index of a loop")
class Index:
    """A letter that a loop goes through: ``for i in range(len(p))``."""

    def __init__(self, setting: Setting, axis: Axis) -> None:
        self.setting = setting
        self.axis = axis


@final
@opaque("range() in another place than a loop")
class Indices:
    """All letters of an alphabet: ``range(len(p))``."""

    def __init__(self, setting: Setting, axis: Axis) -> None:
        self.setting = setting
        self.axis = axis


@final
@opaque("the places that nonzero() gives, in another place than an index")
class Chosen:
    """The places that a mask has chosen, as ``np.nonzero`` gives them: good as an index only."""

    def __init__(self, mask: Array) -> None:
        self.mask = mask

    def __getitem__(self, place: object) -> Chosen:
        if place == 0 and len(self.mask.places) == 1:
            return self
        msg = "the places that nonzero() gives, one axis after the other"
        raise Puzzle(msg)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        msg = f".{name} of the places that nonzero() gives"
        raise Puzzle(msg)


def element(array: Array, index: object) -> Any:
    """Return what an index selects."""
    index = index.mask if isinstance(index, Chosen) else index
    parts = index if isinstance(index, tuple) else (index,)
    if any(map(is_truth, parts)):
        msg = "a truth value as an index"
        raise Puzzle(msg)
    if len(parts) == 1 and isinstance(parts[0], Array):
        return _masked(array, parts[0])
    if array.flat:
        msg = "an index into a table that was made flat, or that a mask was applied to"
        raise Puzzle(msg)
    places: list[Axis | None] = []
    rest = list(array.places)
    parts = _without_ellipsis(parts, len(rest))
    for part in parts:
        if part is None:
            places.append(None)
        elif isinstance(part, slice) and part == slice(None) and rest:
            places.append(rest.pop(0))
        elif (isinstance(part, Index) and rest and rest[0] == part.axis) or (
            part == 0 and rest and rest[0] is None
        ):
            rest.pop(0)
        elif part == 0 and len(rest) > 1 and len(parts) == 1:
            return Array(array.setting, tuple(rest[1:]), _OnlyShape())
        elif not rest:
            msg = "too many indices for array"
            raise IndexError(msg)
        else:
            msg = f"the index {_told(part)}"
            raise Puzzle(msg)
    return _picked(array, (*places, *rest))


@final
class _OnlyShape(dict[Any, Any]):
    """The elements of a row of which nothing but the length is known."""

    def __getitem__(self, _: object) -> Any:
        msg = "the index [0]"
        raise Puzzle(msg)

    def items(self) -> Any:
        return self[0]

    def values(self) -> Any:
        return ()


def _told(part: object) -> str:
    if isinstance(part, slice):
        ends = ["" if x is None else str(x) for x in (part.start, part.stop)]
        return f"[{':'.join(ends)}]"
    return f"[{part}]" if isinstance(part, int) else "that is neither a number nor a mask"


def _without_ellipsis(parts: tuple[object, ...], width: int) -> tuple[object, ...]:
    if not any(part is Ellipsis for part in parts):
        return parts
    at = next(i for i, part in enumerate(parts) if part is Ellipsis)
    used = sum(part is not None and part is not Ellipsis for part in parts)
    return (*parts[:at], *(slice(None),) * (width - used), *parts[at + 1 :])


def _picked(array: Array, places: Places) -> Any:
    """Return the elements at the letters that loops have fixed."""
    if places:
        around = array.setting.around(axis for axis in places if axis is not None)
        cells = {region: array.cells[region] for region in around if region in array.cells}
        array.shared = True
        part = Array(array.setting, places, cells)
        part.shared = True
        return part
    here = array.setting.here()
    cells = {region: array.cells[region] for region in here if region in array.cells}
    values = list(cells.values())
    if len(values) == 1 or all(value is values[0] for value in values):
        return values[0]
    return Array(array.setting, (), cells)


def _masked(array: Array, mask: Array) -> Array:
    if mask.places != array.places:
        msg = "a mask of another shape"
        raise Puzzle(msg)
    if not all(is_truth(c) for c in mask.cells.values() if c is not None):
        msg = "an array as an index that is no mask"
        raise Puzzle(msg)
    cells = {r: c if mask.cells[r] else None for r, c in array.cells.items()}
    return Array(array.setting, array.places, cells, flat=len(array.places) > 1)


def assign(array: Array, index: object, value: object) -> None:
    """Set elements in place."""
    index = index.mask if isinstance(index, Chosen) else index
    if isinstance(index, Array):
        if index.places != array.places:
            msg = "a mask of another shape"
            raise Puzzle(msg)
        compact = isinstance(value, Array) and value.masked
        found = {
            region: _chosen(array, index, value, region, compact=compact) for region in array.cells
        }
        array.set_cells(found)
        return
    if isinstance(index, slice) and index == slice(None):
        array.overwritten(value)
        return
    msg = "this way of setting elements"
    raise Puzzle(msg)


def _chosen(array: Array, mask: Array, value: object, region: Any, *, compact: bool) -> Any:
    chosen = bool(mask.cells[region])
    if isinstance(value, Array) and (not compact or chosen is (value.cells[region] is None)):
        msg = "setting the elements of a mask to those of another one"
        raise Puzzle(msg)
    if not chosen:
        return array.cells[region]
    return value.cells[region] if isinstance(value, Array) else value
