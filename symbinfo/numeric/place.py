"""Putting an array in place: each of its last axes gets a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import Integer, Symbol

from symbinfo.errors import BadInput
from symbinfo.numeric.code import Code, expand
from symbinfo.numeric.workspace import reorder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sympy import Expr

    from symbinfo.numeric.workspace import Workspace


@final
@dataclass(frozen=True, slots=True)
class Bound:
    """A letter that a sum binds: its axis, and the first and the last letter."""

    axis: int
    low: Expr
    high: Expr

    @property
    def count(self) -> Expr:
        """How many letters the sum runs over."""
        return self.high - self.low + 1


Env = dict[Symbol, Bound]


def placed(work: Workspace, array: Code, letters: Sequence[tuple[Expr, Expr]], env: Env) -> Code:
    """Return the array at the letters, each given with the size of its alphabet.

    The last axes of the array belong to the letters; before them come `array.axes`.
    """
    text = array.text
    axes: list[int] = []
    before = len(array.axes) + len(letters)
    for letter, size in reversed(letters):
        before -= 1
        if letter in env:
            text = _part(text, letter, size, env[letter], -1 - len(axes))
            axes.insert(0, env[letter].axis)
        else:
            text = _entry(work, text, (letter, size), (before, len(axes)))
    return _in_order(text, [*array.axes, *axes])


def _part(text: str, letter: Expr, size: Expr, bound: Bound, axis: int) -> str:
    low, high = bound.low, bound.high
    if low == 0 and high == size - 1:
        return text
    if not (low.is_Integer and high.is_Integer and size.is_Integer and 0 <= low <= high < size):
        msg = f"the letter {letter} runs from {low} to {high}, but the alphabet has {size} letters"
        raise BadInput(msg)
    return f"np.take({text}, range({low}, {high + 1}), axis={axis})"


def _entry(work: Workspace, text: str, at: tuple[Expr, Expr], around: tuple[int, int]) -> str:
    letter, size = at
    before, after = around
    if isinstance(letter, Integer):
        return f"np.take({text}, {letter}, axis={-1 - after})"
    index = expand(work.letter(letter, size), range(-before - after, 0))
    return f"{work.helper('at')}({text}, {index}, {-1 - after})"


def _in_order(text: str, axes: list[int]) -> Code:
    order = sorted(set(axes))
    if order != axes:
        text = f"np.einsum({reorder(axes, order)!r}, {text})"
    return Code(text, tuple(order))
