"""A formula as a small program over named axes: what every backend prints or runs.

`lower` makes a `Program` from an expression. Its result is a tree of nodes; equal nodes are
equal objects, so a printer may give a name to a node that it has met before.

An array has its batch axes first and then one axis for each letter in `node.axes`, outer
letters first. A node without axes is a number (one for each entry of the batch). Two nodes
combine once each has the axes of both, as arrays with axes of length 1 do.

Three sums are more than a `Total` of something, since they can be computed better:

`LogSum(weight, inner, axes)`
    The sum of w log b, where a letter with w = 0 adds 0, whatever b is.
`Divergence(x, y, ratio, axes)`
    The sum of x log(x / y), where x and y are laws: each sums to 1 over the axes once the
    arguments that are laws do. So it is the sum of x log(x / y) - x + y >= 0 as well.
`PowerSum(weight, base, exponent, order, other, axes)`
    The sum of w b**e, where w is a law: 1 plus the sum of w expm1(e log b). It occurs as
    `PowerRate`, (the sum - 1)/e, and as `LogPowerMean`, (the logarithm of the sum)/e. Both have
    the sum of w log b as their limit at e = 0, and so has the measure that they are part of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.numeric.axes import Axes, Axis, in_order, left, merged
from symbinfo.numeric.entries import (
    Array,
    Constant,
    Given,
    Marginal,
    Op,
    Part,
    Scalar,
    Size,
    Table,
)

if TYPE_CHECKING:
    from sympy import Expr, Symbol

    from symbinfo.numeric.inputs import Argument


# --- numbers


@final
@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of an axis as numbers: low, ..., end - 1."""

    axis: Axis
    low: Node
    end: Node

    @property
    def axes(self) -> Axes:
        """The one axis."""
        return (self.axis,)


__all__ = [
    "Apply",
    "Array",
    "Constant",
    "Divergence",
    "Given",
    "Largest",
    "Letters",
    "LogPowerMean",
    "LogSum",
    "Lookup",
    "Marginal",
    "Node",
    "Op",
    "Part",
    "Place",
    "PowerRate",
    "PowerSum",
    "Program",
    "Scalar",
    "Size",
    "Table",
    "Total",
]

Place = Axis | Part | int | Scalar


@final
@dataclass(frozen=True, slots=True)
class Lookup:
    """An array with a place for each position: an axis, a part of one, or one letter.

    The same axis at two positions means the diagonal.
    """

    array: Array
    places: tuple[Place, ...]

    @property
    def axes(self) -> Axes:
        """The axes among the places, and those of the entries of a table."""
        found = [p.axis if isinstance(p, Part) else p for p in self.places]
        own = self.array.axes if isinstance(self.array, Table) else ()
        return in_order((*own, *(axis for axis in found if isinstance(axis, Axis))))


@final
@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on nodes."""

    op: Op
    args: tuple[Node, ...]

    @property
    def axes(self) -> Axes:
        """The axes of the operands."""
        return merged(self.args)


# --- sums


@final
@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the body over axes, each of which the body has."""

    body: Node
    over: Axes

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return left(self.body.axes, self.over)


@final
@dataclass(frozen=True, slots=True)
class LogSum:
    """The sum of w log b over axes; a letter with w = 0 adds 0.

    `weight_is_law` says that w is known to be a law on the axes.
    """

    weight: Node
    inner: Node
    over: Axes
    weight_is_law: bool

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return left(merged((self.weight, self.inner)), self.over)


@final
@dataclass(frozen=True, slots=True)
class Divergence:
    """The sum of x log(x / y) over axes, where x and y are laws on them.

    `ratio` is x / y as the formula has it, which may be in range where y is not.
    """

    x: Node
    y: Node
    ratio: Node
    over: Axes

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return left(merged((self.x, self.y)), self.over)


@final
@dataclass(frozen=True, slots=True)
class PowerSum:
    """The sum of w b**e over axes, where w is a law on them; w = 0 adds 0.

    `order` is e + 1, so the sum is that of w**order if b is w. If b is w / v with another law v,
    that is `other`, and the sum is that of w**order v**(1 - order); else `other` is None.
    """

    weight: Node
    base: Node
    exponent: Node
    order: Node
    other: Node | None
    over: Axes

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return left(merged((self.weight, self.base, self.order)), self.over)


@final
@dataclass(frozen=True, slots=True)
class PowerRate:
    """A power sum minus 1, over its exponent e; at e = 0 the sum of w log b."""

    powers: PowerSum

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return self.powers.axes


@final
@dataclass(frozen=True, slots=True)
class LogPowerMean:
    """The logarithm of a power sum, over its exponent e.

    At e = 0 it is the sum of w log b, at e = oo the largest log b with w > 0.
    """

    powers: PowerSum

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return self.powers.axes


@final
@dataclass(frozen=True, slots=True)
class Largest:
    """The largest value of the body over axes, each of which the body has."""

    body: Node
    over: Axes

    @property
    def axes(self) -> Axes:
        """The axes that are left."""
        return left(self.body.axes, self.over)


Node = (
    Constant
    | Scalar
    | Size
    | Letters
    | Lookup
    | Apply
    | Total
    | Largest
    | LogSum
    | Divergence
    | PowerSum
    | PowerRate
    | LogPowerMean
)


@final
@dataclass(frozen=True, slots=True)
class Program:
    """A formula that a backend can print or run.

    Attributes
    ----------
    name, formula : str
        The name of the function, and what its docstring says that it returns.
    arguments : tuple of Argument
        In the order of the call. Those with `argument.is_law` are distributions, whose sums
        are checked, divided out or left alone, as the user chose.
    result : Node
        Has no axes but those of `free`.
    free : tuple of Axis
        The letters that the value has axes for; none, unless the formula is a Lambda.
    letters : tuple of pairs
        Arguments that are letters, with the size of the alphabet.
    counts : frozenset of symbols
        Arguments that are the number of letters of a sum: one whole number.
    """

    name: str
    formula: str
    arguments: tuple[Argument, ...]
    result: Node
    free: Axes
    letters: tuple[tuple[Symbol, Expr], ...]
    counts: frozenset[Symbol]
