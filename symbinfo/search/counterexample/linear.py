"""Linear laws: each variable is a linear map of a few independent fair bits, or of fair trits.

The entropy of a group of variables is then the dimension of a space times log 2 or log 3, so
that a claim can be tried on all such laws at once, with whole numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple, final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from symbinfo.search.counterexample.laws import Function, Independence, Places
    from symbinfo.search.counterexample.objects import Law

MOST_CHOICES = 1 << 20
CHUNK = 1 << 16
SAMPLES = 1 << 17

Vector = tuple[int, ...]


class Source(NamedTuple):
    """So many independent uniform elements of the field of so many elements."""

    field: int
    length: int


SOURCES = (Source(2, 1), Source(2, 2), Source(2, 3), Source(3, 2), Source(2, 4))


class Spaces(NamedTuple):
    """The subspaces of the vectors over a field: their bases, dimensions and joins."""

    bases: tuple[tuple[Vector, ...], ...]
    dimension: NDArray[np.int64]
    join: NDArray[np.intp]


@cache
def spaces(source: Source) -> Spaces:
    """Return all subspaces, smallest first."""
    vectors = [v for v in product(range(source.field), repeat=source.length) if _monic(v)]
    bases: dict[frozenset[Vector], tuple[Vector, ...]] = {}
    for size in range(source.length + 1):
        for basis in combinations(vectors, size):
            bases.setdefault(span(basis, source), basis)
    members = sorted(bases, key=lambda space: (len(space), sorted(space)))
    index = {space: i for i, space in enumerate(members)}
    join = np.zeros((len(members),) * 2, dtype=np.intp)
    for i, first in enumerate(members):
        for j, second in enumerate(members[: i + 1]):
            join[i, j] = join[j, i] = index[span((*bases[first], *bases[second]), source)]
    dimension = [len(bases[space]) for space in members]
    return Spaces(tuple(bases[space] for space in members), np.array(dimension), join)


def _monic(v: Vector) -> bool:
    return next((x for x in v if x), 0) == 1


def span(vectors: Iterable[Vector], source: Source) -> frozenset[Vector]:
    """Return all linear combinations of vectors."""
    found = {(0,) * source.length}
    for v in vectors:
        if v not in found:
            found = {
                tuple((x + c * y) % source.field for x, y in zip(w, v, strict=True))
                for w in found
                for c in range(source.field)
            }
    return frozenset(found)


@final
class Batch:
    """Many linear laws of a few variables: which space each variable is."""

    def __init__(self, source: Source, choice: NDArray[np.intp]) -> None:
        self.source = source
        self.choice = choice
        self._joins: dict[Places, NDArray[np.intp]] = {}

    def _space(self, places: Places) -> NDArray[np.intp]:
        if not places:
            return np.zeros(self.choice.shape[1], dtype=np.intp)
        if len(places) == 1:
            return np.asarray(self.choice[places[0]])
        if places not in self._joins:
            join = spaces(self.source).join
            self._joins[places] = join[self._space(places[:-1]), self.choice[places[-1]]]
        return self._joins[places]

    def rank(self, places: Iterable[int]) -> NDArray[np.int64]:
        """Return the entropies of a group of variables, in units of one element of the source."""
        dimension: NDArray[np.int64] = spaces(self.source).dimension
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
        field, length = self.source
        bases = [spaces(self.source).bases[i] for i in self.choice[:, place]]
        law: Law = {}
        for word in product(range(field), repeat=length):
            cell = tuple(
                sum(_dot(word, v) % field * field**i for i, v in enumerate(basis))
                for basis in bases
            )
            law[cell] = law.get(cell, Fraction(0)) + Fraction(1, field**length)
        return law


def _dot(v: Vector, w: Vector) -> int:
    return sum(x * y for x, y in zip(v, w, strict=True))


def batches(count: int, seed: int, idle: Collection[int] = ()) -> Iterator[Batch]:
    """Run through linear laws of so many variables: all if they are few, else some.

    From each source the idle variables are constant first.
    """
    generator = np.random.default_rng(seed)
    busy = [i for i in range(count) if i not in idle]
    for source in SOURCES:
        for moving in (busy, range(count)) if idle and busy else (range(count),):
            for choice in _choices(source, len(moving), generator):
                every = np.zeros((count, choice.shape[1]), dtype=np.intp)
                every[list(moving)] = choice
                yield Batch(source, every)


def _choices(
    source: Source, count: int, generator: np.random.Generator
) -> Iterator[NDArray[np.intp]]:
    kinds = len(spaces(source).bases)
    total = kinds**count
    if total > MOST_CHOICES:
        for _ in range(SAMPLES // CHUNK):
            yield generator.integers(0, kinds, (count, CHUNK))
        return
    for start in range(0, total, CHUNK):
        index = np.arange(start, min(start + CHUNK, total))
        yield np.array([index // kinds**i % kinds for i in range(count)], dtype=np.intp)
