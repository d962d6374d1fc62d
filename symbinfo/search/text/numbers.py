"""Numbers with names: which they are, from hypotheses such as ``a >= 0`` or ``0 <= a <= 1``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sympy import Expr, Rational, oo

from symbinfo.core.atoms import Parameter, parameter
from symbinfo.errors import BadInput, NotUnderstood
from symbinfo.search.text.cursor import Cursor
from symbinfo.search.text.names import RESERVED, UNIFORM
from symbinfo.search.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FLIPPED = {">=": "<=", ">": "<"}
_HEADS = ("name", "number", "-")
_NUMERIC = {"name", "number", "+", "-", "*", "/", "(", ")", "<=", "<", ">=", ">"}


class Bound(NamedTuple):
    """One end of the interval of a number, and whether the end belongs to it."""

    value: Expr
    closed: bool


class Bounds(NamedTuple):
    """What a hypothesis such as ``0 <= a,b < 1`` says."""

    names: tuple[str, ...]
    low: Bound | None
    high: Bound | None


def read_numbers(given: Iterable[str], claim: str | None = None) -> dict[str, Parameter]:
    """Return the numbers that hypotheses declare by their bounds.

    ``p > 0`` is about a distribution unless another text uses p as a number.

    >>> read_numbers(["0 <= a", "a <= 1"], "a H(X) <= H(X)")
    {'a': a}
    """
    texts = [] if claim is None else [Cursor(claim).tokens]
    declared: list[Bounds] = []
    for text in given:
        tokens = Cursor(text).tokens
        bounds = read_bounds(tokens) or _ordered(tokens)
        texts += [] if bounds else [tokens]
        declared += [bounds] if bounds else []
    used = {name for tokens in texts for name in _used_as_numbers(tokens)}
    used |= {name for one in declared for name in one.names if _only_a_number(name, one)}
    found: dict[str, tuple[Bound | None, Bound | None]] = {}
    for bounds in declared:
        for name in bounds.names:
            if name in used:
                low, high = found.get(name, (None, None))
                found[name] = (_inner(low, bounds.low, -1), _inner(high, bounds.high, 1))
    return {name: _parameter(name, *ends) for name, ends in found.items()}


def _ordered(tokens: Sequence[Token]) -> Bounds | None:
    """Return that names are numbers if a text such as a >= 2 b compares them, or None."""
    inside = [token for token in tokens if token.kind != "end"]
    names = tuple(dict.fromkeys(token.text for token in inside if token.kind == "name"))
    kinds = {token.kind for token in inside}
    free = all(name[0].islower() and name not in (*RESERVED, *UNIFORM) for name in names)
    compared = kinds & {"<=", "<", ">=", ">"} and kinds <= _NUMERIC
    return Bounds(names, None, None) if len(names) > 1 and free and compared else None


def _only_a_number(name: str, bounds: Bounds) -> bool:
    """Whether nothing else than a number has these bounds: no variable, and not p > 0."""
    positive = bounds.low == Bound(Rational(0), closed=False) and bounds.high is None
    return name[0].islower() and not positive


def _inner(old: Bound | None, new: Bound | None, sign: int) -> Bound | None:
    """Return the stricter one of two bounds; `sign` is 1 for upper bounds, -1 for lower ones."""
    if old is None or new is None:
        return old or new
    if old.value == new.value:
        return old if new.closed else new
    return old if sign * (old.value - new.value) < 0 else new


def _parameter(name: str, low: Bound | None, high: Bound | None) -> Parameter:
    if low and high and not _meet(low, high):
        signs = ">=" if low.closed else ">", "<=" if high.closed else "<"
        shown = f"{name} {signs[0]} {low.value} and {name} {signs[1]} {high.value}"
        msg = f"the hypotheses contradict each other, so they would prove anything: {shown}"
        raise BadInput(msg)
    if low and high and low.value == high.value:
        ends = f"{low.value} and {high.value}"
        msg = f"the bounds of the number {name} leave no interval: {ends}; write the number itself"
        raise NotUnderstood(msg)
    from_, to = low.value if low else -oo, high.value if high else oo
    closed = bool(low and low.closed and (high is None or high.closed))
    if low and low.closed and not closed:
        shown = f"{from_} <= {name} < {to}"
        msg = f"intervals with their lower end alone are not supported: {shown}; use <= or < twice"
        raise NotUnderstood(msg)
    return parameter(name, from_, to, closed=closed, upper_in=bool(high and high.closed))


def _meet(low: Bound, high: Bound) -> bool:
    """Whether some number is within both bounds."""
    return bool(low.value < high.value or (low.value == high.value and low.closed and high.closed))


def read_bounds(tokens: Sequence[Token]) -> Bounds | None:
    """Return the bounds that a text declares, or None if it says something else."""
    parts = _parts(tokens)
    signs = [part[0].kind for part in parts if part[0].kind in ("<=", "<", ">=", ">")]
    sides = [part for part in parts if part[0].kind in _HEADS]
    if len(signs) + len(sides) != len(parts) or len(sides) != len(signs) + 1:
        return None
    if signs and all(sign in _FLIPPED for sign in signs):
        sides, signs = sides[::-1], [_FLIPPED[sign] for sign in signs[::-1]]
    names = [_names(side) for side in sides]
    place = next((i for i, found in enumerate(names) if found), None)
    values = [_value(side) for i, side in enumerate(sides) if i != place]
    if place is None or not 1 <= len(signs) <= 2 or None in values or set(signs) & set(_FLIPPED):
        return None
    if len(signs) == 2 and place != 1:
        return None
    ends = [Bound(v, s == "<=") for v, s in zip(values, signs, strict=True) if v is not None]
    low = ends[0] if place == 1 else None
    high = ends[-1] if place == 0 or len(signs) == 2 else None
    return Bounds(names[place] or (), low, high)


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens in sides and relations between them."""
    parts: list[list[Token]] = []
    for token in tokens:
        alone = token.kind in ("<=", "<", ">=", ">")
        if token.kind == "end":
            break
        if alone or not parts or parts[-1][0].kind in ("<=", "<", ">=", ">"):
            parts.append([token])
        else:
            parts[-1].append(token)
    return parts


