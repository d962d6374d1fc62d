"""Entries of arrays in double-double numbers: an axis of rows first, then one for each depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric import double
from symbinfo.numeric.axes import Axis
from symbinfo.numeric.double import Double, exact
from symbinfo.numeric.program import (
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
    from symbinfo.numeric.careful import Careful
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument

_einsum: Any = np.einsum


@final
class Lookups:
    """Finds the values of the leaves of a program."""

    def __init__(
        self,
        arrays: dict[Argument, Double],
        sizes: dict[Argument, tuple[int, ...]],
        depths: int,
    ) -> None:
        self._arrays, self._sizes, self._depths = arrays, sizes, depths

    def number(self, value: Double) -> Double:
        """Return a number, or one for each row, with all the axes."""
        shape = (-1,) + (1,) * (self._depths - 1)
        return Double(*(np.reshape(part, shape) for part in value))

    def value(self, node: Scalar | Size | Letters | Lookup, run: Careful) -> Double:
        """Return the value of a leaf; the run knows the nodes that are inside it."""
        match node:
            case Scalar():
                return self.number(self._arrays[node.argument])
            case Size():
                return self.number(exact(float(self._sizes[node.argument][node.position])))
            case Letters():
                low, end = (int(run.value(x).high.flat[0]) for x in (node.low, node.end))
                return self._placed(exact(np.arange(low, end)[np.newaxis]), [node.axis])
            case Lookup():
                return self._lookup(node, run)

    def _lookup(self, node: Lookup, run: Careful) -> Double:
        if isinstance(node.array, Table):
            value, axes = self._table(node.array, run)
        else:
            value, axes = self._given(node.array), []
        places = list(node.places)
        offset = 1 + len(axes)
        for i in reversed(range(len(places))):
            value = Double(*(self._at(part, places[i], offset + i) for part in value))
        letters = [p.axis if isinstance(p, Part) else p for p in places]
        return self._placed(value, axes + [axis for axis in letters if isinstance(axis, Axis)])

    def _at(self, array: Array, place: Place, axis: int) -> Any:
        match place:
            case Axis():
                return array
            case Part():
                return np.take(array, np.arange(place.low, place.end), axis=axis)
            case int():
                return np.take(array, place, axis=axis)
            case Scalar():
                letters = self._arrays[place.argument].high.astype(int).reshape(-1)
                front = np.moveaxis(array, axis, 1)
                rows = max(len(front), len(letters))
                here = np.broadcast_to(front, (rows, *front.shape[1:]))
                return here[np.arange(rows), np.broadcast_to(letters, rows)]

    def _given(self, array: Given | Marginal) -> Double:
        value = self._arrays[array.argument]
        if isinstance(array, Given):
            return value
        keep = array.keep
        gone = tuple(1 + i for i in range(len(array.argument.sizes)) if i not in keep)
        summed = double.total(value, gone)
        order = [0, *(1 + i for i in keep), *gone]
        shape = [value.high.shape[axis] for axis in order[: 1 + len(keep)]]
        return Double(*(np.transpose(part, order).reshape(shape) for part in summed))

    def _table(self, table: Table, run: Careful) -> tuple[Double, list[Axis]]:
        entries = [run.value(entry) for entry in table.entries]
        parts = []
        for place in (0, 1):
            each = np.broadcast_arrays(*(entry[place] for entry in entries))
            parts.append(np.stack(each, axis=-1).reshape(*each[0].shape, *table.shape))
        axes = list(table.axes)
        idle = tuple(d for d in range(1, self._depths) if d not in {a.depth for a in axes})
        return Double(*(np.squeeze(part, idle) for part in parts)), axes

    def _placed(self, value: Double, axes: list[Axis]) -> Double:
        """Return an array, whose axes after the rows are given, with an axis for each depth."""
        return Double(*(self._spread(part, axes) for part in value))

    def _spread(self, array: Array, axes: list[Axis]) -> Array:
        depths = [axis.depth for axis in axes]
        order = sorted(set(depths))
        array = _einsum(array, [0, *depths], [0, *order])
        shape = dict(zip([0, *order], array.shape, strict=True))
        return array.reshape([shape.get(depth, 1) for depth in range(self._depths)])
