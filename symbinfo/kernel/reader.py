"""From SymPy expressions to forms: what each node means, and where it has no meaning."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from math import prod
from typing import TYPE_CHECKING, final

from sympy import (
    Add,
    Derivative,
    Expr,
    KroneckerDelta,
    Mul,
    Pow,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    exp,
    log,
)
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability
from symbinfo.core.sequences import Term
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    add_to,
    freeze,
    generator,
    multiply,
    number,
    power,
    scale,
)
from symbinfo.kernel.functions import derivative, derivative_at, function
from symbinfo.kernel.laws import Laws, Place
from symbinfo.kernel.logarithms import Logarithms
from symbinfo.kernel.logs import (
    Event,
    Value,
    as_product,
    exponential,
    inverse,
    rational,
)
from symbinfo.kernel.shapes import primitive
from symbinfo.kernel.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.kernel.context import Context
    from symbinfo.kernel.signs import Positives

Letters = dict[Symbol, str]


@final
class Reader:
    """Reads expressions under the hypotheses of one statement.

    With `open_measures`, the definitions of measures are opened; else each measure is a
    generator of its own.
    """

    def __init__(self, context: Context, *, open_measures: bool) -> None:
        self.context = context
        self.signs = context.signs
        self.open_measures = open_measures
        self.laws = Laws(self)
        self._totals = Totals(self)
        self._entries: dict[Place, Form] = {}
        self._logarithms = Logarithms(self)
        self._cases: dict[type, Callable[[Expr, Letters, Positives], Value]] = {
            Add: self._add,
            Mul: self._mul,
            Pow: self._pow,
            log: self._log,
            exp: self._exp,
            Sum: self._sum,
            XLogY: self._xlogy,
            Weighted: self._weighted,
            Probability: self.laws.probability,
            Term: self.laws.term,
            KroneckerDelta: self.laws.delta,
            Derivative: partial(derivative, self),
            Subs: partial(derivative_at, self),
        }

    def read(
        self, expr: Expr, letters: Letters | None = None, known: Positives = frozenset()
    ) -> Value:
        """Return the value of an expression where all of `known` are positive."""
        letters = letters or {}
        if isinstance(expr, Rational):
            whole = expr.is_Integer
            return Value(number(int(expr) if whole else Fraction(int(expr.p), int(expr.q))))
        case = self._cases.get(type(expr))
        if case is not None:
            return case(expr, letters, known)
        if isinstance(expr, Symbol):
            return self._symbol(expr, letters)
        if isinstance(expr, Measure):
            return self._measure(expr, letters, known)
        if isinstance(expr, AppliedUndef):
            return function(self, expr, letters, known)
        if expr is S.Exp1:
            return Value(exponential(number(1), self.signs, known))
        if expr is S.Pi:
            return Value(generator(Gen("pi")))
        msg = f"there is no rule for {type(expr).__name__}: {expr}"
        raise NotUnderstood(msg)

    def finite(self, expr: Expr, letters: Letters, known: Positives) -> Form:
        """Return the form of an expression that must be finite where it stands."""
        value = self.read(expr, letters, known)
        if value.events:
            msg = f"{expr} may be infinite"
            raise Undefined(msg)
        return value.form

    def ratio(self, expr: Expr, letters: Letters, known: Positives) -> Form:
        """Return the form of a finite expression, with its sums as generators."""
        place = self.laws.place(expr, letters)
        if place and place in self._entries:
            return self._entries[place]
        form = self.context_normal(self.finite(expr, letters, known))
        found = rational(form, self.signs, known)
        if place:
            self._entries[place] = found
        return found

    def context_normal(self, form: Form) -> Form:
        """Return the form in normal form."""
        from symbinfo.kernel.normal_form import normalise

        return normalise(form, self.context)

    def _add(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        total: Form = {}
        events: frozenset[Event] = frozenset()
        for arg in expr.args:
            value = self.read(arg, letters, known)
            add_to(total, value.form)
            events |= value.events
        return Value(total, events)

    def _mul(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        values = [self.read(arg, letters, known) for arg in expr.args]
        result = number(1)
        for value in values:
            result = multiply(result, value.form)
        events: set[Event] = set()
        for i, value in enumerate(values):
            if value.events:
                others = [v for j, v in enumerate(values) if j != i]
                sign = prod(self._strict_sign(v, expr, known) for v in others)
                events |= {e._replace(sign=e.sign * sign) for e in value.events}
        return Value(result, frozenset(events))

    def _strict_sign(self, value: Value, expr: Expr, known: Positives) -> int:
        if not value.events:
            form = self.context_normal(value.form)
            if self.signs.positive(form, known):
                return 1
            if self.signs.positive(scale(form, -1), known):
                return -1
        msg = f"{expr} may be 0 times oo; {ZERO_TIMES_LOG}"
        raise Undefined(msg)

    def _pow(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        base, exponent = expr.args
        if exponent.is_Integer and exponent > 0:
            form = self.finite(base, letters, known)
            if any(key.binders for key in form):
                form = self.ratio(base, letters, known)
            return Value(power(form, int(exponent)))
        form = self.ratio(base, letters, known)
        if exponent.is_Integer:
            if not (
                self.signs.positive(form, known) or self.signs.positive(scale(form, -1), known)
            ):
                raise Undefined(*_may_vanish(f"the denominator {base}", base))
            return Value(power(inverse(form), -int(exponent)))
        if not self.signs.positive(form, known):
            raise Undefined(*_may_vanish(f"the base {base} of a power", base))
        inside = self.finite(exponent, letters, known)
        return Value(exponential(multiply(inside, self._logarithms.parts(form)), self.signs, known))

    def _log(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        return self._logarithms.of(expr.args[0], letters, known)

    def _exp(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        form = self.context_normal(self.finite(expr.args[0], letters, known))
        return Value(exponential(form, self.signs, known))

    def _sum(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        return self._totals.over(expr.function, expr.limits, letters, known)

    def _xlogy(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        weight, inside = expr.args
        return self._guarded(
            weight, lambda k: self._logarithms.of(inside, letters, k), letters, known
        )

    def _weighted(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        weight, inside = expr.args
        return self._guarded(weight, lambda k: self.read(inside, letters, k), letters, known)

    def _guarded(
        self,
        weight: Expr,
        inside: Callable[[Positives], Value],
        letters: Letters,
        known: Positives,
    ) -> Value:
        """Return weight times inside, which is 0 where the weight is."""
        form = self.ratio(weight, letters, known)
        if not form:
            return Value({})
        if not self.signs.nonnegative(form) and not self.signs.positive(form, known):
            msg = f"the weight {weight} may be negative"
            raise Undefined(msg)
        product = as_product(form) if len(form) > 1 else form
        guard = self._support(product, form)
        value = inside(known | guard)
        outer: Form = {Key((), tuple(sorted(guard)), key.monomial): c for key, c in product.items()}
        return Value(multiply(outer, value.form), value.events)

    def _support(self, product: Form, form: Form) -> frozenset[Frozen]:
        """Return what must be positive for a weight to be so."""
        ((key, coefficient),) = product.items()
        gens = [gen for gen, e in key.monomial if e > 0]
        if coefficient > 0 and all(map(self.signs.gen_nonnegative, (g for g, _ in key.monomial))):
            return frozenset(
                gen.payload[0] if gen.kind == "val" else freeze(generator(gen)) for gen in gens
            )
        return frozenset({primitive(form)})

    def _symbol(self, expr: Symbol, letters: Letters) -> Value:
        if expr in letters:
            msg = f"the letter {expr} is used as a number"
            raise NotUnderstood(msg)
        if not expr.is_real:
            msg = f"{expr} is not known to be real: write parameter({expr.name!r}, ...)"
            raise NotUnderstood(msg)
        gen = Gen("sym", (self.context.name(expr),))
        found = self.context.rules.by_equation(gen)
        return Value(generator(gen) if found is None else found)

    def _measure(self, expr: Measure, letters: Letters, known: Positives) -> Value:
        definition = self.read(_definition(expr), letters, known)
        if self.open_measures:
            return definition
        free = sorted(expr.free_symbols & set(letters), key=str)
        holes = {x: Symbol(f"hole{i}") for i, x in enumerate(free)}
        gen = Gen(
            "measure",
            (self.context.name(expr.xreplace(holes)),),
            tuple(letters[x] for x in free),
        )
        return Value(generator(gen), definition.events)


@lru_cache(maxsize=1024)
def _definition(measure: Measure) -> Expr:
    """Return the definition of a measure; the sides of many steps have the same measures."""
    return measure.definition()


ZERO_TIMES_LOG = "write XLogY(a, b) for a product a log b that is 0 where a = 0"


def _may_vanish(what: str, expr: Expr) -> tuple[str, str]:
    laws = sorted({str(p.pmf) for p in expr.atoms(Probability)})
    hint = " and ".join(f"FullSupport({law})" for law in laws)
    return f"{what} may be 0", f"assume {hint}" if hint else ""
