"""One row at a time: what a single call on few numbers costs is mostly the calls inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.finish import finish
from symbinfo.numeric.kernels import kernel
from symbinfo.numeric.layouts import rows_first
from symbinfo.numeric.passes import compiled
from symbinfo.numeric.program import Given, Lookup
from symbinfo.numeric.run import NEAR, weak_below
from symbinfo.numeric.tiles import can_tile

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program

_MOST = 32768  # letters; more are as fast in tiles
_LISTED = 64  # letters, up to which Python's minimum is faster than NumPy's
_TINY = 1e-290  # no quotient of larger probabilities overflows
_FLOAT = np.dtype(np.float64)


@final
class SmallRun:
    """Runs a program of laws on one alphabet on one row, if nothing about it is special."""

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._row = compiled(_row_text(program, literal=literal), "row")
        self._guarded = np.errstate(all="ignore")(self._row)
        made = kernel(program, scratch=False, guarded=False)
        self._kernel = compiled(made.text, "kernel")
        self._finish = compiled(finish(program, literal=literal).text, "finish")
        self._order = [program.arguments.index(leaf.array.argument) for leaf in made.leaves]  # type: ignore[union-attr]
        self._literal, self._weak = literal, weak_below(program, literal=literal)
        self._unlogged = [i for i, a in enumerate(program.arguments) if a not in made.logged]

    def __call__(self, rows: tuple[Any, ...]) -> float | None:
        """Return the value, or None where another way has to find it, or to say what is wrong."""
        count = rows[0].size
        if count <= _LISTED:
            lists = [row.tolist() for row in rows]
            if not (count and min(map(min, lists)) >= _TINY):
                return None
            return self._row(*rows, *map(sum, lists))  # type: ignore[no-any-return]
        if count > _MOST:
            return None
        for i in self._unlogged:
            if not rows[i][rows[i].argmin()] >= 0:
                return None
        ones = _ones(count)
        return self._guarded(*rows, *[float(row.dot(ones)) for row in rows])  # type: ignore[no-any-return]

    @np.errstate(all="ignore")
    def batch(self, arrays: tuple[Any, ...]) -> Array | None:
        """Return the values of a few rows, or None where another way has to find them."""
        rows, count = arrays[0].shape
        if not 0 < rows * count <= _MOST:
            return None
        layout = rows_first((count,))
        excess: list[Any] = [0.0] * len(arrays)
        if not self._literal:
            excess = [layout.fold(array) - 1.0 for array in arrays]
            if not all(d.min() >= -NEAR and d.max() <= NEAR for d in excess):
                return None
            if not all(arrays[i].min() >= 0 for i in self._unlogged):
                return None
        leaves = [arrays[i] for i in self._order]
        sums = self._kernel(*leaves, layout.fold, layout.fold_product)
        value = self._finish(*sums, *excess)
        return value if value.min() >= self._weak and value.max() < np.inf else None


def _row_text(program: Program, *, literal: bool) -> str:
    """Return the function of one row, which gives None where its value is not certain."""
    made, last = kernel(program, scratch=False, guarded=False), finish(program, literal=literal)
    laws = [a.code for a in program.arguments]
    of_leaf = {leaf: leaf.array.argument.code for leaf in made.leaves}  # type: ignore[union-attr]
    names = [f"x{i} = y_{code}" for i, code in enumerate(of_leaf.values())]
    excess = [f"d_{law} = {'0.0' if literal else f's_{law} - 1.0'}" for law in laws]
    certain = [f"-{NEAR} <= d_{law} <= {NEAR}" for law in laws]
    certain.append(f"{weak_below(program, literal=literal)} <= abs(value) < np.inf")
    helpers = [
        "fold = lambda t: float(np.add.reduce(t))",
        "fold_product = lambda w, t, _: float(w.dot(t))",
    ]
    sums = [f"{a} = {b}" for a, b in zip(last.sums, made.results, strict=True)]
    lines = [*excess, *names, *made.lines, *sums, *last.lines, f"value = {last.value}"]
    head = f"def row({', '.join([f'{x}_{law}' for x in 'ys' for law in laws])}):"
    result = f"return value if {' and '.join(certain)} else None"
    return "\n".join([*helpers, "\n    ".join([head, *lines, result]), ""])


def is_small(program: Program, options: Options) -> bool:
    """Whether a program can run on single rows: laws on one alphabet, and nothing else."""
    plain = options.axis == -1 and not options.keepdims and options.normalise != "renormalise"
    laws = all(a.is_law and len(a.sizes) == 1 and a.sizes[0].is_Symbol for a in program.arguments)
    alphabets = {a.sizes for a in program.arguments}
    if not plain or not laws or len(alphabets) != 1 or not can_tile(program):
        return False
    made, last = kernel(program, scratch=False, guarded=False), finish(program, literal=False)
    return not last.leaves and (last.shifts or options.literal) and all(map(_given, made.leaves))


def _given(leaf: Any) -> bool:
    return isinstance(leaf, Lookup) and isinstance(leaf.array, Given)


def are_alike(values: tuple[Any, ...], count: int, axes: int) -> bool:
    """Whether the arguments are arrays of floats of one shape, in order, with letters to sum."""
    first = values[0] if len(values) == count and axes else None
    if type(first) is not np.ndarray or first.ndim < axes or not first.size:
        return False
    shape = first.shape
    return all(
        type(value) is np.ndarray
        and value.dtype == _FLOAT
        and value.shape == shape
        and value.flags.c_contiguous
        for value in values
    )


def one_row(values: tuple[Any, ...], count: int) -> tuple[Any, ...] | None:
    """Return the arguments as vectors if each is one row of floats, of one shape."""
    first = values[0] if len(values) == count else None
    if type(first) is not np.ndarray or first.ndim > 2 or (first.ndim == 2 and len(first) != 1):
        return None
    shape = first.shape
    for value in values:
        if type(value) is not np.ndarray or value.dtype != _FLOAT or value.shape != shape:
            return None
    return values if first.ndim == 1 else tuple(value[0] for value in values)


_known: dict[int, Array] = {}


def _ones(count: int) -> Array:
    found = _known.get(count)
    if found is None:
        found = _known[count] = np.ones(count)
    return found
