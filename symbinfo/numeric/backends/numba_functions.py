"""Functions of numbers that Numba compiles to packed instructions. Importing this needs Numba."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from symbinfo.numeric.backends.arrays import PHI

inline: Any = njit(error_model="numpy", forceinline=True, fastmath={"contract"})
"""Compiles a function into its callers, where loops around it become packed."""

_ONE_HALF = 0x3FE6A09E667F3BCD  # the bits of the root of 1/2
_SHIFT = 0x3FF0000000000000 - _ONE_HALF
_FRACTION = 0x000FFFFFFFFFFFFF
_MAGIC_BITS, _MAGIC = 0x4338000000000000, 6755399441055744.0  # 1.5 * 2**52
_LOG_2_HIGH, _LOG_2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_C0, _C1, _C2, _C3, _C4, _C5, _C6, _C7, _C8, _C9, _C10 = PHI


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
def is_near(x: float, y: float, d: float) -> bool:
    """Whether the terms x and y are within a factor of two."""
    return 3.0 * abs(d) <= x + y


@inline
def bregman(x: float, y: float, d: float) -> float:
    """Return x log(x / y) - x + y, from d = y - x, with all its digits."""
    whole = x + y
    s = d / select(whole == 0.0, 1.0, whole)
    u = s * s
    phi = _C0 * u + _C1
    phi = phi * u + _C2
    phi = phi * u + _C3
    phi = phi * u + _C4
    phi = phi * u + _C5
    phi = phi * u + _C6
    phi = phi * u + _C7
    phi = phi * u + _C8
    phi = phi * u + _C9
    phi = phi * u + _C10
    near = s * (d - 2.0 * x * u * phi)
    far = xlogy(x, x / y) + d
    return select(is_near(x, y, d), near, far)


CHECK, GIVEN, LITERAL = 0, 1, 2
NEAR = 4.5e-16  # two units in the last place
ROUNDING = 1e-12  # sums that are nearer to 1 pass every check
packed: Any = njit(error_model="numpy", fastmath={"reassoc", "nsz"})
"""Compiles a function whose sums may be added in any order."""


@packed
def fold(tile: Any, low: int, rows: int, sums: Any) -> None:
    """Sum the rows of a tile; long rows in parts, since the sum of many numbers loses digits."""
    n = len(tile) // rows
    done = 0
    if n < 64:
        done = _fold_short(tile, low, rows, sums)
    for i in range(done, rows):
        row = tile[i * n : (i + 1) * n]
        total = 0.0
        for start in range(0, n, 1024):
            part = row[start : min(n, start + 1024)]
            inner = 0.0
            for j in range(len(part)):
                inner += part[j]
            total += inner
        sums[low + i] = total


@packed
def _fold_short(tile: Any, low: int, rows: int, sums: Any) -> int:
    """Sum short rows, four side by side; return how many are done."""
    n = len(tile) // rows
    done = rows - rows % 4
    for i in range(0, done, 4):
        a, b = tile[i * n : (i + 1) * n], tile[(i + 1) * n : (i + 2) * n]
        c, d = tile[(i + 2) * n : (i + 3) * n], tile[(i + 3) * n : (i + 4) * n]
        first = second = third = fourth = 0.0
        for j in range(n):
            first += a[j]
            second += b[j]
            third += c[j]
            fourth += d[j]
        sums[low + i], sums[low + i + 1] = first, second
        sums[low + i + 2], sums[low + i + 3] = third, fourth
    return done


@packed
def load(array: Any, low: int, rows: int, tile: Any) -> Any:
    """Copy rows to a tile, and return it."""
    n = array.shape[1]
    for i in range(rows):
        source = array[low + i if array.shape[0] > 1 else 0]
        target = tile[i * n : (i + 1) * n]
        for j in range(n):
            target[j] = source[j]
    return tile


@packed
def total(tile: Any, low: int, rows: int, totals: Any) -> int:
    """Sum the rows of a tile; count what has to be looked at: negative numbers, odd sums."""
    n = len(tile) // rows
    count = 0
    if n < 64:
        fold(tile, low, rows, totals)
        count = negatives(tile)
    else:
        for i in range(rows):
            row, whole = tile[i * n : (i + 1) * n], 0.0
            for j in range(n):
                whole += row[j]
                count += 1 if row[j] < 0.0 else 0
            totals[low + i] = whole
    for i in range(rows):
        count += 0 if abs(totals[low + i] - 1.0) <= ROUNDING else 1
    return count


@packed
def negatives(tile: Any) -> int:
    """Return how many numbers of a tile are negative."""
    count = 0
    for k in range(len(tile)):
        count += 1 if tile[k] < 0.0 else 0
    return count


@packed
def odd(low: int, rows: int, totals: Any) -> bool:
    """Whether a sum is not 1, but for the last digit."""
    count = 0
    for i in range(rows):
        count += 0 if abs(totals[low + i] - 1.0) <= NEAR else 1
    return count > 0


@packed
def divide(tile: Any, low: int, rows: int, totals: Any) -> None:
    """Divide rows of a tile by their sums, unless these are 1 but for the last digit."""
    n = len(tile) // rows
    for i in range(rows):
        if abs(totals[low + i] - 1.0) <= NEAR:
            continue
        row = tile[i * n : (i + 1) * n]
        total = totals[low + i]
        for j in range(n):
            row[j] /= total


@packed
def repeat(values: Any, low: int, rows: int, tile: Any) -> None:
    """Fill each row of a tile with a number of its own."""
    n = len(tile) // rows
    for i in range(rows):
        value = values[low + i if len(values) > 1 else 0]
        row = tile[i * n : (i + 1) * n]
        for j in range(n):
            row[j] = value


@packed
def marginal(tile: Any, n: int, how: Any, out: Any) -> None:
    """Put the sum over some letters of a row in the place of each entry of the row.

    Entries with one key are summed, if there are n keys; else `how` has three sizes.
    """
    if len(how) < n:
        _marginal_by_sizes(tile, how, out)
        return
    room = np.empty(n)
    for i in range(len(tile) // n):
        row, target = tile[i * n : (i + 1) * n], out[i * n : (i + 1) * n]
        room[:] = 0.0
        for j in range(n):
            room[how[j]] += row[j]
        for j in range(n):
            target[j] = room[how[j]]


@packed
def _marginal_by_sizes(tile: Any, sizes: Any, out: Any) -> None:
    """Sum over the letters before and after those that are kept, which are neighbours."""
    before, kept, after = sizes
    n, room = before * kept * after, np.empty(kept)
    for i in range(len(tile) // n):
        row, target = tile[i * n : (i + 1) * n], out[i * n : (i + 1) * n]
        room[:] = 0.0
        for j in range(before):
            _add(row[j * kept * after : (j + 1) * kept * after], after, room)
        for j in range(before):
            _spread(room, after, target[j * kept * after : (j + 1) * kept * after])


@packed
def _add(row: Any, after: int, room: Any) -> None:
    if after == 1:
        for j in range(len(room)):
            room[j] += row[j]
        return
    for j in range(len(room)):
        part, inner = row[j * after : (j + 1) * after], 0.0
        for k in range(after):
            inner += part[k]
        room[j] += inner


@packed
def _spread(room: Any, after: int, target: Any) -> None:
    if after == 1:
        target[:] = room
        return
    for j in range(len(room)):
        part = target[j * after : (j + 1) * after]
        for k in range(after):
            part[k] = room[j]
