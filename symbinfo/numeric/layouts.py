"""How a tile lies in memory, and how sums over its letters are made fast in that layout.

Few rows of many letters, or letters of one law: rows first, and sums by matrix-vector product.
Small joint tables: letters first, so that each step runs along the rows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache
from math import prod
from threading import local
from typing import TYPE_CHECKING, Any, final

import numpy as np

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array

TILE = 2**17  # letters: larger tiles save calls, and still fit the last-level cache
_LARGE = 2**20  # floats: NumPy asks for large pages for so many, which saves a lot of time
_FEW = 64
_APART = 72  # floats between tiles, so that they do not share the sets of a cache
_BLOCK = 128  # letters that are added by one product: more lose digits
_NARROW = 8
_SHORT = 12
_MANY, _AT_ONCE = 512, 4  # so many short rows are summed by a matrix product, four at once
_store = local()
_vecdot: Any = getattr(np, "vecdot", None) or (lambda a, b: np.einsum("ij,ij->i", a, b))


@lru_cache(maxsize=64)
def _ones(count: int) -> Array:
    return np.ones(count)


@lru_cache(maxsize=64)
def _blocks(count: int) -> Array:
    """Return the matrix that sums each of some short rows, when they follow in one row."""
    result = np.zeros((_AT_ONCE * count, _AT_ONCE))
    for i in range(_AT_ONCE):
        result[i * count : (i + 1) * count, i] = 1.0
    return result


def scratch(count: int, shape: tuple[int, ...]) -> list[Array]:
    """Return tiles to write to; each thread has its own, which live on."""
    size = prod(shape)
    found = getattr(_store, "tiles", None)
    if found is None or found.size < count * (size + _APART):
        found = _store.tiles = np.empty(max(count * (size + _APART), _LARGE))
    starts = range(0, count * (size + _APART), size + _APART)
    return [found[start : start + size].reshape(shape) for start in starts]


class Layout(ABC):
    """The shape of a tile of so many rows, and its sums."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        self.sizes, self._count = sizes, prod(sizes)

    @abstractmethod
    def shape(self, rows: int) -> tuple[int, ...]:
        """Return the shape of a tile."""

    @abstractmethod
    def load(self, array: Any, out: Array) -> Array:
        """Return rows of an argument as a tile of floats, in `out` if they have to be copied."""

    def direct(self, array: Any) -> bool:
        """Whether rows of an argument are a tile as they are."""
        return isinstance(self, RowsFirst) and array.dtype == float and array.flags.c_contiguous

    @abstractmethod
    def part(self, out: Array, rows: int) -> Array:
        """Return the part of a tile that belongs to so many rows."""

    @abstractmethod
    def letters(self, table: Array) -> Array:
        """Return a table of letters in a shape that combines with a tile."""

    @abstractmethod
    def marginal(self, tile: Array, keep: tuple[int, ...]) -> Array:
        """Return the tile summed over all letters but those at some positions."""

    @abstractmethod
    def per_row(self, values: Array) -> Array:
        """Return numbers of the rows in a shape that combines with a tile."""

    @abstractmethod
    def fold(self, tile: Array, out: Array | None = None) -> Array:
        """Return the sums over all letters, in `out` if it is given."""

    @abstractmethod
    def total(self, marginal: Array, out: Array) -> None:
        """Write the sums of a tile, or of a marginal of it."""

    @abstractmethod
    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        """Return the sums of a product over all letters; the spare tile is written to."""


