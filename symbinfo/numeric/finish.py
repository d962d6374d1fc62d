"""From the plain sums of a kernel to the values of the rows, as the text of a function.

A kernel runs on the arrays as they are. If each law a sums to 1 + d with a small d, the value
at a / (1 + d) follows to first order: a sum of w log b, with w of degree i and b of degree j
in a, changes by -(i r + j) d. For the divergences from a mixture, only i matters, since their
average is stationary in the mixture.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    LogSum,
    Lookup,
    Node,
    Op,
    Program,
    Scalar,
    Size,
    Table,
    Total,
)
from symbinfo.numeric.tiles import Sum, sums_of, terms_of

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument

Degrees = Counter["Argument"]
_FORMATS = {
    Op.ADD: " + ",
    Op.MULTIPLY: " * ",
    Op.DIVIDE: " / ",
    Op.POWER: " ** ",
}
_CALLS = {Op.NEGATIVE: "-", Op.SQRT: "np.sqrt", Op.LOG: "np.log", Op.EXP: "np.exp", Op.ABS: "abs"}


@final
@dataclass(frozen=True, slots=True)
class Finish:
    """The text of `finish(sums, excesses, leaves)`, and whether it knows sums that are not 1.

    `lines` make the values of the sums, of which `value` is the expression.
    """

    text: str
    sums: list[str]
    lines: list[str]
    value: str
    leaves: tuple[Scalar | Size, ...]
    shifts: bool


def finish(
    program: Program, *, literal: bool, corrected: bool = False, exact: bool = False
) -> Finish:
    """Return the function that makes values of rows from the sums of `terms_of`.

    It may write to the sums. `exact` says that the laws sum to 1.
    """
    writer = _Writer(program, literal=literal, corrected=corrected, exact=exact)
    value = writer.text(program.result)
    body = [f"return {value}"]
    laws = [a for a in program.arguments if a.is_law]
    names = [*writer.sums, *(f"d_{a.code}" for a in laws), *writer.leaves.values()]
    text = "\n    ".join([f"def finish({', '.join(names)}):", *writer.lines, *body]) + "\n"
    return Finish(text, writer.sums, writer.lines, value, tuple(writer.leaves), writer.shifts)


@final
class _Writer:
    def __init__(self, program: Program, *, literal: bool, corrected: bool, exact: bool) -> None:
        self.leaves: dict[Scalar | Size, str] = {}
        self.lines: list[str] = []
        self.sums: list[str] = []
        self._values: dict[Node, str] = {}
        sums = sums_of(program)
        found = [_shift(one, program.result, corrected=corrected) for one in sums]
        self.shifts = not literal and None not in found
        for i, (one, shift) in enumerate(zip(sums, found, strict=True)):
            names = [f"r{i}_{j}" for j in range(len(terms_of(one, corrected=corrected)))]
            self.sums += names
            self._values[one] = f"v{i}"
            self.lines.append(f"v{i} = {names[0]}")
            if isinstance(one, Divergence) and corrected:
                self.lines.append(f"v{i} -= {names[1]}")
            if shift and self.shifts and not exact:
                self.lines += shift.lines(f"v{i}")

    def text(self, node: Node) -> str:
        """Return a node as an expression in brackets."""
        if node in self._values:
            return self._values[node]
        match node:
            case Constant():
                return _number(node)
            case Scalar() | Size():
                return self.leaves.setdefault(node, f"n{len(self.leaves)}")
            case Apply(op, args):
                parts = [self.text(arg) for arg in args]
                if op in _FORMATS:
                    return f"({_FORMATS[op].join(parts)})"
                if op in _CALLS:
                    return f"({_CALLS[op]}({parts[0]}))"
                return f"{op}({', '.join(parts)})"
        msg = f"no number of a row: {node}"
        raise TypeError(msg)


def _number(node: Constant) -> str:
    value = node.value
    if not value.is_finite:
        return "np.nan" if not value.is_extended_real else f"({'-' * bool(value < 0)}np.inf)"
    return f"({float(value)!r})" if not value.is_Integer else f"({int(value)}.0)"


@final
@dataclass(frozen=True, slots=True)
class _Shift:
    """How a sum changes when laws are divided by their sums."""

    weight: Degrees
    inner: Degrees

    def lines(self, name: str) -> list[str]:
        """Return what changes the value to first order in the excesses."""
        weights = [f"{_times(a, k)} * {name}" for a, k in self.weight.items() if k]
        before = [f"s = {' + '.join(weights)}", f"{name} -= s"] if weights else []
        signs = {a: "-" if k > 0 else "+" for a, k in self.inner.items() if k}
        inner = [f"{name} {s}= {_times(a, abs(self.inner[a]))}" for a, s in signs.items()]
        return before + inner


def _times(argument: Argument, degree: int) -> str:
    return f"d_{argument.code}" if degree == 1 else f"{degree} * d_{argument.code}"


def _shift(node: Sum, result: Node, *, corrected: bool) -> _Shift | None:
    match node:
        case LogSum(weight, inner, _, True):
            pair = _degrees(weight), _degrees(inner)
        case Divergence(x, y, _):
            ratio = Apply(Op.DIVIDE, (x, y))
            rest = Degrees() if is_mean(result, y) else _degrees(ratio)
            pair = _degrees(x), Degrees() if corrected and rest is not None else rest
        case Total() | LogSum():
            return None
    first, second = pair
    return None if first is None or second is None else _Shift(first, second)


def is_mean(result: Node, y: Node) -> bool:
    """Whether the result is a mean of divergences from y, and y the same mean of laws."""

    def mean(node: Node) -> Node:
        if isinstance(node, Divergence) and node.y == y:
            return node.x
        if isinstance(node, Apply):
            return Apply(node.op, tuple(map(mean, node.args)))
        return node

    return isinstance(result, Apply) and mean(result) == y


def _degrees(node: Node) -> Degrees | None:
    """Return the powers of the laws that a product scales with; None if it is no product."""
    match node:
        case Lookup():
            if isinstance(node.array, Table):
                return Degrees()
            argument = node.array.argument
            return Degrees({argument: 1} if argument.is_law else {})
        case Constant() | Scalar() | Size():
            return Degrees()
        case Apply(Op.MULTIPLY | Op.DIVIDE | Op.ADD | Op.NEGATIVE as op, args):
            found = [_degrees(arg) for arg in args]
            first, rest = found[0], found[1:]
            if first is None or None in rest:
                return None
            if op is Op.ADD:
                return first if all(other == first for other in rest) else None
            total = Degrees(first)
            for other in rest:
                total.update(other) if op is Op.MULTIPLY else total.subtract(other)
            return total
        case _:
            return None
