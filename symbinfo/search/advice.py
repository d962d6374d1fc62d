"""What to say of hypotheses: contradictory, not needed, missing; and where a claim fails."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sympy import Add, S

from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import FunctionOf, Hypothesis, MarkovChain
from symbinfo.core.measure import Measure
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Proof
from symbinfo.search import parametric
from symbinfo.search.constants import enclosures
from symbinfo.search.entropic import (
    ONE,
    conditional,
    elemental,
    negated,
    problem,
    variables_of,
)
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.theorem import Theorem
    from symbinfo.search.entropic import Vector

MOST_VARIABLES = 6
MOST_HYPOTHESES = 24


class HypothesesUsed(NamedTuple):
    """Which hypotheses a theorem needs, which can be dropped all together, and what is constant.

    `constant` are the variables that the hypotheses force to be constant: what the theorem
    says of them is vacuous.
    """

    needed: tuple[Hypothesis, ...]
    spare: tuple[Hypothesis, ...]
    constant: tuple[RandomVariable, ...]


def hypotheses_used(theorem: Theorem, links: Sequence[Statement] = ()) -> HypothesesUsed:
    """Return which hypotheses of a theorem are needed, and which can be dropped.

    A hypothesis can be dropped if the proof does without it, or if there is another proof
    that does, of each of the `links` that make up the theorem.

    Examples
    --------
    >>> from symbinfo import hypotheses_used, prove
    >>> theorem = prove("I(X;Z) <= I(X;Y)", given=["X -> Y -> Z", "X _||_ W"])
    >>> hypotheses_used(theorem).spare
    (X _||_ W,)
    """
    statement = theorem.statement
    dropped: list[Hypothesis] = []
    says = _says(statement, links)
    for hypothesis in stronger_first(statement.hypotheses):
        kept = tuple(h for h in statement.hypotheses if h not in (*dropped, hypothesis))
        if rechecks(theorem, kept) or all(provable(replace(s, hypotheses=kept)) for s in says):
            dropped.append(hypothesis)
    needed = tuple(h for h in statement.hypotheses if h not in dropped)
    spare = tuple(h for h in statement.hypotheses if h in dropped)
    return HypothesesUsed(needed, spare, constant_variables(statement))


def used_in_proof(theorem: Theorem) -> tuple[Hypothesis, ...]:
    """Return hypotheses that are enough for the proof of a theorem as it stands.

    All that the kernel records are in `theorem.rests_on()`; those that the proof does without
    are left out here, and if there are too many to ask for each, none is.

    >>> from symbinfo import prove
    >>> theorem = prove("I(X;Z) <= I(X;Y)", given=["X -> Y -> Z", "X _||_ W"])
    >>> used_in_proof(theorem)
    (X -> Y -> Z,)
    """
    kept = every = theorem.statement.hypotheses
    for hypothesis in stronger_first(every) if len(every) <= MOST_HYPOTHESES else ():
        fewer = tuple(h for h in kept if h != hypothesis)
        if rechecks(theorem, fewer):
            kept = fewer
    return kept


def _says(statement: Statement, links: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return what a theorem says, link by link: that its sides are equal, if they always are."""
    said = links or (statement,)
    if statement.equality != ():
        return tuple(said)
    return tuple(replace(one, relation=Relation.EQ, equality=None) for one in said)


def stronger_first(hypotheses: tuple[Hypothesis, ...]) -> tuple[Hypothesis, ...]:
    """Return hypotheses in the order in which they are to be dropped."""
    return tuple(sorted(hypotheses, key=_weakness))


def _weakness(hypothesis: Hypothesis) -> int:
    kinds = (FunctionOf, Hypothesis, MarkovChain)
    return next(i for i in (0, 2, 1) if isinstance(hypothesis, kinds[i]))


def rechecks(theorem: Theorem, kept: tuple[Hypothesis, ...]) -> bool:
    """Whether the proof of a theorem does with some of its hypotheses."""
    statement = replace(theorem.statement, hypotheses=kept)
    try:
        check(Proof(statement, theorem.proof.steps))
    except StepRejected:
        return False
    return True


