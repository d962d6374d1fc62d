"""Values and hypotheses at explicit objects: numbers and tables with rational entries.

Nothing is assumed here. A hypothesis holds if every probability that it speaks of is as it
says, in rational arithmetic.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, final

from sympy import Add, Expr, Mul, Rational, S, exp, log

from symbinfo.core.facts import (
    EquationFact,
    FunctionFact,
    IndependenceFact,
    OrderFact,
    PositiveFact,
    VanishingFact,
)
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel import events
from symbinfo.kernel.context import Context
from symbinfo.kernel.enclosure import enclose, sign_of_number
from symbinfo.kernel.forms import Form, Gen, subtract, thaw
from symbinfo.kernel.logs import constant_of
from symbinfo.kernel.normal_form import is_zero, resolve
from symbinfo.kernel.reader import Letters, Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """Reads expressions whose objects are all explicit, and checks hypotheses at them."""

    def __init__(self, parts: Iterable[Basic]) -> None:
        self.context = Context(parts, ())
        self.reader = Reader(self.context, open_measures=True)

    def value(self, expr: Basic, letters: Letters | None = None) -> Number:
        """Return the value of an expression; oo - oo and 0 oo have none."""
        if expr in (S.Infinity, S.NegativeInfinity):
            return Number({}, 1 if expr is S.Infinity else -1)
        found = self.reader.read(expr, letters)
        kept = events.possible(found.events, self.context)
        if kept:
            if len({event.sign for event in kept}) > 1:
                msg = f"{expr} is oo - oo"
                raise Undefined(msg)
            if not any(map(events.certain, kept)):
                msg = f"it is not clear whether {expr} is infinite"
                raise NotUnderstood(msg)
            return Number({}, next(iter(kept)).sign)
        zero = is_zero(found.form, self.context)
        return Number({} if zero else resolve(found.form, self.context))

    def compare(self, left: Number, right: Number) -> int:
        """Return the sign of the difference; an infinity is equal to itself."""
        if left.infinite != right.infinite:
            return 1 if left.infinite > right.infinite else -1
        if left.infinite:
            return 0
        return sign_of_number(subtract(left.form, right.form), self.context)

    def holds(self, hypothesis: Hypothesis) -> bool:
        """Whether a hypothesis is true; one that cannot be checked is refused."""
        return all(map(self._fact, hypothesis.facts()))

    def _fact(self, fact: Fact) -> bool:
        match fact:
            case IndependenceFact(groups, given):
                return independent(groups, given)
            case FunctionFact(targets, sources):
                return is_function(targets, sources)
            case PositiveFact(limits, guards, value):
                every = [at for at in cells(limits) if all(self._sign(g, at) > 0 for g in guards)]
                return all(self._sign(value, at) > 0 for at in every)
            case VanishingFact(limits, positive, zero):
                every = [at for at in cells(limits) if self._sign(positive, at) > 0]
                return any(self._sign(zero, at) == 0 for at in every)
            case OrderFact(smaller, larger):
                return self.compare(self.value(smaller), self.value(larger)) < 0
            case EquationFact(limits, lhs, rhs, ()):
                return all(
                    self.compare(self.value(lhs, at), self.value(rhs, at)) == 0
                    for at in cells(limits)
                )
            case _:
                msg = f"{type(fact).__name__} cannot be checked at explicit objects"
                raise NotUnderstood(msg)

    def _sign(self, expr: Expr, at: Letters) -> int:
        return self.compare(self.value(expr, at), Number({}))


def cells(limits: Iterable[Tuple]) -> Iterator[Letters]:
    """Run through all values of the letters in the limits."""
    ranges = []
    for letter, low, high in limits:
        if low != 0 or not high.is_Integer:
            msg = f"the letters from {low} to {high} cannot be listed"
            raise NotUnderstood(msg)
        ranges.append([(letter, str(i)) for i in range(int(high) + 1)])
    return (dict(choice) for choice in product(*ranges))


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
