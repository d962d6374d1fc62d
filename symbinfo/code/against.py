"""The measure of ``--against``, from text."""

from __future__ import annotations

import re
from typing import Any

from sympy import Expr, Rational, Sum, exp, preorder_traversal

from symbinfo.core.atoms import XLogY, letter
from symbinfo.core.pmf import SymbolicPmf, pmf
from symbinfo.core.sequences import Sequence, sequence
from symbinfo.core.variables import random_variables
from symbinfo.errors import BadInput, SymbinfoError
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    RenyiDivergence,
    RenyiEntropy,
    TotalVariation,
    TsallisEntropy,
)

_EXAMPLES = (
    'such as "D(p||q)", "H(p)", "H(p,q)", "JSD(p||q)", "TV(p,q)", "Hel(p,q)", "I(X;Y)", '
    '"RenyiEntropy(p, 2)" or "H(p, softmax(z))"'
)
_CALL = re.compile(r"(\w+)\(([\w\s,./-]*)\)")
_MEASURES: tuple[type[Expr], ...] = (
    *(Entropy, CrossEntropy, KLDivergence, JensenShannonDivergence, TotalVariation),
    *(HellingerDistance, RenyiEntropy, RenyiDivergence, TsallisEntropy, MutualInformation),
)
_DISTANCE = re.compile(r"(TV|Hel)\(([a-z]\w*)(?:,|\|\|)([a-z]\w*)\)(\^2)?")
_DISTANCES = {"TV": TotalVariation, "Hel": HellingerDistance}
_OF_A_CLAIM = ("=", "<", ">", "->", "_||_")


def measure_from_text(text: str, taker: str = "--against") -> Expr:
    """Return the measure that a text names; `taker` is who takes it, for messages.

    >>> from symbinfo.code.against import measure_from_text
    >>> measure_from_text("D(p||q)")
    D(p || q)
    """
    if "".join(text.split()).lower() == "h(p,softmax(z))":
        return softmax_cross_entropy()
    called = _CALL.fullmatch(text.strip())
    made = _called(called[1], called[2]) if called else None
    if made is not None:
        return made
    distance = _DISTANCE.fullmatch("".join(text.split()))
    if distance:
        name, p, q, square = distance.groups()
        return _DISTANCES[name](pmf(p), pmf(q)) ** (2 if square else 1)
    if not text.strip() or any(sign in text for sign in _OF_A_CLAIM):
        msg = f"{taker} takes a measure, {_EXAMPLES}, got {text!r}"
        raise BadInput(msg)
    from symbinfo.search.text import parse_claim

    try:
        (link,) = parse_claim(f"{text} >= 0").links
    except SymbinfoError as error:
        first = str(error).splitlines()[0].replace(f"{text} >= 0", text)
        msg = f"{taker} takes a measure, {_EXAMPLES}, got {text!r}: {first}"
        raise BadInput(msg) from error
    found: Any = link.lhs
    if not isinstance(found, Expr) or found.is_number:
        msg = f"{taker} takes a measure, {_EXAMPLES}, got {text!r}"
        raise BadInput(msg)
    return found


def _called(name: str, inside: str) -> Expr | None:
    """Return a measure that is written as in Python, such as RenyiEntropy(p, 2)."""
    measure = next((one for one in _MEASURES if one.__name__ == name), None)
    if measure is None:
        return None
    parts = [part.strip() for part in inside.split(",")]
    try:
        return measure(*_arguments(parts))
    except (TypeError, ValueError, ZeroDivisionError) as error:
        why = "a division by 0" if isinstance(error, ZeroDivisionError) else str(error)
        why = "too many arguments" if "positional arguments but" in why else why
        msg = f"{name}({inside}): {why.removeprefix(f'{name}.__new__() ')}"
        raise BadInput(msg) from error


def _arguments(parts: list[str]) -> list[object]:
    """Return distributions, variables (with a capital) and numbers; equal names are one."""
    names = dict.fromkeys(part for part in parts if part.isidentifier())
    known: dict[str, object] = {name: pmf(name) for name in names if not name[0].isupper()}
    variables = [name for name in names if name[0].isupper()]
    if variables:
        known |= dict(zip(variables, random_variables(" ".join(variables)), strict=True))
    return [known[part] if part in known else Rational(part) for part in parts]


def softmax_cross_entropy(p: Any = None, z: Any = None) -> Expr:
    """Return H(p, softmax(z)): the cross-entropy of a target p and scores z."""
    p = pmf("p") if p is None else p
    z = sequence("z", p.size) if z is None else z
    x, j = letter("x"), letter("j")
    total = Sum(exp(z(j)), (j, 0, p.size - 1))
    return -Sum(XLogY(p(x), exp(z(x)) / total), (x, 0, p.size - 1))


def in_words(measure: Expr) -> str:
    """Return a measure as it is typed; a softmax cross-entropy by its name.

    >>> from symbinfo.code.against import in_words, softmax_cross_entropy
    >>> in_words(softmax_cross_entropy())
    'H(p, softmax(z))'
    """
    laws = [n for n in preorder_traversal(measure) if isinstance(n, SymbolicPmf)]
    scores = [n for n in preorder_traversal(measure) if isinstance(n, Sequence)]
    if laws and scores and measure == softmax_cross_entropy(laws[0], scores[0]):
        return f"H({laws[0]}, softmax({scores[0]}))"
    return str(measure)
