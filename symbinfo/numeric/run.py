"""Running a program on rows, tile by tile: fast where that is exact enough, carefully elsewhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.careful import Plan
from symbinfo.numeric.finish import finish
from symbinfo.numeric.mend import is_certain, mended
from symbinfo.numeric.passes import Pass, compiled
from symbinfo.numeric.program import Size
from symbinfo.numeric.tiles import kernel

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.laws import LawCheck
    from symbinfo.numeric.program import Program, Scalar

    Block = dict[Argument, Any]
NEAR = 2.0**-30  # the largest excess of a sum over 1 that first order is exact for


@final
class TiledRun:
    """Runs a program whose sums are all over the letters of a row."""

    letters = 2**19  # of a block, whose tiles are finished together

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._program, self._literal = program, literal
        self._laws = [a for a in program.arguments if a.is_law]
        self._finish = finish(program, literal=literal)
        self._finisher = compiled(self._finish.text, "finish")
        self._fast = Pass(program, kernel(program, scratch=True, guarded=False))

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self._program, normalised=not self._literal)

    @cached_property
    def _guarded(self) -> Pass:
        return Pass(self._program, kernel(self._program, scratch=False, guarded=True))

    @cached_property
    def _only_laws(self) -> Pass:
        return Pass(self._program, None)

    def block(self, arrays: Block, check: LawCheck, first: int) -> Array:
        """Return the values of some rows; `first` is the number of the first row."""
        values = list(arrays.values())
        if self._literal:
            sums = self._fast.run(values, None, check=False).sums
            return self._mended(self._value(arrays, sums, None), arrays)
        each = self._fast if self._finish.shifts else self._only_laws
        sums, totals, least = each.run(values, None, check=True)
        excess = [np.subtract(total, 1.0, out=total) for total in totals]
        near = all(d.min() >= -NEAR and d.max() <= NEAR for d in excess)
        value = self._value(arrays, sums, excess) if near and sums else None
        if value is not None and least >= 0 and is_certain(value, self._plan.weak):
            return value
        if not least >= 0 or value is None or np.isnan(value).any():
            for a in self._laws:
                check.rows(a, arrays[a], first)
        if value is None:
            sums = self._fast.run(values, [d + 1.0 for d in excess], check=False).sums
            value = self._value(arrays, sums, None)
        return self._mended(value, arrays)

    def _value(self, arrays: Block, sums: list[Array], excess: list[Any] | None) -> Array:
        numbers = [_of_rows(leaf, arrays) for leaf in self._finish.leaves]
        value = self._finisher(*sums, *(excess or [0.0] * len(self._laws)), *numbers)
        return np.asarray(value, dtype=np.float64).reshape(-1)

    def _mended(self, value: Array, arrays: Block) -> Array:
        return mended(value, arrays, self._plan, self._again)

    def _again(self, arrays: Block) -> Array:
        """Return values of rows that the fast pass has none for, such as those with zeros."""
        values, totals = list(arrays.values()), None
        if not self._literal:
            totals = self._only_laws.run(values, None, check=True).totals
        sums = self._guarded.run(values, totals, check=False).sums
        return self._value(arrays, sums, None)


def _of_rows(leaf: Scalar | Size, arrays: Block) -> Any:
    array = arrays[leaf.argument]
    return float(array.shape[1 + leaf.position]) if isinstance(leaf, Size) else array
