"""Stand-ins for numpy, math, scipy and torch, and for Python's own functions."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import E, pi

from symbinfo.code import reductions
from symbinfo.code.array import Array, is_symbolic, lift
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE, each
from symbinfo.code.indexing import Chosen
from symbinfo.code.logarithms import logarithm
from symbinfo.code.methods import flatten, reshape, transpose, unsqueeze
from symbinfo.code.number import Num, number, root, sign
from symbinfo.code.options import only
from symbinfo.code.python import sum_stand_in
from symbinfo.code.sizes import size_of
from symbinfo.code.stand_in import Functions, StandIn
from symbinfo.code.truth import is_truth
from symbinfo.code.types import as_double, check_type, limits_of, scalar

if TYPE_CHECKING:
    from collections.abc import Callable

_APART = 1e-3  # from which on numbers are not close with any usual tolerance


def _concrete(name: str, symbolic: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that hands NumPy arrays of a run's numbers to NumPy itself."""
    real = getattr(np, name)

    def call(value: Any, *args: Any, **options: Any) -> Any:
        if isinstance(value, Array | Num) or any(isinstance(a, Array) for a in args):
            return symbolic(value, *args, **options)
        if isinstance(value, list) and value and isinstance(value[0], Array):
            return symbolic(_stacked(value), *args, **options)
        return real(value, *args, **options)

    return call


def _stacked(_: list[Any]) -> Any:
    msg = "a list of arrays"
    raise Puzzle(msg)


def _as_array(value: Any, dtype: Any = None, *more: Any, **options: Any) -> Any:
    check_type(dtype)
    only("asarray", options, ("order",), more)
    if isinstance(value, Num):
        msg = "an array of one number"
        raise Puzzle(msg)
    if isinstance(value, Array):
        return value.map(lambda cell: cell) if value.listed else value
    if isinstance(value, list | tuple) and is_symbolic(value) and all(map(_is_whole, value)):
        msg = "an array of whole numbers"
        raise Puzzle(msg)
    if is_symbolic(value):
        return np.asarray(value, dtype=object)
    return np.asarray(value, dtype=None if dtype is None else float)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, Num) and bool(value.expr.is_integer))


def _copied(value: Any, dtype: Any = None, *more: Any, copy: Any = True, **options: Any) -> Any:
    if copy is not True:
        msg = "array() that need not copy"
        raise Puzzle(msg)
    found = _as_array(value, dtype, *more, **options)
    return found.copy() if isinstance(found, Array) else np.array(found)


def filled(content: float) -> Callable[..., Any]:
    """Return the function that makes an array of one number, such as zeros_like."""

    def fill(shape_of: Any, dtype: Any = None, *more: Any, **options: Any) -> Any:
        check_type(dtype)
        only("zeros_like", options, ("order",), more)
        if _has_truths(shape_of):
            msg = "an array like one of truth values"
            raise Puzzle(msg)
        if isinstance(shape_of, Array):
            made: Array = lift(lambda _cell: number(content), shape_of)
            made.floats = True
            return made
        return np.full(np.shape(shape_of), content, dtype=object)

    return fill


def _has_truths(value: Any) -> bool:
    cells = value.cells.values() if isinstance(value, Array) else np.ravel(value)
    return any(map(is_truth, cells))


def _near(a: Any, b: Any, *more: Any, **options: Any) -> bool:
    """Return whether two numbers are one; numbers that are not known are not compared."""
    first, second = number(a), number(b)
    special = bool(more or options)
    if not (first.finite and second.finite) and not special:
        return first.kind == second.kind != "nan"
    if first.finite and second.finite:
        gap = (first.expr - second.expr).expand()
        if gap == 0 and not (special and (first.rounded or second.rounded)):
            return True
        known = first.expr.is_number and second.expr.is_number and not special
        if known and abs(float(gap)) > _APART * (1 + abs(float(second.expr))):
            return False
    msg = f"whether {first} is close to {second}"
    raise Puzzle(msg)


def _all_near(a: Any, b: Any, *args: Any, **options: Any) -> Any:
    return reductions.all_of(each(lambda x, y: _near(x, y, *args, **options), a, b))


def _nan_to_num(value: Any, copy: Any = 1, nan: Any = 0.0, **options: Any) -> Any:
    copy = bool(copy)
    return ELEMENTWISE["nan_to_num"](value, nan=nan, copy=copy, **options)


def _full_like(value: Any, content: Any, *args: Any, **options: Any) -> Any:
    return filled(content)(value, *args, **options)


def _zeros(shape: Any, dtype: Any = None) -> Any:
    """Return zeros of a shape that is known: those of an alphabet of any size are zeros_like."""
    check_type(dtype)
    if is_symbolic(shape):
        msg = "numpy.zeros of a size that is not known (zeros_like is)"
        raise Puzzle(msg)
    return np.full(shape, 0, dtype=object)


def _einsum(spec: str, *parts: Any) -> Any:
    """Return the sum of products of elements, over all axes or the last one."""
    inputs, arrow, result = spec.replace(" ", "").partition("->")
    labels = set(inputs.split(","))
    (label,) = labels if len(labels) == 1 else ("",)
    result = result if arrow or "," in inputs else label
    known = label and result in ("", label[:-1])
    if not known or len(set(label)) != len(label) or any(_ndim(p) != len(label) for p in parts):
        msg = f"numpy.einsum of {spec!r}"
        raise Puzzle(msg)
    if all(map(_has_truths, parts)):
        msg = "numpy.einsum of truth values"
        raise Puzzle(msg)
    product = functools.reduce(lambda a, b: a * b, parts)
    sums = reductions.sum_of if isinstance(product, Array) else np.sum
    return sums(product, axis=-1 if result else None)


