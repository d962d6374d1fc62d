"""Floats that a function is run on: sizes, distributions with and without zeros, scores."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from symbinfo.core.sequences import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZES = (3, 2, 1, *range(4, 17), 50, 64, 200, 1000)
TABLES = (
    *((2, 2), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1), (1, 1), (2, 5), (5, 2), (4, 7), (7, 4)),
    *((8, 8), (10, 12), (30, 30)),
)
SPREAD = 100
_MORE = 6
MOST_PATTERNS = 256
"""How many patterns of zeros are tried for one size."""
Values = list[Any]
Weights = Callable[[Any, tuple[int, ...]], Any]


def other_shapes(arguments: tuple[Any, ...], key: bytes) -> tuple[tuple[int, ...], ...]:
    """Return more sizes, which depend on a key such as the code of the function."""
    random = np.random.default_rng(crc32(key))
    count = len(arguments[0].sizes)
    most = (SPREAD, SPREAD // 4, 4)[min(count, 3) - 1]
    drawn = [tuple(map(int, random.integers(1, most, count))) for _ in range(_MORE)]
    return _fitting(drawn, arguments[0].sizes)


def _fitting(shapes: Iterable[tuple[int, ...]], sizes: Any) -> tuple[tuple[int, ...], ...]:
    """Return the shapes that have the sizes which are fixed."""
    return tuple(
        s for s in shapes if all(not w.is_Integer or w == n for w, n in zip(sizes, s, strict=True))
    )


def shapes_of(arguments: tuple[Any, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the sizes that inputs of a measure are tried at."""
    sizes = tuple(arguments[0].sizes)
    usual: tuple[tuple[int, ...], ...] = TABLES
    if len(sizes) == 1:
        usual = tuple((size,) for size in SIZES)
    if len(sizes) > 2:
        usual = ((2, 3, 2, 3, 2, 3, 2)[: len(sizes)],)
    fixed = tuple(int(w) if w.is_Integer else 3 for w in sizes)
    return _fitting(usual, sizes) or (fixed,)


def inputs(arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Iterator[Values]:
    """Return inputs of one size: random, uniform, a point, small, with zeros, and equal.

    Each law is special in turn, and all of them together.
    """
    random = np.random.default_rng(sum(shape))
    laws = [place for place, one in enumerate(arguments) if not isinstance(one, Sequence)]
    special = [{place} for place in laws] + ([set(laws)] if len(laws) > 1 else [])
    yield _with(random, arguments, shape, dict.fromkeys(laws, _plain))
    for weights in (_with_zeros, _small, _tiny, _tiny_with_zeros, _uniform, _point, _half):
        for places in special:
            chosen: dict[int, Weights] = {p: weights if p in places else _plain for p in laws}
            yield _with(random, arguments, shape, chosen)
    yield from _equal(arguments, shape, 0.0)


def _with(
    random: Any, arguments: tuple[Any, ...], shape: tuple[int, ...], weights: dict[int, Weights]
) -> Values:
    return [
        _law(weights[place], random, shape) if place in weights else _scores(random, shape)
        for place in range(len(arguments))
    ]


def nearly_equal(arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Iterator[Values]:
    """Return distributions whose divergence is less than the rounding of its terms."""
    yield from _equal(arguments, shape, 1e-9)


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


def _equal(arguments: tuple[Any, ...], shape: tuple[int, ...], spread: float) -> Iterator[Values]:
    """Return one distribution in the place of all, where there are several, but for a spread."""
    if len(arguments) < 2 or any(isinstance(one, Sequence) for one in arguments):
        return
    random = np.random.default_rng(sum(shape))
    law = _law(_plain, random, shape)
    for _ in range(8 if spread else 1):
        factors = [1 + spread * random.standard_normal(shape) for _ in arguments]
        yield [_normalised(law * factor) for factor in factors]


def _law(weights: Weights, random: Any, shape: tuple[int, ...]) -> Any:
    return _normalised(weights(random, shape))


def _normalised(weights: Any) -> Any:
    return weights / weights.sum()


def _scores(random: Any, shape: tuple[int, ...]) -> Any:
    return random.uniform(-100, 100, shape)


def _plain(random: Any, shape: tuple[int, ...]) -> Any:
    return random.uniform(0.05, 1.0, shape)


def _small(random: Any, shape: tuple[int, ...]) -> Any:
    return 10.0 ** random.uniform(-8, 0, shape)


def _tiny(random: Any, shape: tuple[int, ...]) -> Any:
    """Return weights whose fourth powers are still no denormal floats."""
    return 10.0 ** random.uniform(-75, 0, shape)


def _tiny_with_zeros(random: Any, shape: tuple[int, ...]) -> Any:
    return _tiny(random, shape) * (_with_zeros(random, shape) > 0)


def _with_zeros(random: Any, shape: tuple[int, ...]) -> Any:
    found = _plain(random, shape) * (random.uniform(0, 1, shape) < 0.7)
    return found if found.any() else _point(random, shape)


def _uniform(_: Any, shape: tuple[int, ...]) -> Any:
    return np.ones(shape)


def _half(_: Any, shape: tuple[int, ...]) -> Any:
    """Return weights of which the first letter has half; zeros where there are many letters."""
    found = np.zeros(shape)
    found.flat[:3] = 1.0
    found.flat[0] = max(1.0, float(min(found.size, 3) - 1))
    return found


def _point(_: Any, shape: tuple[int, ...]) -> Any:
    found = np.zeros(shape)
    found.flat[-1] = 1.0
    return found
