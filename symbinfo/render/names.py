"""Names as LaTeX: greek letters, indices, primes, hats, and alphabets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sympy.printing.conventions import split_super_sub
from sympy.printing.latex import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([%#&$_{}])")
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)")


def name_latex(name: str) -> str:
    r"""Return a name as LaTeX.

    >>> name_latex("lambda"), name_latex("x1'"), name_latex("yhat"), name_latex("|X|")
    ('\\lambda', "x_1'", '\\hat{y}', '|\\mathcal{X}|')
    >>> name_latex("Y_{i-1}"), name_latex("X_1^n")
    ('Y_{i-1}', 'X_1^{n}')
    """
    base = name.rstrip("'")
    primes = name[len(base) :]
    if len(base) > 2 and base[0] == base[-1] == "|":
        return f"|{alphabet(base[1:-1]) or name_latex(base[1:-1])}|"
    stem, uppers, lowers = split_super_sub("".join(map(_spelled, base)))
    text = subscript(_word(stem), ",".join(map(_word, lowers)))
    if not uppers:
        return text + primes
    powers = ",".join(map(_word, uppers)) + r"\prime" * len(primes)
    return f"{text}^{{{powers}}}"


def _spelled(char: str) -> str:
    found = _GREEK.fullmatch(unicodedata.name(char, ""))
    if not found:
        return char
    return found[2].lower() if found[1] == "SMALL" else found[2].capitalize()


def _word(word: str) -> str:
    if inner := re.fullmatch(r"\{([A-Za-z0-9+\-]+)\}", word):
        return inner[1]
    if not (word.isascii() and word.isalnum()):
        return rf"\text{{{escaped(word)}}}"
    text = str(translate(word))
    plain = text == word and len(word) > 1 and not word.isdigit()
    return rf"\mathrm{{{word}}}" if plain else text


def escaped(text: str) -> str:
    """Return text with the characters escaped that LaTeX reads as commands."""
    text = text.replace("\\", "\0")
    text = _SPECIAL.sub(r"\\\1", text).replace("^", r"\^{}").replace("~", r"\~{}")
    for char in "<>|":
        text = text.replace(char, f"${char}$")
    return text.replace("\0", r"$\backslash$")


def subscript(base: str, index: str) -> str:
    r"""Return the base with an index, in braces where it has more than one character.

    >>> subscript("a", "i"), subscript("x_{1}", "i"), subscript("a", "")
    ('a_i', 'x_{1,i}', 'a')
    """
    if not index:
        return base
    inner = re.fullmatch(r"(.*)_(?:\{([^{}]*)\}|(\w))", base)
    if inner:
        return f"{inner[1]}_{{{inner[2] or inner[3]},{index}}}"
    return f"{base}_{index}" if len(index) == 1 else f"{base}_{{{index}}}"


def alphabet(name: str) -> str:
    r"""Return the alphabet that a letter is from, or an empty text if it has no usual name.

    >>> alphabet("x"), alphabet("y1'"), alphabet("theta")
    ('\\mathcal{X}', '\\mathcal{Y}_{1}', '')
    """
    found = re.fullmatch(r"([A-Za-z])_?(\d*)'*", name)
    if not found:
        return ""
    calligraphic = rf"\mathcal{{{found[1].upper()}}}"
    return f"{calligraphic}_{{{found[2]}}}" if found[2] else calligraphic


def joined(parts: Iterable[str]) -> str:
    r"""Return the parts side by side, with a space where a command would swallow a letter.

    >>> joined([r"\Theta", "X", "Y"])
    '\\Theta XY'
    """
    text = ""
    for part in parts:
        glue = " " if re.search(r"\\[A-Za-z]+$", text) and part[:1].isalpha() else ""
        text += glue + part
    return text


def listed(parts: Iterable[str], word: str = "and") -> str:
    """Return the parts as a list in prose.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *first, last = parts
    return f"{', '.join(first)} {word} {last}" if first else last
