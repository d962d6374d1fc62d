"""`verify_code`: whether a function computes a measure."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sympy import Expr, Rational

from symbinfo.code import explicit
from symbinfo.code.against import measure_from_text
from symbinfo.code.batch import Rows
from symbinfo.code.cases import Case, cases
from symbinfo.code.constants import Constants, Puzzle
from symbinfo.code.floats import challenged
from symbinfo.code.formula import source_latex
from symbinfo.code.inputs import check_count, in_order, inputs_of
from symbinfo.code.load import no_function
from symbinfo.code.mistakes import diagnosis
from symbinfo.code.report import SMOOTHING, CodeReport, Verdict
from symbinfo.code.sample import (
    differs_at,
    remarks_of,
    smoothing,
)
from symbinfo.code.suspicion import unsuspected
from symbinfo.core.measure import Measure
from symbinfo.core.sequences import Sequence
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG = 10**15
"""Denominators above this one are those of floats, which are shown as they were written."""
_REFUTED = Verdict.REFUTED.value
EVERY_SIZE = "alphabets of every size"


def verify_code(
    function: object,
    measure: object,
    *,
    inputs: Iterable[object] | None = None,
    batch: bool = False,
) -> CodeReport:
    """Decide whether a function computes a measure.

    The function is run on symbols, and the formula that comes out is compared with the
    definition by the kernel. It is also run on a few floats: user code is executed.

    Parameters
    ----------
    function : function
        A Python function; its arguments are arrays of probabilities, in the order of `inputs`.
        Without these, parameters that are named as the inputs of the measure are these.
    measure : Expr or str
        Such as ``KLDivergence(p, q)``, or ``"D(p||q)"``.
    inputs : iterable, optional
        What the arguments are: distributions, sequences, or the joint law of variables as a
        table. Without it: those of the measure, in its order; the table of all its variables,
        by their names, if it is a measure of variables.
    batch : bool, optional
        Whether the arguments are tables with a distribution in each row, and the function
        returns an array with one number for each row.

    Returns
    -------
    CodeReport
        With the verdict "proved", "refuted", "equal except at" or "not understood".

    Raises
    ------
    BadInput
        If it is no function, or takes another number of arguments than the measure.

    Examples
    --------
    >>> from symbinfo import KLDivergence, pmf
    >>> from symbinfo.code import verify_code
    >>> def kl(p, q):
    ...     return (q * (q / p).log()).sum()
    >>> verify_code(3, KLDivergence(pmf("p"), pmf("q")))
    Traceback (most recent call last):
    symbinfo.errors.BadInput: verify_code takes a Python function, got 3, a int and no function
    """
    if not isinstance(function, FunctionType):
        shown = no_function(repr(function), function)
        msg = f"verify_code takes a Python function, got {shown}"
        raise BadInput(msg)
    if isinstance(measure, str):
        measure = measure_from_text(measure, "verify_code")
    if not isinstance(measure, Expr):
        msg = f"verify_code takes a measure, got {measure!r} ({type(measure).__name__})"
        raise BadInput(msg)
    arguments: tuple[Any, ...] = inputs_of(measure) if inputs is None else tuple(inputs)
    check_count(function, arguments)
    arguments = in_order(function, arguments) if inputs is None else arguments
    if batch and any(len(one.sizes) > 1 for one in arguments):
        msg = "a batch has a distribution in each row; joint laws are tables themselves"
        raise BadInput(msg)
    checked: Any = Rows(function) if batch else function
    report = challenged(_decided(checked, measure, arguments), checked, arguments)
    report = unsuspected(report, function)
    remarks = remarks_of(checked, measure, arguments, refuted=report.verdict == _REFUTED)
    return replace(report, remarks=(*report.remarks, *remarks))


def _decided(function: FunctionType, measure: Expr, arguments: tuple[Any, ...]) -> CodeReport:
    constants = Constants(as_zero=False)
    report = CodeReport(
        function.__name__,
        measure,
        Verdict.UNKNOWN.value,
        code_latex="" if isinstance(function, Rows) else source_latex(function),
        measure_latex=_latex(measure),
    )
    try:
        found = cases(function, measure, arguments, constants)
    except Puzzle as error:
        return replace(report, reason=str(error))
    inside = next(case for case in found if case.interior)
    report = replace(report, traced_latex=_latex(inside.outcome.formula))
    if inside.proved:
        return _inside_proved(report, function, found, arguments)
    if constants.seen:
        smooth = _without_constants(report, function, arguments, constants)
        if smooth is not None:
            return smooth
    if inside.outcome.kind in ("not understood", "raises"):
        stepwise = explicit.decided(report, function, arguments)
        if stepwise is not None:
            return stepwise
    return _not_proved(report, function, inside, arguments)


def _latex(expr: Expr | None) -> str:
    from symbinfo.render import latex

    if expr is None:
        return ""
    opened = expr.definition() if isinstance(expr, Measure) else expr
    long = {one for one in opened.atoms(Rational) if one.q > _LONG}
    return str(latex(opened.xreplace({one: Rational(repr(float(one))) for one in long})))


def _inside_proved(
    report: CodeReport, function: FunctionType, found: list[Case], arguments: tuple[Any, ...]
) -> CodeReport:
    found = [_as_it_runs(case, function, report.measure, arguments) for case in found]
    theorems = tuple(dict.fromkeys(case.theorem for case in found if case.theorem is not None))
    report = replace(report, theorems=theorems, sizes=_sizes(function, arguments))
    failing = [case for case in found if not case.proved]
    if not failing:
        return replace(report, verdict=Verdict.PROVED.value)
    least = [c for c in failing if not any(o.regions < c.regions for o in failing)]
    least.sort(key=lambda c: (not any(map(all, c.regions)), len(c.regions), sorted(c.regions)))
    examples = [differs_at(function, report.measure, arguments, case.regions) for case in least]
    told = tuple(
        _told(case, differs_here=bool(one)) for case, one in zip(least, examples, strict=True)
    )
    return replace(
        report,
        verdict=Verdict.EXCEPT.value,
        exceptions=told,
        example=next((one for one in examples if one), None),
        diagnosis=_boundary_mistake(least, examples),
        line=next((case.outcome.line for case in least if case.outcome.line), 0),
        reason=next((case.outcome.told for case in least if case.outcome.told), ""),
    )


def _as_it_runs(
    case: Case, function: FunctionType, measure: Expr, arguments: tuple[Any, ...]
) -> Case:
    """Return the case of some zeros without its theorem, if the real function differs there."""
    if case.interior or not case.proved:
        return case
    differs = differs_at(function, measure, arguments, case.regions)
    return replace(case, theorem=None) if differs else case


def _sizes(function: object, arguments: tuple[Any, ...]) -> str:
    """Return the sizes that a formula with sums is about."""
    sizes = dict.fromkeys(size for argument in arguments for size in argument.sizes)
    fixed = [str(size) for size in sizes if size.is_Integer]
    told = f"alphabets of {' and '.join(fixed)} letters" if fixed else EVERY_SIZE
    return f"each row of a batch, with {told}" if isinstance(function, Rows) else told


def _told(case: Case, *, differs_here: bool) -> str:
    where, kind = case.words(), case.outcome.kind
    if not differs_here:
        return f"{where}: not decided"
    shown = {"nan": "the code gives NaN", "raises": f"the code raises {case.outcome.told}"}
    return f"{where}: {shown.get(kind, 'the code gives another value')}"


def _boundary_mistake(least: list[Case], examples: list[Any]) -> str:
    for case, one in zip(least, examples, strict=True):
        if one and case.outcome.kind in ("nan", "raises"):
            return f"missing 0 log 0 = 0 where {case.words()}"
    return ""


def _without_constants(
    report: CodeReport, function: FunctionType, arguments: tuple[Any, ...], constants: Constants
) -> CodeReport | None:
    """Return a report if the code equals the measure once its small constants are 0."""
    found = cases(function, report.measure, arguments, Constants(as_zero=True))
    inside = next(case for case in found if case.interior)
    if inside.theorem is None:
        return None
    shown = ", ".join(f"{one:g}" for one in sorted(constants.seen))
    size, example = smoothing(function, report.measure, arguments, found)
    return replace(
        report,
        verdict=Verdict.EXCEPT.value,
        sizes=_sizes(function, arguments),
        theorems=(inside.theorem,),
        exceptions=(f"the constant {shown} in the code: equal once it is 0; {size}",),
        diagnosis=f"{SMOOTHING}: the code uses {shown}",
        example=example,
    )


def _not_proved(
    report: CodeReport, function: FunctionType, inside: Case, arguments: tuple[Any, ...]
) -> CodeReport:
    example = differs_at(function, report.measure, arguments)
    outcome = inside.outcome
    if example is None:
        reason = outcome.told or "neither a proof nor an input where they differ was found"
        return replace(report, reason=reason, line=outcome.line)
    name = _name_of_mistake(function, report.measure, inside, arguments)
    return replace(
        report,
        verdict=Verdict.REFUTED.value,
        example=example,
        diagnosis=name,
        reason=outcome.told,
        line=outcome.line,
    )


def _name_of_mistake(
    function: FunctionType, measure: Expr, inside: Case, arguments: tuple[Any, ...]
) -> str:
    outcome = inside.outcome
    if outcome.formula is None:
        found = explicit.diagnosis(function, measure, arguments)
    else:
        found = diagnosis(outcome, measure, inside.setting)
    return found or _other_order(function, measure, arguments)


def _other_order(function: FunctionType, measure: Expr, arguments: tuple[Any, ...]) -> str:
    """Return the order in which the function takes scores and probabilities, if it is another."""
    if not any(isinstance(one, Sequence) for one in arguments):
        return ""
    for order in permutations(arguments):
        if order == arguments:
            continue
        found = cases(function, measure, order, Constants(as_zero=False))
        if any(case.interior and case.proved for case in found):
            return f"arguments swapped: it takes {', '.join(map(str, order))}"
    return ""
