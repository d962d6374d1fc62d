"""The C printer: a program as one readable function in C99, for one distribution or table."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.errors import BadInput
from symbinfo.numeric.axes import Axis
from symbinfo.numeric.c_helpers import SOURCES
from symbinfo.numeric.names import Names, identifier
from symbinfo.numeric.numbers import number
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Excess,
    Given,
    LogPowerSum,
    LogSum,
    Lookup,
    Marginal,
    Node,
    Op,
    PowerSum,
    Program,
    Scalar,
    Size,
    Total,
)
from symbinfo.numeric.source import fraction

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.axes import Axes

_CALLS = {Op.LOG: "log", Op.EXP: "exp", Op.EXPM1: "expm1", Op.ABS: "fabs", Op.SQRT: "sqrt"}
_BETWEEN = {Op.ADD: " + ", Op.MULTIPLY: " * ", Op.DIVIDE: " / "}
_WORDS = ("log", "exp", "pow", "free", "calloc", "double", "int", "static", "return", "for")


def c_source(program: Program, comment: str) -> str:
    """Return C99 code that defines the function of a program.

    The function returns NAN where an argument is no distribution.
    """
    printer = _Printer(program)
    value, checks = printer.text(program.result), printer.checks()
    head = "".join(f"#include <{name}.h>\n" for name in ("math", "stddef", *printer.headers()))
    helpers = [SOURCES[key] for key in SOURCES if key in printer.helpers]
    lines = [*checks, *printer.allocated(), *printer.lines, *printer.returned(value)]
    body = "\n".join(f"    {line}" for line in lines)
    function = f"{comment}double {program.name}({printer.parameters()})\n{{\n{body}\n}}\n"
    return "\n".join([head, *helpers, function])


@final
class _Printer:
    """Turns nodes into expressions; `lines` has the loops of the sums before them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        names = Names((*_WORDS, *SOURCES, program.name))
        self._names = names
        self._arguments = {a: names.new(a.code) for a in program.arguments}
        sizes = dict.fromkeys(size for a in program.arguments for size in a.sizes)
        self._sizes = {size: names.new(_size_name(size)) for size in sizes}
        self._letters: dict[Axis, str] = {}
        self._marginals: dict[Marginal, str] = {}
        self._sums: dict[Node, str] = {}
        self.lines: list[str] = []
        self.helpers: set[str] = set()

    def parameters(self) -> str:
        """Return the parameters: arrays, then numbers, then sizes."""
        arrays = [f"const double *{name}" for a, name in self._arguments.items() if a.sizes]
        numbers = [f"double {name}" for a, name in self._arguments.items() if not a.sizes]
        return ", ".join([*arrays, *(f"size_t {name}" for name in self._sizes.values()), *numbers])

    def headers(self) -> tuple[str, ...]:
        """Return the headers beside those of mathematics and sizes."""
        return ("stdlib",) if self._marginals else ()

    def checks(self) -> list[str]:
        """Return the lines that refuse what is no distribution."""
        laws = [a for a in self._program.arguments if a.is_law]
        if not laws:
            return []
        self.helpers.add("is_distribution")
        tests = [f"is_distribution({self._arguments[a]}, {self._count(a.sizes)})" for a in laws]
        both = tests[0] if len(tests) == 1 else f"({' && '.join(tests)})"
        return [f"if (!{both})", "    return NAN;"]

    def _count(self, sizes: tuple[Expr, ...]) -> str:
        return " * ".join(self._sizes[size] for size in sizes)

    def allocated(self) -> list[str]:
        """Return the lines that make room for marginals, and fill it."""
        lines = [
            f"double *{name} = calloc({self._count(_kept(m))}, sizeof *{name});"
            for m, name in self._marginals.items()
        ]
        names = list(self._marginals.values())
        if names:
            missing = " || ".join(f"{name} == NULL" for name in names)
            freed = [f"    free({name});" for name in names]
            lines += [f"if ({missing}) {{", *freed, "    return NAN;", "}"]
        return lines + [line for m in self._marginals for line in self._filled(m)]

    def _filled(self, array: Marginal) -> list[str]:
        sizes = array.argument.sizes
        letters = [f"i{k}" for k in range(len(sizes))]
        pairs = list(zip(letters, sizes, strict=True))
        kept = [pairs[k] for k in array.keep]
        add = f"{self._marginals[array]}[{self._index(kept)}] += "
        body = f"{add}{self._arguments[array.argument]}[{self._index(pairs)}];"
        return self._loops([(letter, "0", self._sizes[size]) for letter, size in pairs], [body])

    def _index(self, pairs: list[tuple[str, Expr]]) -> str:
        text = pairs[0][0]
        for letter, size in pairs[1:]:
            left = f"({text})" if " " in text else text
            text = f"{left} * {self._sizes[size]} + {letter}"
        return text

    def _loops(self, bounds: list[tuple[str, str, str]], body: list[str]) -> list[str]:
        lines = body
        for letter, low, end in reversed(bounds):
            head = f"for (size_t {letter} = {low}; {letter} < {end}; {letter}++)"
            single = len(lines) == 1
            inside = [f"    {line}" for line in lines]
            lines = [head, *inside] if single else [head + " {", *inside, "}"]
        return lines

    def returned(self, value: str) -> list[str]:
        """Return the last lines."""
        names = self._marginals.values()
        if not names:
            return [f"return {_bare(value)};"]
        freed = [f"free({name});" for name in names]
        return [f"double value = {_bare(value)};", *freed, "return value;"]

    def text(self, node: Node) -> str:  # noqa: C901 - one case a kind of node
        """Return an expression, in brackets unless it is a name or a call."""
        match node:
            case Constant():
                return _number(node)
            case Scalar():
                return self._arguments[node.argument]
            case Size():
                return f"(double){self._sizes[node.argument.sizes[node.position]]}"
            case Lookup():
                return self._lookup(node)
            case Apply():
                return self._apply(node)
            case Total(body, over):
                return self._sum(node, over, lambda: self.text(body))
            case LogSum(weight, inner, over):
                return self._sum(node, over, lambda: self._weighted_log(weight, inner))
            case Divergence(x, y, _, over):
                return self._sum(node, over, lambda: self._call("bregman", x, y))
            case Excess(powers):
                return self._sum(node, powers.over, lambda: self._excess(powers))
            case LogPowerSum(powers):
                excess, whole = self.text(Excess(powers)), self.text(powers)
                return f"(fabs({excess}) < 0.5 ? log1p({excess}) : log({whole}))"
            case PowerSum(weight, base, exponent, over):
                power = Apply(Op.POWER, (base, exponent))
                return self._sum(node, over, lambda: self._call("weighted", weight, power))
        msg = f"the C printer has no rule for {type(node).__name__}"
        raise BadInput(msg)

    def _lookup(self, node: Lookup) -> str:
        array, places = node.array, node.places
        if not isinstance(array, Given | Marginal) or not all(isinstance(p, Axis) for p in places):
            msg = "the C printer has no rule for explicit tables"
            raise BadInput(msg)
        letters = [self._letters[p] for p in places if isinstance(p, Axis)]
        if isinstance(array, Given):
            name, sizes = self._arguments[array.argument], array.argument.sizes
        else:
            if array not in self._marginals:
                self._marginals[array] = self._names.new(array.name.lower())
            name, sizes = self._marginals[array], _kept(array)
        return f"{name}[{self._index(list(zip(letters, sizes, strict=True)))}]"

    def _apply(self, node: Apply) -> str:
        if node.op is Op.XLOGY:
            return self._weighted_log(*node.args)
        if node.op is Op.WEIGHTED:
            return self._call("weighted", *node.args)
        parts = list(map(self.text, node.args))
        match node.op:
            case op if op in _BETWEEN:
                return f"({_BETWEEN[op].join(parts)})"
            case Op.NEGATIVE:
                return f"(-{parts[0]})"
            case Op.POWER:
                return f"pow({_bare(parts[0])}, {_bare(parts[1])})"
            case op if op in _CALLS:
                return f"{_CALLS[op]}({_bare(parts[0])})"
        msg = f"the C printer has no rule for {node.op}"
        raise BadInput(msg)

    def _call(self, helper: str, *nodes: Node) -> str:
        self.helpers.add(helper)
        return f"{helper}({', '.join(_bare(self.text(node)) for node in nodes)})"

    def _weighted_log(self, weight: Node, inner: Node) -> str:
        self.helpers.add("xlogy")
        above, below = (list(map(self.text, part)) for part in fraction(inner))
        quotient = " * ".join(above or ["1.0"]) + "".join(f" / {part}" for part in below)
        return f"xlogy({_bare(self.text(weight))}, {quotient})"

    def _excess(self, node: PowerSum) -> str:
        weight, e = self.text(node.weight), _bare(self.text(node.exponent))
        self.helpers.add("weighted_excess")
        return f"weighted_excess({_bare(weight)}, {_bare(self.text(node.base))}, {e})"

    def _sum(self, node: Node, over: Axes, body: object) -> str:
        """Write the loop of a sum, and return the name of the sum."""
        if node in self._sums:
            return self._sums[node]
        name = self._names.new("sum")
        for axis in over:
            self._letters.setdefault(axis, self._names.new(str(axis.letter)))
        bounds = [(self._letters[axis], _low(axis), self._sizes[axis.count]) for axis in over]
        outer, self.lines = self.lines, []
        term = _bare(body())  # type: ignore[operator]
        inner, self.lines = [*self.lines, f"{name} += {term};"], outer
        self.lines += [f"double {name} = 0.0;", *self._loops(bounds, inner)]
        self._sums[node] = name
        return name


def _low(axis: Axis) -> str:
    if axis.low != 0:
        msg = f"the C printer has no rule for letters from {axis.low} on"
        raise BadInput(msg)
    return "0"


def _kept(array: Marginal) -> tuple[Expr, ...]:
    return tuple(array.argument.sizes[k] for k in array.keep)


def _size_name(size: Expr) -> str:
    name = str(size)
    return name if name.isidentifier() else f"size_{identifier(name)}"


def _bare(text: str) -> str:
    """Return an expression without brackets around all of it."""
    if not (text.startswith("(") and text.endswith(")")) or text.startswith("(double)"):
        return text
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return text[1:-1] if i == len(text) - 1 else text
    return text


def _number(node: Constant) -> str:
    value = number(node)
    if value != value:  # noqa: PLR0124 - NaN is not equal to itself
        return "NAN"
    if value in (float("inf"), -float("inf")):
        return "INFINITY" if value > 0 else "(-INFINITY)"
    return repr(value) if value >= 0 else f"({value!r})"
