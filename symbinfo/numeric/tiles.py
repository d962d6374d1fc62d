"""The sums of a program that can run on tiles, and the plain sums that each is made of.

A tile is a block of rows with all letters, or of a part of the letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S

from symbinfo.numeric.numbers import is_number
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Given,
    Largest,
    LogPowerMean,
    LogSum,
    Lookup,
    Marginal,
    Node,
    Op,
    PowerRate,
    Program,
    Scalar,
    Size,
    Table,
    Total,
)
from symbinfo.numeric.walk import children, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.numeric.axes import Axes

Sum = Total | LogSum | Divergence
ONE = Constant(S.One)
_TWO = Constant(S(2))


def sums_of(program: Program) -> tuple[Sum, ...]:
    """Return the sums of a program, once each."""
    return tuple(dict.fromkeys(_sums(program.result)))


def _sums(node: Node) -> Iterator[Sum]:
    if isinstance(node, Sum):
        yield node
    else:
        for child in children(node):
            yield from _sums(child)


def axes_of(node: Sum) -> Axes:
    """Return the axes that a sum is over."""
    return node.over


def can_tile(program: Program) -> bool:
    """Whether all sums are over the same axes, of arrays that have them in order."""
    if any(isinstance(n, PowerRate | LogPowerMean | Largest) for n in inside(program.result)):
        return False
    sums = sums_of(program)
    over = {axes_of(one) for one in sums}
    given = any(argument.sizes for argument in program.arguments)
    if len(over) != 1 or program.letters or program.counts or not given:
        return False
    return all(not one.axes and _tiles(child, *over) for one in sums for child in children(one))


def _tiles(node: Node, over: Axes) -> bool:
    match node:
        case Lookup(Given(argument), places):
            return places == over and len(argument.sizes) == len(over)
        case Lookup(Marginal(argument, keep), places):
            fits = len(argument.sizes) == len(over) and max(keep) < len(over)
            return fits and places == tuple(over[i] for i in keep)
        case Lookup(Table(_, entries), places):
            return places == over and all(map(is_number, entries))
        case Constant() | Scalar() | Size():
            return True
        case Apply():
            return all(_tiles(child, over) for child in children(node))
        case _:
            return False


def terms_of(
    node: Sum, *, corrected: bool = False, paired: bool = False
) -> tuple[tuple[Node, Node], ...]:
    """Return the plain sums that a sum is made of, each as a weight and what it is times.

    A corrected divergence is the sum of x log r minus that of y (r - 1), where r is x / y as it
    was rounded. The second is 0 for the exact quotient, and the difference does not feel a small
    change of r, so that rounding x / y costs no digits of small values. The same holds without a
    second sum for paired divergences from a mean of two laws, whose quotients add to 2 exactly.
    """
    match node:
        case Total(body, _):
            return ((ONE, body),)
        case LogSum(weight, inner):
            return ((weight, Apply(Op.LOG, (inner,))),)
        case Divergence(x, y, ratio):
            quotient = Apply(Op.DIVIDE, (x, y)) if y.axes else ratio
            quotient = _paired(x, y) or quotient if paired else quotient
            plain = (x, Apply(Op.LOG, (quotient,)))
            return (plain, (y, _minus(quotient, ONE))) if corrected else (plain,)


def _minus(first: Node, second: Node) -> Node:
    return Apply(Op.ADD, (first, Apply(Op.NEGATIVE, (second,))))


def _paired(x: Node, y: Node) -> Node | None:
    """Return x / y, if y is the mean of x and another law, as 2 minus the other's quotient."""
    found = halves(y)
    if not found or x not in found:
        return None
    first = _minus(_TWO, Apply(Op.DIVIDE, (found[1], y)))
    return first if x == found[0] else _minus(_TWO, first)


def halves(node: Node) -> tuple[Node, Node] | None:
    """Return the two entries of which a node is the mean, if it is one."""
    match node:
        case Apply(Op.DIVIDE, (Apply(Op.ADD, (Lookup() as first, Lookup() as second)), two)):
            return (first, second) if two == _TWO and first != second else None
    return None
