"""What a numeric function does with arrays: sums, logarithms, axes. Set when it is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any, final

from sympy import Expr

from symbinfo.errors import BadInput

SEMANTICS = ("check", "renormalise", "literal")


@final
@dataclass(frozen=True, slots=True)
class Options:
    """The options of `lambdify`.

    Attributes
    ----------
    normalise : str
        "check": a law must sum to 1 but for rounding, and have no negative entry; the value is
        that of p / sum(p). "renormalise": any positive sum. "literal": the numbers as they are.
    base : float or None
        The value is divided by the logarithm of the base; None leaves nats.
    axis : int or tuple of int
        The axis of the letters; for joint tables a tuple, or -1 for the last axes.
    keepdims : bool
        Whether the axes of the letters stay in the result, with length 1.
    """

    normalise: str = "check"
    base: float | None = None
    axis: int | tuple[int, ...] = -1
    keepdims: bool = False

    @property
    def literal(self) -> bool:
        """Whether the arrays are used as they are."""
        return self.normalise == "literal"


def read_options(normalise: Any, base: Any, axis: Any, keepdims: Any) -> Options:
    """Return the options, or say which one is wrong."""
    if normalise not in SEMANTICS:
        known = ", ".join(map(repr, SEMANTICS))
        msg = f"normalise is one of {known}; got {normalise!r}"
        raise BadInput(msg)
    if not isinstance(keepdims, bool):
        msg = f"keepdims is True or False; got {keepdims!r}"
        raise BadInput(msg)
    return Options(normalise, _base(base), _axis(axis), keepdims)


def _base(base: Any) -> float | None:
    if base is None:
        return None
    number = isinstance(base, Real) or (isinstance(base, Expr) and base.is_real)
    value = float(base) if number and not isinstance(base, bool) else -1.0
    if not (value > 0 and value != 1 and isfinite(value)):
        msg = f"the base of the logarithm is a positive number other than 1, or None; got {base!r}"
        raise BadInput(msg)
    return value


def _axis(axis: Any) -> int | tuple[int, ...]:
    try:
        if isinstance(axis, tuple | list):
            return tuple(map(int, axis))
        if int(axis) == axis:
            return int(axis)
    except (TypeError, ValueError):
        pass
    msg = f"axis is a whole number, or a tuple of them for joint tables; got {axis!r}"
    raise BadInput(msg)
