"""Parameters, letters, sequences, and the two products that know 0 log 0 = 0."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, final

from sympy import Expr, Function, Integer, S, Symbol, log, oo, sympify
from sympy.printing.precedence import PRECEDENCE

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

n = Symbol("n", integer=True, positive=True)
"""The size of the alphabet of ``pmf("p")`` when no other is given."""

_uid = count(1)


def fresh_uid() -> Integer:
    """Return a number that no other object of this process has."""
    return Integer(next(_uid))


def exact(value: object, what: str) -> Expr:
    """Return `value` as a SymPy expression; floats are refused, since they are not exact."""
    try:
        expr = sympify(value, strict=not isinstance(value, str), rational=None)
    except (TypeError, ValueError, SyntaxError, AttributeError):
        expr = None
    if isinstance(value, str) or not isinstance(expr, Expr):
        msg = (
            f"{what} must be a number or a SymPy expression, got {value!r} ({type(value).__name__})"
        )
        raise BadInput(msg)
    if expr.atoms() & {S.NaN, S.ComplexInfinity}:
        msg = f"{what} must be a number, got {expr}"
        raise BadInput(msg)
    return expr


@final
class Parameter(Symbol):  # type: ignore[misc]
    """A real number between two bounds, such as a mixture weight; see `parameter`."""

    __slots__ = ("closed", "lower", "upper", "upper_in")
    lower: Expr
    upper: Expr
    closed: bool
    upper_in: bool

    def __new__(
        cls,
        name: str,
        lower: Expr = -oo,
        upper: Expr = oo,
        *,
        closed: bool = False,
        upper_in: bool = False,
    ) -> Parameter:
        positive = bool(lower.is_positive or (lower.is_zero and not closed))
        facts: dict[str, Any] = {"real": True}
        if positive:
            facts["positive"] = True
        elif lower.is_nonnegative:
            facts["nonnegative"] = True
        self = Symbol.__xnew__(cls, name, **facts)
        self.lower, self.upper, self.closed = lower, upper, closed
        self.upper_in = closed or upper_in
        return self  # type: ignore[no-any-return]

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, bool]]:
        options = {"closed": self.closed, "upper_in": self.upper_in}
        return (self.name, self.lower, self.upper), options

    def _hashable_content(self) -> tuple[Any, ...]:
        content = super()._hashable_content()
        return (*content, self.lower, self.upper, self.closed, self.upper_in)


def parameter(
    name: str,
    lower: object = -oo,
    upper: object = oo,
    *,
    closed: bool = False,
    upper_in: bool = False,
) -> Parameter:
    """Return a real parameter in the open interval (lower, upper), or the closed one.

    With ``upper_in`` only the upper bound belongs to the interval, as for the probability
    of a possible event: ``parameter("p", 0, 1, upper_in=True)`` is in (0, 1].

    >>> from symbinfo import parameter
    >>> t = parameter("t", 0, 1)
    >>> t.is_positive
    True
    """
    return Parameter(name, *check_bounds(name, lower, upper), closed=closed, upper_in=upper_in)


def check_bounds(name: str, lower: object, upper: object) -> tuple[Expr, Expr]:
    """Return the bounds of an interval, which must be numbers with others between them."""
    low, high = exact(lower, "the lower bound"), exact(upper, "the upper bound")
    if not (low.is_comparable or low.is_infinite) or not (high.is_comparable or high.is_infinite):
        msg = f"the bounds of {name} must be numbers, got {low} and {high}"
        raise BadInput(msg)
    if not low < high:
        msg = f"the interval of {name} is empty: {low} to {high}"
        raise BadInput(msg)
    return low, high


def letter(name: str) -> Symbol:
    """Return a symbol for a letter of an alphabet; letters are counted from 0."""
    return Symbol(name, integer=True, nonnegative=True)


_LETTER_FACTS = (letter("x").assumptions0, Symbol("x", integer=True).assumptions0)


def is_letter(x: object) -> bool:
    """Whether x stands for any letter: a whole number, with no other assumption."""
    return isinstance(x, Symbol) and x.assumptions0 in _LETTER_FACTS


def letters_for(names: Iterable[str], taken: Iterable[Basic] = ()) -> tuple[Symbol, ...]:
    """Return one letter for each name, renamed with primes where a name is taken."""
    used = {str(symbol) for symbol in taken}
    found: list[Symbol] = []
    for wanted in names:
        name = wanted
        while name in used:
            name += "'"
        used.add(name)
        found.append(letter(name))
    return tuple(found)


class XLogY(Function):  # type: ignore[misc]
    """The product a log b that is 0 where a = 0, whatever b is.

    Unlike ``a*log(b)`` it stays as it is: nothing is evaluated before `doit`.

    >>> from sympy import Integer
    >>> from symbinfo import XLogY
    >>> XLogY(0, 0).doit()
    0
    """

    nargs = 2

    @classmethod
    def eval(cls, *_: Expr) -> None:
        """Stay unevaluated."""

    def doit(self, **hints: Any) -> Expr:
        """Return ``a*log(b)``, or 0 where a = 0."""
        weight, inner = (arg.doit(**hints) for arg in self.args)
        if weight.is_zero:
            return S.Zero
        if weight.is_number and inner.is_number:
            return weight * log(inner)
        return XLogY(weight, inner)

    def fdiff(self, argindex: int = 1) -> Expr:
        """Return the derivative by one argument, at positive arguments."""
        weight, inner = self.args
        return log(inner) if argindex == 1 else weight / inner


class Weighted(Function):  # type: ignore[misc]
    """The product w e that is 0 where w = 0, even if e has no value there.

    Averages such as the sum of p(x) H(Y | X = x) are written with it: the letters with
    p(x) = 0 add nothing.
    """

    nargs = 2

    @classmethod
    def eval(cls, *_: Expr) -> None:
        """Stay unevaluated."""

    def doit(self, **hints: Any) -> Expr:
        """Return the product, or 0 where w = 0."""
        weight, inner = (arg.doit(**hints) for arg in self.args)
        if weight.is_zero:
            return S.Zero
        return weight * inner if weight.is_number else Weighted(weight, inner)

    precedence = PRECEDENCE["Mul"]

    def _sympystr(self, printer: Any) -> str:
        return "*".join(printer.parenthesize(arg, self.precedence) for arg in self.args)


def check_size(size: object) -> Expr:
    """Return the size of an alphabet, or say what is wrong with it."""
    value = exact(size, "the size of an alphabet")
    if value.is_Integer and value < 1:
        msg = f"an alphabet has at least one letter, got size {value}"
        raise BadInput(msg)
    if not (value.is_integer and value.is_positive):
        msg = f"the size of an alphabet must be a positive integer, got {value}"
        raise BadInput(msg)
    return value


def check_letter(index: object, size: Expr, owner: object) -> Expr:
    """Return the letter as an expression; a number out of range of the owner is refused."""
    value = index if isinstance(index, Symbol) else exact(index, "a letter")
    if value.is_Integer and (value < 0 or (size.is_Integer and value >= size)):
        msg = f"{owner} has the letters 0 to {size - 1}, got {value}"
        raise BadInput(msg)
    if not (value.is_Integer or isinstance(value, Symbol)):
        msg = f"a letter of {owner} is a symbol or a whole number, got {value}"
        raise BadInput(msg)
    return value
