"""The leaves of a program as arrays: entries at letters, letters, sizes, numbers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, final

from sympy import Integer

from symbinfo.numeric.axes import Axis
from symbinfo.numeric.program import (
    Constant,
    Given,
    Letters,
    Lookup,
    Marginal,
    Part,
    Place,
    Scalar,
    Size,
    Table,
)

if TYPE_CHECKING:
    from symbinfo.numeric.backends.whole import Whole
    from symbinfo.numeric.inputs import Argument


@final
class Places:
    """Finds the values of leaves."""

    def __init__(self, run: Whole, arrays: dict[Argument, Any]) -> None:
        self._run, self._arrays, self._space = run, arrays, run.space

    def value(self, node: Scalar | Size | Letters | Lookup) -> Any:
        """Return the value of a leaf."""
        match node:
            case Scalar():
                return self._number(self._arrays[node.argument])
            case Size():
                return self._space.constant(self._size(node))
            case Letters():
                letters = self._space.letters(*map(self._whole, (node.low, node.end)))
                return self._spread(letters, [node.axis])
            case Lookup(Table() as table, places):
                return self._explicit(table, places)
            case Lookup(Given() | Marginal() as array, places):
                return self._lookup(self._given(array), places)

    def _size(self, node: Size) -> Any:
        array = self._arrays[node.argument]
        return Integer(array.shape[array.ndim - len(node.argument.sizes) + node.position])

    def _whole(self, node: Any) -> int:
        return int(self._run.value(node))

    def _number(self, array: Any) -> Any:
        for _ in range(self._run.depths if array.ndim else 0):
            array = self._space.expand(array, array.ndim)
        return array

    def _given(self, array: Given | Marginal) -> Any:
        value = self._arrays[array.argument]
        if isinstance(array, Given):
            return value
        count = len(array.argument.sizes)
        gone = [i - count for i in range(count) if i not in array.keep]
        value = self._space.total(value, tuple(gone))
        before = value.ndim - count
        order = [*range(before), *(before + i for i in array.keep), *(value.ndim + i for i in gone)]
        value = self._space.reorder(value, tuple(order))
        return value[(..., *(0 for _ in gone))] if gone else value

    def _lookup(self, value: Any, places: tuple[Place, ...]) -> Any:
        """Return an array, whose last axes are positions, with an axis for each depth."""
        axes: list[Axis] = []
        for i in reversed(range(len(places))):
            place, here = places[i], -1 - len(axes)
            if isinstance(place, Part):
                value = self._space.cut(value, range(place.low, place.end), here)
            elif not isinstance(place, Axis):
                value = self._picked(value, place, here)
                continue
            axes.insert(0, place.axis if isinstance(place, Part) else place)
        return self._spread(*self._diagonal(value, axes))

    def _picked(self, value: Any, place: int | Scalar, axis: int) -> Any:
        """Return the entries at one letter of an axis, which may be another in each batch entry."""
        value = self._to_end(value, axis)
        if isinstance(place, int):
            return value[..., place]
        letters, space = self._arrays[place.argument], self._space
        for _ in range(-axis if letters.ndim else 0):
            letters = space.expand(letters, letters.ndim)
        there = letters == space.letters(0, value.shape[-1])
        return space.total(space.where(there, value, space.zero), (-1,))[..., 0]

    def _to_end(self, value: Any, axis: int) -> Any:
        order = list(range(value.ndim))
        order.append(order.pop(axis))
        return self._space.reorder(value, tuple(order))

    def _diagonal(self, value: Any, axes: list[Axis]) -> tuple[Any, list[Axis]]:
        """Join axes that have one letter."""
        twice = next((axis for axis in axes if axes.count(axis) > 1), None)
        if twice is None:
            return value, axes
        first = axes.index(twice)
        second = axes.index(twice, first + 1)
        value = self._to_end(self._to_end(value, first - len(axes)), second - 1 - len(axes))
        space, letters = self._space, self._space.letters(0, value.shape[-1])
        same = space.expand(letters, 1) == space.expand(letters, 0)
        value = space.total(space.where(same, value, space.zero), (-2,))[..., 0, :]
        rest = [axis for i, axis in enumerate(axes) if i not in (first, second)]
        return self._diagonal(value, [*rest, twice])

    def _explicit(self, table: Table, places: tuple[Place, ...]) -> Any:
        """Return the entries of a table, which may depend on letters themselves."""
        if all(isinstance(entry, Constant) for entry in table.entries):
            values = [entry.value for entry in table.entries if isinstance(entry, Constant)]
            return self._lookup(self._space.table(values, table.shape), places)
        letters = [self._letter(p, n) for p, n in zip(places, table.shape, strict=True)]
        result = self._space.zero
        for cell, entry in zip(product(*map(range, table.shape)), table.entries, strict=True):
            value = self._run.value(entry)
            for letter, here in zip(letters, cell, strict=True):
                there = letter == self._space.constant(Integer(here))
                value = self._space.where(there, value, self._space.zero)
            result = result + value
        return result

    def _letter(self, place: Place, size: int) -> Any:
        match place:
            case Axis():
                return self._spread(self._space.letters(0, size), [place])
            case Part(axis, low, end):
                return self._spread(self._space.letters(low, end), [axis])
            case int():
                return self._space.constant(Integer(place))
            case Scalar():
                return self._number(self._arrays[place.argument])

    def _spread(self, value: Any, axes: list[Axis]) -> Any:
        before, depths = value.ndim - len(axes), [axis.depth for axis in axes]
        order = sorted(range(len(axes)), key=depths.__getitem__)
        value = self._space.reorder(value, (*range(before), *(before + i for i in order)))
        for i in range(self._run.depths):
            if i + 1 not in depths:
                value = self._space.expand(value, before + i)
        return value
