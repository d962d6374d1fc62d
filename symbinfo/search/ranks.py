"""Simple entropies that show that a linear form may be negative."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.search import simplex

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from numpy import ndarray

    from symbinfo.search.simplex import Number

    Form = Mapping[Hashable, Number]

MOST = 1 << 50
MOST_BITS = 4


class Rank(NamedTuple):
    """Fair bits, one for each variable of a set: any `rank` are independent and give the others.

    The other variables are constant.
    """

    chosen: int
    rank: int

    def value(self, mask: int) -> Fraction:
        """Return the entropy of a set of variables, that of all of them being 1."""
        most = min(self.chosen.bit_count(), self.rank)
        return Fraction(min((mask & self.chosen).bit_count(), self.rank), most)


def forbidding(
    target: Form, bounds: Sequence[Form], equations: Sequence[Form], count: int
) -> Rank | None:
    """Return entropies at which the bounds and equations hold and the target is negative.

    Only few bits are tried. None if none will do, or a form has other things than entropies.
    """
    if not all(isinstance(key, int) for form in (target, *bounds, *equations) for key in form):
        return None
    chosen = _small(count)
    for rank in range(1, MOST_BITS):
        good = _values(target, chosen, rank) < 0
        for bound in bounds if good.any() else ():
            good &= _values(bound, chosen, rank) >= 0
        for equation in equations if good.any() else ():
            good &= _values(equation, chosen, rank) == 0
        if good.any():
            return Rank(int(chosen[good.argmax()]), rank)
    return None


@cache
def _small(count: int) -> ndarray:
    """Return the bit masks of the small sets, smaller ones first."""
    import numpy as np

    bits = [1 << i for i in reversed(range(count))]
    sizes = range(1, min(count, MOST_BITS) + 1)
    return np.array([sum(group) for size in sizes for group in combinations(bits, size)])


@cache
def _sizes(count: int) -> ndarray:
    """Return how many variables each set has."""
    import numpy as np

    return np.array([mask.bit_count() for mask in range(1 << count)])


def _values(form: Form, chosen: ndarray, rank: int) -> ndarray:
    """Return the values of a form, one for each set of variables that are not constant."""
    import numpy as np

    whole, _ = simplex.whole(form)
    kind = np.int64 if sum(map(abs, whole.values())) < MOST else object
    sizes = _sizes(int(chosen.max()).bit_length())
    total = np.zeros(len(chosen), dtype=kind)
    for mask, c in whole.items():
        total += np.minimum(sizes[chosen & mask], rank).astype(kind) * c
    return total
