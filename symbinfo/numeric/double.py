"""Double-double arithmetic on arrays: a number is the exact sum of two floats, about 32 digits.

Dekker (1971), Knuth (1969, section 4.2.2) and Priest (1991) for the sums, products and quotients.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_SPLIT = 2.0**27 + 1


class Double(NamedTuple):
    """An unevaluated sum of two floats; `low` is below half a unit in the last place of `high`."""

    high: Any
    low: Any


def exact(value: Any) -> Double:
    """Return a float as a double-double number."""
    array = np.asarray(value, dtype=np.float64)
    return Double(array, np.zeros_like(array))


def _two_sum(a: Any, b: Any) -> Double:
    s = a + b
    t = s - a
    return Double(s, (a - (s - t)) + (b - t))


def _renormalised(high: Any, low: Any) -> Double:
    """Return high + low; what is no finite number stays as it is."""
    if np.isfinite(low).all():
        s = high + low
        return Double(s, low - (s - high))
    low = np.where(np.isfinite(high), low, 0.0)
    s = high + low
    return Double(s, np.where(np.isfinite(s), low - (s - high), 0.0))


def split(a: Any) -> tuple[Any, Any]:
    """Return a number as a sum of two with half the digits, whose products are exact."""
    big = _SPLIT * a
    high = big - (big - a)
    return high, a - high


def _two_product(a: Any, b: Any) -> Double:
    p = a * b
    (ah, al), (bh, bl) = split(a), split(b)
    return Double(p, ((ah * bh - p) + ah * bl + al * bh) + al * bl)


def add(a: Double, b: Double) -> Double:
    """Return a + b."""
    s = _two_sum(a.high, b.high)
    return _renormalised(s.high, s.low + (a.low + b.low))


def negative(a: Double) -> Double:
    """Return -a."""
    return Double(-a.high, -a.low)


def multiply(a: Double, b: Double) -> Double:
    """Return a b."""
    p = _two_product(a.high, b.high)
    return _renormalised(p.high, p.low + (a.high * b.low + a.low * b.high))


def divide(a: Double, b: Double) -> Double:
    """Return a / b."""
    q = a.high / b.high
    p = _two_product(q, b.high)
    rest = (a.high - p.high) - p.low + a.low - q * b.low
    return _renormalised(q, np.where(np.isfinite(q) & (rest != 0), rest / b.high, 0.0))


def total(a: Double, axes: tuple[int, ...]) -> Double:
    """Return the sum over axes, which stay as axes of length 1."""
    high, low = a
    for axis in axes:
        while high.shape[axis] > 1:
            first, second, rest = _halves(high, axis)
            low_first, low_second, low_rest = _halves(low, axis)
            high, error = _two_sum(first, second)
            low = low_first + low_second + error
            if rest.size:
                high = np.concatenate((high, rest), axis=axis)
                low = np.concatenate((low, low_rest), axis=axis)
    return _renormalised(high, low)


def plain_total(array: Array, axes: tuple[int, ...]) -> Array:
    """Return the sum of floats without cancellation over axes, added two by two."""
    for axis in axes:
        while array.shape[axis] > 1:
            first, second, rest = _halves(array, axis)
            array = first + second
            if rest.size:
                array = np.concatenate((array, rest), axis=axis)
    return array


def _halves(array: Array, axis: int) -> tuple[Array, Array, Array]:
    """Return the first half of an axis, the second, and what is left over."""
    half = array.shape[axis] // 2
    before = (slice(None),) * (axis % array.ndim)
    cuts = (slice(half), slice(half, 2 * half), slice(2 * half, None))
    first, second, rest = (array[(*before, cut)] for cut in cuts)
    return first, second, rest


def logarithm(a: Double) -> Array:
    """Return log a as a float, with all digits where a is near 1."""
    near = (a.high > 0.5) & (a.high < 2)
    excess = np.where(near, (a.high - 1) + a.low, 0.0)
    result: Array = np.where(near, np.log1p(excess), np.log(a.high))
    return result


def largest(a: Double, axes: tuple[int, ...]) -> Double:
    """Return the largest number along axes, which stay with length 1."""
    high = np.max(a.high, axis=axes, keepdims=True)
    return Double(high, np.max(np.where(a.high == high, a.low, -np.inf), axis=axes, keepdims=True))


def absolute(a: Double) -> Double:
    """Return |a|."""
    sign = np.where((a.high < 0) | ((a.high == 0) & (a.low < 0)), -1.0, 1.0)
    return Double(sign * a.high, sign * a.low)


def root(a: Double) -> Double:
    """Return the square root of a."""
    s = np.sqrt(a.high)
    p = _two_product(s, s)
    rest = (a.high - p.high) - p.low + a.low
    return _renormalised(s, np.where((s > 0) & np.isfinite(s), rest / (2 * s), 0.0))
