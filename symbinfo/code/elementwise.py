"""What NumPy, SciPy, math and torch do with one element, on numbers of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, final

import numpy as np
from sympy import S, log

from symbinfo.code.array import Array, lift, whole
from symbinfo.code.constants import Puzzle, owe
from symbinfo.code.logarithms import exponential, logarithm
from symbinfo.code.number import INFINITY, MINUS_INFINITY, NAN, Num, number, root, sign
from symbinfo.code.order import at_least, greater
from symbinfo.code.signs import range_of, sign_of
from symbinfo.code.types import check_type

Rule = Callable[..., Any]


def _log_to(base: int) -> Rule:
    return lambda a: logarithm(number(a)) / Num(log(base))


def is_open(first: Num, second: Num) -> bool:
    """Return whether two combinations of probabilities can be in either order."""
    if not (first.finite and second.finite):
        return False
    low, high = range_of((first.expr - second.expr).expand())
    return low is not None and high is not None and low < 0 < high


def maximum(a: Any, b: Any) -> Num:
    """Return the larger one; NaN if one is NaN."""
    first, second = number(a), number(b)
    if "nan" in (first.kind, second.kind):
        return NAN
    if first.finite and second.finite and (first.expr - second.expr).expand() == 0:
        return first
    if first.finite and first.expr == 0:
        first, second = second, first
    if is_open(first, second):
        return (first + second + abs(first - second)) / 2  # type: ignore[no-any-return]
    if second.finite and second.expr == 0 and first.finite and sign_of(first.expr) is None:
        owe(first.expr)
        return first
    return first if at_least(first, second) else second


def minimum(a: Any, b: Any) -> Num:
    """Return the smaller one; NaN if one is NaN."""
    first, second = number(a), number(b)
    if "nan" in (first.kind, second.kind):
        return NAN
    if first.finite and second.finite and (first.expr - second.expr).expand() == 0:
        return first
    if is_open(first, second):
        return (first + second - abs(first - second)) / 2  # type: ignore[no-any-return]
    return first if at_least(second, first) else second


def _but_for_nan(rule: Rule) -> Rule:
    """Return a rule that gives the other number where one is NaN."""

    def choose(a: Any, b: Any) -> Num:
        first, second = number(a), number(b)
        if first.kind == "nan":
            return second
        return first if second.kind == "nan" else rule(first, second)

    return choose


def clip(a: Any, low: Any = None, high: Any = None, **named: Any) -> Num:
    """Return the number, or the nearer bound."""
    low = named.get("min", named.get("a_min", low))
    high = named.get("max", named.get("a_max", high))
    value = number(a)
    value = value if low is None else maximum(value, low)
    return value if high is None else minimum(value, high)


def xlogy(a: Any, b: Any) -> Num:
    """Return a log b, and 0 at a = 0 unless b is NaN."""
    x, y = number(a), number(b)
    if x.finite and sign(x) == 0 and y.kind != "nan":
        return Num(S.Zero)
    return x * logarithm(y)  # type: ignore[no-any-return]


def entr(a: Any) -> Num:
    """Return -a log a, 0 at 0, -oo below."""
    x = number(a)
    if x.kind == "nan":
        return NAN
    side = sign(x)
    if side < 0:
        return MINUS_INFINITY
    return Num(S.Zero) if side == 0 else -(x * logarithm(x))


def rel_entr(a: Any, b: Any) -> Num:
    """Return a log(a/b), 0 at a = 0 <= b, +oo elsewhere on the boundary."""
    x, y = number(a), number(b)
    if "nan" in (x.kind, y.kind):
        return NAN
    if sign(x) > 0 and sign(y) > 0:
        return x * logarithm(x / y)  # type: ignore[no-any-return]
    return Num(S.Zero) if sign(x) == 0 and sign(y) >= 0 else INFINITY


def scipy_kl_div(a: Any, b: Any) -> Num:
    """Return a log(a/b) - a + b, which is b at a = 0."""
    x, y = number(a), number(b)
    if "nan" in (x.kind, y.kind):
        return NAN
    if sign(x) > 0 and sign(y) > 0:
        return x * logarithm(x / y) - x + y  # type: ignore[no-any-return]
    return y if sign(x) == 0 and sign(y) >= 0 else INFINITY


def torch_kl_div(log_q: Any, p: Any) -> Num:
    """Return p (log p - log q), as torch does for each element."""
    return xlogy(p, p) - number(p) * number(log_q)  # type: ignore[no-any-return]


def nan_to_num(
    a: Any, nan: Any = 0.0, posinf: Any = None, neginf: Any = None, *, copy: bool = True
) -> Num:
    """Return the number, or another one for NaN and the infinities: the largest floats."""
    if copy is not True:
        msg = "nan_to_num that changes its input"
        raise Puzzle(msg)
    value = number(a)
    largest = float(np.finfo(np.float64).max)
    new = {"nan": nan, "+oo": largest if posinf is None else posinf}
    new["-oo"] = -largest if neginf is None else neginf
    return value if value.finite else number(new[value.kind])


def _is_nan(a: Any) -> bool:
    return number(a).kind == "nan"


def _is_finite(a: Any) -> bool:
    return number(a).finite


def _is_infinite(a: Any) -> bool:
    return number(a).kind in ("+oo", "-oo")


def _where(condition: Any, yes: Any, no: Any) -> Any:
    return yes if condition else no


RULES: dict[str, Rule] = {
    "log": lambda a: logarithm(number(a)),
    "log2": _log_to(2),
    "log10": _log_to(10),
    "log1p": lambda a: logarithm(number(a) + 1),
    "exp": lambda a: exponential(number(a)),
    "exp2": lambda a: number(2) ** number(a),
    "expm1": lambda a: exponential(number(a)) - 1,
    "sqrt": lambda a: root(number(a)),
    "square": lambda a: number(a) * number(a),
    "abs": lambda a: abs(number(a)),
    "negative": lambda a: -number(a),
    "add": lambda a, b: number(a) + number(b),
    "subtract": lambda a, b: number(a) - number(b),
    "multiply": lambda a, b: number(a) * number(b),
    "divide": lambda a, b: number(a) / number(b),
    "power": lambda a, b: number(a) ** number(b),
    "maximum": maximum,
    "minimum": minimum,
    "clip": clip,
    "where": _where,
    "greater": lambda a, b: greater(number(a), number(b)),
    "less": lambda a, b: greater(number(b), number(a)),
    "greater_equal": lambda a, b: number(a) >= number(b),
    "less_equal": lambda a, b: number(a) <= number(b),
    "equal": lambda a, b: number(a) == number(b),
    "not_equal": lambda a, b: number(a) != number(b),
    "isnan": _is_nan,
    "isfinite": _is_finite,
    "isinf": _is_infinite,
    "logical_and": lambda a, b: bool(a) and bool(b),
    "logical_or": lambda a, b: bool(a) or bool(b),
    "logical_not": lambda a: not a,
    "fmax": _but_for_nan(maximum),
    "fmin": _but_for_nan(minimum),
    "nan_to_num": nan_to_num,
    "xlogy": xlogy,
    "xlog1py": lambda a, b: xlogy(a, number(b) + 1),
    "entr": entr,
    "rel_entr": rel_entr,
    "scipy_kl_div": scipy_kl_div,
    "torch_kl_div": torch_kl_div,
}
_ALSO = {
    "absolute": "abs",
    "fabs": "abs",
    "true_divide": "divide",
    "float_power": "power",
    "bitwise_and": "logical_and",
    "bitwise_or": "logical_or",
    "invert": "logical_not",
}


_OF_FLOATS = {"log", "log2", "log10", "log1p", "exp", "exp2", "expm1", "sqrt"}


def _is_whole(value: Any) -> bool:
    """Whether it is an array of truth values or whole numbers."""
    if isinstance(value, Array):
        return not value.floats and all(map(whole, value.cells.values()))
    return isinstance(value, np.ndarray) and value.dtype.kind in "bui"


@final
class Elementwise:
    """A function that works on each element: one of NumPy's, SciPy's or torch's."""

    def __init__(self, name: str, rule: Rule) -> None:
        self.__name__ = name
        self._rule = rule
        self._most = rule.__code__.co_argcount

    def __call__(self, *values: Any, **options: Any) -> Any:
        """Return the values of the rule, in `out` if it is given."""
        name, rule = self.__name__, self._rule
        if len(values) > self._most:
            msg = f"{name}() with an array for the result, but without out="
            raise Puzzle(msg)
        out, where = options.pop("out", None), options.pop("where", True)
        check_type(options.pop("dtype", None))
        out = out[0] if isinstance(out, tuple) else out
        if name in _OF_FLOATS and any(map(_is_whole, values)):
            msg = f"{name}() of truth values or whole numbers, which is no float of 64 bits"
            raise Puzzle(msg)
        found = each(lambda *cells: rule(*cells, **options), *values)
        if where is not True:
            if out is None:
                msg = f"np.{name} with where= and without out=: the other elements are not set"
                raise Puzzle(msg)
            found = each(_where, where, found, out)
        return found if out is None else _written_to(out, found)

    def __getattr__(self, attribute: str) -> NoReturn:
        """Refuse NumPy's other ways to call it, such as ``np.add.reduce``."""
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        msg = f"np.{self.__name__}.{attribute}"
        raise Puzzle(msg)


def _written_to(out: Any, found: Any) -> Any:
    """Put the elements into the array that was given for them."""
    if isinstance(out, np.ndarray):
        out[...] = found
        return out
    return out.overwritten(found)


def each(rule: Rule, *values: Any) -> Any:
    """Apply a rule to each element, of arrays of a run or of NumPy arrays of its numbers."""
    if any(isinstance(v, Array) for v in values):
        return lift(rule, *values)
    values = tuple(np.array(v, dtype=object) if isinstance(v, list | tuple) else v for v in values)
    if any(isinstance(v, np.ndarray) for v in values):
        return np.frompyfunc(rule, len(values), 1)(*values)
    return rule(*values)


ELEMENTWISE: dict[str, Rule] = {name: Elementwise(name, rule) for name, rule in RULES.items()}
ELEMENTWISE |= {name: ELEMENTWISE[other] for name, other in _ALSO.items()}
