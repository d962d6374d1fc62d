"""Where rows come from: files that Polars reads, NumPy files, and frames."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from polars import DataFrame

    Read = Callable[[tuple[str, ...]], Iterable[DataFrame]]

SUFFIXES = {".csv": ",", ".tsv": "\t", ".parquet": None, ".npy": None}
_LISTED = 20
_OLDEST = (1, 38)  # older versions of Polars drop the error of a batch that cannot be read


@final
@dataclass(frozen=True, slots=True)
class Source:
    """Rows that can be read in batches.

    Attributes
    ----------
    name : str
        The file, for messages.
    columns : tuple of str
        The names of all columns.
    read : callable
        Takes names of columns, and yields batches with these columns as "0", "1", ...
    rows : int or None
        How many rows there are, if that is known beforehand.
    text : bool
        Whether every value is text, as in a CSV file, which has no types.
    """

    name: str
    columns: tuple[str, ...]
    read: Read
    rows: int | None
    text: bool

    def named(self, wanted: Sequence[str | int]) -> tuple[str, ...]:
        """Return the columns with these names, or with these places counted from 0."""
        return tuple(self._named(column) for column in wanted)

    def _named(self, wanted: str | int) -> str:
        if wanted in self.columns and f"{wanted}_duplicated_0" in self.columns:
            msg = f"{self.name} has two columns {wanted!r}: say which by its place, counted from 0"
            raise BadInput(msg)
        if wanted in self.columns:
            return str(wanted)
        if str(wanted).isdecimal():
            if int(wanted) < len(self.columns):
                return self.columns[int(wanted)]
            msg = f"{self.name} has no column {wanted}: it has {len(self.columns)}, counted from 0"
            raise BadInput(msg)
        close = get_close_matches(str(wanted), self.columns, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"its columns are {self.listed()}"
        msg = f"{self.name} has no column {wanted!r}; {hint}"
        raise BadInput(msg)

    def listed(self) -> str:
        """Return the names of the columns, or of the first of them, for a message."""
        more = ", ..." if len(self.columns) > _LISTED else ""
        return ", ".join(self.columns[:_LISTED]) + more


def file_path(data: str | Path) -> Path:
    """Return the path of a file that exists and has a known ending."""
    path = Path(data)
    if not str(data).strip():
        msg = f"a file needs a name, got {str(data)!r}"
        raise BadInput(msg)
    if path.is_dir():
        msg = f"{path} is a directory: give one file"
        raise BadInput(msg)
    if not path.exists():
        msg = f"{path}: there is no such file"
        raise BadInput(msg)
    if path.suffix.lower() not in SUFFIXES:
        ending = f"ends in {path.suffix!r}" if path.suffix else "has no ending"
        msg = f"{path} {ending}; files that can be read end in {', '.join(SUFFIXES)}"
        raise BadInput(msg)
    return path


def polars_for(name: str) -> Any:
    """Return the module Polars, or say how to install it."""
    try:
        import polars as pl
    except ImportError:
        msg = f"reading {name} needs Polars, which is not installed: pip install 'symbinfo[data]'"
        raise BadInput(msg) from None
    if tuple(map(int, pl.__version__.split(".")[:2])) < _OLDEST:
        msg = (
            f"reading {name} needs Polars {'.'.join(map(str, _OLDEST))} or newer, and "
            f"{pl.__version__} is installed: pip install 'symbinfo[data]'"
        )
        raise BadInput(msg)
    return pl


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Tell what Polars finds wrong with a file in one line that names it."""
    from polars.exceptions import NoDataError, PanicException, PolarsError

    try:
        yield
    except NoDataError:
        msg = f"{name} is empty"
        raise BadInput(msg) from None
    except (PolarsError, PanicException) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        msg = f"{name} cannot be read: {first}"
        raise BadInput(msg) from error
