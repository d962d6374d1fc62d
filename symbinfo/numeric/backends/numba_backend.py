"""Programs as loops that Numba compiles."""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import prod
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.backends.numba_functions import CHECK, GIVEN, LITERAL, ROUNDING
from symbinfo.numeric.backends.numba_source import Loops
from symbinfo.numeric.call import NumericFunction
from symbinfo.numeric.careful import Plan
from symbinfo.numeric.fields import LetterFunction
from symbinfo.numeric.finish import finish
from symbinfo.numeric.mend import mended
from symbinfo.numeric.passes import compiled, table_values
from symbinfo.numeric.program import Apply, Divergence, Lookup, Marginal, Op, Scalar, Size, Table
from symbinfo.numeric.tiles import sums_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.laws import LawCheck
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Node, Program

    Block = dict[Argument, Any]
_TILE = 1024  # letters
_LARGE = 64  # letters of a table, from which on loops over its axes are faster than keys
_WEAK = 2.0**-6  # smaller divergences are summed again without cancellation
_TINY = 2.0**-26  # smaller divergences are computed with more digits


def make(program: Program, options: Options) -> NumericFunction | LetterFunction:
    """Return the function of a program, whose first call compiles it, in about two seconds.

    It is the function of the backend "numpy" with other loops. Programs that have no sums over
    the letters of all arrays, and gradients, run as they do there.
    """
    if program.free:
        return LetterFunction(program, options)
    return NumericFunction(program, options, CompiledRun)


