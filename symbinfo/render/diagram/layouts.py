"""Where everything stands: circles for two and three variables, ellipses for four. In cm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, final

from symbinfo.render.diagram.outlines import Ellipse

Members = frozenset[int]


class Spot(NamedTuple):
    """The middle of a text, or the end at which it begins, and the room for it."""

    x: float
    y: float
    room: float = 100
    align: str = "center"


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """The ellipses, where their names stand, the middle of each area, and sizes of letters.

    `lines` is how many lines fit into an area.
    """

    ellipses: tuple[Ellipse, ...]
    titles: tuple[Spot, ...]
    spots: dict[Members, Spot]
    sizes: tuple[int, ...]
    lines: int


def _spots(**places: tuple[float, float, float]) -> dict[Members, Spot]:
    """Return the spots of areas that are named by letters, a for the first ellipse."""
    return {frozenset(ord(c) - ord("a") for c in name): Spot(*at) for name, at in places.items()}


TWO = Layout(
    ellipses=(Ellipse(-0.9, 0, 1.65, 1.65), Ellipse(0.9, 0, 1.65, 1.65)),
    titles=(Spot(-1.35, 1.82), Spot(1.35, 1.82)),
    spots=_spots(a=(-1.65, 0, 1.6), ab=(0, 0, 1.4), b=(1.65, 0, 1.6)),
    sizes=(10, 9, 8),
    lines=2,
)
THREE = Layout(
    ellipses=(
        Ellipse(-1.3, 0.75, 2.5, 2.5),
        Ellipse(1.3, 0.75, 2.5, 2.5),
        Ellipse(0, -1.5, 2.5, 2.5),
    ),
    titles=(Spot(-1.75, 3.4), Spot(1.75, 3.4), Spot(2.25, -3.15, align="left")),
    spots=_spots(
        a=(-2.4, 1.42, 2.3),
        b=(2.4, 1.42, 2.3),
        c=(0, -2.75, 3),
        ab=(0, 1.6, 1.85),
        ac=(-1.48, -1.1, 1.85),
        bc=(1.48, -1.1, 1.85),
        abc=(0, 0.02, 1.95),
    ),
    sizes=(9, 8),
    lines=2,
)
FOUR = Layout(
    ellipses=(
        Ellipse(-1.37, -1.12, 3.38, 2.18, -40.5),
        Ellipse(-0.083, 0.168, 3.38, 2.18, -40.5),
        Ellipse(0.083, 0.168, 3.38, 2.18, 40.5),
        Ellipse(1.37, -1.12, 3.38, 2.18, 40.5),
    ),
    titles=(
        Spot(-3.35, 1.72, align="right"),
        Spot(-2.05, 3.02),
        Spot(2.05, 3.02),
        Spot(3.35, 1.72, align="left"),
    ),
    spots=_spots(
        a=(-3.53, -0.07, 1.45),
        b=(-1.75, 2.3, 1.4),
        c=(1.75, 2.3, 1.4),
        d=(3.53, -0.07, 1.45),
        ab=(-2.44, 1.41, 1.05),
        ac=(-2.08, -1.64, 1.1),
        ad=(0, -3.0, 2.2),
        bc=(0, 1.65, 2.2),
        bd=(2.08, -1.64, 1.1),
        cd=(2.44, 1.41, 1.05),
        abc=(-1.3, 0.54, 1.85),
        abd=(0.96, -2.35, 1.1),
        acd=(-0.96, -2.35, 1.1),
        bcd=(1.3, 0.54, 1.85),
        abcd=(0, -1.33, 2.4),
    ),
    sizes=(9, 8, 7),
    lines=1,
)
LAYOUTS = {2: TWO, 3: THREE, 4: FOUR}
