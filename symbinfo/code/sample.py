"""Exact inputs, the real function run on them as floats, and the value of the measure."""

from __future__ import annotations

import contextlib
import io
import math
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import Expr, Integer, Rational, S

from symbinfo.code.exact import Point, exact_value, has_sequences
from symbinfo.code.report import CodeExample
from symbinfo.core.pmf import Pmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import JointLaw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FunctionType

    from symbinfo.code.cases import Case

TOLERANCE = 1e-9
Regions = frozenset[tuple[bool, ...]] | None
"""The kinds of zeros that occur at the letters; None for no zeros."""
_TABLES = (((4, 1), (2, 3)), ((5, 1, 2), (1, 4, 3)), ((3, 1), (2, 2), (1, 6)))
_SCORES = (0, 1, -2, 3)


def points(arguments: tuple[Any, ...], regions: Regions = None) -> Iterator[Point]:
    """Return exact inputs, with the zeros of a case if one is given."""
    if any(len(a.sizes) > 1 for a in arguments):
        for table in _TABLES:
            kept = _with_zeros_in_table(table, regions)
            if kept is not None and _fits(arguments, (len(kept), len(kept[0]))):
                yield Point((_normalised_table(kept),))
        return
    fixed = {int(size) for a in arguments for size in a.sizes if size.is_Integer}
    for size in fixed or (3, 2, 4):
        rows = _rows(arguments, size, regions)
        if rows is not None:
            yield Point(rows)


def _fits(arguments: tuple[Any, ...], shape: tuple[int, int]) -> bool:
    sizes = zip(arguments[0].sizes, shape, strict=False)
    return all(not size.is_Integer or size == length for size, length in sizes)


def _rows(arguments: tuple[object, ...], size: int, regions: Regions) -> tuple[Any, ...] | None:
    """Return a row for each input; each kind of zeros of the case occurs at a letter."""
    every = sorted(regions, reverse=True) if regions else [()]
    if len(every) > size:
        return None
    kinds = [every[i % len(every)] for i in range(size)]
    laws = [a for a in arguments if isinstance(a, Pmf)]
    found = []
    for place, argument in enumerate(arguments):
        if isinstance(argument, Sequence):
            found.append(tuple(Integer(_SCORES[i % len(_SCORES)]) for i in range(size)))
            continue
        weights = [(2 * i * (place + 1) + 3 * place + 1) % 7 + 1 for i in range(size)]
        if regions:
            at = next(i for i, law in enumerate(laws) if law == argument)
            weights = [w if kind[at] else 0 for w, kind in zip(weights, kinds, strict=True)]
        found.append(_normalised(weights))
    return tuple(found)


def _normalised(weights: Any) -> tuple[Rational, ...]:
    return tuple(Rational(w, sum(weights)) for w in weights)


def _with_zeros_in_table(table: Any, regions: Regions) -> Any:
    """Return a table with zeros of the given kinds: in a cell, a row, a column, or none."""
    if regions is None or all(map(all, regions)):
        return table
    rows = [list(row) for row in table]
    if any(not cell and all(marginals) for cell, *marginals in regions):
        rows[0][0] = 0
    if any(not by_column for _, _, by_column in regions):
        rows = [[*row, 0] for row in rows]
    if any(not by_row for _, by_row, _ in regions):
        rows.append([0] * len(rows[0]))
    return tuple(map(tuple, rows))


def _normalised_table(table: Any) -> tuple[tuple[Rational, ...], ...]:
    whole = sum(map(sum, table))
    return tuple(tuple(Rational(w, whole) for w in row) for row in table)


@final
@dataclass(frozen=True, slots=True)
class Ran:
    """What the real function did: a number, or what it raised; and whether it changed its input."""

    value: float | None
    told: str
    mutates: bool = False
    prints: bool = False


def run_for_real(function: FunctionType, point: Point) -> Ran:
    """Run the function on floats: NumPy arrays, or tensors if it takes nothing else."""
    first = _run(function, [np.array(v, dtype=float) for v in point.values])
    if first.value is None and "torch" in sys.modules:
        tensor = sys.modules["torch"].tensor
        second = _run(function, [tensor(np.array(v, dtype=float)) for v in point.values])
        return second if second.value is not None else first
    return first


def _run(function: FunctionType, arguments: list[Any]) -> Ran:
    before = [a.tolist() for a in arguments]
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = float(function(*arguments))
    except Exception as error:  # noqa: BLE001 - the user's code may raise anything
        return Ran(None, f"{type(error).__name__}: {error}")
    same = [a.tolist() for a in arguments] == before
    return Ran(value, repr(value), not same, bool(printed.getvalue()))


