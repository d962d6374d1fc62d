"""Theorems at explicit distributions, with their closed forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Expr, Integer, S, Sum, log

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.kernel.check import check
from symbinfo.kernel.instance import instance_of, renamed
from symbinfo.kernel.proof import Lemma, Proof, Step, Unfold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.theorem import Theorem


def instantiate(
    theorem: Theorem, at: Mapping[Any, Any], given: tuple[Hypothesis, ...] = ()
) -> Theorem:
    """Return the theorem with other objects put for its free names, in closed form.

    Parameters
    ----------
    theorem : Theorem
        A theorem about symbolic distributions, variables or parameters.
    at : mapping
        What to put for each name, such as an explicit distribution for p.
    given : tuple of hypotheses
        What may be assumed of the new objects.

    Raises
    ------
    StepRejected
        If a hypothesis of the theorem does not hold there.

    Examples
    --------
    >>> from symbinfo import Bernoulli, Entropy, instantiate, parameter, pmf, prove
    >>> from sympy import log
    >>> p, t = pmf("p"), parameter("t", 0, 1)
    >>> theorem = prove(Entropy(p) <= log(p.size))
    >>> print(instantiate(theorem, {p: Bernoulli(t)}))
    -t*log(t) - (1 - t)*log(1 - t) <= log(2)  where 0 < t < 1  (equality iff Bernoulli(t) = uniform)
    """
    lemma = Lemma(theorem, at)  # type: ignore[arg-type]
    found = instance_of(theorem.statement, lemma.at).statement(theorem.statement)
    ends = [closed_form(side) for side in (found.lhs, found.rhs)]
    statement = Statement(ends[0], found.relation, ends[1], given, found.equality)
    steps = [Step(found.lhs, found.relation, found.rhs, lemma)]
    if ends[0] != found.lhs:
        steps.insert(0, Step(ends[0], Relation.EQ, found.lhs, Unfold()))
    if ends[1] != found.rhs:
        steps.append(Step(found.rhs, Relation.EQ, ends[1], Unfold()))
    return check(Proof(statement, tuple(steps)))


def closed_form(expr: Basic) -> Basic:
    """Return the expression with measures of explicit distributions written out."""
    if isinstance(expr, Measure):
        opened = closed_form(expr.definition())
        return expr if opened.has(Sum, Probability, S.ComplexInfinity) else opened
    if isinstance(expr, Sum):
        return _sum(expr)
    if isinstance(expr, Probability):
        return expr.pmf(*expr.letters)
    if not expr.args:
        return expr
    args = [closed_form(arg) if isinstance(arg, Expr) else arg for arg in expr.args]
    if isinstance(expr, XLogY | Weighted):
        return _product(type(expr), *args)
    return expr.func(*args)


def _product(kind: type, weight: Expr, inside: Expr) -> Expr:
    if weight.is_zero:
        return S.Zero
    if weight.is_positive or (weight.is_number and weight > 0) or (1 - weight).is_positive:
        return weight * (log(inside) if kind is XLogY else inside)
    return kind(weight, inside)


def _sum(expr: Sum) -> Basic:
    """Write out a sum over known numbers of letters."""
    *inner, (letter, low, high) = expr.limits
    if not (low.is_Integer and high.is_Integer):
        return expr
    body = Sum(expr.function, *inner) if inner else expr.function
    terms = (renamed(body, {letter: Integer(i)}) for i in range(int(low), int(high) + 1))
    return sum((closed_form(term) for term in terms), S.Zero)
