"""Which backend computes, if the arrays of a call decide it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

_LIBRARIES = ("torch", "jax", "jaxlib", "dask", "cupy", "array_api_strict")


@final
class ByLibrary:
    """A function that NumPy computes, unless it is given arrays of another library."""

    def __init__(self, function: Any, other: Callable[[], Any]) -> None:
        """Take the function for NumPy, and a way to get the one for other libraries."""
        self.numpy, self._other = function, other
        small = getattr(function, "small", None)
        self._row = small.row if small else None
        self._count = len(function.program.arguments)

    def __call__(self, *values: object) -> Any:
        """Return the value, in the library that the arrays belong to."""
        row = self._row
        if row is not None and len(values) == self._count:
            quick = row(*values)
            if quick is not None:
                return quick
        for value in values:
            kind: Any = type(value)
            if _is_foreign(kind):
                return self._other()(*values)
        return self.numpy(*values) if row is None else self.numpy.on_arrays(values)


@lru_cache(maxsize=128)
def _is_foreign(kind: Any) -> bool:
    if issubclass(kind, np.ndarray | np.generic):
        return False
    return kind.__module__.partition(".")[0] in _LIBRARIES
