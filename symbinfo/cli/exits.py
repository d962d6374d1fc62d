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

_USAGE_ERRORS = (BadInput, ChainedComparison, ParseError)
UNDECIDED_ERRORS = (NotProved, NotUnderstood, Undefined)
_BY_VERDICT = {"proved": PROVED, "refuted": FAILED, "error": FAILED, "not proved": UNDECIDED}


def of_error(error: Exception) -> int:
    """Return the exit code for an error that ends a command."""
    if isinstance(error, _USAGE_ERRORS):
        return USAGE
    return UNDECIDED if isinstance(error, UNDECIDED_ERRORS) else FAILED


def of_verdicts(verdicts: set[str]) -> int:
    """Return the exit code for many verdicts: a failure counts most, then an open question."""
    codes = {_BY_VERDICT[verdict] for verdict in verdicts}
    return next((code for code in (FAILED, UNDECIDED) if code in codes), PROVED)
