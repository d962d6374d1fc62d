"""Kernels: the sums of a program over one tile, as text of NumPy calls that write to scratch.

A tile is a block of rows with all letters, or of a part of the letters. A kernel returns the
plain sums over the letters, from which `finish` makes the values of the rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import S

from symbinfo.numeric.numbers import is_number
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
    Table,
    Total,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.numeric.axes import Axes
    from symbinfo.numeric.inputs import Argument

Sum = Total | LogSum | Divergence | Excess | LogPowerSum
_ONE = Constant(S.One)
_UFUNCS = {
    Op.ADD: "add",
    Op.MULTIPLY: "multiply",
    Op.DIVIDE: "divide",
    Op.NEGATIVE: "negative",
    Op.POWER: "power",
    Op.SQRT: "sqrt",
    Op.LOG: "log",
    Op.EXP: "exp",
    Op.EXPM1: "expm1",
    Op.ABS: "absolute",
}


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
    return node.powers.over if isinstance(node, Excess | LogPowerSum) else node.over


def can_tile(program: Program) -> bool:
    """Whether all sums are over the same axes, of arrays that have them in order."""
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
        case Apply() | PowerSum():
            return all(_tiles(child, over) for child in children(node))
        case _:
            return False


def terms_of(node: Sum) -> tuple[tuple[Node, Node], ...]:
    """Return the plain sums that a sum is made of, each as a weight and what it is times."""
    match node:
        case Total(body, _):
            return ((_ONE, body),)
        case LogSum(weight, inner):
            return ((weight, Apply(Op.LOG, (inner,))),)
        case Divergence(x, y, ratio):
            quotient = Apply(Op.DIVIDE, (x, y)) if y.axes else ratio
            return ((x, Apply(Op.LOG, (quotient,))),)
        case Excess(powers):
            return (_power(powers, Op.EXPM1), (_ONE, powers.weight))
        case LogPowerSum(powers):
            return (_power(powers, Op.EXPM1), (_ONE, powers.weight), _power(powers, Op.EXP))


def _power(node: PowerSum, op: Op) -> tuple[Node, Node]:
    logs = Apply(Op.MULTIPLY, (node.exponent, Apply(Op.LOG, (node.base,))))
    return node.weight, Apply(op, (logs,))


@final
@dataclass(frozen=True, slots=True)
class Kernel:
    """The text of a kernel, what its arguments are, and how many scratch tiles it needs.

    `logged` has the arguments whose entries it takes the logarithm of: a negative one gives NaN,
    where those of the other arguments are not negative.
    """

    text: str
    lines: list[str]
    results: list[str]
    leaves: tuple[Node, ...]
    scratch: int
    logged: frozenset[Argument]


def kernel(program: Program, *, scratch: bool, guarded: bool) -> Kernel:
    """Return the kernel of a program.

    With `scratch` each step writes to a tile that is passed in. The guarded kernel knows that
    0 log 0 = 0; the other gives NaN or an infinity there, and costs nothing where there is no 0.
    """
    terms = [term for one in sums_of(program) for term in terms_of(one)]
    emitter = _Emitter(terms, axes_of(sums_of(program)[0]), scratch=scratch, guarded=guarded)
    results = [emitter.fold(*term) for term in terms]
    tiles = [f"t{i}" for i in range(emitter.tiles)]
    names = ", ".join([*emitter.leaves.values(), *tiles, "fold", "fold_product"])
    lines = [f"def kernel({names}):", *emitter.lines, f"return {', '.join(results)},"]
    leaves, logged = tuple(emitter.leaves), _logged(terms)
    source = "\n    ".join(lines) + "\n"
    return Kernel(source, emitter.lines, results, leaves, emitter.tiles, logged)


def _logged(terms: list[tuple[Node, Node]]) -> frozenset[Argument]:
    found: set[Argument] = set()
    for _, body in terms:
        match body:
            case Apply(Op.LOG, (Lookup(Given(argument), _),)):
                found.add(argument)
            case Apply(Op.LOG, (Apply(Op.DIVIDE, (Lookup(Given(above)), Lookup(Given(below)))),)):
                found |= {below} if above is not below else set()
    return frozenset(found)


@final
class _Emitter:
    """Writes one line for each operation; a scratch tile is used again once it is read."""

    def __init__(
        self, terms: list[tuple[Node, Node]], over: Axes, *, scratch: bool, guarded: bool
    ) -> None:
        self.lines: list[str] = []
        self.leaves: dict[Node, str] = {}
        self.tiles = 0
        self._over, self._scratch, self._guarded = over, scratch, guarded
        self._names: dict[Node, str] = {}
        self._free: list[str] = []
        self._uses: Counter[Node] = Counter()
        for weight, body in terms:
            self._count(weight)
            self._count(body)

    def _count(self, node: Node) -> None:
        self._uses[node] += 1
        if self._uses[node] == 1 and isinstance(node, Apply):
            for child in node.args:
                self._count(child)

    def fold(self, weight: Node, body: Node) -> str:
        """Write the sum of a weight times a body, and return its name."""
        result = f"r{len(self.lines)}"
        inner = self._read(body, used=False)
        if weight == _ONE:
            self._used(body)
            self.lines.append(f"{result} = fold({inner})")
            return result
        outer = self._read(weight, used=False)
        if self._guarded:
            inner = f"np.where(np.equal({outer}, 0.0), 0.0, {inner})"
        self._used(body)
        out = self._target()
        self.lines.append(f"{result} = fold_product({outer}, {inner}, {out})")
        self._release(out)
        self._used(weight)
        return result

    def _read(self, node: Node, *, used: bool = True) -> str:
        """Return the name of a node, after the lines that make it."""
        if isinstance(node, Constant):
            return repr(float(node.value)) if node.value.is_finite else "np.inf"
        if not isinstance(node, Apply):
            return self.leaves.setdefault(node, f"x{len(self.leaves)}")
        if node not in self._names:
            self._names[node] = self._make(node)
        name = self._names[node]
        if used:
            self._used(node)
        return name

    def _used(self, node: Node) -> None:
        self._uses[node] -= 1
        if isinstance(node, Apply) and not self._uses[node]:
            self._release(self._names[node])

    def _release(self, name: str) -> None:
        if name.startswith("t") and name not in self._free:
            self._free.append(name)

    def _target(self) -> str:
        if not self._scratch:
            return "None"
        if self._free:
            return self._free.pop()
        self.tiles += 1
        return f"t{self.tiles - 1}"

    def _make(self, node: Apply) -> str:
        names = [self._read(arg, used=False) for arg in node.args]
        if node.op in (Op.WEIGHTED, Op.XLOGY, Op.DELTA):
            self.lines.append(f"s{len(self.lines)} = {_guarded_text(node.op, *names)}")
            for arg in node.args:
                self._used(arg)
            return self.lines[-1].split(" ", 1)[0]
        return self._chained(node, names)

    def _chained(self, node: Apply, names: list[str]) -> str:
        """Write an operation; its target may be a tile that the first step reads for the last time.

        Operands of later steps are still to be read when the first step writes.
        """
        for arg in node.args[:2]:
            self._used(arg)
        out = self._scratch and node.axes == self._over
        name = self._target() if out else f"s{len(self.lines)}"
        ufunc, divisor = _UFUNCS[node.op], node.args[-1]
        if node.op is Op.DIVIDE and isinstance(divisor, Constant) and _power_of_two(divisor):
            ufunc, names = "multiply", [names[0], repr(1 / float(divisor.value))]
        self._step(name, ufunc, names[:2], out=out)
        for other in names[2:]:
            self._step(name, ufunc, [name, other], out=out)
        for arg in node.args[2:]:
            self._used(arg)
        return name

    def _step(self, name: str, ufunc: str, operands: list[str], *, out: bool) -> None:
        inside = ", ".join(operands)
        line = f"np.{ufunc}({inside}, {name})" if out else f"{name} = np.{ufunc}({inside})"
        self.lines.append(line)


def _guarded_text(op: Op, first: str, second: str) -> str:
    if op is Op.DELTA:
        return f"np.equal({first}, {second}).astype(float)"
    inner = f"np.log({second})" if op is Op.XLOGY else second
    return f"np.where(np.equal({first}, 0.0), 0.0, np.multiply({first}, {inner}))"


def _power_of_two(node: Constant) -> bool:
    value = node.value
    return bool(value.is_Integer and value > 0 and int(value).bit_count() == 1)
