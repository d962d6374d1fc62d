"""Hypotheses that hold because a bound is attained: what the rule proves, and what it refuses."""

import pytest
from sympy import S

from symbinfo import (
    Algebra,
    Assumption,
    Combination,
    Entropy,
    EqualityCase,
    Holds,
    Independent,
    KLDivergence,
    Lemma,
    MutualInformation,
    Proof,
    Relation,
    Statement,
    Step,
    Unfold,
    calc,
    check,
    dumps,
    loads,
    pmf,
    random_variables,
)
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal
from symbinfo.errors import BadInput, StepRejected
from symbinfo.search.library import (
    conditional_entropy_nonnegative,
    divergence_nonnegative,
    information_nonnegative,
)

X, Y, Z, W = random_variables("X Y Z W")
I, H = MutualInformation, Entropy


def bound(*new, theorem=None):
    """Return that I(X;Y) >= 0 or I(X;Y|Z) >= 0, with the equality condition."""
    theorem = theorem or information_nonnegative(conditional=len(new) == 3)
    old = [v for group in theorem.statement.lhs.args for v in group]
    return Lemma(theorem, tuple(zip(old, new, strict=True)))


def assumed(lhs, relation, *given):
    """Return that an expression compares with 0, as one hypothesis says."""
    statement = Statement(lhs, Relation(relation), S.Zero, given)
    evidence = Combination(((S.One, Assumption(given[0])),))
    return check(Proof(statement, (Step(lhs, statement.relation, S.Zero, evidence),)))


def taken(theorem, by, attained, given):
    """Take a hypothesis of the theorem away."""
    inner = theorem.statement
    step = Step(inner.lhs, inner.relation, inner.rhs, EqualityCase(theorem, by, attained))
    return check(Proof(Statement(inner.lhs, inner.relation, inner.rhs, given), (step,)))


APART = Independent(X, Y, given=Z)
THEOREM = calc(H(X, Y, Z) + H(Z), [APART]).eq(H(X, Z) + H(Y, Z), by=Unfold()).qed()
NONE, MOST = (Holds(I(X, Y, Z), relation, 0) for relation in ("=", "<="))


@pytest.mark.parametrize("relation", ["=", "<="])
def test_no_information_means_independence(relation) -> None:
    given = Holds(I(X, Y, Z), relation, 0)
    theorem = taken(THEOREM, bound(X, Y, Z), assumed(I(X, Y, Z), relation, given), (given,))
    assert theorem.statement.hypotheses == (given,)
    assert set(theorem.rests_on()) >= {"LogBound"}
    assert str(loads(dumps(theorem))) == str(theorem)


def test_other_hypotheses_stay() -> None:
    both = Independent(X, W)
    more = calc(H(X, Y, Z) + H(Z) + H(X, W), [APART, both])
    more = more.eq(H(X, Z) + H(Y, Z) + H(X) + H(W), by=Unfold()).qed()
    attained = assumed(I(X, Y, Z), "=", NONE)
    assert taken(more, bound(X, Y, Z), attained, (both, NONE))
    with pytest.raises(StepRejected, match=r"does not say X _\|\|_ W"):
        taken(more, bound(X, Y, Z), attained, (NONE,))


def test_laws_without_divergence_are_equal() -> None:
    p, q = pmf("p"), pmf("q")
    given = Holds(KLDivergence(p, q), "=", 0)
    theorem = calc(Entropy(p), [Equal(p, q)]).eq(Entropy(q), by=Unfold()).qed()
    old = divergence_nonnegative().statement.lhs.args
    by = Lemma(divergence_nonnegative(), zip(old, (p, q), strict=True))
    finite = AbsolutelyContinuous(p, q)
    attained = calc(KLDivergence(p, q), [finite, given]).eq(0, by=Assumption(given)).qed()
    assert taken(theorem, by, attained, (finite, given))


@pytest.mark.parametrize(
    ("by", "attained", "given", "reason"),
    [
        (bound(X, Y), assumed(I(X, Y), "=", Holds(I(X, Y), "=", 0)), (), "does not say"),
        (bound(X, W, Z), assumed(I(X, W, Z), "=", Holds(I(X, W, Z), "=", 0)), (), "does not say"),
        (bound(X, Y, Z), assumed(I(X, Y), "=", Holds(I(X, Y), "=", 0)), (), "does not say that"),
        (bound(X, Y, Z), assumed(I(X, Y, Z), ">=", Holds(I(X, Y, Z), ">=", 0)), (), "not say that"),
        (bound(X, Y, Z), assumed(I(X, Y, Z), "=", NONE), (MOST,), "which is not assumed"),
        (bound(X, Y, Z), bound(X, Y, Z).theorem, (), "does not say that"),
        (bound(X, Y, Z), assumed(I(X, Y, Z), "=", NONE).statement, (), "a lemma is a theorem"),
    ],
)
def test_what_is_not_attained_says_nothing(by, attained, given, reason) -> None:
    given = given or getattr(attained, "statement", attained).hypotheses
    with pytest.raises((StepRejected, BadInput), match=reason):
        taken(THEOREM, by, attained, given)


def test_a_bound_without_equality_condition_says_nothing() -> None:
    plain = calc(I(X, Y, Z)).ge(0, by=bound(X, Y, Z)).qed()
    assert plain.statement.equality is None
    with pytest.raises(StepRejected, match="does not say"):
        taken(THEOREM, Lemma(plain), assumed(I(X, Y, Z), "=", NONE), (NONE,))


def test_a_strict_bound_is_never_attained() -> None:
    less = Statement(I(X, Y, Z), Relation.GE, S(-1), ())
    shifted = check(Proof(less, (Step(less.lhs, Relation.GE, less.rhs, _shifted()),)))
    with pytest.raises(StepRejected, match="does not say"):
        taken(THEOREM, Lemma(shifted), assumed(I(X, Y, Z), "=", NONE), (NONE,))


def _shifted() -> Combination:
    from symbinfo import Nonnegative

    return Combination(((S.One, bound(X, Y, Z)), (S.One, Nonnegative(S.One))))


def test_the_theorem_must_say_what_the_step_says() -> None:
    attained = assumed(I(X, Y, Z), "=", NONE)
    evidence = EqualityCase(THEOREM, bound(X, Y, Z), attained)
    step = Step(H(X, Y, Z), Relation.EQ, H(X, Z), evidence)
    with pytest.raises(StepRejected, match="the theorem says"):
        check(Proof(Statement(step.lhs, Relation.EQ, step.rhs, (NONE,)), (step,)))


def test_an_entropy_that_vanishes_does_not_make_variables_independent() -> None:
    given = Holds(H(X, given=Y), "=", 0)
    by = bound(X, Y, theorem=conditional_entropy_nonnegative())
    with pytest.raises(StepRejected, match="does not say"):
        taken(THEOREM, by, assumed(H(X, given=Y), "=", given), (given,))


def test_a_bound_whose_hypotheses_do_not_hold_is_refused() -> None:
    other = Independent(X, W)
    kept = calc(I(X, Y, Z), [other]).ge(0, by=bound(X, Y, Z)).qed(equality=APART)
    attained = assumed(I(X, Y, Z), "=", NONE)
    assert taken(THEOREM, Lemma(kept), attained, (NONE, other))
    with pytest.raises(StepRejected, match="the lemma needs the hypothesis"):
        taken(THEOREM, Lemma(kept), attained, (NONE,))
    assert calc(S.Zero).eq(0, by=Algebra()).qed()
