"""Programs as loops that Numba compiles."""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import prod
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.backends.difference import difference
from symbinfo.numeric.backends.numba_loops import long_rows, short_rows
from symbinfo.numeric.backends.numba_source import Terms, law_of
from symbinfo.numeric.backends.numba_tiles import LONG, LONG_TABLE
from symbinfo.numeric.call import NumericFunction
from symbinfo.numeric.careful import Plan
from symbinfo.numeric.fields import LetterFunction
from symbinfo.numeric.laws import tolerance
from symbinfo.numeric.mend import Tier, mended
from symbinfo.numeric.middle import LEAST
from symbinfo.numeric.passes import compiled, table_values
from symbinfo.numeric.precise import precise_of
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    LogSum,
    Lookup,
    Marginal,
    Op,
    Scalar,
    Size,
    Table,
)
from symbinfo.numeric.run import PLAIN
from symbinfo.numeric.tiles import Sum, sums_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.laws import LawCheck
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Node, Program

    Block = dict[Argument, Any]
_WEAK = 0.125  # values below it may lack digits, if they are no divergences
_tolerance = lru_cache(tolerance)


def make(program: Program, options: Options) -> NumericFunction | LetterFunction:
    """Return the function of a program, whose first call compiles it, in about two seconds.

    It is the function of the backend "numpy" with other loops. Programs that have no sums over
    the letters of all arrays, and gradients, run as they do there.
    """
    if program.free:
        return LetterFunction(program, options)
    return NumericFunction(program, options, CompiledRun)


@final
class CompiledRun:
    """Runs a program whose sums are all over the letters of a row."""

    letters = 2**22  # of a block

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._program, self._literal = program, literal
        self._terms = Terms(program, literal=literal)
        self._arrays = tuple(self._terms.arrays)
        self._laws = [a for a in self._arrays if a.is_law]
        self._precise = None if literal else precise_of(program)
        weak = PLAIN if self._precise else _WEAK
        self._certain = _certain(program, self._terms, literal=literal, weak=weak)
        self._long_from = LONG_TABLE if any(map(law_of, self._terms.leaves)) else LONG

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self._program, normalised=not self._literal)

    @cached_property
    def _short(self) -> Callable[..., tuple[bool, int]]:
        return _compiled(short_rows(self._terms, self._certain))

    @cached_property
    def _long(self) -> Callable[..., tuple[bool, int]]:
        return _compiled(long_rows(self._terms, self._certain))

    def block(self, arrays: Block, check: LawCheck, first: int) -> Array:
        """Return the values of some rows; `first` is the number of the first row."""
        rows = max(map(len, arrays.values()))
        letters = prod(arrays[self._arrays[0]].shape[1:])
        is_long = letters >= self._long_from
        inputs = _flat([arrays[a] for a in self._arrays])
        inputs += [self._leaf(leaf, arrays, is_long=is_long) for leaf in self._terms.leaves]
        inputs += [self._leaf(leaf, arrays) for leaf in self._terms.last.leaves]
        value, odd = np.empty(rows), np.empty(rows, dtype=np.uint8)
        run, limits = self._long if is_long else self._short, self._limits(arrays, check)
        suspects, count = run(*inputs, letters, self._literal, *limits, value, odd)
        if suspects and not self._literal:
            for a in self._laws:
                check.rows(a, arrays[a], first)
        if count:
            self._mend(value, np.flatnonzero(odd), arrays)
        return value

    def _mend(self, value: Array, places: Any, arrays: Block) -> None:
        """Compute some values again, with more digits."""
        some = {a: x if len(x) == 1 else x[places] for a, x in arrays.items()}
        if self._precise is None:
            value[places] = mended(np.full(places.size, np.nan), some, self._plan)
            return
        found = Tier(self._precise.values, LEAST)
        value[places] = mended(found.values(_floats(some)), some, self._plan, tiers=(found,))

    def _limits(self, arrays: Block, check: LawCheck) -> tuple[float, float]:
        """Return what the sums of laws are between that need no look."""
        if check.normalise != "check":
            return 1e-300, 1e300
        off = 0.99 * min((_tolerance(arrays[a].dtype) for a in self._laws), default=0.0)
        return 1 - off, 1 + off

    def _leaf(self, leaf: Node, arrays: Block, *, is_long: bool = False) -> Any:
        match leaf:
            case Scalar(argument):
                return np.array(arrays[argument], dtype=np.float64).reshape(-1)
            case Size(argument, position):
                return np.array([float(arrays[argument].shape[1 + position])])
            case Lookup(Table() as table, _):
                return table_values(table).reshape(-1)
            case Lookup(Marginal(argument, keep), _):
                sizes = arrays[argument].shape[1:]
                return _sizes(sizes, keep) if is_long else _keys(sizes, keep)
        msg = f"no leaf of a loop: {leaf}"
        raise TypeError(msg)


