"""The operations on arrays that a program needs, whatever library has them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr


class Space(ABC):
    """A library of arrays, with functions for numbers of one kind.

    Attributes
    ----------
    zero, one : array
        Without axes.
    """

    zero: Any
    one: Any

    @abstractmethod
    def constant(self, value: Expr) -> Any:
        """Return an exact number as an array without axes."""

    @abstractmethod
    def letters(self, low: int, end: int) -> Any:
        """Return the numbers low, ..., end - 1."""

    @abstractmethod
    def entries(self, function: str, value: Any) -> Any:
        """Apply exp, expm1, log, log1p, sqrt or abs to each entry."""

    @abstractmethod
    def divide(self, above: Any, below: Any) -> Any:
        """Return the quotient of each entry."""

    @abstractmethod
    def power(self, base: Any, exponent: Any) -> Any:
        """Return the power of each entry."""

    @abstractmethod
    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        """Choose for each entry."""

    @abstractmethod
    def total(self, value: Any, axes: tuple[int, ...]) -> Any:
        """Return the sum over axes, which stay with length 1."""

    @abstractmethod
    def largest(self, value: Any, axes: tuple[int, ...]) -> Any:
        """Return the largest number along axes, which stay with length 1."""

    @abstractmethod
    def missing(self, value: Any, axes: tuple[int, ...]) -> Any:
        """Return whether a number is missing (NaN) along axes, which go."""

    @abstractmethod
    def expand(self, value: Any, axis: int) -> Any:
        """Insert an axis of length 1."""

    @abstractmethod
    def broadcast(self, value: Any, shape: tuple[int, ...]) -> Any:
        """Return the array in a larger shape."""

    @abstractmethod
    def reorder(self, value: Any, axes: tuple[int, ...]) -> Any:
        """Return the array with its axes in another order."""

    @abstractmethod
    def cut(self, value: Any, places: Sequence[int], axis: int) -> Any:
        """Return the entries at some places of an axis."""

    @abstractmethod
    def table(self, entries: Sequence[Expr], shape: tuple[int, ...]) -> Any:
        """Return an array of exact numbers."""

    @abstractmethod
    def log_of_ratio(self, ratio: Any, above: Any, below: Any) -> Any:
        """Return the logarithm of a ratio, which may be too large or small for a number."""

    @abstractmethod
    def near(self, x: Any, y: Any, d: Any) -> tuple[Any, Any] | None:
        """Return where x is near y, and x log(x / y) - x + y from d = y - x there.

        None if numbers have so many digits that there is no need for it.
        """
