"""Numbers as Python source."""

from __future__ import annotations

import numpy as np
from sympy import E, EulerGamma, Expr, Integer, Rational, S, pi

from symbinfo.numeric.code import Code, Level, negative, number
from symbinfo.numeric.double import Double, exact

_NAMED = {S.Infinity: "np.inf", S.NaN: "np.nan", S.ComplexInfinity: "np.nan"}
_NAMED |= {pi: "np.pi", E: "np.e", EulerGamma: "np.euler_gamma"}
_EXACT = 2**53
_NOT_FINITE = {S.Infinity: float("inf"), S.NegativeInfinity: -float("inf")}


def literal(value: Expr) -> Code:
    """Return the code of a number.

    >>> from sympy import Rational
    >>> literal(Rational(-9, 10)).text
    '-9 / 10'
    """
    if value in _NAMED:
        return number(_NAMED[value])
    if value.is_negative:
        return negative(literal(-value))
    if isinstance(value, Rational) and not isinstance(value, Integer):
        return number(f"{value.p} / {value.q}", Level.MUL)
    if isinstance(value, Integer) and value <= _EXACT:
        return number(str(value))
    return number(repr(float(value)))


def as_double(value: Expr) -> Double:
    """Return a number with about 32 digits."""
    if value in (S.Infinity, S.NegativeInfinity, S.NaN, S.ComplexInfinity):
        return exact(_NOT_FINITE.get(value, float("nan")))
    digits = value if isinstance(value, Rational) else Rational(str(value.evalf(40)))
    high = float(digits)
    return Double(np.float64(high), np.float64(digits - Rational(high)))
