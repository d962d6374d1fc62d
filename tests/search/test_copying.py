"""The copy lemma, found by search: what it proves, by which copies, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random

import numpy as np
import pytest
from sympy import Rational

from symbinfo import CopyOf, Holds, MutualInformation, Proof, check, prove, random_variables
from symbinfo.core.statement import as_statement
from symbinfo.errors import Refuted, StepRejected
from symbinfo.kernel.proof import Copy
from symbinfo.measures.entropy import Entropy
from symbinfo.search import copying, progress
from symbinfo.search.copy_strings import paths
from symbinfo.search.entropic import linear_form
from symbinfo.search.text import parse_claim

A, B, C, D, E, F = random_variables("A B C D E F")
I = MutualInformation


def ingleton(a, b, c, d):
    """Return Ingleton's expression, which some laws make negative."""
    return I(a, b, given=c) + I(a, b, given=d) + I(c, d) - I(a, b)


def natural(numbers, names=(A, B, C, D)):
    """Return the form with these coordinates: the tables of entropy-rules are written so."""
    a, b, c, d = names
    first, *others = numbers
    triples = [
        (a, b, c),
        (a, c, b),
        (b, c, a),
        (a, b, d),
        (a, d, b),
        (b, d, a),
        (c, d, a),
        (c, d, b),
    ]
    terms = [I(x, y, given=z) for x, y, z in triples]
    return first * ingleton(*names) + sum(c * term for c, term in zip(others, terms, strict=False))


def matus(k, names=(A, B, C, D)):
    """Return the k-th form of Matus (2007): nonnegative for each k = 1, 2, ..."""
    a, b, c, d = names
    more = I(a, c, given=b) + I(b, c, given=a)
    return k * ingleton(a, b, c, d) + I(a, b, given=c) + Rational(k * (k + 1), 2) * more


def matus_two(k):
    """Return the k-th form of the second family of Matus (2007)."""
    more = I(A, B, given=C) + I(A, C, given=B)
    return k * ingleton(A, B, C, D) + I(B, C, given=A) + Rational(k * (k + 1), 2) * more


def copies(statement, seconds=60.0):
    """Return the copies by which the search proves a statement, or None."""
    steps = copying.steps(statement, seconds)
    if steps is None:
        return None
    assert "Copy" in check(Proof(statement, steps)).rests_on()
    found = []
    while isinstance(steps[0].evidence, Copy):
        theorem = steps[0].evidence.theorem
        found.append(theorem.statement.hypotheses[-1])
        steps = theorem.proof.steps
    assert all(isinstance(one, CopyOf) for one in found)
    return found


def sizes(found):
    """Return how many variables each step copies."""
    return [len(one.groups[0]) for one in found]


ZHANG_YEUNG = [
    "2 I(C;D) <= I(A;B) + I(A;C,D) + 3 I(C;D|A) + I(C;D|B)",
    "I(Z;U) - I(Z;U|X) - I(Z;U|Y) <= 1/2 I(X;Y) + 1/4 I(X;Z,U) + 1/4 I(Y;Z,U)",
    "I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D) + I(A;B|C) + I(A;C|B) + I(B;C|A)",
    "I(A;B|C) + I(A;B|D) + I(C;D) - I(A;B) + I(A;B|C) + I(A;C|B) + I(B;C|A) >= 0",
    "2 H(C) + 2 H(D) - 2 H(C,D) <= I(A;B) + I(A;C,D) + 3 I(C;D|A) + I(C;D|B)",
]


@pytest.mark.parametrize("claim", ZHANG_YEUNG)
def test_zhang_and_yeung_1998_takes_one_step(claim) -> None:
    (statement,) = parse_claim(claim, []).links
    assert len(copies(statement)) == 1


@pytest.mark.parametrize(
    "claim",
    [
        ingleton(A, B, C, D) + I(A, B, given=E) + I(A, E, given=B) + I(B, E, given=A) >= 0,
        ingleton(A, B, C, D) + I(B, E, given=C) + I(C, E, given=B) + I(B, C, given=E) >= 0,
    ],
)
def test_five_variables_of_makarychev_and_others_take_one_copy(claim) -> None:
    (step,) = copies(as_statement(claim))
    assert step.groups[1] == (E,)


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("family", [matus, matus_two])
def test_both_families_of_matus(family, k) -> None:
    found = copies(as_statement(family(k) >= 0))
    assert 1 <= len(found) <= 3
    assert found[-1].groups[1]


def test_the_first_of_matus_is_that_of_zhang_and_yeung() -> None:
    (statement,) = parse_claim(ZHANG_YEUNG[3], []).links
    a, b, c, d = sorted(statement.lhs.atoms(type(A)), key=lambda v: v.name)
    assert linear_form(statement.lhs) == linear_form(matus(1, (a, b, c, d)))


def entropies(law):
    """Return the joint entropies of a table, keyed by sets of axes."""
    found = {}
    for mask in range(1, 16):
        p = law.sum(axis=tuple(i for i in range(4) if not mask >> i & 1)).ravel()
        p = p[p > 0]
        found[mask] = -(p * np.log(p)).sum()
    return found


