"""NumPy functions of formulas with letters of their own, such as gradients and Hessians."""

from __future__ import annotations

from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric.backends.result import check_count, length
from symbinfo.numeric.laws import LawCheck
from symbinfo.numeric.passes import compiled
from symbinfo.numeric.read import common_batch, read_array, result_type
from symbinfo.numeric.shapes import check_shapes
from symbinfo.numeric.source import module_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program


@final
class LetterFunction:
    """A formula in letters as a function of arrays: the letters are the last axes of the value.

    Attributes
    ----------
    source : str
        A readable Python module that needs NumPy alone and defines the function.
    function : callable
        The function that the source defines.
    program : Program
        The lowered formula.
    """

    def __init__(self, program: Program, options: Options) -> None:
        if options.keepdims:
            msg = "keepdims is for formulas without letters of their own"
            raise BadInput(msg)
        self.program, self.options = program, options
        self.source = module_source(program, "literal" if options.literal else "normalised")
        self.__name__ = program.name
        self.__doc__ = f"Return {program.formula} for each {self._letters()}."

    def _letters(self) -> str:
        return ", ".join(str(axis.letter) for axis in self.program.free)

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The function that the source defines."""
        return compiled(self.source, self.__name__)

    def __repr__(self) -> str:
        return f"<function {self.__name__}({', '.join(a.code for a in self.program.arguments)})>"

    def __call__(self, *values: object) -> Any:
        """Return the values of the formula: batches first, then the letters."""
        check_count(self.program, values)
        pairs = zip(self.program.arguments, values, strict=True)
        arrays = {a: read_array(a, value, self.options.axis) for a, value in pairs}
        batch = common_batch(list(arrays.items()))
        check_shapes(self.program, arrays)
        laws = [self._law(a, x) if a.is_law else _floats(x) for a, x in arrays.items()]
        shape = (*batch, *(length(axis, arrays) for axis in self.program.free))
        value = np.broadcast_to(self.function(*laws), shape)
        scale = 1.0 if self.options.base is None else 1 / log(self.options.base)
        return (value * scale + 0.0).astype(result_type(list(arrays.items())))

    def _law(self, argument: Argument, array: Any) -> Any:
        if self.options.literal:
            return _floats(array)
        cut = array.ndim - len(argument.sizes)
        rows = array.reshape(-1, *array.shape[cut:])
        LawCheck(self.options.normalise, array.shape[:cut]).rows(argument, rows, 0)
        floats = _floats(array)
        return floats / floats.sum(axis=tuple(range(cut, array.ndim)), keepdims=True)


def _floats(array: Any) -> Any:
    return np.asarray(array, dtype=np.float64)
