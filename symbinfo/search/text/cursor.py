"""A cursor over the tokens of a text."""

from __future__ import annotations

from typing import NoReturn, final

from symbinfo.search.text.latex import plain
from symbinfo.search.text.tokens import Token, parse_error, pieces

_HINTS = {
    "/": ": did you mean '|'?",
    "=": ": H(X|Y) is an average over the values of Y, and single values are not understood",
}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@final
class Cursor:
    """A place in the tokens of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = (*plain(text, tuple(pieces(text))), Token("end", "", len(text.rstrip())))
        self._index = 0
        if len(self.tokens) == 1:
            self.fail("the text is empty", self.peek)

    @property
    def peek(self) -> Token:
        """The token that is next."""
        return self.tokens[self._index]

    @property
    def before(self) -> Token:
        """The token before the next one; the next one itself, if it is the first."""
        return self.tokens[max(self._index - 1, 0)]

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

    def close(self, bracket: Token) -> None:
        """Step over the bracket that closes `bracket`."""
        closing = _CLOSING.get(bracket.text, bracket.text)
        column = bracket.position + 1
        if self.peek.text != closing and not (bracket.kind == "|" == self.peek.kind):
            what = f"'{closing}' to close the '{bracket.text}' at column {column}"
            self.expected(what, self._hint(bracket))
        self.next()

    def _hint(self, bracket: Token) -> str:
        """Say what was meant, where a measure goes on with '/' or '='."""
        inside = [t.kind for t in self.tokens if bracket.position < t.position < self.peek.position]
        hint = _HINTS.get(self.peek.kind, "")
        return hint if inside[:1] == ["name"] and (self.peek.kind == "/" or "|" in inside) else ""

    def expected(self, what: str, hint: str = "") -> NoReturn:
        """Say that something else than the next token was expected."""
        self.fail(f"expected {what}, found {self.peek}{hint}", self.peek)

    def fail(self, why: str, token: Token) -> NoReturn:
        """Say `why` at a token."""
        raise parse_error(self.text, token.position, why)
