"""Independences and functions that follow from hypotheses of another form."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sympy import S

from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import EqualityCase, Lemma, Proof, Step
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search import library
from symbinfo.search.chains import chain, combination
from symbinfo.search.entropic import linear_form, negated, problem
from symbinfo.search.splits import ordered, subsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy import Expr

    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.theorem import Theorem
    from symbinfo.search.splits import Group, Rules

Form = Independent | FunctionOf


def implied(statement: Statement, rules: Rules) -> tuple[Form, ...]:
    """Return what the hypotheses say of independence and of functions, but not in such words.

    So H(A|B) = H(A) says that A and B are independent, and so does I(A;B) + I(A;B|C) = 0.
    """
    given = problem(statement)
    if given is None:
        return ()
    return tuple(
        hypothesis
        for hypothesis in _forms(given.variables)
        if not rules.say(hypothesis)
        and combination(negated(linear_form(_measure(hypothesis)) or {}), given) is not None
    )


def _forms(variables: Group) -> Iterator[Form]:
    for x, y in combinations(variables, 2):
        for given in subsets(v for v in variables if v not in (x, y)):
            yield Independent(x, y, given=ordered(given))
    for x in variables:
        for sources in filter(None, subsets(v for v in variables if v != x)):
            yield FunctionOf(x, ordered(sources))


def _measure(hypothesis: Form) -> Expr:
    """Return what is 0 just if the hypothesis holds."""
    if isinstance(hypothesis, FunctionOf):
        targets, sources = (tuple(group) for group in hypothesis.args)
        return Entropy(*targets, given=sources)
    x, y = hypothesis.groups
    return MutualInformation(x, y, hypothesis.given)


def _bound(hypothesis: Form) -> Lemma:
    """Return that the measure is at least 0, with equality just if the hypothesis holds."""
    if isinstance(hypothesis, FunctionOf):
        theorem = library.conditional_entropy_nonnegative()
    else:
        theorem = library.information_nonnegative(conditional=bool(hypothesis.given))
    old = [v for group in theorem.statement.lhs.args for v in group]
    new = [group for group in _measure(hypothesis).args if group]
    return Lemma(theorem, tuple((v, _one(group)) for v, group in zip(old, new, strict=True)))


def _one(group: Group) -> RandomVariable | Expr:
    return group[0] if len(group) == 1 else group


def without(theorem: Theorem, hypothesis: Hypothesis, given: tuple[Hypothesis, ...]) -> Theorem:
    """Return the theorem without a hypothesis that follows from the given ones."""
    told = theorem.statement
    kept = tuple(h for h in told.hypotheses if h != hypothesis)
    zero = Statement(_measure(hypothesis), Relation.LE, S.Zero, given)
    found = chain(zero)
    attained = check(Proof(zero, found.steps if found else ()))
    evidence = EqualityCase(theorem, _bound(hypothesis), attained)
    step = Step(told.lhs, told.relation, told.rhs, evidence)
    return check(Proof(Statement(told.lhs, told.relation, told.rhs, kept), (step,)))
