"""Laws that come ever closer to a violation of a linear claim, by its gradient, then rounded."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.search.counterexample.laws import Places
    from symbinfo.search.counterexample.objects import Law
    from symbinfo.search.counterexample.screen import Screen

Tables = NDArray[np.float64]
STARTS = 128
STEPS = 250
RATE = 0.3
SPREAD = 3.0
MOST_CELLS = 81
MOST_DENOMINATOR = 60


def entropies(p: Tables, groups: tuple[Places, ...]) -> dict[Places, NDArray[np.float64]]:
    """Return the joint entropies of many laws, which are tables along the first axis."""
    found = {}
    for group, axes in _axes(p, groups).items():
        q = p.sum(axis=axes)
        found[group] = -(q * _log(q)).reshape(len(p), -1).sum(axis=1)
    return found


def _axes(p: Tables, groups: tuple[Places, ...]) -> dict[Places, tuple[int, ...]]:
    return {g: tuple(i + 1 for i in range(p.ndim - 1) if i not in g) for g in groups}


def _log(p: Tables) -> Tables:
    return np.log(np.maximum(p, 1e-12))


def climb(screen: Screen, count: int, seed: int) -> Iterator[Law | None]:
    """Yield laws of `count` variables that seem to violate a linear claim, or None; never ends."""
    linear = screen.coefficients
    if linear is None or 2**count > MOST_CELLS:
        return
    generator = np.random.default_rng(seed)
    weights = np.array([c / max(1, linear[1]) for c in linear[0]]) * 10
    sizes = [size for size in (2, 3) if size**count <= MOST_CELLS]
    while True:
        for size in sizes:
            yield from _climb(screen, (size,) * count, weights * screen.direction, generator)


def _climb(
    screen: Screen, shape: tuple[int, ...], weights: Tables, generator: np.random.Generator
) -> Iterator[Law | None]:
    logits = generator.normal(0, SPREAD, (STARTS, int(np.prod(shape))))
    for _ in range(STEPS):
        p = _normalised(logits)
        slope = _slope(p.reshape(STARTS, *shape), screen.groups, weights).reshape(STARTS, -1)
        mean = (p * slope).sum(axis=1, keepdims=True)
        logits = np.log(p) + RATE * (slope - mean).clip(-3, 3)
    tables = _normalised(logits).reshape(STARTS, *shape)
    bad = np.flatnonzero(screen.violated(entropies(tables, screen.groups)))
    found = [_rounded(tables[i], screen) for i in bad]
    laws = sorted((law for law in found if law), key=len)
    yield laws[0] if laws else None


def _normalised(logits: Tables) -> Tables:
    p = np.exp((logits - logits.max(axis=1, keepdims=True)).clip(-300, 0))
    return p / p.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def _slope(p: Tables, groups: tuple[Places, ...], weights: Tables) -> Tables:
    """Return the derivatives by the probabilities, but for a constant."""
    total = np.zeros(p.shape)
    for weight, axes in zip(weights, _axes(p, groups).values(), strict=True):
        total -= weight * _log(p.sum(axis=axes, keepdims=True))
    return total


def _rounded(p: Tables, screen: Screen) -> Law | None:
    """Return the nearby law of smallest denominator that seems to do, or None."""
    every = list(product(*map(range, p.shape)))
    for denominator in range(1, MOST_DENOMINATOR + 1):
        rounded = np.rint(p * denominator)
        total = int(rounded.sum())
        if total and screen.violated(entropies(rounded[None] / total, screen.groups))[0]:
            weights = zip(every, rounded.reshape(-1), strict=True)
            return {cell: Fraction(int(w), total) for cell, w in weights if w}
    return None
