"""Linear programs over elemental inequalities, and the claims that their columns stand for."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, final

from symbinfo.search import linear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from symbinfo.search.elemental import Elemental
    from symbinfo.search.entropic import Known
    from symbinfo.search.shannon import Question
    from symbinfo.search.simplex import Number

    Form = Mapping[Any, Number]

CHEAP = 0.01


@final
class Program:
    """A linear program: the columns that may be used, and the claims that they stand for."""

    def __init__(self, question: Question, elementals: Iterable[Elemental]) -> None:
        """Take each form of closed sets once; what an independence makes 0 has any sign."""
        self.question = question
        self.columns: list[Form] = []
        self.claims: list[tuple[int, Callable[[], Known]]] = []
        self.equations = [vector for _, vector in question.equations]
        zeros: list[tuple[Elemental, Form]] = []
        lattice = question.lattice
        for known, bound in question.bounds:
            self.add(bound, 1, partial(_itself, known))
        for one, vector in lattice.distinct(elementals):
            if lattice.is_zero(one):
                zeros.append((one, vector))
            else:
                self.add(vector, 1, partial(lattice.bound, one))
        self.costs = linear.rising(len(self.columns))
        self.costs += [CHEAP * cost for cost in linear.rising(len(zeros)) for _ in range(2)]
        for one, zero in zeros:
            self.add(zero, 1, partial(lattice.zero, one))
            self.add({key: -c for key, c in zero.items()}, -1, partial(lattice.zero, one))
        self.claims += [(1, partial(_itself, known)) for known, _ in question.equations]

    def add(self, vector: Form, sign: int, claim: Callable[[], Known]) -> None:
        """Add a column."""
        self.columns.append(vector)
        self.claims.append((sign, claim))

    def terms(self) -> list[tuple[Fraction, Known]] | None:
        """Return claims that sum to the form of the question, if there are some."""
        found = linear.combine(self.question.target, self.columns, self.equations, self.costs)
        return None if found is None else self.lifted(found)

    def lifted(self, multipliers: dict[int, Fraction]) -> list[tuple[Fraction, Known]]:
        """Return the claims with their multipliers, and what sets of variables determine."""
        terms = [(self.claims[j][0] * c, self.claims[j][1]()) for j, c in multipliers.items() if c]
        lattice = self.question.lattice
        if not lattice.functions:
            return terms
        whole = self.question.whole
        vectors = [whole, *(lattice.form(known.vector) for _, known in terms)]
        left = linear.total(dict(enumerate((1, *(-c for c, _ in terms)))), vectors)
        return terms + [
            (-Fraction(c), lattice.function(mask))
            for mask, c in left.items()
            if isinstance(mask, int) and lattice.closure(mask) != mask
        ]


def _itself(known: Known) -> Known:
    return known
