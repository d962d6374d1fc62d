"""Running a program of any shape on rows, by its plain source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.careful import Plan
from symbinfo.numeric.mend import mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.laws import LawCheck
    from symbinfo.numeric.program import Program

    Block = dict[Argument, Any]

_WEAK = 0.25  # values below it are computed again, carefully


@final
class GeneralRun:
    """Runs a function of whole arrays, then mends the rows that need more digits."""

    letters = 2**14  # of a block

    def __init__(self, program: Program, function: Callable[..., Any], *, literal: bool) -> None:
        self._function, self._literal = function, literal
        self._plan = Plan(program, normalised=not literal)
        self._plan.weak = max(self._plan.weak, _WEAK)

    def block(self, arrays: Block, check: LawCheck, first: int) -> Array:
        """Return the values of some rows; `first` is the number of the first row."""
        floats = {a: np.asarray(x, dtype=np.float64) for a, x in arrays.items()}
        for a, x in arrays.items():
            if a.is_law:
                check.rows(a, x, first)
        inside = {a: self._normalised(a, x) for a, x in floats.items()}
        rows = max((len(x) for x in floats.values()), default=1)
        value = np.broadcast_to(self._function(*inside.values()), (rows,)) + 0.0
        return mended(value, floats, self._plan, None)

    def _normalised(self, argument: Argument, array: Array) -> Array:
        if not argument.sizes and len(array) == 1:
            return array[0]  # type: ignore[no-any-return]
        if self._literal or not argument.is_law:
            return array
        return array / array.sum(axis=tuple(range(1, array.ndim)), keepdims=True)  # type: ignore[no-any-return]
