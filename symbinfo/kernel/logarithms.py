"""What logarithms are, and where they are infinite."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Mul, Pow, Product, S, Sum, exp, log

from symbinfo.errors import Undefined
from symbinfo.kernel.forms import Form, Frozen, add_to, freeze, generator, multiply
from symbinfo.kernel.logs import Event, Value, constant_of, factors, log_form
from symbinfo.kernel.rebuild import rebuild
from symbinfo.kernel.shapes import single

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Expr

    from symbinfo.kernel.laws import Place
    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.signs import Positives

CERTAIN = Frozen()


@final
class Logarithms:
    """Reads logarithms, factor by factor."""

    def __init__(self, reader: Reader) -> None:
        self.context = reader.context
        self.signs = reader.signs
        self.reader = reader
        self._logs: dict[Place, Form] = {}

    def of(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        """Return the logarithm of an expression."""
        if isinstance(expr, Product):
            inner = Sum(log(expr.args[0], evaluate=False), *expr.args[1:])
            return self.reader.read(inner, letters, known)
        total: Form = {}
        events: set[Event] = set()
        for base, exponent in _powers(expr):
            inside = self.reader.ratio(base, letters, known)
            times = self.reader.finite(exponent, letters, known)
            if not self.signs.positive(inside, known):
                if not self.signs.nonnegative(inside):
                    msg = f"{base} may be negative inside a logarithm"
                    raise Undefined(msg)
                value = constant_of(self.reader.context_normal(times))
                if not value:
                    msg = f"{base} may be 0 inside a logarithm with a symbolic factor"
                    raise Undefined(msg)
                zero = freeze(inside) if inside else CERTAIN
                events.add(Event((), known, zero, -1 if value > 0 else 1))
            if inside:
                logs = self._logs_of(inside, self.reader.laws.place(base, letters))
                add_to(total, multiply(times, logs))
        return Value(total, frozenset(events))

    def _logs_of(self, inside: Form, place: Place | None) -> Form:
        if place is None:
            return self.parts(inside)
        if place not in self._logs:
            self._logs[place] = self.parts(inside)
        return self._logs[place]

    def parts(self, form: Form) -> Form:
        """Return the logarithm of |form|, with joint laws split by independences."""
        rules = self.context.rules
        constant, parts = factors(rebuild(form, rules.split, self.signs))
        if rules.functions:
            parts = [(self._without_functions(part), e) for part, e in parts]
        return log_form(constant, parts)

    def _without_functions(self, part: Form) -> Form:
        gen = single(freeze(part))
        reducible = gen is not None and gen.kind == "law"
        return generator(self.context.rules.reduce_law(gen)) if gen and reducible else part


def _powers(expr: Expr) -> Iterable[tuple[Expr, Expr]]:
    """Return the factors of a product as bases and exponents."""
    for arg in Mul.make_args(expr):
        if isinstance(arg, Pow):
            yield arg.args
        elif isinstance(arg, exp):
            yield S.Exp1, arg.args[0]
        else:
            yield arg, S.One
