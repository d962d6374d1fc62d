"""Joint laws with rational probabilities: whether hypotheses hold, and how to make them hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import product
from math import inf, lcm, prod
from time import monotonic
from typing import TYPE_CHECKING

from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, MarkovChain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.counterexample.objects import Cell, Law

Places = tuple[int, ...]
Independence = tuple[tuple[Places, ...], Places]
Function = tuple[Places, Places]
MOST_ROWS = 96
MOST_ROUNDS = 4
MOST_DENOMINATOR = 10**6


def conditions(
    hypotheses: Iterable[Hypothesis], variables: Sequence[RandomVariable]
) -> tuple[list[Independence], list[Function], list[Hypothesis]]:
    """Return hypotheses as independences and functions of coordinates, and the other ones."""
    independences: list[Independence] = []
    functions: list[Function] = []
    others: list[Hypothesis] = []

    def places(group: Iterable[RandomVariable]) -> Places:
        return tuple(variables.index(v) for v in group)

    for hypothesis in hypotheses:
        match hypothesis:
            case _ if not hypothesis.atoms(type(variables[0])) <= set(variables):
                others.append(hypothesis)
            case Independent() | MarkovChain():
                chain = isinstance(hypothesis, MarkovChain)
                for one in hypothesis.independences() if chain else (hypothesis,):
                    groups = tuple(places(group) for group in one.groups)
                    independences.append((groups, places(one.given)))
            case FunctionOf():
                functions.append((places(hypothesis.args[0]), places(hypothesis.args[1])))
            case _:
                others.append(hypothesis)
    return independences, functions, others


def take(cell: Cell, places: Places) -> Cell:
    """Return some coordinates of a cell."""
    return tuple(cell[i] for i in places)


def marginal(law: Law, places: Places) -> Law:
    """Return the law of some coordinates."""
    total: Law = defaultdict(Fraction)
    for cell, p in law.items():
        total[take(cell, places)] += p
    return total


def is_independent(law: Law, groups: tuple[Places, ...], given: Places) -> bool:
    """Whether groups of coordinates are independent given others."""
    everything = (*given, *sum(groups, ()))
    joint = {cell: p for cell, p in marginal(law, everything).items() if p}
    return len(joint) == _rows(law, groups, given) and joint == _product(law, groups, given)


def _rows(law: Law, groups: tuple[Places, ...], given: Places) -> int:
    """Return how many rows the product of the laws of the groups has."""
    support = [cell for cell, p in law.items() if p]
    found: dict[Cell, int] = dict.fromkeys((take(cell, given) for cell in support), 1)
    for group in groups:
        seen = {(take(cell, given), take(cell, group)) for cell in support}
        counts = Counter(z for z, _ in seen)
        found = {z: count * counts[z] for z, count in found.items()}
    return sum(found.values())


def _product(law: Law, groups: tuple[Places, ...], given: Places) -> Law:
    """Return P(z) P(x | z) P(y | z) ... on the given coordinates and then those of the groups."""
    start = len(given)
    parts: list[dict[Cell, list[tuple[Cell, Fraction]]]] = []
    for group in groups:
        below: dict[Cell, list[tuple[Cell, Fraction]]] = defaultdict(list)
        for cell, p in marginal(law, (*given, *group)).items():
            if p:
                below[cell[:start]].append((cell[start:], p))
        parts.append(below)
    found: Law = {}
    for z, weight in marginal(law, given).items():
        if weight:
            for choice in product(*(part[z] for part in parts)):
                cell = sum((values for values, _ in choice), z)
                found[cell] = prod((p for _, p in choice), start=weight ** (1 - len(groups)))
    return found


def is_function(law: Law, targets: Places, sources: Places) -> bool:
    """Whether coordinates are functions of others."""
    support = [cell for cell, p in law.items() if p]
    both = {take(cell, (*sources, *targets)) for cell in support}
    return len(both) == len({take(cell, sources) for cell in support})


def meets(law: Law, independences: list[Independence], functions: list[Function]) -> bool:
    """Whether a law meets all conditions exactly."""
    return all(is_independent(law, *one) for one in independences) and all(
        is_function(law, *one) for one in functions
    )


def make_independent(law: Law, groups: tuple[Places, ...], given: Places, rng: Random) -> Law:
    """Return a law with the independence; the other coordinates keep their law given these.

    Where there is none, they take the values of some cell.
    """
    met = (*given, *sum(groups, ()))
    width = len(next(iter(law)))
    rest = tuple(i for i in range(width) if i not in met)
    below: dict[Cell, list[tuple[Cell, Fraction]]] = defaultdict(list)
    for cell, p in law.items():
        if p:
            below[take(cell, met)].append((take(cell, rest), p))
    support = sorted(cell for cell, p in law.items() if p)
    found: Law = {}
    order = [(*met, *rest).index(i) for i in range(width)]
    for front, p in _product(law, groups, given).items():
        choices = below.get(front) or [(take(rng.choice(support), rest), Fraction(1))]
        total = sum(weight for _, weight in choices)
        for back, weight in choices:
            flat = front + back
            found[tuple(flat[i] for i in order)] = p * weight / total
    return found


def make_function(law: Law, targets: Places, sources: Places, rng: Random) -> Law:
    """Return a law in which the targets take one of their values for each of the sources'."""
    seen: dict[Cell, list[Cell]] = defaultdict(list)
    for cell, p in sorted(law.items()):
        if p:
            seen[take(cell, sources)].append(take(cell, targets))
    chosen = {key: rng.choice(values) for key, values in seen.items()}
    found: Law = defaultdict(Fraction)
    for cell, p in law.items():
        if p:
            row = list(cell)
            for i, x in zip(targets, chosen[take(cell, sources)], strict=True):
                row[i] = x
            found[tuple(row)] += p
    return dict(found)


def mended(
    law: Law,
    independences: list[Independence],
    functions: list[Function],
    rng: Random,
    deadline: float = inf,
) -> Law | None:
    """Return a law near the given one that meets all conditions exactly, or None.

    A law is given up when it has too many rows, when its common denominator is large, and
    when the deadline, a time of `monotonic`, is over.
    """
    for _ in range(MOST_ROUNDS):
        broken = False
        for groups, given in independences:
            if monotonic() > deadline:
                return None
            if not is_independent(law, groups, given):
                broken = True
                if _rows(law, groups, given) > MOST_ROWS:
                    return None
                law = make_independent(law, groups, given, rng)
                if not _handy(law):
                    return None
        for targets, sources in functions:
            if not is_function(law, targets, sources):
                broken = True
                law = make_function(law, targets, sources, rng)
        if not broken:
            return law
    return None


def _handy(law: Law) -> bool:
    """Whether a law is small enough to work with."""
    if len(law) > MOST_ROWS:
        return False
    return lcm(*(p.denominator for p in law.values())) <= MOST_DENOMINATOR
