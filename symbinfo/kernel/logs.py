"""Logarithms, inverses and exponentials of forms."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.factor import clear, factor, primes
from symbinfo.kernel.forms import (
    UNIT,
    Form,
    Frozen,
    Gen,
    Key,
    add,
    add_to,
    canonical,
    components,
    form_letters,
    freeze,
    generator,
    merge,
    multiply,
    number,
    scale,
    split_off,
    thaw,
)

if TYPE_CHECKING:
    from symbinfo.kernel.signs import Positives, Signs


class Event(NamedTuple):
    """For some letters at which all of `guard` are positive, `zero` is 0: an infinite term.

    `sign` says of which sign the infinite term is.
    """

    binders: tuple[str, ...]
    guard: frozenset[Frozen]
    zero: Frozen
    sign: int


class Value(NamedTuple):
    """What an expression is: a form, and when it is infinite instead."""

    form: Form
    events: frozenset[Event] = frozenset()


def rational(form: Form, signs: Signs, known: Positives) -> Form:
    """Return the form with each sum over letters as one generator."""
    total: Form = {}
    for key, coefficient in form.items():
        bound = {name for name, _ in key.binders}
        for guard in key.guard:
            if form_letters(guard) & bound:
                continue
            if not signs.positive(thaw(guard), known):
                msg = "a sum over a support stands where no rule handles it"
                raise NotUnderstood(msg)
        monomial, rest = key.monomial if not key.binders else (), key
        for names in components(key):
            inside, rest = split_off(rest, names)
            one: Form = {canonical(inside): 1}
            monomial = merge(monomial, ((Gen("sum", payload=(freeze(one),)), 1),))
        if key.binders:
            monomial = merge(monomial, rest.monomial)
        add_to(total, {Key(monomial=monomial): coefficient})
    return total


def open_values(form: Form) -> Form:
    """Return the form with every factor that was kept closed multiplied out."""
    total: Form = {}
    for key, coefficient in form.items():
        part: Form = {Key(key.binders, key.guard): coefficient}
        for gen, exponent in key.monomial:
            if gen.kind == "val" and exponent > 0:
                for _ in range(exponent):
                    part = multiply(part, thaw(gen.payload[0]))
            else:
                part = multiply(part, generator(gen, exponent))
        add_to(total, part)
    return total


def split_power(gen: Gen, exponent: int) -> list[tuple[Form, int]]:
    """Return a factor of a denominator as irreducible forms with exponents."""
    return [(thaw(gen.payload[0]) if gen.kind == "val" else generator(gen), exponent)]


def factors(form: Form) -> tuple[Fraction, list[tuple[Form, int]]]:
    """Return a nonzero rational form as a constant and powers of irreducible forms."""
    if any(key.binders or key.guard for key in form):
        msg = "there is no rule for the factors of a sum over letters"
        raise NotUnderstood(msg)
    top, down = clear(open_values(form))
    if not top:
        msg = "a factor is 0"
        raise Undefined(msg)
    constant, found = factor(top)
    powers: dict[Frozen, int] = {}
    for part, exponent in found:
        powers[freeze(part)] = powers.get(freeze(part), 0) + exponent
    for gen, exponent in down:
        for part, e in split_power(gen, exponent):
            powers[freeze(part)] = powers.get(freeze(part), 0) - e
    return constant, [(thaw(f), e) for f, e in sorted(powers.items()) if e]


def log_form(constant: Fraction, parts: list[tuple[Form, int]]) -> Form:
    """Return the logarithm of |constant times the powers of the parts|."""
    total: Form = {}
    for value, sign in ((constant.numerator, 1), (constant.denominator, -1)):
        for prime, exponent in primes(abs(value)):
            add_to(total, generator(log_gen(number(prime))), sign * exponent)
    for part, exponent in parts:
        add_to(total, scale(log_of_irreducible(part), exponent))
    return total


def log_of_irreducible(part: Form) -> Form:
    """Return log |f| for one irreducible form f."""
    (key, *more) = part
    if not more and len(key.monomial) == 1 and key.monomial[0][0].kind == "exp":
        return thaw(key.monomial[0][0].payload[0])
    return generator(log_gen(part))


def log_gen(part: Form) -> Gen:
    """Return the generator log f."""
    return Gen("log", payload=(freeze(part),))


def product_gen(part: Form) -> Gen:
    """Return a generator that stands for the form f, kept closed."""
    (key, *more) = part
    if not more and len(key.monomial) == 1 and part[key] == 1 and key.monomial[0][1] == 1:
        return key.monomial[0][0]
    return Gen("val", payload=(freeze(part),))


def as_product(form: Form) -> Form:
    """Return a rational form as one monomial of closed factors."""
    constant, parts = factors(form)
    monomial: tuple[tuple[Gen, int], ...] = ()
    for part, exponent in parts:
        monomial = merge(monomial, ((product_gen(part), exponent),))
    return {Key(monomial=monomial): whole(constant)}


def inverse(form: Form) -> Form:
    """Return 1 over a rational form that is not 0."""
    ((key, coefficient),) = as_product(form).items()
    down = tuple((gen, -e) for gen, e in key.monomial)
    return {Key(monomial=down): whole(1 / Fraction(coefficient))}


def whole(value: Fraction) -> Fraction | int:
    """Return a number as an int if it is one; sums and products of ints are faster."""
    return value.numerator if value.denominator == 1 else value


def exponential(form: Form, signs: Signs, known: Positives) -> Form:
    """Return exp of a form: one generator for each term that is not a logarithm."""
    result = number(1)
    for key, coefficient in form.items():
        if key.binders or key.guard:
            raise NotUnderstood("there is no rule for exp of a sum over letters")  # noqa: EM101, TRY003
        value = Fraction(coefficient)
        if len(key.monomial) == 1 and key.monomial[0][0].kind == "log" and value.denominator == 1:
            gen, exponent = key.monomial[0]
            inside = thaw(gen.payload[0])
            if exponent == 1 and signs.positive(inside, known):
                base = inside if value > 0 else inverse(inside)
                for _ in range(abs(value.numerator)):
                    result = multiply(result, base)
                continue
        unit: Form = {key: Fraction(1, value.denominator)}
        result = multiply(result, generator(exp_gen(unit), value.numerator))
    return result


def exp_gen(form: Form) -> Gen:
    """Return the generator exp f."""
    return Gen("exp", payload=(freeze(form),))


def constant_of(form: Form) -> Fraction | None:
    """Return the rational number that the form is, or None."""
    if not form:
        return Fraction(0)
    return Fraction(form[UNIT]) if set(form) == {UNIT} else None


__all__ = [
    "Event",
    "Value",
    "add",
    "as_product",
    "constant_of",
    "exponential",
    "factors",
    "inverse",
    "log_form",
    "open_values",
    "rational",
]
