"""Reading the arrays of a call: real numbers, with the axes of the letters last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symbinfo.numeric.inputs import Argument

Axis = int | tuple[int, ...]


def read_array(argument: Argument, value: Any, axis: Axis) -> Any:
    """Return an array of real numbers whose last axes are the letters of the argument."""
    array = _numbers(argument.name, value)
    count = len(argument.sizes)
    if array.ndim < count:
        axes = "axis is the alphabet" if count == 1 else f"{count} axes are the alphabets"
        msg = f"{argument.name} takes an array whose last {axes}, got {_short(value)}"
        raise BadInput(msg)
    return _letters_last(argument, array, axis) if count else array


def refuse_masked(name: str, value: Any) -> None:
    """Refuse a masked array, whose masked entries have no values."""
    if isinstance(value, np.ma.MaskedArray):
        msg = f"{name} is a masked array: fill the masked entries, such as with value.filled(0)"
        raise BadInput(msg)


def _numbers(name: str, value: Any) -> Any:
    refuse_masked(name, value)
    try:
        array = np.asanyarray(value) if isinstance(value, np.memmap) else np.asarray(value)
    except ValueError:
        msg = f"{name} takes an array of real numbers, got lists of different lengths"
        raise BadInput(msg) from None
    except TypeError:
        msg = f"{name} takes an array of real numbers, got {_short(value)}"
        raise BadInput(msg) from None
    except RuntimeError as error:
        msg = (
            f'{name} is no NumPy array, and NumPy cannot read it ({error}); try backend="array_api"'
        )
        raise BadInput(msg) from None
    if array.dtype.kind in "fiub":
        return array
    if array.dtype.kind == "O":
        return _objects(name, array, given=array is value)
    what = "complex numbers" if array.dtype.kind == "c" else f"the type {array.dtype}"
    msg = f"{name} takes an array of real numbers, got {what}: {_short(value)}"
    raise BadInput(msg)


def _objects(name: str, array: Any, *, given: bool) -> Any:
    """Return a list of exact numbers, such as fractions, as floats; no arrays of objects."""
    for entry in array.ravel():
        if not (hasattr(entry, "__float__") and not isinstance(entry, str | complex)):
            msg = (
                f"{name} takes an array of real numbers, got an array of objects with the entry "
                f"{entry!r} ({type(entry).__name__})"
            )
            raise BadInput(msg)
    if given:
        msg = f"{name} takes an array of real numbers, got dtype=object: try {name}.astype(float)"
        raise BadInput(msg)
    try:
        return array.astype(np.float64)
    except (TypeError, ValueError):
        msg = f"{name} takes an array of real numbers, got an array of objects: {_short(array)}"
        raise BadInput(msg) from None


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _letters_last(argument: Argument, array: Any, axis: Axis) -> Any:
    count = len(argument.sizes)
    full = positions(argument, array.shape, axis)
    last = tuple(range(-count, 0))
    return array if full == tuple(range(array.ndim))[-count:] else np.moveaxis(array, full, last)


def positions(argument: Argument, shape: tuple[int, ...], axis: Axis) -> tuple[int, ...]:
    """Return the axes of an array that hold the letters, counted from the first axis."""
    places = axes_of(argument, axis)
    full = tuple(place + len(shape) if place < 0 else place for place in places)
    if len(set(full)) < len(places) or not all(0 <= place < len(shape) for place in full):
        msg = f"axis {axis} does not fit {argument.name}, which has the shape {tuple(shape)}"
        raise BadInput(msg)
    return full


def axes_of(argument: Argument, axis: Axis) -> tuple[int, ...]:
    """Return the axes that hold the letters of an argument."""
    count = len(argument.sizes)
    if axis == -1:
        return tuple(range(-count, 0))
    places = (axis,) if isinstance(axis, int) else axis
    if len(places) != count:
        some = "one axis" if count == 1 else f"{count} axes"
        msg = f"{argument.name} has its letters on {some}, but axis is {axis}"
        raise BadInput(msg)
    return places


def common_batch(pairs: Sequence[tuple[Argument, Any]]) -> tuple[int, ...]:
    """Return the shape of the axes before the letters, to which all arrays broadcast."""
    shapes = [array.shape[: array.ndim - len(a.sizes)] for a, array in pairs]
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        parts = [f"{a.name} has {s}" for (a, _), s in zip(pairs, shapes, strict=True)]
        msg = f"the batches, which are the axes beside the letters, do not fit: {', '.join(parts)}"
        raise BadInput(msg) from None


def result_type(pairs: Sequence[tuple[Argument, Any]]) -> Any:
    """Return the type of the result: float64, unless all arrays have shorter floats."""
    arrays = [array for a, array in pairs if a.sizes] or [array for _, array in pairs]
    types = {array.dtype for array in arrays}
    if types and types <= {np.dtype(np.float32), np.dtype(np.float16)}:
        return np.result_type(*types)
    return np.dtype(np.float64)
