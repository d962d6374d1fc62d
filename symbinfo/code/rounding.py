"""What rounding may do to the numbers of a run, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Add, Expr, Mul, S

from symbinfo.code.constants import Puzzle

if TYPE_CHECKING:
    from symbinfo.code.number import Num

ROUNDING = 5e-10
"""What rounding may make of numbers of size 1."""
_MOST_POWERS = 3
_LARGEST_WHOLE = 2**62


def is_tiny(gap: Expr) -> bool:
    """Whether a difference is 0, or so small a multiple of something that it may be rounding."""
    factors = gap.as_coefficients_dict().values()
    return all(bool(one.is_number and abs(one) <= ROUNDING) for one in factors)


def is_whole(a: Num) -> bool:
    """Whether it is a whole number that floats have exactly."""
    return bool(a.expr.is_Integer) and not a.rounded and bool(abs(a.expr) < 2**53)


def scales(a: Num) -> bool:
    """Whether floats multiply by it, or divide, without rounding: a power of 2."""
    expr = abs(a.expr) if a.expr.is_Rational and not a.rounded else S.Zero
    return bool(expr and expr.p & (expr.p - 1) == 0 and expr.q & (expr.q - 1) == 0)


def degree(expr: Expr) -> int:
    """Return how many factors of a product hold a symbol, with their powers."""
    found = 0
    for factor in Mul.make_args(expr):
        base, power = factor.as_base_exp()
        if base.free_symbols:
            terms = [degree(term) if base.is_Add else 1 for term in Add.make_args(base)]
            found += max(terms) * (int(power) if power.is_Integer and power > 0 else 0)
    return found


def no_scaled_rounding(a: Num, factor: Num) -> None:
    """Refuse to make larger what only rounding has left."""
    left = a.rounded and a.expr.is_number and abs(a.expr) <= ROUNDING
    if left and not (factor.expr.is_number and abs(factor.expr) <= 1):
        msg = f"{a} times {factor}, where rounding decides the value"
        raise Puzzle(msg)


def check_size(expr: Expr) -> None:
    """Refuse whole numbers that NumPy's integers may not have, and high powers of sizes."""
    if expr.is_Integer and abs(expr) > _LARGEST_WHOLE:
        msg = "a whole number beyond 2**62, which NumPy's integers may not have"
        raise Puzzle(msg)
    sizes = expr.free_symbols
    if sizes and all(one.is_integer for one in sizes) and degree(expr) > _MOST_POWERS:
        msg = "a high power of the number of letters"
        raise Puzzle(msg)
