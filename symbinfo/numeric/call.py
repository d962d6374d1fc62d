"""The function that `lambdify` returns: it checks its arrays and runs the generated code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from sympy import Expr

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Program

    Array = NDArray[np.float64]


@final
class NumericFunction:
    """A formula as a function of arrays.

    The last axes of an array are the letters; axes before them are batches, which broadcast.
    The arrays are used as they are: nothing is normalised. A batch entry with a NaN gives NaN.

    Attributes
    ----------
    source : str
        A Python module that needs NumPy alone and defines the function.
    function : callable
        The function that the source defines, which runs when this object is called.
    """

    def __init__(self, program: Program, function: Callable[..., Any], source: str) -> None:
        self.program, self.function, self.source = program, function, source
        self.__name__ = function.__name__
        self.__doc__ = function.__doc__
        self._arguments = program.arguments
        self._letters, self._counts = program.letters, program.counts

    def __repr__(self) -> str:
        return f"<function {self.__name__}({', '.join(a.code for a in self._arguments)})>"

    def __call__(self, *values: object) -> Any:
        """Return the value of the formula: a number, or an array for batches."""
        arrays = self._read(values)
        batch = self._batch(arrays)
        sizes = self._sizes(arrays)
        self._check_letters(arrays, sizes)
        result = np.broadcast_to(self.function(*arrays), batch) + 0.0
        missing = self._missing(arrays)
        if missing.any():
            result = np.where(missing, np.nan, result)
        return result[()]

    def _read(self, values: tuple[object, ...]) -> list[Array]:
        wanted = self._arguments
        if len(values) != len(wanted):
            names = ", ".join(argument.name for argument in wanted)
            lost = [argument.name for argument in wanted[len(values) :]]
            reason = f"without {', '.join(lost)}" if lost else f"with {len(values)} arguments"
            msg = f"{self.__name__} takes {names or 'no arguments'}; it was called {reason}"
            raise BadInput(msg)
        return [_read(argument, value) for argument, value in zip(wanted, values, strict=True)]

    def _batch(self, arrays: list[Array]) -> tuple[int, ...]:
        pairs = list(zip(self._arguments, arrays, strict=True))
        shapes = [array.shape[: array.ndim - len(a.sizes)] for a, array in pairs]
        try:
            return np.broadcast_shapes(*shapes)
        except ValueError:
            parts = [f"{a.name} has {s}" for (a, _), s in zip(pairs, shapes, strict=True)]
            msg = f"the batches, which are the leading axes, do not fit: {', '.join(parts)}"
            raise BadInput(msg) from None

    def _sizes(self, arrays: list[Array]) -> dict[Expr, int]:
        found: dict[Expr, tuple[int, str]] = {}
        for argument, array in zip(self._arguments, arrays, strict=True):
            lengths = array.shape[array.ndim - len(argument.sizes) :]
            for size, length in zip(argument.sizes, lengths, strict=True):
                _check_size(argument, size, length)
                first, who = found.setdefault(size, (length, argument.name))
                if first != length:
                    msg = f"{size} is {first} in {who} and {length} in {argument.name}"
                    raise BadInput(msg)
        sizes = {size: length for size, (length, _) in found.items()}
        self._check_scalars(arrays, sizes)
        return sizes

    def _check_scalars(self, arrays: list[Array], sizes: dict[Expr, int]) -> None:
        """Compare sizes that are arguments, or composed of others, with the shapes."""
        symbols = {size: length for size, length in sizes.items() if size.is_Symbol}
        for argument, array in zip(self._arguments, arrays, strict=True):
            thing, wanted = argument.thing, sizes.get(argument.thing)
            whole = np.all((array == np.floor(array)) | np.isnan(array))
            if (thing.is_Symbol and thing.is_integer and not whole) or (
                thing in self._counts and (array.ndim or not array >= 1)
            ):
                what = "one whole number" if thing in self._counts else "whole numbers"
                msg = f"{argument.name} takes {what}, got {array}"
                raise BadInput(msg)
            if wanted is not None and not np.all(array == wanted):
                msg = f"{argument.name} is {wanted} by the shapes, got {array}"
                raise BadInput(msg)
        for size, length in sizes.items():
            expected = size.subs(symbols)
            if expected.is_number and expected != length:
                msg = f"an axis has {length} letters, but {size} is {expected}"
                raise BadInput(msg)

    def _check_letters(self, arrays: list[Array], sizes: dict[Expr, int]) -> None:
        places = {a.thing: array for a, array in zip(self._arguments, arrays, strict=True)}
        plain = [thing for thing, array in places.items() if not array.ndim and thing.is_integer]
        scalars = {thing: int(np.nan_to_num(places[thing])) for thing in plain}
        for letter, size in self._letters:
            count, values = int(size.subs({**scalars, **sizes})), places[letter]
            if not np.all((values == np.floor(values)) & (values >= 0) & (values < count)):
                msg = f"{letter} must be a whole number from 0 to {count - 1}, got {values}"
                raise BadInput(msg)

    def _missing(self, arrays: list[Array]) -> NDArray[np.bool_]:
        parts = []
        for argument, array in zip(self._arguments, arrays, strict=True):
            axes = tuple(range(-len(argument.sizes), 0))
            parts.append(np.isnan(array).any(axis=axes))
        total: NDArray[np.bool_] = np.asarray(False)  # noqa: FBT003 - NumPy takes it so
        for part in parts:
            total = total | part
        return total


def _read(argument: Argument, value: object) -> Array:
    try:
        raw = np.asarray(value)
        if np.iscomplexobj(raw):
            raise TypeError  # noqa: TRY301 - one message for all that are no real numbers
        array = raw.astype(np.float64)
    except (TypeError, ValueError):
        msg = f"{argument.name} takes an array of real numbers, got {value!r}"
        raise BadInput(msg) from None
    if array.ndim < len(argument.sizes):
        count = len(argument.sizes)
        axes = "axis is the alphabet" if count == 1 else f"{count} axes are the alphabets"
        msg = f"{argument.name} takes an array whose last {axes}, got {value!r}"
        raise BadInput(msg)
    return array


def _check_size(argument: Argument, size: Expr, length: int) -> None:
    if length < 1:
        msg = f"an alphabet has at least one letter, got an empty axis in {argument.name}"
        raise BadInput(msg)
    if size.is_Integer and size != length:
        msg = f"{argument.name} has {size} letters, got an axis of length {length}"
        raise BadInput(msg)
