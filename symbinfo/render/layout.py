"""The order of terms and factors that a person would write, for all printers alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from sympy import (
    Add,
    Derivative,
    Expr,
    Integer,
    Mul,
    Number,
    Pow,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    Tuple,
    log,
    preorder_traversal,
)
from sympy.core.function import AppliedUndef
from sympy.core.symbol import Str

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability
from symbinfo.core.sequences import Term
from symbinfo.core.variables import ConditionalLaw, JointLaw
from symbinfo.measures.shorthands import Shorthand

if TYPE_CHECKING:
    from sympy.core.basic import Basic


@final
@dataclass(frozen=True, slots=True)
class Factors:
    """A product as a sign, a fraction, and factors that come after it."""

    negative: bool
    numerator: tuple[Expr, ...]
    denominator: tuple[Expr, ...]
    behind: tuple[Expr, ...]


def terms(expr: Expr) -> tuple[Expr, ...]:
    """Return the terms of a sum in the order to print: positive first, sums and numbers last."""
    parts = Add.make_args(expr)
    if all(
        part.is_polynomial() and not part.has(Probability, Term, Measure, Shorthand)
        for part in parts
    ):
        ordered = expr.as_ordered_terms()
        return tuple(sorted(ordered, key=is_negative))
    return tuple(sorted(parts, key=_term_key))


def counted(relation: Any) -> tuple[Any, Any, Any]:
    """Return the parts of an assumed relation; one of logarithms alone is one of what they count.

    That |X| = 2 is assumed as log |X| = log 2, which is how measures use it.
    """
    lhs, sign, rhs = relation.args
    if isinstance(lhs, log) and isinstance(rhs, log):
        return lhs.args[0], sign, rhs.args[0]
    return lhs, sign, rhs


def common_denominator(expr: Expr) -> Integer:
    """Return the whole number that all terms are divided by, or 1; 1 too if a term is large."""
    parts = Add.make_args(expr)
    found = {
        Integer(part.as_coeff_Mul()[0].q) for part in parts if part.as_coeff_Mul()[0].is_Rational
    }
    return found.pop() if len(found) == 1 and not any(map(_large, parts)) else S.One


def is_negative(term: Expr) -> bool:
    """Whether a term is printed with a minus sign."""
    coefficient = term.as_coeff_Mul()[0]
    return bool(coefficient.is_negative)


def _term_key(term: Expr) -> tuple[bool, bool, bool, int, str]:
    body = term.as_coeff_Mul()[1]
    size = sum(1 for node in preorder_traversal(body) if not isinstance(node, Str | Tuple))
    return is_negative(term), body.has(Sum), body is S.One, size, str(body)


def product(expr: Expr) -> Factors:
    """Return an expression as a product."""
    factors = _factors(expr)
    number = Mul(*(f for f in factors if isinstance(f, Rational)))
    over = [f for f in factors if not isinstance(f, Rational) and not _inverse(f)]
    under = [1 / f for f in factors if not isinstance(f, Rational) and _inverse(f)]
    over, under = _conditionals(over, under)
    if number == 0:
        return Factors(negative=False, numerator=(S.Zero, *over), denominator=(), behind=())
    if abs(number.p) != 1 or not (over or under or number.q != 1):
        over.insert(0, Integer(abs(number.p)))
    if number.q != 1:
        under.insert(0, Integer(number.q))
    over.sort(key=_factor_key)
    behind = _behind(over, under)
    inside = [f for f in over if f not in behind] if behind else over
    return Factors(bool(number < 0), tuple(inside), tuple(sorted(under, key=_factor_key)), behind)


_DIGITS = 6


def decimal(number: Rational) -> str:
    """Return a fraction as an exact decimal, or an empty text where a fraction reads better.

    >>> decimal(Rational(468995, 10**6)), decimal(Rational(9, 10)), decimal(Rational(1, 1024))
    ('0.468995', '', '')
    """
    if abs(number.q) < 10**3 or 10**_DIGITS % number.q:
        return ""
    whole, rest = divmod(abs(number.p), number.q)
    digits = str(rest * 10**_DIGITS // number.q).zfill(_DIGITS).rstrip("0")
    return f"{'-' if number.p < 0 else ''}{whole}.{digits}"


MARKS = 3
"""Derivatives of a higher order than this are printed with a number and not with primes."""


def derived(expr: Derivative | Subs) -> tuple[str, int, Expr] | None:
    """Return name, order and place of f'(t), if the function has one variable."""
    inner, at = (expr.expr, expr.point) if isinstance(expr, Subs) else (expr, expr.variables[:1])
    if not isinstance(inner, Derivative) or len(at) != 1:
        return None
    function, order = inner.expr, inner.derivative_count
    if not isinstance(function, AppliedUndef) or len(function.args) != 1 or not order.is_Integer:
        return None
    return function.func.__name__, int(order), at[0]


