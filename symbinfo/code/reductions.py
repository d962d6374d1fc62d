"""What NumPy and torch do with whole axes: sums, means, maxima, any and all, softmax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Dummy

from symbinfo.code.array import Array, lift
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE
from symbinfo.code.logarithms import exponential, logarithm
from symbinfo.code.number import Num, number
from symbinfo.code.options import only
from symbinfo.code.setting import ROW
from symbinfo.code.sizes import size_of
from symbinfo.code.totals import dot, total
from symbinfo.code.truth import Truth
from symbinfo.code.types import check_type

if TYPE_CHECKING:
    from collections.abc import Callable


_ALONG = ("dim", "keepdims", "keepdim")


def _places(array: Array, axis: Any) -> tuple[int, ...] | None:
    if axis is None:
        return None
    if array.flat and axis not in (0, -1, (0,), (-1,)):
        msg = f"axis {axis} is out of bounds for array of dimension 1"
        raise ValueError(msg)
    if array.flat:
        return None
    return tuple(axis) if isinstance(axis, tuple | list) else (axis,)


def sum_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the sum, as NumPy's and torch's ``sum``."""
    only("sum", options, (*_ALONG, "where", "initial", "dtype"), more)
    axis = options.pop("dim", axis)
    keepdims = bool(options.pop("keepdims", options.pop("keepdim", False)))
    where, initial = options.pop("where", True), options.pop("initial", 0)
    check_type(options.pop("dtype", None))
    if not isinstance(array, Array):
        return array
    chosen = array if where is True else lift(lambda c, m: c if m else 0, array, where)
    found = total(chosen, _places(chosen, axis), keepdims=keepdims)
    return found + initial


def mean_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the mean."""
    only("mean", options, (*_ALONG, "dtype"), more)
    axis = options.pop("dim", axis)
    if not isinstance(array, Array):
        return array
    places = _places(array, axis)
    count = size_of(array, None) if places is None else 1
    for place in places or ():
        count = count * size_of(array, place)
    return sum_of(array, axis, **options) / count


def average_of(array: Any, axis: Any = None, weights: Any = None) -> Any:
    """Return the mean with weights."""
    if weights is None:
        return mean_of(array, axis)
    return sum_of(array * weights, axis) / sum_of(weights, axis)


def nansum_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the sum in which NaN counts as 0."""
    return sum_of(
        lift(lambda c: 0 if number(c).kind == "nan" else c, array), axis, *more, **options
    )


def _kept(options: dict[str, Any]) -> bool:
    return bool(options.get("keepdims", options.get("keepdim", False)))


def maximum_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the largest element of a sequence: a number of which nothing else is known.

    What is proved for any number holds for the largest element.
    """
    only("max", options, _ALONG, more)
    return _extreme(array, options.pop("dim", axis), "max", keepdims=_kept(options))


def minimum_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the smallest element of a sequence: a number of which nothing else is known."""
    only("min", options, _ALONG, more)
    return _extreme(array, options.pop("dim", axis), "min", keepdims=_kept(options))


def _extreme(array: Any, axis: Any, name: str, *, keepdims: bool = False) -> Any:
    if not isinstance(array, Array):
        return array
    along_rows = is_along_rows(array, axis) and not array.setting.pinned
    in_loop = set(array.setting.pinned) - {ROW}
    if not along_rows and (axis not in (None, 0, -1) or len(array.places) != 1 or in_loop):
        msg = f"{name}() along an axis of a table"
        raise Puzzle(msg)
    if array.places == (ROW,):
        msg = f"{name}() over the rows of a batch"
        raise Puzzle(msg)
    found = _extreme_of_row(array, name)
    if not along_rows:
        return found
    return _for_each_row(array, found, keepdims=keepdims)


def is_along_rows(array: Array, axis: Any) -> bool:
    """Return whether an axis is that of the letters in a batch of rows."""
    width = len(array.places)
    return width == 2 and array.places[0] == ROW and not array.flat and axis in (-1, 1)


def _for_each_row(array: Array, value: Any, *, keepdims: bool) -> Array:
    places = (ROW, None) if keepdims else (ROW,)
    return Array(array.setting, places, dict.fromkeys(array.setting.here(), value))


def _extreme_of_row(array: Array, name: str) -> Num:
    values = list(array.cells.values())
    if len({(c.kind, c.expr) for c in map(number, values)}) > 1:
        return _least_value(array, name)
    key = (name, number(values[0]).expr)
    known = array.setting.known_sums
    if key not in known:
        known[key] = Dummy(name, real=True)
    return Num(known[key])


def _least_value(array: Array, name: str) -> Num:
    """Return the least of probabilities that are 0 somewhere, and otherwise positive."""
    occurring = [number(array.cells[r]) for r in array.setting.occurring if r in array.cells]
    if name == "min" and any(c.finite and c.expr == 0 for c in occurring):
        return number(0)
    if not all(c.finite and c.expr.is_nonnegative for c in occurring):
        msg = f"{name}() of values that may be negative"
        raise Puzzle(msg)
    key = (name, tuple(c.expr for c in occurring))
    known = array.setting.known_sums
    if key not in known:
        above = all(c.expr.is_positive for c in occurring)
        known[key] = Dummy(name, positive=True) if above else Dummy(name, nonnegative=True)
    return Num(known[key])


