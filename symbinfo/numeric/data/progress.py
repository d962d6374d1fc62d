"""A progress bar on a terminal, once reading takes long enough to need one."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from polars import DataFrame

_PATIENCE = 1.0  # seconds


def watched(batches: Iterable[DataFrame], total: int | None) -> Iterator[DataFrame]:
    """Yield the batches; on a terminal show how many rows were read, after a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from batches
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.completed:,.0f} rows")
    columns = (TextColumn("Reading"), BarColumn(), count, TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task, start, shown = bar.add_task("", total=total), monotonic(), False
    try:
        for batch in batches:
            yield batch
            bar.advance(task, batch.height)
            if not shown and monotonic() - start > _PATIENCE:
                bar.start()
                shown = True
    finally:
        bar.stop()
