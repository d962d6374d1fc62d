"""Functions of numbers that Numba compiles to packed instructions. Importing this needs Numba."""

from __future__ import annotations

import math
from platform import machine
from typing import Any

import numpy as np
from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba import njit, types
from numba.extending import intrinsic

inline: Any = njit(error_model="numpy", forceinline=True, fastmath={"contract"})
"""Compiles a function into its callers, where loops around it become packed."""

_ONE = 0x3FF0000000000000
_ONE_HALF = 0x3FE6A09E667F3BCD  # the bits of the root of 1/2
_SHIFT = 0x3FF0000000000000 - _ONE_HALF
_FRACTION = 0x000FFFFFFFFFFFFF
_MAGIC_BITS, _MAGIC = 0x4338000000000000, 6755399441055744.0  # 1.5 * 2**52
_LOG_2_HIGH, _LOG_2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_LOG_2 = 6.93147180559945286227e-01
_HALF = 1 << 51
_NEAR, _TWICE = int(0.9 * 2**52), np.uint64(int(1.8 * 2**52))
_LOW, _WIDTH = np.uint64((1023 - 960) << 52), np.uint64(1 << 62)
# (2 atanh s - 2 s) / s**3 as a polynomial in u = s**2, highest power first. Relative error
# 1e-17 on [0, 0.0405], which are the ratios up to 1.5:
_A0, _A1, _A2, _A3 = (
    0.13629110721861762,
    0.1320708008206929,
    0.15389002125165732,
    0.18181734246400322,
)
_A4, _A5, _A6, _A7 = 0.2222222309164114, 0.2857142856701462, 0.40000000000008523, 0.6666666666666666
# and 5e-18 on [0, 0.0895], up to 1.85:
_B0, _B1, _B2, _B3 = (
    0.1453145114309876,
    0.09497253077599545,
    0.11877235542158962,
    0.13326013277876925,
)
_B4, _B5, _B6, _B7 = 0.15384907741870346, 0.18181811107049, 0.22222222320246654, 0.28571428570740454
_B8, _B9 = 0.4000000000000187, 0.6666666666666666


@intrinsic
def _bits(_: Any, x: Any) -> Any:
    """Return the bits of a float."""

    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.IntType(64))

    return types.int64(x), generate


@intrinsic
def _float(_: Any, bits: Any) -> Any:
    """Return the float with the bits."""

    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.DoubleType())

    return types.float64(bits), generate


@inline
def select(condition: Any, yes: float, no: float) -> float:
    """Choose between two numbers that are both computed."""
    return yes if condition else no


@inline
def select_bits(condition: Any, yes: int, no: int) -> int:
    """Choose between two integers that are both computed."""
    return yes if condition else no


_HAS_FMA = machine() in ("arm64", "aarch64") or get_host_cpu_features().get("fma", False)


@intrinsic
def _fma(_: Any, a: Any, b: Any, c: Any) -> Any:
    """Return a b + c, rounded once."""

    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.fma(*args)

    return types.float64(a, b, c), generate


@njit(error_model="numpy", forceinline=True)
def _split(x: float) -> tuple[float, float]:
    """Return two halves of the digits of a number."""
    high = 134217729.0 * x
    high = high - (high - x)
    return high, x - high


@njit(error_model="numpy", forceinline=True)
def product_difference(a: float, b: float, x: float) -> float:
    """Return a b - x, where a b is not rounded first."""
    if _HAS_FMA:
        return _fma(a, b, -x)
    (high, low), (other, rest), product = _split(a), _split(b), a * b
    return (product - x) + (((high * other - product) + high * rest + low * other) + low * rest)


@inline
def log(x: float) -> float:
    """Return the natural logarithm, as fdlibm computes it: the error is below 1 ulp."""
    tiny = x < 2.2250738585072014e-308
    u = _bits(select(tiny, x * 18014398509481984.0, x)) + _SHIFT
    k = _float((u >> 52) + _MAGIC_BITS) - _MAGIC - select(tiny, 1077.0, 1023.0)
    f = _float((u & _FRACTION) + _ONE_HALF) - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = w * (
        3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01)
    )
    odd = z * (
        6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
    )
    half = 0.5 * f * f
    value = k * _LOG_2_HIGH - ((half - (s * (half + even + odd) + k * _LOG_2_LOW)) - f)
    value = select(x < math.inf, value, x)
    return select(x > 0.0, value, select(x == 0.0, -math.inf, math.nan))


