"""Passing blocks of rows through a kernel, tile by tile."""

from __future__ import annotations

import linecache
from functools import lru_cache
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, final

import numpy as np

from symbinfo.numeric.layouts import TILE, Layout, RowsFirst, layout_for, rows_first, scratch
from symbinfo.numeric.numbers import number
from symbinfo.numeric.program import Given, Lookup, Marginal, Scalar, Size, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.kernels import Kernel
    from symbinfo.numeric.program import Node, Program


def compiled(source: str, name: str, others: dict[str, Any] | None = None) -> Callable[..., Any]:
    """Run generated source, and let `inspect` and tracebacks find its text.

    `others` are functions that it may call.
    """
    file = f"<symbinfo {sha256(source.encode()).hexdigest()[:12]}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space: dict[str, Any] = {"__name__": "symbinfo_generated", "np": np, **(others or {})}
    exec(compile(source, file, "exec"), space)  # noqa: S102 - the text is built from safe parts
    function: Callable[..., Any] = space[name]
    return function


class Sums(NamedTuple):
    """What a pass finds: plain sums, sums of the laws, and the least probability."""

    sums: list[Array]
    totals: list[Array]
    least: float


class _Leaf(NamedTuple):
    """What a leaf of a kernel is made of: an argument, letters that are kept, or a value."""

    node: Node
    place: int = -1
    keep: tuple[int, ...] | None = None


