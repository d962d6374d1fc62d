"""Absolute values and roots, of which the kernel has no normal form: any numbers stand for them.

Total variation is half the sum of a(x), with |p(x) - q(x)| for a(x). A theorem about every
sequence a holds for that one. So both sides are written with sequences in the place of absolute
values and roots, and the kernel compares them; of two roots the insides are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Abs, Dummy, Expr, Integer, Mul, Pow, S, Sum, Symbol

from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability, SymbolicPmf
from symbinfo.core.sequences import Sequence, sequence

if TYPE_CHECKING:
    from collections.abc import Callable


class NoSequence(Exception):
    """An absolute value or a root that does not belong to one letter."""


@final
class Names:
    """The sequences that stand for absolute values and roots, one for each."""

    def __init__(self) -> None:
        self.known: dict[Expr, Sequence] = {}
        self.symbols: dict[SymbolicPmf, Dummy] = {}

    def at_letter(self, inner: Expr, shown: Callable[[Expr], str]) -> Expr:
        """Return the element, at its letter, of the sequence that stands for an expression."""
        places = inner.atoms(Probability)
        letters = {place.args[1:] for place in places}
        if len(letters) != 1 or not all(_is_simple(place) for place in places):
            raise NoSequence
        laws = {place: place.args[0] for place in places}
        symbols = {p: self.symbols.setdefault(p, Dummy(str(p))) for p in laws.values()}
        key = inner.xreplace({place: symbols[p] for place, p in laws.items()})
        if (
            inner.has(Sum)
            or not key.is_polynomial(*symbols.values())
            or key.free_symbols != set(symbols.values())
        ):
            raise NoSequence
        (letter,) = letters.pop()
        size = next(iter(places)).args[0].size
        if key not in self.known:
            plain = key.xreplace({one: Symbol(one.name) for one in symbols.values()})
            self.known[key] = sequence(shown(plain), size)
        return self.known[key](letter)


def _is_simple(place: Expr) -> bool:
    return isinstance(place.args[0], SymbolicPmf) and len(place.args) == 2


def opened(expr: Expr) -> Expr:
    """Return an expression with the definitions of all its measures."""
    while expr.atoms(Measure):
        expr = expr.xreplace({one: one.definition() for one in expr.atoms(Measure)})
    return expr


def with_any_numbers(lhs: Expr, rhs: Expr) -> tuple[Expr, Expr] | None:
    """Return both sides with sequences for absolute values and roots; None if there are none."""
    sides = [opened(lhs), opened(rhs)]
    if not any(side.atoms(Abs) or _roots(side) for side in sides):
        return None
    squares = [squared_root(side) for side in sides]
    if all(squares):
        sides = squares
    names = Names()
    try:
        left, right = (_general(_expanded(side), names) for side in sides)
    except NoSequence:
        return None
    return left, right


def _roots(expr: Expr) -> list[Expr]:
    return [one for one in expr.atoms(Pow) if one.exp.is_Rational and not one.exp.is_Integer]


def squared_root(expr: Expr) -> Expr | None:
    """Return the square of a positive number times one root of a sum, or None."""
    factors = Mul.make_args(expr)
    roots = [one for one in factors if one.is_Pow and one.exp == S.Half and not one.is_number]
    rest = Mul(*(one for one in factors if one not in roots))
    if len(roots) != 1 or not rest.is_number or not rest.is_positive:
        return None
    return rest**2 * roots[0].base


def _expanded(expr: Expr) -> Expr:
    """Return an expression whose sums have products of roots multiplied out."""
    return expr.replace(Sum, lambda inner, *limits: Sum(inner.expand(), *limits)).expand()


def _general(expr: Expr, names: Names) -> Expr:
    if isinstance(expr, Abs):
        return _absolute(expr.args[0], names)
    if expr.is_Pow and expr.exp.is_Rational and not expr.exp.is_Integer and not expr.is_number:
        return _root(expr, names)
    if not expr.args or isinstance(expr, Probability):
        return expr
    return expr.func(*(_general(arg, names) for arg in expr.args))


def _absolute(inner: Expr, names: Names) -> Expr:
    factor, rest = inner.expand().as_content_primitive()
    if rest.could_extract_minus_sign():
        rest = -rest
    return abs(factor) * names.at_letter(rest, lambda key: f"|{key}|")


def _root(expr: Pow, names: Names) -> Expr:
    whole, half = divmod(expr.exp, 1)
    if half != S.Half or whole < 0 or not isinstance(expr.base, Probability):
        raise NoSequence
    root = names.at_letter(expr.base, lambda key: f"sqrt({key})")
    return expr.base ** Integer(whole) * root


def is_square(expr: Expr) -> bool:
    """Return whether an expression is a positive number times a sum of even powers."""
    number, rest = expr.as_coeff_Mul()
    even = isinstance(rest, Sum) and rest.function.is_Pow and rest.function.exp.is_even
    return bool(number.is_positive and even)
