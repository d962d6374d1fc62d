"""A line on the terminal that says how far the search for one claim is, if it takes a while."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any, final

from symbinfo.cli.output import console, is_terminal
from symbinfo.search.progress import followed_by

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0
"""After how many seconds something is shown."""

_NEXT = {
    "combinations of elemental inequalities": "no Shannon-type proof: trying counterexamples",
    "a search for a counterexample": "no counterexample found: trying other rules",
    "laws of copies compared": "no counterexample found: trying copies of variables",
}
"""What is under way after a way to prove a claim did not lead to a proof."""


@contextmanager
def shown_progress() -> Iterator[None]:
    """Show what is under way inside the block, on a terminal, once it has taken a second."""
    if not is_terminal(sys.stderr):
        yield
        return
    line = _Line()
    try:
        with followed_by(line.hear):
            yield
    finally:
        line.stop()


@final
class _Line:
    """The line with what is under way; rich is loaded only if it is shown at all."""

    def __init__(self) -> None:
        self.text = "proving"
        self.status: Any = None
        self.timer = Timer(PATIENCE, self.show)
        self.timer.daemon = True
        self.timer.start()

    def hear(self, kind: str, what: str) -> None:
        """Take in how far the search is."""
        self.text = f"proved {what}" if kind == "proved" else _NEXT.get(what, self.text)
        if self.status is not None:
            self.status.update(self._told())

    def show(self) -> None:
        """Begin to show the line."""
        self.status = console(stderr=True).status(self._told())
        self.status.start()

    def _told(self) -> str:
        return f"{self.text} (--timeout limits it)"

    def stop(self) -> None:
        """Take the line away."""
        self.timer.cancel()
        self.timer.join()
        if self.status is not None:
            self.status.stop()
