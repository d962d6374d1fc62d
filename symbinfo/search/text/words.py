"""Words of English and of other notations that the syntax has not, and what to write for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.search.text.cursor import Cursor

_NATURAL = "every logarithm is natural: write log |X| or log n, and a number of bits b as b*log(2)"
_EACH = "the least and the largest of several are not known: claim it of each by itself"
_INDEPENDENT = "independence is written X _||_ Y, or X _||_ Y | Z"
_FUNCTION = "a function is written Y = f(X), or H(Y|X) = 0"
_ONE = "one claim at a time: a chain a <= b <= c is one, and a file may hold many (docs/session.md)"
WORDS = {
    **dict.fromkeys(("min", "max", "Min", "Max"), _EACH),
    **dict.fromkeys(("log2", "log_2", "log10", "log_10", "lg", "ld"), _NATURAL),
    **dict.fromkeys(("bit", "bits"), "values are in nats: write a number of bits b as b*log(2)"),
    **dict.fromkeys(("nat", "nats"), "values are in nats: write the number alone"),
    **dict.fromkeys(("sum", "Sum"), "sums are written out, term by term"),
    **dict.fromkeys(("independent", "indep", "indep."), _INDEPENDENT),
    **dict.fromkeys(("function", "func"), _FUNCTION),
    **dict.fromkeys(("and", "And"), _ONE),
    **dict.fromkeys(("E", "Exp"), "expectations are not read: write the measure itself, as H(X)"),
}


def refuse_words(cursor: Cursor) -> None:
    """Say what to write for a word that is no name of this syntax, if there is one."""
    for token in cursor.tokens:
        if token.kind == "name" and token.text in WORDS and not _bracketed(cursor, token.position):
            cursor.fail(WORDS[token.text], token)


def _bracketed(cursor: Cursor, position: int) -> bool:
    """Whether a place is inside of brackets, where a word is the name of a variable."""
    before = [token.kind for token in cursor.tokens if token.position < position]
    return before.count("(") > before.count(")")