def provable(statement: Statement) -> bool:
    """Whether Shannon-type inequalities prove a statement about entropies; False if it is large."""
    asked = question(statement)
    if asked is None:
        return parametric.chain(statement) is not None
    return bool(asked.targets) and all(map(asked.follows, asked.targets))


class Question(NamedTuple):
    """What a statement says is at least 0, and what may be used, as linear forms."""

    variables: tuple[RandomVariable, ...]
    targets: list[Vector]
    bounds: list[Vector]
    equations: list[Vector]

    def follows(self, target: Vector) -> bool:
        """Whether a linear form is at least 0 by what may be used."""
        return combine(target, self.bounds, self.equations) is not None

    def constant(self) -> tuple[RandomVariable, ...]:
        """Return the variables that have entropy 0."""
        return tuple(v for v in self.variables if self.follows(negated(conditional((v,), ()))))

    def violation(self) -> dict[Hashable, Fraction] | None:
        """Return entropies that agree with all that may be used, and not with the statement."""
        from symbinfo.search.linear import violate

        whole = frozenset(self.variables)
        for target in self.targets:
            values = violate(target, self.bounds, self.equations, whole)
            if values is not None:
                return values
        return None


def question(statement: Statement) -> Question | None:
    """Return what a statement asks; None if it is of another kind, or too large."""
    if len(variables_of(statement)) > MOST_VARIABLES:
        return None
    found = problem(statement)
    if found is None:
        return None
    targets = {
        Relation.LE: [found.difference],
        Relation.GE: [negated(found.difference)],
        Relation.EQ: [found.difference, negated(found.difference)],
    }
    bounds = [k.vector for k in (*found.bounds, *elemental(found.variables))]
    equations = [k.vector for k in found.equations]
    return Question(found.variables, targets.get(statement.relation, []), bounds, equations)


def contradictory(statement: Statement) -> bool:
    """Whether the hypotheses alone prove that a positive number is at most 0.

    Without numbers they cannot: constant variables meet all other hypotheses of entropies.
    """
    numbers = [h for h in statement.hypotheses if isinstance(h, Holds) and _has_numbers(h)]
    if not numbers or any(map(_false, numbers)):
        return bool(numbers)
    absurd = Statement(S.One, Relation.LE, S.Zero, statement.hypotheses)
    asked = question(absurd)
    if asked is None:
        return parametric.chain(absurd) is not None
    keys = {key for one in (*asked.equations, *asked.bounds) for key in one}
    more = asked._replace(bounds=[{ONE: Fraction(1)}, *enclosures(keys), *asked.bounds])
    return more.follows({ONE: Fraction(-1)})


def _false(hypothesis: Holds) -> bool:
    """Whether a relation of numbers alone does not hold, such as 0 = 1 or log 3 <= 1."""
    lhs, _, rhs = hypothesis.args
    gap = lhs - rhs
    if gap.free_symbols or gap.has(Measure):
        return False
    wrong = {
        Relation.EQ: gap.is_nonzero,
        Relation.LE: gap.is_positive,
        Relation.GE: gap.is_negative,
    }
    return wrong[hypothesis.relation] is True


def _has_numbers(hypothesis: Holds) -> bool:
    """Whether a term of a relation is no measure: a number, a logarithm, or a parameter."""
    lhs, _, rhs = hypothesis.args
    return any(not term.has(Measure) for term in Add.make_args(lhs - rhs) if term != 0)


def constant_variables(statement: Statement) -> tuple[RandomVariable, ...]:
    """Return the variables that the hypotheses force to be constant."""
    asked = question(statement) if statement.hypotheses else None
    return () if asked is None else asked.constant()


def polymatroid(statement: Statement) -> dict[str, Fraction] | None:
    """Return entropies that obey every Shannon inequality and the hypotheses, not the claim.

    They are the values of a polymatroid, scaled to 1 for all variables together; whether
    random variables have them is another question.
    """
    asked = question(statement)
    values = None if asked is None else asked.violation()
    if values is None:
        return None
    named = {
        tuple(sorted(v.name for v in names)): value
        for names, value in values.items()
        if isinstance(names, frozenset)
    }
    ordered = sorted(named, key=lambda names: (len(names), names))
    return {f"H({','.join(names)})": named[names] for names in ordered}
