"""The measure of ``--against``, from text."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Sum, exp

from symbinfo.core.atoms import XLogY, letter, sequence
from symbinfo.core.pmf import pmf
from symbinfo.errors import BadInput, SymbinfoError

_EXAMPLES = 'such as "D(p||q)", "H(p)", "H(p,q)", "JSD(p||q)", "I(X;Y)" or "H(p, softmax(z))"'
_OF_A_CLAIM = ("=", "<", ">", "->", "_||_")


def measure_from_text(text: str) -> Expr:
    """Return the measure that a text names.

    >>> from symbinfo.code.against import measure_from_text
    >>> measure_from_text("D(p||q)")
    D(p || q)
    """
    if "".join(text.split()).lower() == "h(p,softmax(z))":
        return softmax_cross_entropy()
    if not text.strip() or any(sign in text for sign in _OF_A_CLAIM):
        msg = f"--against takes a measure, {_EXAMPLES}, got {text!r}"
        raise BadInput(msg)
    from symbinfo.search.text import parse_claim

    try:
        (link,) = parse_claim(f"{text} >= 0").links
    except SymbinfoError as error:
        first = str(error).splitlines()[0]
        msg = f"--against takes a measure, {_EXAMPLES}, got {text!r}: {first}"
        raise BadInput(msg) from error
    found: Any = link.lhs
    if not isinstance(found, Expr) or found.is_number:
        msg = f"--against takes a measure, {_EXAMPLES}, got {text!r}"
        raise BadInput(msg)
    return found


def softmax_cross_entropy() -> Expr:
    """Return H(p, softmax(z)): the cross-entropy of a target p and scores z."""
    p = pmf("p")
    z = sequence("z", p.size)
    x, j = letter("x"), letter("j")
    total = Sum(exp(z(j)), (j, 0, p.size - 1))
    return -Sum(XLogY(p(x), exp(z(x)) / total), (x, 0, p.size - 1))
