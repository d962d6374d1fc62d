"""Rational bounds of the logarithms of primes, for linear programs that compare numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import arb

from symbinfo.search.entropic import ONE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from symbinfo.search.entropic import Vector

DIGITS = 10**9


def enclosures(keys: Iterable[Hashable]) -> list[Vector]:
    """Return that the logarithms of primes that occur are between two rational numbers.

    >>> [dict(one) for one in enclosures([("log", 2)])]
    [{('log', 2): Fraction(1, 1), ('the number', 1): Fraction(-693147179, 1000000000)}, \
{('log', 2): Fraction(-1, 1), ('the number', 1): Fraction(346573591, 500000000)}]
    """
    found: list[Vector] = []
    for key in keys:
        if isinstance(key, tuple) and key[0] == "log" and isinstance(key[1], int):
            low, high = _between(key[1])
            found += [{key: Fraction(1), ONE: -low}, {key: Fraction(-1), ONE: high}]
    return found


def _between(prime: int) -> tuple[Fraction, Fraction]:
    middle = int(float((arb(prime).log() * DIGITS).mid()))
    return Fraction(middle - 1, DIGITS), Fraction(middle + 2, DIGITS)
