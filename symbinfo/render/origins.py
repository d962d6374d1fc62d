"""Which hypotheses of a statement say what a lemma needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.core.facts import FunctionFact, IndependenceFact

if TYPE_CHECKING:
    from symbinfo.core.facts import Fact
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.variables import RandomVariable

    Names = frozenset[RandomVariable]


def origins(needed: Hypothesis, given: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Return the given hypotheses that say what is needed, or what is needed itself."""
    if needed in given:
        return (needed,)
    facts = needed.facts()
    (fact,) = facts if len(facts) == 1 else (None,)
    if isinstance(fact, IndependenceFact):
        found = tuple(h for h in given if any(_within(fact, known) for known in h.facts()))
        return found[:1] or (needed,)
    if isinstance(fact, FunctionFact):
        return _functions(frozenset(fact.targets), frozenset(fact.sources), given) or (needed,)
    return (needed,)


def _within(fact: IndependenceFact, known: Fact) -> bool:
    """Whether an independence is a part of another, which may know more."""
    if not isinstance(known, IndependenceFact) or len(fact.groups) != 2:
        return False
    groups = [frozenset(group) for group in known.groups]
    given, every = frozenset(known.given), frozenset(known.given).union(*groups)
    if not given <= frozenset(fact.given) <= every:
        return False
    sides = [{i for i, g in enumerate(groups) if g & {*side}} for side in fact.groups]
    inside = all({*side} <= every - given for side in fact.groups)
    return inside and not sides[0] & sides[1]


def _functions(
    targets: Names, sources: Names, given: tuple[Hypothesis, ...]
) -> tuple[Hypothesis, ...]:
    """Return the functions that lead from the sources to the targets, none of them in vain."""
    facts = [(h, fact) for h in given for fact in h.facts() if isinstance(fact, FunctionFact)]
    for kept in ([one] for one in facts):
        if targets <= _closure(sources, [fact for _, fact in kept]):
            return (kept[0][0],)
    needed = list(facts)
    if not targets <= _closure(sources, [fact for _, fact in needed]):
        return ()
    for one in facts:
        fewer = [other for other in needed if other is not one]
        if targets <= _closure(sources, [fact for _, fact in fewer]):
            needed = fewer
    return tuple(dict.fromkeys(h for h, _ in needed))


def _closure(names: Names, facts: list[FunctionFact]) -> Names:
    found, before = names, None
    while found != before:
        before = found
        for fact in facts:
            found = found | {*fact.targets} if {*fact.sources} <= found else found
    return found
