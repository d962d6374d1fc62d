"""A kernel on few rows of laws, whose arrays are made as they are needed: small ones are cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from symbinfo.numeric.finish import finish
from symbinfo.numeric.kernels import kernel
from symbinfo.numeric.layouts import rows_first
from symbinfo.numeric.passes import compiled
from symbinfo.numeric.program import Given, Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.program import Program

MOST = 32768  # letters; more are as fast in tiles
NEAR = 2.0**-30  # the largest excess of a sum over 1 that first order is exact for


@final
class Few:
    """Values of few rows of laws on one alphabet; made for programs that `fits_few` is true for."""

    def __init__(self, program: Program, *, literal: bool, corrected: bool = False) -> None:
        made = kernel(program, scratch=False, corrected=corrected)
        last = finish(program, literal=literal, corrected=corrected)
        self.logged = made.logged
        self._kernel = compiled(made.text, "kernel")
        self._finish = compiled(last.text, "finish")
        self._order = [program.arguments.index(leaf.array.argument) for leaf in made.leaves]  # type: ignore[union-attr]
        self._literal = literal

    def values(self, arrays: Sequence[Any]) -> Array | None:
        """Return the values of rows; None where the sum of one of them is not near to 1."""
        layout = rows_first(arrays[0].shape[1:])
        excess: list[Any] = [0.0] * len(arrays)
        if not self._literal:
            excess = [layout.fold(array) - 1.0 for array in arrays]
            if not are_near(excess):
                return None
        leaves = [arrays[i] for i in self._order]
        found: Array = self._finish(
            *self._kernel(*leaves, layout.fold, layout.fold_product), *excess
        )
        return found


def are_near(excess: list[Any]) -> bool:
    """Whether all are small, which is certain if the sum of their squares is."""
    return all(d.dot(d) <= NEAR**2 or (d.min() >= -NEAR and d.max() <= NEAR) for d in excess)


def fits_few(program: Program, *, literal: bool) -> bool:
    """Whether a program is of laws on one alphabet, and its kernel needs nothing else."""
    laws = all(a.is_law and len(a.sizes) == 1 and a.sizes[0].is_Symbol for a in program.arguments)
    if not laws or len({a.sizes for a in program.arguments}) != 1:
        return False
    made, last = kernel(program, scratch=False), finish(program, literal=False)
    given = all(isinstance(x, Lookup) and isinstance(x.array, Given) for x in made.leaves)
    return not last.leaves and (last.shifts or literal) and given