@pytest.mark.parametrize("family", [matus, matus_two])
def test_the_families_hold_at_random_laws_with_zeros(family) -> None:
    random = np.random.default_rng(0)
    names = {A: 1, B: 2, C: 4, D: 8}
    forms = [linear_form(family(k)) for k in (1, 2, 3)]
    for _ in range(200):
        law = random.random((2, 2, 2, 2)) ** random.integers(1, 9)
        law *= random.random((2, 2, 2, 2)) < random.random()
        if law.sum() == 0:
            continue
        values = entropies(law / law.sum())
        for form in forms:
            total = sum(float(c) * values[sum(names[v] for v in key)] for key, c in form.items())
            assert total > -1e-12


DOUGHERTY_FREILING_ZEGER = {
    1: (2, 2, 2, 1, 1, 1, 0),
    4: (2, 2, 2, 1, 0, 0, 0, 3),
    5: (2, 1, 3, 2),
    6: (4, 2, 4, 3, 0, 2, 1),
    7: (2, 3, 2, 1),
    8: (2, 2, 3, 1),
    10: (3, 4, 4, 1, 1, 1, 0),
    14: (5, 9, 9, 1, 2, 2, 0),
    86: (5, 1, 15, 15),
    94: (3, 1, 5, 5),
}


@pytest.mark.parametrize("number", DOUGHERTY_FREILING_ZEGER)
def test_dougherty_freiling_and_zeger_2011_in_any_names(number) -> None:
    names = Random(number).sample((A, B, C, D), 4)  # noqa: S311 - not for secrets
    found = copies(as_statement(natural(DOUGHERTY_FREILING_ZEGER[number], names) >= 0))
    assert 2 <= sum(sizes(found)) <= 6


def test_permuted_names_take_as_many_steps() -> None:
    orders = list(permutations((A, B, C, D)))[::5]
    found = [copies(as_statement(natural((2, 2, 2, 1, 1, 1), order) >= 0)) for order in orders]
    assert [len(one) for one in found] == [2] * len(orders)


@pytest.mark.parametrize(
    "slack",
    [
        Rational(1, 7) * I(A, C, given=D) + Entropy(B, given=(A, C)),
        I(A, E, given=D) / 3,
        I(A, E, given=D) / 3 + Entropy(F, given=A),
    ],
)
def test_more_than_nothing_may_be_added(slack) -> None:
    found = copies(as_statement(matus(2) + slack >= 0))
    assert not {E, F} & {v for one in found for group in one.groups[:2] for v in group}


def test_the_two_sides_and_a_factor_do_not_matter() -> None:
    left = 3 * I(A, B) - 3 * I(A, B, given=D)
    right = (
        Rational(3, 2) * matus(2) - (3 * ingleton(A, B, C, D)) + 3 * (I(A, B, given=C) + I(C, D))
    )
    assert copies(as_statement(left <= right))


def test_variables_that_always_occur_together_are_copied_together() -> None:
    statement = as_statement(matus(1, ((A, E), B, (C, F), D)) >= 0)
    (step,) = copies(statement)
    assert sizes([step]) == [2]


def test_hypotheses_are_used() -> None:
    claim = as_statement(ingleton(A, B, C, D) >= 0)
    small = Holds(I(A, B, given=C) + I(A, C, given=B) + I(B, C, given=A), "<=", 0)
    assert len(copies(replace(claim, hypotheses=(small,)))) == 1


LOWERED = [
    natural((1, Rational(9, 10), 1, 1)),
    natural((1, 1, Rational(9, 10), 1)),
    matus(2) - I(A, B, given=C) / 10,
    matus(3) - I(A, B, given=C) / 10,
    natural((2, 1, 3, Rational(19, 10))),
    natural((2, 3, 2, Rational(9, 10))),
    ingleton(A, B, C, D)
    + Rational(9, 10) * (I(A, B, given=E) + I(A, E, given=B) + I(B, E, given=A)),
    ingleton(A, B, C, D),
]


@pytest.mark.parametrize("form", LOWERED)
def test_smaller_coefficients_are_not_proved(form) -> None:
    assert copies(as_statement(form >= 0), seconds=1.0) is None


def test_ingletons_inequality_is_refuted() -> None:
    with pytest.raises(Refuted):
        prove(ingleton(A, B, C, D) >= 0)


def test_a_certificate_does_not_prove_more() -> None:
    statement = as_statement(matus(1) >= 0)
    (step,) = copying.steps(statement)
    less = replace(statement, lhs=statement.lhs - I(A, B, given=C) / 10)
    with pytest.raises(StepRejected, match="the theorem says"):
        check(Proof(less, (replace(step, lhs=less.lhs),)))


def test_there_is_an_end_to_the_time_and_the_search_tells_what_it_does() -> None:
    statement = as_statement(matus(3) >= 0)
    assert copying.steps(statement, seconds=0) is None
    heard = []
    with progress.followed_by(lambda kind, text: heard.append((kind, text))):
        assert copying.steps(statement)
    assert heard[0] == ("tried", "one copy step (11 help)")


@pytest.mark.parametrize(
    "claim", [I(A, B) >= 0, Entropy(A) * Entropy(B) >= 0, Entropy(A) <= Entropy(B)]
)
def test_other_claims_are_left_to_others(claim) -> None:
    assert copying.steps(as_statement(claim), seconds=1.0) is None


def test_the_known_steps_are_those_of_the_paper() -> None:
    lengths = [len(one) for one in paths()]
    assert [lengths.count(size) for size in (1, 2, 3)] == [4, 29, 86]
