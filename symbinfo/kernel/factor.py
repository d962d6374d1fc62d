"""Factors of polynomials in generators, by python-flint."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import Ordering, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from symbinfo.kernel.forms import UNIT, Form, Gen, Key, Monomial, add_to, merge


def content(poly: Form) -> Fraction:
    """Return the rational number that makes the rest primitive with positive first term."""
    top, bottom = 0, 1
    sign = 1 if poly[min(poly)] > 0 else -1
    whole = [value for value in poly.values() if type(value) is int]
    if len(whole) == len(poly):
        return Fraction(sign * gcd(*whole))
    for value in poly.values():
        fraction = Fraction(value)
        top = gcd(top, fraction.numerator)
        bottom = bottom * fraction.denominator // gcd(bottom, fraction.denominator)
    return Fraction(sign * top, bottom)


def clear(poly: Form) -> tuple[Form, Monomial]:
    """Return (numerator, denominator) of a Laurent polynomial; the first has no negative power."""
    lowest: dict[Gen, int] = {}
    for key in poly:
        for gen, exponent in key.monomial:
            lowest[gen] = min(lowest.get(gen, 0), exponent)
    down = tuple(sorted((gen, -e) for gen, e in lowest.items() if e < 0))
    if not down:
        return poly, ()
    return {Key(monomial=merge(key.monomial, down)): c for key, c in poly.items()}, down


def factor(poly: Form) -> tuple[Fraction, list[tuple[Form, int]]]:
    """Return the content and the irreducible factors with multiplicities.

    `poly` is a nonzero polynomial without negative powers, bound letters or guards.
    """
    if len(poly) > 1 and affine(poly):
        constant = content(poly)
        return constant, [(_over(poly, constant), 1)]
    first = min(poly)
    common = dict(first.monomial)
    for key in poly:
        exponents = dict(key.monomial)
        common = {gen: min(e, exponents.get(gen, 0)) for gen, e in common.items()}
    shared = tuple(sorted(item for item in common.items() if item[1]))
    found: list[tuple[Form, int]] = [({Key(monomial=((gen, 1),)): 1}, e) for gen, e in shared]
    down = tuple((gen, -e) for gen, e in shared)
    rest: Form = {Key(monomial=merge(key.monomial, down)): c for key, c in poly.items()}
    constant = content(rest)
    rest = _over(rest, constant)
    if rest == {UNIT: 1}:
        return constant, found
    if affine(rest):
        return constant, [*found, (rest, 1)]
    unit, parts = _by_flint(rest)
    return constant * unit, found + parts


def affine(poly: Form) -> bool:
    """Whether each term is a number, or a number times one generator."""
    return all(not m or (len(m) == 1 and m[0][1] == 1) for _, _, m in poly)


def _over(poly: Form, constant: Fraction) -> Form:
    """Return the polynomial divided by its content."""
    if constant == 1 and all(type(c) is int for c in poly.values()):
        return dict(poly)
    return {key: _whole(Fraction(c) / constant) for key, c in poly.items()}


def _whole(value: Fraction | int) -> int:
    if value.denominator != 1:
        msg = "the content does not divide"
        raise ArithmeticError(msg)
    return value.numerator


def _flint(*polys: Form) -> tuple[list[Gen], list[fmpz_mpoly]]:
    """Return polynomials with whole coefficients as polynomials of flint, over the same gens."""
    gens = sorted({gen for poly in polys for key in poly for gen, _ in key.monomial})
    place = {gen: i for i, gen in enumerate(gens)}
    context = fmpz_mpoly_ctx.get([f"x{i}" for i in range(len(gens))], Ordering.lex)
    found = []
    for poly in polys:
        terms = {}
        for key, coefficient in poly.items():
            exponents = [0] * len(gens)
            for gen, exponent in key.monomial:
                exponents[place[gen]] = exponent
            terms[tuple(exponents)] = fmpz(_whole(coefficient))
        found.append(context.from_dict(terms))
    return gens, found


def _back(gens: list[Gen], poly: fmpz_mpoly) -> Form:
    form: Form = {}
    for exponents, coefficient in poly.to_dict().items():
        monomial = tuple((gens[i], int(e)) for i, e in enumerate(exponents) if e)
        add_to(form, {Key(monomial=monomial): int(coefficient)})
    return form


def _by_flint(poly: Form) -> tuple[Fraction, list[tuple[Form, int]]]:
    gens, (one,) = _flint(poly)
    unit, parts = one.factor()
    constant = Fraction(int(unit))
    found = []
    for part, multiplicity in parts:
        form = _back(gens, part)
        lead = content(form)
        constant *= lead ** int(multiplicity)
        form = {key: _whole(c / lead) for key, c in form.items()}
        found.append((form, int(multiplicity)))
    return constant, sorted(found, key=lambda item: sorted(item[0].items()))


def divide(poly: Form, divisor: Form) -> Form | None:
    """Return poly / divisor if it is a polynomial, else None. The divisor is primitive."""
    constant = content(poly)
    whole: Form = {key: _whole(c / constant) for key, c in poly.items()}
    gens, (top, bottom) = _flint(whole, divisor)
    quotient, rest = divmod(top, bottom)
    if not rest.is_zero():
        return None
    return {key: c * constant for key, c in _back(gens, quotient).items()}


def primes(value: int) -> list[tuple[int, int]]:
    """Return the prime factors of a positive integer with multiplicities."""
    return [(int(p), int(e)) for p, e in fmpz(value).factor()]
