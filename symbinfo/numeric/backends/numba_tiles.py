"""Loops over tiles and rows that generated loops call. Importing this needs Numba.

A tile holds short rows, letter by letter: `step` places for the first letter of each row, then
those for the second one, and so on. So loops over rows have packed instructions, however short
the rows are. Long rows are read in parts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils, imputils
from numba.extending import intrinsic

from symbinfo.numeric.backends.numba_functions import _bits, select

LONG = 64  # letters, from which on rows are read one by one,
LONG_TABLE = 1024  # and tables, whose marginals are sums of few letters
PART = 1024  # letters of a row that are summed at a time
NEAR = 4.5e-16  # two units in the last place
FIRST_ORDER = 2.0**-30  # the largest excess of a sum over 1 that first order is exact for
packed: Any = njit(error_model="numpy", fastmath={"reassoc", "nsz", "contract"})
"""Compiles a function whose sums may be added in any order."""
strict: Any = njit(error_model="numpy", forceinline=True)
"""Compiles a function whose operations stay as they are."""


_FLOATS, _BITS = ir.VectorType(ir.DoubleType(), 4), ir.VectorType(ir.IntType(64), 4)


def fetch(builder: Any, address: Any) -> None:
    """Have a line of memory read into the second-level cache; the address may be outside of arrays.

    The first level has no room for the next tile beside this one.
    """
    number = ir.IntType(32)
    kind = ir.FunctionType(ir.VoidType(), [address.type, number, number, number])
    call = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
    builder.call(call, [address, number(0), number(2), number(1)])


@intrinsic
def _turn_block(  # noqa: PLR0913, PLR0917
    _: Any, array: Any, place: Any, n: Any, tile: Any, to: Any, step: Any, known: Any, sums: Any,
    row: Any, signs: Any,
) -> Any:  # fmt: skip
    """Copy four letters of four rows, which are `n` apart, to those of a tile, `step` apart.

    Letters but the first `known` are added to the sums of the rows, and all bits are collected.
    """

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        source, start, apart, target, first, between, skip, totals, at, bits = args

        def pointer(of: int, array: Any, place: Any, kind: Any = _FLOATS) -> Any:
            data = context.make_array(signature.args[of])(context, builder, array).data
            return builder.bitcast(builder.gep(data, [place]), kind.as_pointer())

        def shuffled(a: Any, b: Any, places: list[int]) -> Any:
            mask = ir.Constant(ir.VectorType(ir.IntType(32), 4), places)
            return builder.shuffle_vector(a, b, mask)

        rows = []
        for _row in range(4):
            rows.append(builder.load(pointer(0, source, start), align=8))
            soon = builder.mul(between, apart)
            fetch(builder, pointer(0, source, builder.add(start, soon), ir.IntType(8)))
            start = builder.add(start, apart)
        pairs = [
            shuffled(rows[i], rows[i + 1], m) for m in ([0, 4, 2, 6], [1, 5, 3, 7]) for i in (0, 2)
        ]
        sums_at, signs_at = pointer(7, totals, at), pointer(9, bits, skip.type(0), _BITS)
        whole, found = builder.load(sums_at, align=8), builder.load(signs_at, align=8)
        halves = ([0, 1, 4, 5], 0), ([0, 1, 4, 5], 2), ([2, 3, 6, 7], 0), ([2, 3, 6, 7], 2)
        new = []
        for number, (half, i) in enumerate(halves):
            letter = shuffled(pairs[i], pairs[i + 1], half)
            builder.store(letter, pointer(3, target, first), align=8)
            first = builder.add(first, between)
            is_new = builder.icmp_signed("<=", skip, skip.type(number))
            new.append(builder.select(is_new, letter, ir.Constant(_FLOATS, [0.0] * 4)))
            found = builder.or_(found, builder.bitcast(letter, _BITS))
        added = builder.fadd(builder.fadd(*new[:2]), builder.fadd(*new[2:]))
        builder.store(builder.fadd(whole, added), sums_at, align=8)
        builder.store(found, signs_at, align=8)
        return context.get_dummy_value()

    return types.none(array, place, n, tile, to, step, known, sums, row, signs), generate


@packed
def turn(  # noqa: PLR0913, PLR0917
    array: Any, n: int, low: int, rows: int, tile: Any, sums: Any, signs: Any
) -> bool:
    """Copy rows to a tile, letters first, and sum them; an array may have one row for all.

    `signs` is room for four integers. Return whether a number is negative (or -0.0).
    """
    step = len(tile) // n
    sums[:rows], signs[:] = 0.0, 0
    done = rows - rows % 4 if n >= 4 and len(array) > n else 0
    for i in range(0, done, 4):
        for k in range(0, n, 4):
            j = min(k, n - 4)
            start, to = (low + i) * n + j, j * step + i
            _turn_block(array, start, n, tile, to, step, k - j, sums, i, signs)
    apart = n if len(array) > n else 0
    for j in range(n):
        line = tile[j * step : j * step + rows]
        for i in range(done, rows):
            line[i] = array[(low + i) * apart + j]
            sums[i] += line[i]
            signs[0] |= _bits(line[i])
    return bool((signs[0] | signs[1] | signs[2] | signs[3]) < 0)


@packed
def fold(sums: Any, rows: int) -> None:
    """Add up the four sums of each row."""
    step = len(sums) // 4
    first, second = sums[:rows], sums[step : step + rows]
    third, fourth = sums[2 * step : 2 * step + rows], sums[3 * step : 3 * step + rows]
    for i in range(rows):
        first[i] = (first[i] + second[i]) + (third[i] + fourth[i])


@packed
def outside(sums: Any, rows: int, least: float, most: float) -> bool:
    """Whether a sum is not in a range, or missing."""
    count = 0
    for i in range(rows):
        count += 0 if (sums[i] >= least) & (sums[i] <= most) else 1
    return count > 0


@packed
def divide(tile: Any, n: int, rows: int, sums: Any, near: float) -> None:
    """Divide rows of a tile by their sums, which become 1, unless these are near to 1."""
    step = len(tile) // n
    if not outside(sums, rows, 1.0 - near, 1.0 + near):
        return
    divisors = sums[step : step + rows]
    for i in range(rows):
        far = abs(sums[i] - 1.0) > near
        divisors[i] = select(far, sums[i], 1.0)
        sums[i] = select(far, 1.0, sums[i])
    for j in range(n):
        line = tile[j * step : j * step + rows]
        for i in range(rows):
            line[i] /= divisors[i]


@packed
def marginal(tile: Any, n: int, rows: int, keys: Any, out: Any) -> None:
    """Sum the letters of a tile that have one key."""
    step = len(tile) // n
    out[:] = 0.0
    for j in range(n):
        line = tile[j * step : j * step + rows]
        to = out[keys[j] * step : keys[j] * step + rows]
        for i in range(rows):
            to[i] += line[i]


@packed
def spread(values: Any, low: int, rows: int, tile: Any) -> None:
    """Copy a number of each row; an array may have one number for all."""
    for i in range(rows):
        tile[i] = values[low + i if len(values) > 1 else 0]


@packed
def missing(sums: Any, rows: int) -> bool:
    """Whether a sum is missing."""
    count = 0
    for i in range(rows):
        count += 0 if sums[i] == sums[i] else 1
    return count > 0


@packed
def fill(sums: Any, others: Any, rows: int) -> None:
    """Put others in the places of missing sums."""
    for i in range(rows):
        sums[i] = select(sums[i] == sums[i], sums[i], others[i])


@strict
def added(high: float, low: float, x: float) -> tuple[float, float]:
    """Add a number to a sum of two parts, with what rounding takes."""
    total = high + x
    back = total - high
    return total, low + ((high - (total - back)) + (x - back))


@packed
def _sum(part: Any) -> tuple[float, int]:
    whole, signs = 0.0, 0
    for j in range(len(part)):
        whole += part[j]
        signs |= _bits(float(part[j]))
    return whole, signs


@packed
def total(row: Any) -> tuple[float, bool]:
    """Sum a row; also return whether a number is negative (or -0.0)."""
    high = low = 0.0
    signs = 0
    for start in range(0, len(row), PART):
        whole, negative = _sum(row[start : min(len(row), start + PART)])
        high, low = added(high, low, whole)
        signs |= negative
    return high + low, signs < 0


@intrinsic
def _as_type_of(_: Any, array: Any, other: Any) -> Any:
    """Return an array with the type of another, which may be one that is not written to."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return imputils.impl_ret_borrowed(context, builder, signature.return_type, args[0])

    return other(array, other), generate


