"""A scene as a Matplotlib figure. Matplotlib is optional: ``pip install 'symbinfo[plot]'``."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from symbinfo.errors import SymbinfoError
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
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path

    from symbinfo.render.diagram.outlines import Cubic, Ellipse
    from symbinfo.render.diagram.scene import Marked, Scene, Text

_UNDATED: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
_RESOLUTION = 200
_INCH = 2.54
_FAMILY = "cm"


def figure(scene: Scene) -> Figure:
    """Return the scene as a figure in which one unit is one centimetre."""
    box = scene.box
    wide, high = box.right - box.left, box.top - box.bottom
    drawn: Figure = _figure_class()(figsize=(wide / _INCH, high / _INCH))
    axes = drawn.add_axes((0, 0, 1, 1), xlim=(box.left, box.right), ylim=(box.bottom, box.top))
    axes.set_axis_off()
    for colour, ellipse in zip(SETS, scene.ellipses, strict=False):
        _ellipse(axes, ellipse, facecolor=_hex(colour), alpha=TINT, linewidth=0)
    for area in scene.marked:
        _marked(axes, area)
    for text in scene.texts:
        _text(axes, text)
    for colour, ellipse in zip(SETS, scene.ellipses, strict=False):
        _ellipse(axes, ellipse, edgecolor=_hex(colour), linewidth=STROKE, fill=False)
    _curves(axes, scene.lines, edgecolor="black", linewidth=HAIRLINE, fill=False)
    return drawn


def image(scene: Scene, kind: str) -> bytes:
    """Return the bytes of a picture, the same ones each time."""
    drawn, data = figure(scene), BytesIO()
    from matplotlib import rc_context

    options: dict[str, Any] = dict(format=kind, dpi=_RESOLUTION, bbox_inches="tight")
    with rc_context({"svg.hashsalt": "symbinfo"}):
        drawn.savefig(data, pad_inches=0.03, metadata=_UNDATED.get(kind), **options)
    return data.getvalue()


def _figure_class() -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        msg = "this needs Matplotlib, which is not installed: pip install 'symbinfo[plot]'"
        raise SymbinfoError(msg) from None
    return Figure


def _hex(colour: str) -> str:
    return f"#{COLOURS[colour]}"


def _ellipse(axes: Axes, ellipse: Ellipse, **options: Any) -> None:
    from matplotlib.patches import Ellipse as Patch

    middle = (ellipse.x, ellipse.y)
    axes.add_patch(Patch(middle, 2 * ellipse.a, 2 * ellipse.b, angle=ellipse.angle, **options))


def _curves(axes: Axes, curves: Iterable[Cubic], **options: Any) -> Any:
    from matplotlib.patches import PathPatch

    return axes.add_patch(PathPatch(_path(curves), **options))


def _path(curves: Iterable[Cubic]) -> Path:
    from matplotlib.path import Path

    points, codes = [], []
    for run in strokes(curves):
        points.append(run[0].start)
        codes.append(Path.MOVETO)
        for curve in run:
            points += curve[1:]
            codes += [Path.CURVE4] * 3
    return Path(points, codes)


def _marked(axes: Axes, area: Marked) -> None:
    _curves(axes, area.outline, facecolor="white", linewidth=0)
    if area.negative:
        options = dict(facecolor=_hex("vermilion"), alpha=STRONG_TINT, linewidth=0)
        _curves(axes, area.outline, **options)
        return
    lines = hatch(bounds(area.outline))
    drawn = _curves(axes, lines, edgecolor=_hex("grey"), linewidth=HAIRLINE, fill=False)
    drawn.set_clip_path(_path(area.outline), axes.transData)


def _text(axes: Axes, text: Text) -> None:
    axes.text(
        text.x,
        text.y,
        f"${text.latex}$",
        size=text.size,
        color=_hex(text.colour),
        ha=text.align,
        va="baseline",
        math_fontfamily=_FAMILY,
        zorder=1,
        bbox=dict(facecolor="white", edgecolor="none", pad=1) if text.boxed else None,
    )
