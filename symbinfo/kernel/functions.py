"""What unknown functions and their derivatives are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Derivative
from sympy.core.function import AppliedUndef

from symbinfo.core.pmf import Probability
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.calculus import differentiate, variable_of
from symbinfo.kernel.forms import Form, Gen, freeze, generator, thaw
from symbinfo.kernel.logs import Value

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.signs import Positives, Signs


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
            _finite(form, reader.signs, expr)
    return Value(form)


def _finite(form: Form, signs: Signs, expr: Expr) -> None:
    """Refuse a derivative that may be infinite at an end of an interval."""
    for key in form:
        known = {freeze(generator(gen)) for gen, e in key.monomial if e > 0}.union(key.guard)
        for gen, e in key.monomial:
            inside = thaw(gen.payload[0]) if gen.kind == "log" else generator(gen)
            if (e < 0 or gen.kind == "log") and not signs.positive(inside, frozenset(known)):
                msg = f"{expr} may be infinite at an end of an interval"
                raise Undefined(msg)


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
