"""The library that the arrays of a call belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import array_api_compat as compat
import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric.backends.arrays import ArraySpace
from symbinfo.numeric.read import positions, read_array, refuse_masked

if TYPE_CHECKING:
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Program
    from symbinfo.numeric.read import Axis

_SHORT = ("float16", "bfloat16", "float32")


@final
class Library:
    """Reads the values of a call, and gives back results; see `ArraySpace` for what it can do.

    Attributes
    ----------
    space : ArraySpace
        Computes with float64 where there is one, else with float32.
    kinds : dict
        For each argument that is an array, the NumPy type that its numbers were given in.
    """

    def __init__(self, program: Program, values: tuple[object, ...]) -> None:
        self._values = dict(zip(program.arguments, values, strict=True))
        found = [v for v in values if _is_array(v)]
        self._xp = self._namespace(found or [np.zeros(1)])
        self._lazy = any(map(_has_no_numbers, found))
        free = not found or compat.is_dask_array(found[0]) or compat.is_jax_array(found[0])
        device = None if free else compat.device(found[0])
        floats = self._xp.__array_namespace_info__().dtypes(device=device, kind="real floating")
        wide = floats.get("float64", floats["float32"])
        dask = any(map(compat.is_dask_array, found))
        self.space = ArraySpace(self._xp, wide, device, lazy=dask)
        self.kinds: dict[Argument, Any] = {}
        self._types: list[Any] = []

    def _namespace(self, found: list[Any]) -> Any:
        try:
            return compat.array_namespace(*found)
        except TypeError:
            each = (f"{a.name} to {_home(v)}" for a, v in self._values.items() if _is_array(v))
            msg = f"the arrays must belong to one library, got {', '.join(each)}"
            raise BadInput(msg) from None

    def read(self, axis: Axis) -> dict[Argument, Any]:
        """Return arrays of floats whose last axes are the letters."""
        return {a: self._read(a, value, axis) for a, value in self._values.items()}

    def _read(self, argument: Argument, value: Any, axis: Axis) -> Any:
        if not _is_array(value):
            array = read_array(argument, value, axis)
            self.kinds[argument] = array.dtype
            return self.space.array(array.tolist())
        refuse_masked(argument.name, value)
        self._note_type(argument, value)
        array = self._xp.astype(value, self.space.zero.dtype, copy=False)
        count = len(argument.sizes)
        if array.ndim < count:
            axes = "axis is the alphabet" if count == 1 else f"{count} axes are the alphabets"
            msg = f"{argument.name} takes an array whose last {axes}, got the shape {array.shape}"
            raise BadInput(msg)
        places = positions(argument, array.shape, axis) if count else ()
        rest = (i for i in range(array.ndim) if i not in places)
        return self.space.reorder(array, (*rest, *places))

    def _note_type(self, argument: Argument, value: Any) -> None:
        if not self._xp.isdtype(value.dtype, ("real floating", "integral", "bool")):
            msg = f"{argument.name} takes an array of real numbers, got the type {value.dtype}"
            raise BadInput(msg)
        name = str(value.dtype).rpartition(".")[-1]
        short = name in _SHORT
        self.kinds[argument] = np.dtype(
            np.float32 if name == "float32" else np.float16 if short else np.float64
        )
        if argument.sizes:
            self._types.append(value.dtype if short else self.space.zero.dtype)

    def any(self, condition: Any) -> bool:
        """Whether a condition holds anywhere; no, if there are no numbers yet."""
        if self._lazy:
            return False
        try:
            return bool(self._xp.any(condition))
        except (TypeError, RuntimeError):  # what jax and torch.func say while they trace
            return False

    def host(self, array: Any) -> Any:
        """Return an array as a NumPy array."""
        detached = array.detach().cpu() if hasattr(array, "detach") else array
        return np.asarray(detached)

    def shown(self, argument: Argument, array: Any) -> Any:
        """Return what the check of shapes looks at: an array, or numbers as far as known."""
        if argument.sizes:
            return array
        if self._lazy:
            return np.zeros(array.shape)
        return self.host(array)

    def returned(self, value: Any) -> Any:
        """Return the result in the type that the caller may expect."""
        kind = self._xp.result_type(*self._types) if self._types else value.dtype
        return self._xp.astype(value, kind, copy=False)


def _is_array(value: Any) -> bool:
    return compat.is_array_api_obj(value) and not isinstance(value, np.generic)


def _home(value: Any) -> str:
    return type(value).__module__.partition(".")[0]


def _has_no_numbers(value: Any) -> bool:
    """Whether an array stands for numbers that are not computed yet."""
    return bool(compat.is_dask_array(value)) or "Tracer" in type(value).__name__
