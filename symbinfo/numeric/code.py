"""Pieces of array code that know their axes, and how to combine them.

The array of a piece has the batch axes first and then one axis for each bound letter that
it depends on, outer letters first. So two pieces combine once each has the axes of both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Level(IntEnum):
    """How tightly the outermost operator of a piece of code binds."""

    ADD = 1
    NEGATIVE = 2
    MUL = 3
    POW = 4
    ATOM = 5


@final
@dataclass(frozen=True, slots=True)
class Code:
    """A Python expression; `plain` marks a number, which needs no axes to combine."""

    text: str
    axes: tuple[int, ...] = ()
    level: Level = Level.ATOM
    plain: bool = False

    def within(self, level: Level) -> str:
        """Return the text, in brackets unless it binds at least as tightly as `level`."""
        return self.text if self.level >= level else f"({self.text})"


def number(text: str, level: Level = Level.ATOM) -> Code:
    """Return the code of a number."""
    return Code(text, (), level, plain=True)


def axis_list(positions: Sequence[int]) -> str:
    """Return one axis as a number and several as a tuple."""
    return str(positions[0]) if len(positions) == 1 else str(tuple(positions))


def expand(text: str, positions: Sequence[int]) -> str:
    """Return code that inserts axes of length 1 at the positions, which count from the end."""
    return f"np.expand_dims({text}, {axis_list(positions)})" if positions else text


def aligned(parts: Iterable[Code]) -> list[Code]:
    """Return the pieces with the same axes each."""
    pieces = list(parts)
    axes = tuple(sorted({axis for piece in pieces for axis in piece.axes}))
    return [_with_axes(piece, axes) for piece in pieces]


def _with_axes(piece: Code, axes: tuple[int, ...]) -> Code:
    missing = [i - len(axes) for i, axis in enumerate(axes) if axis not in piece.axes]
    if piece.plain or not missing:
        return piece
    return Code(expand(piece.text, missing), axes)


def _outcome(parts: Sequence[Code], text: str, level: Level) -> Code:
    axes = tuple(sorted({axis for part in parts for axis in part.axes}))
    return Code(text, axes, level, all(part.plain for part in parts))


def call(function: str, *arguments: Code) -> Code:
    """Return the code of a function of arrays, entry by entry."""
    parts = aligned(arguments)
    text = f"{function}({', '.join(part.text for part in parts)})"
    return _outcome(parts, text, Level.ATOM)


def negative(part: Code) -> Code:
    """Return the code of the negative."""
    if part.level is Level.NEGATIVE:
        return replace(part, text=part.text[1:], level=Level.MUL)
    return replace(part, text=f"-{part.within(Level.MUL)}", level=Level.NEGATIVE)


def add(terms: Sequence[Code]) -> Code:
    """Return the code of a sum of terms."""
    parts = sorted(aligned(terms), key=lambda part: part.text.startswith("-"))
    text = parts[0].within(Level.NEGATIVE)
    for part in parts[1:]:
        if part.text.startswith("-") and part.level >= Level.NEGATIVE:
            text += f" - {part.text[1:]}"
        else:
            text += f" + {part.within(Level.NEGATIVE)}"
    return _outcome(parts, text, Level.ADD)


def multiply(factors: Sequence[Code], divisors: Sequence[Code] = ()) -> Code:
    """Return the code of a product of factors over a product of divisors.

    Divisions come as early as they can: a product of small probabilities may underflow.
    """
    if len(factors) == 1 and not divisors:
        return factors[0]
    parts = aligned([*factors, *divisors])
    above, below = parts[: len(factors)], parts[len(factors) :]
    text = above[0].within(Level.MUL)
    for factor, divisor in zip_longest(above[1:], below):
        text += f" / {divisor.within(Level.POW)}" if divisor else ""
        text += f" * {factor.within(Level.POW)}" if factor else ""
    return _outcome(parts, text, Level.MUL)


def power(base: Code, exponent: Code) -> Code:
    """Return the code of a power."""
    low, high = aligned((base, exponent))
    text = f"{low.within(Level.ATOM)} ** {high.within(Level.ATOM)}"
    return _outcome((low, high), text, Level.POW)
