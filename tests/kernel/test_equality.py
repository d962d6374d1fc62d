"""When the two sides of an inequality are equal: conditions that are taken, and that are not."""

from __future__ import annotations

import pytest
from sympy import S, Sum, Tuple

from symbinfo.core.atoms import Weighted, letter
from symbinfo.core.constraints import CommonPart
from symbinfo.core.hypotheses import Equal, FunctionOf, Independent, MarkovChain
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import random_variables
from symbinfo.errors import BadInput, StepRejected
from symbinfo.kernel.certificate import dumps, loads
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Combination, Lemma, Nonnegative, Proof, Step, Unfold
from symbinfo.measures import Entropy as H
from symbinfo.measures import MutualInformation as I
from symbinfo.search import library

X, Y, Z, W = random_variables("X Y Z W")


def at(theorem, *new):
    old = [v for group in theorem.statement.lhs.args for v in group]
    return Lemma(theorem, tuple(zip(old, new, strict=True)))


def bound(lhs, rhs, *sources, given=(), equality=None):
    """Return the theorem lhs >= rhs, by the sum of bounds."""
    evidence = Combination(tuple((S.One, source) for source in sources))
    lhs, rhs = S(lhs), S(rhs)
    statement = Statement(lhs, Relation.GE, rhs, given, equality)
    return check(Proof(statement, (Step(lhs, Relation.GE, rhs, evidence),)))


def apart(x, y, given=None):
    theorem = library.information_nonnegative(conditional=given is not None)
    return at(theorem, x, y, *(() if given is None else (given,)))


def known(x, given):
    return at(library.conditional_entropy_nonnegative(), x, given)


def test_a_conditional_entropy_is_zero_for_a_function_alone():
    theorem = bound(H(X, given=Y), 0, known(X, Y), equality=(FunctionOf(X, Y),))
    assert loads(dumps(theorem)) is not None
    for wrong in (FunctionOf(Y, X), FunctionOf((X, Z), Y), FunctionOf(X, ()), Independent(X, Y)):
        with pytest.raises(StepRejected, match="do not give this equality condition"):
            bound(H(X, given=Y), 0, known(X, Y), equality=(wrong,))


def test_an_entropy_is_zero_for_a_constant_alone():
    evidence = at(library.joint_entropy_nonnegative(), X)
    assert bound(H(X), 0, evidence, equality=(FunctionOf(X, ()),))
    for wrong in (FunctionOf(X, Y), FunctionOf(Y, ())):
        with pytest.raises(StepRejected, match="do not give this equality condition"):
            bound(H(X), 0, evidence, equality=(wrong,))


def test_functions_of_groups_are_conditions():
    evidence = known(Tuple(X, W), Tuple(Y, Z))
    both = FunctionOf((X, W), (Y, Z))
    assert bound(H(X, W, given=(Y, Z)), 0, evidence, equality=(both,))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound(H(X, W, given=(Y, Z)), 0, evidence, equality=(FunctionOf(X, (Y, Z)),))


def test_a_constant_is_a_hypothesis_too():
    sides, constant = (H(X, Y), Relation.EQ, H(Y)), FunctionOf(X, ())
    assert check(Proof(Statement(*sides, (constant,)), (Step(*sides, Unfold()),)))
    for wrong in ((), (FunctionOf(Y, ()),)):
        with pytest.raises(StepRejected):
            check(Proof(Statement(*sides, wrong), (Step(*sides, Unfold()),)))
    with pytest.raises(BadInput, match="takes variables"):
        FunctionOf((), X)
    with pytest.raises(BadInput, match="takes variables"):
        FunctionOf(X, (X, Y))


def test_conditions_that_follow_from_the_others_may_be_left_out():
    sources = (apart(X, Tuple(Y, Z)), apart(X, Z))
    sides = I(X, (Y, Z)) + I(X, Z), S.Zero
    both, one, other = Independent(X, (Y, Z)), Independent(X, Z), Independent(X, Y)
    assert bound(*sides, *sources, equality=(both, one))
    assert bound(*sides, *sources, equality=(both,))
    for wrong in ((one,), (other,), (both, other), ()):
        with pytest.raises(StepRejected, match="do not give this equality condition"):
            bound(*sides, *sources, equality=wrong)


def test_conditions_that_the_hypotheses_give_may_be_left_out():
    sides = I(X, Z) + I(X, Z, given=Y), S.Zero
    sources, chain = (apart(X, Z), apart(X, Z, Y)), MarkovChain(X, Y, Z)
    assert bound(*sides, *sources, given=(chain,), equality=(Independent(X, Z),))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound(*sides, *sources, equality=(Independent(X, Z),))


def test_a_common_part_is_no_condition_of_functions():
    part, *others = random_variables("U A B C", [2, 2, 2, 2])
    whole = CommonPart(part, *others)
    functions = [at(library.conditional_entropy_nonnegative(), part, v) for v in others[1:]]
    sides = sum(H(part, given=v) for v in others[1:]), S.Zero
    assert bound(*sides, *functions, equality=tuple(FunctionOf(part, v) for v in others[1:]))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound(*sides, *functions, equality=(whole,))


def test_a_term_that_counts_without_its_guard_gives_no_condition():
    p, q = pmf("p"), pmf("q")
    x = letter("x")
    value = Sum(q(x) + Weighted(p(x), q(x) / p(x)), Tuple(x, 0, p.size - 1))
    assert bound(value, 0, Nonnegative(value))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound(value, 0, Nonnegative(value), equality=(Equal(p, q),))


def test_a_sum_may_be_positive_though_a_term_is_not():
    p, q = pmf("p"), pmf("q")
    x = letter("x")
    value = Sum(2 * p(x) - q(x), Tuple(x, 0, p.size - 1))
    assert bound(value, 0, Nonnegative(value))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        bound(value, 0, Nonnegative(value), equality=(Equal(p, q),))
