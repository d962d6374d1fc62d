"""Values and hypotheses at explicit objects: numbers and tables with rational entries.

Nothing is assumed here. A hypothesis holds if every probability that it speaks of is as it
says, in rational arithmetic.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, final

from sympy import Add, Dummy, Expr, Mul, Rational, S, Sum, exp, log

from symbinfo.core.atoms import Weighted
from symbinfo.core.facts import (
    EquationFact,
    FunctionFact,
    IndependenceFact,
    InequalityFact,
    OrderFact,
    PositiveFact,
    VanishingFact,
)
from symbinfo.core.measure import Measure
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel import events
from symbinfo.kernel.context import Context
from symbinfo.kernel.enclosure import enclose, sign_of_number
from symbinfo.kernel.forms import Form, Gen, add, multiply, subtract, thaw
from symbinfo.kernel.instance import Instance, renamed
from symbinfo.kernel.logs import constant_of
from symbinfo.kernel.normal_form import is_zero, resolve
from symbinfo.kernel.reader import Letters, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Tuple
    from sympy.core.basic import Basic

    from symbinfo.core.facts import Fact
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.variables import RandomVariable

    Group = tuple[RandomVariable, ...]

DIGITS = 16
MOST_DIGITS = 1024


class Number(NamedTuple):
    """A number without names, or an infinity (`infinite` is 1 or -1)."""

    form: Form
    infinite: int = 0

    def text(self, digits: int = DIGITS) -> str:
        """Return a fraction, an infinity, or a number with so many digits."""
        if self.infinite:
            return "oo" if self.infinite > 0 else "-oo"
        fraction = constant_of(self.form)
        if fraction is not None:
            return str(fraction)
        return str(enclose(self.form, 64 + 4 * digits).str(digits, radius=False))

    def exact(self) -> Expr:
        """Return the number as a SymPy expression."""
        return self.infinite * S.Infinity if self.infinite else _expression(self.form)


ZERO = Number({})


def _expression(form: Form) -> Expr:
    terms = []
    for key, coefficient in form.items():
        value = Fraction(coefficient)
        powers = (_generator(gen) ** exponent for gen, exponent in key.monomial)
        terms.append(Mul(Rational(value.numerator, value.denominator), *powers))
    return Add(*terms)


def _generator(gen: Gen) -> Expr:
    if gen.kind == "pi":
        return S.Pi
    inside = _expression(thaw(gen.payload[0]))
    return {"log": log, "exp": exp}.get(gen.kind, S)(inside)


def texts(left: Number, right: Number) -> tuple[str, str]:
    """Return two numbers that differ, or are equal, with enough digits to show it."""
    digits = DIGITS
    while left != right and left.text(digits) == right.text(digits) and digits < MOST_DIGITS:
        digits *= 2
    return left.text(digits), right.text(digits)


@final
class Explicit:
    """Reads expressions at explicit objects, and checks hypotheses there.

    `replace` puts the objects for the names. Sums and products are evaluated here, part by
    part: were the objects put in first, SymPy would cancel oo - oo and 0 oo.
    """

    def __init__(self, replace: Instance, parts: Iterable[Basic]) -> None:
        self.replace = replace
        self.context = Context(map(replace, parts), ())
        self.context.expand = True
        self.reader = Reader(self.context, open_measures=True)

    def value(self, expr: Basic, letters: Letters | None = None) -> Number:
        """Return the value of an expression; oo - oo and 0 oo have none."""
        letters = letters or {}
        match expr:
            case Add():
                return self._total(expr, [self.value(arg, letters) for arg in expr.args])
            case Mul():
                return self._product(expr, [self.value(arg, letters) for arg in expr.args])
            case Sum():
                every, (inner,) = self.opened(expr.limits, (expr.function,))
                return self._total(expr, [self.value(inner, {**letters, **at}) for at in every])
            case Weighted():
                weight = self.value(expr.args[0], letters)
                if not self.compare(weight, ZERO):
                    return ZERO
                return self._product(expr, [weight, self.value(expr.args[1], letters)])
            case log() if self.value(expr.args[0], letters) == ZERO:
                return Number({}, -1)
            case Measure() if not (definition := expr.definition()).has(Sum):
                return self.value(definition, letters)
            case _ if expr in (S.Infinity, S.NegativeInfinity):
                return Number({}, 1 if expr is S.Infinity else -1)
            case _:
                return self._read(self.replace(expr), letters)

    def _read(self, expr: Expr, letters: Letters) -> Number:
        found = self.reader.read(expr, letters)
        kept = events.possible(found.events, self.context)
        if not all(map(events.certain, kept)):
            msg = f"it is not clear whether {expr} is infinite"
            raise NotUnderstood(msg)
        infinities = [Number({}, event.sign) for event in kept]
        return self._total(expr, infinities or [Number(found.form)])

    def _total(self, expr: Basic, parts: list[Number]) -> Number:
        signs = {part.infinite for part in parts} - {0}
        if len(signs) > 1:
            msg = f"{expr} is oo - oo"
            raise Undefined(msg)
        if signs:
            return Number({}, signs.pop())
        return self._number(add(*(part.form for part in parts)))

    def _product(self, expr: Basic, parts: list[Number]) -> Number:
        if any(part.infinite for part in parts):
            sign = prod(self.compare(part, ZERO) for part in parts)
            if sign:
                return Number({}, sign)
            msg = f"{expr} is 0 times oo"
            raise Undefined(msg)
        return self._number(reduce(multiply, (part.form for part in parts)))

    def _number(self, form: Form) -> Number:
        return ZERO if is_zero(form, self.context) else Number(resolve(form, self.context))

    def compare(self, left: Number, right: Number) -> int:
        """Return the sign of the difference; an infinity is equal to itself."""
        if left.infinite != right.infinite:
            return 1 if left.infinite > right.infinite else -1
        if left.infinite:
            return 0
        return sign_of_number(subtract(left.form, right.form), self.context)

    def opened(
        self, limits: Iterable[Tuple], parts: Iterable[Expr]
    ) -> tuple[list[Letters], list[Expr]]:
        """Return all values of bound letters, and expressions with these letters renamed."""
        names: dict[Basic, Basic] = {}
        ranges = []
        for letter, low, high in limits:
            names[letter] = Dummy(letter.name, integer=True, nonnegative=True)
            last = self.replace(high)
            if low != 0 or not last.is_Integer:
                msg = f"the letters from {low} to {last} cannot be listed"
                raise NotUnderstood(msg)
            ranges.append([(names[letter], str(i)) for i in range(int(last) + 1)])
        every = [dict(choice) for choice in product(*ranges)]
        return every, [renamed(part, names) for part in parts]

    def holds(self, hypothesis: Hypothesis) -> bool:
        """Whether a hypothesis is true; one that cannot be checked is refused."""
        return all(map(self._fact, hypothesis.facts()))

    def _fact(self, fact: Fact) -> bool:
        match fact:
            case IndependenceFact(groups, given):
                return independent(tuple(map(self._group, groups)), self._group(given))
            case FunctionFact(targets, sources):
                return is_function(self._group(targets), self._group(sources))
            case PositiveFact(limits, guards, value):
                every, (inner, *where) = self.opened(limits, (value, *guards))
                every = [at for at in every if all(self._sign(g, at) > 0 for g in where)]
                return all(self._sign(inner, at) > 0 for at in every)
            case VanishingFact(limits, positive, zero):
                every, (positive, zero) = self.opened(limits, (positive, zero))
                every = [at for at in every if self._sign(positive, at) > 0]
                return any(self._sign(zero, at) == 0 for at in every)
            case OrderFact(smaller, larger):
                return self.compare(self.value(smaller), self.value(larger)) < 0
            case InequalityFact(smaller, larger):
                return self.compare(self.value(smaller), self.value(larger)) <= 0
            case EquationFact(limits, lhs, rhs, ()):
                every, (lhs, rhs) = self.opened(limits, (lhs, rhs))
                pairs = ((self.value(lhs, at), self.value(rhs, at)) for at in every)
                return all(self.compare(*pair) == 0 for pair in pairs)
            case _:
                msg = f"{type(fact).__name__} cannot be checked at explicit objects"
                raise NotUnderstood(msg)

    def _group(self, group: Group) -> Group:
        return tuple(map(self.replace, group))

    def _sign(self, expr: Expr, at: Letters) -> int:
        return self.compare(self.value(expr, at), ZERO)


Row = tuple[tuple["Basic", ...], Fraction]


def rows(variable: RandomVariable) -> list[Row]:
    """Return the values of positive probability of the joint law that a variable belongs to."""
    table = variable.table
    if table is None:
        msg = f"{variable} has no explicit law"
        raise NotUnderstood(msg)
    entries = zip(table.labels, table.probabilities, strict=True)
    return [(tuple(label), Fraction(int(p.p), int(p.q))) for label, p in entries if p]


def marginal(group: Group, law: Iterable[Row]) -> Counter[tuple[Basic, ...]]:
    """Return the probabilities of the values of some variables."""
    total = Counter[tuple["Basic", ...]]()
    for label, p in law:
        total[tuple(label[v.coordinate] for v in group)] += p  # type: ignore[assignment]
    return total


def independent(groups: tuple[Group, ...], given: Group) -> bool:
    """Whether P(x, y, ..., z) P(z)^(k-1) = P(x, z) P(y, z) ... for all values."""
    law = rows(groups[0][0])
    joint = marginal((*given, *(v for group in groups for v in group)), law)
    known = marginal(given, law)
    parts = [marginal((*given, *group), law) for group in groups]
    for z, weight in known.items():
        here = [[(k, p) for k, p in part.items() if k[: len(z)] == z] for part in parts]
        for choice in product(*here):
            cell = sum((values[len(z) :] for values, _ in choice), z)
            if joint[cell] * weight ** (len(groups) - 1) != prod(p for _, p in choice):
                return False
    return True


def is_function(targets: Group, sources: Group) -> bool:
    """Whether the targets have one value for each value of the sources."""
    law = rows(targets[0])
    return len(marginal((*sources, *targets), law)) == len(marginal(sources, law))
