"""Whether arrays are distributions: what the check says, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument

_ADVICE = (
    'normalise="renormalise" divides by the sums, normalise="literal" takes the numbers as they are'
)


@final
@dataclass(frozen=True, slots=True)
class LawCheck:
    """Checks rows of laws; `batch` is the shape that their numbers belong to."""

    normalise: str
    batch: tuple[int, ...]

    def rows(self, argument: Argument, array: Any, first: int) -> None:
        """Refuse a law with a negative entry or the wrong sum; rows with a NaN pass."""
        if self.normalise == "literal" or not len(array):
            return
        flat = np.asarray(array, dtype=np.float64).reshape(len(array), -1)
        negative = np.flatnonzero((flat < 0).any(axis=1))
        if negative.size:
            row = int(negative[0])
            entry = flat[row][flat[row] < 0][0]
            where = self._where(first + row, "in")
            msg = (
                f"{argument.name} has a negative entry, {entry:.6g}{where}; "
                'normalise="literal" takes the numbers as they are'
            )
            raise BadInput(msg)
        with np.errstate(over="ignore"):
            totals = flat.sum(axis=1)
        self._sums(argument, totals, tolerance(array.dtype), first)

    def _sums(self, argument: Argument, totals: Array, limit: float, first: int) -> None:
        with np.errstate(invalid="ignore"):
            if self.normalise == "check":
                wrong = np.abs(totals - 1) > limit
            else:
                wrong = ~((totals > 0) & (totals < np.inf)) & ~np.isnan(totals)
        if not wrong.any():
            return
        row = int(np.flatnonzero(wrong)[0])
        total, where = float(totals[row]), self._where(first + row, "of")
        if self.normalise == "check":
            msg = (
                f"{argument.name} must sum to 1, but the sum{where} is {total!r} "
                f"(tolerance {limit:.2g}); {_ADVICE}"
            )
        else:
            msg = f"{argument.name} cannot be divided by its sum: the sum{where} is {total!r}"
        raise BadInput(msg)

    def _where(self, row: int, word: str) -> str:
        if not self.batch:
            return ""
        place = np.unravel_index(row, self.batch)
        index = str(int(place[0])) if len(place) == 1 else str(tuple(map(int, place)))
        return f" {word} row {index}"


def tolerance(dtype: Any) -> float:
    """Return how far a sum of probabilities may be from 1: the root of the type's precision.

    It is the tolerance of NumPy's random generators as well: 1.5e-8 for float64.
    """
    kind = dtype if dtype in (np.float16, np.float32) else np.float64
    return float(np.sqrt(np.finfo(kind).eps))
