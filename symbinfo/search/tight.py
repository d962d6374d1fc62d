"""When the bounds of a proof are attained: conditions, without those that follow from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Expr, S, log

from symbinfo.core.hypotheses import Equal, Independent
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search.entropic import problem, variables_of
from symbinfo.search.shannon import certificate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.search.entropic import Known

Conditions = tuple["Hypothesis", ...]
MOST = 12
MOST_COMPARED = 12
MOST_VARIABLES = 6


def conditions(statement: Statement, bounds: Iterable[Known]) -> tuple[Conditions, ...]:
    """Return conditions for equality, the shorter ones first; nothing if they are not known.

    The last are those of all bounds. Others leave out what follows from the rest.
    """
    makers = [one.equality for one in bounds]
    found = tuple(make() for make in makers if make is not None)
    if len(found) < len(makers) or len(found) > MOST or statement.relation is Relation.EQ:
        return ()
    every = tuple(dict.fromkeys(found))
    kept = needed(statement, every)
    return (kept, every) if kept != every else (every,)


def needed(statement: Statement, every: Conditions) -> Conditions:
    """Return conditions from which, with the hypotheses, all the others follow."""
    few = len(every) <= MOST_COMPARED and len(variables_of(statement)) <= MOST_VARIABLES
    kept = list(every)
    for one in every[::-1] if few else ():
        rest = [other for other in kept if other is not one]
        if _follows(one, (*statement.hypotheses, *rest)):
            kept = rest
    return tuple(kept)


def _follows(condition: Hypothesis, given: Conditions) -> bool:
    measure = measure_of(condition)
    found = problem(Statement(measure, Relation.LE, S.Zero, given))
    return found is not None and certificate(found.difference, found) is not None


def measure_of(condition: Hypothesis) -> Expr:
    """Return the measure that is 0 exactly if a condition of a bound holds."""
    if isinstance(condition, Independent):
        first, second = condition.groups
        return MutualInformation(first, second, condition.given)
    if isinstance(condition, Equal):
        (variable,) = condition.args[0].variables
        return log(variable.size) - Entropy(variable)
    targets, sources = map(tuple, condition.args)
    return Entropy(*targets, given=sources)
