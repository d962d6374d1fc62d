"""The copy lemma and assumed relations: what they prove, and what they refuse."""

from dataclasses import replace

import pytest
from sympy import Rational, S

from symbinfo import (
    Assumption,
    Combination,
    CopyOf,
    Entropy,
    Holds,
    Independent,
    MutualInformation,
    Proof,
    Relation,
    Statement,
    Step,
    Unfold,
    calc,
    check,
    prove,
    random_variables,
)
from symbinfo.errors import BadInput, StepRejected
from symbinfo.kernel.proof import Copy

A, B, C, D = random_variables("A B C D")
(R,) = random_variables("R", [C.size])
COPY = CopyOf(R, C, (A, D), B)


def with_copy(lhs, relation, rhs, given=(), hypothesis=COPY):
    """Return a theorem under a copy hypothesis, by opening the definitions."""
    statement = Statement(lhs, relation, rhs, (*given, hypothesis))
    return check(Proof(statement, (Step(lhs, relation, rhs, Unfold()),)))


def lifted(theorem, given=()):
    """Take the copy hypothesis away by the copy lemma."""
    inner = theorem.statement
    statement = replace(inner, hypotheses=given)
    step = Step(inner.lhs, inner.relation, inner.rhs, Copy(theorem))
    return check(Proof(statement, (step,)))


def test_copies_have_the_law_of_their_originals_with_what_they_are_copied_over() -> None:
    with_copy(Entropy(R, A, D), Relation.EQ, Entropy(C, A, D))
    with_copy(Entropy(R), Relation.EQ, Entropy(C))
    with_copy(MutualInformation(R, (C, B), given=(A, D)), Relation.EQ, S.Zero)


def test_a_copy_says_nothing_of_what_it_was_not_copied_over() -> None:
    with pytest.raises(StepRejected, match="different normal forms"):
        with_copy(Entropy(R, B), Relation.EQ, Entropy(C, B))


def test_the_copy_lemma_takes_the_hypothesis_away() -> None:
    theorem = lifted(with_copy(Entropy(A, D), Relation.EQ, Entropy(D) + Entropy(A, given=D)))
    assert theorem.statement.hypotheses == ()
    assert "Copy" in theorem.rests_on()


def test_copies_that_occur_in_the_claim_stay() -> None:
    theorem = with_copy(Entropy(R), Relation.EQ, Entropy(C))
    with pytest.raises(StepRejected, match="occur elsewhere"):
        lifted(theorem)


def test_copies_that_occur_in_a_hypothesis_stay() -> None:
    other = Independent(R, A)
    theorem = with_copy(Entropy(A), Relation.EQ, Entropy(A), given=(other,))
    with pytest.raises(StepRejected, match="occur elsewhere"):
        lifted(theorem, given=(other,))


def test_only_a_copy_hypothesis_can_be_taken_away() -> None:
    independent = Independent(A, B)
    theorem = calc(MutualInformation(A, B), [independent]).eq(0, by=Unfold()).qed()
    with pytest.raises(StepRejected, match="one hypothesis more, CopyOf"):
        lifted(theorem)


def test_the_theorem_must_say_what_the_step_says() -> None:
    theorem = with_copy(Entropy(A), Relation.EQ, Entropy(A))
    step = Step(Entropy(A), Relation.EQ, Entropy(B), Copy(theorem))
    with pytest.raises(StepRejected, match="the theorem says"):
        check(Proof(Statement(Entropy(A), Relation.EQ, Entropy(B)), (step,)))


def test_explicit_variables_are_not_copied() -> None:
    X, Y = random_variables("X Y", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    (Z,) = random_variables("Z", [2])
    with pytest.raises(BadInput):
        CopyOf(Z, X, Y)


def test_copies_are_disjoint_and_of_one_size() -> None:
    with pytest.raises(BadInput, match="disjoint"):
        CopyOf(R, C, (A, C))
    with pytest.raises(BadInput, match="as many values"):
        CopyOf(random_variables("S")[0], C, A)
    with pytest.raises(BadInput, match="disjoint"):
        CopyOf(R, C, ())


def test_zhang_and_yeung() -> None:
    theorem = prove("2 I(C;D) <= I(A;B) + I(A;C,D) + 3 I(C;D|A) + I(C;D|B)")
    assert "Copy" in theorem.rests_on()


def test_an_assumed_relation_is_used_by_assumption() -> None:
    equal, less = Holds(Entropy(A), "=", Entropy(B)), Holds(Entropy(B), "<=", Entropy(C))
    chain = Combination(((-1, Assumption(equal)), (1, Assumption(less))))
    theorem = calc(Entropy(A), [equal, less]).le(Entropy(C), by=chain).qed()
    assert len(theorem.statement.hypotheses) == 2
    with pytest.raises(StepRejected):
        calc(Entropy(C), [equal, less]).le(Entropy(A), by=chain).qed()
    with pytest.raises(StepRejected, match="is not a hypothesis"):
        calc(Entropy(A), [equal]).le(Entropy(C), by=chain).qed()


def test_holds_takes_three_relations() -> None:
    with pytest.raises(BadInput, match="one of =, <= and >="):
        Holds(Entropy(A), "<", Entropy(B))
    assert Holds(Entropy(A), ">=", Entropy(B)).relation is Relation.GE
