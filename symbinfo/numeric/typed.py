"""Measures of distributions that are typed, by the names of the command line."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mpmath import mp
from sympy import E, Expr, Max, Rational, S, log

from symbinfo.measures import (
    Entropy,
    FDivergence,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    TsallisEntropy,
)
from symbinfo.numeric.aliases import ALIASES, full_name
from symbinfo.numeric.evaluate import evaluate
from symbinfo.numeric.ready.made import made
from symbinfo.numeric.vectors import MEASURES as PLAIN
from symbinfo.numeric.vectors import pmfs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from symbinfo.core.pmf import ExplicitPmf
    from symbinfo.numeric.parameters import Parameters
    from symbinfo.numeric.vectors import Vector

_LARGE = 64  # of the numerator or denominator of an order, whose powers have too many digits
_DIGITS = 30


class Value(NamedTuple):
    """An exact value, if it can be written down, and the nearest float."""

    exact: Expr | None
    number: float


def value_of(
    measure: str, vectors: Sequence[Vector], parameters: Parameters, base: Expr = E
) -> Value:
    """Return a measure of distributions."""
    name = full_name(measure)
    order = parameters.order
    if order is not None and order.is_finite and max(order.p, order.q) > _LARGE:
        return Value(None, _nearest(name, vectors, order, base))
    return Value(*evaluate(_expression(name, vectors, parameters), base))


def _expression(name: str, vectors: Sequence[Vector], parameters: Parameters) -> Expr:
    if name == "f_divergence":
        return FDivergence(parameters.generator, *pmfs(vectors, 2, name))
    if parameters.order is not None:
        find, count = _ORDERED[name]
        return find(pmfs(vectors, count, name), parameters.order)
    return PLAIN[name](vectors)


def _renyi_entropy(laws: Sequence[ExplicitPmf], order: Expr) -> Expr:
    if order == 1:
        return Entropy(*laws)
    if order is S.Infinity:
        return -log(Max(*_entries(laws[0])))
    return RenyiEntropy(laws[0], order)


def _renyi_divergence(laws: Sequence[ExplicitPmf], order: Expr) -> Expr:
    if order == 1:
        return KLDivergence(*laws)
    if order is S.Infinity:
        pairs = zip(*map(_entries, laws), strict=True)
        ratios = [p / q if q else S.Infinity for p, q in pairs if p]
        return log(Max(*ratios))
    return RenyiDivergence(laws[0], laws[1], order)


def _tsallis_entropy(laws: Sequence[ExplicitPmf], order: Expr) -> Expr:
    if order == 1:
        return Entropy(*laws)
    return S.Zero if order is S.Infinity else TsallisEntropy(laws[0], order)


def _entries(law: ExplicitPmf) -> list[Rational]:
    return [law.probability(S(i)) for i in range(int(law.sizes[0]))]


_ORDERED: MappingProxyType[str, tuple[Callable[[Sequence[ExplicitPmf], Expr], Expr], int]] = (
    MappingProxyType(
        {
            "renyi_entropy": (_renyi_entropy, 1),
            "renyi_divergence": (_renyi_divergence, 2),
            "tsallis_entropy": (_tsallis_entropy, 1),
        }
    )
)
MEASURES: tuple[str, ...] = (*PLAIN, *_ORDERED, "f_divergence", *ALIASES)
"""The names of the measures on the command line; some need an order or a generator."""


def _nearest(name: str, vectors: Sequence[Vector], order: Rational, base: Expr) -> float:
    """Return the value for an order whose exact powers have too many digits."""
    _, count = _ORDERED[name]
    pmfs(vectors, count, name)
    laws = [[Fraction(int(x.p), int(x.q)) for x in vector] for vector in vectors]
    value = made(name, backend="mpmath")(*laws, Fraction(int(order.p), int(order.q)), dps=_DIGITS)
    with mp.workdps(_DIGITS):
        unit = 1 if name == "tsallis_entropy" else mp.mpf(str(log(base).evalf(_DIGITS)))
        return float(value / unit)
