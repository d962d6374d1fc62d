"""Arrays over alphabets: one value for each region, whatever the size of the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.code.constants import Puzzle
from symbinfo.code.number import Num, number
from symbinfo.code.truth import Truth, is_truth, no_two_truths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from symbinfo.code.setting import Axis, Region, Setting


Cell = Any
"""A Num, a truth value, or None where a mask has taken the element out."""

Places = tuple["Axis | None", ...]
"""The axis at each place of the shape; None where the length is 1."""


@final
class Array:
    """An array of a run: the axes of its shape, and its element in each region."""

    __array_priority__ = 200.0
    __slots__ = ("cells", "flat", "floats", "listed", "places", "setting", "shared")

    def __init__(
        self, setting: Setting, places: Places, cells: dict[Region, Cell], *, flat: bool = False
    ) -> None:
        self.setting = setting
        self.places = places
        self.cells = cells
        self.flat = flat
        self.shared = False
        self.floats = False
        self.listed = False

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes that are longer than 1."""
        return tuple(axis for axis in self.places if axis is not None)

    @property
    def masked(self) -> bool:
        """Whether a mask has taken elements out."""
        return any(cell is None for cell in self.cells.values())

    def view(self, places: Places, *, flat: bool = False) -> Array:
        """Return the elements in another shape; NumPy shares the memory, so neither may change."""
        self.shared = True
        new = Array(self.setting, places, dict(self.cells), flat=flat)
        new.shared = True
        return new

    def overwritten(self, new: Any) -> Array:
        """Change all elements in place."""
        found = lift(lambda _, cell: cell, self, new)
        if found.places != self.places:
            msg = "an array of another shape put into this one"
            raise ShapesDiffer(msg)
        return self.set_cells(found.cells)

    def set_cells(self, cells: dict[Region, Cell]) -> Array:
        """Change elements in place."""
        if not self.floats and all(map(whole, self.cells.values())):
            msg = "changing an array of whole numbers or truth values"
            raise Puzzle(msg)
        if self.shared or self.setting.pinned:
            msg = "changing an array in a loop, or one that shares its memory with another"
            raise Puzzle(msg)
        self.cells = cells
        return self

    def map(self, rule: Callable[[Cell], Cell]) -> Array:
        """Return the array of the rule's values."""
        cells = {r: None if c is None else _cell(rule(c)) for r, c in self.cells.items()}
        return Array(self.setting, self.places, cells, flat=self.flat)

    def __hash__(self) -> int:
        msg = "an array as a key or in a set"
        raise Puzzle(msg)

    def __bool__(self) -> bool:
        if not self.axes:
            (cell,) = {bool(c) for c in self.cells.values()}
            return cell
        msg = "the truth value of an array (NumPy raises ValueError; use any() or all())"
        raise Puzzle(msg)

    def __len__(self) -> int:
        msg = "len() of an array, called from outside the function's own code"
        raise Puzzle(msg)

    def __iter__(self) -> Iterator[Any]:
        msg = "this way of going through an array"
        raise Puzzle(msg)

    def __array__(self, *_: Any, **__: Any) -> Any:
        msg = "an array was handed to a function that is not known"
        raise Puzzle(msg)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        from symbinfo.code.elementwise import ELEMENTWISE

        if method != "__call__" or ufunc.__name__ not in ELEMENTWISE:
            msg = f"np.{ufunc.__name__}.{method}"
            raise Puzzle(msg)
        return ELEMENTWISE[ufunc.__name__](*inputs, **options)

    def __array_function__(self, function: Any, _: Any, args: Any, options: Any) -> Any:
        from symbinfo.code.modules import numpy_stand_in

        return getattr(numpy_stand_in(), function.__name__)(*args, **options)

    def __getitem__(self, index: object) -> Any:
        from symbinfo.code.indexing import element

        return element(self, index)

    def __setitem__(self, index: object, value: object) -> None:
        from symbinfo.code.indexing import assign

        assign(self, index, value)

    def __getattr__(self, name: str) -> Any:
        """Return a method or attribute of NumPy's arrays and torch's tensors."""
        from symbinfo.code.methods import method_of_array

        if self.listed:
            msg = f"the attribute {name} of a list"
            raise Puzzle(msg)
        return method_of_array(self, name)


def _operator(name: str, *, compares: bool = False) -> Any:
    def rule(a: Any, b: Any) -> Any:
        if not compares:
            no_two_truths(a, b)
        return getattr(number(a), name)(number(b))

    def operate(self: Array, other: object) -> Any:
        no_list(self, other)
        return lift(rule, self, other)

    return operate


