"""Numbers as floating-point code sees them: an exact expression, or +oo, -oo, or NaN.

The rules are those of IEEE 754 without rounding: log 0 = -oo, 0 times oo = NaN, 0/0 = NaN.
A sign that cannot be decided is an error, never a guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import Abs, Expr, Integer, S, sqrt

from symbinfo.code.constants import Current, Puzzle, owe
from symbinfo.code.rounding import (
    ROUNDING,
    check_size,
    is_whole,
    no_scaled_rounding,
    scales,
)
from symbinfo.code.signs import sign_of
from symbinfo.code.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable


@final
class Num:
    """A number of the run: `kind` is "finite", "+oo", "-oo" or "nan".

    What floats have rounded on the way is `rounded`, such as a sum of all probabilities, which
    is 1: what depends on whether it is exactly 1 is not understood.
    """

    __array_priority__ = 100.0
    __slots__ = ("expr", "kind", "rounded")

    def __init__(self, expr: Expr, kind: str = "finite", *, rounded: bool = False) -> None:
        self.expr = expr
        self.kind = kind
        self.rounded = rounded

    @property
    def finite(self) -> bool:
        """Whether it is a number."""
        return self.kind == "finite"

    def __repr__(self) -> str:
        return str(self.expr) if self.finite else self.kind

    def __hash__(self) -> int:
        msg = "a number of the run as a key or in a set"
        raise Puzzle(msg)

    def __bool__(self) -> bool:
        return bool(self != 0)

    def __float__(self) -> float:
        if self.finite and self.expr.is_number:
            return float(self.expr)
        msg = f"float() of {self}"
        raise Puzzle(msg)

    def __add__(self, other: object) -> Any:
        return _both(add, self, other)

    def __radd__(self, other: object) -> Any:
        return _both(add, other, self)

    def __sub__(self, other: object) -> Any:
        return _both(subtract, self, other)

    def __rsub__(self, other: object) -> Any:
        return _both(subtract, other, self)

    def __mul__(self, other: object) -> Any:
        return _both(multiply, self, other)

    def __rmul__(self, other: object) -> Any:
        return _both(multiply, other, self)

    def __truediv__(self, other: object) -> Any:
        return _both(divide, self, other)

    def __rtruediv__(self, other: object) -> Any:
        return _both(divide, other, self)

    def __pow__(self, other: object) -> Any:
        return _both(power, self, other)

    def __rpow__(self, other: object) -> Any:
        return _both(power, other, self)

    def __neg__(self) -> Num:
        return multiply(number(-1), self)

    def __pos__(self) -> Num:
        return self

    def __abs__(self) -> Num:
        return absolute(self)

    def __gt__(self, other: object) -> Any:
        return _told("greater", self, other)

    def __lt__(self, other: object) -> Any:
        return _told("greater", other, self)

    def __ge__(self, other: object) -> Any:
        return _told("at_least", self, other)

    def __le__(self, other: object) -> Any:
        return _told("at_least", other, self)

    def __eq__(self, other: object) -> Any:
        return _told("same", self, other)

    def __ne__(self, other: object) -> Any:
        return _told("different", self, other)

    def __getattr__(self, name: str) -> Any:
        """Return a method of NumPy's and torch's scalars, such as ``x.log()``."""
        from symbinfo.code.methods import method_of_number

        return method_of_number(self, name)


NAN = Num(S.NaN, "nan")
INFINITY = Num(S.Infinity, "+oo")
MINUS_INFINITY = Num(S.NegativeInfinity, "-oo")


def is_number(value: object) -> bool:
    """Return whether it is a number of Python or NumPy, or one of the run."""
    return isinstance(value, Num | int | float) or (
        hasattr(value, "__float__") and not hasattr(value, "__len__")
    )


def number(value: object) -> Num:
    """Return a number of Python, NumPy or SymPy as one of the run."""
    if isinstance(value, Num):
        return value
    if isinstance(value, Expr):
        return Num(value)
    if isinstance(value, Truth | bool | int):
        return Num(Integer(int(value)))
    if not is_number(value):
        shown = "an element that is left out" if value is None else type(value).__name__
        msg = f"a number is expected, got {shown}"
        raise Puzzle(msg)
    plain = float(value)  # type: ignore[arg-type]
    if plain != plain:  # noqa: PLR0124 - NaN
        return NAN
    if plain in (float("inf"), -float("inf")):
        return INFINITY if plain > 0 else MINUS_INFINITY
    return Num(Current.constants.value(plain))


def _both(rule: Callable[[Num, Num], Any], left: object, right: object) -> Any:
    if not (is_number(left) and is_number(right)):
        return NotImplemented
    return rule(number(left), number(right))


def _told(name: str, left: object, right: object) -> Any:
    from symbinfo.code import order

    found = _both(getattr(order, name), left, right)
    if found is not NotImplemented:
        return Truth(found)
    other = right if isinstance(left, Num) else left
    if not hasattr(other, "places"):
        msg = f"a comparison of a number with {type(other).__name__}"
        raise Puzzle(msg)
    return found


def sign(value: Num) -> int:
    """Return 1, 0 or -1, or say that the sign is not known."""
    if not value.finite:
        if value.kind == "nan":
            return 0
        return 1 if value.kind == "+oo" else -1
    if value.rounded and value.expr.is_number and abs(value.expr) <= ROUNDING:
        msg = f"whether {value.expr} is 0 or only nearly so, which rounding decides"
        raise Puzzle(msg)
    found = sign_of(value.expr)
    if found is None:
        msg = f"the sign of {value.expr} is not known"
        raise Puzzle(msg)
    return found


def _sized(expr: Expr, *, rounded: bool) -> Num:
    check_size(expr)
    return Num(expr, rounded=rounded)


def add(a: Num, b: Num) -> Num:
    """Return a + b."""
    if a.finite and b.finite:
        total = a.expr + b.expr
        exact = S.Zero in (a.expr, b.expr, total) or (is_whole(a) and is_whole(b))
        return _sized(total, rounded=a.rounded or b.rounded or not exact)
    if "nan" in (a.kind, b.kind) or {a.kind, b.kind} == {"+oo", "-oo"}:
        return NAN
    return b if a.finite else a


def subtract(a: Num, b: Num) -> Num:
    """Return a - b."""
    return add(a, multiply(Num(S.NegativeOne), b))


def multiply(a: Num, b: Num) -> Num:
    """Return a b."""
    if a.finite and b.finite:
        exact = scales(a) or scales(b) or (is_whole(a) and is_whole(b))
        no_scaled_rounding(a, b)
        no_scaled_rounding(b, a)
        zeros = [one.rounded for one in (a, b) if one.expr == 0]
        rounded = all(zeros) if zeros else a.rounded or b.rounded or not exact
        return _sized(a.expr * b.expr, rounded=rounded)
    if "nan" in (a.kind, b.kind):
        return NAN
    return _infinite(sign(a) * sign(b))


def _infinite(direction: int) -> Num:
    return {1: INFINITY, -1: MINUS_INFINITY, 0: NAN}[direction]


def divide(a: Num, b: Num) -> Num:
    """Return a / b; 0/0 is NaN, and what is positive over 0 is +oo."""
    if "nan" in (a.kind, b.kind) or not (a.finite or b.finite):
        return NAN
    if not b.finite:
        return Num(S.Zero)
    if not a.finite:
        return _infinite(sign(a) * (sign(b) or 1))
    if sign(b) == 0:
        return _infinite(sign(a))
    no_scaled_rounding(a, Num(1 / b.expr))
    if a.expr == 0:
        return a
    exact = scales(b) or a.expr == b.expr
    return Num(a.expr / b.expr, rounded=a.rounded or b.rounded or not exact)


def power(a: Num, b: Num) -> Num:
    """Return a to the power b, for a >= 0 or b a whole number."""
    if "nan" in (a.kind, b.kind):
        return NAN
    if not (a.finite and b.finite):
        msg = f"the power {a} ** {b}"
        raise Puzzle(msg)
    exact = not a.rounded and (a.expr in (0, 1) or b.expr in (0, 1))
    if b.expr.is_Integer and b.expr >= 0:
        return _sized(a.expr**b.expr, rounded=not exact)
    if b.expr == S.Half:
        return root(a)
    base = sign(a)
    if base == 0:
        return Num(S.Zero) if sign(b) > 0 else INFINITY
    if base < 0 and not b.expr.is_Integer:
        return NAN
    return Num(a.expr**b.expr, rounded=not exact)


def root(a: Num) -> Num:
    """Return the square root; NaN below 0."""
    if not a.finite:
        return NAN if a.kind == "-oo" else a
    if not a.expr.is_nonnegative:
        side = sign_of(a.expr)
        if side is None:
            owe(a.expr)
        elif side < 0:
            return NAN
    return Num(sqrt(a.expr), rounded=a.rounded or a.expr not in (0, 1))


def absolute(a: Num) -> Num:
    """Return the absolute value."""
    if not a.finite:
        return NAN if a.kind == "nan" else INFINITY
    return Num(Abs(a.expr), rounded=a.rounded and not Current.constants.as_zero)
