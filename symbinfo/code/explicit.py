"""Code that indexes by numbers, recurses, or loops by hand: each size on its own.

The arguments are NumPy arrays of symbols, so that loops and indices run as they are. A run is
made for every pattern of zeros; one formula must have the values of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice, product, takewhile
from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import Expr, S, expand_log, oo

from symbinfo.code.batch import Rows
from symbinfo.code.cases import equal_by_kernel, hypotheses, proved, zeros_in_words
from symbinfo.code.constants import Constants
from symbinfo.code.mistakes import in_a_table
from symbinfo.code.number import Num
from symbinfo.code.rebuild import Builder
from symbinfo.code.report import CodeReport, Verdict
from symbinfo.code.run import Outcome, run_on
from symbinfo.code.sample import differs_at
from symbinfo.code.setting import Region, Setting, setting_of, weighted
from symbinfo.code.sized import Pattern, Sized, at_size, patterns
from symbinfo.code.totals import at_zeros, is_zero
from symbinfo.core.variables import JointLaw
from symbinfo.kernel.proof import Infinite

if TYPE_CHECKING:
    from types import FunctionType

    from symbinfo.kernel.theorem import Theorem

SIZES = ((2,), (3,), (4,), (5,), (6,))
TABLES = ((2, 2), (2, 3), (3, 2))
MOST_RUNS = 300
"""How many patterns of zeros are gone through for one size."""


def _run(function: FunctionType, sized: Sized, pattern: Pattern, constants: Constants) -> Outcome:
    arguments = []
    for table in sized.entries:
        values = np.empty(table.shape, dtype=object)
        for place, entry in np.ndenumerate(table):
            values[place] = Num(entry.symbol if pattern.get(entry.symbol, True) else S.Zero)
        arguments.append(values)
    builder = Builder(Setting((), (), frozenset()))
    return run_on(builder, function, arguments, constants, lambda expr: expr)


def _setting(sized: Sized, pattern: Pattern) -> Setting:
    """Return the setting whose regions are those of the letters of a pattern."""
    setting = setting_of(sized.sources, frozenset())
    regions: set[Region] = set()
    for place in product(*map(range, sized.shape)):
        flags = []
        for atom in setting.atoms:
            table = sized.entries[_source_of(sized, atom.law)]
            flags.append(_positive(table, place, sized, atom.law, pattern))
        regions.add(tuple(flags))
    setting.occurring = frozenset(regions)
    return setting


def _source_of(sized: Sized, atom_law: Any) -> int:
    joint = isinstance(atom_law, JointLaw)
    return 0 if joint else sized.sources.index(atom_law)


def _positive(
    table: Any, place: tuple[int, ...], sized: Sized, atom_law: Any, pattern: Pattern
) -> bool:
    if isinstance(atom_law, JointLaw):
        kept = atom_law.variables
        every = sized.sources[0].variables
        index = tuple(i if v in kept else slice(None) for i, v in zip(place, every, strict=True))
        found = table[index]
        cells = found.flat if isinstance(found, np.ndarray) else [found]
        return any(pattern[e.symbol] for e in cells)
    return pattern[table[place].symbol]


@final
@dataclass(frozen=True, slots=True)
class AtSize:
    """What came of one size."""

    theorems: tuple[Theorem, ...]
    failing: tuple[tuple[Setting, Outcome], ...]
    inside: Outcome
    inside_proved: bool


def _size(function: FunctionType, sized: Sized, constants: Constants) -> AtSize:
    every = list(patterns(sized))
    inside = _run(function, sized, every[0], constants)
    weights = tuple(e.symbol for e in sized.symbols())
    formula = None if inside.formula is None or inside.duties else inside.formula
    master = None if formula is None else weighted(expand_log(formula), weights)
    known: dict[Any, Theorem | None] = {}
    failing = []
    for pattern in every:
        whole = all(pattern.values())
        outcome = inside if whole else _run(function, sized, pattern, constants)
        setting = _setting(sized, pattern)
        one = formula if whole else master
        if not _holds(sized, (outcome, one), (setting, pattern), known):
            failing.append((setting, outcome))
    theorems = tuple(dict.fromkeys(t for t in known.values() if t is not None))
    inside_proved = not any(all(map(all, setting.occurring)) for setting, _ in failing)
    return AtSize(theorems, tuple(failing), inside, inside_proved)


def _holds(
    sized: Sized,
    found: tuple[Outcome, Expr | None],
    where: tuple[Setting, Pattern],
    known: dict[Any, Theorem | None],
) -> bool:
    """Return whether a theorem says that the code is right where the zeros are these."""
    outcome, master = found
    setting, pattern = where
    given = hypotheses(setting)
    if outcome.kind == "+oo":
        if given not in known:
            known[given] = proved(sized.measure, oo, given, Infinite())
        return known[given] is not None
    if outcome.formula is None or outcome.duties or master is None:
        return False
    zeros: dict[Expr, Expr] = {s: S.Zero for s, positive in pattern.items() if not positive}
    value = at_zeros(master, zeros)
    if value is None or not is_zero(value - outcome.formula):
        return False
    key = (master, given)
    if key not in known:
        known[key] = equal_by_kernel(sized.written(master), sized.measure, given)
    return known[key] is not None


def decided(
    report: CodeReport, function: FunctionType, arguments: tuple[Any, ...]
) -> CodeReport | None:
    """Return a report on the sizes that can be gone through, or None if none is understood."""
    if isinstance(function, Rows) or any(len(argument.sizes) > 2 for argument in arguments):
        return None
    done: list[tuple[Sized, AtSize]] = []
    every = [at_size(report.measure, arguments, shape) for shape in _shapes(arguments)]
    within = list(takewhile(_few_patterns, every))
    for sized in within:
        found = _size(function, sized, Constants(as_zero=False))
        if not found.inside_proved:
            return None
        done.append((sized, found))
    if not done:
        return None
    theorems = tuple(t for _, found in done for t in found.theorems)
    report = replace(
        report,
        theorems=theorems,
        sizes=f"alphabets of {_in_words(within)} letters",
        remarks=_left_out(every[len(within) :]),
    )
    failing = [one for _, found in done for one in found.failing]
    if not failing:
        return replace(report, verdict=Verdict.PROVED.value, reason="")
    return _except(report, function, arguments, failing)


def _few_patterns(sized: Sized) -> bool:
    return len(list(islice(patterns(sized), MOST_RUNS + 1))) <= MOST_RUNS


def _in_words(every: list[Sized]) -> str:
    *most, last = ["x".join(map(str, sized.shape)) for sized in every]
    return f"{', '.join(most)} and {last}" if most else last


def _left_out(every: list[Sized]) -> tuple[str, ...]:
    """Say which of the usual sizes were not gone through."""
    if not every:
        return ()
    why = f"each has more than {MOST_RUNS} patterns of zeros"
    return (f"alphabets of {_in_words(every)} letters were left out: {why}",)


def _except(
    report: CodeReport,
    function: FunctionType,
    arguments: tuple[Any, ...],
    failing: list[tuple[Setting, Outcome]],
) -> CodeReport:
    least = min(failing, key=lambda one: len(one[0].occurring))
    example = differs_at(function, report.measure, arguments, least[0].occurring)
    where = zeros_in_words(least[0])
    if example is None:
        return replace(report, verdict=Verdict.EXCEPT.value, exceptions=(f"{where}: not decided",))
    kind = least[1].kind
    missing = f"missing 0 log 0 = 0 where {where}" if kind in ("nan", "raises") else ""
    told = {"nan": "the code gives NaN", "raises": f"the code raises {least[1].told}"}
    return replace(
        report,
        verdict=Verdict.EXCEPT.value,
        exceptions=(f"{where}: {told.get(kind, 'the code gives another value')}",),
        example=example,
        diagnosis=missing,
        line=least[1].line,
    )


def _shapes(arguments: tuple[Any, ...]) -> tuple[tuple[int, ...], ...]:
    known = {tuple(argument.sizes) for argument in arguments}
    if len(known) == 1 and all(size.is_Integer for size in min(known)):
        return (tuple(map(int, known.pop())),)
    return TABLES if any(len(argument.sizes) == 2 for argument in arguments) else SIZES


def diagnosis(function: FunctionType, measure: Expr, arguments: tuple[Any, ...]) -> str:
    """Return the name of a mistake that shows at one size, or nothing.

    With two letters, a division by log n would look like a wrong base.
    """
    if isinstance(function, Rows) or any(len(argument.sizes) > 2 for argument in arguments):
        return ""
    shapes = _shapes(arguments)
    sized = at_size(measure, arguments, (3,) if shapes == SIZES else shapes[0])
    pattern = next(patterns(sized))
    outcome = _run(function, sized, pattern, Constants(as_zero=False))
    if outcome.formula is None or outcome.duties:
        return ""
    written = sized.written(outcome.formula)
    return in_a_table(written, sized.measure, _setting(sized, pattern))
