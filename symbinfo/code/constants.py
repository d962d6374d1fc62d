"""Small constants, duties, and what is not understood, of the run that goes on."""

from __future__ import annotations

from fractions import Fraction
from typing import final

from sympy import E, Expr, Rational, S, pi

from symbinfo.errors import NotUnderstood

TINY = Fraction(1, 10**5)
"""Positive constants up to this one are taken for smoothing or a tolerance."""


_CONSTANTS = {3.141592653589793: pi, 2.718281828459045: E}


@final
class Constants:
    """The small constants that the code uses, whether they are taken for 0, and its duties.

    A duty is an expression that must be at least 0 for the run to be right: what is under a
    square root, or what is compared with 0 by ``max(value, 0)``.
    """

    def __init__(self, *, as_zero: bool) -> None:
        self.as_zero = as_zero
        self.duties: list[Expr] = []
        self.seen: set[float] = set()

    def value(self, number: float) -> Expr:
        """Return a float as an exact number."""
        for near in (0, 1):
            small = abs(number - near) if near else abs(number)
            if 0 < small <= TINY:
                self.seen.add(float(f"{small:.6g}") if near else number)
                if self.as_zero:
                    return S(near)
        return _CONSTANTS.get(number) or Rational(number)


class Puzzle(NotUnderstood):
    """Something in the code that is not understood."""


class Current:
    """The constants of the run that goes on; a run is never inside another one."""

    constants = Constants(as_zero=False)


def use(constants: Constants) -> None:
    """Let the numbers of the next run note their constants here."""
    Current.constants = constants


def owe(expr: Expr) -> None:
    """Note that the run is right only if the expression is at least 0."""
    Current.constants.duties.append(expr)
