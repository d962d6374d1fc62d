"""Sums of powers on whole arrays, as `careful_powers` has them, in the digits of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import Integer, S

if TYPE_CHECKING:
    from symbinfo.numeric.backends.whole import Whole
    from symbinfo.numeric.program import PowerSum


@final
class PowerSums:
    """A power sum, of whose terms 0 log 0 and the like have no derivative."""

    def __init__(self, run: Whole, node: PowerSum) -> None:
        self.run, self.space, self.node = run, run.space, node
        space, e = run.space, run.value(node.exponent)
        self.zero_at, self.infinite = e == space.zero, abs(e) == space.constant(S.Infinity)
        self.given = space.where(self.infinite | self.zero_at, space.one, e)
        self.exponent, self.sign = e, space.where(e > space.zero, space.one, -space.one)
        self._terms()

    def rate(self) -> Any:
        """Return (the power sum - 1) / e."""
        space = self.space
        above = space.where(self._extreme() * self.sign > space.zero, space.one, space.zero)
        endless = space.where(above == space.one, space.constant(S.Infinity), space.zero)
        return self._chosen(self._sum(self.excess, self.excess_rest) / self.given, endless)

    def log_mean(self) -> Any:
        """Return the logarithm of the power sum, over e."""
        space, excess = self.space, self._sum(self.excess, self.excess_rest)
        near = abs(excess) < space.constant(S.Half)
        inside = space.entries("log1p", space.where(near, excess, space.zero))
        most = space.largest(self.parts, self._places)
        most = space.where(abs(most) < space.constant(S.Infinity), most, space.zero)
        whole = self._total(space.entries("exp", self.parts - most))
        far = most + space.entries("log", space.where(near, space.one, whole))
        return self._chosen(space.where(near, inside, far) / self.given, self._extreme())

    def _chosen(self, value: Any, endless: Any) -> Any:
        rate = self._sum(self.rates, self.rate_rest)
        value = self.space.where(self.zero_at, rate, value)
        return self.space.where(self.infinite, endless, value)

    @property
    def _places(self) -> tuple[int, ...]:
        return self.run.places(self.node.over)

    def _total(self, value: Any) -> Any:
        return self.space.total(value, self._places)

    def _sum(self, terms: Any, rest: Any) -> Any:
        whole = self._total(terms)
        return whole if self.run.normalised else whole + rest

    def _extreme(self) -> Any:
        least = -self.space.constant(S.Infinity)
        logs = self.space.where(self.there, self.sign * self.logs, least)
        return self.sign * self.space.largest(logs, self._places)

    def _terms(self) -> None:
        run, node, space = self.run, self.node, self.space
        w, e = run.value(node.weight), self.given
        self.there = w != space.zero
        self.logs = run.log(node.base, self.there)
        if node.other is None:
            u = e * self.logs
            self.parts = self._parts(w, u, self.there)
            self.excess = space.where(self.there, w * space.entries("expm1", u), space.zero)
            self.rates = space.where(self.there, w * self.logs, space.zero)
            self.excess_rest, self.rate_rest = self._total(w) - space.one, space.zero
            return
        self._of_two(w, run.value(node.other))

    def _parts(self, w: Any, u: Any, there: Any) -> Any:
        logs = self.space.entries("log", self.space.where(there, w, self.space.one))
        return self.space.where(there, logs + u, -self.space.constant(S.Infinity))

    def _of_two(self, p: Any, q: Any) -> None:
        """Take the tangent off the terms; the laws change places for orders below 1/2."""
        space, order, e = self.space, self.run.value(self.node.order), self.given
        swap = (order >= space.zero) & (order < space.constant(S.Half))
        x, y = space.where(swap, q, p), space.where(swap, p, q)
        e, d = space.where(swap, -order, e), y - x
        both = self.there & ((q != space.zero) | (e > space.zero))
        logs = space.where(swap, -self.logs, self.logs)
        u = e * space.where(both, logs, space.zero)
        powers = space.where(both, x * space.entries("expm1", u), -x)
        far, found = powers + e * d, space.near(x, y, d)
        tangent = space.where(self.there, p * self.logs, space.zero) + (q - p)
        self.excess, self.rates = far, tangent
        if found:
            near, terms = found
            close = near & (u < space.constant(Integer(3)))
            beyond = self._beyond_tangent(space.where(close, u, space.zero))
            self.excess = space.where(close, e * terms + x * beyond, far)
            self.rates = space.where(near, space.near(p, q, q - p)[1], tangent)  # type: ignore[index]
        self.parts = self._parts(x, u, both)
        whole, total = self._total(x) - space.one, self._total(q - p)
        self.excess_rest, self.rate_rest = whole - e * self._total(d), -total

    def _beyond_tangent(self, u: Any) -> Any:
        """Return exp(u) - 1 - u."""
        space = self.space
        small = abs(u) < space.one
        inside = space.where(small, u, space.zero)
        value = space.one
        for k in range(20, 2, -1):
            value = space.one + value * inside / space.constant(Integer(k))
        series = inside * inside * space.constant(S.Half) * value
        return space.where(small, series, space.entries("expm1", u) - u)
