"""Counting rows batch by batch, in memory that the number of distinct values bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from polars import DataFrame

LIMIT = 10**7
_PENDING = 10**6
COUNT = "rows"


@final
class Tally:
    """How many rows have each combination of values in some columns of the batches."""

    def __init__(self, columns: tuple[str, ...], names: tuple[str, ...]) -> None:
        """Count columns of batches; the names are those that a message shows."""
        self._columns, self._names = list(columns), names
        self._parts: list[DataFrame] = []
        self._merged = self._pending = 0

    def add(self, batch: DataFrame) -> None:
        """Count the rows of one more batch."""
        import polars as pl

        part = batch.group_by(self._columns).agg(pl.len().cast(pl.Int64).alias(COUNT))
        self._parts.append(part)
        self._pending += part.height
        if self._pending > max(_PENDING, self._merged):
            self._merge()

    def _merge(self) -> None:
        import polars as pl

        self._parts = [merged(pl.concat(self._parts))]
        self._merged, self._pending = self._parts[0].height, 0
        if self._merged > LIMIT:
            msg = (
                f"{', '.join(self._names)}: more than {LIMIT:,} distinct values; an estimate from "
                "counts would mean nothing"
            )
            raise BadInput(msg)

    def cells(self) -> DataFrame | None:
        """Return a row for each combination, its count in the last column; None if none came."""
        if not self._parts:
            return None
        self._merge()
        return self._parts[0]


def merged(cells: DataFrame) -> DataFrame:
    """Return the cells with those that are equal counted together."""
    import polars as pl

    letters = [name for name in cells.columns if name != COUNT]
    return cells.group_by(letters).agg(pl.col(COUNT).sum())
