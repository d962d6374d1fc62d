"""Python names for the objects of a formula; whatever a user calls them, no code gets in."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import final
from unicodedata import normalize

from symbinfo.numeric.helpers import SOURCES

RESERVED = ("np", "f", *SOURCES)


def identifier(name: str) -> str:
    """Return a Python name that resembles the given one.

    >>> identifier("|X|"), identifier("hat y"), identifier("lambda"), identifier("2")
    ('X', 'hat_y', 'lambda_', 'v_2')
    """
    word = re.sub(r"\W+", "_", normalize("NFKC", name)).strip("_") or "v"
    if iskeyword(word):
        return f"{word}_"
    return word if word.isidentifier() else f"v_{word}"


@final
class Names:
    """Hands out Python names, each one once."""

    def __init__(self, reserved: tuple[str, ...]) -> None:
        self._taken = set(reserved)

    def new(self, wanted: str) -> str:
        """Return the wanted name, or the first of name_2, name_3, ... that is free."""
        word = name = identifier(wanted)
        count = 1
        while name in self._taken:
            count += 1
            name = f"{word}_{count}"
        self._taken.add(name)
        return name

    def free(self, name: str) -> None:
        """Let a name be handed out again, where the old one is no longer seen."""
        self._taken.discard(name)
