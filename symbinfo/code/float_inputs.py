"""Floats that a function is run on: sizes, distributions with and without zeros, scores."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.core.sequences import Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (3, 2, 1, 4, 5, 6, 7, 8, 10, 12, 50, 64, 200, 1000)
TABLES = ((2, 2), (2, 3), (3, 2), (3, 3), (1, 4), (4, 7), (7, 4), (8, 8), (10, 12), (30, 30))
MOST_PATTERNS = 256
"""How many patterns of zeros are tried for one size."""
Values = list[Any]


def shapes_of(arguments: tuple[Any, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the sizes that inputs of a measure are tried at."""
    sizes = tuple(arguments[0].sizes)
    usual: tuple[tuple[int, ...], ...] = TABLES
    if len(sizes) == 1:
        usual = tuple((size,) for size in SIZES)
    if len(sizes) > 2:
        usual = ((2, 3, 2, 3, 2, 3, 2)[: len(sizes)],)
    fitting = [
        s for s in usual if all(not w.is_Integer or w == n for w, n in zip(sizes, s, strict=True))
    ]
    fixed = tuple(int(w) if w.is_Integer else 3 for w in sizes)
    return tuple(fitting) or (fixed,)


def inputs(arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Iterator[Values]:
    """Return inputs of one size: random, equal, small, with zeros, uniform, and a point."""
    random = np.random.default_rng(sum(shape))
    yield from _equal(arguments, shape)
    for weights in (_plain, _small, _with_zeros, _uniform, _point, _plain):
        yield [
            _scores(random, shape)
            if isinstance(one, Sequence)
            else _law(weights if place == 0 or weights is _with_zeros else _plain, random, shape)
            for place, one in enumerate(arguments)
        ]


def patterns(arguments: tuple[Any, ...]) -> Iterator[Values]:
    """Return inputs with all patterns of zeros, one for each, the smallest alphabets first."""
    laws = sum(not isinstance(one, Sequence) for one in arguments)
    for shape in sorted(shapes_of(arguments), key=math.prod):
        if (2 ** math.prod(shape) - 1) ** laws > MOST_PATTERNS:
            continue
        random = np.random.default_rng(sum(shape))
        masks = [
            np.reshape(m, shape) for m in product((1.0, 0.0), repeat=math.prod(shape)) if any(m)
        ]
        for chosen in product(masks, repeat=laws):
            rest = iter(chosen)
            yield [
                _scores(random, shape)
                if isinstance(one, Sequence)
                else _normalised(_plain(random, shape) * next(rest))
                for one in arguments
            ]


def positive(arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Values:
    """Return one input of a size with positive probabilities."""
    random = np.random.default_rng(sum(shape))
    return [
        _scores(random, shape) if isinstance(one, Sequence) else _law(_plain, random, shape)
        for one in arguments
    ]


def _equal(arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Iterator[Values]:
    """Return one distribution in the place of all, where there are several."""
    if len(arguments) > 1 and not any(isinstance(one, Sequence) for one in arguments):
        found = _law(_plain, np.random.default_rng(sum(shape)), shape)
        yield [found.copy() for _ in arguments]


def _law(weights: Callable[..., Any], random: Any, shape: tuple[int, ...]) -> Any:
    return _normalised(weights(random, shape))


def _normalised(weights: Any) -> Any:
    return weights / weights.sum()


def _scores(random: Any, shape: tuple[int, ...]) -> Any:
    return random.uniform(-100, 100, shape)


def _plain(random: Any, shape: tuple[int, ...]) -> Any:
    return random.uniform(0.05, 1.0, shape)


def _small(random: Any, shape: tuple[int, ...]) -> Any:
    return 10.0 ** random.uniform(-8, 0, shape)


def _with_zeros(random: Any, shape: tuple[int, ...]) -> Any:
    found = _plain(random, shape) * (random.uniform(0, 1, shape) < 0.7)
    return found if found.any() else _point(random, shape)


def _uniform(_: Any, shape: tuple[int, ...]) -> Any:
    return np.ones(shape)


def _point(_: Any, shape: tuple[int, ...]) -> Any:
    found = np.zeros(shape)
    found.flat[-1] = 1.0
    return found
