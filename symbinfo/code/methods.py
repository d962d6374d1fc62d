"""Methods and attributes of arrays and single numbers: ``p.sum(-1)``, ``p.shape``, ``x.log()``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from symbinfo.code.array import Array, lift
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE
from symbinfo.code.indexing import Chosen
from symbinfo.code.reductions import REDUCTIONS
from symbinfo.code.sizes import Shape, size_of
from symbinfo.code.types import check_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.code.number import Num

_METHODS_TOO = {
    "clamp": "clip",
    "clamp_min": "maximum",
    "mul": "multiply",
    "div": "divide",
    "sub": "subtract",
    "pow": "power",
    "neg": "negative",
    "gt": "greater",
    "ge": "greater_equal",
    "lt": "less",
    "le": "less_equal",
    "eq": "equal",
}
_SAME = ("copy", "clone", "detach", "cpu", "numpy", "double", "float", "contiguous", "squeeze")
_COPIES = ("copy", "clone", "astype")
_TYPED = ("astype", "to", "type")


def method_of_array(array: Array, name: str) -> Any:
    """Return a method or attribute of an array."""
    if name.startswith("__"):
        raise AttributeError(name)
    if name in ("shape", "size", "ndim", "T", "dtype", "mT"):
        return _attribute(array, name)
    if name in _SAME:
        return lambda *_, **__: _plain_copy(array, name)
    if name in _TYPED:
        return partial(_converted, array)
    if name in REDUCTIONS:
        return partial(REDUCTIONS[name], array)
    if name in _METHODS_TOO or name in ELEMENTWISE:
        return partial(ELEMENTWISE[_METHODS_TOO.get(name, name)], array)
    if name in _SHAPED:
        return partial(_SHAPED[name], array)
    msg = f"the method or attribute .{name}"
    raise Puzzle(msg)


def _plain_copy(array: Array, name: str) -> Array:
    if name == "squeeze":
        return array.view(array.axes, flat=array.flat)
    if name not in _COPIES:
        return array.view(array.places, flat=array.flat)
    return Array(array.setting, array.places, dict(array.cells), flat=array.flat)


def _converted(value: Any, kind: Any = None, **options: Any) -> Any:
    for one in (kind, options.get("dtype"), options.get("device")):
        check_type(one)
    return _plain_copy(value, "copy") if isinstance(value, Array) else value


def _attribute(array: Array, name: str) -> Any:
    if name == "dtype":
        return float
    if array.masked or array.flat:
        msg = f".{name} of an array of which a mask has taken elements out"
        raise Puzzle(msg)
    if name == "shape":
        return Shape(size_of(array, i) for i in range(len(array.places)))
    if name == "ndim":
        return len(array.places)
    if name == "size":
        return size_of(array, None)
    return array.view(array.places[::-1])


def reshape(array: Array, *shape: Any) -> Array:
    """Return an array in another shape: only to a column, a row, or one line."""
    wanted = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], tuple | list) else shape
    forms: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    if len(array.axes) == 1:
        axis = array.axes[0]
        forms = {(-1,): (axis,), (-1, 1): (axis, None), (1, -1): (None, axis)}
    elif wanted == (-1,):
        return array.view(array.places, flat=True)
    if wanted not in forms:
        msg = f"reshape to {wanted}"
        raise Puzzle(msg)
    return array.view(forms[wanted], flat=array.flat)


def flatten(array: Array, *_: Any) -> Array:
    """Return all elements in one line."""
    flat = array.flat or len(array.places) > 1
    return array.view(array.places, flat=flat)


def unsqueeze(array: Array, place: int) -> Array:
    """Return the array with one more place of length 1."""
    if array.flat:
        msg = "one more axis for a table that was made flat, or that a mask was applied to"
        raise Puzzle(msg)
    width = len(array.places) + 1
    at = place % width
    places = (*array.places[:at], None, *array.places[at:])
    return array.view(places)


def transpose(array: Array, *_: Any) -> Array:
    """Return the table with rows and columns exchanged."""
    if len(array.places) > 2 or array.flat:
        msg = "transpose of what is no table"
        raise Puzzle(msg)
    return array.view(array.places[::-1])


def fill_masked(array: Array, mask: Any, value: Any) -> Any:
    """Return torch's ``masked_fill``."""
    return lift(lambda cell, hidden: value if hidden else cell, array, mask)


_SHAPED: dict[str, Callable[..., Any]] = {
    "reshape": reshape,
    "ravel": flatten,
    "flatten": flatten,
    "unsqueeze": unsqueeze,
    "transpose": transpose,
    "t": transpose,
    "masked_fill": fill_masked,
    "nonzero": lambda array: Chosen(array != 0),
}


def method_of_number(value: Num, name: str) -> Any:
    """Return a method of a single number."""
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _SAME or name == "item":
        return lambda *_, **__: value
    if name in _TYPED:
        return partial(_converted, value)
    if name in ("sum", "mean", "max", "min"):
        return lambda *_, **__: value
    if name in _METHODS_TOO or name in ELEMENTWISE:
        return partial(ELEMENTWISE[_METHODS_TOO.get(name, name)], value)
    msg = f"the method or attribute .{name}"
    raise Puzzle(msg)
