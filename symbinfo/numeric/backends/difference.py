"""The difference of two laws, with what cancels left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sympy import Rational, S

from symbinfo.numeric.axes import Axis
from symbinfo.numeric.program import Apply, Constant, Given, Lookup, Op

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


def difference_of_laws(node: Node) -> tuple[Lookup, Lookup] | None:
    """Return x and y if a node is x - y, and both are laws as they are given."""
    pair = _pair(node)
    if pair is None or not all(map(_is_given_law, pair)):
        return None
    x, y = pair
    return (x, y) if x.places == y.places else None  # type: ignore[union-attr, return-value]


def difference_of_roots(node: Node) -> Node | None:
    """Return sqrt x - sqrt y as (x - y) / (sqrt x + sqrt y), which is 0 where x = y."""
    match _pair(node):
        case (Apply(Op.SQRT, (x,)) as first, Apply(Op.SQRT, (y,)) as second):
            if _is_given_law(x) and _is_given_law(y):
                whole = Apply(Op.ADD, (first, second))
                return Apply(
                    Op.WEIGHTED, (_minus(x, y), Apply(Op.DIVIDE, (Constant(S.One), whole)))
                )
    return None


def _pair(node: Node) -> tuple[Node, Node] | None:
    match node:
        case Apply(Op.ADD, (Apply(Op.NEGATIVE, (y,)), x)) | Apply(
            Op.ADD, (x, Apply(Op.NEGATIVE, (y,)))
        ):
            return x, y
        case _:
            return None


def _is_given_law(node: Node) -> bool:
    if not isinstance(node, Lookup) or not isinstance(node.array, Given):
        return False
    places = node.places
    whole = len(set(places)) == len(places) and all(isinstance(p, Axis) for p in places)
    return node.array.argument.is_law and whole


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
