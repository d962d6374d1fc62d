"""Numbers as floating-point code sees them: an exact expression, or +oo, -oo, or NaN.

The rules are those of IEEE 754 without rounding: log 0 = -oo, 0 times oo = NaN, 0/0 = NaN.
A sign that cannot be decided is an error, never a guess.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, final

from sympy import Abs, E, Expr, Integer, Rational, S, Symbol, exp, expand_log, log, pi, sqrt

from symbinfo.errors import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Callable

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
        if 0 < abs(number) <= TINY:
            self.seen.add(number)
            if self.as_zero:
                return S.Zero
        return _CONSTANTS.get(number) or Rational(number)


class Puzzle(NotUnderstood):
    """Something in the code that is not understood."""


class _Current:
    """The constants of the run that goes on; a run is never inside another one."""

    constants = Constants(as_zero=False)


def use(constants: Constants) -> None:
    """Let the numbers of the next run note their constants here."""
    _Current.constants = constants


@final
class Num:
    """A number of the run: `kind` is "finite", "+oo", "-oo" or "nan"."""

    __array_priority__ = 100.0
    __slots__ = ("expr", "kind")

    def __init__(self, expr: Expr, kind: str = "finite") -> None:
        self.expr = expr
        self.kind = kind

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
        return _both(greater, self, other)

    def __lt__(self, other: object) -> Any:
        return _both(greater, other, self)

    def __ge__(self, other: object) -> Any:
        return _both(at_least, self, other)

    def __le__(self, other: object) -> Any:
        return _both(at_least, other, self)

    def __eq__(self, other: object) -> Any:
        return _both(same, self, other)

    def __ne__(self, other: object) -> Any:
        return _both(different, self, other)

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
    if isinstance(value, bool | int):
        return Num(Integer(int(value)))
    if not is_number(value):
        msg = f"a number is expected, got {type(value).__name__}"
        raise Puzzle(msg)
    plain = float(value)  # type: ignore[arg-type]
    if plain != plain:  # noqa: PLR0124 - NaN
        return NAN
    if plain in (float("inf"), -float("inf")):
        return INFINITY if plain > 0 else MINUS_INFINITY
    return Num(_Current.constants.value(plain))


def _both(rule: Callable[[Num, Num], Any], left: object, right: object) -> Any:
    if not (is_number(left) and is_number(right)):
        return NotImplemented
    return rule(number(left), number(right))


def sign(value: Num) -> int:
    """Return 1, 0 or -1, or say that the sign is not known."""
    if not value.finite:
        if value.kind == "nan":
            return 0
        return 1 if value.kind == "+oo" else -1
    found = sign_of(value.expr)
    if found is None:
        msg = f"the sign of {value.expr} is not known"
        raise Puzzle(msg)
    return found


def sign_of(expr: Expr) -> int | None:
    """Return the sign of an expression, or None."""
    for known, answer in ((expr.is_zero, 0), (expr.is_positive, 1), (expr.is_negative, -1)):
        if known:
            return answer
    opened = expr.expand()
    if opened != expr:
        return sign_of(opened)
    low, high = _range(expr)
    if low is not None and low > 0:
        return 1
    return -1 if high is not None and high < 0 else None


def at_most_one(name: str) -> Symbol:
    """Return a symbol for a probability that is positive."""
    return Symbol(f"{name}\N{ZERO WIDTH SPACE}", positive=True)


def _range(expr: Expr) -> tuple[Expr | None, Expr | None]:
    """Return bounds of a sum of probabilities with factors; a positive one is above its bound."""
    low = high = S.Zero
    for symbol, factor in expr.as_coefficients_dict().items():
        if symbol == 1:
            low, high = low + factor, high + factor
        elif isinstance(symbol, Symbol) and symbol.name.endswith("\N{ZERO WIDTH SPACE}"):
            low, high = low + min(factor, 0), high + max(factor, 0)
        else:
            return None, None
    return low, high


def add(a: Num, b: Num) -> Num:
    """Return a + b."""
    if a.finite and b.finite:
        return Num(a.expr + b.expr)
    if "nan" in (a.kind, b.kind) or {a.kind, b.kind} == {"+oo", "-oo"}:
        return NAN
    return b if a.finite else a


def subtract(a: Num, b: Num) -> Num:
    """Return a - b."""
    return add(a, multiply(Num(S.NegativeOne), b))


def multiply(a: Num, b: Num) -> Num:
    """Return a b."""
    if a.finite and b.finite:
        return Num(a.expr * b.expr)
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
    return Num(a.expr / b.expr)


def power(a: Num, b: Num) -> Num:
    """Return a to the power b, for a >= 0 or b a whole number."""
    if "nan" in (a.kind, b.kind):
        return NAN
    if not (a.finite and b.finite):
        msg = f"the power {a} ** {b}"
        raise Puzzle(msg)
    if b.expr.is_Integer and b.expr >= 0:
        return Num(a.expr**b.expr)
    if b.expr == S.Half:
        return root(a)
    base = sign(a)
    if base == 0:
        return Num(S.Zero) if sign(b) > 0 else INFINITY
    if base < 0 and not b.expr.is_Integer:
        return NAN
    return Num(a.expr**b.expr)


def logarithm(a: Num) -> Num:
    """Return log a: -oo at 0, NaN below."""
    if not a.finite:
        return NAN if a.kind == "-oo" else a
    side = sign(a)
    if side > 0:
        return Num(expand_log(log(a.expr)))
    return MINUS_INFINITY if side == 0 else NAN


def exponential(a: Num) -> Num:
    """Return e to the power a."""
    if a.finite:
        return Num(exp(a.expr))
    return Num(S.Zero) if a.kind == "-oo" else a


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
    return Num(sqrt(a.expr))


def owe(expr: Expr) -> None:
    """Note that the run is right only if the expression is at least 0."""
    _Current.constants.duties.append(expr)


def absolute(a: Num) -> Num:
    """Return the absolute value."""
    if not a.finite:
        return NAN if a.kind == "nan" else INFINITY
    return Num(Abs(a.expr))


def _compare(a: Num, b: Num) -> int:
    if not a.finite and a.kind == b.kind:
        return 0
    return sign(subtract(a, b))


def greater(a: Num, b: Num) -> bool:
    """Return whether a > b."""
    return "nan" not in (a.kind, b.kind) and _compare(a, b) > 0


def at_least(a: Num, b: Num) -> bool:
    """Return whether a >= b."""
    if a.finite and b.finite and (a.expr - b.expr).expand().is_nonnegative:
        return True
    if a.finite and b.finite and _range((a.expr - b.expr).expand())[0] == 0:
        return True
    return "nan" not in (a.kind, b.kind) and _compare(a, b) >= 0


def same(a: Num, b: Num) -> bool:
    """Return whether a = b."""
    return "nan" not in (a.kind, b.kind) and _compare(a, b) == 0


def different(a: Num, b: Num) -> bool:
    """Return whether a and b differ, as NaN does from all."""
    return not same(a, b)
