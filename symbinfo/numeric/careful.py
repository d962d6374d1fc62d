"""Running a program with the digits that cancellation would take: slow, for the few rows in need.

Arithmetic is in double-double numbers, and a divergence is the sum of x log(x/y) - x + y >= 0,
each term from the difference y - x. So a divergence that is 1e-19 has 15 right digits.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric import double
from symbinfo.numeric.axes import Axis
from symbinfo.numeric.careful_powers import log_mean, rate
from symbinfo.numeric.double import Double, exact
from symbinfo.numeric.inputs import Argument
from symbinfo.numeric.literals import as_double
from symbinfo.numeric.lookups import Lookups
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
from symbinfo.numeric.walk import children, inside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symbinfo.numeric.axes import Axes
    from symbinfo.numeric.double import Array

_SMALL, _LARGE = 1e-290, 1e290
_ALMOST = 2.0**-50  # an excess whose square does not matter to 30 digits
_TERMS = ((1e-12, 2), (1e-8, 3), (1e-5, 4), (1e-3, 6), (1 / 64, 10), (1 / 9, 17))


@final
class Plan:
    """A program whose equal nodes are one object, and how many depths its axes have."""

    def __init__(self, program: Program, *, normalised: bool) -> None:
        self.result: Node = _interned(program.result, {})
        self.depths = 1 + _depth(self.result)
        self.normalised = normalised
        self.weak = weak_below(program)


def weak_below(program: Program) -> float:
    """Return the size of values below which they are computed again, carefully.

    A fast sum has an absolute error of about 1e-16, at most 4e-16. That of the sums of two laws
    adds to it; divergences from a mixture of the laws, and joint tables, do not feel that one.
    """
    if max((len(a.sizes) for a in program.arguments), default=0) > 1:
        return 2.0**-6
    result = program.result
    mean = isinstance(result, Apply) and any(isinstance(n, Divergence) for n in inside(result))
    return 2.0**-6 if mean else 2.0**-5


def _interned(thing: Any, known: dict[Any, Any]) -> Any:
    if isinstance(thing, tuple):
        return tuple(_interned(part, known) for part in thing)
    if not is_dataclass(thing) or isinstance(thing, Argument | Axis):
        return thing
    parts = [_interned(getattr(thing, field.name), known) for field in fields(thing)]
    made = type(thing)(*parts)  # type: ignore[misc]
    return known.setdefault(made, made)


def run_carefully(plan: Plan, arrays: dict[Argument, Double]) -> Array:
    """Return the values of the rows; each array has rows first, then the letters."""
    value = Careful(plan, arrays).value(plan.result)
    rows = max((len(array.high) for array in arrays.values()), default=1)
    result: Array = np.broadcast_to(value.high.reshape(-1), (rows,)) + 0.0
    return result


def normalised_rows(array: Array) -> Double:
    """Return rows of laws over their sums."""
    law = exact(array)
    whole = double.total(law, tuple(range(1, array.ndim)))
    excess = (whole.high - 1) + whole.low
    if (np.abs(excess) <= _ALMOST).all():
        return Double(array, -array * excess)
    return double.divide(law, whole)


@final
class Careful:
    """Gives nodes their values: arrays with an axis of rows and one for each depth."""

    def __init__(
        self,
        plan: Plan,
        arrays: dict[Argument, Double],
        sizes: dict[Argument, tuple[int, ...]] | None = None,
        known: dict[int, Double] | None = None,
    ) -> None:
        """Give arrays to arguments; with `sizes` they are parts, with `known` sums have values."""
        sizes = sizes or {a: array.high.shape[1:] for a, array in arrays.items()}
        self._normalised = plan.normalised
        self._lookups = Lookups(arrays, sizes, plan.depths)
        self._known = dict(known or {})

    def value(self, node: Node) -> Double:
        """Return the value of a node of the plan."""
        if id(node) not in self._known:
            self._known[id(node)] = self._value(node)
        return self._known[id(node)]

    def _value(self, node: Node) -> Double:
        match node:
            case Constant():
                return self._lookups.number(as_double(node.value))
            case Scalar() | Size() | Letters() | Lookup():
                return self._lookups.value(node, self)
            case Apply():
                return self._apply(node)
            case Total():
                return _total(self.value(node.body), node.over)
            case LogSum():
                terms = self._weighted_log(node.weight, node.inner).high
                return exact(double.plain_total(terms, _places(node.over)))
            case Divergence():
                return self._divergence(node)
            case PowerRate(powers) | LogPowerMean(powers):
                find = rate if isinstance(node, PowerRate) else log_mean
                places = _places(powers.over)
                return find(self, powers, places, normalised=self._normalised)
            case Largest():
                return double.largest(self.value(node.body), _places(node.over))
            case PowerSum():
                msg = "a power sum has a value as a rate or a mean"
                raise TypeError(msg)

    def _apply(self, node: Apply) -> Double:
        if node.op is Op.XLOGY:
            return self._weighted_log(*node.args)
        if node.op is Op.LOG:
            return exact(self.log(node.args[0]))
        return _applied(node, [self.value(arg) for arg in node.args])

    def log(self, node: Node) -> Array:
        """Return the logarithm of a node, also where a product in it is no normal float."""
        value = self.value(node)
        logs = double.logarithm(value)
        odd = ~((value.high > _SMALL) & (value.high < _LARGE))
        if isinstance(node, Apply) and node.op in (Op.MULTIPLY, Op.DIVIDE) and odd.any():
            parts = [self.log(arg) for arg in node.args]
            whole = sum(parts, 0.0) if node.op is Op.MULTIPLY else parts[0] - parts[1]
            return np.where(odd, whole, logs)
        return logs

    def _weighted_log(self, weight: Node, inner: Node) -> Double:
        w = self.value(weight)
        return exact(np.where(w.high == 0, 0.0, w.high * self.log(inner)))

    def _divergence(self, node: Divergence) -> Double:
        x, y = self.value(node.x), self.value(node.y)
        d = double.add(y, double.negative(x))
        s = d.high / (x.high + y.high)
        np.copyto(s, 0.0, where=d.high == 0)
        far = ~(np.abs(s) <= 1 / 3)
        some = far.any()
        if some:
            np.copyto(s, 0.0, where=far)
        terms = _bregman(x.high, d.high, s)
        if some:
            np.copyto(terms, self._far(node, far, d.high), where=far)
        result = exact(double.plain_total(terms, _places(node.over)))
        if self._normalised:
            return result
        near = Double(*(np.where(far, 0.0, part) for part in d))
        return double.add(result, double.negative(_total(near, node.over)))

    def _far(self, node: Divergence, far: NDArray[np.bool_], d: Array) -> Array:
        """Return the terms of letters, for those where x and y are not near."""
        x, y = self.value(node.x).high, self.value(node.y).high
        ratio = x / y
        logs = np.log(ratio)
        odd = far & ~((ratio > _SMALL) & (ratio < _LARGE) & (y > _SMALL) & (x > _SMALL))
        if odd.any():
            np.copyto(logs, self.log(node.ratio), where=odd)
        terms: Array = x * logs
        none = x == 0
        if not self._normalised:
            return np.where(none, 0.0, terms)
        terms += d
        return np.where(none, np.where(np.isnan(y), 0.0, y), terms)


def _bregman(x: Array, d: Array, s: Array) -> Array:
    """Return x log(x/y) - x + y, where d = y - x and s = d / (x + y) is small."""
    u = s * s
    most = u.max(initial=0.0)
    terms = next((count for bound, count in _TERMS if most <= bound), _TERMS[-1][1])
    phi = np.zeros_like(u)
    for k in range(2 * terms + 1, 1, -2):
        phi *= u
        phi += 1 / k
    phi *= u
    phi *= x
    phi *= -2.0
    phi += d
    phi *= s
    return phi


def _total(value: Double, over: Axes) -> Double:
    return double.total(value, _places(over))


def _places(over: Axes) -> tuple[int, ...]:
    return tuple(axis.depth for axis in over)


def _applied(node: Apply, parts: list[Double]) -> Double:
    first, *rest = parts
    match node.op:
        case Op.ADD | Op.MULTIPLY:
            combine = double.add if node.op is Op.ADD else double.multiply
            for part in rest:
                first = combine(first, part)
            return first
        case Op.DIVIDE:
            return double.divide(first, rest[0])
        case Op.NEGATIVE:
            return double.negative(first)
        case Op.ABS:
            return double.absolute(first)
        case Op.SQRT:
            return double.root(first)
        case Op.WEIGHTED:
            product = double.multiply(first, rest[0])
            return Double(*(np.where(first.high == 0, 0.0, part) for part in product))
        case Op.POWER:
            square = node.args[1] == Constant(2)
            return double.multiply(first, first) if square else exact(first.high ** rest[0].high)
        case _:
            return exact(_plain(node.op, first.high, *(part.high for part in rest)))


def _plain(op: Op, *parts: Any) -> Array:
    if op is Op.EXP:
        return np.exp(parts[0])  # type: ignore[no-any-return]
    return np.where(parts[0] == parts[1], 1.0, 0.0)


def _depth(node: Node) -> int:
    own = [axis.depth for axis in node.axes]
    over = [axis.depth for axis in getattr(node, "over", ())]
    return int(max([0, *own, *over, *map(_depth, children(node))]))
