"""The counts of samples: what the estimators read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from symbinfo.errors import BadInput
from symbinfo.numeric.data.letters import as_letters, marks_in, without_missing
from symbinfo.numeric.data.progress import watched
from symbinfo.numeric.data.tally import COUNT, Tally, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from polars import DataFrame, Series

    from symbinfo.numeric.data.sources import Source

Places = tuple[int, ...]


@final
@dataclass(frozen=True, slots=True)
class Missing:
    """What to do about missing values: whether rows are left out, and which texts mean one."""

    drop: bool
    marks: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Counts:
    """How often each combination of letters came, in some columns.

    Attributes
    ----------
    names : tuple of str
        The names of the columns.
    cells : DataFrame
        Columns "0", "1", ... of letters, and the number of rows with them.
    read : int
        How many rows there were, with those that are left out.
    remarks : tuple of str
        What a reader should know of the letters.
    """

    names: tuple[str, ...]
    cells: DataFrame
    read: int
    remarks: tuple[str, ...]

    @property
    def rows(self) -> int:
        """The number of rows that were counted."""
        return int(self.cells[COUNT].sum())

    def weights(self, places: Iterable[int]) -> Any:
        """Return for each cell the number of rows that agree with it in some columns."""
        import polars as pl

        names = [str(place) for place in sorted(set(places))]
        total = pl.col(COUNT).sum().over(names) if names else pl.lit(self.rows).alias(COUNT)
        return self.cells.select(pl.col(COUNT), total.alias("total"))["total"].to_numpy() * 1.0

    def distinct(self, places: Iterable[int]) -> int:
        """Return how many combinations of letters there are in some columns."""
        names = [str(place) for place in sorted(set(places))]
        return self.cells.select(names).n_unique() if names else 1


def count(
    source: Source, names: tuple[str, ...], groups: Sequence[Places], missing: Missing
) -> list[Counts]:
    """Read the columns once, and return the counts of each group of them.

    Groups of text columns are compared with each other, so they are numbers together or not at all.
    """
    tallies = [
        Tally(tuple(map(str, group)), tuple(names[place] for place in group)) for group in groups
    ]
    for batch in watched(source.read(names), source.rows):
        for tally in tallies:
            tally.add(batch)
    cells = [tally.cells() for tally in tallies]
    found = [frame for frame in cells if frame is not None and frame.height]
    if len(found) < len(groups):
        msg = f"{source.name} has no rows"
        raise BadInput(msg)
    told = [tuple(names[place] for place in group) for group in groups]
    read = [int(frame[COUNT].sum()) for frame in found]
    lettered = _lettered(found, missing.marks, text=source.text)
    pairs = zip(told, lettered, read, strict=True)
    return [_complete(source.name, group, frame, n, missing) for group, frame, n in pairs]


def _lettered(frames: list[DataFrame], marks: tuple[str, ...], *, text: bool) -> list[DataFrame]:
    """Return the cells with null for every missing value, and numbers for text that says them."""
    columns = [
        [without_missing(frame[name], marks) for name in frame.columns if name != COUNT]
        for frame in frames
    ]
    if text and len(frames) > 1:
        firsts = as_letters([column for (column,) in columns])
        columns = [[column] for column in firsts]
    elif text:
        columns = [[as_letters([column])[0] for column in columns[0]]]
    pairs = zip(columns, frames, strict=True)
    return [_in_order(merged(_renumbered(parts, frame[COUNT]))) for parts, frame in pairs]


def _in_order(cells: DataFrame) -> DataFrame:
    """Return the cells sorted, so that sums of them round the same way each time."""
    return cells.sort([name for name in cells.columns if name != COUNT])


def _renumbered(columns: list[Series], rows: Series) -> DataFrame:
    import polars as pl

    return pl.DataFrame([*(c.alias(str(i)) for i, c in enumerate(columns)), rows.alias(COUNT)])


def _complete(
    source: str, names: tuple[str, ...], cells: DataFrame, read: int, missing: Missing
) -> Counts:
    """Return the counts without rows that miss a value, or say which column misses some."""
    if not missing.drop:
        for name, column in zip(names, cells.columns, strict=False):
            lost = int(cells.filter(cells[column].is_null())[COUNT].sum())
            if lost:
                msg = (
                    f"{source}: column {name!r} has no value in {lost:,} of {read:,} rows; "
                    "--drop-null (in Python drop_null=True) leaves them out"
                )
                raise BadInput(msg)
    kept = cells.drop_nulls()
    if not kept.height:
        msg = f"{source}: no row has a value in {' and '.join(map(repr, names))}"
        raise BadInput(msg)
    return Counts(names, kept, read, _remarks(names, kept, read))


def _remarks(names: tuple[str, ...], cells: DataFrame, read: int) -> tuple[str, ...]:
    remarks: list[str] = []
    for name, place in zip(names, cells.columns, strict=False):
        column = cells[place]
        remarks += [
            f"column {name!r} has the text {mark!r}, which counts as a value like any other; "
            f"--null {mark} (in Python null=[{mark!r}]) reads it as missing"
            for mark in marks_in(column)
        ]
        letters = column.n_unique()
        if column.dtype.is_float() and letters > max(10, read / 10) and (column % 1 != 0).any():
            remarks.append(
                f"column {name!r} holds {letters:,} different decimal numbers in {read:,} rows: "
                "counting values means nothing for a continuous variable; put it in classes first"
            )
    return tuple(remarks)