@final
class RowsFirst(Layout):
    """Rows, then letters; longer rows are summed in equal parts, for fewer rounding errors."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__(sizes)
        self._cuts = 1 if self._count <= _BLOCK else _cuts(self._count)
        self._ones = _ones(self._count // max(1, self._cuts))
        self._few_ones = _ones(self._cuts)
        self._is_short = self._count <= _SHORT and self._count % _AT_ONCE != 0

    def shape(self, rows: int) -> tuple[int, ...]:
        return (rows, *self.sizes)

    def load(self, array: Any, out: Array) -> Array:
        if self.direct(array):
            return np.asarray(array)
        np.copyto(out[: len(array)], array)
        return out[: len(array)]

    def part(self, out: Array, rows: int) -> Array:
        return out[:rows]

    def letters(self, table: Array) -> Array:
        return table[np.newaxis]

    def marginal(self, tile: Array, keep: tuple[int, ...]) -> Array:
        if len(self.sizes) == 2 and len(keep) == 1 and max(self.sizes) <= _BLOCK:
            first, second = self.sizes
            if keep == (0,):
                sums: Any = tile.reshape(-1, second).dot(_ones(second))
                return sums.reshape(-1, first, 1)  # type: ignore[no-any-return]
            sums = np.matmul(_ones(first), tile)
            return sums.reshape(-1, 1, second)  # type: ignore[no-any-return]
        gone = tuple(1 + i for i in range(len(self.sizes)) if i not in keep)
        return np.add.reduce(tile, axis=gone, keepdims=True)

    def per_row(self, values: Array) -> Array:
        return values.reshape(-1, *(1 for _ in self.sizes))

    def fold(self, tile: Array, out: Array | None = None) -> Array:
        rows = len(tile)
        if out is not None and len(out) != rows:
            return _spread(self.fold(tile), out)
        cuts = self._cuts
        if cuts == 1:
            if self._is_short and rows >= _MANY and not rows % _AT_ONCE:
                return self._fold_short(tile, out)
            return tile.reshape(rows, self._count).dot(self._ones, out)
        if cuts:
            parts = tile.reshape(rows * cuts, self._count // cuts).dot(self._ones)
            return parts.reshape(rows, cuts).dot(self._few_ones, out)  # type: ignore[no-any-return]
        flat = tile.reshape(rows, self._count)
        return _sum([part.dot(_ones(part.shape[1])) for part in _parts(flat)], out)

    def _fold_short(self, tile: Array, out: Array | None) -> Array:
        """Return the sums of short rows, some of which are one row of a matrix product.

        There a number that is not finite spreads to its neighbours, so that it needs another way.
        """
        rows = len(tile)
        result: Array = np.empty(rows) if out is None else out
        wide = tile.reshape(rows // _AT_ONCE, -1)
        wide.dot(_blocks(self._count), result.reshape(-1, _AT_ONCE))
        if result.dot(result) < np.inf:
            return result
        return tile.reshape(rows, self._count).dot(self._ones, out)

    def total(self, marginal: Array, out: Array) -> None:
        if marginal.size == len(marginal) * self._count:
            self.fold(marginal, out)
        else:
            np.add.reduce(marginal.reshape(len(marginal), -1), axis=1, out=out)

    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        if self._count < _FEW or weight.shape != tile.shape:
            return self.fold(np.multiply(weight, tile, spare), out)
        rows, cuts = len(tile), self._cuts
        if cuts:
            shape = rows * cuts, self._count // cuts
            if cuts == 1:
                return _vecdot(weight.reshape(shape), tile.reshape(shape), out=out)  # type: ignore[no-any-return]
            parts = _vecdot(weight.reshape(shape), tile.reshape(shape))
            return parts.reshape(rows, cuts).dot(self._few_ones, out)  # type: ignore[no-any-return]
        pairs = zip(*(_parts(x.reshape(rows, self._count)) for x in (weight, tile)), strict=True)
        return _sum([_vecdot(*pair) for pair in pairs], out)


@lru_cache(maxsize=256)
def _cuts(count: int) -> int:
    """Return into how many equal parts a row can be cut, 0 if there is no such number."""
    least = -(-count // _BLOCK)
    found = (cuts for cuts in range(least, 2 * least + 8) if count % cuts == 0)
    return next(found, 0)


def _spread(values: Array, out: Array) -> Array:
    """Write the values of one row for all rows."""
    out[:] = values
    return out


def _sum(parts: list[Array], out: Array | None) -> Array:
    return np.add.reduce(parts, axis=0, out=out)


def _parts(flat: Array) -> list[Array]:
    return [flat[:, i : i + _BLOCK] for i in range(0, flat.shape[1], _BLOCK)]


@final
class LettersFirst(Layout):
    """Letters of a joint table, then rows."""

    def shape(self, rows: int) -> tuple[int, ...]:
        return (*self.sizes, rows)

    def load(self, array: Any, out: Array) -> Array:
        tile = self.part(out, len(array))
        np.copyto(tile, np.moveaxis(array, 0, -1))
        return tile

    def part(self, out: Array, rows: int) -> Array:
        return out[..., :rows]

    def letters(self, table: Array) -> Array:
        return table[..., np.newaxis]

    def marginal(self, tile: Array, keep: tuple[int, ...]) -> Array:
        if keep == (1,) and len(self.sizes) == 2 and tile.flags.c_contiguous:
            first, *rest = tile.shape
            return _ones(first).dot(tile.reshape(first, -1)).reshape(1, *rest)  # type: ignore[no-any-return]
        for i in range(len(self.sizes)):
            if i not in keep:
                tile = np.add.reduce(tile, axis=i, keepdims=True)
        return tile

    def per_row(self, values: Array) -> Array:
        return values

    def fold(self, tile: Array, out: Array | None = None) -> Array:
        rows = tile.shape[-1]
        if out is not None and len(out) != rows:
            return _spread(self.fold(tile), out)
        return _ones(self._count).dot(tile.reshape(self._count, rows), out)

    def total(self, marginal: Array, out: Array) -> None:
        flat = marginal.reshape(-1, marginal.shape[-1])
        _ones(len(flat)).dot(flat, out)

    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        return self.fold(np.multiply(weight, tile, spare), out)


@lru_cache(maxsize=64)
def rows_first(sizes: tuple[int, ...]) -> RowsFirst:
    """Return the layout with rows first."""
    return RowsFirst(sizes)


@lru_cache(maxsize=64)
def _letters_first(sizes: tuple[int, ...]) -> LettersFirst:
    return LettersFirst(sizes)


def layout_for(sizes: tuple[int, ...], rows: int) -> Layout:
    """Return the layout for tiles of tables with so many rows."""
    if len(sizes) > 1 and max(sizes) <= _NARROW and rows >= 4 * _NARROW:
        return _letters_first(sizes)
    return rows_first(sizes)
