"""Loops that compute the values of a program over rows, as text for Numba."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.numeric.backends.difference import difference
from symbinfo.numeric.finish import finish
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
    Scalar,
    Size,
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
    Op.WEIGHTED: "weighted",
}
_BETWEEN = {Op.ADD: " + ", Op.MULTIPLY: " * ", Op.DIVIDE: " / ", Op.POWER: " ** "}


@final
class Terms:
    """The terms of the sums of a program, each as two texts on the numbers of a letter.

    The first is NaN for a letter with numbers that are not plain, such as 0 and subnormal ones;
    the second has a value for each letter.

    Attributes
    ----------
    arrays : dict
        The name of each argument with letters.
    leaves : dict
        What else is needed, a scalar, a size, a marginal or a table, with its name.
    pairs : list
        The texts of the terms.
    last : Finish
        What makes a value of sums.
    sums : list
        The sums that it takes: the names of those of the terms, or 0.
    """

    def __init__(self, program: Program, *, literal: bool) -> None:
        given = (a for a in program.arguments if a.sizes)
        self.arrays: dict[Argument, str] = {a: f"a{i}" for i, a in enumerate(given)}
        self.leaves: dict[Node, str] = {}
        self._literal = literal
        plain = [term for one in sums_of(program) for term in _terms(one)]
        self.pairs = [(self._term(term, "quick_"), self._term(term, "")) for term in plain]
        self.sums: list[str] = []
        for term in plain:
            self.sums.append(f"s{len(self.sums) - self.sums.count('0.0')}")
            if isinstance(term, Divergence) and not literal:
                self.sums.append("0.0")  # each term is corrected
        self.last = finish(program, literal=literal, corrected=not literal)

    def _term(self, term: Node, how: str) -> str:
        if not isinstance(term, Divergence):
            return self._text(term, how)
        if self._literal:
            return self._log_of(term.x, term.ratio, how)
        parts = (term.x, term.y, difference(term.x, term.y))
        return f"{how}bregman({', '.join(self._text(part, how) for part in parts)})"

    def _log_of(self, weight: Node, inner: Node, how: str) -> str:
        above, below = fraction(inner)
        first = self._text(weight, how)
        if (how and below) or len(above) == len(below) == 1:
            parts = (" * ".join(self._text(x, how) for x in part) for part in (above, below))
            return f"{how}xlog_ratio({first}, {', '.join(part or '1.0' for part in parts)})"
        return f"{how}xlogy({first}, {self._quotient(above, below, how)})"

    def _quotient(self, over: list[Node], under: list[Node], how: str) -> str:
        """Return a quotient of products, divided as early as it can be."""
        above, below = ([self._text(node, how) for node in part] for part in (over, under))
        text = above[0] if above else "1.0"
        for i in range(max(len(above) - 1, len(below))):
            text += f" / {below[i]}" if i < len(below) else ""
            text += f" * {above[i + 1]}" if i + 1 < len(above) else ""
        return text

    def _text(self, node: Node, how: str) -> str:
        """Return the code of a node, in brackets unless it is a name or a call."""
        match node:
            case Constant():
                return f"({number(node)!r})".replace("inf", "math.inf").replace("nan", "math.nan")
            case Apply(Op.XLOGY, (weight, inner)):
                return self._log_of(weight, inner, how)
            case Apply(Op.NEGATIVE, (inner,)):
                return f"(-{self._text(inner, how)})"
            case Apply(Op.POWER, (base, Constant(value))) if value == 2:
                text = self._text(base, how)
                return f"({text} * {text})"
            case Apply(Op.ADD, (Apply(Op.MULTIPLY, (a, b)), Apply(Op.NEGATIVE, (x,)))):
                inside = ", ".join(self._text(part, how) for part in (a, b, x))
                return f"product_difference({inside})"
            case Apply(Op.DELTA, (first, second)):
                return f"select({self._text(first, how)} == {self._text(second, how)}, 1.0, 0.0)"
            case Apply(op, args):
                texts = [self._text(arg, how) for arg in args]
                if op in _BETWEEN:
                    return f"({_BETWEEN[op].join(texts)})"
                return f"{how if op is Op.LOG else ''}{_CALLS[op]}({', '.join(texts)})"
            case Lookup(Given(argument), _):
                return self.arrays[argument]
            case _:
                return self.leaves.setdefault(node, f"x{len(self.leaves)}")


def _terms(node: Sum) -> tuple[Node, ...]:
    """Return the plain sums that a sum is made of, in the order that `finish` wants."""
    match node:
        case Total(body):
            return (body,)
        case LogSum(weight, inner):
            return (Apply(Op.XLOGY, (weight, inner)),)
        case Divergence():
            return (node,)


def law_of(leaf: Node) -> Argument | None:
    """Return the law that a leaf is a marginal of, if it is one."""
    if isinstance(leaf, Lookup) and isinstance(leaf.array, Marginal):
        return leaf.array.argument
    return None


def is_number(leaf: Node) -> bool:
    """Whether a leaf is one number for all letters of a row."""
    return isinstance(leaf, Scalar | Size)
