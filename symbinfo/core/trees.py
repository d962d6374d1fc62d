"""Walks over SymPy expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic


def nodes(parts: Iterable[Basic]) -> tuple[Basic, ...]:
    """Return the parts and all that they consist of, each once, in the order of a walk."""
    found: dict[Basic, None] = {}
    pending = list(parts)
    while pending:
        node = pending.pop()
        if node not in found:
            found[node] = None
            pending.extend(node.args)
    return tuple(found)
