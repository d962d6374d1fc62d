"""NumPy arrays as rows and columns, read from a file block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric.data.sources import Source, polars_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from polars import DataFrame

_BLOCK = 10**6


def load_array(path: Path) -> Any:
    """Return the array of a .npy file, mapped and not read."""
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)
    except EOFError:
        msg = f"{path} is empty"
    except ValueError as error:
        told = str(error).splitlines()[0]
        objects = "pickle" in told or "Python objects" in told
        why = "it is no .npy file of numbers or text" if objects else told
        msg = f"{path} cannot be read: {why}"
    raise BadInput(msg)


def array_source(name: str, load: Callable[[], Any]) -> Source:
    """Return the rows of an array: a list of values, a matrix, or records with named fields.

    `load` is called for each block, so that a mapped file does not pile up in memory.
    """
    array = load()
    _readable(name, array)
    count = 1 if array.ndim == 1 else array.shape[1]
    columns = array.dtype.names or tuple(map(str, range(count)))
    polars_for(name)

    def read(chosen: tuple[str, ...]) -> Iterator[DataFrame]:
        for low in range(0, len(array), _BLOCK):
            yield _block(load()[low : low + _BLOCK], chosen)

    return Source(name, columns, read, len(array), text=False)


def _readable(name: str, array: Any) -> None:
    if array.dtype.names and array.ndim == 1:
        return
    if array.ndim not in (1, 2):
        msg = f"{name} has the shape {array.shape}: samples are a list, or a matrix with columns"
        raise BadInput(msg)
    if array.dtype.kind not in "biufU":
        msg = f"{name} holds {array.dtype}: samples are whole numbers, numbers, booleans or text"
        raise BadInput(msg)


def _block(rows: Any, chosen: tuple[str, ...]) -> DataFrame:
    import polars as pl

    if rows.dtype.names:
        parts = [rows[name] for name in chosen]
    else:
        parts = [rows if rows.ndim == 1 else rows[:, int(name)] for name in chosen]
    native = [np.array(part, dtype=part.dtype.newbyteorder("=")) for part in parts]
    return pl.DataFrame({str(place): part for place, part in enumerate(native)})