@final
class CompiledRun:
    """Runs a program whose sums are all over the letters of a row."""

    letters = 2**19  # of a block, whose sums stay in the cache until the values are made

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._program, self._literal = program, literal
        self._loops = Loops(program, literal=literal)
        self._finish = finish(program, literal=True)
        self._finisher = compiled(self._finish.text, "finish")
        self._plan = Plan(program, normalised=not literal)
        self._laws = [a for a in self._loops.arrays if a.is_law]
        self._cuts = all(isinstance(leaf, Scalar | Size) for leaf in self._loops.leaves)

    @cached_property
    def _run(self) -> Callable[..., int]:
        return _compiled(self._loops.text)

    def block(self, arrays: Block, check: LawCheck, first: int) -> Array:
        """Return the values of some rows; `first` is the number of the first row."""
        rows = max(map(len, arrays.values()))
        flat = {a: _flat(arrays[a]) for a in self._loops.arrays}
        letters = next(iter(flat.values())).shape[1]
        sums, totals = np.empty((self._loops.sums, rows)), np.empty((len(self._laws), rows))
        if self._cuts and letters > 2 * _TILE:
            wrong = self._long(flat, arrays, totals, sums)
        else:
            step, mode = min(rows, max(1, _TILE // letters)), LITERAL if self._literal else CHECK
            inputs = self._inputs(flat, arrays)
            wrong = self._run(*inputs, step, mode, _WEAK, totals, sums) > 0
        if wrong and not self._literal:
            for a in self._laws:
                check.rows(a, arrays[a], first)
        numbers = [self._leaf(leaf, arrays) for leaf in self._finish.leaves]
        numbers = [x[:, 0] if x.ndim > 1 else x for x in numbers]
        value = self._finisher(*sums, *(0.0 for _ in self._laws), *numbers)
        value = np.broadcast_to(value, (rows,)) + 0.0  # -0.0 becomes 0.0
        return self._mended(value, arrays)

    def _long(self, flat: Block, arrays: Block, totals: Array, sums: Array) -> bool:
        """Run on rows that are much longer than a tile, part by part."""
        letters = next(iter(flat.values())).shape[1]
        cut, wrong = letters - letters % _TILE, False
        for i, a in enumerate(self._laws):
            totals[i] = np.add.reduce(flat[a], axis=1, dtype=np.float64)
            wrong = wrong or not flat[a].min() >= 0
            wrong = wrong or not np.all(np.abs(totals[i] - 1) <= ROUNDING)
        for row in range(sums.shape[1]):
            one = {a: x[row % len(x)] for a, x in flat.items()}
            rest = {a: x[row % len(x)][np.newaxis] if len(x) > 1 else x for a, x in arrays.items()}
            found = np.zeros(len(sums))
            for piece in (slice(0, cut), slice(cut, letters)):
                part = {
                    a: x[piece].reshape(-1, min(_TILE, len(x[piece])) or 1) for a, x in one.items()
                }
                found = found + self._part(part, rest, totals[:, row], letters)
            sums[:, row] = found
        return wrong

    def _part(self, part: Block, rest: Block, totals: Array, letters: int) -> Array:
        """Return the sums of one part of a row."""
        count, width = next(iter(part.values())).shape
        sums = np.empty((self._loops.sums, count))
        if not count:
            return np.zeros(len(sums))
        mode, weak = LITERAL if self._literal else GIVEN, _WEAK * width / letters
        each = np.repeat(totals[:, np.newaxis], count, axis=1)
        self._run(*self._inputs(part, rest), 1, mode, weak, each, sums)
        return np.add.reduce(sums, axis=1)  # type: ignore[no-any-return]

    def _inputs(self, flat: Block, arrays: Block) -> list[Any]:
        leaves = [self._leaf(leaf, arrays) for leaf in self._loops.leaves]
        return [*flat.values(), *leaves, *map(_in_place, flat.values())]

    def _leaf(self, leaf: Node, arrays: Block) -> Any:
        match leaf:
            case Scalar(argument):
                return np.asarray(arrays[argument], dtype=np.float64)
            case Size(argument, position):
                return np.array([float(arrays[argument].shape[1 + position])])
            case Lookup(Table() as table, _):
                return table_values(table).reshape(1, -1)
            case Lookup(Marginal(argument, keep), _):
                return _keys(arrays[argument].shape[1:], keep)
        msg = f"no leaf of a loop: {leaf}"
        raise TypeError(msg)

    def _mended(self, value: Array, arrays: Block) -> Array:
        """Compute what is no number, or has lost digits, with more digits."""
        if self._weak:
            return mended(value, arrays, self._plan, None)
        least = _TINY if self._differs else -np.inf
        if value.min() > least and value.max() < np.inf:
            return value
        size, least = np.abs(value), max(least, 0.0)
        odd = np.flatnonzero(~((size >= least) & (size < np.inf)))
        if odd.size:
            some = {a: x if len(x) == 1 else x[odd] for a, x in arrays.items()}
            value[odd] = mended(value[odd], some, self._plan, None)
        return value

    @cached_property
    def _differs(self) -> bool:
        """Whether values are divergences, which say little where they are as small as rounding."""
        return any(isinstance(one, Divergence) for one in sums_of(self._program))

    @cached_property
    def _weak(self) -> bool:
        """Whether the difference of two laws, such as those of joint tables, loses digits."""
        laws = [one.y for one in sums_of(self._program) if isinstance(one, Divergence)]
        return any(isinstance(y, Apply) and y.op is Op.MULTIPLY for y in laws)


@lru_cache(maxsize=256)
def _compiled(text: str) -> Callable[..., int]:
    """Return the loops of a text, which several options may share."""
    return compiled(text, "run")


def _flat(array: Any) -> Any:
    """Return rows of numbers that Numba reads: contiguous, floats or integers."""
    numbers = array if array.dtype in (np.float64, np.float32) else array.astype(np.float64)
    return np.ascontiguousarray(numbers).reshape(len(array), prod(array.shape[1:]))


def _in_place(array: Any) -> Any:
    """Return the numbers of rows that need no copy, or none."""
    fits = len(array) > 1 and array.dtype == np.float64 and array.flags.writeable
    return array.reshape(-1) if fits else np.empty(0)


def _keys(sizes: tuple[int, ...], keep: tuple[int, ...]) -> Any:
    """Return for each letter of a table which entry of a marginal it belongs to.

    For large tables whose letters to keep are neighbours: the sizes before, of and after them.
    """
    neighbours = keep == tuple(range(keep[0], keep[0] + len(keep)))
    if neighbours and prod(sizes) >= _LARGE:
        ends = sizes[: keep[0]], [sizes[i] for i in keep], sizes[keep[-1] + 1 :]
        return np.array([prod(part) for part in ends])
    kept = np.arange(prod(sizes[i] for i in keep)).reshape([sizes[i] for i in keep])
    order = np.argsort(keep)
    shape = [size if i in keep else 1 for i, size in enumerate(sizes)]
    return np.broadcast_to(kept.transpose(order).reshape(shape), sizes).ravel()
