"""Remarks with formulas between dollar signs, as plain text for terminals."""

from __future__ import annotations

import re

from sympy.printing.pretty.pretty_symbology import greek_unicode

_MATH = re.compile(r"\$([^$]*)\$")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FRACTION = r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}"
_SIGNS = {
    "le": ("<=", "≤"),
    "ge": (">=", "≥"),
    "ne": ("!=", "≠"),
    "ll": ("<<", "≪"),
    "to": ("->", "→"),
    "mid": ("|", "|"),
    "in": ("in", "in"),
    "cdot": ("*", "·"),
    "log": ("log", "log"),
    "ln": ("ln", "ln"),
    "infty": ("oo", "∞"),
    "sum": ("sum", "Σ"),
}
_TIGHT = ("infty", "sum")
_REWRITTEN = (
    (r"\\log\s*" + _FRACTION, r"\\log(\1/\2)"),
    (_FRACTION, r"\1/\2"),
    (r"\\(?:mathrm|mathcal|text)\{([^{}]*)\}", r"\1"),
    (r"\^\{([^{}]{2,})\}", r"^(\1)"),
    (r"\\\|", " || "),
    (r"\\[,;]|~", " "),
    (r"\\!|[{}]", ""),
)


def readable(text: str, *, unicode: bool = True) -> str:
    r"""Return text with its formulas as a terminal shows them.

    >>> readable(r"$a \log\frac{a}{b} \ge a - b$ at $b = \theta$")
    'a log(a/b) ≥ a - b at b = θ'
    >>> readable(r"$p(x,y) = p(x)\,p(y \mid x)$", unicode=False)
    'p(x,y) = p(x) p(y | x)'
    """
    return _MATH.sub(lambda found: _shown(found[1], unicode=unicode), text)


def _shown(math: str, *, unicode: bool) -> str:
    math = re.sub(r"\\hat\{?(\w)\}?", "\\1\u0302" if unicode else r"\1hat", math)
    math = re.sub(r"_\{([^{}]*)\}", lambda found: "_" + found[1].replace(" ", ","), math)
    for pattern, text in _REWRITTEN:
        math = re.sub(pattern, text, math)
    math = _COMMAND.sub(lambda found: _sign(found[1], unicode=unicode), math)
    return re.sub(r"  +", " ", math).replace("( ", "(").replace("log (", "log(").strip()


def _sign(command: str, *, unicode: bool) -> str:
    plain, sign = _SIGNS.get(command, (command, greek_unicode.get(command, command)))
    text = sign if unicode else plain
    spaced = command in _SIGNS and command not in _TIGHT
    return (f" {text}" if command in ("log", "ln") else f" {text} ") if spaced else text
