"""A guard in front of "proved": the real function on floats of many sizes, against the formula."""

from __future__ import annotations

import contextlib
import io
import math
import sys
import time
import warnings
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.code.float_example import float_example
from symbinfo.code.float_inputs import (
    inputs,
    nearly_equal,
    other_shapes,
    patterns,
    shapes_of,
)
from symbinfo.code.report import SMOOTHING, CodeExample, CodeReport, Verdict
from symbinfo.core.sequences import Sequence
from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType, FunctionType

    from sympy import Expr

from symbinfo.code.float_inputs import Values

SECONDS = 1.0
FEW = 10  # inputs that are tried however long they take
RELATIVE, ABSOLUTE = 1e-6, 1e-9
ROUNDING = 1e-6
SMOOTHED = 0.05
"""How much a smoothing constant may change the value at positive probabilities."""
_LONG = 100  # letters, from which on a recursion may be too deep for Python
UNSTEADY = "it does not always give the same value"
LISTS = "lists in the place of arrays: the code gives another value"
NEARLY = "distributions that are equal or nearly so: rounding makes another value of it"
CHANGES = "the caller's arrays: the code changes its input"
SECOND = "a second call with the same arrays: the code changes its input"


@final
@dataclass(frozen=True, slots=True)
class Found:
    """What speaks against a proof: an input with both values, or that the value is not steady."""

    example: CodeExample
    kind: str


def challenged(
    report: CodeReport, function: FunctionType, arguments: tuple[Any, ...]
) -> CodeReport:
    """Return the report, without its "proved" if the real function differs on floats.

    What is equal but at zeros is tried at positive probabilities; a smoothing constant may make
    a difference there.
    """
    proved = report.verdict == Verdict.PROVED.value
    if not proved and report.verdict != Verdict.EXCEPT.value:
        return report
    try:
        smooth = report.diagnosis.startswith(SMOOTHING)
        if smooth and any(isinstance(one, Sequence) for one in arguments):
            return report
        find = _against if proved else partial(_inside, most=SMOOTHED if smooth else ROUNDING)
        found = find(function, report.measure, arguments)
    except SymbinfoError as error:
        reason = f"the formula cannot be evaluated on floats: {str(error).splitlines()[0]}"
        return replace(report, verdict=Verdict.UNKNOWN.value, reason=reason)
    if found is None:
        return report
    if found.kind == UNSTEADY:
        return replace(report, verdict=Verdict.UNKNOWN.value, reason=UNSTEADY, theorems=())
    if found.kind:
        return replace(
            report,
            verdict=Verdict.EXCEPT.value,
            exceptions=(found.kind,),
            example=found.example if found.kind != CHANGES else None,
        )
    reason = "the run on symbols gave the formula, but at these floats the code gives another value"
    return replace(
        report,
        verdict=Verdict.REFUTED.value,
        reason=reason,
        example=found.example,
        theorems=(),
        exceptions=(),
        diagnosis="",
        sizes="",
    )


def _against(function: FunctionType, measure: Expr, arguments: tuple[Any, ...]) -> Found | None:
    from symbinfo.numeric import lambdify

    formula = lambdify(arguments, measure, normalise="literal")
    make = _kind_of(function, arguments)
    found = _at_zeros(function, make, formula, arguments)
    if found is not None:
        return found
    others = other_shapes(arguments, _code_of(function).co_code)
    first: tuple[Values, float | str] | None = None
    for values in _in_time(inputs(arguments, s) for s in (*shapes_of(arguments), *others)):
        found, ran = _one(function, make, values, (formula, arguments))
        if found is not None:
            return found
        first = first or (values, ran)
    if first is not None and not _same(_ran(function, make, first[0]), first[1]):
        return Found(float_example(arguments, *first, math.nan), UNSTEADY)
    found = _nearly(function, make, formula, arguments)
    return found or _with_lists(function, formula, arguments)


def _in_time(every: Iterable[Iterator[Values]]) -> Iterator[Values]:
    """Return inputs size by size, as far as the time goes: one of each size, and a few always."""
    end, done = time.perf_counter() + SECONDS, 0
    for one_size in every:
        for values in one_size:
            yield values
            done += 1
            if time.perf_counter() > end:
                break
        if time.perf_counter() > end and done >= FEW:
            return


