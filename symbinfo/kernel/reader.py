"""From SymPy expressions to forms: what each node means, and where it has no meaning."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, final

from sympy import (
    Add,
    Derivative,
    Expr,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    exp,
    log,
)
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Term, Weighted, XLogY, is_letter
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability, SymbolicPmf, TabularPmf
from symbinfo.core.trees import nodes
from symbinfo.core.variables import JointLaw
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.calculus import differentiate, variable_of
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    add,
    add_to,
    freeze,
    generator,
    multiply,
    number,
    power,
    scale,
)
from symbinfo.kernel.logs import (
    Event,
    Value,
    as_product,
    constant_of,
    exponential,
    factors,
    inverse,
    log_form,
    rational,
)
from symbinfo.kernel.rebuild import rebuild
from symbinfo.kernel.rules import law_gen
from symbinfo.kernel.shapes import primitive, single

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sympy import Tuple
    from sympy.core.basic import Basic

    from symbinfo.kernel.context import Context
    from symbinfo.kernel.signs import Positives

Letters = dict[Symbol, str]
Place = tuple[Expr | tuple[Symbol, str], ...]
MOST_LETTERS = 4096
CERTAIN = Frozen()


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
        self._entries: dict[Place, Form] = {}
        self._compared: dict[tuple[Basic, ...], set[Expr]] = {}
        self._logs: dict[Place, Form] = {}
        self._free: dict[JointLaw, set[Symbol]] = {}
        self._cases: dict[type, Callable[[Expr, Letters, Positives], Value]] = {
            Add: self._add,
            Mul: self._mul,
            Pow: self._pow,
            log: self._log,
            exp: self._exp,
            Sum: self._sum,
            XLogY: self._xlogy,
            Weighted: self._weighted,
            Probability: self._probability,
            Term: self._term,
            KroneckerDelta: self._delta,
            Derivative: self._derivative,
            Subs: self._subs,
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
            return self._function(expr, letters, known)
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
        place = self._place(expr, letters)
        if place and place in self._entries:
            return self._entries[place]
        form = self.context_normal(self.finite(expr, letters, known))
        found = rational(form, self.signs, known)
        if place:
            self._entries[place] = found
        return found

    def _place(self, expr: Expr, letters: Letters) -> Place | None:
        """Return all that the value of an entry of an explicit joint law hangs on."""
        if not isinstance(expr, Probability) or not isinstance(expr.pmf, JointLaw):
            return None
        law = expr.pmf
        if law.variables[0].table is None:
            return None
        free = self._free_symbols(law)
        here = ((x, name) for x, name in letters.items() if x in free or x in expr.letters)
        return (expr, *here)

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
        return Value(exponential(multiply(inside, self._log_parts(form)), self.signs, known))

    def _log_parts(self, form: Form) -> Form:
        rules = self.context.rules
        constant, parts = factors(rebuild(form, rules.split, self.signs))
        if rules.functions:
            parts = [(self._without_functions(part), e) for part, e in parts]
        return log_form(constant, parts)

    def _without_functions(self, part: Form) -> Form:
        gen = single(freeze(part))
        reducible = gen is not None and gen.kind == "law"
        return generator(self.context.rules.reduce_law(gen)) if gen and reducible else part

    def _log(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        return self._log_of(expr.args[0], letters, known)

    def _log_of(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        if isinstance(expr, Product):
            inner = Sum(log(expr.args[0], evaluate=False), *expr.args[1:])
            return self.read(inner, letters, known)
        total: Form = {}
        events: set[Event] = set()
        for base, exponent in _powers(expr):
            inside = self.ratio(base, letters, known)
            times = self.finite(exponent, letters, known)
            if not self.signs.positive(inside, known):
                if not self.signs.nonnegative(inside):
                    msg = f"{base} may be negative inside a logarithm"
                    raise Undefined(msg)
                value = constant_of(self.context_normal(times))
                if not value:
                    msg = f"{base} may be 0 inside a logarithm with a symbolic factor"
                    raise Undefined(msg)
                zero = freeze(inside) if inside else CERTAIN
                events.add(Event((), known, zero, -1 if value > 0 else 1))
            if inside:
                logs = self._logs_of(inside, self._place(base, letters))
                add_to(total, multiply(times, logs))
        return Value(total, frozenset(events))

    def _logs_of(self, inside: Form, place: Place | None) -> Form:
        if place is None:
            return self._log_parts(inside)
        if place not in self._logs:
            self._logs[place] = self._log_parts(inside)
        return self._logs[place]

    def _exp(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        form = self.context_normal(self.finite(expr.args[0], letters, known))
        return Value(exponential(form, self.signs, known))

    def _sum(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        return self._over(expr.function, expr.limits, letters, known)

    def _over(
        self, expr: Expr, limits: tuple[Tuple, ...], letters: Letters, known: Positives
    ) -> Value:
        """Return the sum of an expression over letters, the last ones outermost."""
        if not limits:
            return self.read(expr, letters, known)
        inner, (variable, low, high) = limits[:-1], limits[-1]
        if low != 0:
            msg = f"sums start at 0, got {limits[-1]}"
            raise NotUnderstood(msg)
        size = high + 1
        if size.is_Integer and self.context.expand:
            return self._expanded(expr, limits, letters, known)
        if not (size.is_integer and size.is_positive):
            msg = f"the size {size} of a sum is not known to be positive"
            raise NotUnderstood(msg)
        if size.free_symbols & set(letters):
            msg = f"the size {size} of a sum depends on a letter"
            raise NotUnderstood(msg)
        letter = self.context.letter_of(limits[-1])
        value = self._over(expr, inner, {**letters, variable: letter}, known)
        binder = (letter, freeze(self.finite(size, {}, frozenset())))
        form = {
            Key((*key.binders, binder), key.guard, key.monomial): c for key, c in value.form.items()
        }
        events = {e._replace(binders=(*e.binders, letter)) for e in value.events}
        return Value(form, frozenset(events))

    def _expanded(
        self, expr: Expr, limits: tuple[Tuple, ...], letters: Letters, known: Positives
    ) -> Value:
        inner, (variable, _, high) = limits[:-1], limits[-1]
        size = int(high) + 1
        if size > MOST_LETTERS:
            msg = f"a sum over {size} letters is too long to write out"
            raise NotUnderstood(msg)
        asked = (expr, *limits)
        if asked not in self._compared:
            self._compared[asked] = _compared_with(expr, limits)
        for x in self._compared[asked]:
            name = str(x) if x.is_Integer else self._name_of_letter(x, letters)
            self.context.is_among(name, Integer(size))
        total: Form = {}
        events: frozenset[Event] = frozenset()
        for i in range(max(size, 0)):
            value = self._over(expr, inner, {**letters, variable: str(i)}, known)
            add_to(total, value.form)
            events |= value.events
        return Value(total, events)

    def _xlogy(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        weight, inside = expr.args
        return self._guarded(weight, lambda k: self._log_of(inside, letters, k), letters, known)

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

    def letter(self, x: Expr, letters: Letters, size: Expr) -> str:
        """Return the internal name of a letter, and refuse one that may not exist."""
        if x.is_Integer:
            if not (x == 0 or (x > 0 and size.is_Integer and x < size)):
                msg = f"the letter {x} may not exist in an alphabet of {size} letters"
                raise NotUnderstood(msg)
            return str(x)
        name = self._name_of_letter(x, letters)
        self.context.is_among(name, size)
        return name

    def _name_of_letter(self, x: Expr, letters: Letters) -> str:
        """Return a name that no other letter has, even if it is printed alike."""
        if x not in letters and not is_letter(x):
            msg = f"{x} does not stand for any letter; write letter({str(x)!r})"
            raise NotUnderstood(msg)
        return letters.get(x) or f"${self.context.name(x)}"

    def _probability(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        law, sizes = expr.pmf, expr.pmf.sizes
        names = [self.letter(x, letters, s) for x, s in zip(expr.letters, sizes, strict=True)]
        if isinstance(law, SymbolicPmf):
            gen = Gen("prob", (self.context.name(law),), tuple(names))
            return self.one_letter(gen, law.sizes[0])
        if isinstance(law, JointLaw) and len(set(law.variables)) != len(law.variables):
            msg = f"a variable occurs twice in {law}"
            raise NotUnderstood(msg)
        if isinstance(law, JointLaw) and law.variables[0].table is None:
            pairs = zip(map(self.context.name, law.variables), names, strict=True)
            return self._rewritten(law_gen(dict(pairs)))
        if not all(name.isdigit() for name in names):
            msg = f"the letter of {expr} is not known"
            raise NotUnderstood(msg)
        if isinstance(law, JointLaw):
            return Value(self._marginal(law, names, letters))
        value = self.context_normal(
            self.finite(law.probability(*map(Integer, names)), letters, known)
        )
        if isinstance(law, TabularPmf) and not self.signs.nonnegative(value):
            msg = f"the probability {law.probability(*map(Integer, names))} may be negative"
            raise Undefined(msg)
        return Value(value)

    def _marginal(self, law: JointLaw, names: list[str], letters: Letters) -> Form:
        """Return a sum of entries of an explicit joint table."""
        if any(v.size != len(v.values()) for v in law.variables):
            msg = f"{law} does not have the letters of its table"
            raise NotUnderstood(msg)
        cells = law.cells(*map(Integer, names))
        parts = [self._entry(cell, law, letters) for cell in cells]
        for part, cell in zip(parts, cells, strict=True):
            if not self.signs.nonnegative(part):
                msg = f"the probability {cell} may be negative"
                raise Undefined(msg)
        total = add(*parts)
        if total and len(parts) > 1:
            self.signs.sums[freeze(total)] = tuple(freeze(part) for part in parts if part)
        return total

    def _entry(self, cell: Expr, law: JointLaw, letters: Letters) -> Form:
        """Return an entry of a table, as it was read first if nothing can have changed it."""
        known = cell in self.context.entries and not self.context.rules.equations
        if known and self._free_symbols(law).isdisjoint(letters):
            return self.context.entries[cell]
        return self.context_normal(self.finite(cell, letters, frozenset()))

    def _free_symbols(self, law: JointLaw) -> set[Symbol]:
        if law not in self._free:
            self._free[law] = law.free_symbols
        return self._free[law]

    def one_letter(self, gen: Gen, size: Expr) -> Value:
        """Return a probability, which is 1 on an alphabet of one letter."""
        return Value(number(1)) if size == 1 else self._rewritten(gen)

    def _rewritten(self, gen: Gen) -> Value:
        found = self.context.rules.by_equation(gen)
        return Value(generator(gen) if found is None else found)

    def _term(self, expr: Expr, letters: Letters, _: Positives) -> Value:
        sequence = expr.sequence
        pairs = zip(expr.letters, sequence.sizes, strict=True)
        names = tuple(self.letter(x, letters, size) for x, size in pairs)
        return self._rewritten(Gen("seq", (self.context.name(sequence),), names))

    def _delta(self, expr: Expr, letters: Letters, _: Positives) -> Value:
        names = []
        for x in expr.args:
            if not isinstance(x, Symbol) and not (x.is_Integer and x.is_nonnegative):
                msg = f"there is no rule for {expr}"
                raise NotUnderstood(msg)
            names.append(str(x) if x.is_Integer else self._name_of_letter(x, letters))
        if names[0] == names[1]:
            return Value(number(1))
        if all(name.isdigit() for name in names):
            return Value({})
        self.context.same_range(*names)
        return Value(generator(Gen("delta", (), tuple(sorted(names)))))

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

    def _function(self, expr: AppliedUndef, letters: Letters, known: Positives) -> Value:
        if len(expr.args) != 1:
            msg = f"there is no rule for functions of several arguments: {expr}"
            raise NotUnderstood(msg)
        form = self.ratio(expr.args[0], letters, known)
        return Value(
            generator(Gen("app", (self.context.name(expr.func), "0"), (), (freeze(form),)))
        )

    def _derivative(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        form = self.context_normal(self.finite(expr.args[0], letters, known))
        for variable, times in expr.variable_count:
            if isinstance(variable, Probability):
                msg = f"{variable} is not free: the probabilities sum to 1; use a sequence"
                raise NotUnderstood(msg)
            target = variable_of(variable, letters, self)
            for _ in range(int(times)):
                form = differentiate(form, target, self.context)
        return Value(form)

    def _subs(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        inner, (variable,), (point,) = expr.args
        function = inner.args[0] if isinstance(inner, Derivative) else inner
        if not isinstance(function, AppliedUndef) or function.args != (variable,):
            msg = f"there is no rule for {expr}"
            raise NotUnderstood(msg)
        order = sum(int(times) for _, times in inner.variable_count)
        form = self.ratio(point, letters, known)
        gen = Gen("app", (self.context.name(function.func), str(order)), (), (freeze(form),))
        return Value(generator(gen))


@lru_cache(maxsize=1024)
def _definition(measure: Measure) -> Expr:
    """Return the definition of a measure; the sides of many steps have the same measures."""
    return measure.definition()


def _compared_with(expr: Expr, limits: tuple[Tuple, ...]) -> set[Expr]:
    """Return the letters, from outside a sum, that it compares with its outermost letter."""
    variable = limits[-1][0]
    deltas = (node for node in nodes((expr, *limits[:-1])) if isinstance(node, KroneckerDelta))
    pairs = [set(delta.args) for delta in deltas if variable in delta.args]
    if not pairs:
        return set()
    known = Sum(expr, *limits[:-1]).free_symbols if limits[:-1] else expr.free_symbols
    return {x for pair in pairs for x in pair - {variable} if x.is_Integer or x in known}


ZERO_TIMES_LOG = "write XLogY(a, b) for a product a log b that is 0 where a = 0"


def _may_vanish(what: str, expr: Expr) -> tuple[str, str]:
    laws = sorted({str(p.pmf) for p in expr.atoms(Probability)})
    hint = " and ".join(f"FullSupport({law})" for law in laws)
    return f"{what} may be 0", f"assume {hint}" if hint else ""


def _powers(expr: Expr) -> Iterable[tuple[Expr, Expr]]:
    """Return the factors of a product as bases and exponents."""
    for arg in Mul.make_args(expr):
        if isinstance(arg, Pow):
            yield arg.args
        elif isinstance(arg, exp):
            yield S.Exp1, arg.args[0]
        else:
            yield arg, S.One
