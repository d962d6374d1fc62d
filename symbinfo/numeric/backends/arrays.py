"""Arrays of any library that follows the array API standard, through array-api-compat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from symbinfo.numeric.backends.space import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr

_LOG_2 = 0.6931471805599453
PHI = (
    0.07815288900461426,
    0.03746071897775383,
    0.05422589197440007,
    0.05867139530651599,
    0.06667589315724629,
    0.07692271982430275,
    0.09090909948981357,
    0.11111111099118386,
    0.1428571428580005,
    0.19999999999999762,
    0.3333333333333333,
)
"""(atanh(sqrt u) / sqrt u - 1) / u on [0, 1/9], highest power first; relative error 4e-18."""


def series(u: Any) -> Any:
    """Return (atanh(sqrt u) / sqrt u - 1) / u for u up to 1/9."""
    value = PHI[0] * u + PHI[1]
    for coefficient in PHI[2:]:
        value = value * u + coefficient
    return value


@final
class ArraySpace(Space):
    """The arrays of a namespace `xp`, with one type of floats, on one device.

    A lazy library divides by zero later, where no warning is expected: then zeros are left out.
    """

    def __init__(self, xp: Any, dtype: Any, device: Any, *, lazy: bool) -> None:
        self._xp, self._dtype, self._device, self._lazy = xp, dtype, device, lazy
        self.zero, self.one = self.array(0.0), self.array(1.0)
        wide = xp.finfo(dtype).bits == 64
        self._shift = 400 if wide else 60

    def array(self, values: Any) -> Any:
        """Return numbers as an array."""
        return self._xp.asarray(values, dtype=self._dtype, device=self._device)

    def constant(self, value: Expr) -> Any:
        return self.array(_float(value))

    def table(self, entries: Sequence[Expr], shape: tuple[int, ...]) -> Any:
        return self._xp.reshape(self.array(list(map(_float, entries))), shape)

    def letters(self, low: int, end: int) -> Any:
        return self.array(list(map(float, range(low, end))))

    def entries(self, function: str, value: Any) -> Any:
        if function != "log":
            return getattr(self._xp, function)(value)
        if not self._lazy:
            return self._xp.log(value)
        there = value != 0.0
        logs = self._xp.log(self.where(there, value, self.one))
        return self.where(there, logs, self.array(float("-inf")))

    def divide(self, above: Any, below: Any) -> Any:
        if not self._lazy:
            return above / below
        there, infinite = below != 0.0, self.array(float("inf"))
        signed = self.where(
            above > 0.0, infinite, self.where(above < 0.0, -infinite, self.array(float("nan")))
        )
        return self.where(there, above / self.where(there, below, self.one), signed)

    def power(self, base: Any, exponent: Any) -> Any:
        return base**exponent

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        return self._xp.where(condition, yes, no)

    def total(self, value: Any, axes: tuple[int, ...]) -> Any:
        return self._xp.sum(value, axis=axes, keepdims=True) if axes else value

    def largest(self, value: Any, axes: tuple[int, ...]) -> Any:
        return self._xp.max(value, axis=axes, keepdims=True)

    def missing(self, value: Any, axes: tuple[int, ...]) -> Any:
        return self._xp.any(self._xp.isnan(value), axis=axes)

    def expand(self, value: Any, axis: int) -> Any:
        return self._xp.expand_dims(value, axis=axis)

    def broadcast(self, value: Any, shape: tuple[int, ...]) -> Any:
        return self._xp.broadcast_to(value, shape)

    def reorder(self, value: Any, axes: tuple[int, ...]) -> Any:
        if axes == tuple(range(value.ndim)):
            return value
        return self._xp.permute_dims(value, axes)

    def cut(self, value: Any, places: Sequence[int], axis: int) -> Any:
        before = (..., slice(places[0], places[-1] + 1))
        return value[(*before, *(slice(None) for _ in range(-1 - axis)))]

    def log_of_ratio(self, ratio: Any, above: Any, below: Any) -> Any:
        big, small = self.array(2.0**self._shift), self.array(2.0**-self._shift)
        huge, tiny = ratio > big * big, ratio < small * small
        scale = self.where(huge, small, big)
        shift = self.where(huge, self.one, self.where(tiny, -self.one, self.zero))
        inside = self.where(huge | tiny, self.divide(above * scale, below), ratio)
        return self.entries("log", inside) + shift * (self._shift * _LOG_2)

    def near(self, x: Any, y: Any, d: Any) -> tuple[Any, Any]:
        whole = x + y
        s = d / self.where(whole == self.zero, self.one, whole)
        near = (self._xp.abs(s) <= 1 / 3) & (whole > self.zero)
        s = self.where(near, s, self.zero)
        u = s * s
        return near, s * (d - 2.0 * x * u * series(u))


def _float(value: Expr) -> float:
    if value.is_infinite and value.is_extended_real:
        return float(value)
    return float(value) if value.is_real else float("nan")
