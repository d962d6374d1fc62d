"""Running a program on whole arrays of any library.

A value has the axes of the batch first and then one for each depth of the program's letters,
of length 1 where it does not depend on the letter. So values combine as they are.

Where a weight is 0, what it is times is computed at 1 instead: the value is masked out, and its
derivative is 0 and not NaN, for libraries that differentiate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import S

from symbinfo.numeric.backends.difference import difference
from symbinfo.numeric.backends.places import Places
from symbinfo.numeric.backends.powers import PowerSums
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Largest,
    Letters,
    LogPowerMean,
    LogSum,
    Lookup,
    Node,
    Op,
    PowerRate,
    PowerSum,
    Program,
    Scalar,
    Size,
    Total,
)
from symbinfo.numeric.source import fraction
from symbinfo.numeric.walk import children

if TYPE_CHECKING:
    from symbinfo.numeric.axes import Axes
    from symbinfo.numeric.backends.space import Space
    from symbinfo.numeric.inputs import Argument

_ENTRIES = {Op.LOG: "log", Op.EXP: "exp", Op.EXPM1: "expm1", Op.ABS: "abs"}


def depth_of(node: Node) -> int:
    """Return how many letters the values of a program have axes for."""
    if isinstance(node, PowerSum | LogSum | Divergence | Total | Largest):
        own = [axis.depth for axis in node.over]
    else:
        own = [axis.depth for axis in node.axes]
    return max([0, *own, *map(depth_of, children(node))])


@final
class Whole:
    """Gives nodes their values; `arrays` have the letters of an argument on their last axes."""

    def __init__(
        self, space: Space, program: Program, arrays: dict[Argument, Any], *, normalised: bool
    ) -> None:
        self.space, self.depths = space, depth_of(program.result)
        self.normalised = normalised
        self._places = Places(self, arrays)
        self._known: dict[Node, Any] = {}

    def value(self, node: Node) -> Any:
        """Return the value of a node."""
        if node not in self._known:
            self._known[node] = self._value(node)
        return self._known[node]

    def _value(self, node: Node) -> Any:  # noqa: C901 - one case a kind of node
        match node:
            case Constant():
                return self.space.constant(node.value)
            case Scalar() | Size() | Letters() | Lookup():
                return self._places.value(node)
            case Apply():
                return self._apply(node)
            case Total():
                return self._total(self.value(node.body), node.over)
            case LogSum():
                return self._total(self._weighted_log(node.weight, node.inner), node.over)
            case Divergence():
                return self._divergence(node)
            case PowerRate(powers):
                return PowerSums(self, powers).rate()
            case LogPowerMean(powers):
                return PowerSums(self, powers).log_mean()
            case Largest():
                return self.space.largest(self.value(node.body), self.places(node.over))
            case PowerSum():
                msg = "a power sum has a value as a rate or a mean"
                raise TypeError(msg)

    def places(self, over: Axes) -> tuple[int, ...]:
        """Return where the axes of letters are in an array, from the end."""
        return tuple(axis.depth - self.depths - 1 for axis in over)

    def _total(self, value: Any, over: Axes) -> Any:
        return self.space.total(value, self.places(over))

    def _apply(self, node: Apply) -> Any:
        if node.op is Op.XLOGY:
            return self._weighted_log(*node.args)
        if node.op is Op.WEIGHTED:
            weight = self.value(node.args[0])
            there = weight != self.space.zero
            return self._masked(there, weight * self._guarded(node.args[1], there))
        return self._operation(node.op, node.args, [self.value(arg) for arg in node.args])

    def _operation(self, op: Op, nodes: tuple[Node, ...], args: list[Any]) -> Any:
        first, *rest = args
        match op:
            case Op.ADD | Op.MULTIPLY:
                for other in rest:
                    first = first + other if op is Op.ADD else first * other
                return first
            case Op.DIVIDE:
                return self.space.divide(first, rest[0])
            case Op.NEGATIVE:
                return -first
            case Op.POWER:
                square = nodes[1] == Constant(S(2))
                return first * first if square else self.space.power(first, rest[0])
            case Op.SQRT:
                there = first != self.space.zero
                inside = self.space.where(there, first, self.space.one)
                return self._masked(there, self.space.entries("sqrt", inside))
            case Op.DELTA:
                return self.space.where(first == rest[0], self.space.one, self.space.zero)
            case _:
                return self.space.entries(_ENTRIES[op], first)

    def _masked(self, there: Any, value: Any) -> Any:
        return self.space.where(there, value, self.space.zero)

    def _guarded(self, node: Node, there: Any) -> Any:
        """Return the value of a node where a condition holds; elsewhere, that with leaves of 1."""
        if isinstance(node, Apply) and node.op not in (Op.XLOGY, Op.WEIGHTED):
            args = [self._guarded(arg, there) for arg in node.args]
            if node.op is Op.LOG:
                args = [self.space.where(there, args[0], self.space.one)]
            return self._operation(node.op, node.args, args)
        if isinstance(node, Constant | Scalar | Size):
            return self.value(node)
        return self.space.where(there, self.value(node), self.space.one)

    def log(self, node: Node, there: Any) -> Any:
        """Return the logarithm of a node where a condition holds, and 0 elsewhere."""
        above, below = ([self._guarded(x, there) for x in part] for part in fraction(node))
        ratio, space = above[0] if above else self.space.one, self.space
        for i in range(max(len(above) - 1, len(below))):
            ratio = space.divide(ratio, below[i]) if i < len(below) else ratio
            ratio = ratio * above[i + 1] if i + 1 < len(above) else ratio
        ratio = space.where(there, ratio, space.one)
        if len(above) == len(below) == 1:
            return space.log_of_ratio(ratio, above[0], below[0])
        return space.entries("log", ratio)

    def _weighted_log(self, weight: Node, inner: Node) -> Any:
        w = self.value(weight)
        there = w != self.space.zero
        return self._masked(there, w * self.log(inner, there))

    def _divergence(self, node: Divergence) -> Any:
        x, y = self.value(node.x), self.value(node.y)
        there, space = x != self.space.zero, self.space
        d = self.value(difference(node.x, node.y))
        close = space.near(x, y, d)
        if close is None:
            near, terms = space.zero > space.one, space.zero  # nowhere
        else:
            near, terms = close
        far = self._masked(there, x * self.log(node.ratio, there & ~near))
        if self.normalised:
            known = space.where(y == y, y, space.zero)  # noqa: PLR0124 - a quotient 0/0 is NaN
            far = space.where(there, far + d, known)
            return self._total(space.where(near, terms, far), node.over)
        rest = space.where(near, d, space.zero)
        return self._total(space.where(near, terms, far), node.over) - self._total(rest, node.over)
