"""When both sides of an inequality are equal: as a measure that is 0, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S

from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import Equal, FunctionOf, Independent, MarkovChain
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import JointLaw
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.core.hypotheses import Hypothesis

    Show = Callable[[object], str]


def only_zero(statement: Statement) -> Statement | None:
    """Return the only condition for equality as a measure that is 0, if that says something new."""
    if statement.equality is None or len(statement.equality) != 1:
        return None
    found = _zero(statement.equality[0])
    known = (statement.lhs, statement.rhs)
    return None if found is None or {found.lhs, S.Zero} == {*known} else found


def _zero(condition: Hypothesis) -> Statement | None:
    match condition:
        case Independent() if len(condition.groups) == 2 and condition.given:
            measure = MutualInformation(*condition.groups, condition.given)
        case FunctionOf():
            targets, sources = map(tuple, condition.args)
            measure = Entropy(*targets, given=sources)
        case _:
            return None
    return Statement(measure, Relation.EQ, S.Zero)


def as_chain(condition: Hypothesis) -> Hypothesis:
    """Return a conditional independence as a Markov chain X -> Z -> Y."""
    if isinstance(condition, Independent) and len(condition.groups) == 2 and condition.given:
        first, second = condition.groups
        return MarkovChain(first, condition.given, second)
    return condition


def is_uniform(condition: Hypothesis) -> bool:
    """Whether a condition says that one variable has the uniform law."""
    if not isinstance(condition, Equal):
        return False
    law, other = condition.args
    return isinstance(law, JointLaw) and len(law.variables) == 1 and isinstance(other, Uniform)


def _meaning(condition: Hypothesis, show: Show) -> str:
    """Return what a condition means: X -> Z -> Y, or that Y is a function of X."""
    if is_uniform(condition):
        return f"{show(condition.args[0].variables[0])} is uniform"
    if not isinstance(condition, FunctionOf):
        return show(as_chain(condition))
    targets, sources = (", ".join(map(show, group)) for group in condition.args)
    sources = f"({sources})" if len(condition.args[1]) > 1 else sources
    many = len(condition.args[0]) > 1
    if not sources:
        return f"{targets} {'are' if many else 'is'} constant"
    return f"{targets} {'are functions' if many else 'is a function'} of {sources}"


def condition_text(statement: Statement, show: Show) -> str:
    """Return when equality holds in a clause; a single condition also as a measure that is 0."""
    told = " and ".join(_meaning(one, show) for one in statement.equality or ())
    found = only_zero(statement)
    return told if found is None else f"{show(found)}, i.e. {told}"
