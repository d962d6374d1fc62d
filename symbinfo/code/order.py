"""Comparisons of the numbers of a run: never a guess, and never what rounding decides."""

from __future__ import annotations

from sympy import S

from symbinfo.code.constants import Puzzle
from symbinfo.code.number import Num, sign, subtract
from symbinfo.code.rounding import is_tiny
from symbinfo.code.signs import range_of


def _compare(a: Num, b: Num) -> int:
    _no_tie_by_rounding(a, b)
    if not a.finite and a.kind == b.kind:
        return 0
    return sign(subtract(a, b))


def _no_tie_by_rounding(a: Num, b: Num) -> None:
    if not (a.rounded or b.rounded) or not (a.finite and b.finite):
        return
    gap = (a.expr - b.expr).expand()
    if is_tiny(gap) and (gap.is_number or S.Zero not in (a.expr, b.expr)):
        whole = 1 in (a.expr, b.expr)
        what = "whether a sum of floats is exactly 1" if whole else f"of {a} and {b}"
        msg = f"a comparison that rounding decides: {what}"
        raise Puzzle(msg)


def greater(a: Num, b: Num) -> bool:
    """Return whether a > b."""
    return "nan" not in (a.kind, b.kind) and _compare(a, b) > 0


def at_least(a: Num, b: Num) -> bool:
    """Return whether a >= b."""
    _no_tie_by_rounding(a, b)
    if a.finite and b.finite and (a.expr - b.expr).expand().is_nonnegative:
        return True
    if a.finite and b.finite and range_of((a.expr - b.expr).expand())[0] == 0:
        return True
    return "nan" not in (a.kind, b.kind) and _compare(a, b) >= 0


def same(a: Num, b: Num) -> bool:
    """Return whether a = b."""
    return "nan" not in (a.kind, b.kind) and _compare(a, b) == 0


def different(a: Num, b: Num) -> bool:
    """Return whether a and b differ, as NaN does from all."""
    return not same(a, b)
