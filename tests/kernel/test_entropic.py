"""Steps between sums of joint entropies: what linear algebra decides, and what it leaves."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from sympy import Add, Expr, Function, Integer, Rational, S, Sum, Symbol, Tuple, log, oo
from sympy.core.symbol import Str

from symbinfo.core.atoms import XLogY, letter, parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import FunctionOf, Independent, MarkovChain
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import ArgMax
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, law, random_variables
from symbinfo.errors import BadInput, StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.entropic import by_entropies
from symbinfo.kernel.entropies import entropies, opened
from symbinfo.kernel.forms import subtract
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Lemma,
    LogBound,
    Proof,
    Squeeze,
    Step,
    Unfold,
)
from symbinfo.kernel.sides import Room
from symbinfo.measures import Entropy as H
from symbinfo.measures import MutualInformation as I
from symbinfo.search import library

EQ, LE, GE, LT, GT, NE = Relation
W, X, Y, Z = every = random_variables("W X Y Z")
U, V = random_variables("U V", law={(0, 0): S.Half, (1, 1): S.Half})
p = pmf("p")
x, y = letter("x"), letter("y")
over_x, over_y = Tuple(x, 0, X.size - 1), Tuple(y, 0, Y.size - 1)
groups = st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True).map(tuple)
given_groups = st.lists(st.sampled_from(every), max_size=2, unique=True).map(tuple)
measures = st.one_of(
    st.builds(lambda a, c: H(*a, given=c), groups, given_groups),
    st.builds(lambda a, b, c: I(a, b, given=c), groups, groups, given_groups),
)


def joint(found):
    return Add(*(c * H(*sorted(group, key=str)) for group, c in found.items()))


@drawn(measures)
def test_joint_entropies_are_what_the_definition_says(measure):
    """The normal form, which reads the sums over letters, is the judge."""
    found = entropies(measure)
    if found is None:
        assert measure in _WITHOUT_LOGARITHM or _repeats(measure)
        return
    room = Room(Statement(measure, EQ, joint(found)))
    left, right = (room.value(side, room.opened) for side in (measure, joint(found)))
    assert not left.events
    assert room.vanishes_when_finite(subtract(left.form, right.form), ())


_WITHOUT_LOGARITHM = (H(X, given=X), I(X, Y, given=X))


def _repeats(measure):
    """Whether the definition is a sum of p log 1."""
    inside = measure.definition().as_coeff_Mul()[1].function
    return not isinstance(inside, XLogY) or inside.args[1] == 1


def test_sums_of_measures_are_joint_entropies():
    assert entropies(H(X, given=Y)) == {frozenset((X, Y)): 1, frozenset((Y,)): -1}
    assert entropies(I(X, Y) / 2 - H(X)) == {
        frozenset((X,)): -S.Half,
        frozenset((Y,)): S.Half,
        frozenset((X, Y)): -S.Half,
    }
    assert entropies(S.Zero) == entropies(I(X, Y) - H(X) + H(X, given=Y)) == {}
    assert entropies(I(X, X)) == entropies(H(X, X)) == {frozenset((X,)): 1}
    numbered = random_variables("A B", [2, 1])
    assert entropies(H(*numbered)) == {frozenset(numbered): 1}


@drawn(st.sampled_from([S.One, log(2), H(p), H(X) ** 2, parameter("a") * H(X), oo, H(U, V)]))
def test_other_expressions_are_none(expr):
    assert entropies(expr) is None
    assert entropies(H(X) + expr) is None


def test_forged_objects_are_none():
    short = RandomVariable(Str("S"), Rational(1, 2), Integer(-1))
    assert entropies(Expr.__new__(H, Tuple(short), Tuple())) is None
    assert entropies(Expr.__new__(H, Tuple(x), Tuple())) is None
    assert entropies(Expr.__new__(H, Tuple(), Tuple())) is None
    assert entropies(Expr.__new__(Measure)) is None
    assert entropies(ArgMax(H(X), parameter("t"))) is None


def test_only_sums_over_all_letters_are_opened():
    both, one = law(X, Y)(x, y), law(X)(x)
    assert opened(-Sum(XLogY(both, both / one), over_x, over_y)) == entropies(H(Y, given=X))
    assert opened(Sum(XLogY(both, one), over_y, over_x)) == {frozenset((X,)): -1}
    wrong = [
        XLogY(both, one),
        Sum(both * log(both), over_x, over_y),
        Sum(XLogY(both, one), over_x),
        Sum(XLogY(both, one), over_x, over_x),
        Sum(XLogY(both, one), over_x, Tuple(y, 0, Y.size - 2)),
        Sum(XLogY(both, one), over_x, over_y, Tuple(letter("z"), 0, 1)),
        Sum(XLogY(law(X, Y)(x, x), one), over_x),
        Sum(XLogY(both, law(X)(y)), over_x, over_y),
        Sum(XLogY(both, law(Z)(y)), over_x, over_y),
        Sum(XLogY(both, 2 * one), over_x, over_y),
        Sum(XLogY(both, one**x), over_x, over_y),
        Sum(XLogY(2 * both, one), over_x, over_y),
        Sum(XLogY(p(x), p(x)), Tuple(x, 0, p.size - 1)),
        Sum(XLogY(both, p(x)), over_x, over_y),
    ]
    assert [opened(expr) for expr in wrong] == [None] * len(wrong)


def at(theorem, *new):
    old = [v for group in theorem.statement.lhs.args for v in group]
    return Lemma(theorem, tuple(zip(old, new, strict=True)))


POSITIVE = library.information_nonnegative(conditional=False)
GIVEN = library.information_nonnegative(conditional=True)
APART = library.independence_is_zero(conditional=False)
SAME = Holds(H(X), "=", H(Y))
MORE = Holds(H(X), "<=", H(Y))


def verdict(lhs, relation, rhs, evidence, *given):
    room = Room(Statement(S(lhs), relation, S(rhs), given))
    return by_entropies(Step(S(lhs), relation, S(rhs), evidence), room)


def terms(*pairs):
    return Combination(tuple((S(c), source) for c, source in pairs))


TAKEN = {
    "an identity": (H(X, Y), EQ, H(X) + H(Y, given=X), Unfold()),
    "an identity as a bound": (H(X, Y), LE, H(X) + H(Y, given=X), Unfold()),
    "a lemma": (I(X, Y), GE, 0, at(POSITIVE, X, Y)),
    "a lemma for groups": (H(X, Y, Z), LE, H(X, Y) + H(Z), at(POSITIVE, Tuple(X, Y), Z)),
    "a sum": (
        H(X), GE, H(X, given=(Y, Z)), terms((1, at(POSITIVE, X, Y)), (1, at(GIVEN, X, Z, Y))),
    ),
    "an equation": (I(X, Y), EQ, 0, at(APART, X, Y), Independent(X, Y)),
    "an equation, both sides changed": (0, EQ, I(X, Y), at(APART, X, Y), Independent(X, Y)),
    "a multiple of an equation": (
        -I(X, Y), LE, 0, terms((-1, at(APART, X, Y))), Independent(X, Y),
    ),
    "an assumption": (H(X), EQ, H(Y), Assumption(SAME), SAME),
    "an assumed bound": (
        H(X, given=Z), LE, H(Y), terms((1, Assumption(MORE)), (1, at(POSITIVE, X, Z))), MORE,
    ),
    "two bounds": (
        I(X, Y), EQ, 0,
        Squeeze(terms((-1, at(APART, X, Y))), terms((1, at(POSITIVE, X, Y)))), Independent(X, Y),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_taken(name):
    assert verdict(*TAKEN[name]) is not None


LEFT = {
    "a false identity": (H(X, Y), EQ, H(X) + H(Y), Unfold()),
    "a strict relation": (H(X), LT, H(X, Y), Unfold()),
    "no measures": (log(2), GE, 0, at(POSITIVE, X, Y)),
    "other evidence": (H(X), EQ, H(X), Algebra()),
    "a bound as an equation": (I(X, Y), EQ, 0, at(POSITIVE, X, Y)),
    "a negative multiple of a bound": (I(X, Y), LE, 0, terms((-1, at(POSITIVE, X, Y)))),
    "no multiple of a bound": (H(X), GE, H(X), terms((0, at(POSITIVE, X, Y)))),
    "a multiplier with a name": (
        I(X, Y), GE, 0, terms((parameter("a", 0), at(POSITIVE, X, Y))),
    ),
    "an axiom": (I(X, Y), GE, 0, LogBound(law(X)(x), law(X)(x), (over_x,))),
    "an axiom in a sum": (I(X, Y), GE, 0, terms((1, LogBound(law(X)(x), law(X)(x), (over_x,))))),
    "a lemma of numbers": (I(X, Y), GE, 0, Lemma(library.log_size_nonnegative())),
    "a function that is put in": (
        I(X, Y), GE, 0,
        Lemma(POSITIVE, (*at(POSITIVE, X, Y).at, (Function("f")(Symbol("t")), Symbol("t")))),
    ),
    "an assumption that is not made": (H(X), EQ, H(Y), Assumption(SAME)),
    "an assumption of another kind": (
        H(X), EQ, H(Y), Assumption(Independent(X, Y)), Independent(X, Y),
    ),
    "an assumed bound as an equation": (H(X), EQ, H(Y), Assumption(MORE), MORE),
    "two bounds of an inequality": (
        I(X, Y), GE, 0, Squeeze(terms((1, at(POSITIVE, X, Y))), terms((1, at(POSITIVE, X, Y)))),
    ),
}  # fmt: skip


REFUSED = {
    "a bound the wrong way": (I(X, Y), LE, 0, at(POSITIVE, X, Y)),
    "too small a multiple": (I(X, Y), GE, 0, terms((Rational(1, 2), at(POSITIVE, X, Y)))),
    "one bound of two": (
        I(X, Y), EQ, 0, Squeeze(terms((1, at(POSITIVE, X, Y))), terms((1, at(POSITIVE, X, Y)))),
    ),
    "a term that the hypotheses make 0": (
        I(X, Y), GE, 0, terms((1, at(POSITIVE, X, Y)), (1, at(APART, X, Z))), Independent(X, Z),
    ),
    "a term that the hypotheses make 0 and that is missing": (
        I(X, Y) + I(X, Z), GE, 0, terms((1, at(POSITIVE, X, Y))), Independent(X, Z),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_whatever_the_hypotheses_say(name):
    with pytest.raises(BadInput, match="the joint entropies of the claims are not those"):
        verdict(*REFUSED[name])


@pytest.mark.parametrize("name", LEFT)
def test_left_to_the_other_rules(name):
    assert verdict(*LEFT[name]) is None


def test_a_lemma_needs_its_hypotheses_here_too():
    for given in ((), (Independent(X, Z),), (FunctionOf(X, Y),), (MarkovChain(X, Y, Z),)):
        with pytest.raises(BadInput, match=r"the lemma needs the hypothesis X _\|\|_ Y"):
            verdict(I(X, Y), EQ, 0, at(APART, X, Y), *given)


def test_when_both_sides_are_equal_is_told_by_the_bounds():
    found = verdict(*TAKEN["a sum"])
    assert found.equality == {Independent(X, Y), Independent(X, Z, given=Y)}
    assert found.axioms == {"LogBound"}
    assert verdict(*TAKEN["an assumed bound"]).equality is None
    assert (
        verdict(*TAKEN["two bounds"]).equality == verdict(*TAKEN["an equation"]).equality == set()
    )


def test_theorems_tell_when_both_sides_are_equal():
    lhs, relation, rhs, evidence = TAKEN["a sum"]
    good = (Independent(X, Y), Independent(X, Z, given=Y))
    for equality in (good, good[::-1], (Independent(Y, X), good[1])):
        statement = Statement(lhs, relation, rhs, (), equality)
        assert check(Proof(statement, (Step(lhs, relation, rhs, evidence),)))
    for equality in ((good[0],), (), (*good, Independent(Y, Z)), (good[0], Independent(X, Z))):
        statement = Statement(lhs, relation, rhs, (), equality)
        with pytest.raises(StepRejected, match="do not give this equality condition"):
            check(Proof(statement, (Step(lhs, relation, rhs, evidence),)))


def test_equality_conditions_of_other_bounds_are_compared_as_before():
    """One bound tells its condition as a hypothesis, another as an equation of letters."""
    lx, ly = letter("x"), letter("y")
    bound = LogBound(law(X, Y)(lx, ly), law(X)(lx) * law(Y)(ly), (over_x, over_y))
    steps = (
        Step(I(X, Y) + I(X, Z), GE, I(X, Z), terms((1, bound))),
        Step(I(X, Z), GE, S.Zero, at(POSITIVE, X, Z)),
    )
    apart = (Independent(X, Y), Independent(X, Z))
    assert check(Proof(Statement(I(X, Y) + I(X, Z), GE, S.Zero, (), apart), steps))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        check(Proof(Statement(I(X, Y) + I(X, Z), GE, S.Zero, (), apart[:1]), steps))


def test_nothing_is_known_of_equality_after_an_assumed_bound():
    lhs, relation, rhs, evidence, given = TAKEN["an assumed bound"]
    statement = Statement(lhs, relation, rhs, (given,), (Independent(X, Z),))
    with pytest.raises(StepRejected, match="do not give this equality condition"):
        check(Proof(statement, (Step(lhs, relation, rhs, evidence),)))
