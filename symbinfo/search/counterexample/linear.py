"""Linear laws: each variable is a linear map of a few independent fair bits.

The entropy of a group of variables is then the dimension of a space times log 2, so that a
claim can be tried on all such laws at once, with whole numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from symbinfo.search.counterexample.laws import Function, Independence, Places
    from symbinfo.search.counterexample.objects import Law

MOST_BITS = 4
MOST_CHOICES = 1 << 20
CHUNK = 1 << 16
SAMPLES = 1 << 17


class Spaces(NamedTuple):
    """The subspaces of the vectors of some bits: their vectors, dimensions and joins."""

    members: tuple[frozenset[int], ...]
    dimension: NDArray[np.int64]
    join: NDArray[np.intp]


@cache
def spaces(bits: int) -> Spaces:
    """Return all subspaces, smallest first."""
    vectors = range(1, 1 << bits)
    found = {span(basis) for size in range(bits + 1) for basis in combinations(vectors, size)}
    members = tuple(sorted(found, key=lambda space: (len(space), sorted(space))))
    index = {space: i for i, space in enumerate(members)}
    join = [[index[span((*a, *b))] for b in members] for a in members]
    dimension = [len(space).bit_length() - 1 for space in members]
    return Spaces(members, np.array(dimension), np.array(join))


def span(vectors: Iterable[int]) -> frozenset[int]:
    """Return all sums of vectors over GF(2)."""
    found = {0}
    for v in vectors:
        if v not in found:
            found |= {v ^ w for w in found}
    return frozenset(found)


class Batch:
    """Many linear laws of a few variables: which space each variable is."""

    def __init__(self, bits: int, choice: NDArray[np.intp]) -> None:
        self.bits = bits
        self.choice = choice
        self._joins: dict[Places, NDArray[np.intp]] = {}

    def _space(self, places: Places) -> NDArray[np.intp]:
        if not places:
            return np.zeros(self.choice.shape[1], dtype=np.intp)
        if len(places) == 1:
            return np.asarray(self.choice[places[0]])
        if places not in self._joins:
            join = spaces(self.bits).join
            self._joins[places] = join[self._space(places[:-1]), self.choice[places[-1]]]
        return self._joins[places]

    def rank(self, places: Iterable[int]) -> NDArray[np.int64]:
        """Return the entropies of a group of variables, in bits."""
        dimension: NDArray[np.int64] = spaces(self.bits).dimension
        return dimension[self._space(tuple(sorted(set(places))))]

    def meets(
        self, independences: list[Independence], functions: list[Function]
    ) -> NDArray[np.bool_]:
        """Return which laws meet the conditions."""
        good = np.ones(self.choice.shape[1], dtype=bool)
        for groups, given in independences:
            joint = self.rank((*given, *sum(groups, ())))
            parts = sum(self.rank((*given, *group)) for group in groups)
            good &= parts - (len(groups) - 1) * self.rank(given) == joint
        for targets, sources in functions:
            good &= self.rank((*targets, *sources)) == self.rank(sources)
        return good

    def simplest(self, good: NDArray[np.bool_]) -> list[int]:
        """Return the places of the chosen laws, those of small support first."""
        places = np.flatnonzero(good)
        every = range(self.choice.shape[0])
        total = self.rank(every)[places]
        sizes = np.array([self.rank((i,))[places] for i in every]).sum(axis=0)
        return [int(i) for i in places[np.lexsort((sizes, total))]]

    def law(self, place: int) -> Law:
        """Return one of the laws, as a table."""
        bases = [_basis(spaces(self.bits).members[i]) for i in self.choice[:, place]]
        law: Law = {}
        weight = Fraction(1, 1 << self.bits)
        for bits in range(1 << self.bits):
            cell = tuple(
                sum(((bits & v).bit_count() & 1) << i for i, v in enumerate(basis))
                for basis in bases
            )
            law[cell] = law.get(cell, Fraction(0)) + weight
        return law


def _basis(space: frozenset[int]) -> list[int]:
    basis: list[int] = []
    for v in sorted(space):
        if v not in span(basis):
            basis.append(v)
    return basis


def batches(count: int, seed: int) -> Iterator[Batch]:
    """Run through linear laws of so many variables: all if they are few, else some."""
    generator = np.random.default_rng(seed)
    for bits in range(1, MOST_BITS + 1):
        kinds = len(spaces(bits).members)
        total = kinds**count
        if total <= MOST_CHOICES:
            for start in range(0, total, CHUNK):
                index = np.arange(start, min(start + CHUNK, total))
                yield Batch(bits, np.array([index // kinds**i % kinds for i in range(count)]))
        else:
            for _ in range(SAMPLES // CHUNK):
                yield Batch(bits, generator.integers(0, kinds, (count, CHUNK)))
