"""The difference of two laws, with what cancels left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sympy import Rational, S

from symbinfo.numeric.program import Apply, Constant, Op

if TYPE_CHECKING:
    from symbinfo.numeric.program import Node


def difference(x: Node, y: Node) -> Node:
    """Return y - x; for a mixture, such as y = (x + z)/2, a multiple of z - x."""
    parts = Counter(_parts(y, S.One))
    parts.subtract({x: 1})
    left = {node: k for node, k in parts.items() if k != 0}
    if len(left) == 2:
        (a, k), (b, m) = left.items()
        if k + m == 0:
            first, second = (a, b) if k > 0 else (b, a)
            return _times(abs(k), _minus(first, second))
    return _minus(y, x)


def _minus(a: Node, b: Node) -> Node:
    return Apply(Op.ADD, (a, Apply(Op.NEGATIVE, (b,))))


def _times(k: Rational, node: Node) -> Node:
    return node if k == 1 else Apply(Op.MULTIPLY, (Constant(k), node))


def _parts(node: Node, factor: Rational) -> dict[Node, Rational]:
    """Return a node as a sum of rational multiples of other nodes."""
    match node:
        case Apply(Op.ADD, args):
            total: Counter[Node] = Counter()
            for arg in args:
                total.update(_parts(arg, factor))
            return total
        case Apply(Op.NEGATIVE, (arg,)):
            return _parts(arg, -factor)
        case Apply(Op.DIVIDE, (arg, Constant(value))) if value.is_Rational:
            return _parts(arg, factor / value)
        case Apply(Op.MULTIPLY, (Constant(value), *rest)) if value.is_Rational and len(rest) == 1:
            return _parts(rest[0], factor * value)
        case _:
            return {node: factor}
