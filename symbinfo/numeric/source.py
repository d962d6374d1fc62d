"""The plain printer: a program as a readable Python module that needs NumPy alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, final

from symbinfo.numeric import code
from symbinfo.numeric.arrays import Arrays
from symbinfo.numeric.backends.difference import difference, difference_of_laws, difference_of_roots
from symbinfo.numeric.code import Code
from symbinfo.numeric.helpers import SOURCES
from symbinfo.numeric.literals import literal
from symbinfo.numeric.names import RESERVED, Names
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

if TYPE_CHECKING:
    from symbinfo.numeric.axes import Axes
    from symbinfo.numeric.inputs import Argument

_CALLS = {Op.LOG: "np.log", Op.EXP: "np.exp", Op.ABS: "np.abs", Op.SQRT: "np.sqrt"}
_HELPERS = {Op.WEIGHTED: "weighted", Op.DELTA: "delta"}
_LONG = 60  # characters of a line
_LAWS = {"check": "checked", "renormalise": "renormalised"}


def module_source(program: Program, normalise: str, comment: str | None = None) -> str:
    """Return a module that defines the function of a program, with a comment as its docstring.

    The arrays of laws are checked, renormalised, "normalised" already, or taken "literal"ly.
    """
    taken = (a.code for a in program.arguments)
    printer = Printer(Names((*RESERVED, program.name, *taken)), normalised=normalise != "literal")
    laws = [_law_line(printer, a, normalise) for a in program.arguments if a.is_law]
    free = Code("", tuple(axis.depth for axis in program.free))
    result = code.aligned((printer.code(program.result), free))[0].text
    helpers = [SOURCES[key] for key in SOURCES if key in printer.arrays.helpers]
    arguments = ", ".join(argument.code for argument in program.arguments)
    head = f'@np.errstate(all="ignore")\ndef {program.name}({arguments}):'
    lines = [
        *printer.arrays.first,
        *(line for line in laws if line),
        *printer.arrays.lines,
        f"return {result}",
    ]
    body = [comment or docstring(f"Return {program.formula}."), *lines]
    function = "\n".join([head, *(f"    {line}" for line in body), ""])
    return "\n\n".join(["import numpy as np\n", *helpers, function])


def _law_line(printer: Printer, argument: Argument, normalise: str) -> str:
    if normalise not in _LAWS:
        return ""
    axes = code.axis_list(range(-len(argument.sizes), 0))
    helper = printer.arrays.helper(_LAWS[normalise])
    return f"{argument.code} = {helper}({argument.code}, {axes})"


def docstring(text: str) -> str:
    """Return the text as a string literal; no text can end it early."""
    safe = text.isprintable() and '"' not in text and "\\" not in text
    return f'"""{text}"""' if safe else repr(text)


@final
class Printer:
    """Turns nodes into code; `arrays` holds the lines and the helpers that the code needs."""

    def __init__(self, names: Names, *, normalised: bool) -> None:
        self.arrays = Arrays(self, names)
        self._normalised = normalised

    def code(self, node: Node) -> Code:  # noqa: C901, PLR0912 - one case a kind of node
        """Return the code of a node."""
        match node:
            case Constant():
                return literal(node.value)
            case Scalar():
                return Code(node.argument.code)
            case Size():
                return code.number(self.arrays.size(node))
            case Letters():
                return self._letters(node)
            case Lookup():
                return self.arrays.lookup(node)
            case Apply():
                return self._apply(node)
            case Total():
                return _summed(self.code(node.body), node.over)
            case LogSum():
                return _summed(self._weighted_log(node.weight, node.inner), node.over)
            case Divergence():
                return self._divergence(node)
            case Largest():
                most = _summed(self.code(node.body), node.over, "np.max")
                return self.arrays.named(node, "most", most)
            case PowerRate():
                return self._powers(node.powers, "power_rate")
            case LogPowerMean():
                return self._powers(node.powers, "log_power_mean")
            case PowerSum():
                msg = "a power sum has a value as a rate or a mean"
                raise TypeError(msg)

    def _letters(self, node: Letters) -> Code:
        low, end = (self.code(one).text for one in (node.low, node.end))
        inside = end if low == "0" else f"{low}, {end}"
        return Code(f"np.arange({inside})", (node.axis.depth,))

    def _apply(self, node: Apply) -> Code:
        if node.op is Op.XLOGY:
            return self._weighted_log(*node.args)
        if node.op in (Op.MULTIPLY, Op.DIVIDE):
            above, below = (list(map(self.code, part)) for part in fraction(node))
            return code.multiply(above or [code.number("1")], below)
        if node.op is Op.ADD and self._normalised:
            found = self._difference(node)
            if found:
                return found
        parts = [self.code(arg) for arg in node.args]
        match node.op:
            case Op.ADD:
                return code.add(self._short(node, parts))
            case Op.NEGATIVE:
                return code.negative(parts[0])
            case Op.POWER:
                return code.power(*parts)
            case op if op in _HELPERS:
                return code.call(self.arrays.helper(_HELPERS[op]), *parts)
            case op:
                return code.call(_CALLS[op], *parts)

    def _short(self, node: Apply, parts: list[Code]) -> list[Code]:
        """Return the terms of a sum; long ones have lines of their own."""
        if sum(len(part.text) for part in parts) <= _LONG:
            return parts
        pairs = zip(node.args, parts, strict=True)
        return [
            self.arrays.named(arg, "term", part) if len(part.text) > _LONG / 4 else part
            for arg, part in pairs
        ]

    def _difference(self, node: Apply) -> Code | None:
        """Return the difference of two laws, or of their roots, with the digits that they lack."""
        roots, laws = difference_of_roots(node), difference_of_laws(node)
        if roots:
            return self.arrays.named(roots, "d", self.code(roots))
        return self.arrays.difference(*laws) if laws else None

    def _weighted_log(self, weight: Node, inner: Node) -> Code:
        outer = self.code(weight)
        above, below = (list(map(self.code, part)) for part in fraction(inner))
        if all(part.plain for part in below):
            return code.call(self.arrays.helper("xlogy"), outer, self.code(inner))
        parts = code.multiply(above or [code.number("1")], below[:-1]), below[-1]
        return code.call(self.arrays.helper("xlog_ratio"), outer, *parts)

    def _divergence(self, node: Divergence) -> Code:
        if not self._normalised:
            return _summed(self._weighted_log(node.x, node.ratio), node.over)
        d = difference(node.x, node.y)
        pairs = ((node.x, "x"), (node.y, "y"), (d, "d"))
        parts = [self.arrays.named(one, name, self.code(one)) for one, name in pairs]
        return _summed(code.call(self.arrays.helper("bregman"), *parts), node.over)

    def _powers(self, node: PowerSum, helper: str) -> Code:
        weight, name = self.code(node.weight), self.arrays.helper(helper)
        if node.other is not None and self._normalised:
            others = node.other, difference(node.weight, node.other), node.order
            kind, parts = "powers_of_two", [weight, *map(self.code, others)]
            self.arrays.helpers |= {"bregman", "beyond_tangent"}
        elif node.base == node.weight:
            kind, parts = "powers_of_law", [weight, self.code(node.order)]
        else:
            kind, parts = "powers_of_weight", [weight, *map(self.code, (node.base, node.exponent))]
        terms = code.call(self.arrays.helper(kind), *parts)
        terms = self.arrays.named(node, "terms", terms)
        terms, e, weight = code.aligned((terms, self.code(node.exponent), weight))
        summed = _summed(replace(terms, text=f"{terms.text}, {e.text}"), node.over, name)
        if self._normalised:
            return summed
        rest = _summed(weight, node.over).text.removesuffix(")")
        return replace(summed, text=f"{summed.text[:-1]}, rest={rest}, keepdims=True) - 1)")


def fraction(node: Node) -> tuple[list[Node], list[Node]]:
    """Return the factors and the divisors of products and quotients of products."""
    if isinstance(node, Apply) and node.op is Op.MULTIPLY:
        overs, unders = zip(*map(fraction, node.args), strict=True)
        return list(chain(*overs)), list(chain(*unders))
    if isinstance(node, Apply) and node.op is Op.DIVIDE:
        (over, low), (under, high) = map(fraction, node.args)
        return over + high, under + low
    if isinstance(node, Constant) and node.value == 1:
        return [], []
    return [node], []


def _summed(body: Code, over: Axes, function: str = "np.sum") -> Code:
    axes = {axis.depth for axis in over}
    gone = [i - len(body.axes) for i, axis in enumerate(body.axes) if axis in axes]
    left = tuple(axis for axis in body.axes if axis not in axes)
    return Code(f"{function}({body.text}, axis={code.axis_list(gone)})", left)
