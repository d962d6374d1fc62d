"""Truth values of a run: as NumPy's, of which the sum of two is no 2."""

from __future__ import annotations

from typing import Any, NoReturn, final

import numpy as np

from symbinfo.code.constants import Puzzle


@final
class Truth:
    """What a comparison gives. NumPy adds two of them as ``or``, Python as numbers."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = bool(value)

    def __bool__(self) -> bool:
        return self.value

    def __int__(self) -> int:
        return int(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __repr__(self) -> str:
        return str(self.value)

    def __hash__(self) -> int:
        msg = "a truth value as a key or in a set"
        raise Puzzle(msg)

    def __and__(self, other: object) -> Any:
        return Truth(self.value and bool(other)) if is_truth(other) else NotImplemented

    def __or__(self, other: object) -> Any:
        return Truth(self.value or bool(other)) if is_truth(other) else NotImplemented

    def __xor__(self, other: object) -> Any:
        return Truth(self.value != bool(other)) if is_truth(other) else NotImplemented

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def __invert__(self) -> Truth:
        return Truth(not self.value)

    def __eq__(self, other: object) -> Any:
        return Truth(self.value == bool(other)) if is_truth(other) else NotImplemented

    def __ne__(self, other: object) -> Any:
        return Truth(self.value != bool(other)) if is_truth(other) else NotImplemented


def is_truth(value: object) -> bool:
    """Return whether it is a truth value, of the run, of Python or of NumPy."""
    return isinstance(value, Truth | bool | np.bool_)


def no_two_truths(left: object, right: object) -> None:
    """Refuse arithmetic of two truth values, which Python and NumPy do not do alike."""
    if is_truth(left) and is_truth(right):
        _refuse()


def _refuse(*_: object) -> NoReturn:
    msg = "arithmetic of two truth values, which Python and NumPy do not do alike"
    raise Puzzle(msg)


def _operator(name: str) -> Any:
    def operate(self: Truth, other: object) -> Any:
        if is_truth(other):
            _refuse()
        if isinstance(other, int | float):
            from symbinfo.code.number import number

            other = number(other)
        return getattr(other, name)(int(self)) if hasattr(type(other), name) else NotImplemented

    return operate


_REFLECTED = {
    "add": "radd", "sub": "rsub", "mul": "rmul", "truediv": "rtruediv", "pow": "rpow",
    "gt": "lt", "ge": "le", "lt": "gt", "le": "ge",
}  # fmt: skip
for _name, _other in _REFLECTED.items():
    setattr(Truth, f"__{_name}__", _operator(f"__{_other}__"))
for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Truth, f"__r{_name}__", _operator(f"__{_name}__"))
for _name in ("neg", "pos", "abs"):
    setattr(Truth, f"__{_name}__", _refuse)
