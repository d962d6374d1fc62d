"""The intervals of parameters and sequences, in words and as formulas."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sympy import oo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from symbinfo.core.atoms import Parameter
    from symbinfo.core.sequences import Sequence
    from symbinfo.render.latex import Printer


def interval(one: Parameter, show: Callable[[Any], str]) -> str:
    """Return the interval of a parameter; the empty text if it is the real line."""
    if (one.lower, one.upper) == (-oo, oo):
        return ""
    ends = _ends_of(one)
    return f"{ends[0]}{show(one.lower)}, {show(one.upper)}{ends[1]}"


def of_parameter(one: Parameter, printer: Printer) -> str:
    """Return what numbers the values of a parameter are."""
    return _kind((one.lower, one.upper), _ends_of(one), printer)


def of_sequence(one: Sequence, printer: Printer) -> str:
    """Return what numbers the members of a sequence are."""
    low, high, closed = one.bounds
    return _kind((low, high), _ends(closed=closed, upper_in=closed), printer)


def _ends_of(one: Parameter) -> str:
    """Return the brackets of an interval; infinity belongs to none."""
    closed, upper_in = one.closed and one.lower != -oo, one.upper_in and one.upper != oo
    return _ends(closed=closed, upper_in=upper_in)


def _ends(*, closed: bool, upper_in: bool) -> str:
    return ("[" if closed else "(") + ("]" if upper_in else ")")


def _kind(bounds: tuple[Any, Any], ends: str, printer: Printer) -> str:
    low, high = bounds
    if bounds == (-oo, oo):
        return "real numbers"
    if high == oo and low == 0:
        return "positive numbers" if ends[0] == "(" else "nonnegative numbers"
    return f"numbers in ${ends[0]}{printer.doprint(low)}, {printer.doprint(high)}{ends[1]}$"


def joined_domains(bound: Iterable[tuple[str, str]], sign: str) -> str:
    r"""Return names with their domains, each domain once after the names that it is for.

    >>> joined_domains([("a", "(0, 1]"), ("b", "(0, 1]"), ("x", "")], " in ")
    'a, b in (0, 1], x'
    """
    parts = []
    for domain, pairs in groupby(bound, key=itemgetter(1)):
        names = ", ".join(name for name, _ in pairs)
        parts.append(f"{names}{sign}{domain}" if domain else names)
    return ", ".join(parts)
