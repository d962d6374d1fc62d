"""Where the LaTeX layer, which lies above, puts its printer for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_renderers: list[Callable[[object], str]] = []


def set_renderer(renderer: Callable[[object], str]) -> None:
    """Make `renderer` the one that notebooks use."""
    _renderers[:] = [renderer]


def latex(obj: object) -> str | None:
    """Return the LaTeX of an object between dollar signs, or None before one is set."""
    return _renderers[0](obj) if _renderers else None
