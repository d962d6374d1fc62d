"""The elemental inequalities of n variables, with sets of variables as bit masks.

Variable number i of n has the bit 2^(n - 1 - i). Every inequality between entropies that
follows from their being nonnegative is a combination of these n + C(n, 2) 2^(n - 2).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Elemental(NamedTuple):
    """I(x; y | given) >= 0 for two variables, or H(x | given) >= 0 if they are one."""

    x: int
    y: int
    given: int


@cache
def vector(one: Elemental) -> dict[int, int]:
    """Return the inequality as a form in entropies."""
    return closed(one, int)


def closed(one: Elemental, closure: Callable[[int], int]) -> dict[int, int]:
    """Return the inequality as a form in the entropies of closed sets."""
    x, y, given = one
    total: dict[int, int] = {}
    for names, c in ((x | given, 1), (y | given, 1), (x | y | given, -1), (given, -1)):
        if names:
            key = closure(names)
            total[key] = total.get(key, 0) + c
    return {key: c for key, c in total.items() if c}


def bits(count: int) -> list[int]:
    """Return the bits of the variables."""
    return [1 << (count - 1 - i) for i in range(count)]


def elementals(count: int) -> tuple[Elemental, ...]:
    """Return all elemental inequalities, those with less conditioning first."""
    return between(tuple(bits(count)))


@cache
def between(every: tuple[int, ...]) -> tuple[Elemental, ...]:
    """Return the elemental inequalities of some variables."""
    count = len(every)
    pairs = [(x, y, [z for z in every if z not in (x, y)]) for x, y in combinations(every, 2)]
    found = [
        Elemental(x, y, sum(given))
        for size in range(max(count - 1, 0))
        for x, y, rest in pairs
        for given in combinations(rest, size)
    ]
    whole = sum(every)
    return (*found, *(Elemental(x, x, whole - x) for x in every))


def ladder(order: Sequence[int], masks: Iterable[int]) -> list[Elemental]:
    """Return the elemental inequalities between some sets and what an order makes of them.

    Each set is cut and extended by the variables that come first in the order, and extended
    after the cut by one of its variables. Proofs by the chain rule seldom need other sets.
    """
    steps = [0]
    for bit in order:
        steps.append(steps[-1] | bit)
    masks = {*masks, *order, steps[-1]}
    known = {cut for mask in masks for step in steps for cut in (mask & step, mask | step)}
    known |= {mask & step | bit for mask in masks for step in steps for bit in order if bit & mask}
    found = []
    for given in known:
        above = [bit for bit in order if not bit & given and given | bit in known]
        found += [
            Elemental(max(x, y), min(x, y), given)
            for x, y in combinations(above, 2)
            if given | x | y in known
        ]
    whole = steps[-1]
    found += [Elemental(x, x, whole - x) for x in order if whole - x in known]
    return sorted(found, key=lambda one: (one.x == one.y, one.given.bit_count(), -one.x, -one.y))
