"""Proofs by copies: names for the copies, the claims that are used, and the steps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, final

from sympy import Rational

from symbinfo.core.constraints import CopyOf
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Copy, Proof, Step
from symbinfo.search import library
from symbinfo.search.chains import told
from symbinfo.search.elemental import elementals, vector
from symbinfo.search.entropic import assumed, variables_of
from symbinfo.search.linear import combine
from symbinfo.search.shapes import Shape, nonnegative, zero

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from symbinfo.core.statement import Statement
    from symbinfo.search.copying import Question
    from symbinfo.search.entropic import Known, Vector
    from symbinfo.search.pools import Copying, Pool
    from symbinfo.search.simplex import Number

    Form = Mapping[Hashable, Number]

Group = tuple[RandomVariable, ...]
Term = tuple[Fraction, "Known"]


def proof(question: Question, pool: Pool, more: list[Term]) -> tuple[Step, ...] | None:
    """Return a proof by the copies of a pool and more claims, or None if the copies fail."""
    copies = Copies(question, pool)
    terms = copies.terms()
    if terms is None:
        return None
    statement = question.statement
    inner = replace(statement, hypotheses=(*statement.hypotheses, *copies.hypotheses))
    found = told(
        inner, [(Rational(c.numerator, c.denominator), known) for c, known in [*terms, *more]]
    )
    return None if found is None else _lifted(statement, copies.hypotheses, found.steps)


def _lifted(
    statement: Statement, copies: list[CopyOf], steps: tuple[Step, ...]
) -> tuple[Step, ...] | None:
    """Return a proof without copies, which are taken away one step at a time."""
    for number in range(len(copies), 0, -1):
        kept = (*statement.hypotheses, *copies[:number])
        try:
            theorem = check(Proof(replace(statement, hypotheses=kept), steps))
        except StepRejected:
            return None
        steps = (Step(statement.lhs, statement.relation, statement.rhs, Copy(theorem)),)
    return steps


@final
class Copies:
    """The variables of a pool, those of a statement and copies, and what is known of them."""

    def __init__(self, question: Question, pool: Pool) -> None:
        self.question = question
        self.pool = pool
        self.atoms = [*question.atoms]
        self.hypotheses: list[CopyOf] = []
        names = _names({v.name for v in variables_of(question.statement)})
        for step in pool.steps:
            self.add(step, names)
        given = assumed(self.hypotheses) or []
        self.equal = {frozenset(known.vector.items()): known for known in given}

    def add(self, step: Copying, names: Iterator[str]) -> None:
        """Add the copies of a step."""
        before = self.names((1 << len(self.atoms)) - 1)
        groups = [self.names(mask) for mask in step.originals]
        copies = [tuple(_copy(next(names), v) for v in group) for group in groups]
        originals, over = self.names(step.copied), self.names(step.over)
        rest = tuple(v for v in before if v not in (*originals, *over))
        copied, taken = (tuple(v for group in part for v in group) for part in (copies, groups))
        self.hypotheses.append(CopyOf(copied, taken, over, rest))
        self.atoms += copies

    def names(self, mask: int) -> Group:
        """Return the variables of a set."""
        return tuple(v for i, atom in enumerate(self.atoms) if mask >> i & 1 for v in atom)

    def terms(self) -> list[Term] | None:
        """Return claims that sum to the statement, with their multipliers."""
        question, every = self.question, elementals(self.pool.count)
        rows, which = self.pool.rows()
        bounds, equations = (
            [*map(self.form, part)] for part in (question.bounds, question.equations)
        )
        columns: list[Form] = [{int(j): int(row[j]) for j in row.nonzero()[0]} for row in rows]
        target: Form = dict(question.placed(question.target))
        most = max(map(abs, question.target.values()))
        scaled: Form = {key: c / most for key, c in target.items()}
        found = combine(scaled, [*columns, *bounds], equations)
        if found is None:
            return None
        given = [*zip([*question.bounds, *question.equations], [*bounds, *equations], strict=True)]
        left = defaultdict[int, Fraction](Fraction)
        _take(left, self.masks(target), Fraction(-1))
        terms = list[Term]()
        for place, share in found.items():
            c = share * most
            if place < len(rows):
                one = every[int(which[place])]
                terms.append((c, nonnegative(self.shape(one.x, one.y & ~one.x, one.given))))
                _take(left, vector(one), c)
            else:
                known, form = given[place - len(rows)]
                terms.append((c, known))
                _take(left, self.masks(form), c)
        return terms + self.replaced(left)

    def form(self, known: Known) -> Form:
        """Return a claim about the variables to start with, in coordinates."""
        return dict(self.question.placed(known.vector))

    def masks(self, form: Form) -> dict[int, Number]:
        """Return the entropies of a form in the first coordinates, by sets."""
        last = 1 << len(self.question.atoms)
        return {mask: form[mask - 1] for mask in range(1, last) if mask - 1 in form}

    def replaced(self, left: defaultdict[int, Fraction]) -> list[Term]:
        """Return the equations of copies that sum to a form."""
        terms = list[Term]()
        base = 1 << len(self.question.atoms)
        while (mask := max((m for m, c in left.items() if c), default=0)) >= base:
            known, form, sign = self.equation(mask)
            c = left[mask] * sign
            terms.append((c, known))
            _take(left, form, c)
        return terms

    def equation(self, mask: int) -> tuple[Known, dict[int, int], int]:
        """Return what a copy step says of the entropy of a set, and the sign of that entropy."""
        place, step = len(self.question.atoms), self.pool.steps[0]
        for step in self.pool.steps:
            if not mask >> place + len(step.originals):
                break
            place += len(step.originals)
        old, new = mask & (1 << place) - 1, mask >> place << place
        if old & ~step.over:
            apart = self.shape(new, old & ~step.over, step.over)
            form = {new | step.over: 1, old: 1, mask: -1, step.over: -1}
            return zero(apart, library.independence_is_zero(conditional=True)), form, -1
        other = old | sum(m for i, m in enumerate(step.originals) if mask >> place + i & 1)
        same: Vector = {
            frozenset(self.names(mask)): Fraction(1),
            frozenset(self.names(other)): Fraction(-1),
        }
        return self.equal[frozenset(same.items())], {mask: 1, other: -1}, 1

    def shape(self, *masks: int) -> Shape:
        """Return the measure of some sets."""
        return Shape(*(frozenset(self.names(mask)) for mask in masks))


def _take(left: defaultdict[int, Fraction], form: Mapping[int, Number], c: Fraction) -> None:
    for mask, value in form.items():
        if mask:
            left[mask] -= c * value


def _copy(name: str, original: RandomVariable) -> RandomVariable:
    return random_variables(name, [original.size])[0]


def _names(taken: set[str]) -> Iterator[str]:
    """Return names for copies: R, S, ..., W, R_1, S_1, ..."""
    for number in count():
        for letter in "RSTUVW":
            name = f"{letter}_{number}" if number else letter
            if name not in taken:
                yield name