@packed
def part_of(row: Any, start: int, stop: int, divisor: float, room: Any) -> Any:
    """Return a part of a row, over a number."""
    source = row[start:stop]
    if divisor == 1.0:
        return source
    part = room[: stop - start]
    for j in range(len(part)):
        part[j] = source[j] / divisor
    return _as_type_of(part, source)


@packed
def row_marginal(row: Any, how: Any, out: Any) -> None:
    """Put the sum over some letters of a row in the place of each entry of the row.

    Entries with one key are summed, if there is a key for each; else `how` has the sizes
    before, of and after the letters that are kept.
    """
    if len(how) == len(row):
        room = np.zeros(len(row))
        for j in range(len(row)):
            room[how[j]] += row[j]
        for j in range(len(row)):
            out[j] = room[how[j]]
        return
    before, kept, after = how
    room = np.zeros(kept)
    for j in range(before):
        _add(row[j * kept * after : (j + 1) * kept * after], after, room)
    for j in range(before):
        _spread(room, after, out[j * kept * after : (j + 1) * kept * after])


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
def _spread(room: Any, after: int, out: Any) -> None:
    if after == 1:
        out[:] = room
        return
    for j in range(len(room)):
        part = out[j * after : (j + 1) * after]
        for k in range(after):
            part[k] = room[j]
