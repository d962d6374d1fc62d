"""Exact values of closed expressions, and the nearest float."""

from __future__ import annotations

from itertools import product
from math import inf
from typing import TYPE_CHECKING

from sympy import E, Expr, Integer, Rational, S, Sum, factorint, log
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Weighted, XLogY, exact
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability, TabularPmf
from symbinfo.errors import BadInput, NotUnderstood, Undefined
from symbinfo.numeric.definitions import opened
from symbinfo.numeric.vectors import MEASURES, parse_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy import Symbol

__all__ = ["MEASURES", "evaluate", "parse_vectors"]
_DIGITS = 60
_TRIAL_DIVISION = 10**5
Values = dict["Symbol", Expr]


def evaluate(expr: object, base: object = E) -> tuple[Expr, float]:
    """Return the exact value of an expression and the float nearest to it.

    Parameters
    ----------
    expr : Expr
        Measures of explicit distributions, sums over letters, logarithms, arithmetic.
    base : number, optional
        The base of the logarithms: the value in nats is divided by log(base).

    Raises
    ------
    BadInput
        If something in the expression has no value.
    Undefined
        If the value is an indeterminate form such as oo - oo.

    Examples
    --------
    >>> from sympy import Rational
    >>> from symbinfo import Bernoulli, Entropy
    >>> evaluate(Entropy(Bernoulli(Rational(1, 10))))
    (-9*log(3)/5 + log(10), 0.32508297339144826)
    >>> evaluate(Entropy(Bernoulli(Rational(1, 2))), base=2)
    (1, 1.0)
    """
    unit = _unit(base)
    value = _value(exact(expr, "what is evaluated"), {})
    if value is S.NaN or value is S.ComplexInfinity:
        msg = f"{expr} has no value: it comes to an indeterminate form such as oo - oo or 0/0"
        raise Undefined(msg)
    result = _in_unit(value, unit)
    return result, _nearest(result)


def _unit(base: object) -> Expr:
    value = exact(base, "the base of the logarithms")
    value = Rational(str(value)) if value.is_Float else value
    if not (value.is_number and value.is_real and value.is_positive and value != 1):
        msg = f"the base of the logarithms must be a positive number other than 1, got {base}"
        raise BadInput(msg)
    return _log(value)


def _value(expr: Expr, at: Values) -> Expr:
    """Return the value with all definitions open; `at` holds the letters of the sums around."""
    match expr:
        case Measure():
            return _value(opened(expr), at)
        case Sum():
            return sum((_value(expr.function, inner) for inner in _letters(expr, at)), S.Zero)
        case XLogY() | Weighted():
            return _weighted(expr, at)
        case Probability():
            return _probability(expr, at)
        case _ if expr in at:
            return at[expr]
        case _ if expr.is_Atom:
            return _atom(expr)
        case _:
            return _operator(expr, at)


def _weighted(expr: XLogY | Weighted, at: Values) -> Expr:
    weight = _value(expr.args[0], at)
    if weight.is_zero:
        return S.Zero
    value = _value(expr.args[1], at)
    return weight * (_log(value) if isinstance(expr, XLogY) else value)


def _operator(expr: Expr, at: Values) -> Expr:
    """Return the value of an operator or a function; 1/0 is oo, as for probabilities."""
    known = expr.is_Add or expr.is_Mul or expr.is_Pow or expr.is_Function
    if not known or isinstance(expr, AppliedUndef):
        msg = f"there is no rule for the value of {expr} ({type(expr).__name__})"
        raise NotUnderstood(msg)
    values = [_value(arg, at) for arg in expr.args]
    if isinstance(expr, log):
        return _log(*values)
    if expr.is_Pow and values[0].is_zero and values[1].is_negative:
        return S.Infinity
    return expr.func(*values)


def _atom(expr: Expr) -> Expr:
    if not expr.is_number:
        msg = f"{expr} has no value: only expressions without free names can be evaluated"
        raise BadInput(msg)
    return expr


def _probability(expr: Probability, at: Values) -> Expr:
    letters = [_value(letter, at) for letter in expr.letters]
    if isinstance(expr.pmf, TabularPmf):
        return _value(expr.pmf.probability(*letters), at)
    value = expr.pmf.xreplace(at)(*letters)
    if isinstance(value, Probability):
        msg = f"{expr.pmf} has no value: only explicit distributions can be evaluated"
        raise BadInput(msg)
    return _value(value, {})


def _letters(expr: Sum, at: Values) -> Iterator[Values]:
    ranges = []
    for letter, low, high in expr.limits:
        ends = _value(low, at), _value(high, at)
        if not all(end.is_Integer for end in ends):
            msg = (
                f"the letter {letter} runs from {ends[0]} to {ends[1]}, which are no whole numbers"
            )
            raise BadInput(msg)
        ranges.append([(letter, Integer(i)) for i in range(ends[0], ends[1] + 1)])
    for choice in product(*ranges):
        yield {**at, **dict(choice)}


def _log(value: Expr) -> Expr:
    """Return the logarithm as a sum over primes; log 0 is -oo."""
    if value.is_zero:
        return -S.Infinity
    if not (isinstance(value, Rational) and value.is_finite):
        return log(value)
    if value.is_negative:
        return S.NaN
    above, below = (factorint(part, limit=_TRIAL_DIVISION) for part in (value.p, value.q))
    powers = {**above, **{prime: -power for prime, power in below.items()}}
    return sum((power * log(Integer(prime)) for prime, power in powers.items()), S.Zero)


def _in_unit(value: Expr, unit: Expr) -> Expr:
    """Return value/unit, with the logarithms collected; a ratio of logarithms is a number."""
    if value.is_zero or value.is_infinite:
        return value / unit
    logs, units = (e.expand().as_coefficients_dict() for e in (value, unit))
    term = next(iter(units))
    ratio = logs.get(term, S.Zero) / units[term]
    if (value - ratio * unit).expand().is_zero:
        return ratio
    return _collected(value) / _collected(unit)


def _collected(value: Expr) -> Expr:
    """Return a sum of rational multiples of logarithms with as few logarithms as possible."""
    arguments: dict[Rational, Rational] = {}
    rest = S.Zero
    for term, factor in value.expand().as_coefficients_dict().items():
        if isinstance(term, log) and term.args[0].is_Integer and factor.is_Rational:
            known = arguments.get(abs(factor), S.One)
            arguments[abs(factor)] = known * term.args[0] ** (1 if factor > 0 else -1)
        else:
            rest += factor * term
    signs = {c: 1 if argument > 1 else -1 for c, argument in arguments.items()}
    return sum((signs[c] * c * log(a ** signs[c]) for c, a in arguments.items()), rest)


def _nearest(value: Expr) -> float:
    """Return the float nearest to an exact number."""
    if value.is_infinite:
        return inf if value.is_extended_positive else -inf
    digits = value.evalf(_DIGITS, maxn=10**4)
    if not digits.is_Float and not digits.is_Rational:
        msg = f"{value} is not a real number"
        raise Undefined(msg)
    return float(str(digits))