@final
class Pass:
    """A kernel that runs on blocks of rows; without a kernel, only the laws are summed."""

    def __init__(self, program: Program, kernel: Kernel | None, tile: int = TILE) -> None:
        """Take the program, and the most letters that are computed at a time."""
        self.arguments = program.arguments
        self._laws = [i for i, a in enumerate(program.arguments) if a.is_law]
        self._leaves = [self._leaf(node) for node in kernel.leaves] if kernel else []
        self._summed = {x.place: i for i, x in enumerate(self._leaves) if x.keep is not None}
        self._scratch = kernel.scratch if kernel else 0
        self._tile = tile
        self._kernel = compiled(kernel.text, "kernel") if kernel else None
        self._writes = bool(kernel and kernel.writes)
        self._count = len(kernel.results) if kernel else 0
        logged = kernel.logged if kernel else frozenset()
        self._given = all(
            leaf.keep is None and isinstance(leaf.node, Lookup) and leaf.place >= 0
            for leaf in self._leaves
        )
        self._logged = {i for i, a in enumerate(program.arguments) if a in logged}

    def _leaf(self, node: Node) -> _Leaf:
        match node:
            case Lookup(Given(argument), _) | Scalar(argument):
                return _Leaf(node, self.arguments.index(argument))
            case Lookup(Marginal(argument, keep), _):
                return _Leaf(node, self.arguments.index(argument), keep)
            case _:
                return _Leaf(node)

    def run(self, arrays: Sequence[Any], scale: list[Array] | None, *, check: bool) -> Sums:
        """Return the sums of all rows.

        With `scale` each law is divided by its sum; with `check` the laws are summed.
        """
        if not scale and self._is_one_tile(arrays):
            return self._at_once(arrays, check=check)
        rows = max(map(len, arrays))
        sizes = next(array.shape[1:] for array in arrays if array.ndim > 1)
        found = Sums(
            [np.empty(rows) for _ in range(self._count)],
            [np.empty(len(arrays[i])) for i in self._laws] if check else [],
            1.0,
        )
        least = self._tiles if prod(sizes) <= self._tile else self._parts
        return found._replace(least=least(arrays, sizes, scale, found))

    def _is_one_tile(self, arrays: Sequence[Any]) -> bool:
        """Whether the arrays are one tile as they are, and all that the kernel needs."""
        first = arrays[0]
        shape = first.shape
        return (
            self._given
            and first.size <= self._tile
            and isinstance(layout_for(shape[1:], shape[0]), RowsFirst)
            and all(x.shape == shape and x.dtype == float and x.flags.c_contiguous for x in arrays)
        )

    def _at_once(self, arrays: Sequence[Any], *, check: bool) -> Sums:
        shape = arrays[0].shape
        layout = rows_first(shape[1:])
        sums = [np.empty(shape[0]) for _ in range(self._count)]
        leaves = [arrays[leaf.place] for leaf in self._leaves]
        self._call(leaves, scratch(self._scratch, shape), layout, sums)
        if not check:
            return Sums(sums, [], 1.0)
        totals = [layout.fold(arrays[i]) for i in self._laws]
        least = [arrays[i].min() for i in self._laws if i not in self._logged]
        return Sums(sums, totals, min(least, default=1.0))

    def _tiles(
        self, arrays: Sequence[Any], sizes: tuple[int, ...], scale: list[Array] | None, into: Sums
    ) -> float:
        rows = max(map(len, arrays))
        step = min(rows, self._tile // prod(sizes))
        layout, least = layout_for(sizes, step), 1.0
        constants = [self._constant(leaf, arrays, layout, slice(None)) for leaf in self._leaves]
        whole = [len(array) == 1 for array in arrays]
        direct = not scale and all(layout.direct(x) or x.ndim == 1 for x in arrays)
        tiles = scratch(self._scratch + len(arrays), layout.shape(step))
        for low in range(0, rows, step):
            part = slice(low, low + step)
            if rows - low < step:
                tiles = scratch(self._scratch + len(arrays), layout.shape(rows - low))
            loads = [a if one else a[part] for a, one in zip(arrays, whole, strict=True)]
            if not direct:
                divisors = [t if len(t) == 1 else t[part] for t in scale] if scale else None
                loads = self._loaded(loads, divisors, layout, tiles[self._scratch :])
            leaves = [
                value if leaf.place < 0 else self._value(leaf, loads, layout)
                for leaf, value in zip(self._leaves, constants, strict=True)
            ]
            self._call(leaves, tiles, layout, [out[part] for out in into.sums])
            for i, total in zip(self._laws, into.totals, strict=False):
                summed = leaves[self._summed[i]] if i in self._summed else loads[i]
                layout.total(summed, total[part] if len(total) > 1 else total)
                if i not in self._logged:
                    least = min(least, loads[i].min())
        return least

    def _parts(
        self, arrays: Sequence[Any], sizes: tuple[int, ...], scale: list[Array] | None, into: Sums
    ) -> float:
        """Run on rows that are longer than a tile, part by part of the first letters."""
        step, least = max(1, self._tile // prod(sizes[1:])), 1.0
        lows = range(0, sizes[0], step)
        found = np.empty((len(into.totals) + len(into.sums), len(lows)))
        for row in range(max(map(len, arrays))):
            one = [array if len(array) == 1 else array[row : row + 1] for array in arrays]
            divisors = [t if len(t) == 1 else t[row : row + 1] for t in scale] if scale else None
            whole = self._whole_marginals(one, sizes, divisors)
            for i, low in enumerate(lows):
                part = slice(low, min(low + step, sizes[0]))
                outs = list(found[:, i : i + 1])
                small = self._part(one, divisors, whole, part, outs)
                least = min(least, small)
            for out, value in zip([*into.totals, *into.sums], found.sum(axis=1), strict=True):
                out[row if len(out) > 1 else 0] = value
        return least

    def _part(
        self,
        one: list[Any],
        divisors: list[Array] | None,
        whole: dict[Node, Array],
        part: slice,
        outs: list[Array],
    ) -> float:
        """Write the sums of a part, first those of the laws if they are wanted."""
        here = [array[:, part] if array.ndim > 1 else array for array in one]
        layout = rows_first(next(array.shape[1:] for array in here if array.ndim > 1))
        tiles = scratch(self._scratch + len(one), layout.shape(1))
        loads = self._loaded(here, divisors, layout, tiles[self._scratch :])
        leaves = []
        for leaf in self._leaves:
            if leaf.node in whole:
                wide = whole[leaf.node]
                leaves.append(wide if wide.shape[1] == 1 else wide[:, part])
            elif leaf.place < 0:
                leaves.append(self._constant(leaf, one, layout, part))
            else:
                leaves.append(self._value(leaf, loads, layout))
        checks = len(outs) - self._count
        self._call(leaves, tiles, layout, outs[checks:])
        if not checks:
            return 1.0
        for i, out in zip(self._laws, outs, strict=False):
            layout.fold(loads[i], out)
        return float(min(loads[i].min() for i in self._laws))

    def _whole_marginals(
        self, one: list[Any], sizes: tuple[int, ...], divisors: list[Array] | None
    ) -> dict[Node, Array]:
        found = {}
        for leaf in self._leaves:
            if leaf.keep is not None:
                wide = rows_first(sizes).marginal(one[leaf.place], leaf.keep)
                divisor = divisors[self._laws.index(leaf.place)] if divisors else 1.0
                found[leaf.node] = np.divide(wide, divisor)
        return found

    def _loaded(
        self, here: list[Any], divisors: list[Array] | None, layout: Layout, spare: list[Array]
    ) -> list[Any]:
        loads = [
            layout.load(array, out) if array.ndim > 1 else array
            for array, out in zip(here, spare, strict=True)
        ]
        if divisors:
            for i, divisor in zip(self._laws, divisors, strict=True):
                out = layout.part(spare[i], len(here[i]))
                loads[i] = np.divide(loads[i], layout.per_row(divisor), out)
        return loads

    def _value(self, leaf: _Leaf, loads: list[Any], layout: Layout) -> Any:
        load = loads[leaf.place]
        if leaf.keep is not None:
            return layout.marginal(load, leaf.keep)
        return layout.per_row(load) if load.ndim == 1 else load

    def _constant(self, leaf: _Leaf, arrays: Sequence[Any], layout: Layout, part: slice) -> Any:
        match leaf.node:
            case Lookup(Table() as table, _):
                return layout.letters(table_values(table)[part])
            case Size(argument, position):
                return float(arrays[self.arguments.index(argument)].shape[1 + position])
        return None

    def _call(
        self, leaves: list[Any], tiles: list[Array], layout: Layout, outs: list[Array]
    ) -> None:
        if self._kernel is None:
            return
        folds = layout.fold, layout.fold_product
        if self._writes:
            self._kernel(*leaves, *tiles[: self._scratch], *outs, *folds)
            return
        for out, result in zip(outs, self._kernel(*leaves, *folds), strict=True):
            out[:] = result


@lru_cache(maxsize=256)
def table_values(table: Table) -> Array:
    """Return an explicit table as an array."""
    return np.array([number(entry) for entry in table.entries]).reshape(table.shape)
