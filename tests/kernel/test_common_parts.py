"""The double Markov property as a rule: what it proves, and what it refuses."""

from dataclasses import replace
from itertools import product

import pytest
from sympy import Integer, Rational, S, Symbol, log

from symbinfo import (
    CommonPart,
    CopyOf,
    DoubleMarkov,
    Entropy,
    FunctionOf,
    Holds,
    Independent,
    MarkovChain,
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
    prove,
    random_variables,
)
from symbinfo.errors import BadInput, Refuted, StepRejected

A, B, C, D = random_variables("A B C D")
(U,) = random_variables("U", [C.size])
PART = CommonPart(U, A, C, D)
FIRST, SECOND = Independent(A, C, given=D), Independent(A, D, given=C)
BOTH = (FIRST, SECOND)
INGLETON = "I(C;D) <= I(C;D|A) + I(C;D|B) + I(A;B)"


def under(lhs, rhs, given=BOTH, part=PART):
    """Return an equation under the hypothesis of a common part."""
    statement = Statement(lhs, Relation.EQ, rhs, (*given, part))
    return check(Proof(statement, (Step(lhs, Relation.EQ, rhs, Unfold()),)))


def lifted(theorem, given=BOTH):
    """Take the common part away."""
    inner = theorem.statement
    step = Step(inner.lhs, inner.relation, inner.rhs, DoubleMarkov(theorem))
    return check(Proof(replace(inner, hypotheses=given), (step,)))


CHAIN = (Entropy(A, C), Entropy(C) + Entropy(A, given=C))


def test_a_common_part_is_a_function_of_both_and_makes_them_apart() -> None:
    assert under(Entropy(U, given=C), S.Zero)
    assert under(Entropy(U, given=D), S.Zero)
    assert under(MutualInformation(A, (C, D), given=U), S.Zero)
    for wrong in (Entropy(C, given=U), MutualInformation(A, C), MutualInformation(C, D, given=U)):
        with pytest.raises(StepRejected, match="different normal forms"):
            under(wrong, S.Zero)


def test_the_rule_takes_the_hypothesis_away() -> None:
    theorem = lifted(under(*CHAIN))
    assert theorem.statement.hypotheses == BOTH
    assert "DoubleMarkov" in theorem.rests_on()
    assert str(loads(dumps(theorem))) == str(theorem)


@pytest.mark.parametrize(
    "given",
    [
        (MarkovChain(A, D, C), MarkovChain(A, C, D)),
        (FIRST, Independent((A, B), D, given=C)),
        (Independent(C, (A, B), given=D), SECOND),
    ],
)
def test_hypotheses_that_say_more_will_do(given) -> None:
    assert lifted(under(*CHAIN, given=given), given)


@pytest.mark.parametrize(
    "given",
    [
        (),
        (FIRST,),
        (SECOND,),
        (FIRST, Independent(A, D)),
        (FIRST, Independent(A, D, given=(B, C))),
        (FIRST, Independent(B, D, given=C)),
        (Independent(A, (C, D), given=B), SECOND),
        (Independent(C, D, given=A), SECOND),
        (FIRST, FunctionOf(D, C)),
    ],
)
def test_both_independences_are_needed(given) -> None:
    with pytest.raises(StepRejected, match=r"no hypothesis says A _\|\|_ "):
        lifted(under(*CHAIN, given=given), given)


def test_a_common_part_that_occurs_stays() -> None:
    with pytest.raises(StepRejected, match="occur elsewhere"):
        lifted(under(Entropy(U, C), Entropy(C)))
    other = Holds(Entropy(U), "=", Entropy(B))
    with pytest.raises(StepRejected, match="occur elsewhere"):
        lifted(under(*CHAIN, given=(*BOTH, other)), (*BOTH, other))


