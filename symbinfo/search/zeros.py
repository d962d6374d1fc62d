"""Measures that hypotheses make 0: a Markov chain and a function say so of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.core.facts import FunctionFact, IndependenceFact
from symbinfo.search import library
from symbinfo.search.shapes import Shape, zero

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.search.entropic import Known
    from symbinfo.search.shapes import Group, Names


@final
class Zeros:
    """What independences and functions say of entropies and mutual informations."""

    def __init__(self, hypotheses: Iterable[Hypothesis], order: Group) -> None:
        self.order = order
        facts = [fact for hypothesis in hypotheses for fact in hypothesis.facts()]
        self.functions = [
            (frozenset(f.targets), frozenset(f.sources))
            for f in facts
            if isinstance(f, FunctionFact)
        ]
        self.apart = [
            (tuple(map(frozenset, f.groups)), frozenset(f.given))
            for f in facts
            if isinstance(f, IndependenceFact)
        ]

    def closure(self, names: Names) -> Names:
        """Return the variables with all that are functions of them."""
        found, before = names, None
        while found != before:
            before = found
            for targets, sources in self.functions:
                found = found | targets if sources <= found else found
        return found

    def claim(self, shape: Shape) -> Known | None:
        """Return that a measure is 0, or None if that is not seen."""
        known = self.closure(shape.given)
        if not shape.second:
            return (
                zero(shape, library.function_is_zero(), self.order)
                if shape.first <= known
                else None
            )
        for first, second in ((shape.first, shape.second), (shape.second, shape.first)):
            if first <= known:
                sides = Shape(first, second, shape.given)
                return zero(sides, library.function_tells_nothing(), self.order)
        if any(_within(shape, groups, given) for groups, given in self.apart):
            theorem = library.independence_is_zero(conditional=bool(shape.given))
            return zero(shape, theorem, self.order)
        return None


def _within(shape: Shape, groups: tuple[Names, ...], given: Names) -> bool:
    """Whether an independence of groups says that I(first; second | given) is 0."""
    if not given <= shape.given <= given.union(*groups):
        return False
    sides = [[i for i, g in enumerate(groups) if side & g] for side in shape[:2]]
    inside = shape.first | shape.second <= frozenset[object]().union(*groups)
    return inside and not set(sides[0]) & set(sides[1])
