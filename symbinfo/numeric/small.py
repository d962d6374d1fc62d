"""One row at a time: what a single call on few numbers costs is mostly the calls inside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.few import MOST, NEAR, Few, fits_few
from symbinfo.numeric.finish import finish
from symbinfo.numeric.kernels import kernel
from symbinfo.numeric.passes import compiled
from symbinfo.numeric.precise import precise_of
from symbinfo.numeric.program import Divergence
from symbinfo.numeric.run import CORRECTED, EXACT, finer_of, is_divergence, weak_below
from symbinfo.numeric.tiles import can_tile, halves, sums_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program

_LISTED = 64  # letters, up to which Python's minimum is faster than NumPy's
_TINY = 1e-290  # no quotient of larger probabilities overflows
_TINY_IN_MEAN = 1e-14  # nor vanishes as the part of a larger probability in a mean of two
_FLOAT = np.dtype(np.float64)
_FOLD_PRODUCT = re.compile(r"fold_product\((\w+), (.+), None\)")


@final
class SmallRun:
    """Runs a program of laws on one alphabet on few rows, if nothing about them is special.

    `row` takes one row of each law, and returns None where another way has to find the value, or
    to say what is wrong.
    """

    def __init__(self, program: Program, *, literal: bool, scale: float) -> None:
        self.row = _row(program, literal=literal, scale=scale)
        self._few = Few(program, literal=literal)
        self._literal = literal
        logged = self._few.logged
        self._unlogged = [i for i, a in enumerate(program.arguments) if a not in logged]

    @np.errstate(all="ignore")
    def batch(self, arrays: tuple[Any, ...]) -> Array | None:
        """Return the values of a few rows; None where another way has to say what is wrong.

        Small values, and those of rows with zeros, are still to be mended.
        """
        value = self._few.values(arrays)
        if value is None or self._literal:
            return value
        if not all(arrays[i].min() >= 0 for i in self._unlogged):
            return None
        checked = value.min() == value.min()
        return value if checked or all(array.min() >= 0 for array in arrays) else None


def _row(program: Program, *, literal: bool, scale: float) -> Callable[..., Any]:
    """Return the function of one row: as fast as can be, else with zeros, else in between."""
    finer = None if literal else finer_of(program)
    others = {"_ones": _ones, "_finer": finer.row if finer else _nothing}
    function = compiled(_row_text(program, literal=literal, scale=scale), "row", others)
    space = function.__globals__
    space["_guarded"] = np.errstate(all="ignore")(space["_guarded"])
    return function


def _nothing(*_: Array) -> None:
    return None


def _row_text(program: Program, *, literal: bool, scale: float) -> str:
    """Return the functions of one row as text."""
    laws = [a.code for a in program.arguments]
    rows, sums = (", ".join(f"{letter}_{law}" for law in laws) for letter in "yd")
    of_floats = _each(laws, "type(y_{0}) is ndarray and y_{0}.dtype is FLOAT")
    alike = _each(laws[1:], "y_{0}.shape == shape") or "True"
    near = "d_{0} < 1e9" if literal else f"{-NEAR} <= d_{{0}} <= {NEAR}"
    plain = _way_lines(program, literal=literal, guarded=False)
    guarded = _way_lines(program, literal=literal, guarded=True)
    means = any(isinstance(one, Divergence) and halves(one.y) for one in sums_of(program))
    tiny = _TINY_IN_MEAN if means else _TINY
    weak = weak_below(program, literal=literal)
    listed = min(weak, EXACT) if precise_of(program) else weak
    least = min(weak, CORRECTED) if is_divergence(program) and not literal else weak
    return f"""\
from math import fsum

from numpy import array, float64, inf, ndarray

FLOAT = np.dtype(float64)


def fold(values):
    return float(np.add.reduce(values))


def row({rows}):
    if not ({of_floats}):
        return None
    shape = y_{laws[0]}.shape
    if not ({alike}):
        return None
    flat, count = len(shape) == 1, shape[-1] if shape else 0
    if not flat:
        if len(shape) != 2 or shape[0] != 1:
            return None
        {"; ".join(f"y_{law} = y_{law}[0]" for law in laws)}
    if count > {_LISTED}:
        if count > {MOST}:
            return None
        ones = _ones(count)
        {"; ".join(f"d_{law} = float(y_{law}.dot(ones)) - 1.0" for law in laws)}
        plain = {_each(laws, f"y_{{0}}[y_{{0}}.argmin()] >= {tiny}")}
        weak = {weak}
    elif not count:
        return None
    else:
        {"; ".join(f"a_{law} = y_{law}.tolist()" for law in laws)}
        plain = {_each(laws, f"min(a_{{0}}) >= {tiny}")}
        try:
            {"; ".join(f"a_{law}.append(-1.0); d_{law} = fsum(a_{law})" for law in laws)}
        except (OverflowError, ValueError):
            return None
        weak = {listed}
    if not ({_each(laws, near)}):
        return None
    value = 0.0
    if plain:
        {_indented(plain, 8)}
    if not weak <= abs(value) < inf:
        value = _guarded({rows}, {sums})
        if value is None:
            return None
    number = float64({"value" if scale == 1.0 else f"value * {scale!r}"})
    return number if flat else array([number])


def _guarded({rows}, {sums}):
    if not ({_each(laws, "y_{0}.min() >= 0")}):
        return None
    {_indented(guarded, 4)}
    if abs(value) < {least}:
        return _finer({rows})
    return value if abs(value) < inf else None
"""


def _each(laws: list[str], text: str) -> str:
    return " and ".join(text.format(law) for law in laws)


def _indented(lines: list[str], spaces: int) -> str:
    return f"\n{' ' * spaces}".join(lines)


def _way_lines(program: Program, *, literal: bool, guarded: bool) -> list[str]:
    """Return what makes a value of rows and excesses."""
    corrected = guarded and not literal and is_divergence(program)
    made = kernel(program, scratch=False, guarded=guarded, corrected=corrected)
    last = finish(program, literal=literal, corrected=corrected)
    codes = [leaf.array.argument.code for leaf in made.leaves]  # type: ignore[union-attr]
    return [
        *(f"x{i} = y_{code}" for i, code in enumerate(codes)),
        *(_FOLD_PRODUCT.sub(r"float(\1.dot(\2))", line) for line in made.lines),
        *(f"{a} = {b}" for a, b in zip(last.sums, made.results, strict=True)),
        *last.lines,
        f"value = {last.value}",
    ]


def is_small(program: Program, options: Options) -> bool:
    """Whether a program can run on single rows: laws on one alphabet, and nothing else."""
    plain = options.axis == -1 and not options.keepdims and options.normalise != "renormalise"
    return plain and can_tile(program) and fits_few(program, literal=options.literal)


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


@lru_cache(maxsize=256)
def _ones(count: int) -> Array:
    return np.ones(count)
