"""The rows of batches in blocks: views where memory allows it, copies of one block elsewhere."""

from __future__ import annotations

from math import prod
from typing import Any, final

import numpy as np


@final
class Rows:
    """An array whose batch axes are flattened to rows, a block at a time."""

    def __init__(self, array: Any, axes: int, batch: tuple[int, ...]) -> None:
        """Flatten all but the last axes of an array that broadcasts to a batch."""
        cut = array.ndim - axes
        self.sizes = array.shape[cut:]
        self._batch = batch
        self._one = prod(array.shape[:cut]) == 1
        if self._one:
            self._array = array.reshape(1, *self.sizes)
        elif array.shape[:cut] == batch and (cut == 1 or array.flags.c_contiguous):
            self._array = array.reshape(-1, *self.sizes)
        else:
            self._array = np.broadcast_to(array, (*batch, *self.sizes))
        self._flat = self._one or self._array.ndim == 1 + axes

    def block(self, low: int, high: int) -> Any:
        """Return rows low to high; one row where all are the same."""
        if self._one:
            return self._array
        if self._flat:
            return self._array[low:high]
        return self._array[np.unravel_index(np.arange(low, high), self._batch)]
