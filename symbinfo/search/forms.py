"""Entropies of random variables as linear forms in joint entropies."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import Add, Expr, Mul, Rational, S, Symbol, Tuple, factorint, log

from symbinfo.core.variables import RandomVariable
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation

if TYPE_CHECKING:
    from collections.abc import Iterable

Group = tuple[RandomVariable, ...]
Vector = dict[Hashable, Fraction]
ONE = ("the number", 1)
UNIT = Fraction(1)


def linear_form(expr: Expr) -> Vector | None:
    """Return the expression as a linear form in joint entropies and log |X|, or None."""
    form = difference_of(expr, S.Zero)
    return None if form is None else {key: c for key, c in form.items() if c}


def difference_of(left: Expr, right: Expr) -> Vector | None:
    """Return left - right as a linear form; what cancels is there with 0."""
    form: Vector = {}
    for side, sign in ((left, 1), (right, -1)):
        for term in Add.make_args(side):
            factor, rest = term.as_coeff_Mul()
            if not isinstance(factor, Rational):
                return None
            inner = _measure(rest)
            if inner is None:
                return None
            _add(form, inner, Fraction(sign * int(factor.p), int(factor.q)))
    return form


def _measure(expr: Expr) -> Vector | None:
    if expr == 1:
        return {ONE: UNIT}
    if isinstance(expr, Entropy) and isinstance(expr.args[0], Tuple):
        return conditional(tuple(expr.args[0]), tuple(expr.args[1]))
    if isinstance(expr, MutualInformation):
        return information(*(tuple(group) for group in expr.args))
    if isinstance(expr, log) and expr.args[0].is_Integer and expr.args[0] > 1:
        primes = factorint(int(expr.args[0]))
        return {("log", prime): Fraction(power) for prime, power in primes.items()}
    if isinstance(expr, log) and isinstance(expr.args[0], Symbol | Mul):
        return {("log", size): Fraction(1) for size in Mul.make_args(expr.args[0])}
    return None


def _add(form: Vector, vector: Vector, factor: Fraction) -> None:
    for key, c in vector.items():
        more = c if factor == 1 else factor * c
        form[key] = form[key] + more if key in form else more


def total(*parts: tuple[Fraction, Iterable[RandomVariable]]) -> Vector:
    """Return a sum of joint entropies times numbers."""
    form: Vector = {}
    for c, group in parts:
        names = frozenset(group)
        if names:
            form[names] = form[names] + c if names in form else c
    return {key: c for key, c in form.items() if c}


def conditional(targets: Group, given: Group) -> Vector:
    """Return H(targets | given)."""
    return total((UNIT, (*targets, *given)), (-UNIT, given))


def information(x: Group, y: Group, given: Group) -> Vector:
    """Return I(x; y | given)."""
    plus, minus = ((*x, *given), (*y, *given)), ((*x, *y, *given), given)
    return total(*((UNIT, group) for group in plus), *((-UNIT, group) for group in minus))


def negated(vector: Vector) -> Vector:
    """Return the vector with the other sign."""
    return {key: -c for key, c in vector.items()}
