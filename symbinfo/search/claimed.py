"""What a hypothesis says when it is the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S, oo

from symbinfo.core.constraints import Holds
from symbinfo.core.facts import FunctionFact, IndependenceFact
from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Hypothesis,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
)
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import BadInput
from symbinfo.measures import Entropy, KLDivergence, MutualInformation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.facts import Fact


def claimed(hypothesis: Hypothesis) -> tuple[Statement, ...]:
    """Return the statements that together say what a hypothesis says.

    >>> from symbinfo import MarkovChain, random_variables
    >>> print(*claimed(MarkovChain(*random_variables("X Y Z"))))
    I(X; Z | Y) = 0
    """
    match hypothesis:
        case MarkovChain() | Independent() | FunctionOf():
            return tuple(one for fact in hypothesis.facts() for one in _zeros(fact))
        case Holds():
            lhs, _, rhs = hypothesis.args
            return (Statement(lhs, hypothesis.relation, rhs),)
        case Equal():
            return (Statement(KLDivergence(*hypothesis.args), Relation.EQ, S.Zero),)
        case AbsolutelyContinuous():
            return (Statement(KLDivergence(*hypothesis.args), Relation.LT, oo),)
        case NotAbsolutelyContinuous():
            return (Statement(KLDivergence(*hypothesis.args), Relation.EQ, oo),)
        case FullSupport():
            (p,) = hypothesis.args
            return (Statement(KLDivergence(Uniform(p.size), p), Relation.LT, oo),)
    msg = f"{hypothesis} can be assumed, but not claimed"
    raise BadInput(msg)


def _zeros(fact: Fact) -> Iterator[Statement]:
    match fact:
        case FunctionFact(targets, sources):
            yield Statement(Entropy(*targets, given=sources), Relation.EQ, S.Zero)
        case IndependenceFact(groups, given):
            for i, group in enumerate(groups[:-1], 1):
                rest = sum(groups[i:], ())
                information = MutualInformation(group, rest, given=given)
                yield Statement(information, Relation.EQ, S.Zero)
