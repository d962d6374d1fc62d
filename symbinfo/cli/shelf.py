"""Finding derivations by name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that nothing has this name, and what was perhaps meant."""
    text = f"no {kind} is called {name!r}"
    close = get_close_matches(name, known, n=1, cutoff=0.5) or [k for k in known if name in k][:1]
    return f"{text}; did you mean {close[0]!r}?" if close else f"{text}; see symbinfo list"


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
