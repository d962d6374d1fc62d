"""The function that `lambdify` returns: it checks its arrays and runs them block by block."""

from __future__ import annotations

import sys
from functools import cached_property
from math import log, prod
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric.blocks import Rows
from symbinfo.numeric.few import MOST
from symbinfo.numeric.general import GeneralRun
from symbinfo.numeric.laws import LawCheck
from symbinfo.numeric.passes import compiled
from symbinfo.numeric.read import axes_of, common_batch, read_array, result_type
from symbinfo.numeric.run import TiledRun
from symbinfo.numeric.shapes import check_shapes
from symbinfo.numeric.small import SmallRun, are_alike, is_small
from symbinfo.numeric.source import module_source
from symbinfo.numeric.tiles import can_tile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program

    Arrays = dict[Argument, Any]
_LONG = 2 * 10**8  # numbers, from which on a terminal shows progress


@final
class NumericFunction:
    """A formula as a function of arrays.

    The last axes of an array are the letters, unless `axis` says otherwise; the other axes are
    batches, which broadcast. A batch entry with a NaN gives NaN. Arrays are read in blocks, so a
    `numpy.memmap` may be larger than memory.

    Attributes
    ----------
    source : str
        A readable Python module that needs NumPy alone and defines the function on whole
        arrays. A call computes the same in tiles, and with more digits where some would cancel.
    function : callable
        The function that the source defines.
    program : Program
        The lowered formula.
    """

    def __init__(
        self, program: Program, options: Options, tiled: Callable[..., Any] = TiledRun
    ) -> None:
        self.program, self.options, self._tiled = program, options, tiled
        self.source = module_source(program, options.normalise)
        self.__name__ = program.name
        self.__doc__ = f"Return {program.formula}."
        self._scale = 1.0 if options.base is None else 1 / log(options.base)

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function that the source defines."""
        return compiled(self.source, self.__name__)

    def __repr__(self) -> str:
        return f"<function {self.__name__}({', '.join(a.code for a in self.program.arguments)})>"

    def __call__(self, *values: Any) -> Any:
        """Return the value of the formula: a number, or an array for batches."""
        small = self.small
        if small is not None and len(values) == self._alike[0]:
            value = small.row(*values)
            if value is not None:
                return value
        return self.on_arrays(values)

    def on_arrays(self, values: tuple[Any, ...]) -> Any:
        """Return the value where a single row has been tried."""
        alike, small = self._alike, self.small
        if not are_alike(values, *alike):
            return self._on_any(values)
        first = values[0]
        if small is not None and first.ndim == 2 and first.size <= MOST:
            found = small.batch(values)
            if found is not None:
                return self._mended(found, values)
        arrays: Arrays = dict(zip(self.program.arguments, values, strict=True))
        batch, sizes = first.shape[: -alike[1]], first.shape[-alike[1] :]
        if first.size > min(self._run.letters, _LONG):
            return self._rows(arrays, batch, np.float64)
        block = {a: value.reshape(-1, *sizes) for a, value in arrays.items()}
        with np.errstate(all="ignore"):
            result = self._run.block(block, LawCheck(self.options.normalise, batch), 0)
        if self._scale != 1.0:
            result *= self._scale
        return result.reshape(batch)[()]

    def _mended(self, result: Array, values: tuple[Any, ...]) -> Array:
        if not (result.min() >= self._run.weak and result.max() < np.inf):
            with np.errstate(all="ignore"):
                arrays = dict(zip(self.program.arguments, values, strict=True))
                result = self._run.mended(result, arrays)
        return result if self._scale == 1.0 else result * self._scale

    def _on_any(self, values: tuple[Any, ...]) -> Any:
        """Return the values of arrays that have to be read."""
        arrays = self._read(values)
        pairs = list(arrays.items())
        batch = common_batch(pairs)
        check_shapes(self.program, arrays)
        return self._kept(self._rows(arrays, batch, result_type(pairs)))

    def _read(self, values: tuple[object, ...]) -> Arrays:
        wanted = self.program.arguments
        if len(values) != len(wanted):
            names = ", ".join(argument.name for argument in wanted)
            lost = [argument.name for argument in wanted[len(values) :]]
            reason = f"without {', '.join(lost)}" if lost else f"with {len(values)} arguments"
            msg = f"{self.__name__} takes {names or 'no arguments'}; it was called {reason}"
            raise BadInput(msg)
        axis = self.options.axis
        return {a: read_array(a, value, axis) for a, value in zip(wanted, values, strict=True)}

    def _kept(self, result: Any) -> Any:
        """Return the result with the axes of the letters, if they are to be kept."""
        if not self.options.keepdims:
            return result
        found = {axes_of(a, self.options.axis) for a in self.program.arguments if a.sizes}
        if len(found) > 1:
            msg = "keepdims needs arguments that have their letters on the same axes"
            raise BadInput(msg)
        return np.expand_dims(result, found.pop()) if found else result

    @cached_property
    def small(self) -> SmallRun | None:
        """What runs on few rows, if the formula allows it."""
        if self._tiled is TiledRun and is_small(self.program, self.options):
            return SmallRun(self.program, literal=self.options.literal, scale=self._scale)
        return None

    @cached_property
    def _alike(self) -> tuple[int, int]:
        """How many arguments and axes there are, if equal shapes of arrays say all about them."""
        sizes = {a.sizes for a in self.program.arguments}
        laws = all(a.is_law for a in self.program.arguments)
        plain = self.options.axis == -1 and not self.options.keepdims and not self.program.letters
        one = sizes.pop() if len(sizes) == 1 else ()
        fits = laws and plain and len(set(one)) == len(one) and all(size.is_Symbol for size in one)
        return (len(self.program.arguments), len(one)) if fits else (0, 0)

    @cached_property
    def _run(self) -> Any:
        literal = self.options.literal
        if can_tile(self.program):
            return self._tiled(self.program, literal=literal)
        source = module_source(self.program, "literal" if literal else "normalised")
        return GeneralRun(self.program, compiled(source, self.__name__), literal=literal)

    def _rows(self, arrays: Arrays, batch: tuple[int, ...], kind: Any) -> Any:
        """Return the values of all rows in the shape of the batch."""
        result = self._blocks(arrays, batch)
        if self._scale != 1.0:
            result *= self._scale
        return result.reshape(batch).astype(kind, copy=False)[()]

    def _blocks(self, arrays: Arrays, batch: tuple[int, ...]) -> Array:
        count = prod(batch)
        rows = {a: Rows(array, len(a.sizes), batch) for a, array in arrays.items()}
        check = LawCheck(self.options.normalise, batch)
        cells = max((prod(r.sizes) for r in rows.values()), default=1)
        step = max(1, self._run.letters // cells)
        with np.errstate(all="ignore"):
            result = np.empty(count)
            for low in _watched(range(0, count, step), count * cells):
                high = min(low + step, count)
                block = {a: r.block(low, high) for a, r in rows.items()}
                result[low:high] = self._run.block(block, check, low)
            return result


def _watched(steps: range, numbers: int) -> Iterable[int]:
    """Show progress on a terminal while a long run goes on."""
    if numbers < _LONG or not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    return track(steps, "Evaluating", console=Console(stderr=True), transient=True)
