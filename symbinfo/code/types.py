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


def check_type(kind: object) -> None:
    """Refuse a type that rounds or cuts: integers, and floats of other than 64 bits."""
    if kind is None or kind in (float, as_float, np.float64):
        return
    name = str(kind).removeprefix("torch.").removeprefix("<")
    if name not in _FLOATS:
        msg = f"the type {kind}"
        raise Puzzle(msg)
