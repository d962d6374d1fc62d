"""Stand-ins for Python's own functions."""

from __future__ import annotations

import builtins
import functools
from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.code import reductions
from symbinfo.code.array import Array
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE
from symbinfo.code.indexing import Chosen, Index, Indices
from symbinfo.code.loops import Grown, Leaked, Zip, axis_of
from symbinfo.code.number import Num
from symbinfo.code.sizes import axis_with_size, size_of
from symbinfo.code.types import as_float

if TYPE_CHECKING:
    from collections.abc import Callable

Functions = dict[str, Any]


def sum_stand_in(values: Any, start: Any = 0) -> Any:
    """Return what Python's sum returns."""
    if isinstance(values, Array) and (values.flat or len(values.places) == 1):
        return reductions.sum_of(values) + start
    if isinstance(values, Array):
        return reductions.sum_of(values, 0) + start
    return builtins.sum(values, start)


def _len(value: Any) -> Any:
    if isinstance(value, Array):
        return size_of(value, 0)
    if isinstance(value, Chosen):
        msg = "how many places nonzero() gives"
        raise Puzzle(msg)
    return builtins.len(value)


def _range(*ends: Any, axes: Callable[[], Any]) -> Any:
    first = ends[0] if len(ends) == 1 else ends[1] if len(ends) == 2 and ends[0] == 0 else None
    if isinstance(first, Num) and not first.expr.is_Integer:
        setting, known = axes()
        return Indices(setting, axis_with_size(first, known))
    if builtins.any(isinstance(end, Num) for end in ends):
        msg = "range() that does not go through a whole alphabet"
        raise Puzzle(msg)
    return builtins.range(*ends)


def _zip(*parts: Any, **options: Any) -> Any:
    if builtins.any(axis_of(part) for part in parts):
        return Zip(parts)
    return builtins.zip(*parts, **options)  # noqa: B905 - as the user wrote it


def _enumerate(part: Any, start: int = 0) -> Any:
    found = axis_of(part)
    if found is None:
        return builtins.enumerate(part, start)
    if start != 0:
        msg = "enumerate() that does not start at 0"
        raise Puzzle(msg)
    return Zip((Indices(*found), part))


def _is_instance(value: Any, kind: Any) -> bool:
    if isinstance(value, Array):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        return any(k is np.ndarray for k in kinds)
    if isinstance(value, Num):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        return any(k in (float, np.floating, np.float64) for k in kinds)
    return builtins.isinstance(value, kind)


def _extreme(name: str, pairwise: Callable[..., Any]) -> Callable[..., Any]:
    real = getattr(builtins, name)

    def call(*values: Any, **options: Any) -> Any:
        if len(values) == 1 and isinstance(values[0], Array) and not options:
            return reductions.REDUCTIONS[name](values[0])
        if any(isinstance(v, Num) for v in values) and not options:
            return functools.reduce(pairwise, values)
        return real(*values, **options)

    return call


def _refuse(name: str) -> Callable[..., Any]:
    real = getattr(builtins, name)

    def call(*args: Any, **options: Any) -> Any:
        if name in _NEVER or builtins.any(isinstance(a, _OF_A_RUN) for a in args):
            msg = f"{name}()"
            raise Puzzle(msg)
        return real(*args, **options)

    return call


_OF_A_RUN = (Num, Array, Zip, Index, Indices, Chosen, Leaked, Grown)


_NEVER = (
    "globals", "locals", "vars", "eval", "exec", "compile", "open", "input", "setattr",
    "delattr", "super", "set", "frozenset", "id", "next", "iter", "breakpoint",
)  # fmt: skip


_REFUSED = (
    *_NEVER, "type", "getattr", "hasattr", "sorted", "map", "filter", "reversed", "callable",
    "hash", "dict", "repr", "str", "dir", "issubclass", "list", "tuple", "round", "int", "divmod",
)  # fmt: skip


def builtins_for(axes: Callable[[], Any], imported: Callable[..., Any]) -> Functions:
    """Return Python's own functions for a run."""
    known: Functions = dict(vars(builtins))
    known |= {name: _refuse(name) for name in _REFUSED}
    known |= {"float": as_float}
    known |= {"sum": sum_stand_in, "len": _len, "zip": _zip, "enumerate": _enumerate}
    known |= {"range": functools.partial(_range, axes=axes), "isinstance": _is_instance}
    known |= {"max": _extreme("max", ELEMENTWISE["maximum"])}
    known |= {"min": _extreme("min", ELEMENTWISE["minimum"]), "print": _quiet}
    known |= {"any": _either(builtins.any, reductions.any_of)}
    known |= {"all": _either(builtins.all, reductions.all_of), "__import__": imported}
    return known


def _quiet(*_: Any, **__: Any) -> None:
    """Print nothing."""


def _either(plain: Callable[[Any], bool], symbolic: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: symbolic(values) if isinstance(values, Array) else plain(values)