def nonzero(value: Any) -> Any:
    """Return the places of what is not 0, which may only be used as an index."""
    if not isinstance(value, Array):
        return np.nonzero(value)
    return Chosen(ELEMENTWISE["not_equal"](value, 0))


def where(condition: Any, *choices: Any) -> Any:
    """Return np.where, or torch.where."""
    if not choices:
        return nonzero(condition)
    if len(choices) != 2:
        msg = "where() with two arguments"
        raise Puzzle(msg)
    if is_truth(condition):
        return choices[0] if condition else choices[1]
    return ELEMENTWISE["where"](condition, *choices)


def outer(a: Any, b: Any) -> Any:
    """Return the table of the products of two vectors."""
    if isinstance(a, Array) and isinstance(b, Array):
        left, right = flatten(a), flatten(b)
        return left[:, None] * right[None, :]
    return np.outer(a, b)


def _expand(value: Any, axis: int) -> Any:
    return unsqueeze(value, axis) if isinstance(value, Array) else np.expand_dims(value, axis)


def _ndim(value: Any) -> int:
    return len(value.places) if isinstance(value, Array) else np.ndim(value)


def error_state(*_: Any, **options: Any) -> Any:
    """Return a context that does nothing, as np.errstate and torch.no_grad do to values."""
    if {"raise", "call"} & {str(one) for one in options.values()}:
        msg = "numpy.errstate that makes NumPy raise"
        raise Puzzle(msg)
    return np.errstate()


@functools.cache
def linalg_stand_in() -> StandIn:
    """Return the stand-in for numpy.linalg."""
    return StandIn("numpy.linalg", {"norm": reductions.norm_of}, np.linalg)


@functools.cache
def numpy_stand_in() -> StandIn:
    """Return the stand-in for numpy."""
    known: Functions = dict(ELEMENTWISE)
    for name in ("scipy_kl_div", "torch_kl_div", "entr", "rel_entr", "xlogy", "xlog1py"):
        del known[name]
    for name, rule in reductions.REDUCTIONS.items():
        if hasattr(np, name):
            known[name] = _concrete(name, rule)
    known |= dict.fromkeys(("asarray", "asanyarray", "ascontiguousarray"), _as_array)
    known |= dict.fromkeys(("array", "copy"), _copied)
    known |= dict.fromkeys(("atleast_1d",), _as_array)
    known |= {"zeros_like": filled(0.0), "ones_like": filled(1.0), "empty_like": filled(0.0)}
    known |= {"isclose": _near, "allclose": _all_near, "where": where, "outer": outer}
    known |= {"expand_dims": _expand, "ravel": _raveled, "reshape": _reshaped, "ndim": _ndim}
    known |= {"transpose": transpose, "errstate": error_state, "seterr": error_state}
    known |= {"shape": lambda a: a.shape, "size": lambda a, i=None: size_of(a, i), "e": E, "pi": pi}
    known |= dict.fromkeys(("float64", "double"), as_double) | {"finfo": limits_of}
    known |= {
        "nan_to_num": _nan_to_num,
        "full_like": _full_like,
        "zeros": _zeros,
        "einsum": _einsum,
    }
    known |= {"nonzero": nonzero, "linalg": linalg_stand_in()}
    return StandIn("numpy", known, np)


def first(value: Any, *_: Any, **__: Any) -> Any:
    """Return the first argument."""
    return value


def _raveled(value: Any) -> Any:
    return flatten(value) if isinstance(value, Array) else np.ravel(value)


def _reshaped(value: Any, shape: Any) -> Any:
    return reshape(value, shape) if isinstance(value, Array) else np.reshape(value, shape)


class DomainError(ValueError):
    """What math raises for the logarithm of 0, or the root of a negative number."""

    def __init__(self) -> None:
        super().__init__("math domain error")


def _math_sqrt(value: Any) -> Num:
    """Return math.sqrt, which raises below 0."""
    found = root(scalar(value))
    if found.kind == "nan" and scalar(value).kind != "nan":
        raise DomainError
    return found


def _math_log(value: Any, base: Any = None) -> Num:
    """Return math.log, which raises at 0."""
    one = scalar(value)
    if one.kind == "-oo" or (one.finite and sign(one) <= 0):
        raise DomainError
    found = logarithm(one)
    return found if base is None else found / _math_log(base)


def _on_scalars(name: str) -> Callable[..., Num]:
    return lambda *values: ELEMENTWISE[name](*map(scalar, values))


@functools.cache
def math_stand_in() -> StandIn:
    """Return the stand-in for math."""
    known: Functions = {
        name: _on_scalars(name)
        for name in ("exp", "expm1", "exp2", "fabs", "isnan", "isinf", "isfinite")
    }
    known |= {"log": _math_log, "log2": lambda a: _math_log(a, 2), "fsum": sum_stand_in}
    known |= {"log10": lambda a: _math_log(a, 10), "log1p": lambda a: _math_log(number(a) + 1)}
    known |= {"isclose": _near, "pow": _on_scalars("power")}
    known |= {"e": E, "pi": pi, "sqrt": _math_sqrt}
    return StandIn("math", known, math)
