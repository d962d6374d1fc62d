"""From areas to a scene: which texts a diagram shows, at which size, and where."""

from __future__ import annotations

from math import copysign
from string import ascii_lowercase
from typing import TYPE_CHECKING

from symbinfo.measures import Entropy
from symbinfo.render.diagram import values
from symbinfo.render.diagram.areas import Area, Sign, printed, value_of
from symbinfo.render.diagram.layouts import LAYOUTS, Layout, Spot
from symbinfo.render.diagram.outlines import outlines
from symbinfo.render.diagram.scene import (
    MIDDLE,
    POINT,
    Marked,
    Scene,
    Text,
    brace,
    extent,
    room,
)
from symbinfo.render.names import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from symbinfo.core.variables import RandomVariable

    Group = tuple[RandomVariable, ...]

Labels = list[tuple[str, ...]]

_LEADING = 1.25
_KEY_SIZE = 8
_KEY_LEADING = 0.42
_MEANS = r"{:}\;\,"
_GAP = 0.5
_APART = 0.15
_INK = {Sign.NOT_POSITIVE: "red", Sign.NEGATIVE: "red"}
_CLAIMS = {Sign.ZERO: "= 0", Sign.NOT_POSITIVE: r"\leq 0"}


def scene(variables: Group, areas: Sequence[Area], base: int | None) -> Scene:
    """Return the picture of the areas."""
    layout = LAYOUTS[len(variables)]
    place = {v: i for i, v in enumerate(variables)}
    covered = [frozenset(place[v] for v in area.members) for area in areas]
    around = outlines(layout.ellipses)
    boxes = [extent(one) for one in layout.ellipses]
    right, bottom = max(box.right for box in boxes), min(box.bottom for box in boxes) - 0.12
    labels, key, size = _labels(areas, [layout.spots[one] for one in covered], layout)
    texts = [
        text
        for area, lines, one in zip(areas, labels, covered, strict=True)
        for text in _stacked(lines, layout.spots[one], size, area.sign)
    ]
    texts += _titles(variables, base, layout)
    texts.append(Text(_total(variables, base), 0, bottom - 0.62, max(layout.sizes)))
    texts += _key(key, bottom - 1.15, 2 * right)
    marked = tuple(
        Marked(around[one], negative=area.sign is not Sign.ZERO)
        for area, one in zip(areas, covered, strict=True)
        if area.sign is not Sign.OPEN
    )
    return Scene(layout.ellipses, marked, brace(-right, right, bottom), tuple(texts))


def _labels(
    areas: Sequence[Area], spots: Sequence[Spot], layout: Layout
) -> tuple[Labels, list[str], int]:
    """Return the lines in each area, the key below, and the size: the first choice that fits."""
    choices = list(_choices(areas, layout))
    for labels, key in choices:
        for size in layout.sizes:
            if all(_fits(lines, spot, size) for lines, spot in zip(labels, spots, strict=True)):
                return labels, key, size
    return *choices[-1], layout.sizes[-1]


def _fits(lines: tuple[str, ...], spot: Spot, size: int) -> bool:
    return all(room(one, size) <= spot.room for one in lines)


def _choices(areas: Sequence[Area], layout: Layout) -> Iterator[tuple[Labels, list[str]]]:
    """Return the ways to label the areas, the telling ones first."""
    if layout.lines > 1:
        yield [(area.label, *_claim(area)) for area in areas], []
    if areas[0].number:
        yield [(area.number,) for area in areas], []
        return
    if layout.lines == 1:
        short = [joined(map(printed, area.members)) for area in areas]
        shown = [
            "0" if area.sign is Sign.ZERO else name for area, name in zip(areas, short, strict=True)
        ]
        yield [(one,) for one in shown], _short_key(areas, short)
    letters = ascii_lowercase[: len(areas)]
    key = [
        f"{letter}{_MEANS}{' '.join((area.label, *_claim(area)))}"
        for letter, area in zip(letters, areas, strict=True)
    ]
    yield [(letter,) for letter in letters], key


def _claim(area: Area) -> tuple[str, ...]:
    if area.number:
        return (f"= {area.number}",)
    return (_CLAIMS[area.sign],) if area.sign in _CLAIMS else ()


def _short_key(areas: Sequence[Area], short: Sequence[str]) -> list[str]:
    """Tell what short labels stand for, by one of each size, and which areas are at most 0."""
    key: dict[int, str] = {}
    for area, name in zip(areas, short, strict=True):
        if area.sign is Sign.OPEN:
            key.setdefault(len(area.members), f"{name}{_MEANS}{area.label}")
    low = [name for area, name in zip(areas, short, strict=True) if area.sign is Sign.NOT_POSITIVE]
    return [*key.values(), *(rf"{name} \leq 0" for name in low)]


def _stacked(lines: tuple[str, ...], spot: Spot, size: int, sign: Sign) -> Iterator[Text]:
    """Return the lines of one area, one under the other, round its middle."""
    em = POINT * size
    top = spot.y + (len(lines) - 1) / 2 * _LEADING * em - MIDDLE * em
    for number, one in enumerate(lines):
        y = top - number * _LEADING * em
        ink = _INK.get(sign, "black")
        yield Text(one, spot.x, y, size, ink, boxed=sign is Sign.ZERO)


def _titles(variables: Group, base: int | None, layout: Layout) -> Iterator[Text]:
    """Return H(X) and so on, beside the ellipses; long ones keep to their side."""
    size = max(layout.sizes)
    for v, spot in zip(variables, layout.titles, strict=True):
        text = f"H({printed(v)})"
        if v.table:
            text += f" = {values.text(value_of(Entropy(v)), base)}"
        least = room(text, size) / 2 + _APART if spot.align == "center" else 0
        x = copysign(max(abs(spot.x), least), spot.x)
        yield Text(text, x, spot.y, size, align=spot.align)


def _total(variables: Group, base: int | None) -> str:
    text = f"H({', '.join(map(printed, variables))})"
    if not variables[0].table:
        return text
    value = values.text(value_of(Entropy(*variables)), base)
    return rf"{text} = {value}\ \mathrm{{{values.unit(base)}}}"


def _key(entries: Sequence[str], y: float, wide: float) -> Iterator[Text]:
    """Return the key in columns that are as wide as they must be."""
    if not entries:
        return
    widest = max(room(one, _KEY_SIZE) for one in entries)
    columns = max(min(int((wide + _GAP) / (widest + _GAP)), len(entries)), 1)
    rows = -(-len(entries) // columns)
    left = -(columns * (widest + _GAP) - _GAP) / 2
    for i, entry in enumerate(entries):
        x = left + (i // rows) * (widest + _GAP)
        yield Text(entry, x, y - (i % rows) * _KEY_LEADING, _KEY_SIZE, align="left")
