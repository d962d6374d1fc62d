"""A scene as a tikzpicture that needs no TikZ library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.render.diagram.outlines import strokes
from symbinfo.render.diagram.scene import (
    COLOURS,
    HAIRLINE,
    SETS,
    STROKE,
    STRONG_TINT,
    TINT,
    bounds,
    hatch,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from symbinfo.render.diagram.outlines import Cubic, Ellipse, Point
    from symbinfo.render.diagram.scene import Marked, Scene, Text

_BEGIN = r"\begin{tikzpicture}[every node/.style={anchor=base, inner sep=0pt}]"
_ANCHORS = {"left": "base west", "right": "base east"}


def tikz(scene: Scene) -> str:
    r"""Return the scene as a tikzpicture; the document needs ``\usepackage{tikz}``."""
    body = "".join(f"  {one}\n" for one in _body(scene))
    return f"% needs \\usepackage{{tikz}}\n{_BEGIN}\n{body}\\end{{tikzpicture}}\n"


def _body(scene: Scene) -> Iterator[str]:
    for name in (*SETS[: len(scene.ellipses)], *_marks(scene)):
        yield rf"\definecolor{{{name}}}{{HTML}}{{{COLOURS[name]}}}"
    for colour, ellipse in zip(SETS, scene.ellipses, strict=False):
        yield rf"\fill[{colour}, fill opacity={TINT}] {_ellipse(ellipse)};"
    for area in scene.marked:
        yield from _marked(area)
    yield from map(_text, scene.texts)
    for colour, ellipse in zip(SETS, scene.ellipses, strict=False):
        yield rf"\draw[{colour}, line width={STROKE}pt] {_ellipse(ellipse)};"
    yield rf"\draw[line width={HAIRLINE}pt] {_path(scene.lines)};"


def _marks(scene: Scene) -> Iterator[str]:
    """Return the colours that marked areas need."""
    kinds = {area.negative for area in scene.marked}
    if False in kinds:
        yield "grey"
    if True in kinds:
        yield from ("vermilion", "red")


def _marked(area: Marked) -> Iterator[str]:
    path = f"{_path(area.outline)} -- cycle"
    yield rf"\fill[white] {path};"
    if area.negative:
        yield rf"\fill[vermilion, fill opacity={STRONG_TINT}] {path};"
        return
    yield r"\begin{scope}"
    yield rf"  \clip {path};"
    yield rf"  \draw[grey, line width={HAIRLINE}pt] {_path(hatch(bounds(area.outline)))};"
    yield r"\end{scope}"


def _ellipse(ellipse: Ellipse) -> str:
    middle = _point((ellipse.x, ellipse.y))
    if ellipse.a == ellipse.b:
        return f"{middle} circle[radius={_number(ellipse.a)}]"
    axes = f"x radius={_number(ellipse.a)}, y radius={_number(ellipse.b)}"
    return f"{middle} ellipse[{axes}, rotate={_number(ellipse.angle)}]"


def _path(curves: Iterable[Cubic]) -> str:
    return " ".join(_point(run[0].start) + "".join(map(_curve, run)) for run in strokes(curves))


def _curve(curve: Cubic) -> str:
    if curve.straight:
        return f" -- {_point(curve.end)}"
    first, second, end = map(_point, curve[1:])
    return f" .. controls {first} and {second} .. {end}"


def _text(text: Text) -> str:
    size = rf"\fontsize{{{text.size}}}{{{text.size + 2}}}\selectfont"
    options = ", ".join((f"font={size}", *_options(text)))
    return rf"\node[{options}] at {_point((text.x, text.y))} {{${text.latex}$}};"


def _options(text: Text) -> Iterator[str]:
    if text.align in _ANCHORS:
        yield f"anchor={_ANCHORS[text.align]}"
    if text.boxed:
        yield "fill=white, inner sep=1pt"
    if text.colour != "black":
        yield f"text={text.colour}"


def _point(point: Point) -> str:
    return f"({_number(point[0])},{_number(point[1])})"


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:g}"
