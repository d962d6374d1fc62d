"""Probabilities from the words of a command line, and the measures they can be given to."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from sympy import Expr, Rational, S

from symbinfo.core.pmf import ExplicitPmf, explicit_pmf
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
    TotalVariation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Vector = tuple[Rational, ...]
_NUMBER = re.compile(
    r"[+-]?(\d{1,4000}/\d{1,4000}|(\d{1,4000}\.?\d{0,4000}|\.\d{1,4000})(e[+-]?\d{1,3})?)"
)


def parse_number(text: str) -> Rational:
    """Return the exact number that a word says: 9/10, 0.9 or 9e-1.

    >>> parse_number("0.9")
    9/10
    """
    word = text.strip().lower()
    if not word.isascii() or not _NUMBER.fullmatch(word):
        msg = f"{text!r} is not a number: write a fraction such as 9/10 or a decimal such as 0.9"
        raise BadInput(msg)
    above, _, below = word.partition("/")
    if below and int(below) == 0:
        msg = f"{text!r} is not a number: its denominator is 0"
        raise BadInput(msg)
    return Rational(int(above), int(below)) if below else Rational(above)


def parse_vectors(words: Sequence[str]) -> list[Vector]:
    """Return the vectors of probabilities that the words give, all of one length.

    Words without a comma are the entries of one vector; else each word is a vector. A comma
    at the end marks a vector with one entry.

    >>> parse_vectors(["9/10", "0.1"])
    [(9/10, 1/10)]
    >>> parse_vectors(["1/2,1/2", "1,0"])
    [(1/2, 1/2), (1, 0)]
    """
    if not words:
        msg = "expected probabilities such as 9/10 1/10, got nothing"
        raise BadInput(msg)
    if any("," in word for word in words):
        vectors = [_vector(word) for word in words]
    else:
        vectors = [tuple(_probability(word) for word in words)]
    lengths = [len(vector) for vector in vectors]
    if len(set(lengths)) > 1:
        msg = f"all vectors must have one length, got the lengths {', '.join(map(str, lengths))}"
        raise BadInput(msg)
    return vectors


def _vector(word: str) -> Vector:
    return tuple(_probability(part) for part in word.removesuffix(",").split(","))


def _probability(word: str) -> Rational:
    value = parse_number(word)
    if not 0 <= value <= 1:
        msg = f"a probability must be between 0 and 1, got {word.strip()}"
        raise BadInput(msg)
    return value


def _sums_to_one(entries: Sequence[Rational]) -> None:
    total = sum(entries, S.Zero)
    if total != 1:
        given = ", ".join(map(str, entries))
        msg = f"the probabilities must sum to 1, got {given} with the sum {total}"
        raise BadInput(msg)


def pmfs(vectors: Sequence[Vector], count: int, name: str) -> list[ExplicitPmf]:
    """Return the distributions, if they are as many as a measure takes."""
    if len(vectors) != count:
        need = {1: "one distribution, such as 9/10 1/10", 2: "two, such as 1/2,1/2 1,0"}[count]
        msg = f"{name} takes {need}; got {len(vectors)}"
        raise BadInput(msg)
    for vector in vectors:
        _sums_to_one(vector)
    return [explicit_pmf(dict(enumerate(vector))) for vector in vectors]


def _table(vectors: Sequence[Vector], name: str) -> tuple[RandomVariable, RandomVariable]:
    """Return X and Y, whose joint law has a row for each value of X."""
    if len(vectors) < 2:
        msg = f"{name} takes the rows of a joint table, such as 1/2,0 0,1/2; got one row"
        raise BadInput(msg)
    _sums_to_one([value for row in vectors for value in row])
    cells = {(i, j): value for i, row in enumerate(vectors) for j, value in enumerate(row)}
    x, y = random_variables("X Y", law=cells)
    return x, y


def _entropy(vectors: Sequence[Vector]) -> Expr:
    return Entropy(*pmfs(vectors, 1, "entropy"))


def _cross_entropy(vectors: Sequence[Vector]) -> Expr:
    return CrossEntropy(*pmfs(vectors, 2, "cross_entropy"))


def _kl_divergence(vectors: Sequence[Vector]) -> Expr:
    return KLDivergence(*pmfs(vectors, 2, "kl_divergence"))


def _jensen_shannon(vectors: Sequence[Vector]) -> Expr:
    return JensenShannonDivergence(*pmfs(vectors, 2, "jensen_shannon"))


def _total_variation(vectors: Sequence[Vector]) -> Expr:
    return TotalVariation(*pmfs(vectors, 2, "total_variation"))


def _hellinger(vectors: Sequence[Vector]) -> Expr:
    return HellingerDistance(*pmfs(vectors, 2, "hellinger"))


def _self_information(vectors: Sequence[Vector]) -> Expr:
    if len(vectors) != 1 or len(vectors[0]) != 1:
        msg = "self_information takes one probability, such as 1/8"
        raise BadInput(msg)
    return SelfInformation(vectors[0][0])


def _joint_entropy(vectors: Sequence[Vector]) -> Expr:
    return Entropy(*_table(vectors, "joint_entropy"))


def _conditional_entropy(vectors: Sequence[Vector]) -> Expr:
    x, y = _table(vectors, "conditional_entropy")
    return Entropy(y, given=x)


def _mutual_information(vectors: Sequence[Vector]) -> Expr:
    return MutualInformation(*_table(vectors, "mutual_information"))


MEASURES: MappingProxyType[str, Callable[[Sequence[Vector]], Expr]] = MappingProxyType(
    {
        "entropy": _entropy,
        "cross_entropy": _cross_entropy,
        "kl_divergence": _kl_divergence,
        "jensen_shannon": _jensen_shannon,
        "total_variation": _total_variation,
        "hellinger": _hellinger,
        "self_information": _self_information,
        "joint_entropy": _joint_entropy,
        "conditional_entropy": _conditional_entropy,
        "mutual_information": _mutual_information,
    }
)
"""The names of the measures on the command line, with what makes each from its vectors.

Tables have a row for each value of X; `conditional_entropy` is H(Y | X).
"""
