"""Whether a hypothesis holds because of the hypotheses of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.core.facts import (
    EquationFact,
    FunctionFact,
    IndependenceFact,
    OrderFact,
    PositiveFact,
)
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.forms import Frozen, subtract
from symbinfo.kernel.normal_form import is_zero
from symbinfo.kernel.rebuild import guard_factors

if TYPE_CHECKING:
    from symbinfo.core.facts import Fact
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.rules import Independence


@final
class Entailment:
    """Decides hypotheses under the hypotheses of one statement; a doubt is a no."""

    def __init__(self, context: Context, reader: Reader) -> None:
        self.context = context
        self.reader = reader

    def holds(self, hypothesis: Hypothesis) -> bool:
        """Whether the hypothesis is assumed, or follows."""
        if hypothesis in self.context.hypotheses or self._assumed(hypothesis):
            return True
        facts = [*hypothesis.facts(), *hypothesis.equations()]
        kept = [fact for fact in facts if not isinstance(fact, IndependenceFact)]
        try:
            return bool(kept) and all(self._fact(fact) for fact in kept)
        except SymbinfoError:
            return False

    def _assumed(self, hypothesis: Hypothesis) -> bool:
        """Whether the hypothesis is an independence within one that is assumed."""
        wanted = hypothesis.facts()
        return all(isinstance(fact, IndependenceFact) for fact in wanted) and all(
            any(self._within(fact, known) for known in self.context.rules.independences)
            for fact in wanted
            if isinstance(fact, IndependenceFact)
        )

    def _within(self, fact: IndependenceFact, known: Independence) -> bool:
        names = [frozenset(map(self.context.name, group)) for group in fact.groups]
        places = [next((i for i, g in enumerate(known.groups) if n <= g), None) for n in names]
        given = frozenset(map(self.context.name, fact.given))
        return given == known.given and None not in places and len(set(places)) == len(places)

    def _fact(self, fact: Fact) -> bool:
        match fact:
            case PositiveFact(limits, guard, value):
                letters = self._letters(limits)
                known: frozenset[Frozen] = frozenset()
                for weight in guard:
                    form = self.reader.ratio(weight, letters, frozenset())
                    known |= guard_factors(form, self.reader.signs)
                return self.reader.signs.positive(self.reader.ratio(value, letters, known), known)
            case EquationFact(limits, lhs, rhs, ()):
                letters = self._letters(limits)
                sides = [self.reader.finite(side, letters, frozenset()) for side in (lhs, rhs)]
                return is_zero(subtract(*sides), self.context)
            case FunctionFact(targets, sources):
                names = [frozenset(map(self.context.name, group)) for group in (targets, sources)]
                return names[0] <= self.context.rules.closure(names[1])
            case OrderFact(smaller, larger):
                form = self.reader.ratio(larger - smaller, {}, frozenset())
                return self.reader.signs.positive(form)
            case _:
                return False

    def _letters(self, limits: tuple[object, ...]) -> Letters:
        return {limit[0]: self.context.letter_of(limit) for limit in limits}  # type: ignore[index]
