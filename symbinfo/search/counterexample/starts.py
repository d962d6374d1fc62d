"""Joint laws to start from: the plainest, and random ones on small supports."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from random import Random

    from symbinfo.search.counterexample.objects import Cell, Law

MOST_BITS = 6
MOST_CELLS = 64
SMALL_TURNS = 160
MOST_BLENDED = 4
SHARES = tuple(Fraction(1, 10**k) for k in (4, 7, 10, 16, 35))


def plain_laws(count: int) -> Iterator[Law]:
    """Run through laws of so many variables that are constants, copies or fair bits.

    All constant, all equal, all independent, and one bit with the others constant.
    """
    yield uniform([(0,) * count])
    yield uniform([(0,) * count, (1,) * count])
    if count <= MOST_BITS:
        yield uniform(list(product(range(2), repeat=count)))
    for i in range(count if count > 1 else 0):
        yield uniform([(0,) * count, tuple(int(i == j) for j in range(count))])


def blends(count: int) -> Iterator[Law]:
    """Run through plain laws with very little of a law of one bit mixed in.

    Entropies of some variables are then almost, but not quite, those of the plain law.
    """
    if count > MOST_BLENDED:
        return
    for share in SHARES:
        for law in plain_laws(count):
            for bit in product(range(2), repeat=count):
                mixed = {cell: p * (1 - share) for cell, p in law.items()}
                for cell, p in uniform(list({(0,) * count, bit})).items():
                    mixed[cell] = mixed.get(cell, Fraction(0)) + share * p
                yield mixed


def uniform(cells: list[Cell]) -> Law:
    """Return the law under which some cells have equal probabilities."""
    return dict.fromkeys(cells, Fraction(1, len(cells)))


def random_law(count: int, still: Collection[int], turn: int, rng: Random) -> Law:
    """Return a law on a small support, now and then with a little on all other cells.

    The `still` variables are constant. The supports grow with the turns.
    """
    size = 2 if turn % 3 else rng.choice((2, 3, 4))
    support = 1 + min(turn // 20, 7) if turn < SMALL_TURNS else rng.randint(2, 9)
    sizes = [1 if i in still else size for i in range(count)]
    chosen = {tuple(map(rng.randrange, sizes)) for _ in range(support)}
    weights = {cell: 1 if turn % 2 else rng.randint(1, 5) for cell in sorted(chosen)}
    if turn % 5 == 4 and prod(sizes) <= MOST_CELLS:
        every = product(*map(range, sizes))
        weights = {cell: 1 + 40 * weights.get(cell, 0) for cell in every}
    total = sum(weights.values())
    return {cell: Fraction(w, total) for cell, w in weights.items()}
