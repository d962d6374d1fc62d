"""Values as letters: text that says numbers, and values that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import Series

MARKS = ("NA", "N/A", "NaN", "nan", "null", "NULL")
"""What programs write for a missing value."""


def without_missing(column: Series, null: tuple[str, ...]) -> Series:
    """Return the column with null for NaN, and for the texts that the user said mean it."""
    import polars as pl

    name = column.name
    if column.dtype.is_float():
        column = column.fill_nan(None)
    if not null:
        return column
    marked = column.cast(pl.String).is_in(null)
    frame = column.to_frame().select(pl.when(~marked).then(pl.col(name)).alias(name))
    return frame.to_series()


def as_numbers(columns: list[Series]) -> list[Series]:
    """Return columns of text as numbers, if all of them hold nothing else than numbers.

    The marks of a missing value count as missing among numbers; among other text they stay.
    """
    import polars as pl

    known = [_unmarked(column) for column in columns]
    kinds = (pl.Int64, pl.Float64) if any(map(_has_fractions, known)) else (pl.Int64,)
    for kind in kinds:
        cast = [column.cast(kind, strict=False) for column in known]
        if all(c.null_count() == k.null_count() for c, k in zip(cast, known, strict=True)):
            return [without_missing(column, ()) for column in cast]
    return columns


def _unmarked(column: Series) -> Series:
    return without_missing(column, MARKS)


def _has_fractions(column: Series) -> bool:
    """Return whether not all is digits: numbers too long for 64 bits stay text, as names do."""
    return not column.drop_nulls().str.contains(r"^[+-]?\d+$").all()


def marks_in(column: Series) -> list[str]:
    """Return which marks of a missing value a column of text has as letters."""
    import polars as pl

    if column.dtype != pl.String:
        return []
    return [mark for mark in MARKS if (column == mark).any()]
