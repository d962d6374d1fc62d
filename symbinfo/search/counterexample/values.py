"""Lists of simple exact values for distributions, parameters, sizes and letters."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import islice, product
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from sympy import Rational

from symbinfo.core.atoms import Parameter
from symbinfo.core.hypotheses import Equal, Hypothesis
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.errors import NotUnderstood
from symbinfo.search.counterexample.objects import Objects, World
from symbinfo.search.counterexample.tables import vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sympy import Expr, Symbol

Values = tuple[Fraction, ...]
Listing = Callable[[int, Random], list[Values]]
MOST_LETTERS = 4
MOST_WORLDS = 4096
_SIMPLE = tuple(
    Fraction(a, b)
    for a, b in ((0, 1), (1, 1), (1, 2), (1, 4), (3, 4), (1, 3), (2, 1), (-1, 1), (1, 10), (10, 1))
)
_NUMBERS = (1, 2, 3, 4, 10, 100)


def distributions(size: int, rng: Random) -> list[Values]:
    """Return distributions on so many letters, simplest first."""
    found = plainest(size, rng)
    shapes = {2: ((1, 3), (1, 2), (1, 9))}.get(size, ())
    found += [_fractions(w) for a, b in shapes for w in ((a, b), (b, a))]
    found += [] if size == 1 else [small(size, rng) for _ in range(12)]
    return list(dict.fromkeys(found))


def plainest(size: int, rng: Random) -> list[Values]:  # noqa: ARG001 - it is a `Listing`
    """Return the point masses on so many letters, and the uniform distribution."""
    ones = [tuple(Fraction(int(i == j)) for i in range(size)) for j in range(size)]
    return list(dict.fromkeys([*ones, (Fraction(1, size),) * size]))


def small(size: int, rng: Random) -> Values:
    """Return a distribution with a small denominator and often a 0."""
    weights = [rng.choice((0, 0, 1, 1, 2, 3, 5)) for _ in range(size)]
    return _fractions(weights) if any(weights) else (Fraction(1, size),) * size


def _fractions(weights: Iterable[int]) -> Values:
    total = sum(weights := tuple(weights))
    return tuple(Fraction(w, total) for w in weights)


def fits(name: Symbol, x: Fraction) -> bool:
    """Whether a number is in the range of a parameter."""
    return _inside(name, x) if isinstance(name, Parameter) else _fits(name, x)


def numbers(name: Symbol) -> list[Fraction]:
    """Return simple values in the range of a parameter."""
    if not isinstance(name, Parameter):
        return [x for x in _SIMPLE if _fits(name, x)]
    low, high = name.lower, name.upper
    values = list(_SIMPLE)
    if low.is_Rational and high.is_Rational:
        start, width = _fraction(low), _fraction(high - low)
        values = [start + width * x for x in _SIMPLE]
    elif low.is_Rational:
        values = [_fraction(low) + x for x in _SIMPLE]
    elif high.is_Rational:
        values = [_fraction(high) - x for x in _SIMPLE]
    return [x for x in values if _inside(name, x)]


def _fits(name: Symbol, x: Fraction) -> bool:
    value = Rational(x.numerator, x.denominator)
    return all(getattr(value, f"is_{fact}") is v for fact, v in name.assumptions0.items())


def _inside(name: Parameter, x: Fraction) -> bool:
    value = Rational(x.numerator, x.denominator)
    ends = (name.closed and value == name.lower) or (name.upper_in and value == name.upper)
    return bool(name.lower < value < name.upper) or ends


def _fraction(value: Expr) -> Fraction:
    return Fraction(int(value.p), int(value.q))


class Choices(NamedTuple):
    """How many letters to try at most, how many worlds for each size, and where from.

    `listed` gives the distributions on so many letters.
    """

    letters: int
    worlds: int
    rng: Random
    listed: Listing = distributions


def dials(names: Sequence[Symbol], most: int) -> list[dict[Symbol, Fraction | int]]:
    """Return simple values for all of some parameters, those that come early in the lists first."""
    lists = [numbers(name)[: int(MOST_WORLDS ** (1 / len(names)))] for name in names]
    every = product(*(enumerate(one) for one in lists))
    first = sorted(every, key=lambda choice: sum(i for i, _ in choice))[:most]
    return [dict(zip(names, (x for _, x in choice), strict=True)) for choice in first]


def worlds(
    objects: Objects, hypotheses: tuple[Hypothesis, ...], start: World, choices: Choices
) -> Iterator[World]:
    """Run through values for everything but the random variables, simplest first.

    `start` has the law of the variables and the sizes that belong to it.
    """
    open_sizes = [s for s in objects.sizes if s not in start.numbers]
    sizes = range(1, choices.letters + 1) if objects.pmfs else _NUMBERS
    for same in sizes if open_sizes else (1,):
        numbers = {**start.numbers, **dict.fromkeys(open_sizes, same)}
        base = World(start.variables, start.law, {}, numbers)
        for world in islice(_with_values(objects, base, choices), choices.worlds):
            yield _equalised(world, hypotheses)


def _with_values(objects: Objects, base: World, choices: Choices) -> Iterator[World]:
    lists: list[list[object]] = [list(numbers(name)) for name in objects.numbers]
    lists += [list(range(MOST_LETTERS)) for _ in objects.letters]
    lists += [list(choices.listed(base.size(p.size), choices.rng)) for p in objects.pmfs]
    names = (*objects.numbers, *objects.letters)
    total = 1
    for one in lists:
        total *= len(one)
    every = product(*lists) if total <= MOST_WORLDS else _some(lists, choices.rng)
    for choice in every:
        values = dict(zip(names, choice, strict=False))
        laws = dict(zip(objects.pmfs, choice[len(names) :], strict=True))
        yield World(base.variables, base.law, laws, {**base.numbers, **values})  # type: ignore[arg-type]


def _some(lists: list[list[object]], rng: Random) -> Iterator[tuple[object, ...]]:
    for _ in range(MOST_WORLDS):
        yield tuple(rng.choice(one) for one in lists)


def _equalised(world: World, hypotheses: tuple[Hypothesis, ...]) -> World:
    """Make distributions one where a hypothesis says so."""
    for hypothesis in hypotheses:
        if isinstance(hypothesis, Equal):
            for p, q in (hypothesis.args, hypothesis.args[::-1]):
                if isinstance(p, SymbolicPmf):
                    try:
                        values = vector(q, world)
                    except (NotUnderstood, ValueError):
                        continue
                    world.pmfs[p] = tuple(Fraction(str(x)) for x in values)
                    break
    return world
