"""Kernels: the sums of a program over one tile, as text of NumPy calls that write to scratch.

A tile is a block of rows with all letters, or of a part of the letters. A kernel finds the
plain sums over the letters, from which `finish` makes the values of the rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Given,
    LogSum,
    Lookup,
    Node,
    Op,
    Program,
)
from symbinfo.numeric.tiles import ONE, axes_of, halves, sums_of, terms_of

if TYPE_CHECKING:
    from symbinfo.numeric.axes import Axes
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.tiles import Sum

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


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """The text of a kernel, what its arguments are, and how many scratch tiles it needs.

    A kernel that writes takes arrays for its sums; others return them.

    `logged` has the arguments in which a negative entry gives NaN where those of the other
    arguments are not negative, because the kernel takes a logarithm.
    """

    text: str
    lines: list[str]
    results: list[str]
    leaves: tuple[Node, ...]
    scratch: int
    writes: bool
    logged: frozenset[Argument]


def kernel(
    program: Program, *, scratch: bool, guarded: bool = False, corrected: bool = False
) -> Kernel:
    """Return the kernel of a program.

    With `scratch` each step writes to a tile that is passed in, and each sum to an array; else
    the kernel returns the sums. The guarded kernel knows that 0 log 0 = 0; the other gives NaN or
    an infinity there, and costs nothing where there is no 0.
    """
    sums = sums_of(program)
    paired = not guarded and not corrected
    terms = [t for one in sums for t in terms_of(one, corrected=corrected, paired=paired)]
    emitter = _Emitter(terms, axes_of(sums[0]), scratch=scratch, guarded=guarded)
    results = [f"r{i}" for i in range(len(terms))]
    for term, result in reversed(list(zip(terms, results, strict=True))):
        emitter.fold(*term, result)
    tiles = [f"t{i}" for i in range(emitter.tiles)]
    outs = results if scratch else []
    names = ", ".join([*emitter.leaves.values(), *tiles, *outs, "fold", "fold_product"])
    last = [] if scratch else [f"return {', '.join(results)},"]
    source = "\n    ".join([f"def kernel({names}):", *emitter.lines, *last]) + "\n"
    return Kernel(
        text=source,
        lines=emitter.lines,
        results=results,
        leaves=tuple(emitter.leaves),
        scratch=emitter.tiles,
        writes=scratch,
        logged=_logged(sums, paired=paired),
    )


def _logged(sums: tuple[Sum, ...], *, paired: bool) -> frozenset[Argument]:
    found: set[Argument] = set()
    pairs = {(one.x, one.y) for one in sums if isinstance(one, Divergence)}
    for one in sums:
        match one:
            case LogSum(_, Lookup(Given(argument), _)):
                found.add(argument)
            case Divergence(Lookup(Given(above)), Lookup(Given(below))) if above is not below:
                found.add(below)
            case Divergence(_, mean) if paired:
                both = halves(mean)
                if both and all((x, mean) in pairs for x in both):
                    found.add(both[1].array.argument)  # type: ignore[union-attr]
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
            for child in _step_of(node)[1]:
                self._count(child)

    def fold(self, weight: Node, body: Node, result: str) -> None:
        """Write the sum of a weight times a body."""
        inner = self._read(body, used=False)
        if weight == ONE:
            self._used(body)
            self._sum(result, "fold", inner)
            return
        outer = self._read(weight, used=False)
        if self._guarded:
            inner = f"np.where(np.equal({outer}, 0.0), 0.0, {inner})"
        self._used(body)
        out = self._target()
        self._sum(result, "fold_product", f"{outer}, {inner}, {out}")
        self._release(out)
        self._used(weight)

    def _sum(self, result: str, call: str, inside: str) -> None:
        line = f"{call}({inside}, {result})" if self._scratch else f"{result} = {call}({inside})"
        self.lines.append(line)

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
        names = [self._read(arg, used=False) for arg in _step_of(node)[1]]
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
        ufunc, args = _step_of(node)
        for arg in args[:2]:
            self._used(arg)
        out = self._scratch and node.axes == self._over
        name = self._target() if out else f"s{len(self.lines)}"
        divisor = args[-1]
        if node.op is Op.DIVIDE and isinstance(divisor, Constant) and _power_of_two(divisor):
            ufunc, names = "multiply", [names[0], repr(1 / float(divisor.value))]
        self._step(name, ufunc, names[:2], out=out)
        for other in names[2:]:
            self._step(name, ufunc, [name, other], out=out)
        for arg in args[2:]:
            self._used(arg)
        return name

    def _step(self, name: str, ufunc: str, operands: list[str], *, out: bool) -> None:
        inside = ", ".join(operands)
        line = f"np.{ufunc}({inside}, {name})" if out else f"{name} = np.{ufunc}({inside})"
        self.lines.append(line)


def _step_of(node: Apply) -> tuple[str, tuple[Node, ...]]:
    """Return the function that computes a node, and its operands: a + (-b) is one subtraction."""
    match node:
        case Apply(Op.ADD, (first, Apply(Op.NEGATIVE, (second,)))):
            return "subtract", (first, second)
        case Apply(Op.ADD, (Apply(Op.NEGATIVE, (second,)), first)):
            return "subtract", (first, second)
    return _UFUNCS.get(node.op, ""), node.args


def _guarded_text(op: Op, first: str, second: str) -> str:
    if op is Op.DELTA:
        return f"np.equal({first}, {second}).astype(float)"
    inner = f"np.log({second})" if op is Op.XLOGY else second
    return f"np.where(np.equal({first}, 0.0), 0.0, np.multiply({first}, {inner}))"


def _power_of_two(node: Constant) -> bool:
    value = node.value
    return bool(value.is_Integer and value > 0 and int(value).bit_count() == 1)
