"""The value of nodes that are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.numeric.literals import as_double
from symbinfo.numeric.program import Apply, Constant, Op

if TYPE_CHECKING:
    from symbinfo.numeric.program import Node


def number(node: Node) -> float:
    """Return the value of a constant, or of a quotient or the negative of constants."""
    match node:
        case Constant(value):
            return float(as_double(value).high)
        case Apply(Op.DIVIDE, (above, below)):
            return number(above) / number(below)
        case Apply(Op.NEGATIVE, (inner,)):
            return -number(inner)
    raise TypeError(node)


def is_number(node: Node) -> bool:
    """Whether `number` has a value for a node."""
    match node:
        case Constant():
            return True
        case Apply(Op.DIVIDE | Op.NEGATIVE, args):
            return all(map(is_number, args))
    return False
