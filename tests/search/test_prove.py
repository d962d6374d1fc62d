"""`prove`: what it proves, how it tells it, and what it says when it cannot."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sympy import Rational, log

from symbinfo import (
    Bernoulli,
    Combination,
    Entropy,
    Equal,
    Independent,
    KLDivergence,
    Lemma,
    MarkovChain,
    MutualInformation,
    Relation,
    calc,
    check,
    dumps,
    equal,
    loads,
    parameter,
    pmf,
    prove,
    random_variables,
)
from symbinfo.errors import BadInput, ChainedComparison, NotProved, Refuted, StepRejected
from symbinfo.kernel.proof import Proof
from symbinfo.search import advice
from symbinfo.search.linear import combine, violate
from symbinfo.search.text import parse_claim

LINES = (Path(__file__).parents[1] / "data" / "statements.jsonl").read_text().splitlines()
SAMPLE = [json.loads(line) for line in LINES]
KNOWN = [row for row in SAMPLE if row["truth"] != "non-shannon-true"]
X, Y, Z = random_variables("X Y Z")


@pytest.mark.parametrize("row", KNOWN, ids=[row["id"] for row in KNOWN])
def test_statements_of_the_literature(row) -> None:
    if row["truth"] == "false":
        with pytest.raises(Refuted):
            prove(row["claim"], row["given"])
    else:
        theorem = prove(row["claim"], row["given"])
        assert loads(dumps(theorem)).statement.relation is theorem.statement.relation


@pytest.mark.parametrize("k", range(1, 16))
@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("{up} I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
        ("I(X;Y|Z) <= I(X;Y) + {down} H(Z)", []),
        ("H(X) + H(Y) >= {up} H(X,Y)", []),
    ],
)
def test_near_misses_are_never_proved(k, claim, given) -> None:
    up, down = f"{10**k + 1}/{10**k}", f"{10**k - 1}/{10**k}"
    with pytest.raises((Refuted, NotProved)):
        prove(claim.format(up=up, down=down), given)


def lines(theorem):
    return [f"{step.relation.value} {step.rhs}" for step in theorem.proof.steps]


def test_data_processing_is_told_in_three_lines() -> None:
    theorem = prove("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"])
    assert lines(theorem) == ["<= I(X; Y, Z)", "= I(X; Y) + I(X; Z | Y)", "= I(X; Y)"]
    (condition,) = theorem.statement.equality
    assert str(condition) == "X _||_ Y | Z"


def test_subadditivity_is_told_in_two_lines() -> None:
    assert lines(prove("H(X,Y) <= H(X) + H(Y)")) == [
        "= H(X) + H(Y) - I(X; Y)",
        "<= H(X) + H(Y)",
    ]


def test_a_chain_of_claims_becomes_one_theorem() -> None:
    theorem = prove("H(X|Y) = H(X) - I(X;Y) <= H(X) <= H(X,Y)")
    assert theorem.statement.relation is Relation.LE
    assert str(theorem.statement.rhs) == "H(X, Y)"


def test_a_chain_that_turns_round_says_nothing_of_its_ends() -> None:
    with pytest.raises(BadInput, match="a chain of <= and >= says nothing of its two ends"):
        prove("H(X|Y) <= H(X) >= 0")


def test_a_multiplier_that_is_changed_is_refused() -> None:
    theorem = prove("H(X1,X2) + H(X1,X3) + H(X2,X3) >= 2 H(X1,X2,X3)")
    *steps, last = theorem.proof.steps
    ((multiplier, source),) = last.evidence.terms
    for terms in ((), ((2 * multiplier, source),), ((-multiplier, source),)):
        wrong = (*steps, replace(last, evidence=Combination(terms)))
        with pytest.raises(StepRejected):
            check(Proof(theorem.statement, wrong))


def test_a_hypothesis_that_is_removed_is_missed() -> None:
    theorem = prove("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"])
    with pytest.raises(StepRejected, match="needs the hypothesis"):
        check(Proof(replace(theorem.statement, hypotheses=()), theorem.proof.steps))


def test_python_objects() -> None:
    p, q, t = pmf("p"), pmf("q"), parameter("t", 0, 1)
    assert prove(KLDivergence(p, q) >= 0).statement.equality == (Equal(p, q),)
    assert prove(MutualInformation(X, Y) >= 0).statement.equality == (Independent(X, Y),)
    assert prove(equal(Entropy(Bernoulli(t)), -t * log(t) - (1 - t) * log(1 - t)))
    assert prove(MutualInformation(X, Z) <= MutualInformation(X, Y), [MarkovChain(X, Y, Z)])
    assert prove(Entropy(pmf({0: Rational(1, 3), 1: Rational(2, 3)})) < log(2))


def test_python_chains_are_refused() -> None:
    with pytest.raises(ChainedComparison, match="Python's own chain drops its first link"):
        prove(MutualInformation(X, Z) <= MutualInformation(X, Y) <= Entropy(X))


def test_text_and_objects_do_not_mix() -> None:
    with pytest.raises(BadInput, match="a claim in text takes hypotheses in text"):
        prove("H(X) >= 0", [MarkovChain(X, Y, Z)])
    with pytest.raises(BadInput, match="takes hypotheses that are objects"):
        prove(Entropy(X) >= 0, ["X -> Y -> Z"])


def test_infinite_on_both_sides_needs_no_hypothesis_but_a_difference_does() -> None:
    assert prove("H(p,q) = H(p) + D(p||q)")
    with pytest.raises(NotProved) as info:
        prove("H(p,q) - H(p,r) = D(p||q) - D(p||r)")
    assert "AbsolutelyContinuous(p, q) and AbsolutelyContinuous(p, r)" in info.value.hint
    assert prove("H(p,q) - H(p,r) = D(p||q) - D(p||r)", ["p << q", "p << r"])


def test_contradictory_hypotheses_prove_nothing() -> None:
    with pytest.raises(BadInput, match="the hypotheses contradict each other"):
        prove("H(X) <= H(Z)", ["H(X) = 1", "H(X) = 2"])
    with pytest.raises(BadInput, match="the hypotheses contradict each other"):
        prove("D(p||q) = 0", ["p << q", "not p << q"])


def test_what_would_make_a_claim_true_is_proposed() -> None:
    with pytest.raises(Refuted) as info:
        prove("I(X;Z) <= I(X;Y)")
    assert str(info.value.proved_if[0]) == "X -> Y -> Z"


def link(claim, given=()):
    return parse_claim(claim, given).links[0]


def test_hypotheses_that_are_not_needed_are_found() -> None:
    theorem = prove("I(X;Z) <= I(X;Y)", ["X -> Y -> Z", "X _||_ W"])
    assert [str(h) for h in advice.hypotheses_used(theorem).spare] == ["X _||_ W"]


def test_variables_that_are_forced_to_be_constant_are_found() -> None:
    statement = link("I(X;Z) <= I(X;Y)", ["X _||_ Y", "H(X|Y) = 0"])
    assert [v.name for v in advice.constant_variables(statement)] == ["X"]
    assert advice.constant_variables(link("H(X) >= 0")) == ()


def test_a_claim_that_is_not_shannon_type_fails_for_a_polymatroid() -> None:
    values = advice.polymatroid(link("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D)"))
    assert values is not None
    assert values["H(A,B,C,D)"] == 1
    assert values["H(A,B)"] == Rational(3, 4)
    assert advice.polymatroid(link("H(X) >= 0")) is None
    assert advice.polymatroid(link("H(p) >= 0")) is None


def test_combinations_are_exact() -> None:
    one, third = Fraction(1), Fraction(1, 3)
    vectors = [{"a": one, "b": -one}, {"b": Fraction(3)}]
    assert combine({"a": one}, vectors) == {0: one, 1: third}
    assert combine({"a": -one}, vectors) is None
    assert combine({}, vectors) == {}
    assert combine({"a": one}, []) is None
    assert violate({"a": one}, vectors, [], "b") is None


def test_a_lemma_of_the_wrong_direction_is_refused() -> None:
    gibbs = prove("D(p||q) >= 0")
    p, q = pmf("p"), pmf("q")
    a, b = gibbs.statement.lhs.args
    with pytest.raises(StepRejected):
        calc(KLDivergence(p, q)).le(0, by=Lemma(gibbs, {a: p, b: q})).qed()


def test_a_markov_chain_as_a_claim_is_one_statement() -> None:
    theorem = prove("X -> Y -> Z -> W", ["W -> Z -> Y -> X"])
    assert "I(X, Y; W | Z)" in str(theorem)
    assert "= 0" in str(theorem)
    with pytest.raises(Refuted):
        prove("X -> Y -> Z -> W", ["X -> Y -> Z"])
