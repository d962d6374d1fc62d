"""Tokens with positions, a cursor over them, and the one way to complain about a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, final

from symbinfo.errors import BadInput, ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 100_000
MOST_DIGITS = 1_000
LONGEST_NAME = 100
_AROUND = 60

NAME = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*'*"
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|(?P<name>{NAME})"
    r"|(?P<symbol>_\|\|_|_\|_|->|<<|<=|>=|!=|==|\|\||\\[A-Za-z]+|\\\|"
    r"|[-+*/=<>(),;|≤≥≠−–∥→⊥⫫≪∞·×∣])"
)
_SAME_AS = {
    "_|_": "_||_", "⊥": "_||_", "⫫": "_||_", "\\perp": "_||_",
    "→": "->", "\\to": "->", "\\rightarrow": "->",
    "≪": "<<", "\\ll": "<<",
    "≤": "<=", "\\le": "<=", "\\leq": "<=",
    "≥": ">=", "\\ge": ">=", "\\geq": ">=",
    "≠": "!=", "\\ne": "!=", "\\neq": "!=",
    "==": "=",
    "−": "-", "–": "-",
    "·": "*", "×": "*", "\\cdot": "*", "\\times": "*",
    "∥": "||", "\\|": "||", "\\parallel": "||",
    "∣": "|", "\\mid": "|",
}  # fmt: skip
_NAMES = {"∞": "oo", "\\infty": "oo", "\\log": "log", "\\ln": "log"}


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its kind is "number", "name", "end", or the symbol itself."""

    kind: str
    text: str
    position: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"'{self.text}'"


def parse_error(text: str, position: int, expected: str) -> ParseError:
    """Return the error that shows the text around `position` on one line with a caret."""
    start, end = max(0, position - _AROUND), position + _AROUND
    before = "..." if start else ""
    shown = before + _one_line(text[start:end]) + ("..." if end < len(text) else "")
    error = ParseError(shown, position - start + len(before), expected)
    error.text, error.position = text, position
    return error


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text; the last one is its end."""
    if not isinstance(text, str):
        msg = f"expected text, got {text!r} ({type(text).__name__})"
        raise BadInput(msg)
    if len(text) > LONGEST:
        msg = f"a text has at most {LONGEST} characters, got {len(text)}"
        raise parse_error(text, LONGEST, msg)
    return (*_tokens(text), Token("end", "", len(text.rstrip())))


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise parse_error(text, position, f"unexpected character {text[position]!r}")
        if match.lastgroup != "space":
            yield _token(text, match.group(), str(match.lastgroup), position)
        position = match.end()


def _token(text: str, found: str, kind: str, position: int) -> Token:
    if kind == "number" and len(found) > MOST_DIGITS:
        msg = f"a number has at most {MOST_DIGITS} digits, got {len(found)}"
        raise parse_error(text, position, msg)
    if kind == "name" and len(found) > LONGEST_NAME:
        msg = f"a name has at most {LONGEST_NAME} characters, got {len(found)}"
        raise parse_error(text, position, msg)
    if found in _NAMES:
        return Token("name", _NAMES[found], position)
    if kind != "symbol":
        return Token(kind, found, position)
    if found.startswith("\\") and found not in _SAME_AS:
        raise parse_error(text, position, f"unknown command '{found[:20]}'")
    return Token(_SAME_AS.get(found, found), found, position)


@final
class Cursor:
    """A place in the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self._index = 0
        if len(self.tokens) == 1:
            self.fail("the text is empty", self.peek)

    @property
    def peek(self) -> Token:
        """The token that is next."""
        return self.tokens[self._index]

    @property
    def after(self) -> Token:
        """The token after the next one."""
        return self.tokens[min(self._index + 1, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Return the next token and step over it; the end is never stepped over."""
        token = self.peek
        self._index += token.kind != "end"
        return token

    def accept(self, *kinds: str) -> Token | None:
        """Return the next token and step over it if it has one of the kinds."""
        return self.next() if self.peek.kind in kinds else None

    def expect(self, kind: str, what: str) -> Token:
        """Step over a token of the kind, or say that `what` was expected."""
        token = self.accept(kind)
        return token or self.expected(what)

    def close(self, bracket: Token, kind: str = ")") -> None:
        """Step over the bracket that closes `bracket`."""
        column = bracket.position + 1
        self.expect(kind, f"'{kind}' to close the '{bracket.text}' at column {column}")

    def expected(self, what: str) -> NoReturn:
        """Say that something else than the next token was expected."""
        self.fail(f"expected {what}, found {self.peek}", self.peek)

    def fail(self, why: str, token: Token) -> NoReturn:
        """Say `why` at a token."""
        raise parse_error(self.text, token.position, why)
