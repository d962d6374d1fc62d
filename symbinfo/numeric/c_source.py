"""The C printer: a program as one readable function in C99, for one distribution or table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, final

from sympy import S

from symbinfo.errors import BadInput
from symbinfo.numeric.backends.difference import difference, difference_of_laws, difference_of_roots
from symbinfo.numeric.c_arrays import CArrays
from symbinfo.numeric.c_helpers import SOURCES
from symbinfo.numeric.c_text import added, bare, number
from symbinfo.numeric.names import Names
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.axes import Axes, Axis

_CALLS = {Op.LOG: "log", Op.EXP: "exp", Op.EXPM1: "expm1", Op.ABS: "fabs", Op.SQRT: "sqrt"}
_BETWEEN = {Op.MULTIPLY: " * ", Op.DIVIDE: " / "}
_WORDS = (
    *("log", "exp", "pow", "free", "calloc", "double", "int", "static", "return", "for"),
    *("add", "total", "no_powers", "add_power", "bound_logs", "struct", "const", "value"),
)


def c_source(program: Program, comment: str) -> str:
    """Return C99 code that defines the function of a program.

    The function returns NAN where an argument is no distribution.
    """
    printer = _Printer(program)
    value, arrays = printer.text(program.result), printer.arrays
    checks = arrays.checks()
    head = "".join(f"#include <{name}.h>\n" for name in ("math", "stddef", *arrays.headers()))
    helpers = [SOURCES[key] for key in SOURCES if key in printer.helpers]
    lines = [*checks, *arrays.allocated(), *printer.lines, *arrays.returned(value)]
    body = "\n".join(f"    {line}" for line in lines)
    function = f"{comment}double {program.name}({printer.arrays.parameters()})\n{{\n{body}\n}}\n"
    return "\n".join([head, *helpers, function])


@final
class _Printer:
    """Turns nodes into expressions; `lines` has the loops of the sums before them."""

    def __init__(self, program: Program) -> None:
        self._names = Names((*_WORDS, *SOURCES, program.name))
        self.arrays = CArrays(program, self._names)
        self.helpers = self.arrays.helpers
        self._sums: dict[Node, str] = {}
        self.lines: list[str] = []

    def text(self, node: Node) -> str:  # noqa: C901 - one case a kind of node
        """Return an expression, in brackets unless it is a name or a call."""
        match node:
            case Constant():
                return number(node)
            case Scalar():
                return self.arrays.arguments[node.argument]
            case Size():
                return f"(double){self.arrays.sizes[node.argument.sizes[node.position]]}"
            case Lookup():
                return self.arrays.lookup(node)
            case Apply():
                return self._apply(node)
            case Total(body, over):
                terms = body.args if isinstance(body, Apply) and body.op is Op.ADD else (body,)
                return self._sum(node, over, *(partial(self.text, term) for term in terms))
            case LogSum(weight, inner, over):
                return self._sum(node, over, lambda: self._weighted_log(weight, inner))
            case Divergence(x, y, _, over):
                return self._sum(node, over, lambda: self._bregman(x, y))
            case PowerRate(powers):
                self.helpers.add("power_rate")
                return f"power_rate(&{self._powers(powers)}, {bare(self.text(powers.exponent))})"
            case LogPowerMean(powers):
                self.helpers.add("log_power_mean")
                text = bare(self.text(powers.exponent))
                return f"log_power_mean(&{self._powers(powers)}, {text})"
        msg = f"the C printer has no rule for {type(node).__name__}"
        raise BadInput(msg)

    def _apply(self, node: Apply) -> str:  # noqa: C901 - one case a kind of operation
        if node.op is Op.XLOGY:
            return self._weighted_log(*node.args)
        if node.op is Op.WEIGHTED:
            return self._call("weighted", *node.args)
        roots, laws = difference_of_roots(node), difference_of_laws(node)
        if roots:
            return self.text(roots)
        if laws:
            return self.arrays.difference(*laws)
        parts = list(map(self.text, node.args))
        match node.op:
            case Op.DELTA:
                return self._call("delta", *node.args)
            case Op.ADD:
                return f"({added(parts)})"
            case op if op in _BETWEEN:
                return f"({_BETWEEN[op].join(parts)})"
            case Op.NEGATIVE:
                return f"(-{parts[0]})"
            case Op.POWER if node.args[1] == Constant(S(2)):
                self.helpers.add("square")
                return f"square({bare(parts[0])})"
            case Op.POWER:
                return f"pow({bare(parts[0])}, {bare(parts[1])})"
            case op if op in _CALLS:
                return f"{_CALLS[op]}({bare(parts[0])})"
        msg = f"the C printer has no rule for {node.op}"
        raise BadInput(msg)

    def _call(self, helper: str, *nodes: Node) -> str:
        self.helpers.add(helper)
        return f"{helper}({', '.join(bare(self.text(node)) for node in nodes)})"

    def _bregman(self, x: Node, y: Node) -> str:
        self.helpers.add("bregman")
        parts = [bare(self.text(node)) for node in (x, y, difference(x, y))]
        names = [self.arrays.named(text, name) for text, name in zip(parts, "xyd", strict=True)]
        return f"bregman({', '.join(names)})"

    def _weighted_log(self, weight: Node, inner: Node) -> str:
        self.helpers.add("xlogy")
        above, below = (list(map(self.text, part)) for part in fraction(inner))
        quotient = " * ".join(above or ["1.0"]) + "".join(f" / {part}" for part in below)
        return f"xlogy({bare(self.text(weight))}, {quotient})"

    def _powers(self, node: PowerSum) -> str:
        """Write the loop that adds up powers, and return the name of what they come to."""
        self.helpers |= {"struct sum", "power_sums"}
        if node in self._sums:
            return self._sums[node]
        name = self._names.new("powers")
        if node.other is not None:
            self.helpers |= {"bregman", "beyond_tangent"}
            d = difference(node.weight, node.other)
            kind, parts = "add_power_of_two", [node.weight, node.other, d, node.order]
        elif node.base == node.weight:
            kind, parts = "add_power_of_law", [node.weight, node.order]
        else:
            msg = "the C printer has no rule for powers that are not of probabilities"
            raise BadInput(msg)
        first = f"struct power_sums {name} = no_powers;"
        self.helpers.add(kind)
        add = lambda: [f"{kind}(&{name}, {self._list(parts)});"]  # noqa: E731
        return self._looped(node, node.over, name, [first], add)

    def _list(self, nodes: list[Node]) -> str:
        return ", ".join(bare(self.text(node)) for node in nodes)

    def _sum(self, node: Node, over: Axes, *body: Callable[[], str]) -> str:
        """Write the loop of a sum, and return the name of the sum."""
        if node in self._sums:
            return f"total({self._sums[node]})"
        name = self._names.new("sum")
        self.helpers.add("struct sum")
        self._looped(
            node,
            over,
            name,
            [f"struct sum {name} = {{0.0, 0.0}};"],
            lambda: self._adding(name, body),
        )
        return f"total({name})"

    def _adding(self, name: str, terms: tuple[Callable[[], str], ...]) -> list[str]:
        return [f"add(&{name}, {bare(term())});" for term in terms]

    def _looped(
        self, node: Node, over: Axes, name: str, first: list[str], body: Callable[[], list[str]]
    ) -> str:
        """Write a loop over letters, and return the name of what it makes."""
        self._sums[node], arrays = name, self.arrays
        for axis in over:
            arrays.letters.setdefault(axis, self._names.new(str(axis.letter)))
        bounds = [(arrays.letters[axis], _low(axis), arrays.sizes[axis.count]) for axis in over]
        outer, self.lines = self.lines, []
        known, last = dict(arrays.entries), body()
        named = [f"double {n} = {bare(t)};" for t, n in arrays.entries.items() if t not in known]
        for text in arrays.entries.keys() - known.keys():
            self._names.free(arrays.entries[text])
        inner, self.lines, arrays.entries = [*named, *self.lines, *last], outer, known
        self.lines += [*first, *arrays.loops(bounds, inner)]
        return name


def _low(axis: Axis) -> str:
    if axis.low != 0:
        msg = f"the C printer has no rule for letters from {axis.low} on"
        raise BadInput(msg)
    return "0"
