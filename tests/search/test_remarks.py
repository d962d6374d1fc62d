"""What is told of claims that the linear program does not decide, and of idle hypotheses."""

import pytest

from symbinfo.search.entropic import MOST_VARIABLES
from symbinfo.search.remarks import unrelated, why_open
from symbinfo.search.text import parse_claim


@pytest.mark.parametrize(
    ("claim", "given", "idle"),
    [
        ("H(X) >= 0", ["A -> B -> C"], ["A -> B -> C"]),
        ("H(X) >= 0", ["X -> B -> C"], []),
        ("H(X) >= 0", ["B -> C -> D", "A -> X -> B"], []),
        ("H(X) >= 0", ["H(A) = H(B)", "A _||_ C", "p > 0"], ["H(A) = H(B)", "A _||_ C", "p > 0"]),
        ("H(X) <= 1", ["log |X| <= 1"], []),
        ("H(p) <= log n", ["p = uniform", "q << r"], ["q << r"]),
    ],
)
def test_hypotheses_that_share_nothing_with_the_claim(claim, given, idle):
    told = unrelated(parse_claim(claim, given).links)
    assert list(told) == [f"the hypothesis {one} does not concern the claim" for one in idle]


@pytest.mark.parametrize(
    ("claim", "product"),
    [
        ("H(X)*H(Y) <= 1", "H(X)*H(Y)"),
        ("1 >= I(X;Y)*(H(X) + 1)/2", "(H(X) + 1)*I(X; Y)/2"),
        ("H(X)*H(X) <= 1", "H(X)**2"),
    ],
)
def test_a_claim_that_is_not_linear(claim, product):
    assert why_open(parse_claim(claim).links[0]) == (
        (
            f"the claim is not linear: it has the product {product}, and the linear program of "
            "entropies decides only sums of measures with numbers before them"
        ),
    )


def test_a_distribution_beside_random_variables():
    assert why_open(parse_claim("H(X) <= H(p)").links[0]) == (
        (
            "the claim is about the distribution p and about random variables: the linear program "
            "of entropies knows only random variables, so only the rules for sums were tried"
        ),
    )


def test_too_many_variables():
    names = ",".join(f"X{i}" for i in range(40))
    assert why_open(parse_claim(f"H({names}) >= H(X1)").links[0]) == (
        (
            "a statement about 40 variables needs a linear program with 214,404,767,416,360 "
            f"inequalities; the limit is {MOST_VARIABLES} variables"
        ),
    )


@pytest.mark.parametrize(
    "claim",
    ["H(X,Y) <= 2*(H(X) + H(Y))/3", "2 H(X)*log 2 <= H(Y)*n", "H(X) <= log |X|", "H(p) <= log n"],
)
def test_nothing_is_told_of_other_claims(claim):
    assert why_open(parse_claim(claim).links[0]) == ()
