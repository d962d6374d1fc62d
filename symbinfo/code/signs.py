"""Signs of expressions, as far as they are certain."""

from __future__ import annotations

from typing import final

from sympy import Dummy, Expr, S, Symbol


def sign_of(expr: Expr) -> int | None:
    """Return the sign of an expression, or None."""
    for known, answer in ((expr.is_zero, 0), (expr.is_positive, 1), (expr.is_negative, -1)):
        if known:
            return answer
    opened = expr.expand()
    if opened != expr:
        return sign_of(opened)
    low, high = range_of(expr)
    if low is not None and low > 0:
        return 1
    return -1 if high is not None and high < 0 else None


def at_most_one(name: str) -> Symbol:
    """Return a symbol for a probability that is positive."""
    return Symbol(f"{name}\N{ZERO WIDTH SPACE}", positive=True)


@final
class SumSymbol(Dummy):  # type: ignore[misc]
    """A symbol for the sum of a term over letters; `term` is that term."""

    term: Expr


def _is_probability(expr: Expr) -> bool:
    return isinstance(expr, Symbol) and expr.name.endswith("\N{ZERO WIDTH SPACE}")


def _is_share(expr: Expr) -> bool:
    """Return whether it is a positive term over the sum of all such terms: at most 1."""
    top, down = expr.as_numer_denom()
    share = isinstance(down, SumSymbol) and down.is_positive and top.is_positive
    return bool(share and down.term == top)


def range_of(expr: Expr) -> tuple[Expr | None, Expr | None]:
    """Return bounds of a sum of probabilities with factors; a positive one is above its bound."""
    low = high = S.Zero
    for symbol, factor in expr.as_coefficients_dict().items():
        if symbol == 1:
            low, high = low + factor, high + factor
        elif _is_probability(symbol) or _is_share(symbol):
            low, high = low + min(factor, 0), high + max(factor, 0)
        else:
            return None, None
    return low, high
