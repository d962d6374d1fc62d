"""Ellipses, and the outlines of the areas that they cut each other into, as cubic curves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, dist, pi, radians, sin, tan
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
_NEAR = 1e-6
_SAMPLES = 720
_BISECTIONS = 50


class Cubic(NamedTuple):
    """A Bezier curve; a straight line has its control points at its ends."""

    start: Point
    first: Point
    second: Point
    end: Point

    @property
    def straight(self) -> bool:
        """Whether the curve is a line."""
        return self.start == self.first and self.second == self.end

    def reversed(self) -> Cubic:
        """Return the curve from its end to its start."""
        return Cubic(*self[::-1])


def strokes(curves: Iterable[Cubic]) -> list[list[Cubic]]:
    """Return curves in runs, each of which begins where the one before ended."""
    found: list[list[Cubic]] = []
    for curve in curves:
        if found and dist(found[-1][-1].end, curve.start) < _NEAR:
            found[-1].append(curve)
        else:
            found.append([curve])
    return found


def line(start: Point, end: Point) -> Cubic:
    """Return a straight line as a curve."""
    return Cubic(start, start, end, end)


@final
@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse: its centre, its half axes, and the angle of the first one in degrees."""

    x: float
    y: float
    a: float
    b: float
    angle: float = 0

    def place(self, u: float, v: float) -> Point:
        """Return the point with the coordinates u, v along the axes."""
        c, s = cos(radians(self.angle)), sin(radians(self.angle))
        return (self.x + u * c - v * s, self.y + u * s + v * c)

    def point(self, t: float) -> Point:
        """Return the point on the outline at a parameter between 0 and 2 pi."""
        return self.place(self.a * cos(t), self.b * sin(t))

    def level(self, point: Point) -> float:
        """Return a number that is negative inside, 0 on the outline, and positive outside."""
        c, s = cos(radians(self.angle)), sin(radians(self.angle))
        dx, dy = point[0] - self.x, point[1] - self.y
        return ((dx * c + dy * s) / self.a) ** 2 + ((dy * c - dx * s) / self.b) ** 2 - 1

    def arc(self, low: float, high: float) -> tuple[Cubic, ...]:
        """Return the outline between two parameters, in pieces of at most a quarter."""
        count = max(ceil((high - low) / (pi / 2) - 1e-9), 1)
        ends = [low + (high - low) * i / count for i in range(count + 1)]
        return tuple(self._piece(*pair) for pair in pairwise(ends))

    def _piece(self, low: float, high: float) -> Cubic:
        k = 4 / 3 * tan((high - low) / 4)
        (c, s), (d, r) = (cos(low), sin(low)), (cos(high), sin(high))
        corners = [(c, s), (c - k * s, s + k * c), (d + k * r, r - k * d), (d, r)]
        return Cubic(*(self.place(self.a * u, self.b * v) for u, v in corners))


def crossings(ellipse: Ellipse, other: Ellipse) -> list[float]:
    """Return the parameters at which an ellipse crosses another one."""
    grid = [2 * pi * (i + 0.5) / _SAMPLES for i in range(_SAMPLES + 1)]
    levels = [other.level(ellipse.point(t)) for t in grid]
    return [
        _root(ellipse, other, low, high)
        for (low, high), (before, after) in zip(pairwise(grid), pairwise(levels), strict=True)
        if (before < 0) != (after < 0)
    ]


def _root(ellipse: Ellipse, other: Ellipse, low: float, high: float) -> float:
    inside = other.level(ellipse.point(low)) < 0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if (other.level(ellipse.point(middle)) < 0) == inside:
            low = middle
        else:
            high = middle
    return low


def covering(ellipses: Sequence[Ellipse], point: Point) -> frozenset[int]:
    """Return the numbers of the ellipses that cover a point."""
    return frozenset(i for i, one in enumerate(ellipses) if one.level(point) < 0)


def outlines(ellipses: Sequence[Ellipse]) -> dict[frozenset[int], tuple[Cubic, ...]]:
    """Return the outline of each area, by the numbers of the ellipses that cover it."""
    edges: dict[frozenset[int], list[tuple[Cubic, ...]]] = {}
    for i, ellipse in enumerate(ellipses):
        others = [other for other in ellipses if other is not ellipse]
        cuts = sorted(t for other in others for t in crossings(ellipse, other))
        for low, high in pairwise([*cuts, cuts[0] + 2 * pi]):
            outside = covering(ellipses, ellipse.point((low + high) / 2)) - {i}
            for area in (outside, outside | {i}):
                edges.setdefault(area, []).append(ellipse.arc(low, high))
    return {area: _closed(arcs) for area, arcs in edges.items() if area}


def _closed(arcs: list[tuple[Cubic, ...]]) -> tuple[Cubic, ...]:
    """Put arcs one after the other, turned where that is needed."""
    first, *rest = arcs
    path = list(first)
    while rest:
        turned = [*rest, *(_reversed(arc) for arc in rest)]
        place = min(range(len(turned)), key=lambda i: dist(path[-1].end, turned[i][0].start))
        path += turned[place]
        del rest[place % len(rest)]
    return tuple(path)


def _reversed(arc: Iterable[Cubic]) -> tuple[Cubic, ...]:
    return tuple(piece.reversed() for piece in reversed(tuple(arc)))
