"""Opening files and frames: what has columns becomes a `Source`."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput
from symbinfo.numeric.data.arrays import array_source, load_array
from symbinfo.numeric.data.sources import SUFFIXES, Source, file_path, polars_for, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from polars import DataFrame, LazyFrame

_SEARCHED = 10**6  # lines in which the one that is wrong is looked for


def open_source(data: Any, *, header: bool = True, separator: str | None = None) -> Source:
    """Return the rows of a file (by its path), of a Polars frame, or of a NumPy array.

    Parameters
    ----------
    data : path, polars.DataFrame, polars.LazyFrame or array
        A path ends in .csv, .tsv, .parquet or .npy.
    header : bool
        Whether the first line of a CSV file has the names of the columns; if not, they are
        called 0, 1, ...
    separator : str, optional
        What is between the columns of a CSV file: a comma, in a .tsv file a tab.
    """
    if not isinstance(data, str | Path):
        return _frame(data)
    path = file_path(data)
    kind = path.suffix.lower()
    if kind == ".npy":
        return array_source(str(path), lambda: load_array(path))
    pl = polars_for(str(path))
    if kind == ".parquet":
        with readable(str(path)):
            frame = pl.scan_parquet(path, glob=False)
            rows = frame.select(pl.len()).collect().item()
        return _lazy(frame, str(path), rows)
    usual = SUFFIXES[kind] or ","
    source = _csv(path, header=header, separator=usual if separator is None else separator)
    if separator is None:
        _one_column_only(source)
    return source


def _frame(data: Any) -> Source:
    pl = polars_for("a frame")
    if isinstance(data, pl.DataFrame):
        return _lazy(data.lazy(), "the frame", data.height)
    if isinstance(data, pl.LazyFrame):
        return _lazy(data, "the frame", None)
    if hasattr(data, "dtype") and hasattr(data, "shape"):
        return array_source("the array", lambda: data)
    msg = f"data is a path, a Polars frame or a NumPy array; got {type(data).__name__}"
    raise BadInput(msg)


def _lazy(frame: LazyFrame, name: str, rows: int | None) -> Source:
    def read(columns: tuple[str, ...]) -> Iterator[DataFrame]:
        with readable(name):
            yield from _chosen(frame, columns).collect_batches(maintain_order=False)

    with readable(name):
        columns = tuple(frame.collect_schema().names())
    return Source(name, columns, read, rows, text=False)


def _chosen(frame: LazyFrame, columns: tuple[str, ...]) -> LazyFrame:
    import polars as pl

    schema = frame.collect_schema()
    chosen = []
    for place, name in enumerate(columns):
        column, kind = pl.col(name).alias(str(place)), schema[name]
        if kind.is_nested() or kind == pl.Object:
            msg = f"column {name!r} holds {kind}, not single values"
            raise BadInput(msg)
        named = isinstance(kind, pl.Categorical | pl.Enum)
        chosen.append(column.cast(pl.String) if named else column)
    return frame.select(chosen)


def _csv(path: Path, *, header: bool, separator: str) -> Source:
    import polars as pl

    if len(separator.encode()) != 1:
        msg = f"the separator is one character such as ';', got {separator!r}"
        raise BadInput(msg)
    name = str(path)
    with readable(name):
        frame = pl.scan_csv(
            path, separator=separator, has_header=header, infer_schema=False, glob=False
        )
        columns = tuple(frame.collect_schema().names())
        if not header:
            columns = tuple(map(str, range(len(columns))))
            frame = frame.rename(dict(zip(frame.collect_schema().names(), columns, strict=True)))

    def read(chosen: tuple[str, ...]) -> Iterator[DataFrame]:
        whole = _chosen(frame, (*chosen, columns[-1]))  # a line is too long behind the last one
        try:
            with readable(name):
                yield from (
                    batch[:, : len(chosen)] for batch in whole.collect_batches(maintain_order=False)
                )
        except BadInput as error:
            raise BadInput(_wrong_line(path, separator, len(columns)) or str(error)) from error

    return Source(name, columns, read, _line_estimate(path), text=True)


def _one_column_only(source: Source) -> None:
    """Refuse a file whose one column looks like several with another separator."""
    found = [mark for mark in ",;\t|" if mark in source.columns[0]]
    if len(source.columns) == 1 and found:
        msg = (
            f"{source.name} has one column, {source.columns[0]!r}: say what is between its columns "
            f"with --separator {found[0]!r}"
        )
        raise BadInput(msg)


def _wrong_line(path: Path, separator: str, width: int) -> str:
    """Say which line of a CSV file is wrong; empty if nothing is found in the first ones."""
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator, strict=True)
        line = 1
        try:
            for row in islice(rows, _SEARCHED):
                if len(row) > width:
                    return f"{path}, line {line}: {len(row)} fields, but the first line has {width}"
                line = rows.line_num + 1
        except csv.Error:
            return f"{path}, line {line}: a quote is not closed, or text follows it"
    return ""


def _line_estimate(path: Path) -> int | None:
    """Return about how many lines a file has, from its first ones; None for a pipe."""
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        start = stream.read(10**6)
    return round(path.stat().st_size * start.count(b"\n") / len(start)) if start else 0
