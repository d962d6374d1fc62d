"""The exit codes of every command."""

from __future__ import annotations

from symbinfo.errors import (
    BadInput,
    ChainedComparison,
    NotProved,
    NotUnderstood,
    ParseError,
    Undefined,
)

PROVED = 0
FAILED = 1
USAGE = 2
UNDECIDED = 3
INTERRUPTED = 130

_USAGE_ERRORS = (BadInput, ChainedComparison, ParseError, UnicodeError)
UNDECIDED_ERRORS = (NotProved, NotUnderstood, Undefined)


def of_error(error: Exception) -> int:
    """Return the exit code for an error that ends a command."""
    if isinstance(error, _USAGE_ERRORS):
        return USAGE
    return UNDECIDED if isinstance(error, UNDECIDED_ERRORS) else FAILED