def _names(side: Sequence[Token]) -> tuple[str, ...] | None:
    names, commas = side[::2], side[1::2]
    if len(names) == len(commas) or any(token.kind != "," for token in commas):
        return None
    free = all(t.kind == "name" and t.text not in (*RESERVED, *UNIFORM) for t in names)
    return tuple(token.text for token in names) if free else None


def _value(side: Sequence[Token]) -> Expr | None:
    kinds = "".join("d" if token.kind == "number" else token.kind for token in side)
    if kinds.lstrip("-") not in ("d", "d/d") or kinds.startswith("--"):
        return None
    numbers = [Rational(token.text) for token in side if token.kind == "number"]
    if numbers[-1] == 0 and len(numbers) > 1:
        return None
    value = numbers[0] / (numbers[1] if len(numbers) > 1 else 1)
    return -value if kinds[0] == "-" else value


def _used_as_numbers(tokens: Sequence[Token]) -> Iterator[str]:
    """Return small names outside of the brackets of measures, where numbers stand."""
    kinds = {token.kind for token in tokens}
    if "<<" in kinds or (tokens[0].kind == "name" and tokens[1].kind in ("=", ">")):
        return
    inside: list[bool] = []
    for before, token in pairwise((Token("end", "", 0), *tokens)):
        if token.kind in ("(", ")"):
            measure = before.kind == "name" and before.text not in ("log", "ln")
            inside = [*inside, measure] if token.kind == "(" else inside[:-1]
        elif token.kind == "name" and not any(inside):
            yield token.text
