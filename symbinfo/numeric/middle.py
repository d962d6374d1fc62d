"""Divergences in plain floats without cancellation, for rows between fast and careful ones.

A divergence is the sum of g = x log(x/y) - x + y >= 0, each g from the difference d = y - x. If
the laws sum to 1 + d_i with tiny d_i, the sum of g over 1 + d_i is that of the laws over their
sums, up to second order; so what the terms -x + y add needs no sum of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import S

from symbinfo.numeric.backends.arrays import PHI
from symbinfo.numeric.double import split
from symbinfo.numeric.finish import finish, is_mean
from symbinfo.numeric.kernels import Kernel
from symbinfo.numeric.passes import Pass, compiled
from symbinfo.numeric.program import Apply, Constant, Divergence, Given, Lookup, Marginal, Op
from symbinfo.numeric.tiles import Sum, sums_of

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Node, Program

    Block = dict[Argument, Any]
LEAST = 2.0**-48  # the least value that this has the digits of
_CLOSE = 1 / 9  # the largest s**2, where s = d / (x + y), that the series is for
_SERIES = [-2 * coefficient for coefficient in PHI]
_TILE = 8192  # letters; arrays in between are small enough to be taken from memory in use
_TWO = Constant(S(2))
SQUARE = 2.0**-55  # of a value: squares of excesses of sums over 1 that do not matter
_HEAD = "from symbinfo.numeric.middle import product_difference, terms"


@final
class Middle:
    """Values of rows by the terms g; made for programs that `kernel_of` has a kernel for."""

    def __init__(self, program: Program, kernel: Kernel) -> None:
        self._pass = Pass(program, kernel, _TILE)
        self._kernel = compiled(kernel.text, "kernel")
        self._order = [program.arguments.index(x.array.argument) for x in kernel.leaves]  # type: ignore[union-attr]
        last = finish(program, literal=False, exact=True)
        self._finish = compiled(last.text, "finish")
        sums = (one for one in sums_of(program) if isinstance(one, Divergence))
        laws = [a for a in program.arguments if a.is_law]
        self._none = [0.0] * len(laws)
        self._laws = [laws.index(one.x.array.argument) for one in sums]  # type: ignore[union-attr]

    def values(self, arrays: Block) -> Array:
        """Return the values of rows, NaN for those that have to be computed carefully."""
        sums, totals, _ = self._pass.run(list(arrays.values()), None, check=True)
        excess = [total - 1.0 for total in totals]
        value = np.array(self._value(sums, excess), dtype=np.float64)
        fits = (value >= LEAST) & (value < np.inf)
        for d in excess:
            fits &= d * d <= SQUARE * value
        return np.where(fits, value, np.nan)

    def row(self, *rows: Array) -> float | None:
        """Return the value of one row of each law, or None."""
        excess = [float(np.add.reduce(row)) - 1.0 for row in rows]
        sums = self._kernel(*(rows[i] for i in self._order), np.add.reduce, None)
        value = float(self._value(sums, excess))
        fits = value >= LEAST and all(d * d <= SQUARE * value for d in excess)
        return value if fits else None

    def _value(self, sums: Any, excess: Any) -> Any:
        scaled = [r - r * excess[i] for r, i in zip(sums, self._laws, strict=True)]
        return self._finish(*scaled, *self._none)


def middle_of(program: Program) -> Middle | None:
    """Return the middle way of a program, if it has one."""
    kernel = _kernel(program)
    return Middle(program, kernel) if kernel else None


def _kernel(program: Program) -> Kernel | None:
    sums = sums_of(program)
    if not _adds(program.result):
        return None
    leaves: dict[Node, str] = {}
    lines: list[str] = []
    for i, one in enumerate(sums):
        operands = _operands(one, program.result, leaves)
        if operands is None:
            return None
        lines.append(f"r{i} = fold(terms({operands}))")
    names = [f"r{i}" for i in range(len(sums))]
    head = f"def kernel({', '.join([*leaves.values(), 'fold', 'fold_product'])}):"
    text = "\n    ".join([head, *lines, f"return {', '.join(names)},"])
    text = f"{_HEAD}\n\n{text}\n"
    return Kernel(
        text=text,
        lines=lines,
        results=names,
        leaves=tuple(leaves),
        scratch=0,
        writes=False,
        logged=frozenset(),
    )


def _adds(node: Node) -> bool:
    """Whether a node is a sum of divergences, over numbers that are positive."""
    match node:
        case Divergence():
            return True
        case Apply(Op.ADD, args):
            return all(map(_adds, args))
        case Apply(Op.DIVIDE, (first, Constant(number))):
            return _adds(first) and bool(number > 0)
    return False


def _operands(one: Sum, result: Node, leaves: dict[Node, str]) -> str | None:
    """Return x, y, and y - x as text, the last with all its digits."""
    if not isinstance(one, Divergence) or not isinstance(one.x, Lookup):
        return None
    law = one.x.array.argument if isinstance(one.x.array, Given) else None
    if law is None or not law.is_law:
        return None

    def name(node: Node) -> str:
        return leaves.setdefault(node, f"x{len(leaves)}")

    x = name(one.x)
    match one.y:
        case Lookup(Given(other)) as y if other.is_law:
            return f"{x}, {name(y)}, {name(y)} - {x}"
        case Apply(Op.MULTIPLY, (left, right)) if _are_marginals((left, right), law):
            a, b = name(left), name(right)
            return f"{x}, {a} * {b}, product_difference({a}, {b}, {x})"
        case Apply(Op.DIVIDE, (Apply(Op.ADD, (first, second)), two)) if is_mean(result, one.y):
            mate = second if first == one.x else first
            if two == _TWO and _is_law(mate):
                return f"{x}, ({x} + {name(mate)}) * 0.5, ({name(mate)} - {x}) * 0.5"
    return None


def _is_law(node: Node) -> bool:
    return isinstance(node, Lookup) and isinstance(node.array, Given) and node.array.argument.is_law


def _are_marginals(nodes: tuple[Node, ...], law: Argument) -> bool:
    """Whether the nodes are marginals of a law that have each of its variables once, in order."""
    kept: list[int] = []
    for node in nodes:
        if not (isinstance(node, Lookup) and isinstance(node.array, Marginal)):
            return False
        if node.array.argument != law:
            return False
        kept += node.array.keep
    return kept == list(range(len(law.sizes)))


def product_difference(a: Any, b: Any, x: Any) -> Any:
    """Return a b - x, where a b is near x and not rounded first."""
    (above, low), (over, under) = split(a), split(b)
    result = above * over
    result -= x
    rest = above * under
    rest += low * b
    result += rest
    return result


def terms(x: Any, y: Any, d: Any) -> Any:
    """Return x log(x/y) - x + y, where d = y - x."""
    s = np.add(x, y)
    np.divide(d, s, s)
    u = np.multiply(s, s)
    result = np.full_like(u, _SERIES[0])
    for coefficient in _SERIES[1:]:
        result *= u
        result += coefficient
    result *= u
    result *= x
    result += d
    result *= s
    far = np.flatnonzero(~(u <= _CLOSE))
    if far.size:
        some = (np.broadcast_to(part, u.shape).ravel().take(far) for part in (x, y, d))
        result.flat[far] = _far(*some)
    return result


def _far(x: Array, y: Array, d: Array) -> Array:
    return np.where(x == 0, d, x * np.log(x / y) + d)
