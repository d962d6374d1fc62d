"""The axes of the arrays in a program: one for each letter that a sum binds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Expr, Symbol


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """A letter that a sum binds; `depth` counts the sums around it, from 1."""

    depth: int
    letter: Symbol
    low: Expr
    high: Expr

    @property
    def count(self) -> Expr:
        """How many letters the sum runs over."""
        return self.high - self.low + 1


Axes = tuple[Axis, ...]


class HasAxes(Protocol):
    """A node of a program."""

    @property
    def axes(self) -> Axes:
        """The axes that the node has."""


def in_order(axes: tuple[Axis, ...]) -> Axes:
    """Return the axes once each, outer letters first."""
    return tuple(sorted(dict.fromkeys(axes), key=lambda axis: axis.depth))


def merged(nodes: Iterable[HasAxes]) -> Axes:
    """Return the axes of several nodes, outer letters first."""
    return in_order(tuple(axis for node in nodes for axis in node.axes))


def left(axes: Axes, over: Axes) -> Axes:
    """Return the axes that a sum leaves."""
    return tuple(axis for axis in axes if axis not in over)
