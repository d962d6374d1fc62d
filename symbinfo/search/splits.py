"""How the hypotheses split joint probabilities into products, and which variables are functions."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.core.facts import FunctionFact, IndependenceFact
from symbinfo.core.hypotheses import Hypothesis, Independent
from symbinfo.core.variables import RandomVariable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from symbinfo.core.facts import Fact

Group = tuple[RandomVariable, ...]
Names = frozenset[RandomVariable]


class Split(NamedTuple):
    """A joint probability as a product of powers, and the independences that make it one."""

    powers: dict[Names, int]
    by: tuple[Independent, ...] = ()


class Rules(NamedTuple):
    """The independences and functions that hypotheses say."""

    independences: tuple[IndependenceFact, ...]
    functions: tuple[FunctionFact, ...]

    def splits(self, names: Names) -> Iterator[Split]:
        """Return the products that the joint probability of the variables is."""
        yield Split({names: 1})
        for fact in self.independences:
            given = frozenset(fact.given)
            sides = [names & frozenset(group) for group in fact.groups]
            sides = [side for side in sides if side]
            if len(sides) < 2 or names != given.union(*sides) or not given <= names:
                continue
            apart = Independent(*map(ordered, sides), given=ordered(given))
            for choice in product(*(self.splits(side | given) for side in sides)):
                powers = {given: 1 - len(sides)} if given else {}
                for one in choice:
                    for part, power in one.powers.items():
                        powers[part] = powers.get(part, 0) + power
                more = (used for one in choice for used in one.by)
                yield Split({k: p for k, p in powers.items() if p}, (apart, *more))

    def say(self, hypothesis: Hypothesis) -> bool:
        """Whether a hypothesis on independence or functions is part of one of these."""
        for fact in hypothesis.facts():
            if isinstance(fact, FunctionFact):
                if not self.closure(frozenset(fact.sources)).issuperset(fact.targets):
                    return False
            elif not any(_within(fact, known) for known in self.independences):
                return False
        return True

    def closure(self, names: Names) -> Names:
        """Return all variables that are functions of the given ones."""
        while True:
            more = names.union(*(f.targets for f in self.functions if names.issuperset(f.sources)))
            if more == names:
                return names
            names = more


def _within(fact: Fact, known: IndependenceFact) -> bool:
    """Whether an independence is one of parts of groups that are known to be independent."""
    if not isinstance(fact, IndependenceFact) or {*fact.given} != {*known.given}:
        return False
    places = {
        place
        for group in fact.groups
        for place, whole in enumerate(known.groups)
        if {*group} <= {*whole}
    }
    return len(places) == len(fact.groups)


def rules_of(hypotheses: Iterable[Hypothesis]) -> Rules:
    """Return what the hypotheses say of independence and of functions."""
    facts = [fact for hypothesis in hypotheses for fact in hypothesis.facts()]
    apart = tuple(fact for fact in facts if isinstance(fact, IndependenceFact))
    return Rules(apart, tuple(fact for fact in facts if isinstance(fact, FunctionFact)))


def ordered(names: Iterable[RandomVariable]) -> Group:
    """Return variables in a fixed order."""
    return tuple(sorted(names, key=lambda v: (v.name, str(v.args))))


def subsets(names: Iterable[RandomVariable]) -> Iterator[Names]:
    """Return all subsets, small ones first."""
    every = ordered(names)
    for size in range(len(every) + 1):
        yield from map(frozenset, combinations(every, size))
