"""The reason that is printed beside a step: the author's words, or what the evidence is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from symbinfo.core.constraints import CopyOf
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
from symbinfo.render.names import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from symbinfo.kernel.proof import Evidence, Step

    Names = Mapping[Statement, str]

_MANY = 3
_SHORT = 36

NO_NAMES: Names = MappingProxyType({})
"""For proofs that are printed alone: no theorem has a name."""


def reason(step: Step, names: Names, show: Callable[[object], str] = str) -> str:
    """Return the remark of a step, or a reason in words that the evidence gives.

    Parameters
    ----------
    step : Step
        The step.
    names : mapping
        What the known theorems are called, by their statements.
    show : callable
        Prints a formula that becomes part of the reason.
    """
    return step.remark or _words(step.evidence, names, show)


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
    SameOptimum: "same optimum",
    Enclosure: "rigorous enclosure",
    Infinite: "supports",
}
"""The evidence that is always told in the same words."""


def _words(evidence: Evidence, names: Names, show: Callable[[object], str]) -> str:
    match evidence:
        case Lemma(theorem=theorem, at=at):
            name = names.get(theorem.statement)
            return name or _fact(
                instance_of(theorem.statement, at).statement(theorem.statement), show
            )
        case Assumption(hypothesis=hypothesis):
            return show(hypothesis) if len(str(hypothesis)) <= _SHORT else WORDS[Assumption]
        case Copy(theorem=theorem):
            return _copied(theorem.statement, show)
        case Combination(terms=terms):
            return _several(_words(source, names, show) for _, source in terms)
        case Differentiate(variable=variable):
            return f"differentiation by {show(variable)}"
        case Integrate(variable=variable):
            return f"integration over {show(variable)}"
        case _:
            return WORDS[type(evidence)]


def _fact(statement: Statement, show: Callable[[object], str]) -> str:
    """Return a theorem that has no name as what it says, or as what it follows from."""
    if statement.relation is Relation.EQ and len(statement.hypotheses) == 1:
        return show(*statement.hypotheses)
    bare = Statement(statement.lhs, statement.relation, statement.rhs)
    return show(bare) if len(str(bare)) <= _SHORT else "by a lemma"


def _copied(statement: Statement, show: Callable[[object], str]) -> str:
    """Return which variables the copy lemma adds."""
    for hypothesis in statement.hypotheses[::-1]:
        if isinstance(hypothesis, CopyOf):
            copies, originals, over, _ = (listed(map(show, group)) for group in hypothesis.groups)
            return f"{WORDS[Copy]}: {copies} a copy of {originals} over {over}"
    return WORDS[Copy]


def _several(words: Iterable[str]) -> str:
    known = list(dict.fromkeys(words))
    if not known:
        return "algebra"
    return listed(known) if len(known) <= _MANY else f"{len(known)} known facts"
