"""What to say of hypotheses: contradictory, not needed, missing; and where a claim fails."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, MarkovChain
from symbinfo.search.chains import chain, combination
from symbinfo.search.entropic import ONE, conditional, negated, problem, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.statement import Statement
    from symbinfo.core.variables import RandomVariable

MOST_VARIABLES = 5
MOST_PROPOSALS = 3


def contradictory(statement: Statement) -> bool:
    """Whether the hypotheses alone prove that a positive number is at most 0."""
    found = problem(statement)
    if found is None or not any(ONE in k.vector for k in (*found.equations, *found.bounds)):
        return False
    return combination({ONE: Fraction(-1)}, found) is not None


def constant_variables(statement: Statement) -> tuple[RandomVariable, ...]:
    """Return the variables that the hypotheses force to be constant."""
    found = problem(statement) if statement.hypotheses else None
    if found is None:
        return ()
    return tuple(
        v for v in found.variables if combination(negated(conditional((v,), ())), found) is not None
    )


def unneeded(statement: Statement) -> tuple[Hypothesis, ...]:
    """Return hypotheses that a proof can do without, all of them together."""
    dropped: list[Hypothesis] = []
    for hypothesis in statement.hypotheses:
        kept = tuple(h for h in statement.hypotheses if h not in (*dropped, hypothesis))
        if chain(replace(statement, hypotheses=kept, equality=None)) is not None:
            dropped.append(hypothesis)
    return tuple(dropped)


def proved_if(statement: Statement) -> tuple[Hypothesis, ...]:
    """Return hypotheses, any one of which would make the statement provable.

    Markov chains in every order come first, then independences, then functions. One that
    forces a variable to be constant is not proposed.
    """
    variables = variables_of(statement)
    if not 1 < len(variables) <= MOST_VARIABLES or problem(statement) is None:
        return ()
    before = constant_variables(statement)
    found: list[Hypothesis] = []
    for hypothesis in _proposals(variables):
        more = replace(statement, hypotheses=(*statement.hypotheses, hypothesis), equality=None)
        if chain(more) is not None and constant_variables(more) == before:
            found.append(hypothesis)
        if len(found) == MOST_PROPOSALS:
            break
    return tuple(found)


def _proposals(variables: tuple[RandomVariable, ...]) -> Iterator[Hypothesis]:
    for x, y, z in permutations(variables, 3):
        if variables.index(x) < variables.index(z):
            yield MarkovChain(x, y, z)
    for x, y in combinations(variables, 2):
        yield Independent(x, y)
    for x, y in permutations(variables, 2):
        yield FunctionOf(x, y)


def polymatroid(statement: Statement) -> dict[str, Fraction] | None:
    """Return entropies that obey every Shannon inequality and the hypotheses, not the claim.

    They are the values of a polymatroid, scaled to 1 for all variables together; whether
    random variables have them is another question.
    """
    from symbinfo.search.linear import violate

    found = problem(statement)
    if found is None:
        return None
    up = statement.relation.upward
    target = found.difference if up else negated(found.difference)
    whole = frozenset(found.variables)
    values = violate(
        target, [k.vector for k in found.bounds], [k.vector for k in found.equations], whole
    )
    if values is None:
        return None
    return {
        f"H({','.join(sorted(v.name for v in names))})": value
        for names, value in values.items()
        if isinstance(names, frozenset)
    }
