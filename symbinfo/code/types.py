"""The types of numbers: a run is about real numbers, so only wide floats keep what they mean."""

from __future__ import annotations

import numpy as np

from symbinfo.code.constants import Puzzle
from symbinfo.code.number import Num, is_number, number

_FLOATS = {"float", "double", "d", "f8", "float64", "cpu"}


def scalar(value: object) -> Num:
    """Return a single number; an array is an error, as for math.log."""
    if not is_number(value):
        msg = "only length-1 arrays can be converted to Python scalars"
        raise TypeError(msg)
    return number(value)


def as_float(value: object = 0.0) -> Num:
    """Stand for Python's float, as a function and as a type."""
    return number(float(value)) if isinstance(value, str) else scalar(value)


def as_double(value: object = 0.0, *_: object) -> object:
    """Stand for NumPy's float64, as a function and as a type: it takes arrays too."""
    if isinstance(value, str | list | tuple):
        msg = f"float64() of a {type(value).__name__}"
        raise Puzzle(msg)
    return value


def check_type(kind: object) -> None:
    """Refuse a type that rounds or cuts: integers, and floats of other than 64 bits."""
    if kind is None or kind in (float, as_float, as_double, np.float64):
        return
    shown = kind.__name__ if isinstance(kind, type) else str(kind)
    if shown.removeprefix("torch.").removeprefix("<") not in _FLOATS:
        msg = f"the type {shown}"
        raise Puzzle(msg)


def limits_of(kind: object = None) -> np.finfo[np.float64]:
    """Return np.finfo of floats with 64 bits, which is what the numbers of a run stand for."""
    if kind != np.dtype(object):
        check_type(kind)
    return np.finfo(np.float64)
