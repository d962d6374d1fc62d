"""The reason that is printed beside a step: the author's words, or what the evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, final

from sympy import Add, Tuple, log

from symbinfo.core.constraints import CommonPart, CopyOf
from symbinfo.core.hypotheses import FunctionOf, MarkovChain
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.kernel.instance import instance_of
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Copy,
    Differentiate,
    DoubleMarkov,
    Enclosure,
    EqualityCase,
    Infinite,
    Integrate,
    Lemma,
    LogBound,
    Nonnegative,
    SameOptimum,
    Squeeze,
    Tangent,
    Unfold,
)
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.kl_divergence import KLDivergence
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.render.names import listed
from symbinfo.render.origins import origins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sympy import Expr

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.proof import Evidence, Source, Step

    Names = Mapping[Statement, str]

_MANY = 3
_MOST = 7
_SHORT = 36
_OF_ITSELF = {
    Entropy: "entropy is nonnegative",
    MutualInformation: "mutual information is nonnegative",
    KLDivergence: "a divergence is nonnegative",
    log: "a logarithm of a size is nonnegative",
}
_LONG = 60
_BOUNDS = (" >= 0", " ≥ 0", r" \ge 0$")

NO_NAMES: Names = MappingProxyType({})
"""For proofs that are printed alone: no theorem has a name."""


def reason(
    step: Step,
    names: Names,
    show: Callable[[object], str] = str,
    given: tuple[Hypothesis, ...] = (),
) -> str:
    """Return the remark of a step, or a reason in words that the evidence gives.

    Parameters
    ----------
    step : Step
        The step.
    names : mapping
        What the known theorems are called, by their statements.
    show : callable
        Prints a formula that becomes part of the reason.
    given : tuple of Hypothesis
        The hypotheses of the statement, which lemmas are traced back to.
    """
    if step.remark:
        return step.remark
    if _conditions(step):
        return "conditioning reduces entropy"
    return Teller(names, show, given, step).words(step.evidence)


def _conditions(step: Step) -> bool:
    """Whether a step says that a known variable makes an entropy smaller, and no more."""
    if step.relation is Relation.EQ or not isinstance(step.evidence, Combination):
        return False
    gap = Add.make_args(step.rhs - step.lhs)
    measures = [term.as_coeff_Mul()[1] for term in gap]
    if len(gap) != len(step.evidence.terms) + 1 or not all(map(_of_variables, measures)):
        return False
    one, two = measures
    return bool(set(one.args[0]) == set(two.args[0]))


def _of_variables(measure: object) -> bool:
    return isinstance(measure, Entropy) and isinstance(measure.args[0], Tuple)


WORDS: dict[type[Any], str] = {
    Unfold: "definitions",
    Algebra: "algebra",
    Assumption: "assumption",
    LogBound: "log bound",
    Tangent: "tangent line",
    Nonnegative: "nonnegative terms",
    Squeeze: "both inequalities",
    Copy: "the copy lemma",
    DoubleMarkov: "the double Markov property",
    EqualityCase: "the equality condition of a bound",
    SameOptimum: "same optimum",
    Enclosure: "rigorous enclosure",
    Infinite: "supports",
}
"""The evidence that is always told in the same words."""


@final
@dataclass(frozen=True, slots=True)
class Teller:
    """Says what the evidence of a step is."""

    names: Names
    show: Callable[[object], str]
    given: tuple[Hypothesis, ...]
    step: Step

    def words(self, evidence: Evidence) -> str:
        """Return the evidence in words."""
        match evidence:
            case Lemma(theorem=theorem, at=at):
                name = self.names.get(theorem.statement)
                return name or self._fact(
                    instance_of(theorem.statement, at).statement(theorem.statement)
                )
            case Assumption(hypothesis=hypothesis):
                short = len(str(hypothesis)) <= _SHORT
                return self.show(hypothesis) if short else WORDS[Assumption]
            case Copy(theorem=theorem) | DoubleMarkov(theorem=theorem):
                return f"{WORDS[type(evidence)]}{self._added(theorem.statement)}"
            case Combination(terms=terms):
                return _several([words for _, source in terms for words in self._each(source)])
            case Differentiate(variable=variable):
                return f"differentiation by {self.show(variable)}"
            case Integrate(variable=variable):
                return f"integration over {self.show(variable)}"
            case _:
                return WORDS[type(evidence)]

    def _each(self, source: Source) -> list[str]:
        """Return one source of several in words, or the hypotheses that it follows from."""
        if isinstance(source, Lemma) and source.theorem.statement not in self.names:
            stated = source.theorem.statement
            return self._facts(instance_of(stated, source.at).statement(stated))
        return [self.words(source)]

    def _facts(self, statement: Statement) -> list[str]:
        if statement.relation is Relation.EQ and len(statement.hypotheses) == 1:
            found = origins(statement.hypotheses[0], self.given)
            apart = isinstance(statement.lhs, MutualInformation)
            return [self._apart(h) if apart else self.assumed(h) for h in found]
        return [self._fact(statement)]

    def _fact(self, statement: Statement) -> str:
        """Return a theorem that has no name as what it says, or as what it follows from."""
        if statement.relation is Relation.EQ and len(statement.hypotheses) == 1:
            return listed(dict.fromkeys(self._facts(statement)))
        typed = self._typed(statement.lhs)
        if (typed, statement.rhs) == (self.step.lhs, self.step.rhs):
            return _OF_ITSELF.get(type(typed), "by a lemma")
        bare = Statement(typed, statement.relation, statement.rhs)
        return self.show(bare) if len(str(bare)) <= _LONG else "by a lemma"

    def assumed(self, hypothesis: Hypothesis) -> str:
        """Return a hypothesis as a reason."""
        match hypothesis:
            case MarkovChain():
                return f"Markov chain {self.show(hypothesis)}"
            case FunctionOf():
                targets, sources = (", ".join(map(self.show, part)) for part in hypothesis.args)
                verb = "are functions" if len(hypothesis.args[0]) > 1 else "is a function"
                return f"{targets} {verb} of {sources}"
            case CopyOf() | CommonPart():
                return self._part(hypothesis)
            case _:
                return self.show(hypothesis)

    def _apart(self, hypothesis: Hypothesis) -> str:
        """Return a hypothesis as the reason for an independence."""
        if not isinstance(hypothesis, CopyOf):
            return self.assumed(hypothesis)
        copies, originals, over, rest = hypothesis.groups
        left, right, given = (
            ", ".join(map(self.show, group)) for group in (copies, (*originals, *rest), over)
        )
        verb = "are" if len(copies) > 1 else "is"
        return f"{left} {verb} independent of {right} given {given}"

    def _part(self, hypothesis: CopyOf | CommonPart) -> str:
        groups = [", ".join(map(self.show, group)) for group in hypothesis.groups]
        if isinstance(hypothesis, CopyOf):
            several = len(hypothesis.groups[0]) > 1
            return f"{groups[0]} {'are copies' if several else 'is a copy'} of {groups[1]}"
        return f"{groups[0]} is a common part of {groups[2]} and {groups[3]}"

    def _typed(self, measure: Expr) -> Expr:
        """Return a measure as it is written in the step."""
        wanted = _sets(measure)
        written = [*self.step.lhs.atoms(type(measure)), *self.step.rhs.atoms(type(measure))]
        return next((one for one in written if _sets(one) == wanted), measure)

    def _added(self, statement: Statement) -> str:
        """Return which variables a theorem has that the statement has not."""
        for hypothesis in statement.hypotheses[::-1]:
            if isinstance(hypothesis, CopyOf):
                copies, originals, over = (
                    listed(map(self.show, group)) for group in hypothesis.groups[:3]
                )
                return f": {copies} a copy of {originals} over {over}"
            if isinstance(hypothesis, CommonPart):
                return f": {self._part(hypothesis).replace(' is a ', ' a ')}"
        return ""


def _sets(measure: Expr) -> tuple[frozenset[object], ...]:
    """Return what a measure is about, without the order of the variables and of the sides."""
    groups = [frozenset(part) if isinstance(part, Tuple) else part for part in measure.args]
    if isinstance(measure, MutualInformation):
        return frozenset(groups[:2]), *groups[2:]
    return tuple(groups)


def _several(words: list[str]) -> str:
    known = list(dict.fromkeys(words))
    if not known:
        return "algebra"
    if len(known) > _MANY and all(word.endswith(_BOUNDS) for word in known):
        return f"{known[0]}, and so for the other {len(known) - 1} terms that are left out"
    return listed(known) if len(known) <= _MOST else f"{len(known)} known facts"
