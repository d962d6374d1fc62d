"""What unknown functions and their derivatives are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Derivative
from sympy.core.function import AppliedUndef

from symbinfo.core.pmf import Probability
from symbinfo.errors import NotUnderstood
from symbinfo.kernel.calculus import differentiate, variable_of
from symbinfo.kernel.forms import Gen, freeze, generator
from symbinfo.kernel.logs import Value

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.signs import Positives


def function(reader: Reader, expr: Expr, letters: Letters, known: Positives) -> Value:
    """Return an applied function, which is not known."""
    if len(expr.args) != 1:
        msg = f"there is no rule for functions of several arguments: {expr}"
        raise NotUnderstood(msg)
    form = reader.ratio(expr.args[0], letters, known)
    return Value(generator(Gen("app", (reader.context.name(expr.func), "0"), (), (freeze(form),))))


def derivative(reader: Reader, expr: Expr, letters: Letters, known: Positives) -> Value:
    """Return a derivative."""
    form = reader.context_normal(reader.finite(expr.args[0], letters, known))
    for variable, times in expr.variable_count:
        if isinstance(variable, Probability):
            msg = f"{variable} is not free: the probabilities sum to 1; use a sequence"
            raise NotUnderstood(msg)
        target = variable_of(variable, letters, reader)
        for _ in range(int(times)):
            form = differentiate(form, target, reader.context)
    return Value(form)


def derivative_at(reader: Reader, expr: Expr, letters: Letters, known: Positives) -> Value:
    """Return the derivative of a function at a point."""
    inner, (variable,), (point,) = expr.args
    function = inner.args[0] if isinstance(inner, Derivative) else inner
    if not isinstance(function, AppliedUndef) or function.args != (variable,):
        msg = f"there is no rule for {expr}"
        raise NotUnderstood(msg)
    order = sum(int(times) for _, times in inner.variable_count)
    form = reader.ratio(point, letters, known)
    gen = Gen("app", (reader.context.name(function.func), str(order)), (), (freeze(form),))
    return Value(generator(gen))
