"""Recognising the logarithm of a power sum over its exponent, and a power sum minus 1 over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Add, Expr, Mul, Pow, S, Sum, cancel, expand, log

from symbinfo.numeric.program import LogPowerMean, Node, PowerRate, PowerSum
from symbinfo.numeric.recognise import powers_of_laws

if TYPE_CHECKING:
    from symbinfo.numeric.lower import Lowering
    from symbinfo.numeric.place import Env


def power_sum(lowering: Lowering, expr: Expr, env: Env) -> tuple[PowerSum, Expr] | None:
    """Return a power sum of laws with its exponent, or None if the expression is none."""
    found = powers_of_laws(expr.function, expr.limits) if isinstance(expr, Sum) else None
    if found is None:
        return None
    axes, inner = lowering.bound(expr, env)
    weight, base, exponent, order = (
        lowering.node(part, inner)
        for part in (found.weight, found.base, found.exponent, expand(found.exponent + 1))
    )
    if not set(axes) <= set(weight.axes) or set(axes) & set(exponent.axes):
        return None
    other = None if found.other is None else lowering.node(found.other, inner)
    return PowerSum(weight, base, exponent, order, other, axes), found.exponent


def power_mean(lowering: Lowering, expr: Expr, env: Env) -> tuple[Expr, Node] | None:
    """Read a product c log(power sum)/e, or c (power sum - 1)/e; return c and the other part."""
    for factor in Mul.make_args(expr):
        found = _power_mean(lowering, factor, env)
        if found is None:
            continue
        sign, exponent, node = found
        for other in Mul.make_args(expr):
            if isinstance(other, Pow) and other.exp == -1:
                ratio = cancel(other.base / exponent)
                if ratio.is_number:
                    return expr / factor / other * sign / ratio, node
    return None


def _power_mean(lowering: Lowering, factor: Expr, env: Env) -> tuple[Expr, Expr, Node] | None:
    if isinstance(factor, log):
        powers = power_sum(lowering, factor.args[0], env)
        return powers and (S.One, powers[1], LogPowerMean(powers[0]))
    if isinstance(factor, Add) and len(factor.args) == 2:
        number, rest = factor.as_coeff_Add()
        coefficient, total = rest.as_coeff_Mul()
        powers = power_sum(lowering, total, env) if number and number == -coefficient else None
        return powers and (coefficient, powers[1], PowerRate(powers[0]))
    return None