def is_partial(expr: Derivative) -> bool:
    """Whether what is differentiated depends on more than one number."""
    inner = expr.expr
    return bool(inner.has(Term) or inner.free_symbols - {expr.variables[0]})


def _factors(expr: Expr) -> list[Expr]:
    if isinstance(expr, Mul):
        return [f for arg in expr.args for f in _factors(arg)]
    if isinstance(expr, XLogY):
        return [*_positive_factors(expr.args[0]), log(expr.args[1], evaluate=False)]
    if isinstance(expr, Weighted):
        return [*_positive_factors(expr.args[0]), expr.args[1]]
    return [expr]


def _positive_factors(weight: Expr) -> list[Expr]:
    return [] if weight is S.One else _factors(weight)


def _inverse(factor: Expr) -> bool:
    return isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp.is_negative


def _behind(over: list[Expr], under: list[Expr]) -> tuple[Expr, ...]:
    """Return the factors that stand behind the fraction and not in it."""
    if not under or any(map(_large, under)):
        return ()
    return tuple(f for f in over if _large(f))


def _large(factor: Expr) -> bool:
    return bool(factor.has(Sum, Product, Measure, Shorthand, log, XLogY, Weighted))


_RANKS: tuple[tuple[Any, int], ...] = (
    (Number, 0),
    (Symbol, 1),
    (Probability, 3),
    (Term, 4),
    (Measure | Shorthand, 6),
    (Add, 2),
    (Sum | Product, 8),
    (log, 9),
)


def _factor_key(factor: Expr) -> tuple[int, str]:
    base = factor.base if isinstance(factor, Pow) else factor
    rank = next((rank for kind, rank in _RANKS if isinstance(base, kind)), 5)
    if rank in (0, 2) and isinstance(factor, Pow) and not factor.exp.is_Integer:
        rank = 5
    if rank == 2 and _large(base):
        rank = 7
    return rank, f"{len(base.letters) if isinstance(base, Probability) else ''}{factor}"


def _conditionals(over: list[Expr], under: list[Expr]) -> tuple[list[Expr], list[Expr]]:
    """Put conditional probabilities for joint over marginal, if that uses up all marginals."""
    left, marginals = _with_multiplicity(over), _with_multiplicity(under)
    made: list[Expr] = []
    for marginal in (m for m in marginals if _is_law(m)):
        match = next((f for f in left if _is_law(f) and _covers(f, marginal)), None)
        if match is None:
            return over, under
        left.remove(match)
        made.append(_conditional(match, marginal))
    rest = [m for m in marginals if not _is_law(m)]
    return ([*_collected(left), *made], _collected(rest)) if made else (over, under)


def _with_multiplicity(factors: list[Expr]) -> list[Expr]:
    found = []
    for f in factors:
        whole = isinstance(f, Pow) and f.exp.is_Integer and f.exp > 0 and _is_law(f.base)
        found += [f.base] * int(f.exp) if whole else [f]
    return found


def _collected(factors: list[Expr]) -> list[Expr]:
    return [Pow(f, k) if k > 1 else f for f, k in Counter(factors).items()]


def _is_law(factor: Basic) -> bool:
    return isinstance(factor, Probability) and isinstance(factor.pmf, JointLaw)


def _cells(factor: Probability) -> dict[Any, Expr]:
    return dict(zip(factor.pmf.variables, factor.letters, strict=True))


def _covers(joint: Probability, marginal: Probability) -> bool:
    big, small = _cells(joint), _cells(marginal)
    return len(big) > len(small) and all(big.get(v) == x for v, x in small.items())


def _conditional(joint: Probability, marginal: Probability) -> Probability:
    given = _cells(marginal)
    targets = {v: x for v, x in _cells(joint).items() if v not in given}
    pmf = ConditionalLaw(Tuple(*targets), Tuple(*given), Tuple(*given.values()))
    return Probability(pmf, *targets.values())
