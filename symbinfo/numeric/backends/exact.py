"""Arrays of mpmath numbers, with as many digits as mpmath works with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import mpmath
import numpy as np
from mpmath import mp
from sympy import Integer, Rational

from symbinfo.numeric.backends.space import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr

_logarithm: Any = np.frompyfunc(lambda x: mp.ninf if x == 0 else _real(mp.log(x)), 1, 1)
_root: Any = np.frompyfunc(lambda x: _real(mp.sqrt(x)), 1, 1)
_raised: Any = np.frompyfunc(lambda x, y: _real(x**y), 2, 1)
_is_nan: Any = np.frompyfunc(mpmath.isnan, 1, 1)
_FUNCTIONS: dict[str, Any] = {
    "log": _logarithm,
    "log1p": np.frompyfunc(mp.log1p, 1, 1),
    "exp": np.frompyfunc(mp.exp, 1, 1),
    "expm1": np.frompyfunc(mp.expm1, 1, 1),
    "sqrt": _root,
    "abs": np.frompyfunc(abs, 1, 1),
}


def _real(value: Any) -> Any:
    return mp.nan if isinstance(value, mpmath.mpc) else value


def _ratio(x: Any, y: Any) -> Any:
    if y != 0:
        return x / y
    return mp.nan if x == 0 or mpmath.isnan(x) else mp.inf if x > 0 else mp.ninf


_quotient: Any = np.frompyfunc(_ratio, 2, 1)


@final
class ExactSpace(Space):
    """Arrays of mpmath numbers: NumPy's arrays of objects."""

    def __init__(self) -> None:
        self.zero, self.one = as_array(mp.zero), as_array(mp.one)

    def constant(self, value: Expr) -> Any:
        return as_array(_number(value))

    def table(self, entries: Sequence[Expr], shape: tuple[int, ...]) -> Any:
        return objects([_number(entry) for entry in entries]).reshape(shape)

    def letters(self, low: int, end: int) -> Any:
        return objects([mp.mpf(i) for i in range(low, end)])

    def entries(self, function: str, value: Any) -> Any:
        return as_array(_FUNCTIONS[function](value))

    def divide(self, above: Any, below: Any) -> Any:
        return as_array(_quotient(above, below))

    def power(self, base: Any, exponent: Any) -> Any:
        return as_array(_raised(base, exponent))

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        return np.where(np.asarray(condition, dtype=bool), yes, no)

    def total(self, value: Any, axes: tuple[int, ...]) -> Any:
        return as_array(np.sum(value, axis=axes, keepdims=True)) if axes else value

    def largest(self, value: Any, axes: tuple[int, ...]) -> Any:
        return as_array(np.max(value, axis=axes, keepdims=True))

    def missing(self, value: Any, axes: tuple[int, ...]) -> Any:
        return np.any(np.asarray(_is_nan(value), dtype=bool), axis=axes)

    def expand(self, value: Any, axis: int) -> Any:
        return np.expand_dims(value, axis)

    def broadcast(self, value: Any, shape: tuple[int, ...]) -> Any:
        return np.broadcast_to(value, shape)

    def reorder(self, value: Any, axes: tuple[int, ...]) -> Any:
        return np.transpose(value, axes)

    def cut(self, value: Any, places: Sequence[int], axis: int) -> Any:
        return np.take(value, list(places), axis=axis)

    def log_of_ratio(self, ratio: Any, above: Any, below: Any) -> Any:  # noqa: ARG002
        return self.entries("log", ratio)

    def near(self, x: Any, y: Any, d: Any) -> None:  # noqa: ARG002
        return None


def objects(values: list[Any]) -> Any:
    """Return a list of numbers as an array."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def as_array(value: Any) -> Any:
    """Return numbers as an array, whether they are one or not."""
    if isinstance(value, np.ndarray):
        return value
    array = np.empty((), dtype=object)
    array[()] = value
    return array


def _number(value: Expr) -> Any:
    if value.is_infinite and value.is_extended_real:
        return mp.inf if value.is_extended_positive else mp.ninf
    if not value.is_real:
        return mp.nan
    if isinstance(value, Integer | Rational):
        return mp.mpf(value.p) / value.q
    return mp.make_mpf(value.evalf(mp.dps + 5)._mpf_)
