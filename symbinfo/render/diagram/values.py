"""Entropies of explicit laws as sums of logarithms of primes, which are 0 only if they look it."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod
from typing import TYPE_CHECKING

from sympy import Integer, Rational, factorint, log

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from flint import arb
    from sympy import Expr

    from symbinfo.core.variables import RandomVariable

Logs = dict[int, Fraction]
UNITS = {None: "nats", 2: "bits", 3: "trits", 10: "hartleys"}
_LONGEST = 6
_PRECISION = 64


def entropy(variables: Iterable[RandomVariable]) -> Logs:
    """Return the joint entropy of variables with an explicit law: c_2 log 2 + c_3 log 3 + ..."""
    group = tuple(variables)
    total: Logs = {}
    for p in _marginal(group):
        _add_log(total, p.denominator, p)
        _add_log(total, p.numerator, -p)
    return {prime: c for prime, c in total.items() if c}


def _marginal(group: tuple[RandomVariable, ...]) -> list[Fraction]:
    found: dict[tuple[object, ...], Fraction] = {}
    table = group[0].table
    rows = zip(table.labels, table.probabilities, strict=True) if table else ()
    for label, p in rows:
        if not isinstance(p, Rational):
            msg = f"a diagram with numbers needs a law with rational probabilities, got {p}"
            raise BadInput(msg)
        key = tuple(label.args[v.coordinate] for v in group)
        found[key] = found.get(key, Fraction(0)) + Fraction(int(p.p), int(p.q))
    return [p for p in found.values() if p]


def _add_log(total: Logs, number: int, factor: Fraction) -> None:
    for prime, exponent in factorint(number).items():
        total[prime] = total.get(prime, Fraction(0)) + factor * exponent


def combined(form: Mapping[Hashable, Fraction]) -> Logs:
    """Return the value of a linear form in joint entropies."""
    total: Logs = {}
    for group, factor in form.items():
        for prime, c in entropy(group).items():  # type: ignore[arg-type]
            total[prime] = total.get(prime, Fraction(0)) + factor * c
    return {prime: c for prime, c in total.items() if c}


def exact(value: Logs, base: int | None) -> Expr:
    """Return a value as an expression."""
    ratio = _ratio(value, base)
    if ratio is not None:
        return Rational(ratio.numerator, ratio.denominator)
    logs = (Rational(c.numerator, c.denominator) * log(prime) for prime, c in value.items())
    return sum(logs, Integer(0)) / (1 if base is None else log(base))


def _ratio(value: Logs, base: int | None) -> Fraction | None:
    """Return the value if it is rational."""
    if not value:
        return Fraction(0)
    powers = factorint(base) if base else {}
    ratios = {value.get(prime, Fraction(0)) / power for prime, power in powers.items()}
    return ratios.pop() if set(value) == set(powers) and len(ratios) == 1 else None


def sign(value: Logs) -> int:
    """Return the sign: logarithms of primes are independent, so only the empty sum is 0."""
    if not value:
        return 0
    precision = _PRECISION
    while (ball := _ball(value, precision)).contains(0):
        precision *= 2
    return 1 if ball > 0 else -1


def _ball(value: Logs, precision: int) -> arb:
    from flint import arb, ctx, fmpq

    before, ctx.prec = ctx.prec, precision
    try:
        terms = (arb(fmpq(c.numerator, c.denominator)) * arb(p).log() for p, c in value.items())
        return sum(terms, arb(0))
    finally:
        ctx.prec = before


def text(value: Logs, base: int | None) -> str:
    r"""Return a value as LaTeX: exact if that is short, else with three digits.

    >>> text({2: Fraction(3, 2)}, 2), text({2: Fraction(1)}, None), text({3: Fraction(-1)}, 2)
    ('3/2', '\\log 2', '-1.58')
    """
    ratio = _ratio(value, base)
    if ratio is not None and len(str(ratio)) <= _LONGEST:
        return str(ratio)
    short = _multiple(value) if base is None else ""
    return short or _digits(_ball(value, _PRECISION) / _log_of(base))


def _multiple(value: Logs) -> str:
    """Return an integer multiple of the logarithm of an integer, or nothing."""
    if any(c.denominator != 1 for c in value.values()) or len({c > 0 for c in value.values()}) > 1:
        return ""
    factor = gcd(*(int(c) for c in value.values()))
    number = prod(prime ** (abs(int(c)) // factor) for prime, c in value.items())
    if factor > 9 or number > 99:
        return ""
    minus = "-" if min(value.values()) < 0 else ""
    return rf"{minus}{factor if factor > 1 else ''}\log {number}"


def _digits(ball: arb) -> str:
    shown = f"{float(ball):#.3g}".rstrip(".")
    if "e" not in shown:
        return shown
    digits, power = shown.split("e")
    return rf"{digits} \cdot 10^{{{int(power)}}}"


def _log_of(base: int | None) -> arb:
    from flint import arb

    return arb(base).log() if base else arb(1)


def unit(base: int | None) -> str:
    """Return the name of the unit of information, as LaTeX."""
    return UNITS.get(base, "") or rf"base\ {base}"
