"""Expressions of C as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.numeric.numbers import number as as_number

if TYPE_CHECKING:
    from symbinfo.numeric.program import Constant


def added(terms: list[str]) -> str:
    """Return a sum, with what is negative taken off at its end."""
    last = sorted(terms, key=lambda term: term.startswith("(-"))
    text = bare(last[0])
    for term in last[1:]:
        text += f" - {bare(term)[1:]}" if term.startswith("(-") else f" + {term}"
    return text


def bare(text: str) -> str:
    """Return an expression without brackets around all of it."""
    if not (text.startswith("(") and text.endswith(")")) or text.startswith("(double)"):
        return text
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return text[1:-1] if i == len(text) - 1 else text
    return text


def number(node: Constant) -> str:
    """Return a number."""
    value = as_number(node)
    if value != value:  # noqa: PLR0124 - NaN is not equal to itself
        return "NAN"
    if value in (float("inf"), -float("inf")):
        return "INFINITY" if value > 0 else "(-INFINITY)"
    return repr(value) if value >= 0 else f"({value!r})"
