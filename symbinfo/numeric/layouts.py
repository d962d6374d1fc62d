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
_store = local()
_vecdot: Any = getattr(np, "vecdot", None) or (lambda a, b: np.einsum("ij,ij->i", a, b))


@lru_cache(maxsize=64)
def _ones(count: int) -> Array:
    return np.ones(count)


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
        self.sizes = sizes
        self._few = prod(sizes) < _FEW

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
    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        """Return the sums of a product over all letters; the spare tile is written to."""


@final
class RowsFirst(Layout):
    """Rows, then letters."""

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
        flat = tile if tile.ndim == 2 else tile.reshape(len(tile), -1)
        rows, count = flat.shape
        if count <= _BLOCK:
            return flat.dot(_ones(count), out)
        cuts = _cuts(count)
        if cuts:
            parts = flat.reshape(rows * cuts, -1).dot(_ones(count // cuts))
            return parts.reshape(rows, cuts).dot(_ones(cuts), out)  # type: ignore[no-any-return]
        return _sum([part.dot(_ones(part.shape[1])) for part in _parts(flat)], out)

    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        if self._few or weight.shape != tile.shape:
            return self.fold(np.multiply(weight, tile, spare), out)
        flat, other = weight, tile
        if tile.ndim > 2:
            flat, other = (x.reshape(len(x), -1) for x in (weight, tile))
        rows, count = flat.shape
        cuts = 1 if count <= _BLOCK else _cuts(count)
        if cuts:
            parts = _vecdot(*(x.reshape(rows * cuts, -1) for x in (flat, other)))
            return parts.reshape(rows, cuts).dot(_ones(cuts), out)  # type: ignore[no-any-return]
        return _sum([_vecdot(*two) for two in zip(_parts(flat), _parts(other), strict=True)], out)


@lru_cache(maxsize=256)
def _cuts(count: int) -> int:
    """Return into how many equal parts a row can be cut, 0 if there is no such number."""
    least = -(-count // _BLOCK)
    found = (cuts for cuts in range(least, 2 * least + 8) if count % cuts == 0)
    return next(found, 0)


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
        for i in range(len(self.sizes)):
            if i not in keep:
                tile = np.add.reduce(tile, axis=i, keepdims=True)
        return tile

    def per_row(self, values: Array) -> Array:
        return values

    def fold(self, tile: Array, out: Array | None = None) -> Array:
        for _ in self.sizes[1:]:
            tile = np.add.reduce(tile, axis=0)
        return np.add.reduce(tile, axis=0, out=out)

    def fold_product(
        self, weight: Array, tile: Array, spare: Array | None, out: Array | None = None
    ) -> Array:
        return self.fold(np.multiply(weight, tile, spare), out)


def layout_for(sizes: tuple[int, ...], rows: int) -> Layout:
    """Return the layout for tiles of tables with so many rows."""
    if len(sizes) > 1 and max(sizes) <= _NARROW and rows >= 4 * _NARROW:
        return LettersFirst(sizes)
    return RowsFirst(sizes)
