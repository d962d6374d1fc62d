"""What the nodes of a program are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.numeric.program import (
    Apply,
    Divergence,
    Largest,
    Letters,
    LogPowerMean,
    LogSum,
    Lookup,
    PowerRate,
    PowerSum,
    Table,
    Total,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.numeric.program import Node


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes that a node is made of."""
    match node:
        case Apply():
            return node.args
        case Total() | Largest():
            return (node.body,)
        case LogSum():
            return (node.weight, node.inner)
        case Divergence():
            return (node.x, node.y, node.ratio)
        case PowerSum():
            others = () if node.other is None else (node.other,)
            return (node.weight, node.base, node.exponent, node.order, *others)
        case PowerRate() | LogPowerMean():
            return (node.powers,)
        case Letters():
            return (node.low, node.end)
        case Lookup() if isinstance(node.array, Table):
            return node.array.entries
        case _:
            return ()


def inside(node: Node) -> Iterator[Node]:
    """Run through a node and all that it is made of."""
    yield node
    for child in children(node):
        yield from inside(child)
