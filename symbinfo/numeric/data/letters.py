"""Values as letters: text that says numbers, and values that are missing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import Series

MARKS = ("NA", "N/A", "NaN", "nan", "null", "NULL")
"""What programs write for a missing value."""
_EXACT = 2**53  # whole numbers up to it are floats
_LONG = 1e40  # as floats only, from here on


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


def as_letters(columns: list[Series]) -> list[Series]:
    """Return columns of text as numbers, if they say nothing else; none becomes another's equal."""
    found = as_numbers(columns)
    if not found[0].dtype.is_float() or not any(map(_has_long, columns)):
        return found
    pairs = zip(columns, found, strict=True)
    return [_exact(text.filter(number.is_not_null()), text) for text, number in pairs]


def one_kind(columns: list[Series]) -> list[Series]:
    """Return columns of whole numbers and of decimals in one type; none becomes another's equal."""
    import polars as pl

    whole = [column.cast(pl.Int128).abs() for column in columns if column.dtype.is_integer()]
    if not any((column > _EXACT).any() for column in whole):
        return [column.cast(pl.Float64) for column in columns]
    return [_exact(column, column) for column in columns]


def _has_long(column: Series) -> bool:
    """Whether a text may be a whole number that no float is equal to."""
    return bool(column.drop_nulls().str.contains(r"^\s*[+-]?0*[1-9]\d{15,}").any())


def _exact(known: Series, column: Series) -> Series:
    """Return numbers, or texts that say numbers, as texts that are equal if the numbers are."""
    import polars as pl

    names = {value: _name(value) for value in known.unique().to_list()}
    texts = [names.get(value) for value in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def _name(value: float | str) -> str:
    near = float(value)
    if not 1 <= abs(near) < _LONG:
        return repr(near)
    number = Fraction(value)
    return str(number.numerator) if number.denominator == 1 else repr(near)


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
