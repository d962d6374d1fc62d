"""Claims of a certificate joined by the chain rule: I(X;Y) + I(X;Z|Y) is I(X;Y,Z)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from symbinfo.search.shapes import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy import Rational

    from symbinfo.search.entropic import Known, Vector
    from symbinfo.search.shapes import Shape

    Term = tuple[Rational, Known]
    Claim = Callable[[Shape], Known | None]


def joined(terms: list[Term], claim: Claim) -> list[Term]:
    """Return the terms with those joined that are one claim about larger groups."""
    terms = [(c, _written(one, claim)) for c, one in terms]
    while True:
        places = combinations(range(len(terms)), 2)
        found = ((i, j, _joined(terms[i], terms[j], claim)) for i, j in places)
        first = next((one for one in found if one[2] is not None), None)
        if first is None:
            return terms
        i, j, term = first
        terms = [*terms[:i], term, *terms[i + 1 : j], *terms[j + 1 :]]  # type: ignore[list-item]


def _written(known: Known, claim: Claim) -> Known:
    """Return the claim with its variables in order."""
    shape = shape_of(known.vector)
    return (claim(shape) if shape else None) or known


def _joined(one: Term, two: Term, claim: Claim) -> Term | None:
    (c, left), (d, right) = one, two
    if shape_of(left.vector) is None or shape_of(right.vector) is None:
        return None
    if c != d and (c != -d or left.bound or right.bound):
        return None
    for sign in (1, -1) if c == -d else (1,):
        known = _sum(left.vector, right.vector, sign, -sign if c == -d else sign, claim)
        if known is not None:
            return sign * c, known
    return None


def _sum(left: Vector, right: Vector, c: int, d: int, claim: Claim) -> Known | None:
    """Return the claim about c * left + d * right, if that is one measure."""
    total = {key: c * value for key, value in left.items()}
    for key, value in right.items():
        total[key] = total.get(key, Fraction(0)) + d * value
    shape = shape_of({key: value for key, value in total.items() if value})
    return claim(shape) if shape is not None else None