def no_list(one: Array, other: object) -> None:
    """Refuse arithmetic of a list with what is no array: lists are joined and repeated."""
    others = [value for value in (one, other) if isinstance(value, Array)]
    if all(value.listed for value in others):
        msg = "arithmetic with a list, which is no array"
        raise Puzzle(msg)


def _in_place(name: str) -> Any:
    def operate(self: Array, other: object) -> Any:
        return self.overwritten(getattr(self, name)(other))

    return operate


def _logical(rule: Callable[[Any, Any], Any]) -> Any:
    def operate(self: Array, other: object) -> Any:
        no_list(self, other)
        return lift(rule, self, other)

    return operate


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Array, f"__{_name}__", _operator(f"__{_name}__"))
    setattr(Array, f"__r{_name}__", _operator(f"__r{_name}__"))
    setattr(Array, f"__i{_name}__", _in_place(f"__{_name}__"))
for _name in ("gt", "ge", "lt", "le", "eq", "ne"):
    setattr(Array, f"__{_name}__", _operator(f"__{_name}__", compares=True))
_UNARY: dict[str, Callable[[Any], Any]] = {
    "__invert__": lambda c: not c,
    "__neg__": lambda c: -c if is_truth(c) else -number(c),
    "__pos__": lambda c: c,
    "__abs__": lambda c: abs(number(c)),
}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "__and__": lambda a, b: a and b,
    "__rand__": lambda a, b: a and b,
    "__or__": lambda a, b: a or b,
    "__ror__": lambda a, b: a or b,
}


def _unary(rule: Callable[[Any], Any]) -> Any:
    def operate(self: Array) -> Any:
        no_list(self, None)
        return self.map(rule)

    return operate


def _product(left: Array, right: Any) -> Any:
    from symbinfo.code.totals import dot

    return dot(left, right)


for _name, _one in _UNARY.items():
    setattr(Array, _name, _unary(_one))
for _name, _two in _BINARY.items():
    setattr(Array, _name, _logical(_two))
for _name in ("__matmul__", "__rmatmul__"):
    setattr(Array, _name, _product)


def whole(cell: Any) -> bool:
    """Whether it is a whole number, or a truth value."""
    if isinstance(cell, Num):
        return bool(cell.expr.is_Integer)
    return cell is None or is_truth(cell) or isinstance(cell, int)


def _cell(value: Any) -> Any:
    return Truth(value) if isinstance(value, bool) else value


def lift(rule: Callable[..., Cell], *values: Any) -> Any:
    """Apply a rule to each element of arrays that are broadcast against each other."""
    arrays = [v for v in values if isinstance(v, Array)]
    if not arrays:
        return rule(*values)
    places = _broadcast([a.places for a in arrays])
    setting = arrays[0].setting
    cells = {}
    if any(axis in setting.pinned for axis in places):
        msg = "arithmetic with a whole array in a loop over its letters"
        raise Puzzle(msg)
    if len({a.flat for a in arrays if a.axes}) > 1:
        msg = "a table together with one that was made flat, or that a mask was applied to"
        raise Puzzle(msg)
    for region in setting.here():
        here = [v.cells[region] if isinstance(v, Array) else v for v in values]
        gone = [one is None for one, v in zip(here, values, strict=True) if isinstance(v, Array)]
        if any(gone) and not all(gone):
            msg = "arrays of which a mask has taken different elements out"
            raise Puzzle(msg)
        cells[region] = None if any(gone) else _cell(rule(*here))
    return Array(setting, places, cells, flat=arrays[0].flat)


def _broadcast(shapes: Iterable[Places]) -> Places:
    shapes = list(shapes)
    width = max(map(len, shapes))
    padded = [(None,) * (width - len(s)) + s for s in shapes]
    places: list[Axis | None] = []
    for column in zip(*padded, strict=True):
        found = {axis for axis in column if axis is not None}
        if len(found) > 1:
            names = " and ".join(sorted(str(axis.size) for axis in found))
            msg = f"shapes with {names} in one place do not fit together"
            raise ShapesDiffer(msg)
        places.append(found.pop() if found else None)
    axes = [axis for axis in places if axis is not None]
    if len(set(axes)) < len(axes):
        msg = "a table of all pairs of letters of one alphabet"
        raise Puzzle(msg)
    return tuple(places)


class ShapesDiffer(ValueError):
    """What NumPy raises for shapes that do not fit together."""


def is_symbolic(value: object) -> bool:
    """Return whether a value belongs to the run."""
    if isinstance(value, list | tuple):
        return any(map(is_symbolic, value))
    if isinstance(value, Num | Array):
        return True
    return hasattr(value, "dtype") and value.dtype == np.dtype(object)