def _flags(array: Array) -> list[bool]:
    """Return the elements, one for each kind of letter that occurs."""
    kinds = [r for r in array.setting.around(array.axes) if r in array.setting.occurring]
    if not all(r in array.cells for r in kinds):
        msg = "any() or all() of an array that was made in a loop over its letters"
        raise Puzzle(msg)
    return [bool(array.cells[r]) for r in kinds if array.cells[r] is not None]


def any_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return whether any element is true."""
    only("any", options, _ALONG, more)
    if not isinstance(array, Array):
        return Truth(array)
    return _decided(array, options.get("dim", axis), any, keepdims=_kept(options))


def all_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return whether all elements are true."""
    only("all", options, _ALONG, more)
    if not isinstance(array, Array):
        return Truth(array)
    return _decided(array, options.get("dim", axis), all, keepdims=_kept(options))


def _decided(array: Array, axis: Any, rule: Callable[[list[bool]], bool], *, keepdims: bool) -> Any:
    flags = _flags(array)
    if is_along_rows(array, axis):
        return _for_each_row(array, Truth(rule(flags)), keepdims=keepdims)
    if ROW in array.places:
        msg = "any() or all() over the rows of a batch"
        raise Puzzle(msg)
    if set(array.setting.pinned) - {ROW, *array.axes} or (
        axis is not None and len(array.places) > 1
    ):
        if len(set(flags)) == 1 and axis is None:
            return Truth(flags[0])
        msg = "any() or all() along an axis"
        raise Puzzle(msg)
    return Truth(rule(flags))


def softmax_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the softmax along an axis."""
    only("softmax", options, ("dim", "dtype"), more)
    check_type(options.get("dtype"))
    axis = options.pop("dim", axis)
    powers = lift(lambda c: exponential(number(c)), array)
    return powers / sum_of(powers, axis, keepdims=axis is not None)


def logsumexp_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the logarithm of the sum of exponentials."""
    only("logsumexp", options, _ALONG, more)
    axis = options.pop("dim", axis)
    powers = lift(lambda c: exponential(number(c)), array)
    return ELEMENTWISE["log"](sum_of(powers, axis, **options))


def log_softmax_of(array: Any, axis: Any = None, *more: Any, **options: Any) -> Any:
    """Return the logarithm of the softmax."""
    only("log_softmax", options, ("dim", "dtype"), more)
    check_type(options.get("dtype"))
    axis = options.pop("dim", axis)
    found = logsumexp_of(array, axis, keepdims=axis is not None)
    return lift(lambda a, b: number(a) - number(b), array, found)


def scipy_entropy(pk: Any, qk: Any = None, base: Any = None, axis: Any = 0, **options: Any) -> Any:
    """Return scipy.stats.entropy, which normalises its arguments first."""
    only("entropy", options, ())
    first = pk / sum_of(pk, axis, keepdims=True)
    if qk is None:
        terms = ELEMENTWISE["entr"](first)
    else:
        terms = ELEMENTWISE["rel_entr"](first, qk / sum_of(qk, axis, keepdims=True))
    found = sum_of(terms, axis)
    return found if base is None else found / logarithm(number(base))


def jensenshannon(p: Any, q: Any, base: Any = None, *, axis: Any = 0, **options: Any) -> Any:
    """Return scipy.spatial.distance.jensenshannon: the square root of the divergence."""
    only("jensenshannon", options, ())
    if axis not in (0, -1) or any(len(getattr(one, "places", (0,))) != 1 for one in (p, q)):
        msg = "jensenshannon() along an axis of a table"
        raise Puzzle(msg)
    first, second = p / sum_of(p), q / sum_of(q)
    middle = (first + second) / 2
    one, other = (ELEMENTWISE["rel_entr"](law, middle) for law in (first, second))
    found = (sum_of(one) + sum_of(other)) / 2
    found = found if base is None else found / logarithm(number(base))
    return ELEMENTWISE["sqrt"](found)


def norm_of(array: Any, ord: Any = None, **options: Any) -> Any:  # noqa: A002 - NumPy's name
    """Return np.linalg.norm of a vector: the root of its sum of squares, or its sum of sizes."""
    width = len(array.places) if isinstance(array, Array) else np.ndim(array)
    if options or ord not in (None, 1, 2) or width != 1:
        msg = "a norm other than those of one vector, of order 1 or 2"
        raise Puzzle(msg)
    sizes = ELEMENTWISE["abs"](array)
    if ord == 1:
        return sum_of(sizes) if isinstance(array, Array) else np.sum(sizes)
    squares = array * array
    total = sum_of(squares) if isinstance(array, Array) else np.sum(squares)
    return ELEMENTWISE["sqrt"](total)


REDUCTIONS: dict[str, Callable[..., Any]] = {
    "sum": sum_of,
    "nansum": nansum_of,
    "mean": mean_of,
    "average": average_of,
    "max": maximum_of,
    "amax": maximum_of,
    "min": minimum_of,
    "amin": minimum_of,
    "any": any_of,
    "all": all_of,
    "dot": dot,
    "inner": dot,
    "vdot": dot,
    "softmax": softmax_of,
    "logsumexp": logsumexp_of,
    "log_softmax": log_softmax_of,
}
