"""Files that hold probabilities: each row, pair of rows or joint table is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric import library
from symbinfo.numeric.data.estimators import COMPARISONS, ENTROPIES
from symbinfo.numeric.data.letters import as_numbers, without_missing
from symbinfo.numeric.laws import tolerance

if TYPE_CHECKING:
    from polars import Series

    from symbinfo.numeric.data.question import Question
    from symbinfo.numeric.data.sources import Source

_ROWS: dict[str, Any] = {
    "entropy": library.entropy,
    **{name: one.function for name, one in ENTROPIES.items()},
}
_TABLES = {
    "conditional_entropy": library.conditional_entropy,
    "mutual_information": library.mutual_information,
}


def evaluate_table(question: Question, array: Any, name: str, normalise: str) -> Any:
    """Return a measure of the probabilities in an array: a number, or an array for a batch.

    The last axis has the letters. An entropy is of each row; measures of two laws are of each
    pair of rows, p above q, on the last two axes; those of joint laws are of each table there, a
    row for each value of X (`conditional_entropy` is H(Y | X)).
    """
    measure = question.measure
    options = {**question.options, "normalise": normalise}
    if measure in _ROWS:
        return _ROWS[measure](array, **options)
    if array.ndim < 2:
        msg = f"{name} has the shape {array.shape}, but {measure} takes {_shape(measure)}"
        raise BadInput(msg)
    if measure == "joint_entropy":
        return library.entropy(array.reshape(*array.shape[:-2], -1), **options)
    if measure in _TABLES:
        return _TABLES[measure](array, **options)
    if array.shape[-2] != 2:
        msg = f"{name} has the shape {array.shape}, but {measure} takes {_shape(measure)}"
        raise BadInput(msg)
    return COMPARISONS[measure].function(array[..., 0, :], array[..., 1, :], **options)


def _shape(measure: str) -> str:
    if measure in COMPARISONS:
        return "two rows, p and q: (2, letters) or (..., 2, letters)"
    return "joint tables: (letters of X, letters of Y), or a batch of them"


def check_first(measure: str, array: Any, name: str) -> None:
    """Refuse an array of decimal numbers that are no probabilities, by its first law."""
    joint = measure == "joint_entropy" or measure in _TABLES
    axes = 2 if joint and array.ndim > 1 else 1
    first = np.asarray(array[(0,) * (array.ndim - axes)], dtype=np.float64)
    total = float(first.sum())
    if np.isnan(total) or ((first >= 0).all() and abs(total - 1) <= tolerance(array.dtype)):
        return
    what = "table" if axes == 2 else "row"
    wrong = f"sums to {total:.6g}" if (first >= 0).all() else f"has the entry {first.min():.6g}"
    msg = (
        f"it is unclear what {name} holds: decimal numbers are read as probabilities, but the "
        f"first {what} {wrong}; --samples takes the columns as samples, --normalise renormalise "
        "divides by the sums"
    )
    raise BadInput(msg)


def probability_matrix(source: Source, columns: tuple[str, ...]) -> Any:
    """Return the columns of a file as a matrix of numbers."""
    import polars as pl

    batches = list(source.read(columns))
    if not batches or not sum(batch.height for batch in batches):
        msg = f"{source.name} has no rows"
        raise BadInput(msg)
    frame = pl.concat(batches)
    pairs = zip(columns, frame.get_columns(), strict=True)
    return np.column_stack([_numbers(source.name, name, column) for name, column in pairs])


def _numbers(source: str, name: str, column: Series) -> Any:
    import polars as pl

    if column.dtype == pl.String:
        (read,) = as_numbers([column])
        if read.dtype == pl.String:
            known = column.drop_nulls()
            text = known.filter(known.cast(pl.Float64, strict=False).is_null())[0]
            msg = f"{source}: column {name!r} has the text {text!r}; probabilities are numbers"
            raise BadInput(msg)
        column = read
    if not (column.dtype.is_numeric() or column.dtype == pl.Boolean):
        msg = f"{source}: column {name!r} holds {column.dtype}; probabilities are numbers"
        raise BadInput(msg)
    lost = without_missing(column, ()).null_count()
    if lost:
        msg = f"{source}: column {name!r} has no value in {lost:,} of {len(column):,} rows"
        raise BadInput(msg)
    return column.cast(pl.Float64).to_numpy()
