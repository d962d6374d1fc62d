"""Which form a text has, as far as its pieces show it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from symbinfo.search.text.names import names_distribution, names_variable

if TYPE_CHECKING:
    from symbinfo.search.text.cursor import Cursor


def starts_with_distribution(cursor: Cursor) -> bool:
    """Whether a text is p = ..., p > ... or p alone."""
    first = cursor.peek
    small = names_distribution(first.text) or first.text in ("u", "uniform")
    return first.kind == "name" and small and cursor.after.kind in ("=", ">", "end")


def ends_with_iid(cursor: Cursor) -> bool:
    """Whether a text is X1,X2 iid."""
    first, last = cursor.tokens[0], cursor.tokens[-2]
    return last.text == "iid" and (first.kind == "(" or names_variable(first.text))


def is_chain_of_dashes(cursor: Cursor) -> bool:
    """Whether a text is X - Y - Z; with no relation in it, it is nothing else."""
    kinds = [token.kind for token in cursor.tokens]
    names = [token.text for token in cursor.tokens if token.kind == "name"]
    heads = [pair for pair in pairwise(kinds) if pair in (("name", "("), (")", "("))]
    only = set(kinds) <= {"name", ",", "-", "(", ")", "end"}
    links = kinds.count("-") > 1 and kinds[0] != "-" and len(names) > 0
    return only and links and not heads and all(map(names_variable, names))


def is_wrapped(cursor: Cursor) -> bool:
    """Whether the bracket that opens a text closes at its end."""
    depth = 0
    for place, token in enumerate(cursor.tokens[:-1], 1):
        depth += (token.kind == "(") - (token.kind == ")")
        if depth == 0:
            return place > 1 and place == len(cursor.tokens) - 1
    return False


def is_function(cursor: Cursor) -> bool:
    """Whether a text is Y = f(X): names of variables, and a small name before a bracket."""
    kinds = [token.kind for token in cursor.tokens]
    if kinds.count("=") != 1:
        return False
    place = kinds.index("=")
    left, right = cursor.tokens[:place], cursor.tokens[place + 1 :]
    names = [token.text for token in left if token.kind == "name"]
    bare = {token.kind for token in left} <= {"name", ",", "(", ")"} and len(right) > 3
    measures = any(pair == ("name", "(") for pair in pairwise(kinds[:place]))
    head = bare and right[1].kind == "(" and names_distribution(right[0].text)
    return bool(head and names and not measures and all(map(names_variable, names)))
