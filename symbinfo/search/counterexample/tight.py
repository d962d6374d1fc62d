"""Values of parameters at which a hypothesis holds with next to no room."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from math import floor, isfinite
from typing import TYPE_CHECKING

from symbinfo.search.counterexample.values import fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sympy import Symbol

    from symbinfo.search.counterexample.objects import World
    from symbinfo.search.counterexample.screen import Screen

ROOMS = (0.1, 1e-3, 1e-6)
MOST_OPTIONS = 16


def tight(world: World, demands: Sequence[Screen], names: Sequence[Symbol]) -> Iterator[World]:
    """Run through the world with other parameters: demands hold, or just fail, by little."""
    for room in ROOMS:
        found = [world]
        for name in names:
            options = (new for old in found for new in _options(old, demands, name, room))
            found = list(islice(options, MOST_OPTIONS)) or found
        yield from found


def _options(world: World, demands: Sequence[Screen], name: Symbol, room: float) -> Iterator[World]:
    for demand in demands:
        if name in demand.numbers:
            root = _root(demand, world, name)
            if root is not None:
                width = Fraction(room) * max(Fraction(1), abs(root))
                for x in (between(root, root + width), between(root - width, root)):
                    if fits(name, x):
                        yield _at(world, name, x)


def _at(world: World, name: Symbol, x: Fraction) -> World:
    return replace(world, numbers={**world.numbers, name: x})


def _root(demand: Screen, world: World, name: Symbol) -> Fraction | None:
    """Return where the two sides of a demand meet, if they are linear in the parameter."""
    first, second, third = (demand.gap(_at(world, name, Fraction(x))) for x in (1, 2, 3))
    slope = second - first
    if not isfinite(slope) or abs(slope) < ROOMS[-1] or abs(third - second - slope) > ROOMS[-1]:
        return None
    return Fraction(1 - first / slope)


def between(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction of smallest denominator from low to high."""
    whole = floor(low)
    if whole == low:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / between(1 / (high - whole), 1 / (low - whole))
