"""Methods and attributes of arrays and single numbers: ``p.sum(-1)``, ``p.shape``, ``x.log()``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from symbinfo.code.array import Array, lift
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE
from symbinfo.code.indexing import Chosen
from symbinfo.code.options import only
from symbinfo.code.reductions import REDUCTIONS
from symbinfo.code.setting import ROW
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
_ATTRIBUTES = ("shape", "size", "ndim", "T", "dtype", "mT")


def method_of_array(array: Array, name: str) -> Any:
    """Return a method or attribute of an array."""
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _ATTRIBUTES:
        return _attribute(array, name)
    if name in _SAME:
        return partial(_same, array, name)
    if name in _TYPED:
        return partial(_converted, array, name)
    if name in REDUCTIONS:
        return partial(REDUCTIONS[name], array)
    if name in _METHODS_TOO or name in ELEMENTWISE:
        return partial(ELEMENTWISE[_METHODS_TOO.get(name, name)], array)
    if name in _SHAPED:
        return partial(_SHAPED[name], array)
    msg = f"the method or attribute .{name}"
    raise Puzzle(msg)


def _same(value: Any, name: str, *more: Any, **options: Any) -> Any:
    """Return what a method gives that changes no number: an array of its own, or a view."""
    only(name, options, ("memory_format", "order"), more)
    if not isinstance(value, Array):
        return value
    if name == "squeeze" and (len(value.axes) > 1 or ROW in value.axes):
        msg = "squeeze() of a table, whose alphabets may have one letter"
        raise Puzzle(msg)
    if name == "squeeze":
        return value.view(value.axes, flat=value.flat)
    if name not in _COPIES:
        return value.view(value.places, flat=value.flat)
    made = Array(value.setting, value.places, dict(value.cells), flat=value.flat)
    made.floats = value.floats
    return made


def _converted(value: Any, name: str, *kinds: Any, copy: Any = None, **options: Any) -> Any:
    """Return numbers of another type; with the same one, torch's ``to`` gives the tensor itself."""
    only(name, options, ("dtype", "device"))
    for one in (*kinds, *options.values()):
        check_type(one)
    copies = (name == "astype") if copy is None else copy
    return _same(value, "copy" if copies else "contiguous")


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


def flatten(array: Array, *more: Any) -> Array:
    """Return all elements in one line."""
    only("flatten", {}, (), more)
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


def transpose(array: Array, *axes: Any) -> Array:
    """Return the table with rows and columns exchanged."""
    wanted = tuple(axes[0]) if len(axes) == 1 and isinstance(axes[0], tuple | list) else axes
    if wanted not in ((), (1, 0), (-1, -2)):
        msg = f"transpose with axes {wanted}"  # NumPy and torch do not mean the same by (0, 1)
        raise Puzzle(msg)
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


METHODS = frozenset(
    {*_SAME, *_TYPED, *_ATTRIBUTES, *REDUCTIONS, *_METHODS_TOO, *ELEMENTWISE, *_SHAPED, "item"}
)
"""The names of the methods and attributes of arrays and numbers that a run knows."""


def method_of_number(value: Num, name: str) -> Any:
    """Return a method of a single number."""
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _SAME or name == "item":
        return partial(_same, value, name)
    if name in _TYPED:
        return partial(_converted, value, name)
    if name in ("sum", "mean", "max", "min"):
        return partial(_same, value, name)
    if name in _METHODS_TOO or name in ELEMENTWISE:
        return partial(ELEMENTWISE[_METHODS_TOO.get(name, name)], value)
    msg = f"the method or attribute .{name}"
    raise Puzzle(msg)