def differs_at(
    function: FunctionType,
    measure: Expr,
    arguments: tuple[object, ...],
    regions: Regions = None,
) -> CodeExample | None:
    """Return an exact input at which the real function and the measure differ, if one is found."""
    for point in points(arguments, regions):
        value = exact_value(measure, arguments, point)
        if value is None:
            continue
        ran = run_for_real(function, point)
        if not _agrees(ran, value):
            return example(arguments, point, ran, value)
    return None


def example(arguments: tuple[object, ...], point: Point, ran: Ran, value: Expr) -> CodeExample:
    """Return an input and both values in words."""
    names = [_input_name(a) for a in arguments]
    shown = zip(names, map(_shown, point.values), strict=True)
    number = "+oo" if value.is_infinite else repr(float(value))
    exact = str(value) if len(str(value)) < 80 and not value.is_infinite else number
    return CodeExample(tuple(shown), ran.told, exact, number)


def _input_name(argument: object) -> str:
    return "P" if isinstance(argument, JointLaw) else str(argument)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    return str(value)


def _agrees(ran: Ran, value: Expr) -> bool:
    if ran.value is None:
        return False
    if value.is_infinite:
        return bool(ran.value == math.inf and value.is_extended_positive)
    return _near(ran.value, float(value))


def remarks_of(
    function: FunctionType, measure: Expr, arguments: tuple[Any, ...], *, refuted: bool
) -> tuple[str, ...]:
    """Return what the user should know beside the verdict, from runs on floats."""
    point = next(points(arguments))
    doubled = Point(tuple(_times_two(v) for v in point.values))
    ran, second = run_for_real(function, point), run_for_real(function, doubled)
    found = []
    if ran.mutates or second.mutates:
        found.append("the function changes its input")
    if ran.prints:
        found.append("the function prints")
    if has_sequences(arguments):
        found += _overflow(function, measure, arguments, point)
    elif not refuted and _near_one(ran, second) and not _constant(function, arguments):
        found.append("the function normalises its input, so it takes counts as well")
    return tuple(found)


def _near_one(one: Ran, other: Ran) -> bool:
    return one.value is not None and other.value is not None and _near(one.value, other.value)


def _constant(function: FunctionType, arguments: tuple[object, ...]) -> bool:
    """Return whether the value is the same at every input that is tried."""
    first, *others = (run_for_real(function, point) for point in points(arguments))
    return all(_near_one(first, one) for one in others)


def _near(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= TOLERANCE * max(1.0, abs(wanted))


def _times_two(value: Any) -> Any:
    return tuple(map(_times_two, value)) if isinstance(value, tuple) else 2 * value


def _overflow(
    function: FunctionType, measure: Expr, arguments: tuple[object, ...], point: Point
) -> list[str]:
    """Say so if the function overflows at large scores, though the formula is right."""
    if not _agrees(run_for_real(function, point), exact_value(measure, arguments, point) or S.NaN):
        return []
    size = len(point.values[0])
    large = tuple(Integer(1000 if i == 0 else 0) for i in range(size))
    values = tuple(
        large if isinstance(a, Sequence) else v
        for a, v in zip(arguments, point.values, strict=True)
    )
    at = Point(values)
    ran, value = run_for_real(function, at), exact_value(measure, arguments, at)
    if value is None or _agrees(ran, value):
        return []
    shown = _shown(large)
    told = f"at scores {shown} the code gives {ran.told}, the formula {float(value)!r}"
    if ran.value is None or not math.isfinite(ran.value):
        told = f"softmax without shift: equal as a formula, but it overflows: {told}"
    return [told]


def smoothing(
    function: FunctionType, measure: Expr, arguments: tuple[object, ...], cases: list[Case]
) -> tuple[str, CodeExample | None]:
    """Say how large the difference is that a small constant makes, inside and at zeros."""
    worst: tuple[float, CodeExample] | None = None
    inside = 0.0
    for case in cases:
        for point in points(arguments, case.regions):
            value = exact_value(measure, arguments, point)
            if value is None:
                continue
            ran = run_for_real(function, point)
            gap = _gap(ran, value)
            if case.interior:
                inside = max(inside, gap)
            if worst is None or gap > worst[0]:
                worst = gap, example(arguments, point, ran, value)
    told = f"the difference is {inside:.1e} at the positive probabilities that were tried"
    if worst is not None and worst[0] > max(inside, TOLERANCE):
        told += (
            f", and {worst[0]:.1e} at zeros" if worst[0] < math.inf else ", and infinite at zeros"
        )
    shown = worst[1] if worst else None
    return told, None if shown is None or shown.code == shown.measure else shown


def _gap(ran: Ran, value: Expr) -> float:
    if ran.value is None or math.isnan(ran.value):
        return math.inf
    if value.is_infinite:
        return 0.0 if ran.value == math.inf else math.inf
    return abs(ran.value - float(value))
