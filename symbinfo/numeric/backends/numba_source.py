"""Loops that compute the sums of a program over rows, as text for Numba.

The rows are read tile by tile: a tile of a few rows is copied next to each other, so that a loop
over all its letters has packed instructions however short the rows are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.numeric.backends.difference import difference
from symbinfo.numeric.numbers import number
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Given,
    LogSum,
    Lookup,
    Marginal,
    Node,
    Op,
    Program,
    Total,
)
from symbinfo.numeric.source import fraction
from symbinfo.numeric.tiles import Sum, sums_of

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument

_CALLS = {
    Op.LOG: "log",
    Op.EXP: "math.exp",
    Op.EXPM1: "math.expm1",
    Op.ABS: "abs",
    Op.SQRT: "math.sqrt",
    Op.XLOGY: "xlogy",
    Op.WEIGHTED: "weighted",
}
_MANY = 64  # letters of a row, from which on it is summed by itself
_BETWEEN = {Op.ADD: " + ", Op.MULTIPLY: " * ", Op.DIVIDE: " / ", Op.POWER: " ** "}
_HEAD = """\
import math
import numpy as np
from symbinfo.numeric.backends.numba_functions import *
"""


@final
class Loops:
    """The text of `run`, and what it is called with.

    `run(arrays, leaves, step, mode, weak, totals, sums)` reads `step` rows at a time. It sums the
    laws into `totals` and divides by them where they are not 1 (CHECK), divides by totals that
    are there already (GIVEN), or leaves the numbers as they are (LITERAL). A divergence below
    `weak` is summed again, term by term without cancellation. The value counts what a
    check has to look at: negative numbers, and sums that are not 1 but for rounding.

    Attributes
    ----------
    arrays : tuple of Argument
        Those with letters.
    leaves : dict
        What else is needed, a scalar, a size, a marginal or a table, with its name.
    sums : int
        How many sums there are.
    """

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._literal = literal
        self.arrays = tuple(a for a in program.arguments if a.sizes)
        self._given: dict[Argument, str] = {a: f"a{i}" for i, a in enumerate(self.arrays)}
        self.leaves: dict[Node, str] = {}
        self._functions: list[str] = []
        self._lines: list[str] = []
        self.sums = 0
        for term in (term for one in sums_of(program) for term in _terms(one)):
            self._plain(term)
        self.text = self._module()

    def _plain(self, term: Node) -> None:
        """Write the loop for a sum."""
        k, self.sums = self.sums, self.sums + 1
        if not isinstance(term, Divergence):
            self._loop(k, self._text(term))
            return
        x, y = self._text(term.x), self._text(term.y)
        d, direct = self._text(difference(term.x, term.y)), self._log_of(term.x, term.ratio)
        self._loop(k, direct if self._literal else f"{direct} + {d}")
        if self._literal:
            near = f"select(is_near({x}, {y}, {d}), bregman({x}, {y}, {d}) - {d}, {direct})"
            self._again(k, near)
        else:
            self._again(k, f"bregman({x}, {y}, {d})")

    def _names(self) -> list[str]:
        return [*self._given.values(), *self.leaves.values()]

    def _loop(self, k: int, text: str) -> None:
        """Write the loops of a sum: rows of many letters one by one, others all at once."""
        inside = ", ".join(f"{name}[k]" for name in self._names())
        self._lines += [
            f"if n >= {_MANY}:",
            "    for i in range(rows):",
            f"        sums[{k}, low + i] = {self._sum_of_row(f'term{k}', text)}",
            "else:",
            "    for k in range(len(t)):",
            f"        t[k] = term{k}({inside})",
            f"    fold(t, low, rows, sums[{k}])",
        ]

    def _again(self, k: int, text: str) -> None:
        """Write the loop that sums a small divergence of a row again."""
        self._lines += [
            "for i in range(rows):",
            f"    if abs(sums[{k}, low + i]) < weak:",
            f"        sums[{k}, low + i] = {self._sum_of_row(f'near{k}', text)}",
        ]

    def _sum_of_row(self, name: str, text: str) -> str:
        """Define a term and its sum over the letters of a row; return the call for row i."""
        names = self._names()
        inside = ", ".join(f"{one}[k]" for one in names)
        self._functions += [_function(name, names, text), _summed(name, names, inside)]
        return f"sum_{name}({', '.join(f'{one}[i * n : (i + 1) * n]' for one in names)})"

    def _log_of(self, weight: Node, inner: Node) -> str:
        return f"xlogy({self._text(weight)}, {self._quotient(inner)})"

    def _quotient(self, node: Node) -> str:
        """Return a quotient of products, divided as early as it can be."""
        above, below = (list(map(self._text, part)) for part in fraction(node))
        text = above[0] if above else "1.0"
        for i in range(max(len(above) - 1, len(below))):
            text += f" / {below[i]}" if i < len(below) else ""
            text += f" * {above[i + 1]}" if i + 1 < len(above) else ""
        return text

    def _text(self, node: Node) -> str:
        """Return the code of a node, in brackets unless it is a name or a call."""
        match node:
            case Constant():
                return f"({number(node)!r})".replace("inf", "math.inf").replace("nan", "math.nan")
            case Apply(Op.XLOGY, (weight, inner)):
                return self._log_of(weight, inner)
            case Apply(Op.NEGATIVE, (inner,)):
                return f"(-{self._text(inner)})"
            case Apply(Op.POWER, (base, Constant(value))) if value == 2:
                text = self._text(base)
                return f"({text} * {text})"
            case Apply(Op.DELTA, (first, second)):
                return f"select({self._text(first)} == {self._text(second)}, 1.0, 0.0)"
            case Apply(op, args) if op in _BETWEEN:
                return f"({_BETWEEN[op].join(map(self._text, args))})"
            case Apply(op, args):
                return f"{_CALLS[op]}({', '.join(map(self._text, args))})"
            case Lookup(Given(argument), _):
                return self._given[argument]
            case _:
                return self.leaves.setdefault(node, f"x{len(self.leaves)}")

    def _module(self) -> str:
        names = self._names()
        inputs = [f"{name}_in" for name in names]
        laws = [self._given[a] for a in self.arrays if a.is_law]
        given = list(self._given.values())
        flat = [f"{name}_flat" for name in given]
        lines = [
            f"def run({', '.join([*inputs, *flat])}, step, mode, weak, totals, sums):",
            f"    count, n = sums.shape[1], {inputs[0]}.shape[1]",
            "    suspects = 0",
            *(f"    {name}_all = np.empty(step * n)" for name in (*names, "t")),
            "    for low in range(0, count, step):",
            "        rows = min(step, count - low)",
            *(f"        {name} = {name}_all[: rows * n]" for name in (*names, "t")),
            *(line for name in given for line in _taken(name)),
            *(line for i, name in enumerate(laws) for line in _checked(name, i)),
            *(f"        {x}" for leaf, name in self.leaves.items() for x in self._fill(leaf, name)),
            *(f"        {line}" for line in self._lines),
            "    return suspects",
        ]
        return "\n\n".join([_HEAD, *self._functions, "@packed\n" + "\n".join(lines) + "\n"])

    def _fill(self, leaf: Node, name: str) -> list[str]:
        match leaf:
            case Lookup(Marginal(argument), _):
                return [f"marginal({self._given[argument]}, n, {name}_in, {name})"]
            case Lookup():
                return [f"load({name}_in, low, rows, {name})"]
            case _:
                return [f"repeat({name}_in, low, rows, {name})"]


def _summed(name: str, arguments: list[str], inside: str) -> str:
    return (
        f"@packed\ndef sum_{name}({', '.join(arguments)}):\n    total = 0.0\n"
        f"    for k in range(len({arguments[0]})):\n        total += {name}({inside})\n"
        "    return total\n"
    )


def _taken(name: str) -> list[str]:
    """Return the lines that give a name to rows: in place if they can be, else a copy."""
    return [
        f"        if len({name}_flat):",
        f"            {name} = {name}_flat[low * n : (low + rows) * n]",
        "        else:",
        f"            {name} = load({name}_in, low, rows, {name})",
    ]


def _checked(name: str, i: int) -> list[str]:
    """Return the lines that sum a law, and divide it by its sums if they are not 1."""
    return [
        "        if mode == CHECK:",
        f"            suspects += total({name}, low, rows, totals[{i}])",
        f"        if mode != LITERAL and odd(low, rows, totals[{i}]):",
        f"            {name} = load({name}_in, low, rows, {name}_all[: rows * n])",
        f"            divide({name}, low, rows, totals[{i}])",
    ]


def _function(name: str, arguments: list[str], text: str) -> str:
    return f"@inline\ndef {name}({', '.join(arguments)}):\n    return {text}\n"


def _terms(node: Sum) -> tuple[Node, ...]:
    """Return the plain sums that a sum is made of, in the order that `finish` wants."""
    match node:
        case Total(body):
            return (body,)
        case LogSum(weight, inner):
            return (Apply(Op.XLOGY, (weight, inner)),)
        case Divergence():
            return (node,)
