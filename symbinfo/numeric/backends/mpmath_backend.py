"""Programs in any precision, with mpmath."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, final

import mpmath
import numpy as np
from mpmath import mp

from symbinfo.errors import BadInput
from symbinfo.numeric.backends.exact import ExactSpace, as_array
from symbinfo.numeric.backends.result import check_count, in_shape, kept_axes
from symbinfo.numeric.backends.whole import Whole
from symbinfo.numeric.laws import LawCheck
from symbinfo.numeric.read import common_batch, positions, refuse_masked
from symbinfo.numeric.shapes import check_shapes

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program


def make(program: Program, options: Options) -> ExactFunction:
    """Return the function of a program."""
    return ExactFunction(program, options)


@final
class ExactFunction:
    """A formula as a function of numbers, or nested lists of them, of any precision.

    The value has `mpmath.mp.dps` right digits for the numbers as they are given: it is computed
    with more than twice as many, so that small differences of nearly equal distributions keep
    their digits. Floats, fractions, integers and mpmath numbers may be mixed. The value is an
    mpmath number, or nested lists of them for batches.

    As with floats, the check of distributions lets a sum be off by 1.5e-8.
    """

    def __init__(self, program: Program, options: Options) -> None:
        self.program, self.options = program, options
        self.__name__ = program.name
        self.__doc__ = f"Return {program.formula}."

    def __repr__(self) -> str:
        return f"<function {self.__name__}({', '.join(a.code for a in self.program.arguments)})>"

    def __call__(self, *values: object, dps: int | None = None) -> Any:
        """Return the value, with the digits of `dps`, or of `mpmath.mp.dps` if that is None."""
        check_count(self.program, values)
        digits = mp.dps if dps is None else dps
        with mp.workdps(2 * digits + 15):
            value = self._value(values)
        with mp.workdps(digits):
            return _rounded(value.tolist())

    def _value(self, values: tuple[object, ...]) -> Any:
        pairs = zip(self.program.arguments, values, strict=True)
        arrays = {a: self._read(a, value) for a, value in pairs}
        batch = common_batch(list(arrays.items()))
        floats = {a: x.astype(np.float64) for a, x in arrays.items()}
        check_shapes(self.program, floats)
        for a, x in floats.items():
            if a.is_law:
                cut = x.ndim - len(a.sizes)
                rows = x.reshape(-1, *x.shape[cut:])
                LawCheck(self.options.normalise, x.shape[:cut]).rows(a, rows, 0)
        space, literal = ExactSpace(), self.options.literal
        laws = {a: x if literal or not a.is_law else _over_sum(a, x) for a, x in arrays.items()}
        run = Whole(space, self.program, laws, normalised=not literal)
        value = in_shape(run, self.program, arrays, batch, as_array(mp.nan))
        value = kept_axes(space, value, self.program, self.options)
        base = self.options.base
        return value if base is None else as_array(value / mp.log(mp.mpf(base)))

    def _read(self, argument: Argument, value: object) -> Any:
        refuse_masked(argument.name, value)
        if isinstance(value, np.ndarray | np.generic):
            given, shape = value.tolist(), value.shape
        else:
            given, shape = value, _shape(argument, value)
        flat = list[Any]()
        _collect(argument, given, shape, flat)
        array: Any = np.empty(len(flat), dtype=object)
        array[:] = flat
        array = array.reshape(shape)
        count = len(argument.sizes)
        if array.ndim < count:
            axes = "axis is the alphabet" if count == 1 else f"{count} axes are the alphabets"
            msg = f"{argument.name} takes an array whose last {axes}, got {value!r}"
            raise BadInput(msg)
        places = positions(argument, array.shape, self.options.axis) if count else ()
        rest = (i for i in range(array.ndim) if i not in places)
        return np.transpose(array, (*rest, *places))


def _shape(argument: Argument, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return (len(value), *(_shape(argument, value[0]) if value else ()))


def _collect(argument: Argument, value: Any, shape: tuple[int, ...], into: list[Any]) -> None:
    """Add the numbers of nested lists, which all have the same lengths, to a list."""
    nested = isinstance(value, list | tuple)
    if nested != bool(shape) or (nested and len(value) != shape[0]):
        msg = f"{argument.name} takes an array of real numbers, got lists of different lengths"
        raise BadInput(msg)
    if not nested:
        into.append(_number(argument, value))
        return
    for part in value:
        _collect(argument, part, shape[1:], into)


def _number(argument: Argument, value: Any) -> Any:
    try:
        if isinstance(value, np.longdouble) and np.isfinite(value):
            value = Fraction(*value.as_integer_ratio())
        if not isinstance(value, str | complex | mpmath.mpc):
            ratio = hasattr(value, "numerator") and not isinstance(value, float)
            exact = ratio and not callable(value.numerator)
            return mp.mpf(int(value.numerator)) / int(value.denominator) if exact else mp.mpf(value)
    except (TypeError, ValueError):
        pass
    msg = f"{argument.name} takes real numbers, got {value!r} ({type(value).__name__})"
    raise BadInput(msg)


def _over_sum(argument: Argument, array: Any) -> Any:
    axes = tuple(range(-len(argument.sizes), 0))
    return as_array(array / np.sum(array, axis=axes, keepdims=True))


def _rounded(value: Any) -> Any:
    return [_rounded(part) for part in value] if isinstance(value, list) else +value
