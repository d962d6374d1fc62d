"""Every error that symbinfo raises on purpose, under one base class."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Advice = tuple[tuple[object, ...], tuple[str, ...]]


class SymbinfoError(Exception):
    """Base class: catch this to catch everything that symbinfo raises on purpose."""


class BadInput(SymbinfoError, ValueError):
    """An argument is not what was asked for; the message shows the value."""


class ChainedComparison(SymbinfoError, TypeError):
    """A statement was used as a truth value, as in ``a <= b <= c``."""


class Undefined(SymbinfoError):
    """An expression has no value under the hypotheses at hand.

    ``hint`` names the hypotheses that would give it one, or is empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotUnderstood(SymbinfoError):
    """The kernel has no rule for this expression, so it decides nothing about it."""


class StepRejected(SymbinfoError):
    """The evidence of a step does not justify it.

    ``number`` counts from 1, ``step`` is the step as text, ``reason`` says why.
    """

    def __init__(self, number: int, step: str, evidence: str, reason: str) -> None:
        super().__init__(
            f"step {number} is not proved: {step}\n  by {evidence}\n  because {reason}"
        )
        self.number = number
        self.step = step
        self.evidence = evidence
        self.reason = reason


class _Undecided(SymbinfoError):
    """What is known of a statement that is not proved; advice is worked out when it is asked for.

    ``message`` is the verdict alone; the text of the error has the advice below it.
    """

    def __init__(self, message: str, advise: Callable[[], Advice] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self._advise = advise

    @cached_property
    def _advice(self) -> Advice:
        return self._advise() if self._advise else ((), ())

    @property
    def proved_if(self) -> tuple[object, ...]:
        """Hypotheses, any one of which would make a proof possible; the weakest that were found."""
        return self._advice[0]

    @property
    def notes(self) -> tuple[str, ...]:
        """What else is to be said: idle hypotheses, and why a claim is open."""
        return self._advice[1]

    def __str__(self) -> str:
        found = ", or if ".join(map(str, self.proved_if))
        mended = [f"proved if {found}"] if found else []
        return "\n".join([self.message, *mended, *(f"note: {note}" for note in self.notes)])


class NotProved(_Undecided):
    """Neither a proof nor a counterexample was found; ``tried`` lists what was tried.

    ``proved_if`` holds hypotheses, any one of which would make a proof possible, and
    ``notes`` says why the statement is open.
    """

    def __init__(
        self,
        message: str,
        tried: tuple[str, ...] = (),
        hint: str = "",
        advise: Callable[[], Advice] | None = None,
    ) -> None:
        super().__init__(message, advise)
        self.tried = tried
        self.hint = hint


class Refuted(_Undecided):
    """The statement is false; ``counterexample`` holds exact distributions that show it.

    ``proved_if`` holds hypotheses, any one of which would make it true.
    """

    def __init__(
        self, message: str, counterexample: object, advise: Callable[[], Advice] | None = None
    ) -> None:
        super().__init__(message, advise)
        self.counterexample = counterexample

    def __reduce__(self) -> tuple[type[Refuted], tuple[object, ...]]:
        return Refuted, (self.message, self.counterexample, self._advise)


class CertificateError(SymbinfoError, ValueError):
    """A certificate is not well formed, or does not prove what it claims."""


class ParseError(SymbinfoError, ValueError):
    """A text statement cannot be read; ``position`` is the place, from 0."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text = text
        self.position = position
        self.expected = expected
        super().__init__(f"{text}\n{' ' * position}^\n{expected}")
