"""A sum over one letter of a product that is a joint probability: accepted, and refused."""

from itertools import product
from random import Random

import pytest
from sympy import Rational, S, Sum, Tuple

from symbinfo import (
    Independent,
    MarkovChain,
    Proof,
    Relation,
    Statement,
    Step,
    Unfold,
    Weighted,
    check,
    letter,
    pmf,
    random_variables,
)
from symbinfo.core.variables import law
from symbinfo.errors import StepRejected

A, B, C, D, E = random_variables("A B C D E")
F, G = random_variables("F G", [C.size, A.size])
a, b, c, d = map(letter, "abcd")
OVER_C, OVER_D = Tuple(c, 0, C.size - 1), Tuple(d, 0, D.size - 1)
AC, BC, DC = law(A, C)(a, c), law(B, C)(b, c), law(D, C)(d, c)
ONLY_C = law(C)(c)
(q,) = (pmf("q", size=C.size),)
APART = Independent(A, B, given=C)


def equal(lhs, rhs, *given):
    """Return the theorem that both sides are equal, once definitions are opened."""
    statement = Statement(lhs, Relation.EQ, rhs, given)
    return check(Proof(statement, (Step(lhs, Relation.EQ, rhs, Unfold()),)))


def total(weight, rest, *limits):
    """Return a sum over the support of a weight."""
    return Sum(Weighted(weight, rest), *(limits or (OVER_C,)))


PRODUCT = total(AC, BC / ONLY_C)


@pytest.mark.parametrize(
    ("lhs", "rhs", "given"),
    [
        (PRODUCT, law(A, B)(a, b), APART),
        (total(BC, AC / ONLY_C), law(A, B)(a, b), APART),
        (PRODUCT, law(A, B)(a, b), MarkovChain(B, C, A)),
        (PRODUCT, law(A, B)(a, b), Independent((A, D), (B, E), given=C)),
        (PRODUCT, law(A, B)(a, b), Independent(A, B, E, given=C)),
        (
            total(AC, BC * DC / ONLY_C**2),
            law(A, B, D)(a, b, d),
            Independent(A, B, D, given=C),
        ),
        (
            total(law(A, D, C)(a, d, c), law(B, D, C)(b, d, c) / law(D, C)(d, c)),
            law(A, B, D)(a, b, d),
            Independent(A, B, given=(C, D)),
        ),
        (
            total(law(A, C, D)(a, c, d), law(B, C, D)(b, c, d) / DC, OVER_C, OVER_D),
            law(A, B)(a, b),
            Independent(A, B, given=(C, D)),
        ),
        (
            total(law(D, B)(d, b), Weighted(AC, DC / ONLY_C) / law(D)(d), OVER_C, OVER_D),
            law(A, B)(a, b),
            MarkovChain(A, C, D, B),
        ),
        (
            total(AC, law(G, C)(a, c) / ONLY_C),
            law(A, G)(a, a),
            Independent(A, G, given=C),
        ),
    ],
)
def test_a_product_by_an_independence_is_summed_to_the_marginal(lhs, rhs, given) -> None:
    theorem = equal(lhs, rhs, given)
    assert theorem.axioms == ()
    with pytest.raises(StepRejected, match="normal forms"):
        equal(lhs, 2 * rhs, given)


@pytest.mark.parametrize(
    ("lhs", "given"),
    [
        (PRODUCT, ()),
        (PRODUCT, (Independent(A, B),)),
        (PRODUCT, (Independent(A, B, given=D),)),
        (PRODUCT, (Independent(A, B, given=(C, D)),)),
        (PRODUCT, (Independent(A, D, given=C),)),
        (PRODUCT, (MarkovChain(C, A, B),)),
        (total(AC, BC), (APART,)),
        (total(AC, BC / ONLY_C**2), (APART,)),
        (total(AC, BC), (APART, Independent(A, B))),
        (total(AC, BC * ONLY_C), (APART,)),
        (total(AC**2, BC / ONLY_C), (APART,)),
        (total(AC, BC * DC / ONLY_C**2), (APART,)),
        (total(AC, law(B, F)(b, c) / ONLY_C), (APART,)),
        (total(law(B, F)(b, c), AC / law(F)(c)), (APART, Independent(A, B, given=F))),
        (total(AC, law(G, C)(a, c) / ONLY_C), (APART,)),
        (total(AC, law(C, F)(c, c) / ONLY_C), (APART, Independent(A, F, given=C))),
        (total(law(C, F)(c, c), S.One), (APART,)),
        (total(AC, q(c)), (APART,)),
    ],
)
def test_what_the_independences_do_not_say_is_not_summed(lhs, given) -> None:
    for rhs in (law(A, B)(a, b), law(A, B, D)(a, b, d), law(A)(a) * law(B)(b)):
        with pytest.raises(StepRejected, match="normal forms"):
            equal(lhs, rhs, *given)


def test_letters_that_a_guard_keeps_away_are_not_summed() -> None:
    """Over the letters with p(d, c) > 0 the sum is p(a, b) only if D shuts none of C out."""
    inside = total(DC, Weighted(AC, BC / ONLY_C / DC))
    with pytest.raises(StepRejected, match="normal forms"):
        equal(inside, law(A, B)(a, b), APART)
    own = total(AC, Weighted(BC, 1 / ONLY_C))
    assert equal(own, law(A, B)(a, b), APART)


def test_two_letters_of_one_variable_are_no_joint_probability() -> None:
    other = letter("a'")
    twice = total(AC, law(A, C)(other, c) / ONLY_C)
    with pytest.raises(StepRejected, match="normal forms"):
        equal(twice, law(A, G)(a, other), Independent(A, G, given=C))


def test_the_sum_is_the_marginal_where_probabilities_vanish() -> None:
    """An oracle in fractions: random laws with A and B independent given C, zeros often."""
    random = Random(1997)  # noqa: S311
    for _ in range(50):
        parts = [_table(random, size) for size in (3, 2, 2, 2, 2, 2, 2)]
        joint = {
            (x, y, z): parts[0][z] * parts[1 + z][x] * parts[4 + z % 3][y]
            for x, y, z in product(range(2), range(2), range(3))
        }
        for x, y in product(range(2), range(2)):
            there = sum(joint[x, y, z] for z in range(3))
            assert there == sum(_factor(joint, x, y, z) for z in range(3))


def _table(random: Random, size: int) -> list[Rational]:
    weights = [random.choice((0, 0, 1, 2, 5)) for _ in range(size)]
    weights[random.randrange(size)] += 1
    return [Rational(w, sum(weights)) for w in weights]


def _factor(joint, x, y, z) -> Rational:
    left = sum(joint[x, k, z] for k in range(2))
    right = sum(joint[k, y, z] for k in range(2))
    below = sum(joint[j, k, z] for j in range(2) for k in range(2))
    return left * right / below if left > 0 and right > 0 else Rational(0)
