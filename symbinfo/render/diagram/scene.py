"""What a picture consists of, before it is drawn: curves, texts, and colours."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING, NamedTuple, final

from symbinfo.render.diagram.outlines import Cubic, line
from symbinfo.render.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.render.diagram.outlines import Ellipse

COLOURS = {
    "blue": "0072B2",
    "orange": "E69F00",
    "green": "009E73",
    "purple": "CC79A7",
    "vermilion": "D55E00",
    "grey": "8C8C8C",
    "red": "7A2A00",
    "black": "000000",
}
SETS = ("blue", "orange", "green", "purple")
POINT = 2.54 / 72.27
MIDDLE = 0.25
TINT = 0.2
STRONG_TINT = 0.4
HATCH_STEP = 0.14
STROKE, HAIRLINE = 0.9, 0.5
_ROUND = 0.11
_PAD = 0.1
_TIGHT = 0.94


def room(latex: str, size: int) -> float:
    """Return about how wide a formula is."""
    return _TIGHT * width(latex) * POINT * size / 10


class Text(NamedTuple):
    """A formula: where its base line is, its size in pt, its colour, and how it is aligned.

    `boxed` puts white behind it.
    """

    latex: str
    x: float
    y: float
    size: int
    colour: str = "black"
    align: str = "center"
    boxed: bool = False

    @property
    def box(self) -> Box:
        """About the room that the text takes."""
        wide, em = room(self.latex, self.size), POINT * self.size
        left = self.x - {"left": 0, "center": 0.5, "right": 1}[self.align] * wide
        return Box(left, self.y - 0.3 * em, left + wide, self.y + 0.8 * em)


class Box(NamedTuple):
    """A rectangle with sides along the axes."""

    left: float
    bottom: float
    right: float
    top: float


class Marked(NamedTuple):
    """An area that is marked: with grey lines on white, or filled with a colour."""

    outline: tuple[Cubic, ...]
    negative: bool


@final
@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: tinted ellipses, marked areas, lines, and texts."""

    ellipses: tuple[Ellipse, ...]
    marked: tuple[Marked, ...]
    lines: tuple[Cubic, ...]
    texts: tuple[Text, ...]

    @property
    def box(self) -> Box:
        """The room that the picture takes."""
        boxes = [*map(extent, self.ellipses), *(text.box for text in self.texts)]
        left, bottom, right, top = zip(*boxes, strict=True)
        return Box(min(left) - _PAD, min(bottom) - _PAD, max(right) + _PAD, max(top) + _PAD)


def extent(ellipse: Ellipse) -> Box:
    """Return the rectangle around an ellipse."""
    c, s = cos(radians(ellipse.angle)), sin(radians(ellipse.angle))
    dx, dy = hypot(ellipse.a * c, ellipse.b * s), hypot(ellipse.a * s, ellipse.b * c)
    return Box(ellipse.x - dx, ellipse.y - dy, ellipse.x + dx, ellipse.y + dy)


def bounds(curves: Iterable[Cubic]) -> Box:
    """Return a rectangle that holds curves."""
    xs, ys = zip(*(point for curve in curves for point in curve), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def brace(left: float, right: float, y: float) -> tuple[Cubic, ...]:
    """Return a brace that opens upwards, with its tip in the middle."""
    middle, low, r, k = (left + right) / 2, y - _ROUND, _ROUND, 0.45 * _ROUND
    return (
        Cubic((left, y), (left, y - r + k), (left + r - k, low), (left + r, low)),
        line((left + r, low), (middle - r, low)),
        Cubic((middle - r, low), (middle - k, low), (middle, low - r + k), (middle, low - r)),
        Cubic((middle, low - r), (middle, low - r + k), (middle + k, low), (middle + r, low)),
        line((middle + r, low), (right - r, low)),
        Cubic((right - r, low), (right - r + k, low), (right, y - r + k), (right, y)),
    )


def hatch(box: Box) -> Iterable[Cubic]:
    """Return lines that rise at 45 degrees across a rectangle."""
    height = box.top - box.bottom
    first = box.left - height
    count = int((box.right - first) / (HATCH_STEP * 2**0.5)) + 1
    for i in range(1, count + 1):
        x = first + i * HATCH_STEP * 2**0.5
        yield line((x, box.bottom), (x + height, box.top))
