"""Sums of powers of laws with all their digits: what Renyi and Tsallis measures are made of.

With v = w / b, a term w b**e of two laws is taken without what cancels in the sum over both,

    t = w b**e - w - e (w - v),

which has one sign for all letters: it is v times a convex or a concave function of b, less its
tangent at b = 1. A term of one law is w b**e - w. The sum of the powers is 1 plus that of t.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from symbinfo.numeric import double
from symbinfo.numeric.double import Double, exact

if TYPE_CHECKING:
    from symbinfo.numeric.careful import Careful
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.program import PowerSum

_SMALL, _LARGE = 1e-280, 1e280
_FAR = 3.0  # an exponent, beyond which a power is not near its tangent


class Terms(NamedTuple):
    """The terms of a power sum: weights, bases with their logarithms, and the exponent.

    `other` is what the weight over the base is, if that is a law.
    """

    weight: Double
    base: Double
    logs: Array
    exponent: Double
    other: Double | None


class Sums(NamedTuple):
    """The excess over 1 of a power sum, its rate at exponent 0, the sum, and its logarithm."""

    excess: Array
    rate: Array
    logarithm: Array


def rate(run: Careful, node: PowerSum, places: tuple[int, ...], *, normalised: bool) -> Double:
    """Return (the power sum - 1) / e."""
    exponent, given = _exponents(run, node)
    sums = _sums(_read(run, node, given), places, normalised=normalised)
    values = np.where(exponent.high == 0, sums.rate, sums.excess / given.high)
    if not np.isinf(exponent.high).any():
        return exact(values)
    most = _extreme(run, node, places, np.sign(exponent.high))
    return exact(np.where(np.isinf(exponent.high), np.where(most > 0, np.inf, 0.0), values))


def log_mean(run: Careful, node: PowerSum, places: tuple[int, ...], *, normalised: bool) -> Double:
    """Return the logarithm of the power sum, over e."""
    exponent, given = _exponents(run, node)
    sums = _sums(_read(run, node, given), places, normalised=normalised)
    values = np.where(exponent.high == 0, sums.rate, sums.logarithm / given.high)
    if not np.isinf(exponent.high).any():
        return exact(values)
    sign = np.sign(exponent.high)
    most = sign * _extreme(run, node, places, sign)
    return exact(np.where(np.isinf(exponent.high), most, values))


def _exponents(run: Careful, node: PowerSum) -> tuple[Double, Double]:
    """Return the exponents, and those that sums are made with: 1 for an infinite one."""
    e = run.value(node.exponent)
    infinite = np.isinf(e.high)
    return e, Double(np.where(infinite, 1.0, e.high), np.where(infinite, 0.0, e.low))


def _extreme(run: Careful, node: PowerSum, places: tuple[int, ...], sign: Array) -> Array:
    """Return the largest logarithm of a base with its sign, among letters with a weight."""
    w = run.value(node.weight).high
    logs = np.where(w > 0, sign * run.log(node.base), -np.inf)
    return np.max(logs, axis=places, keepdims=True)  # type: ignore[no-any-return]


def _read(run: Careful, node: PowerSum, e: Double) -> Terms:
    """Return the terms; two laws change places if that takes the exponent nearer to 0."""
    w, logs = run.value(node.weight), run.log(node.base)
    if node.other is None:
        return Terms(w, run.value(node.base), logs, e, None)
    v = run.value(node.other)
    low = (e.high < -0.5) & (e.high >= -1)
    if low.any():
        swapped = double.negative(double.add(e, exact(1.0)))
        w, v = _where(low, v, w), _where(low, w, v)
        e, logs = _where(low, swapped, e), np.where(low, -logs, logs)
    return Terms(w, double.divide(w, v), logs, e, v)


def _where(condition: Any, yes: Double, no: Double) -> Double:
    return Double(*(np.where(condition, a, b) for a, b in zip(yes, no, strict=True)))


def _sums(terms: Terms, places: tuple[int, ...], *, normalised: bool) -> Sums:
    w, v, e = terms.weight, terms.other, terms.exponent
    powers = _powers(terms)
    excess, rate = _excesses(terms, powers)
    excess, rate = (double.plain_total(x, places) for x in (excess, rate))
    if not normalised:
        rest = double.total(w, places)
        rest = double.add(rest, exact(-1.0))
        if v is not None:
            d = double.total(double.add(w, double.negative(v)), places)
            rest = double.add(rest, double.multiply(e, d))
            rate = rate + d.high
        excess = excess + rest.high
    whole = double.plain_total(powers, places)
    fits = (whole > _SMALL) & (whole < _LARGE)
    logs = np.where(np.abs(excess) < 0.5, np.log1p(excess), np.log(whole))
    if not fits.all():
        logs = np.where(fits, logs, _shifted(terms, places))
    return Sums(excess, rate, logs)


def _powers(terms: Terms) -> Array:
    """Return w b**e; the half of the exponent first, which neither overflows nor vanishes."""
    (w, _), (b, low), logs, e, v = terms
    half = b ** (e.high / 2)
    odd = ~((b > _SMALL) & (b < _LARGE))
    if odd.any():
        half = np.where(odd, np.exp(e.high / 2 * logs), half)
    rest = np.where(b > 0, low / b, 0.0)
    rest = np.where(np.isfinite(rest), e.high * rest, 0.0)
    powers = w * half * half * np.exp(rest + np.where(np.isfinite(logs), e.low * logs, 0.0))
    none = w == 0 if v is None else (w == 0) | ((v.high == 0) & (e.high <= 0))
    return np.where(none, 0.0, powers)


def _excesses(terms: Terms, powers: Array) -> tuple[Array, Array]:
    """Return the terms without what cancels, and their rates at exponent 0."""
    w, _, logs, e, v = terms
    x, u = w.high, e.high * terms.logs
    far = np.where(u > 1, powers - x, x * np.expm1(u))
    far = np.where(powers == 0, -x, far)
    rates = np.where(x == 0, 0.0, x * logs)
    if v is None:
        return np.where(x == 0, 0.0, far), rates
    d = double.add(v, double.negative(w)).high
    s = np.where(d == 0, 0.0, d / (x + v.high))
    near = np.abs(s) <= 1 / 3
    bregman = _near(x, d, np.where(near, s, 0.0))
    tangent = e.high * bregman + x * _beyond_tangent(u)
    slopes = np.where(d == 0, 0.0, e.high * d)
    excess = np.where(near & (u <= _FAR), tangent, far + slopes)
    return excess, np.where(near, bregman, rates + d)


def _near(x: Array, d: Array, s: Array) -> Array:
    """Return x log(x / y) - x + y, from d = y - x and a small s = d / (x + y)."""
    u = s * s
    phi = np.zeros_like(u)
    for k in range(35, 1, -2):
        phi = phi * u + 1 / k
    return s * (d - 2 * x * u * phi)


def _beyond_tangent(u: Array) -> Array:
    """Return exp(u) - 1 - u."""
    small = np.abs(u) < 1
    inside = np.where(small, u, 0.0)
    value = np.ones_like(inside)
    for k in range(20, 2, -1):
        value = 1 + value * inside / k
    return np.where(small, inside * inside / 2 * value, np.expm1(u) - u)


def _shifted(terms: Terms, places: tuple[int, ...]) -> Array:
    """Return the logarithm of a power sum that is no normal number."""
    w = terms.weight.high
    logs = np.log(w) + terms.exponent.high * terms.logs
    logs = np.where((w == 0) | np.isnan(logs), -np.inf, logs)
    most = np.max(logs, axis=places, keepdims=True)
    shift = np.where(np.isfinite(most), most, 0.0)
    return shift + np.log(double.plain_total(np.exp(logs - shift), places))
