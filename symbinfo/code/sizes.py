"""Sizes of arrays as numbers of a run: ``len(p)``, ``p.shape``, ``range(n)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import S

from symbinfo.code.constants import Puzzle
from symbinfo.code.number import Num

if TYPE_CHECKING:
    from symbinfo.code.array import Array
    from symbinfo.code.setting import Axis


@final
class Shape(tuple[Any, ...]):
    """The shape of an array; it knows nothing that a tuple does not."""

    __slots__ = ()


def size_of(array: Array, place: int | None) -> Any:
    """Return the length at a place, or the number of elements."""
    if array.masked:
        msg = "the length of an array of which a mask has taken elements out"
        raise Puzzle(msg)
    if place is not None and not array.flat:
        axis = array.places[place]
        return 1 if axis is None else _number(axis.size)
    size = S.One
    for axis in array.axes:
        size *= axis.size
    return _number(size)


def _number(size: Any) -> Any:
    return int(size) if size.is_Integer else Num(size)


def axis_with_size(size: Num, axes: list[Axis]) -> Axis:
    """Return the alphabet that has a size."""
    found = [axis for axis in axes if axis.size == size.expr]
    if len(found) != 1:
        msg = f"range({size})"
        raise Puzzle(msg)
    return found[0]