def _floats(arrays: Block) -> Block:
    return {a: np.asarray(x, dtype=np.float64) for a, x in arrays.items()}


def _certain(program: Program, terms: Terms, *, literal: bool, weak: float) -> str:
    """Return the text of when a value has all its digits.

    That of divergences is right up to the squares of what the sums of the laws exceed 1 by. An
    infinite value is right unless a product may have been out of range.
    """
    sums = sums_of(program)
    tables = any(map(law_of, terms.leaves))
    found = [f"(abs(v) >= {weak})"]
    if not literal and all(map(_is_exact, sums)):
        large = f"(v >= {2.0**54} * (square + {2.0**-102}))"
        found = [large, *(["(v == 0.0)"] if not tables else [])]
    finite = tables or not all(isinstance(one, Divergence | LogSum) for one in sums)
    return f"(({' | '.join(found)}){' & (abs(v) < math.inf)' if finite else ''})"


def _is_exact(one: Sum) -> bool:
    """Whether the differences of two laws have all their digits, so that the sum has."""
    if not isinstance(one, Divergence):
        return False
    match difference(one.x, one.y):
        case Apply(Op.ADD, (Apply(Op.MULTIPLY, pair), Apply(Op.NEGATIVE, (Lookup(),)))):
            return len(pair) == 2 and all(isinstance(law, Lookup) for law in pair)
        case Apply(Op.MULTIPLY, (Constant(), d)) | d:
            return all(isinstance(part, Lookup) for part in _terms_of(d))


def _terms_of(node: Node) -> tuple[Node, ...]:
    """Return the terms of a sum, without their signs."""
    match node:
        case Apply(Op.ADD, args):
            return tuple(part for arg in args for part in _terms_of(arg))
        case Apply(Op.NEGATIVE, (inner,)):
            return _terms_of(inner)
    return (node,)


@lru_cache(maxsize=256)
def _compiled(text: str) -> Callable[..., tuple[bool, int]]:
    """Return the loops of a text, which several options may share."""
    return compiled(text, "run")


def _flat(arrays: list[Any]) -> list[Any]:
    """Return the numbers of rows as Numba reads them: contiguous floats."""
    flat = [np.ascontiguousarray(x, dtype=np.float64).reshape(-1) for x in arrays]
    if not all(x.flags.writeable for x in flat):
        for x in flat:
            x.flags.writeable = False  # so that two types of arrays are compiled, and not more
    return flat


@lru_cache(maxsize=64)
def _keys(sizes: tuple[int, ...], keep: tuple[int, ...]) -> Any:
    """Return for each letter of a table which entry of a marginal it belongs to."""
    kept = np.arange(prod(sizes[i] for i in keep)).reshape([sizes[i] for i in keep])
    order = np.argsort(keep)
    shape = [size if i in keep else 1 for i, size in enumerate(sizes)]
    return np.broadcast_to(kept.transpose(order).reshape(shape), sizes).ravel()


@lru_cache(maxsize=64)
def _sizes(sizes: tuple[int, ...], keep: tuple[int, ...]) -> Any:
    """Return the sizes before, of and after the letters to keep if they are neighbours, or keys."""
    if keep != tuple(range(keep[0], keep[0] + len(keep))):
        return _keys(sizes, keep)
    ends = sizes[: keep[0]], [sizes[i] for i in keep], sizes[keep[-1] + 1 :]
    return np.array([prod(part) for part in ends])
