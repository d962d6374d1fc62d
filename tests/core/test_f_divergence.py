"""f-divergences and measures with an order: what they take, and how letters stay apart."""

import pytest
from sympy import Lambda, Rational, S, Symbol, log, oo

from symbinfo import (
    Algebra,
    FDivergence,
    HellingerDistance,
    RenyiDivergence,
    RenyiEntropy,
    TotalVariation,
    TsallisEntropy,
    calc,
    letter,
    parameter,
    pmf,
)
from symbinfo.errors import BadInput, StepRejected

p, q, a = pmf("p"), pmf("q"), parameter("alpha", 0)
t, s = Symbol("t", positive=True), Symbol("s", positive=True)


@pytest.mark.parametrize("make", [lambda o: RenyiEntropy(p, o), lambda o: TsallisEntropy(p, o)])
def test_orders(make) -> None:
    for order in (0, Rational(1, 2), 2, a):
        assert make(order).args[1] == order
    with pytest.raises(BadInput, match="order 1 is a limit with a name of its own"):
        make(1)
    for order in (-1, oo):
        with pytest.raises(BadInput, match="must be a number from 0 on"):
            make(order)
    with pytest.raises(BadInput, match="the order of"):
        make(0.1 + 0.2j)


def test_the_bound_letter_is_never_the_order() -> None:
    x = letter("x")
    for measure in (RenyiEntropy(p, x), TsallisEntropy(p, x), RenyiDivergence(p, q, x)):
        assert x in measure.definition().free_symbols
        assert measure.xreplace({x: S(2)}).definition().free_symbols == {p.size}


def test_functions_of_divergences_are_closed() -> None:
    for f in (Lambda(t, s * (t - 1)), Lambda((t, s), t - s), s * log(t), "t log t"):
        with pytest.raises(BadInput, match="FDivergence takes a function f of one variable"):
            FDivergence(f, p, q)
    with pytest.raises(BadInput, match=r"needs f\(1\) = 0, got 1"):
        FDivergence(Lambda(t, t), p, q)


def test_an_expression_of_one_symbol_is_the_function_of_that_symbol() -> None:
    assert FDivergence(t * log(t), p, q) == FDivergence(Lambda(t, t * log(t)), p, q)


def test_the_kernel_says_nothing_of_them_yet() -> None:
    """Their definition asks where a probability is 0, for which the kernel has no rule."""
    divergence = FDivergence(Lambda(t, t - 1), p, q)
    with pytest.raises(StepRejected, match="no rule for KroneckerDelta"):
        calc(divergence).eq(divergence, by=Algebra()).qed()


def test_alphabets_must_agree() -> None:
    r = pmf("r", 3)
    for make in (TotalVariation, HellingerDistance):
        with pytest.raises(BadInput, match="different alphabets"):
            make(p, r)
    with pytest.raises(BadInput, match="different alphabets"):
        RenyiDivergence(p, r, 2)
    with pytest.raises(BadInput, match="different alphabets"):
        FDivergence(Lambda(t, t - 1), p, r)
