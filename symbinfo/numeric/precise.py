"""Small entropies and cross-entropies in plain floats, between fast and careful values.

Such a value is a sum of terms -x log y >= 0, without cancellation. What the fast way loses is the
excess of the sum of a law over 1, which is added to it: one letter has nearly all of a law, and
where 1 is taken from that letter first, the excess has its digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.finish import finish
from symbinfo.numeric.kernels import kernel
from symbinfo.numeric.middle import LEAST, SQUARE
from symbinfo.numeric.passes import Pass, compiled
from symbinfo.numeric.program import Apply, Given, LogSum, Lookup, Op

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Program

    Block = dict[Argument, Any]


@final
class Precise:
    """Values of rows; made for programs that `precise_of` knows."""

    def __init__(self, program: Program) -> None:
        self._pass = Pass(program, kernel(program, scratch=False, guarded=True))
        self._finish = compiled(finish(program, literal=False).text, "finish")

    def values(self, arrays: Block) -> Array:
        """Return the values of rows, NaN for those that have to be computed carefully."""
        laws = list(arrays.values())
        sums = self._pass.run(laws, None, check=False).sums
        excess = [_excess(law) for law in laws]
        value = np.array(self._finish(*sums, *excess), dtype=np.float64)
        fits = (value >= LEAST) & (value < np.inf)
        for d in excess:
            fits &= (d * d <= SQUARE * value) & (np.abs(d) <= value)
        return np.where(fits, value, np.nan)

    def row(self, *rows: Array) -> float | None:
        """Return the value of one row of each law, or None."""
        arrays = dict(zip(self._pass.arguments, (row[np.newaxis] for row in rows), strict=True))
        value = float(self.values(arrays)[0])
        return None if np.isnan(value) else value


def _excess(law: Array) -> Array:
    """Return what the sums of rows exceed 1 by."""
    flat = law.reshape(len(law), -1).copy()
    flat[np.arange(len(flat)), flat.argmax(axis=1)] -= 1.0
    result: Array = np.add.reduce(flat, axis=1)
    return result


def precise_of(program: Program) -> Precise | None:
    """Return the precise way of an entropy or a cross-entropy, which other programs have not."""
    match program.result:
        case Apply(Op.NEGATIVE, (LogSum(Lookup(Given(p)), Lookup(Given(q))),)):
            return Precise(program) if p.is_law and q.is_law else None
    return None
