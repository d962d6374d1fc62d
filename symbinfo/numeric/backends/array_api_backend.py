"""Programs on arrays of any library: PyTorch, JAX, Dask and others, by array-api-compat."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.backends.library import Library
from symbinfo.numeric.backends.result import check_count, in_shape, kept_axes
from symbinfo.numeric.backends.whole import Whole
from symbinfo.numeric.laws import LawCheck, tolerance
from symbinfo.numeric.read import common_batch
from symbinfo.numeric.shapes import check_shapes

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program


def make(program: Program, options: Options) -> ArrayFunction:
    """Return the function of a program."""
    return ArrayFunction(program, options)


@final
class ArrayFunction:
    """A formula as a function of arrays of any library; the result belongs to the library.

    Arrays are computed with as float64 where the library and the device have it; float32 arrays
    give float32. Dask arrays stay lazy, and `jax.jit` and automatic differentiation work. What
    the check of distributions says depends on their numbers, so there is none for arrays that
    have no numbers yet: Dask arrays, and those that `jax.jit` or `torch.func.vmap` trace. Shapes
    are always checked.

    Derivatives are those of the value: with "check" and "renormalise" of the formula at
    p / sum(p), with "literal" of the formula. They are finite at p = 0.
    """

    def __init__(self, program: Program, options: Options) -> None:
        self.program, self.options = program, options
        self.__name__ = program.name
        self.__doc__ = f"Return {program.formula}."

    def __repr__(self) -> str:
        return f"<function {self.__name__}({', '.join(a.code for a in self.program.arguments)})>"

    def __call__(self, *values: object) -> Any:
        """Return the value of the formula: an array with the axes of the batch."""
        check_count(self.program, values)
        library = Library(self.program, values)
        arrays = library.read(self.options.axis)
        batch = common_batch(list(arrays.items()))
        check_shapes(self.program, {a: library.shown(a, x) for a, x in arrays.items()})
        with np.errstate(all="ignore"):
            value = self._value(library, arrays, batch)
        value = kept_axes(library.space, value, self.program, self.options)
        return library.returned(value)

    def _value(self, library: Library, arrays: dict[Argument, Any], batch: tuple[int, ...]) -> Any:
        literal, space = self.options.literal, library.space
        laws = {
            a: x if literal or not a.is_law else self._law(library, a, x) for a, x in arrays.items()
        }
        run = Whole(space, self.program, laws, normalised=not literal)
        value = in_shape(run, self.program, arrays, batch, space.array(float("nan")))
        return value if self.options.base is None else value / log(self.options.base)

    def _law(self, library: Library, argument: Argument, array: Any) -> Any:
        """Return a law over its sum, after the check if there are numbers to check."""
        total = library.space.total(array, tuple(range(-len(argument.sizes), 0)))
        limit = tolerance(library.kinds[argument])
        off = abs(total - 1.0) > limit
        if self.options.normalise == "renormalise":
            off = (total <= 0.0) | (total == float("inf"))
        if library.any(off) or library.any(array < 0.0):
            host = library.host(array).astype(library.kinds[argument])
            batch = host.shape[: host.ndim - len(argument.sizes)]
            rows = host.reshape(-1, *host.shape[len(batch) :])
            LawCheck(self.options.normalise, batch).rows(argument, rows, 0)
        return library.space.divide(array, total)
