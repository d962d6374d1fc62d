"""The search for counterexamples: what it finds, how small, and that it invents nothing."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from random import Random
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Function, Rational, S, Sum, Symbol, Tuple, log

from symbinfo.core.atoms import XLogY, letter, n, parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.families import Bernoulli, Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.hypotheses import (
    Equal,
    ForAll,
    FullSupport,
    FunctionOf,
    Independent,
    Less,
    is_uniform,
)
from symbinfo.core.optimum import ArgMin
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.statement import Statement
from symbinfo.core.variables import law, random_variables
from symbinfo.kernel.refutation import Counterexample, refute
from symbinfo.measures import (
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)
from symbinfo.search.counterexample import find
from symbinfo.search.counterexample.find import Search
from symbinfo.search.counterexample.laws import (
    MOST_DENOMINATOR,
    conditions,
    is_function,
    is_independent,
    make_function,
    make_independent,
    mended,
)
from symbinfo.search.counterexample.linear import Batch, Source, batches, spaces, span
from symbinfo.search.counterexample.objects import World, tidy
from symbinfo.search.counterexample.shrink import shrink
from symbinfo.search.counterexample.starts import random_law
from symbinfo.search.counterexample.tight import between, tight
from symbinfo.search.counterexample.values import numbers
from symbinfo.search.text import parse_claim

EQ, LE, GE = Relation.EQ, Relation.LE, Relation.GE
D, H, I = KLDivergence, Entropy, MutualInformation
p, q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")
u = Uniform(n)
lam = parameter("lambda", 0, 1)

HAN = (
    "H(X2,X3,X4,X5,X6) + H(X1,X3,X4,X5,X6) + H(X1,X2,X4,X5,X6) + H(X1,X2,X3,X5,X6) "
    "+ H(X1,X2,X3,X4,X6) + H(X1,X2,X3,X4,X5) >= 11/2 H(X1,X2,X3,X4,X5,X6)"
)
# claim, hypotheses, and the rows of the smallest witness that was known before
FALSE = [
    ("X -> Y -> Z -> W", ("X -> Y -> Z", "Y -> Z -> W"), 4),
    ("I(A;B|C,D) + I(B;D|A,C) <= I(A;B|D) + I(B;D|A) + H(A) + I(B;D|C)", (), 8),
    ("I(X;Y|Z) <= I(X;Y)", (), 4),
    ("H(X|Y) = H(Y|X)", (), 2),
    ("X _||_ Y | Z", ("X _||_ Y",), 4),
    ("I(X;Y;Z) >= 0", (), 4),
    ("I(X;Z) <= I(X;Y)", (), 3),
    ("I(X;Y|Z) = I(X;Y)", ("X -> Y -> Z",), 3),
    ("H(X,Y) >= H(X) + H(Y)", (), 2),
    ("H(X|Y,Z) >= H(X|Y)", (), 4),
    ("I(X;Y) + I(X;Z) >= I(X;Y,Z)", (), 4),
    ("H(X|Z) <= H(X|Y)", ("X -> Y -> Z",), 3),
    ("I(X;Z) <= I(X;Y) + I(Y;Z)", (), 2),
    ("I(X;Y,Z) = 0", ("X -> Y -> Z", "X -> Z -> Y"), 4),
    ("I(X;Z) = 0", ("X _||_ Y", "X _||_ Y | Z"), 2),
    ("X _||_ Y | Z,W", ("X _||_ Y | Z", "X _||_ Y | W"), 8),
    ("I(X1,X2;Y1,Y2) <= I(X1;Y1) + I(X2;Y2)", (), 4),
    ("H(Y) <= H(X)", ("H(X|Y)=0",), 2),
    ("I(T;X) = I(T;S)", ("H(S|X)=0",), 2),
    ("I(X1;X4) + I(X2;X3) <= I(X1;X3) + I(X2;X4)", ("X1 -> X2 -> X3 -> X4",), 2),
    ("H(X,Y,Z) >= H(X,Y) + H(Y,Z) - H(Y)", (), 4),
    ("I(X;Y|Z) <= I(X;Y) + I(X;Z)", (), 4),
    ("H(X|Y) <= H(X|Z)", ("H(Z|X)=0",), 2),
    (
        "H(A) + H(B) >= 3 H(S)",
        ("H(S|A,B)=0", "H(S|B,C)=0", "H(S|C,D)=0", "S _||_ A,C", "S _||_ A,D", "S _||_ B,D"),
        8,
    ),
    ("I(W;Y1,Y2) <= I(X1;Y1) + I(X2;Y2)", ("H(X1|W)=0", "H(X2|W,Y1)=0"), 2),
    (HAN, (), 4),
    ("H(X1,X2,X3,X4,X5,X6,X7) >= H(X1) + H(X2) + H(X3) + H(X4) + H(X5) + H(X6) + H(X7)", (), 2),
    ("I(X1;X7) >= I(X2;X6)", ("X1 -> X2 -> X3 -> X4 -> X5 -> X6 -> X7",), 2),
    ("I(X;Y|Z) >= I(X;Y|Z,W)", (), 3),
    ("2 I(C;D) <= I(A;B) + I(A;C,D) + 2 I(C;D|A) + I(C;D|B)", (), 6),
]


def rows(found: Counterexample) -> int:
    return len(found.as_dict()["law"]["rows"])


@pytest.mark.parametrize(("claim", "hypotheses", "support"), FALSE)
def test_false_claims_about_variables_are_refuted_on_small_supports(claim, hypotheses, support):
    for link in parse_claim(claim, hypotheses).links:
        found = find(link, seconds=60)
        if found is not None:
            break
    assert rows(found) <= support
    assert refute(link, dict(found.assignment)) == found


FALSEHOODS = [
    "D(p||q) = D(q||p)",
    "D(p||q) <= D(q||p)",
    "D(p||r) <= D(p||q) + D(q||r)",
    "H(X|Y) >= H(X)",
    "I(X;Y|Z) <= I(X;Y)",
    "I(X;Y|Z) >= I(X;Y)",
    "H(X,Y) = H(X) + H(Y)",
    "H(p) = log n",
    "H(p,q) = H(q,p)",
    "H(p,q) - H(p) <= 1",
    "D(p||q) <= log n",
    "JSD(p||q) >= log 2",
    "JSD(p||q) <= log 2 - 1/100",
    "H(p) > 0",
    "I(X;Y) > 0",
    "H(p) <= log n - 1/100",
    "D(p||q) < oo",
    "D(p||q) = oo",
    "p << q",
    "p > 0",
    "p = q",
    "H(p) != H(q)",
    "n <= 3",
    "log n > 0",
    "H(X) <= 1",
    "H(X) >= log |X|",
    "H(X) <= log |X| - 1/1000",
    "H(p) <= H(X)",
    "H(X) + H(p) <= 2",
    "I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)",
    "I(X;Y|Z) <= I(X;Y) + 999999999999999/1000000000000000 H(Z)",
]


@pytest.mark.parametrize("claim", FALSEHOODS)
def test_famous_falsehoods_are_refuted(claim):
    (link,) = parse_claim(claim).links
    assert find(link, seconds=60) is not None


@pytest.mark.parametrize(
    ("claim", "hypotheses"),
    [
        ("D(p||q) <= 1", ["p << q", "q > 0"]),
        ("D(p||q) > 0", ["p << q"]),
        ("D(p||q) <= 5", ["not p << q"]),
        ("H(p) + H(q) <= log n", ["p = q"]),
        ("H(p) <= log n - 1/100", ["p = uniform"]),
        ("1.000000000000001 I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
        ("I(X;Y|Z) = 0", ["X _||_ Y", "H(Z|X,Y) = 0"]),
        ("I(A;B) = 0", ["I(A;B|C) = 0", "I(A;B|D) = 0", "I(C;D) = 0"]),
        (f"I(X;Y) <= {10**400} I(X;Y|Z)", []),
    ],
)
def test_falsehoods_under_hypotheses(claim, hypotheses):
    (link,) = parse_claim(claim, hypotheses).links
    assert find(link, seconds=60) is not None


def test_finite_counterexamples_come_first():
    (link,) = parse_claim("D(p||q) = D(q||p)").links
    assert "oo" not in (find(link).lhs, find(link).rhs)


def explicit_pair():
    a, b = pmf({0: S.Half, 1: S.Half}), pmf({0: Rational(1, 4), 1: Rational(3, 4)})
    return Statement(D(a, b), EQ, D(b, a))


m = Symbol("m", integer=True, positive=True)
U, V = random_variables("U V", [m, m])
(A,) = random_variables("A", [3])
x = letter("x")
mixed = Mixture(lam, p, q)


@pytest.mark.parametrize(
    "statement",
    [
        explicit_pair(),
        Statement(lam * H(p) + (1 - lam) * H(q), GE, H(mixed)),
        Statement(D(law(X, Y), ProductPmf(law(X), law(Y))), EQ, S.Zero),
        Statement(D(law(U), law(V)), EQ, S.Zero),
        Statement(D(law(U), law(V)), EQ, S.One, (Equal(law(U), law(V)),)),
        Statement(H(A), LE, log(2)),
        Statement(SelfInformation(p, x), LE, S.One),
        Statement(SelfInformation(lam), LE, S.One),
        Statement(Sum(XLogY(p(x), q(x)), (x, 0, n - 1)), EQ, S.Zero),
        Statement(D(Bernoulli(lam), Bernoulli(S.Half)), GE, log(2)),
        Statement(D(PointMass(x, n), p), LE, S.One),
        Statement(I(X, Y), LE, H(X) / 2, (FullSupport(law(X, Y)),)),
        Statement(H(X, given=Y), EQ, S.Zero, (Holds(H(X), "=", H(Y)),)),
        Statement(I(X, Y), LE, I(X, Z), (Holds(I(X, Y, Z), "<=", H(Z) / 2), FunctionOf(Z, Y))),
        Statement(I(X, Y), EQ, I(X, Z), (Holds(H(X, Y), "=", H(X, Z)), Holds(H(p), "<=", S.One))),
        Statement(lam * H(p), GE, H(p) / 2, (Less(lam, Rational(1, 3)),)),
        Statement(H(X) * H(Y), LE, I(X, Y) ** 3),
        Statement(JensenShannonDivergence(p, u), GE, S.One / 5, (ForAll(p(0), S.One),)),
    ],
    ids=str,
)
def test_statements_of_other_kinds_are_refuted(statement):
    assert find(statement, seconds=60) is not None


@pytest.mark.parametrize(
    "statement",
    [
        Statement(H(p), LE, log(n), (), (Equal(p, q),)),
        Statement(D(p, q), GE, S.Zero, (), (is_uniform(p),)),
        Statement(lam * H(p) + (1 - lam) * H(q), LE, H(mixed), (), ()),
        Statement(H(X, Y), LE, H(X) + H(Y), (), (FunctionOf(X, Y),)),
        Statement(I(X, Y), GE, S.Zero, (), (Independent(X, Y, given=Z),)),
    ],
    ids=str,
)
def test_wrong_equality_conditions_are_refuted(statement):
    assert find(statement).reason.startswith("the sides")


@pytest.mark.parametrize(
    ("claim", "hypotheses"),
    [
        ("I(X;Y|Z) <= H(X)", []),
        ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
        ("H(p) <= log n", []),
        ("H(p,q) = H(p) + D(p||q)", []),
        ("JSD(p||q) <= log 2", []),
        ("D(p||q) >= 1/2", ["not p << q"]),
        ("H(p,q) - H(p,r) = D(p||q) - D(p||r)", []),
    ],
)
def test_nothing_is_invented_against_what_is_true_or_undefined(claim, hypotheses):
    for link in parse_claim(claim, hypotheses).links:
        assert find(link, seconds=0.3) is None


def test_right_equality_conditions_stand():
    assert find(Statement(H(p), LE, log(n), (), (is_uniform(p),)), seconds=1) is None
    assert find(Statement(D(p, q), GE, S.Zero, (), (Equal(p, q),)), seconds=1) is None


@pytest.mark.parametrize(
    "statement",
    [
        Statement(sequence("a", 2)(0), EQ, S.Zero),
        Statement(Function("f")(lam), EQ, S.Zero),
        Statement(ArgMin(lam**2, lam), EQ, S.One),
    ],
    ids=str,
)
def test_what_it_cannot_replace_it_leaves(statement):
    assert find(statement, seconds=60) is None


def test_one_seed_gives_one_answer():
    (link,) = parse_claim("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)").links
    first, second = (find(link, seconds=60, seed=3) for _ in range(2))
    assert first.as_dict() == second.as_dict()


def test_the_time_is_kept():
    (link,) = parse_claim("I(X;Y|Z) <= H(X)").links
    assert Search(link, link, deadline=0, seed=0).run() is None


HARD = ("I(A;B|C) = 0", "I(A;B|D) = 0", "I(C;D|A) = 0", "I(C;D|B) = 0", "I(A;C|B,D) = 0")


def test_the_time_is_kept_while_laws_are_mended():
    (link,) = parse_claim("I(A;B) <= H(A)", HARD).links
    start = monotonic()
    assert find(link, seconds=0.5) is None
    assert monotonic() - start < 2
    search = Search(link, link, deadline=inf, seed=0)
    laws = [random_law(4, (), turn, search.rng) for turn in range(300)]
    rng = Random(0)  # noqa: S311 - no secret depends on it
    better = [mended(one, search.independences, [], rng) for one in laws]
    kept = [one for one in better if one is not None]
    assert len(kept) > 50
    assert all(p.denominator <= MOST_DENOMINATOR for one in kept for p in one.values())
    assert mended({(0, 0, 0, 0): Fraction(1)}, search.independences, [], rng, 0) is None


def entropy(table, places):
    totals: dict[tuple[int, ...], Fraction] = {}
    for cell, weight in table.items():
        key = tuple(cell[i] for i in places)
        totals[key] = totals.get(key, Fraction(0)) + weight
    return -sum(float(w) * np.log(float(w)) for w in totals.values())


@pytest.mark.parametrize("source", [(2, 1), (2, 2), (2, 3), (3, 2)])
def test_ranks_are_the_entropies_of_the_tables(source):
    source = Source(*source)
    kinds = len(spaces(source).bases)
    choice = np.random.default_rng(source.length).integers(0, kinds, (3, 20))
    batch = Batch(source, choice)
    unit = np.log(source.field)
    for group in ((0,), (0, 1), (1, 2), (0, 1, 2)):
        ranks = batch.rank(group)
        for place in range(20):
            assert entropy(batch.law(place), group) == pytest.approx(ranks[place] * unit)


def test_there_are_as_many_subspaces_as_there_should_be():
    assert [len(spaces(Source(2, size)).bases) for size in (1, 2, 3, 4)] == [2, 5, 16, 67]
    assert [len(spaces(Source(3, size)).bases) for size in (1, 2)] == [2, 6]
    assert len(span([(1, 2, 0), (0, 1, 1)], Source(3, 3))) == 9


def test_many_variables_are_sampled():
    first = next(batch for batch in batches(12, 0) if batch.source.length == 2)
    assert first.choice.shape[0] == 12


def test_idle_variables_are_constant_first():
    first, second, *_ = batches(3, 0, {1})
    assert first.choice.shape == (3, 4)
    assert not first.choice[1].any()
    assert second.choice.shape == (3, 8)


LAWS = st.dictionaries(
    st.tuples(*[st.integers(0, 2)] * 3), st.integers(1, 5), min_size=1, max_size=8
).map(lambda d: {cell: Fraction(w, sum(d.values())) for cell, w in sorted(d.items())})


@given(LAWS)
@settings(max_examples=50)
def test_laws_are_mended_exactly(table):
    rng = Random(0)  # noqa: S311 - no secret depends on it
    for groups, known in ((((0,), (1,)), ()), (((0,), (2,)), (1,)), (((0,), (1,), (2,)), ())):
        better = make_independent(table, groups, known, rng)
        assert sum(better.values()) == 1
        assert is_independent(better, groups, known)
        if is_independent(table, groups, known):
            assert better == table
    better = make_function(table, (2,), (0, 1), rng)
    assert sum(better.values()) == 1
    assert is_function(better, (2,), (0, 1))


def test_conditions_are_told_apart():
    found = conditions((Independent(X, Y), FunctionOf(Z, (X, Y)), FullSupport(p)), (X, Y, Z))
    assert found == ([(((0,), (1,)), ())], [((2,), (0, 1))], [FullSupport(p)])


def test_alphabets_of_one_size_get_letters_of_probability_0():
    table, sizes = tidy((U, V), {(5, 0): Fraction(1, 2), (7, 0): Fraction(1, 2)})
    assert sizes == {m: 2}
    assert table == {(0, 0): Fraction(1, 2), (1, 0): Fraction(1, 2), (0, 1): 0}
    assert tidy((A,), {(i,): Fraction(1, 4) for i in range(4)}) is None


def test_parameters_get_values_in_their_range():
    bounds = [(0, 1, False), (-2, 3, True), (0, None, False), (None, 1, True)]
    for low, high, closed in bounds:
        box = {"lower": low, "upper": high}
        one = parameter("t", closed=closed, **{k: v for k, v in box.items() if v is not None})
        assert numbers(one)
        assert all(low is None or low <= value for value in numbers(one))
        assert all(high is None or value <= high for value in numbers(one))
    assert all(value > 0 for value in numbers(Symbol("s", positive=True)))


def test_worlds_become_explicit_objects():
    world = World((U,), {(0,): Fraction(1)}, {}, {m: 1, lam: Fraction(1, 2)})
    found = world.assignment()
    assert found[lam] == S.Half
    assert found[U].table.labels == (Tuple(0),)
    assert m not in found


NEAR = [
    "I(X;Y) >= 0.00000000000000001",
    "I(X;Y) >= 0.0000000000000000001",
    "H(X,Y) <= H(X) + H(Y) - 0.000000000000000000001",
    "H(X) + 0.1 = H(X) + 1/10 + 1/1000000000000000000000",
    "H(X) <= log |X| - 1/10000000000000000000000000",
    "JSD(p||q) <= log 1.999999999999",
    "JSD(p||q) <= log 2 - 1/10000000000000000000000000",
    "D(p||q) >= 1/10000000000000000000000000",
    "H(p) <= log n - 1/10000000000000000000000000",
    "H(X,Y) <= 2 log 2 - 1/10000000000000000000000000 + 5 H(X|Y) - 5 H(X)",
]


@pytest.mark.parametrize("claim", NEAR)
def test_what_fails_by_too_little_for_floating_point_is_refuted(claim):
    (link,) = parse_claim(claim).links
    assert find(link, seconds=60) is not None


@pytest.mark.parametrize("k", [2, 7, 11, 15, 30])
@pytest.mark.parametrize(
    ("claim", "hypothesis"),
    [
        ("I(X;Z) <= I(X;Y)", "I(X;Z|Y) <= {little} H(X)"),
        ("H(X|Y) = 0", "H(X|Y) <= {little} H(X)"),
        ("H(X) <= H(Y)", "H(X) <= H(Y) + {little} H(Y)"),
    ],
)
def test_hypotheses_that_allow_next_to_nothing_are_used(claim, hypothesis, k):
    (link,) = parse_claim(claim, [hypothesis.format(little=f"1/{10**k}")]).links
    assert find(link, seconds=10) is not None


@pytest.mark.parametrize(
    "claim", ["H(p) <= log n + 1/100000000000000000000", "I(X;Y) >= -1/10000000000000000000"]
)
def test_what_holds_by_little_stands(claim):
    (link,) = parse_claim(claim).links
    assert find(link, seconds=1) is None


MARKOV = "X -> Y -> Z"


@pytest.mark.parametrize(
    ("claim", "hypotheses", "support"),
    [
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "-1 <= a <= 1"], 2),
        ("a I(X;Z) <= a I(X;Y)", [MARKOV, "a <= 0"], 2),
        ("H(X|Y) <= R", ["H(X) <= 2 R", "R >= 0"], 2),
        ("I(X;Z) <= R/2", ["I(X;Y) <= R", "R >= 0", MARKOV], 2),
        ("I(X;Z) <= 99/100 R", ["I(X;Y) <= R", "R >= 0", MARKOV], 2),
        ("H(X) + H(Y) <= 99/100 R + 99/100 S", ["H(X) <= R", "R >= 0", "H(Y) <= S", "S >= 0"], 2),
    ],
)
def test_claims_with_parameters_have_small_witnesses_of_equal_weights(claim, hypotheses, support):
    (link,) = parse_claim(claim, hypotheses).links
    law = find(link, seconds=60).as_dict()["law"]
    assert [row["probability"] for row in law["rows"]] == [f"1/{support}"] * support


def test_tight_values_are_simple_and_in_range():
    assert between(Fraction(7, 10), Fraction(8, 10)) == Fraction(3, 4)
    assert between(Fraction(-3, 2), Fraction(-1, 3)) == -1
    assert between(Fraction(2), Fraction(3)) == 2
    (link,) = parse_claim("H(X) <= r/2", ["H(X) <= r", "r >= 0", "H(X) <= r r"]).links
    search = Search(link, link, deadline=inf, seed=0)
    (r,) = search.objects.numbers
    start = {(0,): Fraction(1, 2), (1,): Fraction(1, 2)}
    world = World(search.objects.variables, start, {}, {r: Fraction(0)})
    found = [one.numbers[r] for one in tight(world, search.demands, [r])]
    assert all(x >= 0 for x in found)
    assert any(0 <= x - Fraction(np.log(2)) <= Fraction(1, 10**6) for x in found)


CHAIN = [f"X{i} -> X{i + 1} -> X{i + 2}" for i in range(10)]


@pytest.mark.parametrize(
    ("claim", "hypotheses", "idle", "support"),
    [
        ("I(X0;X2) >= I(X1;X3)", CHAIN, "X4 X5 X6 X7 X8 X9 X10 X11", 2),
        ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", CHAIN[:5], "X0 X1 X2 X3 X4 X5 X6", 5),
        ("I(A;B) = 0", ["I(A;B|C) = 0", "U -> V -> W", "H(T|U,V) = 0"], "T U V W", 2),
    ],
)
def test_variables_of_hypotheses_only_are_constant(claim, hypotheses, idle, support):
    (link,) = parse_claim(claim, hypotheses).links
    law = find(link, seconds=60).as_dict()["law"]
    assert len(law["rows"]) <= support
    for name in idle.split():
        place = law["variables"].index(name)
        assert len({row["values"][place] for row in law["rows"]}) == 1


def test_a_field_of_three_elements_needs_nine_rows_where_bits_need_sixteen():
    secret = ["H(S|A,B) = 0", "H(S|A,C) = 0", "H(S|B,C) = 0", "S _||_ A", "S _||_ B", "S _||_ C"]
    (link,) = parse_claim("H(A,B) >= 3 H(S)", secret).links
    assert rows(find(link, seconds=60)) == 9


def test_shrinking_merges_letters_and_drops_rows():
    (link,) = parse_claim("I(X;Y) = 0").links
    search = Search(link, link, deadline=inf, seed=0)
    weights = {(0, 0): 1, (1, 1): 2, (2, 2): 3, (2, 3): 4}
    cells = {cell: Fraction(w, 10) for cell, w in weights.items()}
    world = World(search.objects.variables, cells)
    small = shrink(link, world, refute(link, world.assignment()), search.seems)
    assert [row["probability"] for row in small.as_dict()["law"]["rows"]] == ["1/2", "1/2"]


def test_shrinking_stops_where_the_claim_would_hold():
    (link,) = parse_claim("X _||_ Y | Z,W", ["X _||_ Y | Z", "X _||_ Y | W"]).links
    assert rows(find(link)) == 8
