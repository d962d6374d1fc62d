"""Certificates and polymatroids: exact, whatever was reduced before."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest

from symbinfo import Relation, check, prove
from symbinfo.kernel.proof import Combination, Proof, Step
from symbinfo.search import elemental, linear, shannon, simplex
from symbinfo.search.entropic import negated, problem
from symbinfo.search.lattice import Lattice
from symbinfo.search.text import parse_claim

TRUE = [
    ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("H(X,Y,Z) <= H(X) + H(Y) + H(Z)", []),
    ("2/3 H(X1,X2) <= 2/3 H(X1) + 2/3 H(X2)", []),
    ("H(Z) <= H(X)", ["H(Y|X)=0", "H(Z|Y)=0"]),
    ("I(W;Y) <= I(X;Y)", ["H(W|X)=0"]),
    ("I(A;D) <= I(B;C)", ["A -> B -> C -> D"]),
    ("H(X) <= 1", ["H(Y) <= 1", "H(X|Y)=0"]),
    ("H(A,B,C,D,E,F) <= H(A) + H(B) + H(C) + H(D) + H(E) + H(F)", []),
    ("H(X1,X2,X3,X4,X5) <= H(X1) + H(X2)", ["H(X3,X4|X1,X2)=0", "H(X5|X3,X4)=0"]),
    (
        "I(A,B,C;D,E,F) <= I(A;D) + I(B;E) + I(C;F)",
        [
            "D _||_ B,C,E,F | A",
            "E _||_ A,C,D,F | B",
            "F _||_ A,B,D,E | C",
        ],
    ),
]
FALSE = [
    ("I(X;Y|Z) <= I(X;Y)", []),
    ("1000001/1000000 I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("H(X) <= H(Z)", ["H(Y|X)=0", "H(Z|Y)=0"]),
    ("I(X;Y) <= I(W;Y)", ["H(W|X)=0"]),
    ("H(X,Y) <= H(Y)", ["H(Z|X,Y)=0"]),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)", []),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D) + I(E;F)", []),
    ("H(A,B,C,D,E) >= H(A) + H(B)+ H(C)", ["H(E|A,B) = 0"]),
    ("I(A;E) >= I(A;B)", ["A -> B -> C -> D -> E"]),
    ("H(X) <= 1", ["H(Y) <= 1", "H(Y|X)=0"]),
]


def asked(row):
    claim, given = row
    (link,) = parse_claim(claim, given).links
    found = problem(link)
    up = link.relation is Relation.LE
    return link, found, found.difference if up else negated(found.difference)


@pytest.mark.parametrize("row", TRUE, ids=[claim for claim, _ in TRUE])
def test_certificates_sum_to_the_claim_and_the_kernel_takes_them(row) -> None:
    link, found, target = asked(row)
    terms = shannon.certificate(target, found)
    total = defaultdict(Fraction)
    for c, known in terms:
        assert c > 0 or not known.bound
        for key, value in known.vector.items():
            total[key] += c * value
    assert {key: c for key, c in total.items() if c} == target
    evidence = Combination(tuple((c, known.source()) for c, known in terms))
    assert check(Proof(link, (Step(link.lhs, link.relation, link.rhs, evidence),)))


@pytest.mark.parametrize("row", FALSE, ids=[claim for claim, _ in FALSE])
def test_a_form_that_does_not_follow_is_negative_at_a_polymatroid(row) -> None:
    _, found, target = asked(row)
    decision = shannon.decide(target, found)
    assert decision.terms is None
    inequalities = [known.vector for known in found.inequalities()]
    equations = [known.vector for known in found.equations]
    keys = {key for vector in (target, *inequalities, *equations) for key in vector}
    values = {key: decision.value(key) for key in keys}
    assert linear.violates(values, target, inequalities, equations)
    assert decision.value(frozenset(found.variables)) == 1


def test_an_equation_is_decided_in_both_directions() -> None:
    (link,) = parse_claim("H(X,Y) = H(X) + H(Y)", []).links
    below, above = shannon.decisions(problem(link), link.relation)
    assert len(below.terms) == 1
    assert above.terms is None
    (link,) = parse_claim("H(A,B,C,D,E) = H(A) + H(B,C,D,E)", []).links
    (only,) = shannon.decisions(problem(link), link.relation)
    assert only.terms is None


def test_equations_alone_prove_what_independence_and_functions_say() -> None:
    _, found, target = asked(("I(A;C,D|B) <= 0", ["A -> B -> C -> D"]))
    assert all(not known.bound for _, known in shannon.equation(target, found))
    _, found, target = asked(("H(X,Y) <= H(X)", ["H(Y|X) = 0"]))
    ((factor, known),) = shannon.equation(target, found)
    assert factor == -1
    assert not known.bound
    _, found, target = asked(("H(X,Y) <= H(X) + H(Y)", []))
    assert shannon.equation(target, found) is None


def test_sets_are_replaced_by_what_they_determine() -> None:
    _, found, _ = asked(("H(Z) <= H(X)", ["H(Y|X)=0", "H(Z|Y)=0"]))
    lattice = Lattice(found)
    x, y, z = (lattice.bits[v] for v in found.variables)
    assert lattice.closure(x) == x | y | z
    assert lattice.closure(y) == y | z
    assert lattice.closure(z) == z
    every = elemental.elementals(3)
    assert len(lattice.distinct(every)) < len(every)


@pytest.mark.parametrize(
    ("count", "number"), [(1, 1), (2, 3), (3, 9), (4, 28), (6, 246), (9, 4617)]
)
def test_there_are_as_many_elemental_inequalities_as_the_books_say(count, number) -> None:
    every = elemental.elementals(count)
    assert len(set(every)) == len(every) == number
    assert set(elemental.ladder(elemental.bits(count), range(1, 1 << count))) == set(every)


def test_the_small_solver_takes_numbers_too_large_for_floating_point() -> None:
    huge, columns = 10**400, [{"a": 1, "b": 1}, {"b": -1}, {"a": 1, "b": 10**400}]
    found = simplex.solve({"a": huge, "b": 1}, columns, [], [1, 1, 1])
    assert linear.total(found.multipliers, columns) == {"a": huge, "b": 1}
    values = simplex.solve({"a": -huge, "b": 1}, columns, [], [1, 1, 1]).values
    assert linear.violates(values, {"a": -huge, "b": 1}, columns, [])


@pytest.mark.parametrize("claim", ["I(X;Y|Z) <= {} H(X)", "{0} H(X,Y) <= {0} H(X) + {0} H(Y)"])
def test_claims_with_huge_coefficients_are_proved(claim) -> None:
    theorem = prove(claim.format(10**400))
    assert str(theorem.statement.rhs) == str(parse_claim(claim.format(10**400)).links[0].rhs)


def test_the_small_solver_is_exact_and_gives_up_rather_than_guess(monkeypatch) -> None:
    third = Fraction(1, 3)
    columns = [{"a": Fraction(1, 2)}, {"a": 1, "b": -1}, {"b": third}]
    found = simplex.solve({"a": third}, columns, [], [1, 1, 1])
    assert found.multipliers == {0: Fraction(2, 3)}
    found = simplex.solve({"a": -1}, columns, [{"b": 2}], [1, 1, 1])
    assert found.multipliers is None
    assert linear.violates(found.values, {"a": -1}, columns, [{"b": 2}])
    monkeypatch.setattr(simplex, "MOST_PIVOTS", 0)
    assert simplex.solve({"a": third}, columns, [], [1, 1, 1]) == simplex.Answer()


@pytest.mark.parametrize("row", [*TRUE, *FALSE], ids=[claim for claim, _ in [*TRUE, *FALSE]])
def test_the_floating_point_solver_agrees(row, monkeypatch) -> None:
    _, found, target = asked(row)
    expected = shannon.decide(target, found).terms is not None
    monkeypatch.setattr(simplex, "MOST_PIVOTS", 0)
    monkeypatch.setattr(shannon, "forbidding", lambda *_: None)
    decision = shannon.decide(target, found)
    assert (decision.terms is not None) is expected
    assert (decision.value is not None) is not expected


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("I(E;A|B,C) <= 2 H(D|C)", ["D -> A -> B -> E", "B,C _||_ D,E | A"]),
        (
            "I(A;B|C,D) <= H(A) + 2 H(E|C,D)",
            [
                "E -> D -> C -> B -> A",
                "E -> D -> B -> C -> A",
                "H(C|E) = 0",
            ],
        ),
    ],
)
def test_what_the_kernel_does_not_see_is_proved_from_what_is_stated(claim, given) -> None:
    assert prove(claim, given)
