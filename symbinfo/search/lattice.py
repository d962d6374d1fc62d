"""Sets of random variables as bit masks, with what functions and independences say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.core.facts import FunctionFact, IndependenceFact
from symbinfo.search import library
from symbinfo.search.elemental import Elemental, bits, closed, vector
from symbinfo.search.shapes import Shape, nonnegative, zero

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.entropic import Known, Problem
    from symbinfo.search.shapes import Names
    from symbinfo.search.simplex import Number


@final
class Lattice:
    """The sets of the variables of a problem."""

    def __init__(self, given: Problem) -> None:
        self.variables = given.variables
        self.bits = dict(zip(given.variables, bits(len(given.variables)), strict=True))
        self.functions = [
            (self.mask(fact.targets), self.mask(fact.sources))
            for fact in given.facts
            if isinstance(fact, FunctionFact)
        ]
        self.apart = [
            ([self.mask(group) for group in fact.groups], self.mask(fact.given))
            for fact in given.facts
            if isinstance(fact, IndependenceFact)
        ]
        self.closed: dict[int, int] = {}

    def mask(self, names: Iterable[RandomVariable]) -> int:
        """Return a set as a bit mask."""
        return sum(self.bits[v] for v in names)

    def names(self, mask: int) -> Names:
        """Return a bit mask as a set."""
        return frozenset(v for v, bit in self.bits.items() if bit & mask)

    def closure(self, mask: int) -> int:
        """Return a set with all that are functions of its variables."""
        found = self.closed.get(mask)
        if found is None:
            found, before = mask, -1
            while found != before:
                before = found
                for targets, sources in self.functions:
                    if sources & found == sources:
                        found |= targets
            self.closed[mask] = found
        return found

    def form(self, vector: Mapping[Hashable, Number]) -> dict[Hashable, Number]:
        """Return a form with a bit mask for each set of variables."""
        return {
            self.mask(key) if isinstance(key, frozenset) else key: c for key, c in vector.items()
        }

    def reduced(self, vector: Mapping[Hashable, Number]) -> dict[Hashable, Number]:
        """Return a form with each set replaced by its closure."""
        if not self.functions:
            return self.form(vector)
        total: dict[Hashable, Number] = {}
        for key, c in self.form(vector).items():
            closed = self.closure(key) if isinstance(key, int) else key
            total[closed] = total.get(closed, 0) + c
        return {key: c for key, c in total.items() if c}

    def distinct(self, elementals: Iterable[Elemental]) -> list[tuple[Elemental, dict[int, int]]]:
        """Return elemental inequalities with their forms, each form of closed sets once."""
        if not self.functions:
            return [(one, vector(one)) for one in elementals]
        found: dict[frozenset[tuple[int, int]], tuple[Elemental, dict[int, int]]] = {}
        for one in elementals:
            form = closed(one, self.closure)
            if form:
                found.setdefault(frozenset(form.items()), (one, form))
        return list(found.values())

    def is_zero(self, one: Elemental) -> bool:
        """Whether an independence says that a mutual information is 0."""
        x, y, given = one
        for groups, over in self.apart:
            if over & given == over and x != y:
                sides = [group for group in groups if group & (x | y)]
                if len(sides) == 2 and not given & ~(over | sum(groups)):
                    return True
        return False

    def bound(self, one: Elemental) -> Known:
        """Return an elemental inequality as a claim."""
        return nonnegative(self.shape(one))

    def zero(self, one: Elemental) -> Known:
        """Return that a mutual information is 0, by an independence."""
        return zero(self.shape(one), library.independence_is_zero(conditional=bool(one.given)))

    def function(self, mask: int) -> Known:
        """Return that a set determines its closure."""
        more = self.names(self.closure(mask) & ~mask)
        return zero(Shape(more, frozenset(), self.names(mask)), library.function_is_zero())

    def shape(self, one: Elemental) -> Shape:
        """Return what an elemental inequality is about."""
        x, y, given = map(self.names, one)
        return Shape(x, y - x, given)
