"""What the commands share in printing: JSON, tables, and files that appear whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

_WIDTH_WITHOUT_TERMINAL = 140
NAME_COLUMN: dict[str, Any] = {"max_width": 32, "min_width": 12}


def echo_json(value: object, *, indent: int | None = 2) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, indent=indent, ensure_ascii=False))


def in_words(error: Exception) -> str:
    """Say what went wrong in words for a user."""
    if isinstance(error, SymbinfoError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, RecursionError):
        return "the input is nested too deeply"
    if isinstance(error, UnicodeError):
        return f"the input is not text in UTF-8: {error}"
    first = (str(error).splitlines() or [""])[0]
    told = f"{type(error).__name__}: {first}"
    return f"internal error: {told}; please report this (--debug shows where)"


def complain(text: str) -> None:
    """Print what is wrong; a text with a caret keeps its columns."""
    gap = "\n" if "\n" in text else " "
    click.echo(f"symbinfo:{gap}{text}", err=True)


def shows_unicode() -> bool:
    """Return whether standard output can show signs such as the Greek letters."""
    return (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; a closed one is None."""
    return stream is not None and stream.isatty()


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or wide enough for a log."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if is_terminal(stream) or "COLUMNS" in os.environ else _WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def print_table(headings: dict[str, dict[str, Any]], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table; `headings` maps a heading to the options of its column."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, options in headings.items():
        table.add_column(heading, overflow="fold", **options)
    for row in rows:
        table.add_row(*map(Text, row))
    console().print(table)


def write_file(path: Path, text: str) -> None:
    """Write a file in one move: after a crash it holds the old text or the new, never a part."""
    try:
        _replace(path, text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, text: str) -> None:
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(text)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode & 0o777)
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
