"""A function of batches: arrays with a distribution in each row, and one number for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np

if TYPE_CHECKING:
    from types import CodeType, FunctionType

ROW_OF_INTEREST = 1


@final
class Rows:
    """A function of batches as a function of one row, run among rows of another kind.

    The other rows are positive ones and one with a single letter, so that a row that is mixed
    with another one shows.
    """

    def __init__(self, function: FunctionType) -> None:
        self.function = function

    @property
    def __name__(self) -> str:
        """The name of the function."""
        return self.function.__name__

    @property
    def __code__(self) -> CodeType:
        """The code of the function."""
        return self.function.__code__

    def __call__(self, *rows: Any) -> float:
        """Return the number for a row; what the function changes is changed in the row."""
        tables = [_table(row, place) for place, row in enumerate(rows)]
        alone = np.asarray(self.function(*[_only_row(table) for table in tables]), dtype=float)
        if alone.shape != (1,):
            msg = f"the value for one row has the shape {alone.shape}"
            raise ValueError(msg)
        found = np.asarray(self.function(*tables), dtype=float)
        for row, table in zip(rows, tables, strict=True):
            if not isinstance(row, list):
                row[...] = table[ROW_OF_INTEREST]
        if found.shape != (len(tables[0]),):
            msg = f"the value for {len(tables[0])} rows has the shape {found.shape}"
            raise ValueError(msg)
        return float(found[ROW_OF_INTEREST])


def _only_row(table: Any) -> Any:
    row = table[ROW_OF_INTEREST : ROW_OF_INTEREST + 1]
    return [list(row[0])] if isinstance(row, list) else row * 1.0


def _table(row: Any, place: int) -> Any:
    """Return a table of the kind of the row: an array, a tensor, or lists."""
    values = np.array(row, dtype=float)
    random = np.random.default_rng(place).uniform(0.1, 1.0, values.size)
    single = np.zeros(values.size)
    single[0] = 1.0
    more = [random / random.sum()] * (values.size % 3)
    table = np.stack([random / random.sum(), values, single, *more])
    if isinstance(row, list):
        return table.tolist()
    return table if isinstance(row, np.ndarray) else row.new_tensor(table)