def _nearly(
    function: FunctionType,
    make: Callable[[Any], Any],
    formula: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> Found | None:
    """Try distributions that are nearly equal, where rounding may leave the root of -1e-17."""
    for shape in shapes_of(arguments)[:4]:
        for values in nearly_equal(arguments, shape):
            ran, value = _ran(function, make, values), _value(formula, values)
            if not _agrees(ran, value):
                return Found(float_example(arguments, values, ran, value), NEARLY)
    return None


def _inside(
    function: FunctionType, measure: Expr, arguments: tuple[Any, ...], most: float
) -> Found | None:
    """Try positive probabilities of small alphabets; with smoothing, none that are small."""
    from symbinfo.numeric import lambdify

    formula = lambdify(arguments, measure, normalise="literal")
    make = _kind_of(function, arguments)
    smooth = most > ROUNDING
    every = (
        values
        for shape in shapes_of(arguments)[:6]
        for values in islice(inputs(arguments, shape), 1 if smooth else None)
    )
    for values in every:
        if not all(
            isinstance(a, Sequence) or v.all() for a, v in zip(arguments, values, strict=True)
        ):
            continue
        ran, value = _ran(function, make, values), _value(formula, values)
        near = isinstance(ran, float) and abs(ran - value) <= most * max(1.0, abs(value))
        if ran != "" and not _agrees(ran, value) and not near:
            return Found(float_example(arguments, values, ran, value), "")
    return None


def _code_of(function: Any) -> CodeType:
    """Return the code of a function, or of the one that takes the rows of a batch."""
    code: CodeType = getattr(function, "function", function).__code__
    return code


def _at_zeros(
    function: FunctionType,
    make: Callable[[Any], Any],
    formula: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> Found | None:
    """Try each pattern of zeros of small alphabets, as far as the time goes."""
    end = time.perf_counter() + SECONDS
    for done, values in enumerate(patterns(arguments)):
        ran = _ran(function, make, values)
        if ran != "":
            value = _value(formula, values)
            if not _agrees(ran, value):
                return Found(float_example(arguments, values, ran, value), _rounding(ran, value))
        if time.perf_counter() > end and done >= FEW:
            break
    return None


def _one(
    function: FunctionType, make: Callable[[Any], Any], values: Values, wanted: tuple[Any, Any]
) -> tuple[Found | None, float | str]:
    """Return what is found at one input, which is used several times, and the value there."""
    formula, arguments = wanted
    ran, again = _ran(function, make, values), _ran(function, make, values)
    if ran == "":
        return None, ran
    value = _value(formula, values)
    if not _same(ran, again):
        return Found(float_example(arguments, values, ran, value), UNSTEADY), ran
    if not _agrees(ran, value):
        kind = _rounding(ran, value) or _of_near_laws(ran, value, values)
        return Found(float_example(arguments, values, ran, value), kind), ran
    kept = [make(v) for v in values]
    _call(function, kept)
    second = _call(function, kept)
    if not _agrees(second, value):
        return Found(float_example(arguments, values, second, value), SECOND), ran
    if [v.tolist() for v in kept] != [v.tolist() for v in values]:
        return Found(float_example(arguments, values, ran, value), CHANGES), ran
    return None, ran


def _of_near_laws(ran: float | str, value: float, values: Values) -> str:
    """Return what speaks against a proof if a value that is nearly 0 comes out as no number."""
    lost = isinstance(ran, float) and math.isnan(ran) and abs(value) <= ABSOLUTE
    return NEARLY if lost and len(values) > 1 else ""


def _rounding(ran: float | str, value: float) -> str:
    """Say how large a difference is that rounding may have made; nothing if it is too large."""
    if isinstance(ran, str) or not math.isfinite(ran) or not math.isfinite(value):
        return ""
    gap = abs(ran - value)
    small = gap <= ROUNDING * max(1.0, abs(value))
    return f"floating-point numbers: rounding makes a difference of {gap:.1e}" if small else ""


def _with_lists(
    function: FunctionType, formula: Callable[..., Any], arguments: tuple[Any, ...]
) -> Found | None:
    """Try lists, where the function takes them."""
    for shape in shapes_of(arguments)[:6]:
        for values in inputs(arguments, shape):
            ran, value = _ran(function, np.ndarray.tolist, values), _value(formula, values)
            if isinstance(ran, float) and not _agrees(ran, value):
                return Found(float_example(arguments, values, ran, value), LISTS)
    return None


def _kind_of(function: FunctionType, arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return what makes an input: arrays, or tensors if the function takes nothing else."""
    values = next(inputs(arguments, shapes_of(arguments)[0]))
    if isinstance(_ran(function, np.array, values), str) and "torch" in sys.modules:
        tensor: Callable[[Any], Any] = sys.modules["torch"].tensor
        if not isinstance(_ran(function, tensor, values), str):
            return tensor
    return np.array


def _value(formula: Callable[..., Any], values: Values) -> float:
    with np.errstate(all="ignore"):
        return float(formula(*values))


def _ran(function: FunctionType, make: Callable[[Any], Any], values: Values) -> float | str:
    return _call(function, [make(v) for v in values])


def _call(function: FunctionType, arguments: list[Any]) -> float | str:
    """Return the value, or what was raised; nothing if Python's stack is too small."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(function(*arguments))
    except RecursionError as error:
        long = any(np.size(one) > _LONG for one in arguments)
        return "" if long else f"{type(error).__name__}: {error}"
    except Exception as error:  # noqa: BLE001 - the user's code may raise anything
        return f"{type(error).__name__}: {error}"


def _same(first: float | str, second: float | str) -> bool:
    if isinstance(first, str) or isinstance(second, str):
        return type(first) is type(second)
    if math.isnan(first) and math.isnan(second):
        return True
    return first == second or math.isclose(first, second, rel_tol=1e-12, abs_tol=1e-13)


def _agrees(ran: float | str, value: float) -> bool:
    if isinstance(ran, str):
        return ran == ""
    return ran == value or abs(ran - value) <= ABSOLUTE + RELATIVE * abs(value)
