"""Finding derivations by name."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import click

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from symbinfo.derive.registry import Derivation


def shelf() -> dict[str, Derivation]:
    """Return every derivation by name; none is proved yet."""
    from symbinfo.derive.registry import load

    return load()


def chosen(names: Iterable[str]) -> dict[str, Derivation]:
    """Return the derivations with these names, in the order of the shelf; all if none is named."""
    known, wanted = shelf(), set(names)
    for name in wanted:
        if name not in known:
            raise BadInput(unknown("derivation", name, known))
    return {name: d for name, d in known.items() if name in wanted or not wanted}


def unknown(kind: str, name: str, known: Collection[str]) -> str:
    """Say that nothing has this name, and what was perhaps meant."""
    text = f"no {kind} is called {name!r}"
    (likeness, _), closest = max(((_likeness(name, k), k) for k in known), default=((0, 0), ""))
    if likeness > 0.6:
        return f"{text}; did you mean {closest!r}?"
    return f"{text}; the {kind}s are {', '.join(known)}"


def _likeness(name: str, known: str) -> tuple[float, float]:
    """Return how much a name is like another, or like one word of it, and how much like all."""
    words = (known, *known.split("_"))
    whole, *parts = (SequenceMatcher(None, name.lower(), word).ratio() for word in words)
    return max(whole, *parts), whole


def as_json(derivation: Derivation) -> dict[str, object]:
    """Return what is known of a derivation without proving it."""
    return {
        "name": derivation.name,
        "title": derivation.title,
        "statement": derivation.statement,
        "ids": list(derivation.ids),
        "source": derivation.source,
    }


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON (docs/json.md).")
