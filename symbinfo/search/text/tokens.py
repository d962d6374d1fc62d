"""Pieces of text with positions, and the one way to complain about a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.errors import BadInput, ParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 100_000
MOST_DIGITS = 1_000
LONGEST_NAME = 100
_AROUND = 60

NAME = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*'*"
VARIABLE = (
    r"[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:_\{[A-Za-z0-9+-]+\})?"
    r"(?:\^(?:[A-Za-z0-9]|\{[A-Za-z0-9+-]+\}))?'*"
)
"""The name of a random variable, which may have an index or a power in braces: Y_{i-1}^n."""
_MARKS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar"}
_SMALL_DIGITS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_PRIMES = "'′’"
_LETTER = r"(?:[A-Za-z][A-Za-z0-9]*|[\u0391-\u03a9\u03b1-\u03c9])"
_SIGNED = rf"{_LETTER}[{''.join(_MARKS)}]*[₀-₉]*(?:_[A-Za-z0-9]+)*[{_PRIMES}]*"
"""A name as it may be typed: with Greek letters, hats, small digits below and curly primes."""
_LENGTH = r"\s*-?[0-9.]+\s*(?:mu|em|ex|pt)"
_SPACE = (
    rf"[\s\u200b\u2060\ufeff]+|[~&]|\\\\|\\[,;:!> ]|\\m?kern{_LENGTH}|\\hspace\*?\{{{_LENGTH}\}}"
)
_DIGITS = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_TOKEN = re.compile(
    rf"(?P<space>{_SPACE})|(?P<scientific>{_DIGITS}[eE][+-]?[0-9]+)|(?P<number>{_DIGITS})"
    rf"|(?P<iid>i\.i\.d\.)|(?P<name>{_SIGNED})|(?P<math>\$\$?|\\[()\[\]])"
    r"|(?P<symbol>⊥⊥|-[o∘○◦]-|_\|\|_|_\|_|<?->|<<|<=|>=|!=|==|\|\||\\[A-Za-z]+\*?|\\\|"
    r"|[-+*/=<>(),;|\[\]{}_^'.≤≥⩽⩾≦≧≠−–—∥→↔⊥⫫⟂≪∞·×∣∧:′’])"
)
_SAME_AS = {
    "[": "(", "]": ")",
    "⊥⊥": "_||_", "_|_": "_||_", "⊥": "_||_", "⫫": "_||_", "\\perp": "_||_",
    "\\indep": "_||_", "\\independent": "_||_", "\\Perp": "_||_", "\\upmodels": "_||_",
    "→": "->", "\\to": "->", "\\rightarrow": "->", "\\longrightarrow": "->",
    "<->": "->", "↔": "->", "\\leftrightarrow": "->", "\\longleftrightarrow": "->",
    **dict.fromkeys(("-o-", "-∘-", "-○-", "-◦-"), "->"),
    "≪": "<<", "\\ll": "<<",
    "≤": "<=", "\\le": "<=", "\\leq": "<=", "\\leqslant": "<=",
    "≥": ">=", "\\ge": ">=", "\\geq": ">=", "\\geqslant": ">=",
    "\\lt": "<", "\\gt": ">",
    "⩽": "<=", "⩾": ">=", "≦": "<=", "≧": ">=", "\\leqq": "<=", "\\geqq": ">=",
    ":": ";", "∧": ";", "\\wedge": ";", "⟂": "_||_", "′": "'", "’": "'",
    "≠": "!=", "\\ne": "!=", "\\neq": "!=",
    "==": "=",
    "−": "-", "–": "-", "—": "-", "\\prime": "'",
    "·": "*", "×": "*", "\\cdot": "*", "\\times": "*",
    "∥": "||", "\\|": "||", "\\parallel": "||", "\\Vert": "||",
    "∣": "|", "\\mid": "|", "\\vert": "|", "\\lvert": "|", "\\rvert": "|",
}  # fmt: skip
_NAMES = {"∞": "oo", "\\infty": "oo", "\\log": "log", "\\ln": "log", "i.i.d.": "iid"}


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


def pieces(text: str) -> Iterator[Token]:
    """Return the pieces of a text in order, each command of LaTeX a piece of its own."""
    if not isinstance(text, str):
        msg = f"expected text, got {text!r} ({type(text).__name__})"
        raise BadInput(msg)
    if len(text) > LONGEST:
        msg = f"a text has at most {LONGEST} characters, got {len(text)}"
        raise parse_error(text, LONGEST, msg)
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise parse_error(text, position, f"unexpected character {text[position]!r}")
        if match.lastgroup != "space":
            yield _piece(text, match.group(), str(match.lastgroup), position)
        position = match.end()


def _piece(text: str, found: str, kind: str, position: int) -> Token:
    if kind == "scientific":
        base, _, power = found.lower().partition("e")
        meant = f"{base}/10^{power[1:]}" if power[0] == "-" else f"{base}*10^{power.lstrip('+')}"
        raise parse_error(text, position, f"scientific notation is not read; write {meant}")
    if kind == "number" and len(found) > MOST_DIGITS:
        msg = f"a number has at most {MOST_DIGITS} digits, got {len(found)}"
        raise parse_error(text, position, msg)
    if found in _NAMES:
        return Token("name", _NAMES[found], position)
    if kind == "name":
        return name_token(text, _plain_name(found), position)
    return Token(_SAME_AS.get(found, found) if kind == "symbol" else kind, found, position)


def _plain_name(found: str) -> str:
    """Return a name in plain letters: alpha for its letter, Xhat_1 for X with a hat and a 1."""
    if found.isascii():
        return found
    name = ""
    for before, char in zip(f" {found}", found, strict=False):
        if char in _SMALL_DIGITS:
            name += ("" if before in _SMALL_DIGITS else "_") + _SMALL_DIGITS[char]
        elif char in _MARKS:
            name += _MARKS[char]
        elif char in _PRIMES:
            name += "'"
        else:
            name += char if char.isascii() else _greek(char)
    return name


def _greek(char: str) -> str:
    name = unicodedata.name(char).replace("FINAL ", "").replace("LAMDA", "LAMBDA")
    *_, kind, _, word = name.split()
    return word.lower() if kind == "SMALL" else word.capitalize()


def name_token(text: str, name: str, position: int) -> Token:
    """Return a name as a token, if it is not too long."""
    if len(name) > LONGEST_NAME:
        msg = f"a name has at most {LONGEST_NAME} characters, got {len(name)}"
        raise parse_error(text, position, msg)
    return Token("name", name, position)
