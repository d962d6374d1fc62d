"""Every error that symbinfo raises on purpose, under one base class."""

from __future__ import annotations


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


class NotProved(SymbinfoError):
    """Neither a proof nor a counterexample was found; ``tried`` lists what was tried.

    ``proved_if`` holds hypotheses, any one of which would make a proof possible.
    """

    def __init__(
        self,
        message: str,
        tried: tuple[str, ...] = (),
        hint: str = "",
        proved_if: tuple[object, ...] = (),
    ) -> None:
        super().__init__(message)
        self.tried = tried
        self.hint = hint
        self.proved_if = proved_if


class Refuted(SymbinfoError):
    """The statement is false; ``counterexample`` holds exact distributions that show it.

    ``proved_if`` holds hypotheses, any one of which would make it true.
    """

    def __init__(
        self, message: str, counterexample: object, proved_if: tuple[object, ...] = ()
    ) -> None:
        super().__init__(message)
        self.counterexample = counterexample
        self.proved_if = proved_if


class CertificateError(SymbinfoError, ValueError):
    """A certificate is not well formed, or does not prove what it claims."""


class ParseError(SymbinfoError, ValueError):
    """A text statement cannot be read; ``position`` is the place, from 0."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text = text
        self.position = position
        self.expected = expected
        super().__init__(f"{text}\n{' ' * position}^\n{expected}")
