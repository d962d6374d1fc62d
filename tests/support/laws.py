"""Joint laws with rational probabilities, and their entropies: exact, without symbinfo."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mpmath import iv
from sympy import factorint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentences import Meaning, Vector

Logs = dict[int, Fraction]
"""A sum of multiples of logarithms of primes: 0 only if it is empty."""


class Law(NamedTuple):
    """The names of the variables, and the rows of positive probability."""

    names: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Fraction], ...]


def law_of(plain: dict) -> Law:
    """Read a law as a counterexample writes it."""
    rows = [(tuple(row["values"]), Fraction(row["probability"])) for row in plain["rows"]]
    return Law(tuple(plain["variables"]), tuple(rows))


def is_law(law: Law) -> bool:
    """Whether the rows are different, positive and sum to 1."""
    letters = {values for values, _ in law.rows}
    masses = [p for _, p in law.rows]
    return len(letters) == len(law.rows) and min(masses) > 0 and sum(masses) == 1


@cache
def _factors(number: int) -> tuple[tuple[int, int], ...]:
    return tuple(factorint(number).items())


def _log(number: Fraction, factor: Fraction, total: Logs) -> None:
    for prime, power in _factors(number.numerator):
        total[prime] += factor * power
    for prime, power in _factors(number.denominator):
        total[prime] -= factor * power


def value(vector: Vector, law: Law) -> Logs:
    """Return the value of a linear form in joint entropies."""
    total: Logs = defaultdict(Fraction)
    for names, factor in vector.items():
        places = [law.names.index(name) for name in sorted(names)]
        marginal: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
        for letters, p in law.rows:
            marginal[tuple(letters[i] for i in places)] += p
        for p in marginal.values():
            _log(p, -factor * p, total)
    return {prime: c for prime, c in total.items() if c}


def sign(logs: Logs) -> int:
    """Return the sign of a sum of logarithms, by enclosures that are as sharp as it needs."""
    digits = 30
    while logs:
        iv.dps = digits
        total = iv.mpf(0)
        for prime, c in logs.items():
            total += iv.log(prime) * iv.mpf(c.numerator) / iv.mpf(c.denominator)
        if total.a > 0 or total.b < 0:
            return 1 if total.a > 0 else -1
        digits *= 2
    return 0


def holds(sentences: Iterable[Meaning], law: Law) -> bool:
    """Whether all of these are so at a law, exactly."""
    signs = [(sign(value(one.vector, law)), one.zero) for one in sentences]
    return all(found == 0 if zero else found >= 0 for found, zero in signs)
