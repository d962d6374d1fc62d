"""Where the inputs have zeros: each kind of zeros is a case, with its hypotheses and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any, final

from sympy import Expr, S, oo

from symbinfo.code.anynumbers import is_square, opened, squared_root, with_any_numbers
from symbinfo.code.run import Outcome, run
from symbinfo.code.setting import Region, Setting, setting_of, subsets
from symbinfo.core.hypotheses import AbsolutelyContinuous, FullSupport, NotAbsolutelyContinuous
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import StepRejected, SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Algebra, Infinite, Proof, Step, Unfold
from symbinfo.search.prove import prove

if TYPE_CHECKING:
    from types import FunctionType

    from symbinfo.code.constants import Constants
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.proof import Evidence
    from symbinfo.kernel.theorem import Theorem


Known = dict[Any, "Theorem | None"]
"""What was already tried to prove, with the theorem if there is one."""


@final
@dataclass(frozen=True, slots=True)
class Case:
    """What came of the inputs with some kinds of zeros."""

    setting: Setting
    outcome: Outcome
    theorem: Theorem | None

    @property
    def proved(self) -> bool:
        """Whether code and measure are one here."""
        return self.theorem is not None

    @property
    def regions(self) -> frozenset[Region]:
        """The regions that occur."""
        return self.setting.occurring

    @property
    def interior(self) -> bool:
        """Whether there are no zeros."""
        return all(all(region) for region in self.regions)

    def words(self) -> str:
        """Say where the zeros are: ``p(x) = 0 < q(x)``."""
        return zeros_in_words(self.setting)


def zeros_in_words(setting: Setting) -> str:
    """Say where the zeros are."""
    told = []
    for region in sorted(setting.occurring, reverse=True):
        pairs = list(zip(setting.atoms, region, strict=True))
        zero = [_name(atom) for atom, positive in pairs if not positive]
        positive = [_name(atom) for atom, positive in pairs if positive]
        if zero and len(pairs) <= 2:
            told.append(" = ".join(zero) + " = 0" + (f" < {positive[0]}" if positive else ""))
        elif zero:
            told.append(" = ".join(zero) + " = 0")
    return " and ".join(told) or "all probabilities positive"


def _name(atom: object) -> str:
    law = atom.law  # type: ignore[attr-defined]
    axes = atom.axes  # type: ignore[attr-defined]
    return f"{law}({', '.join(axis.name for axis in axes)})"


def cases(
    function: FunctionType, measure: Expr, arguments: tuple[object, ...], constants: Constants
) -> list[Case]:
    """Return a case for every set of kinds of zeros, the fewest first."""
    every = subsets(setting_of(arguments, frozenset()))
    known: Known = {}
    found = []
    for occurring in sorted(every, key=lambda s: (len(s), sorted(s, reverse=True))):
        setting = setting_of(arguments, occurring)
        outcome = run(function, setting, constants)
        found.append(Case(setting, outcome, _theorem(setting, outcome, measure, known)))
    return found


def _theorem(
    setting: Setting,
    outcome: Outcome,
    measure: Expr,
    known: Known,
) -> Theorem | None:
    given = hypotheses(setting)
    if outcome.kind == "+oo":
        key = (measure, oo, given)
        if key not in known:
            known[key] = proved(measure, oo, given, Infinite())
        return known[key]
    if outcome.formula is None:
        return None
    key = (outcome.formula, outcome.duties, given)
    if key not in known:
        done = all(is_nonnegative(duty, measure, given) for duty in outcome.duties)
        known[key] = equal_by_kernel(outcome.formula, measure, given) if done else None
    return known[key]


def is_nonnegative(duty: Expr, measure: Expr, given: tuple[Hypothesis, ...]) -> bool:
    """Return whether theorems say that an expression is at least 0.

    It is a measure that is, or a sum of squares of which the measure is the root.
    """
    square = squared_root(opened(measure))
    if square is not None and is_square(square) and equal_by_kernel(duty, square, given):
        return True
    if equal_by_kernel(duty, measure, given) is None:
        return False
    try:
        prove(Statement(measure, Relation.GE, S.Zero, given))
    except SymbinfoError:
        return False
    return True


def hypotheses(setting: Setting) -> tuple[Hypothesis, ...]:
    """Return what the regions that occur say of the supports."""
    atoms = setting.atoms
    found: list[Hypothesis] = []
    for i, atom in enumerate(atoms):
        if all(region[i] for region in setting.occurring):
            found.append(FullSupport(atom.law))
    for (i, p), (j, q) in permutations(enumerate(atoms), 2):
        if p.law.sizes != q.law.sizes or p.axes != q.axes:
            continue
        if any(region[i] and not region[j] for region in setting.occurring):
            found.append(NotAbsolutelyContinuous(p.law, q.law))
        elif not all(region[j] for region in setting.occurring):
            found.append(AbsolutelyContinuous(p.law, q.law))
    return tuple(found)


def equal_by_kernel(formula: Expr, measure: Expr, given: tuple[Hypothesis, ...]) -> Theorem | None:
    """Return the theorem that a formula is a measure, if the kernel finds one normal form."""
    found = proved(formula, measure, given, Unfold()) or proved(formula, measure, given, Algebra())
    if found is not None:
        return found
    sides = with_any_numbers(formula, measure)
    return None if sides is None else proved(*sides, given, Algebra())


def proved(
    lhs: Expr, rhs: Expr, given: tuple[Hypothesis, ...], evidence: Evidence
) -> Theorem | None:
    """Return the theorem lhs = rhs, or None if the kernel refuses it."""
    statement = Statement(lhs, Relation.EQ, rhs, given)
    try:
        return check(Proof(statement, (Step(lhs, Relation.EQ, rhs, evidence),)))
    except (StepRejected, SymbinfoError):
        return None
