"""Small linear programs, solved exactly: the dual simplex method in whole numbers."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

Number = int | Fraction
MOST_PIVOTS = 40


class Answer(NamedTuple):
    """Either multipliers with which the vectors sum to the target, or values that forbid it.

    At the values every inequality is >= 0, every equation 0, and the target < 0. Neither is
    there if the search was given up.
    """

    multipliers: dict[int, Fraction] | None = None
    values: dict[Hashable, Fraction] | None = None


def solve(
    target: Mapping[Hashable, Number],
    inequalities: Sequence[Mapping[Hashable, Number]],
    equations: Sequence[Mapping[Hashable, Number]],
    costs: Sequence[float],
) -> Answer:
    """Write the target as a combination of vectors, or show that there is none.

    The multipliers of the inequalities, which are numbered first, are positive, and the
    combination is one of least cost. The costs must be positive.
    """
    try:
        return _solved(Tableau(target, inequalities, costs), equations)
    except OverflowError:
        exact = [Fraction(cost) for cost in costs]
        return _solved(Tableau(target, inequalities, exact), equations)


def _solved(tableau: Tableau, equations: Sequence[Mapping[Hashable, Number]]) -> Answer:
    for place, equation in enumerate(equations, tableau.count):
        tableau.admit(place, equation)
    for _ in range(MOST_PIVOTS):
        row = tableau.worst()
        if row is None:
            return Answer(tableau.multipliers())
        if not tableau.improve(row):
            return Answer(None, tableau.ray(row))
    return Answer()


def whole(vector: Mapping[Hashable, Number]) -> tuple[dict[Hashable, int], int]:
    """Return a multiple of a vector in whole numbers, and which multiple it is."""
    factor = lcm(*[c.denominator for c in vector.values()])
    if factor == 1:
        return {key: c.numerator for key, c in vector.items() if c}, 1
    return {key: int(c * factor) for key, c in vector.items() if c}, factor


@final
class Tableau:
    """A basis, with the rows of its inverse: each a row of whole numbers over its scale.

    Each row starts with an artificial column of its own, whose multiplier has to become 0.
    The costs are positive, so this start is optimal but for those multipliers.
    """

    def __init__(
        self,
        target: Mapping[Hashable, Number],
        inequalities: Sequence[Mapping[Hashable, Number]],
        costs: Sequence[float] | Sequence[Fraction],
    ) -> None:
        self.costs = costs
        self.value, self.factor = whole(target)
        self.count = len(inequalities)
        self.columns = dict(enumerate(map(whole, inequalities)))
        self.inverse: dict[Hashable, dict[Hashable, int]] = {}
        self.scale: dict[Hashable, int] = {}
        self.basic: dict[Hashable, int] = {}
        self.price: defaultdict[Hashable, float | Fraction] = defaultdict(int)
        self.touching: defaultdict[Hashable, list[tuple[int, int]]] = defaultdict(list)
        for j, (column, _) in self.columns.items():
            for key, c in column.items():
                self.touching[key].append((j, c))

    def row(self, key: Hashable) -> dict[Hashable, int]:
        """Return a row of the inverse of the basis, times its scale."""
        return self.inverse.get(key) or {key: 1}

    def admit(self, place: int, equation: Mapping[Hashable, Number]) -> None:
        """Put a column into the basis whose multiplier may have any sign."""
        self.columns[place] = whole(equation)
        shares = self.shares(place)
        free = [key for key in shares if key not in self.basic]
        if free:
            best = max(free, key=lambda key: (abs(shares[key]) == 1, str(key)))
            self.pivot(best, place, shares)

    def worst(self) -> Hashable | None:
        """Return the row whose multiplier is furthest from what it may be."""
        worst, most, scale = None, 0, 1
        for key, value in self.value.items():
            place = self.basic.get(key)
            if place is None or (value < 0 and place < self.count):
                own = self.scale.get(key, 1)
                if abs(value) * scale > most * own:
                    worst, most, scale = key, abs(value), own
        return worst

    def improve(self, row: Hashable) -> bool:
        """Let the cheapest column take the place of a row, if one can."""
        sign = 1 if self.value[row] > 0 else -1
        inverse = self.row(row)
        rates: defaultdict[int, int] = defaultdict(int)
        for key, c in inverse.items():
            for j, d in self.touching[key]:
                rates[j] += sign * c * d
        best = min(
            ((self.reduced(j) / rate, j) for j, rate in rates.items() if rate > 0), default=None
        )
        if best is None:
            return False
        step, place = best
        for key, c in inverse.items():
            self.price[key] += sign * step * c
        self.pivot(row, place, self.shares(place))
        return True

    def reduced(self, place: int) -> float | Fraction:
        """Return what a column costs more than its entries are worth."""
        worth = sum(c * self.price[key] for key, c in self.columns[place][0].items())
        return max(self.costs[place] - worth, 0)

    def shares(self, place: int) -> dict[Hashable, int]:
        """Return the rows of the inverse of the basis, times a column."""
        column = self.columns[place][0]
        found = {key: c for key, c in column.items() if key not in self.inverse}
        for key, row in self.inverse.items():
            share = sum([row[k] * c for k, c in column.items() if k in row])
            if share:
                found[key] = share
        return found

    def pivot(self, row: Hashable, place: int, shares: Mapping[Hashable, int]) -> None:
        """Put a column into the basis at a row."""
        share, value, inverse = shares[row], self.value.pop(row, 0), self.row(row)
        if share < 0:
            share, value = -share, -value
            inverse = {key: -c for key, c in inverse.items()}
        for key, factor in shares.items():
            if key != row:
                self.reduce(key, share, (inverse, value, factor))
        self.inverse[row], self.scale[row], self.basic[row] = inverse, share, place
        if value:
            self.value[row] = value

    def reduce(
        self, key: Hashable, share: int, other: tuple[dict[Hashable, int], int, int]
    ) -> None:
        """Replace a row by share row - factor other."""
        inverse, value, factor = other
        found = {k: share * c for k, c in self.row(key).items()}
        for k, c in inverse.items():
            found[k] = found.get(k, 0) - factor * c
        left = share * self.value.pop(key, 0) - factor * value
        scale = share * self.scale.get(key, 1)
        common = gcd(scale, left, *found.values()) if scale > 1 else 1
        self.inverse[key] = {k: c // common for k, c in found.items() if c}
        self.scale[key] = scale // common
        if left:
            self.value[key] = left // common

    def multipliers(self) -> dict[int, Fraction]:
        """Return the multipliers of the columns in the basis."""
        found = {}
        for key, value in self.value.items():
            place = self.basic[key]
            factor = Fraction(self.columns[place][1], self.factor * self.scale[key])
            found[place] = value * factor
        return dict(sorted(found.items()))

    def ray(self, row: Hashable) -> dict[Hashable, Fraction]:
        """Return the values that a row which no column can improve gives."""
        sign = -1 if self.value[row] > 0 else 1
        return {key: Fraction(sign * c) for key, c in self.row(row).items()}
