"""Bounds of generators, and of the sums and products that are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.kernel.forms import Form, Gen, Key, Monomial

if TYPE_CHECKING:
    from fractions import Fraction


class Interval(NamedTuple):
    """Bounds, None where there is none, and whether each is left out."""

    low: Fraction | int | None = None
    open_low: bool = False
    high: Fraction | int | None = None
    open_high: bool = False


UNBOUNDED = Interval()
PROBABILITY = Interval(low=0, high=1)
POSITIVE = Interval(low=0, open_low=True)
NONNEGATIVE = Interval(low=0)

Boxes = Callable[[Gen], Interval]
"""What gives the bounds of a generator."""


def box_nonnegative(box: Interval) -> bool:
    """Whether an interval has no negative number."""
    return box.low is not None and box.low >= 0


def box_positive(box: Interval) -> bool:
    """Whether an interval has positive numbers only."""
    return box.low is not None and (box.low > 0 or (box.low == 0 and box.open_low))


def surely_positive(form: Form, interval: Boxes) -> bool:
    """Whether a form is positive by the bounds of its generators."""
    low, strict = lower_bound(form, interval)
    return low is not None and (low > 0 or (low == 0 and strict))


def surely_nonnegative(form: Form, interval: Boxes) -> bool:
    """Whether a form is at least 0 by the bounds of its generators."""
    low, _ = lower_bound(form, interval)
    return low is not None and low >= 0


def lower_bound(form: Form, interval: Boxes) -> tuple[Fraction | int | None, bool]:
    """Return a lower bound, None if none is known, and whether it is never met."""
    total: Fraction | int = 0
    strict = False
    for key, c in form.items():
        low, open_low, high, open_high = _product(key.monomial, interval)
        bound, is_open = (low, open_low) if c > 0 else (high, open_high)
        if bound is None:
            return None, False
        total += c * bound
        strict = strict or is_open
    return total, strict


def _product(monomial: Monomial, interval: Boxes) -> Interval:
    if len(monomial) == 1 and monomial[0][1] == 1:
        return interval(monomial[0][0])
    low: Fraction | int = 1
    high: Fraction | int | None = 1
    open_low = False
    for gen, e in monomial:
        box = interval(gen)
        if e < 0 or box.low is None or box.low < 0:
            return UNBOUNDED
        low *= box.low**e
        open_low = open_low or box.open_low
        high = None if high is None or box.high is None else high * box.high**e
    return Interval(low, open_low=open_low and low > 0, high=high)


def dominated(form: Form, interval: Boxes) -> bool:
    """Match each negative term with a positive one that is at least as large.

    All monomials are nonnegative.
    """
    plus = {key: c for key, c in form.items() if c > 0}
    for key, c in form.items():
        if c > 0:
            continue
        for other in sorted(plus):
            if plus[other] >= -c and _at_least(other, key, interval):
                plus[other] += c
                break
        else:
            return False
    return True


def _at_least(large: Key, small: Key, interval: Boxes) -> bool:
    if large.binders != small.binders or not set(large.guard) <= set(small.guard):
        return False
    top, bottom = dict(large.monomial), dict(small.monomial)
    for gen in set(top) & set(bottom):
        shared = min(top[gen], bottom[gen])
        top[gen] -= shared
        bottom[gen] -= shared
    if any(top.values()) or not _conditionals_only(bottom):
        return False
    boxes = [interval(gen) for gen, e in bottom.items() if e]
    return all(box_nonnegative(box) and box.high is not None and box.high <= 1 for box in boxes)


def _conditionals_only(powers: dict[Gen, int]) -> bool:
    """Cancel each marginal in a denominator against a joint law; both are at most 1."""
    for low in [gen for gen, e in powers.items() if e < 0]:
        if low.kind != "law":
            return False
        wanted = set(zip(low.ids, low.letters, strict=True))
        for high, e in powers.items():
            while e > 0 and powers[low] < 0 and high.kind == "law":
                if not wanted <= set(zip(high.ids, high.letters, strict=True)):
                    break
                powers[low] += 1
                powers[high] -= 1
                e -= 1  # noqa: PLW2901 - what is left of this power
    return all(e >= 0 for e in powers.values())
