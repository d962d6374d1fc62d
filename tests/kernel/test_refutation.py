"""Counterexamples: what the kernel accepts as one, and all that it must refuse."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp
from sympy import E, Function, Integer, Rational, S, Sum, Symbol, Tuple, log, oo, pi, sqrt
from sympy import exp as exponential
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.families import Bernoulli, Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    FullSupport,
    FunctionOf,
    Independent,
    Less,
    MarkovChain,
    NotAbsolutelyContinuous,
    is_uniform,
)
from symbinfo.core.optimum import ArgMin
from symbinfo.core.pmf import ExplicitPmf, JointTable, pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Differentiable
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, conditional_law, law, random_variables
from symbinfo.errors import BadInput, NotUnderstood, Undefined
from symbinfo.kernel import explicit
from symbinfo.kernel.explicit import Explicit
from symbinfo.kernel.instance import Instance
from symbinfo.kernel.refutation import refute
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)

EQ, LE, GE, LT, GT, NE = (
    Relation.EQ,
    Relation.LE,
    Relation.GE,
    Relation.LT,
    Relation.GT,
    Relation.NE,
)
D, H, I = KLDivergence, Entropy, MutualInformation
p, q, r = pmf("p"), pmf("q"), pmf("r")
X, Y, Z = random_variables("X Y Z")
half, quarter = Rational(1, 2), Rational(1, 4)
coin, bias = pmf({0: half, 1: half}), pmf({0: quarter, 1: 3 * quarter})
sure, other = pmf({0: 1, 1: 0}), pmf({0: 0, 1: 1})
XOR = {(a, b, a ^ b): quarter for a in (0, 1) for b in (0, 1)}
COPIES = {(0, 0, 0): half, (1, 1, 1): half}

theta = parameter("theta", 0, 1)
closed = parameter("closed", 0, 1, closed=True)
upper = parameter("upper", 0, 1, upper_in=True)
even = Symbol("even", even=True)


def joint(table, names="X Y Z", variables=(X, Y, Z)):
    return dict(zip(variables, random_variables(names, law=table), strict=True))


def claim(lhs, relation, rhs, *hypotheses, equality=None):
    return Statement(lhs, relation, S(rhs), hypotheses, equality)


def test_the_exclusive_or_refutes_that_conditioning_lowers_information():
    law = joint(XOR)
    found = refute(claim(I(X, Y, Z), LE, I(X, Y)), law)
    assert (found.lhs, found.rhs) == ("0.6931471805599453", "0")
    assert (found.lhs_exact, found.rhs_exact) == (log(2), 0)
    assert found.assignment == tuple(law.items())
    assert str(found.statement).startswith("I(X; Y | Z) <= I(X; Y)  where (X, Y, Z) has the law")
    assert found.reason == "0.6931471805599453 <= 0 is false"
    assert str(found) == (
        "  X  Y  Z  probability\n"
        "  0  0  0  1/4\n"
        "  0  1  1  1/4\n"
        "  1  0  1  1/4\n"
        "  1  1  0  1/4\n"
        "  left side  = log(2) = 0.6931471805599453\n"
        "  right side = 0"
    )


def test_as_dict_is_plain_data_in_fractions():
    found = refute(
        claim(D(p, q) + H(X), EQ, 0),
        {p: bias, q: Uniform(2)} | joint({("a",): half, ("b",): half, ("c",): 0}, "X", (X,)),
    )
    told = json.loads(json.dumps(found.as_dict()))
    assert told["assignment"] == {
        "p": {"letters": ["0", "1"], "probabilities": ["1/4", "3/4"]},
        "q": {"letters": ["0", "1"], "probabilities": ["1/2", "1/2"]},
    }
    rows = [{"values": [x], "probability": "1/2"} for x in "ab"]
    assert told["law"] == {"variables": ["X"], "rows": rows}
    assert told["lhs_exact"] == "3*log(3)/4"
    assert (told["rhs"], told["statement"]) == ("0", f"{found.statement}")


def test_numbers_are_told_without_a_law():
    told = refute(claim(log(n), LE, 1), {n: Integer(3)}).as_dict()
    assert (told["assignment"], told["law"]) == ({"n": "3"}, None)


@pytest.mark.parametrize(
    ("relation", "below", "same", "above"),
    [
        (EQ, True, False, True),
        (NE, False, True, False),
        (LE, False, False, True),
        (LT, False, True, True),
        (GE, True, False, False),
        (GT, True, True, False),
    ],
)
def test_each_relation_fails_at_the_right_signs(relation, below, same, above):
    for law_, fails in (
        (sure, below),
        (coin, same),
        (pmf(dict.fromkeys(range(4), quarter)), above),
    ):
        statement, at = claim(H(p), relation, log(2)), {p: law_}
        if fails:
            assert refute(statement, at).statement.relation is relation
        else:
            with pytest.raises(BadInput, match="does not violate"):
                refute(statement, at)


def test_infinities_are_values():
    found = refute(claim(D(p, q), LE, 1), {p: coin, q: sure})
    assert (found.lhs, found.lhs_exact) == ("oo", oo)
    found = refute(claim(D(p, q), LT, oo), {p: coin, q: sure})
    assert (found.lhs, found.rhs) == ("oo", "oo")
    assert refute(claim(-D(p, q), GE, -1), {p: coin, q: sure}).lhs == "-oo"
    assert refute(claim(D(p, q), EQ, -oo), {p: coin, q: coin}).rhs == "-oo"
    with pytest.raises(BadInput, match="the sides are oo and oo"):
        refute(claim(D(p, q), EQ, CrossEntropy(p, q)), {p: coin, q: sure})


def test_oo_minus_oo_is_no_counterexample():
    statement = claim(CrossEntropy(p, q) - CrossEntropy(p, r), EQ, D(p, q) - D(p, r))
    for at in ({p: coin, q: sure, r: sure}, {p: coin, q: sure, r: other}):
        with pytest.raises(BadInput, match="oo - oo"):
            refute(statement, at)
    assert refute(claim(D(p, q) - D(p, r), EQ, 7), {p: coin, q: bias, r: bias}).lhs == "0"


@pytest.mark.parametrize(
    "factor", [1 - closed, closed - 1 + p(0) - half, half - p(0), H(p) - log(2)]
)
def test_0_times_oo_is_no_counterexample(factor):
    statement = claim(factor * D(p, q), EQ, 7)
    with pytest.raises(BadInput, match="0 times oo"):
        refute(statement, {p: coin, q: sure, closed: S.One})
    assert refute(statement, {p: coin, q: bias, closed: S.One}).lhs == "0"


def test_what_has_no_value_is_no_counterexample():
    with pytest.raises(BadInput, match="cannot be decided"):
        refute(claim(1 / p(0), EQ, 1), {p: other})
    with pytest.raises(BadInput, match="cannot be decided"):
        refute(claim(log(p(0) - 1), EQ, 1), {p: coin})
    with pytest.raises(BadInput, match="cannot be decided"):
        refute(claim(log(D(p, q)), EQ, 1), {p: coin, q: sure})
    x = letter("x")
    statement = claim(Sum(XLogY(r(x), p(x) / q(x)), (x, 0, n - 1)), EQ, 7)
    with pytest.raises(BadInput, match="oo - oo"):
        refute(statement, {p: sure, q: sure, r: coin})


def test_an_impossible_event_has_infinite_information():
    found = refute(claim(SelfInformation(p, letter("x")), LT, oo), {p: sure, letter("x"): S.One})
    assert found.lhs == "oo"


def test_averages_leave_out_what_is_impossible():
    x = letter("x")
    average = Sum(Weighted(law(X)(x), H(conditional_law(Y, given={X: x}))), (x, 0, X.size - 1))
    rows = {(0, 0): half, (0, 1): half, (1, 0): 0}
    found = refute(claim(average, LE, 0), joint(rows, "X Y", (X, Y)))
    assert found.lhs_exact == log(2)
    statement = claim(Weighted(p(0), D(p, q)), GE, 1)
    assert refute(statement, {p: other, q: sure}).lhs == "0"


def test_near_misses_are_told_with_enough_digits():
    close = Rational(10**20 + 1, 10**20)
    found = refute(claim(close * I(X, Z), LE, I(X, Y), MarkovChain(X, Y, Z)), joint(COPIES))
    assert found.lhs != found.rhs
    assert found.lhs[:18] == found.rhs[:18]


def test_other_numbers_than_logarithms():
    found = refute(claim(E * H(p) / pi, EQ, 0), {p: coin})
    assert found.lhs_exact == exponential(1) * log(2) / pi
    assert found.lhs == mp.nstr(mp.e * mp.log(2) / mp.pi, 16)
    found = refute(claim(log(1 + log(2)), LE, 0), {})
    assert found.lhs_exact == log(1 + log(2))


def test_products_and_powers_of_entropies():
    found = refute(claim(H(X) * H(Y), LE, I(X, Y) ** 3), joint(COPIES))
    assert (found.lhs_exact, found.rhs_exact) == (log(2) ** 2, log(2) ** 3)


MET = [
    (FullSupport(p), {p: coin}, {p: sure}),
    (AbsolutelyContinuous(p, q), {p: sure, q: coin}, {p: coin, q: sure}),
    (NotAbsolutelyContinuous(p, q), {p: coin, q: sure}, {p: sure, q: coin}),
    (Equal(p, q), {p: bias, q: bias}, {p: bias, q: coin}),
    (is_uniform(p), {p: coin}, {p: bias}),
    (Less(H(p), 1), {p: coin}, {p: pmf(dict.fromkeys(range(4), quarter))}),
    (
        Holds(H(X), "<=", H(Z)),
        joint({(0, 0, 0): half, (0, 1, 1): half}),
        joint({(0, 0, 0): half, (1, 0, 0): half}),
    ),
    (Holds(H(X), "=", I(X, Y)), joint(COPIES), joint(XOR)),
    (Holds(D(p, q), ">=", oo), {p: coin, q: sure}, {p: coin, q: bias}),
    (ForAll(p(0), half), {p: coin}, {p: bias}),
    (
        ForAll(p(letter("i")), half, Tuple(letter("i"), 0, n - 1)),
        {p: coin},
        {p: bias},
    ),
    (FullSupport(law(X, Y)), joint(XOR), joint(COPIES)),
    (Independent(X, Y), joint(XOR), joint(COPIES)),
    (Independent(X, Y, given=Z), joint(COPIES), joint(XOR)),
    (Independent((X, Y), Z), joint({(0, 0, 0): half, (1, 1, 0): half}), joint(XOR)),
    (
        Independent(X, Y, Z),
        joint({(a, b, 0): quarter for a in (0, 1) for b in (0, 1)}),
        joint(XOR),
    ),
    (MarkovChain(X, Y, Z), joint(COPIES), joint(XOR)),
    (FunctionOf(Z, (X, Y)), joint(XOR), joint({(0, 0, 0): half, (0, 0, 1): half})),
    (FunctionOf(Z, X), joint(COPIES), joint(XOR)),
]


@pytest.mark.parametrize(("hypothesis", "good", "bad"), MET, ids=lambda x: str(x)[:20])
def test_every_hypothesis_is_checked(hypothesis, good, bad):
    statement = claim(log(2), LE, 0, hypothesis)
    assert refute(statement, good).lhs_exact == log(2)
    with pytest.raises(BadInput, match=r"the hypothesis .* does not hold"):
        refute(statement, bad)


def test_a_table_that_is_nearly_independent_is_not():
    tiny = Rational(1, 10**30)
    rows = {(0, 0): quarter + tiny, (0, 1): quarter - tiny, (1, 0): quarter - tiny}
    at = joint(rows | {(1, 1): quarter + tiny}, "X Y", (X, Y))
    with pytest.raises(BadInput, match="does not hold"):
        refute(claim(I(X, Y), EQ, 0, Independent(X, Y)), at)
    assert refute(claim(I(X, Y), EQ, 0), at).lhs != "0"


a, f = parameter("a", 0, 1), Function("f")


@pytest.mark.parametrize(
    "hypothesis",
    [
        Differentiable(f(a), a),
        ForAll(a, a, a),
        ForAll(S.One, S.One, Tuple(letter("i"), 0, oo)),
        ForAll(S.One, S.One, Tuple(letter("i"), 1, 2)),
    ],
)
def test_hypotheses_that_cannot_be_checked_are_refused(hypothesis):
    with pytest.raises(BadInput, match=r"cannot be|is not replaced"):
        refute(claim(log(2), LE, 0, hypothesis), {a: half})


def test_without_a_rule_nothing_is_decided():
    world = Explicit(Instance(()), (S.One,))
    with pytest.raises(NotUnderstood, match="EquationFact cannot be checked"):
        world.holds(ForAll(a, a, a))
    with pytest.raises(NotUnderstood, match="X has no explicit law"):
        explicit.rows(X)
    with pytest.raises(BadInput, match="no rule for ArgMin"):
        refute(Statement(ArgMin(a**2, a), EQ, S.One), {a: half})


def test_an_infinity_that_is_not_certain_is_refused():
    # FullSupport is not assumed by the reader, so that D(p || q) may or may not be infinite
    world = Explicit(Instance(()), (D(p, q), H(coin)))
    with pytest.raises(NotUnderstood, match="not clear whether"):
        world.value(D(p, q))
    with pytest.raises(Undefined, match="oo - oo"):
        world.value(D(coin, sure) - D(coin, other))


def test_equality_conditions_are_refuted_both_ways():
    gibbs = claim(D(p, q), GE, 0, equality=(is_uniform(p),))
    found = refute(gibbs, {p: coin, q: bias})
    assert found.reason == "the sides differ although p = uniform"
    assert str(found).endswith("\n  the sides differ although p = uniform")
    found = refute(gibbs, {p: bias, q: bias})
    assert found.reason == "the sides are equal although not p = uniform"
    for at in ({p: coin, q: coin}, {p: bias, q: coin}):
        with pytest.raises(BadInput, match="does not violate"):
            refute(gibbs, at)


def test_an_inequality_with_a_right_condition_is_refuted_by_its_relation_only():
    statement = claim(H(p), GE, log(n), equality=(is_uniform(p),))
    assert refute(statement, {p: bias}).reason.endswith("is false")


def test_equality_always():
    statement = claim(H(p), LE, log(n), equality=())
    assert refute(statement, {p: bias}).reason == "the sides differ"
    with pytest.raises(BadInput, match="does not violate"):
        refute(statement, {p: coin})


def test_two_infinite_sides_say_nothing_about_an_equality_condition():
    statement = claim(D(p, q), LE, CrossEntropy(p, q), equality=(Equal(p, q),))
    with pytest.raises(BadInput, match="does not violate"):
        refute(statement, {p: coin, q: sure})


def forged(*probabilities):
    letters = range(len(probabilities))
    return ExplicitPmf(Tuple(*map(Integer, letters)), Tuple(*map(S, probabilities)))


@pytest.mark.parametrize(
    "bad",
    [
        forged(half, half, half),
        forged(-half, 3 * half),
        forged(sqrt(2) / 2, 1 - sqrt(2) / 2),
        forged(0.5, 0.5),
        Basic.__new__(Bernoulli, Integer(2)),
        Basic.__new__(Mixture, Integer(2), coin, sure),
    ],
)
def test_what_is_no_distribution_is_refused(bad):
    with pytest.raises(BadInput, match="is not a distribution with rational probabilities"):
        refute(claim(H(p), GE, 1), {p: bad})
    with pytest.raises(BadInput, match="is not a distribution with rational probabilities"):
        refute(claim(H(bad), GE, 1), {})


def test_a_forged_law_of_variables_is_refused():
    table = JointTable(Tuple(Tuple(0, 0), Tuple(1, 1)), Tuple(S.One, S.One), S.One)
    at = {X: RandomVariable(Str("X"), Integer(2), Integer(0), table)}
    with pytest.raises(BadInput, match="is not a distribution"):
        refute(claim(H(X), GE, 1), at)


GOOD = JointTable(Tuple(Tuple(0, 0), Tuple(1, 1)), Tuple(half, half), S.One)
UNEVEN = JointTable(Tuple(Tuple(0, 0), Tuple(1)), Tuple(half, half), S.One)
FLAT = JointTable(Tuple(Integer(0), Integer(1)), Tuple(half, half), S.One)


@pytest.mark.parametrize(
    ("size", "place", "table"),
    [(3, 0, GOOD), (2, 2, GOOD), (2, -1, GOOD), (2, 0, UNEVEN), (2, 0, FLAT)],
)
def test_a_forged_coordinate_is_refused(size, place, table):
    at = {X: RandomVariable(Str("X"), Integer(size), Integer(place), table)}
    with pytest.raises(BadInput, match="X is not a coordinate of its joint law"):
        refute(claim(H(X), LE, log(3)), at)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (theta, S.Zero),
        (theta, S.One),
        (theta, Integer(2)),
        (theta, Rational(-1, 2)),
        (theta, sqrt(2) / 2),
        (theta, S(0.5)),
        (closed, Integer(2)),
        (upper, S.Zero),
        (even, S.One),
        (n, S.Zero),
        (n, half),
        (letter("x"), Integer(-1)),
        (p, law(*random_variables("X Y", law={(0, 0): 1}))),
        (p, q),
        (p, X),
        (p, Uniform(n)),
        (X, Y),
        (X, coin),
        (X, Tuple(*joint(XOR).values())),
        (joint(XOR)[X], joint(COPIES)[X]),
        (sequence("s"), coin),
        (f(a), log(a)),
        (H(p), log(2)),
    ],
)
def test_replacements_that_do_not_fit_are_refused(old, new):
    with pytest.raises(BadInput, match="cannot become"):
        refute(claim(log(2), LE, 0), {old: new})


@pytest.mark.parametrize(
    ("name", "value"),
    [(theta, half), (closed, S.Zero), (closed, S.One), (upper, S.One), (even, S(2))],
)
def test_numbers_in_range_fit(name, value):
    assert refute(claim(name, EQ, 7), {name: value}).lhs == str(value)


@pytest.mark.parametrize(
    ("side", "name"),
    [
        (H(p), "p"),
        (H(X), "X"),
        (sequence("s")(0), "s"),
        (f(half), "f"),
        (theta, "theta"),
        (log(n), "n"),
        (H(Uniform(n)), "n"),
    ],
)
def test_every_name_must_be_replaced(side, name):
    for statement in (claim(side, EQ, 7), claim(log(2), LE, 0, Less(side, 100))):
        with pytest.raises(BadInput, match=rf"{name}.* is not replaced by anything explicit"):
            refute(statement, {})


def test_labels_are_no_names():
    table = pmf({Symbol("head"): half, Symbol("tail"): half})
    assert refute(claim(H(table), LE, 0), {}).lhs_exact == log(2)
    assert refute(claim(H(p), LE, 0), {p: table}).as_dict()["assignment"]["p"]["letters"] == [
        "head",
        "tail",
    ]


def test_a_hypothesis_among_explicit_laws_only():
    explicit_x, explicit_y = random_variables("X Y", law={(0, 0): half, (1, 1): half})
    with pytest.raises(BadInput, match="does not hold"):
        refute(claim(log(2), LE, 0, Independent(explicit_x, explicit_y)), {})


def test_alphabets_must_agree():
    with pytest.raises(BadInput, match="n cannot become both 2 and 3"):
        refute(claim(D(p, q), LE, 0), {p: coin, q: Uniform(3)})
    with pytest.raises(BadInput, match="no joint law"):
        refute(claim(I(X, Y), LE, 0), {X: joint(XOR)[X], Y: joint(COPIES)[Y]})
    with pytest.raises(BadInput, match="two random variables cannot become one"):
        refute(claim(I(X, Y), LE, 0), dict.fromkeys((X, Y), joint(XOR)[X]))
    with pytest.raises(BadInput, match="the letters 0 to 1, got 2"):
        refute(claim(SelfInformation(p, letter("x")), LE, 0), {p: coin, letter("x"): Integer(2)})


def test_named_distributions_are_explicit_enough():
    statement = claim(D(Mixture(theta, p, q), Uniform(n)), GE, log(2))
    at = {p: Bernoulli(Rational(1, 3)), q: PointMass(0, 2), theta: half}
    assert refute(statement, at).rhs_exact == log(2)
    statement = claim(D(ProductPmf(p, q), ProductPmf(q, p)), EQ, 0)
    assert refute(statement, {p: coin, q: bias}).lhs != "0"


def test_sums_over_letters():
    x = letter("x")
    statement = claim(Sum(XLogY(p(x), q(x)), (x, 0, n - 1)), EQ, 0)
    assert refute(statement, {p: sure, q: coin}).lhs_exact == -log(2)
    assert refute(statement, {p: coin, q: sure}).lhs == "-oo"


weights = st.lists(st.sampled_from([0, 0, 1, 2, 3, 7]), min_size=8, max_size=8).filter(any)


def entropy(table, places):
    """Return H of some coordinates, by a plain loop over the cells."""
    totals: dict[tuple[int, ...], Fraction] = {}
    for cell, weight in table.items():
        key = tuple(cell[i] for i in places)
        totals[key] = totals.get(key, Fraction(0)) + weight
    return -mp.fsum(
        mp.mpf(w.numerator) / w.denominator * mp.log(mp.mpf(w.numerator) / w.denominator)
        for w in totals.values()
        if w
    )


@given(weights)
@settings(max_examples=25)
def test_values_agree_with_plain_loops(numbers):
    total = sum(numbers)
    cells = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    table = dict(zip(cells, (Fraction(w, total) for w in numbers), strict=True))
    at = joint({cell: Rational(w.numerator, w.denominator) for cell, w in table.items()})
    found = refute(claim(I(X, Y, Z), EQ, 7), at)
    with mp.workdps(30):
        wanted = entropy(table, (0, 2)) + entropy(table, (1, 2))
        wanted -= entropy(table, (0, 1, 2)) + entropy(table, (2,))
        assert abs(mp.mpf(found.lhs_exact.evalf(30)) - wanted) < mp.mpf("1e-25")
        if found.lhs_exact.is_Rational:
            assert found.lhs == str(found.lhs_exact)
        else:
            assert abs(mp.mpf(found.lhs) - wanted) < mp.mpf("1e-15")


@given(weights)
@settings(max_examples=25)
def test_independence_is_what_its_equations_say(numbers):
    total = sum(numbers)
    cells = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    rows = {cell: Rational(w, total) for cell, w in zip(cells, numbers, strict=True)}
    x, y, z = random_variables("X Y Z", law=rows)
    world = Explicit(Instance(()), (law(x, y, z),))
    for one in (Independent(x, y), Independent(x, y, z), Independent(x, (y,), given=z)):
        slow = all(
            world.compare(world.value(lhs, at), world.value(rhs, at)) == 0
            for fact in one.equations()
            for every, (lhs, rhs) in [world.opened(fact.limits, (fact.lhs, fact.rhs))]
            for at in every
        )
        assert world.holds(one) == slow