def test_its_size_is_that_of_the_first_group_so_it_bounds_nothing_else() -> None:
    k = Symbol("k", integer=True, positive=True)
    for size in (k, D.size, Integer(1), C.size + 1):
        with pytest.raises(BadInput, match="as many values"):
            CommonPart(random_variables("U", [size])[0], A, C, D)
    assert CommonPart(random_variables("U", [C.size * B.size])[0], A, (B, C), D)


def test_common_parts_are_one_variable_and_disjoint_groups() -> None:
    for groups in ((U, A, C, (C, D)), (U, U, C, D), ((U, B), A, C, D)):
        with pytest.raises(BadInput, match="three disjoint groups"):
            CommonPart(*groups)
    with pytest.raises(BadInput):
        CommonPart(U, A, C, ())


def test_only_a_common_part_is_taken_away() -> None:
    with pytest.raises(StepRejected, match="one hypothesis more, CommonPart"):
        lifted(under(*CHAIN, part=CopyOf(U, C, D)))
    with pytest.raises(StepRejected, match="one hypothesis more, CommonPart"):
        lifted(under(*CHAIN, given=(*BOTH, Independent(A, B))))
    with pytest.raises(StepRejected, match="one hypothesis more, CommonPart"):
        lifted(under(*CHAIN), (*BOTH, PART))


def test_the_theorem_must_say_what_the_step_says() -> None:
    theorem = under(*CHAIN)
    step = Step(Entropy(A, C), Relation.EQ, Entropy(A), DoubleMarkov(theorem))
    with pytest.raises(StepRejected, match="the theorem says"):
        check(Proof(Statement(Entropy(A, C), Relation.EQ, Entropy(A), BOTH), (step,)))


def test_nothing_is_added_to_explicit_laws() -> None:
    half = Rational(1, 2)
    X, Y = random_variables("X Y", law={(0, 0): half, (1, 1): half})
    theorem = calc(Entropy(X), [*BOTH, PART]).eq(Entropy(Y), by=Unfold()).qed()
    with pytest.raises(StepRejected, match="explicit law"):
        lifted(theorem)


def test_kaced_and_romashchenko() -> None:
    theorem = prove(INGLETON, ["I(A;C|D) = 0", "I(A;D|C) = 0"])
    assert "DoubleMarkov" in theorem.rests_on()
    assert str(loads(dumps(theorem))) == str(theorem)


@pytest.mark.parametrize("given", [["I(A;C|D) = 0"], ["I(A;D|C) = 0"]])
def test_without_one_independence_it_is_false(given) -> None:
    with pytest.raises(Refuted):
        prove(INGLETON, given)


def _tables():
    """Return all laws of (C, D) on two letters each whose masses are 0, 1/4, 1/2, ... ."""
    for weights in product(range(5), repeat=4):
        if sum(weights) == 4:
            yield {(i, j): Rational(weights[2 * i + j], 4) for i in (0, 1) for j in (0, 1)}


@pytest.mark.parametrize("table", list(_tables()), ids=lambda t: "".join(map(str, t.values())))
def test_the_property_itself_on_all_small_laws(table) -> None:
    """X = A with p(a | c) and p(a | d) given: both Markov chains make a function of both."""
    rows = {0: Rational(1, 3), 1: Rational(2, 3)}
    support = [pair for pair, mass in table.items() if mass]
    for by_c in product(rows.values(), repeat=2):
        for by_d in product(rows.values(), repeat=2):
            if any(by_c[c] != by_d[d] for c, d in support):
                continue
            first = {c: min(k for k in (0, 1) if by_c[k] == by_c[c]) for c in (0, 1)}
            seen = {d: {first[c] for c, other in support if other == d} for d in (0, 1)}
            assert all(len(values) <= 1 for values in seen.values())
            for c, d in support:
                assert by_c[first[c]] == by_d[d]


def test_its_entropy_is_bounded_by_its_size() -> None:
    theorem = prove(Statement(Entropy(U), Relation.LE, log(C.size), (*BOTH, PART)))
    with pytest.raises(StepRejected, match="occur elsewhere"):
        lifted(theorem)
