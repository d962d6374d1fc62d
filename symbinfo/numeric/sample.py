"""Random numbers for everything that a statement names, with zeros among the probabilities."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from sympy import Symbol
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Parameter
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import NotUnderstood
from symbinfo.numeric.oracle import Real, World, mp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis

Pair = tuple[Callable[[Real], Real], Callable[[Real], Real]]
"""A function and its derivative."""
_SMOOTH = (Differentiable, Concave, StrictlyConcave)
_ZEROS = 0.35
_STRICT: tuple[Pair, ...] = (
    (lambda t: -t * t, lambda t: -2 * t),
    (lambda t: -mp.exp(-t), lambda t: mp.exp(-t)),
    (lambda t: 1 - mp.exp(t), lambda t: -mp.exp(t)),
)
_STRICT_POSITIVE: tuple[Pair, ...] = (
    (mp.log, lambda t: 1 / t),
    (mp.sqrt, lambda t: 1 / (2 * mp.sqrt(t))),
)
_AFFINE: tuple[Pair, ...] = ((lambda t: 3 - 2 * t, lambda _: mp.mpf(-2)),)
_OTHER: tuple[Pair, ...] = ((mp.sin, mp.cos), (lambda t: t**3, lambda t: 3 * t * t))
_OTHER_POSITIVE: tuple[Pair, ...] = ((lambda t: -mp.log(t), lambda t: -1 / t),)


def distribution(rng: Random, count: int, *, zeros: float = _ZEROS) -> list[Real]:
    """Return a random distribution; each entry is 0 with the probability `zeros`."""
    weights = [0 if rng.random() < zeros else rng.randint(1, 12) for _ in range(count)]
    if not any(weights):
        weights[rng.randrange(count)] = 1
    return [mp.mpf(weight) / sum(weights) for weight in weights]


def number(rng: Random, low: Real | None, high: Real | None, *, closed: bool) -> Real:
    """Return a random number between two bounds; None is no bound."""
    first = low if low is not None else (high - 3 if high is not None else mp.mpf(-3))
    last = high if high is not None else first + 6
    place = rng.randint(0 if closed else 1, 12 if closed else 11)
    return first + (last - first) * place / 12


def draw(parts: Iterable[Basic], hypotheses: Iterable[Hypothesis], rng: Random) -> World:
    """Return random numbers for all names in the parts, whatever the hypotheses."""
    every = tuple(parts)
    free = set[Symbol]().union(*(part.free_symbols for part in every))
    variables = [v for v in _named(RandomVariable, every) if v.table is None]
    world = World()
    _draw_sizes(world, free, len(variables), rng)
    for pmf in _named(SymbolicPmf, every):
        world.pmfs[pmf] = distribution(rng, world.shape(pmf.sizes)[0])
    for seq in _named(Sequence, every):
        low, high, closed = seq.bounds
        ends = _bound(low), _bound(high)
        count = prod(world.shape(seq.sizes))
        world.sequences[seq] = [number(rng, *ends, closed=closed) for _ in range(count)]
    draw_table(world, variables, rng)
    _draw_scalars(world, free, rng)
    for applied in _named(AppliedUndef, every):
        world.functions.setdefault(applied.func, _function(applied, tuple(hypotheses), rng))
    return world


def _named(kind: type, parts: tuple[Basic, ...]) -> list[Any]:
    """Return the objects of one kind, in an order that each run repeats."""
    found = set[Any]().union(*(part.atoms(kind) for part in parts))
    return sorted(found, key=lambda thing: (str(thing), str(thing.args)))


def _draw_sizes(world: World, free: set[Symbol], variables: int, rng: Random) -> None:
    """Draw sizes from 1 to 4; fewer where many variables have one joint table."""
    largest = 4 if variables <= 2 else 3 if variables == 3 else 2
    for symbol in sorted(free, key=str):
        if symbol.is_integer and symbol.is_positive:
            world.sizes[symbol] = 1 if rng.random() < 0.1 else rng.randint(2, largest)


def draw_table(
    world: World, variables: list[RandomVariable], rng: Random, *, zeros: float = _ZEROS
) -> None:
    """Draw one joint law of all the variables."""
    world.variables = tuple(variables)
    if variables:
        shape = world.shape(v.size for v in variables)
        places = list(product(*map(range, shape)))
        world.table = dict(zip(places, distribution(rng, len(places), zeros=zeros), strict=True))


def _draw_scalars(world: World, free: set[Symbol], rng: Random) -> None:
    counts = [*world.sizes.values(), *(len(p) for p in world.pmfs.values())]
    for symbol in sorted(free - set(world.sizes), key=str):
        world.scalars[symbol] = scalar(symbol, rng, min(counts, default=2))


def scalar(symbol: Symbol, rng: Random, letters: int) -> Real:
    """Return a random value of a symbol; a letter is below `letters`."""
    if isinstance(symbol, Parameter):
        return number(rng, _bound(symbol.lower), _bound(symbol.upper), closed=symbol.closed)
    if symbol.is_integer:
        return mp.mpf(rng.randrange(letters))
    low = mp.zero if symbol.is_nonnegative else None
    return number(rng, low, None, closed=not symbol.is_positive)


def _bound(bound: Basic) -> Real | None:
    return None if bound.is_infinite else mp.mpf(str(bound.evalf(50)))


def _function(applied: AppliedUndef, hypotheses: tuple[Hypothesis, ...], rng: Random) -> Pair:
    (variable, *more) = applied.args
    smooth = [h for h in hypotheses if isinstance(h, _SMOOTH) and h.args[0].func == applied.func]
    if more:
        msg = f"there is no rule to choose a function {applied}"
        raise NotUnderstood(msg)
    domain = next((h.args[1] for h in smooth), variable)
    positive = bool(domain.is_positive)
    if any(isinstance(h, StrictlyConcave) for h in smooth):
        choice = _STRICT + _STRICT_POSITIVE * positive
    elif any(isinstance(h, Concave) for h in smooth):
        choice = _STRICT + _AFFINE + _STRICT_POSITIVE * positive
    else:
        choice = _STRICT + _AFFINE + _OTHER + (_STRICT_POSITIVE + _OTHER_POSITIVE) * positive
    return rng.choice(choice)
