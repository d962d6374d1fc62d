"""Logarithms and exponentials of the numbers of a run, as floating-point code sees them."""

from __future__ import annotations

from sympy import S, exp, expand_log, log

from symbinfo.code.number import MINUS_INFINITY, NAN, Num, sign


def logarithm(a: Num) -> Num:
    """Return log a: -oo at 0, NaN below."""
    if not a.finite:
        return NAN if a.kind == "-oo" else a
    side = sign(a)
    if side > 0:
        return Num(expand_log(log(a.expr)), rounded=a.rounded or a.expr != 1)
    return MINUS_INFINITY if side == 0 else NAN


def exponential(a: Num) -> Num:
    """Return e to the power a."""
    if a.finite:
        return Num(exp(a.expr), rounded=a.rounded or a.expr != 0)
    return Num(S.Zero) if a.kind == "-oo" else a