@inline
def xlogy(a: float, b: float) -> float:
    """Return a log b, which is 0 where a = 0, whatever b is."""
    value = a * log(b)
    return select(a == 0.0, 0.0, value)


@inline
def weighted(w: float, e: float) -> float:
    """Return w e, which is 0 where w = 0, whatever e is."""
    value = w * e
    return select(w == 0.0, 0.0, value)


@inline
def _is_plain(bits: int, other: int) -> Any:
    """Whether the floats with the bits are from 2**-960 to 2**63."""
    return (np.uint64(bits) - _LOW) | (np.uint64(other) - _LOW) < _WIDTH


@inline
def _power(k: int) -> float:
    """Return k log 2."""
    return (_float(k + _MAGIC_BITS) - _MAGIC) * _LOG_2


@inline
def _short_series(u: float) -> float:
    value = ((_A0 * u + _A1) * u + _A2) * u + _A3
    return (((value * u + _A4) * u + _A5) * u + _A6) * u + _A7


@inline
def _series(u: float) -> float:
    value = (((_B0 * u + _B1) * u + _B2) * u + _B3) * u + _B4
    return ((((value * u + _B5) * u + _B6) * u + _B7) * u + _B8) * u + _B9


@inline
def quick_log(x: float) -> float:
    """Return the natural logarithm with an error below 1 ulp, or NaN unless x is plain."""
    bits = _bits(x)
    k = (bits - _ONE + _HALF) >> 52
    f = _float(bits - (k << 52)) - 1.0
    s = f / (f + 2.0)
    u = s * s
    value = _power(k) + (f - s * (f - u * _short_series(u)))
    return select(_is_plain(bits, bits), value, math.nan)


@inline
def quick_xlogy(a: float, b: float) -> float:
    """Return a log b, which is 0 where a = 0; NaN elsewhere unless b is plain."""
    value = a * quick_log(b)
    return select(a == 0.0, 0.0, value)


@inline
def quick_xlog_ratio(a: float, x: float, y: float) -> float:
    """Return a log(x / y), which is 0 where a = 0; NaN elsewhere unless x and y are plain.

    With m = x / 2**k, where 2**k is a power of two near x / y, and s = (m - y) / (m + y), it is
    a (k log 2 + 2 atanh s).
    """
    bits, other = _bits(x), _bits(y)
    k = (bits - other + _HALF) >> 52
    m = _float(bits - (k << 52))
    s = (m - y) / (m + y)
    u = s * s
    value = a * (_power(k) + (2.0 * s + s * (u * _short_series(u))))
    value = select(_is_plain(bits, other), value, math.nan)
    return select(a == 0.0, 0.0, value)


@inline
def quick_bregman(x: float, y: float, d: float) -> float:
    """Return x log(x / y) - x + y, from d = y - x, with all its digits; NaN unless both are plain.

    It is computed as in `quick_xlog_ratio`, but where x is near y, with k = 0 and
    s = -d / (x + y): then 2 x s + d, in which digits cancel, is -s d.
    """
    bits, other = _bits(x), _bits(y)
    apart = bits - other
    near = np.uint64(apart + _NEAR) < _TWICE
    k = select_bits(near, 0, (apart + _HALF) >> 52)
    m = _float(bits - (k << 52))
    s = select(near, -d, m - y) / (m + y)
    u = s * s
    far = x * (_power(k) + 2.0 * s) + d
    value = select(near, -s * d, far) + (x * s) * (u * _series(u))
    value = select(_is_plain(bits, other), value, math.nan)
    return select(x == 0.0, y, value)


@inline
def xlog_ratio(a: float, x: float, y: float) -> float:
    """Return a log(x / y), which is 0 where a = 0, whatever x and y are."""
    ratio = x / y
    apart = (ratio < 1e-290) | (ratio > 1e290)
    value = a * select(apart, log(x) - log(y), log(ratio))
    return select(a == 0.0, 0.0, value)


@inline
def bregman(x: float, y: float, d: float) -> float:
    """Return x log(x / y) - x + y, from d = y - x, with all its digits, whatever x and y are."""
    whole = x + y
    s = -d / select(whole == 0.0, 1.0, whole)
    u = s * s
    near = (x * s) * (u * _series(u)) - s * d
    far = select(x == 0.0, y, xlog_ratio(x, x, y) + d)
    return select(abs(d) <= 0.29 * whole, near, far)
