"""Recognising sums that can be computed better than term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sympy import Add, Expr, KroneckerDelta, Mul, S, cancel, expand

from symbinfo.core.atoms import Weighted
from symbinfo.core.pmf import Probability
from symbinfo.core.variables import JointLaw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Symbol, Tuple

    from symbinfo.core.atoms import XLogY


class Powers(NamedTuple):
    """A term w b**e of a sum, where w is a law; `other` is v if b is w / v with another law v."""

    weight: Expr
    base: Expr
    exponent: Expr
    other: Expr | None = None


def other_law(term: XLogY, limits: Iterable[Tuple]) -> Expr | None:
    """Return y if the term is x log(x / y) and both x and y sum to 1, else None.

    >>> from symbinfo import KLDivergence, pmf
    >>> divergence = KLDivergence(pmf("p"), pmf("q")).doit()
    >>> other_law(divergence.function, divergence.limits)
    q(x)
    """
    x, inner = term.args
    y = x / inner
    bounds = tuple(limits)
    return y if is_law(x, bounds) and is_law(y, bounds) else None


def powers_of_laws(body: Expr, limits: Iterable[Tuple]) -> Powers | None:
    """Read w b**e, p**a, or p**a q**(1 - a), as a power with a weight that is a law."""
    bounds = tuple(limits)
    if isinstance(body, Weighted):
        weight, power = body.args
        base, exponent = power.as_base_exp()
        return _of_weight(weight, base, exponent, bounds) if is_law(weight, bounds) else None
    (p, a), *others = [factor.as_base_exp() for factor in Mul.make_args(body)]
    if a == 1 or not is_law(p, bounds):
        return None
    match others:
        case []:
            return Powers(p, p, a - 1)
        case [(q, c)] if expand(a + c - 1) == 0:
            return _of_weight(p, p / q, a - 1, bounds)
        case _:
            return None


def _of_weight(
    weight: Expr, base: Expr, exponent: Expr, bounds: tuple[Tuple, ...]
) -> Powers | None:
    """Return a power of the weight itself, of a quotient of two laws, or of something else."""
    for inner, power in ((base, exponent), (1 / base, -exponent)):
        if inner == weight:
            return Powers(weight, weight, power)
        if is_law(weight / inner, bounds):
            return Powers(weight, inner, expand(power), weight / inner)
    return None if exponent == 1 else Powers(weight, base, exponent)


def is_law(expr: Expr, limits: tuple[Tuple, ...]) -> bool:
    """Whether an expression is seen to sum to 1 over the letters, each law in it having sum 1."""
    total = _total(expr, {letter: (low, high) for letter, low, high in limits})
    return total is not None and bool(total == 1 or cancel(expand(total - 1)) == 0)


_Bounds = dict["Symbol", "tuple[Expr, Expr]"]


def _total(expr: Expr, bounds: _Bounds) -> Expr | None:
    """Return the sum of an expression over letters, as far as laws and marginals tell it."""
    if expr.is_Add:
        parts = [_total(term, bounds) for term in expr.args]
        return None if None in parts else Add(*parts)
    left = dict(bounds)
    while left:
        letter = next((x for x in left if _can_sum_out(expr, x, *left[x])), None)
        if letter is None:
            return None
        low, high = left.pop(letter)
        expr = _sum_out(expr, letter, high - low + 1)
    return expr


def _can_sum_out(expr: Expr, letter: Symbol, low: Expr, high: Expr) -> bool:
    factors = [factor for factor in Mul.make_args(expr) if factor.has(letter)]
    if len(factors) > 1:
        return False
    return all(_whole(factor, letter, low, high) for factor in factors)


def _whole(factor: Expr, letter: Symbol, low: Expr, high: Expr) -> bool:
    """Whether a factor is a law at the letter, which runs over the whole alphabet."""
    if isinstance(factor, KroneckerDelta):
        return bool(factor.args.count(letter) == 1 and low == 0)
    if not isinstance(factor, Probability) or factor.letters.count(letter) != 1:
        return False
    size = factor.pmf.sizes[factor.letters.index(letter)]
    return bool(low == 0 and high == size - 1)


def _sum_out(expr: Expr, letter: Symbol, count: Expr) -> Expr:
    if not expr.has(letter):
        return expr * count
    factors = [_marginal(f, letter) if f.has(letter) else f for f in Mul.make_args(expr)]
    return Mul(*factors)


def _marginal(factor: Expr, letter: Symbol) -> Expr:
    if isinstance(factor, Probability) and isinstance(factor.pmf, JointLaw):
        place = factor.letters.index(letter)
        rest = factor.letters[:place] + factor.letters[place + 1 :]
        variables = factor.pmf.variables
        kept = variables[:place] + variables[place + 1 :]
        return Probability(JointLaw(*kept), *rest) if kept else S.One
    return S.One
