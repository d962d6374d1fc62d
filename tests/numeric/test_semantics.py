"""What a numeric function does with sums, logarithms, axes and types, and what it says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sympy import Rational

from symbinfo.core.pmf import pmf
from symbinfo.core.variables import random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence, MutualInformation
from symbinfo.numeric import (
    conditional_entropy,
    cross_entropy,
    entropy,
    f_divergence,
    jensen_shannon,
    kl_divergence,
    lambdify,
    mutual_information,
    renyi_divergence,
    renyi_entropy,
    tsallis_entropy,
)

P, Q = pmf("p"), pmf("q")
X, Y = random_variables("X Y")
ROWS = [[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]]


def near(value, rel=1e-14):
    return pytest.approx(value, rel=rel, abs=1e-15)


def test_a_row_that_does_not_sum_to_1_is_named():
    rows = np.array(ROWS)
    rows[1] *= 0.97
    said = r"p must sum to 1, but the sum of row 1 is 0.97 \(tolerance 1.5e-08\); normalise="
    with pytest.raises(BadInput, match=said):
        entropy(rows)
    with pytest.raises(BadInput, match=r"the sum of row \(0, 1\) is 0.97"):
        entropy(rows[np.newaxis])
    with pytest.raises(BadInput, match=r"but the sum is 0.8 \(tolerance 1.5e-08\)"):
        entropy([0.4, 0.4])
    with pytest.raises(BadInput, match=r"q must sum to 1, but the sum of row 1 is 0.97"):
        kl_divergence(ROWS, rows)


@pytest.mark.parametrize("size", [2, 10, 100, 5000, 10**5])
def test_a_wrong_row_among_many_is_found(size):
    rows = np.full((max(3, 4000 // size), size), 1 / size)
    rows[2, -1] += 1e-7
    with pytest.raises(BadInput, match=r"of row 2 is 1\.0000001|of row 2 is 1\.00000009"):
        entropy(rows)
    rows[2, -1] -= 1e-7
    assert entropy(rows) == near(np.full(len(rows), np.log(size)))


@pytest.mark.parametrize("function", [kl_divergence, cross_entropy, jensen_shannon])
def test_a_negative_entry_is_an_error(function):
    with pytest.raises(BadInput, match=r"p has a negative entry, -0.5; normalise=.literal."):
        function([1.5, -0.5], [0.5, 0.5])
    with pytest.raises(BadInput, match=r"q has a negative entry, -0.5 in row 1"):
        function([0.5, 0.5], [[0.5, 0.5], [-0.5, 1.5]])
    with pytest.raises(BadInput, match="negative entry"):
        function([1.5, -0.5], [1.5, -0.5])
    with pytest.raises(BadInput, match="negative entry"):
        function([1, 0], [1.5, -0.5])


def test_negative_entries_of_entropies_and_tables():
    with pytest.raises(BadInput, match=r"p has a negative entry, -0.1 in row 0"):
        entropy([[1.1, -0.1], [0.5, 0.5]])
    with pytest.raises(BadInput, match="P_XY has a negative entry"):
        mutual_information([[0.5, 0.6], [0.0, -0.1]])
    with pytest.raises(BadInput, match="p has a negative entry, -1"):
        entropy([3, -1], normalise="renormalise")


def test_renormalise_takes_any_positive_sum():
    assert entropy([3, 3, 0], normalise="renormalise") == near(np.log(2))
    assert kl_divergence([2, 2], [1, 3], normalise="renormalise") == near(
        kl_divergence([0.5, 0.5], [0.25, 0.75])
    )
    for wrong in ([0, 0], [np.inf, 1]):
        with pytest.raises(BadInput, match="p cannot be divided by its sum: the sum of row 1"):
            entropy([[1, 1], wrong], normalise="renormalise")


def test_literal_takes_the_numbers_as_they_are():
    assert kl_divergence([2, 1], [1, 1], normalise="literal") == near(2 * np.log(2))
    assert entropy([2.0, 0.0], normalise="literal") == near(-2 * np.log(2))
    assert np.isnan(entropy([-0.5, 1.5], normalise="literal"))


def test_the_value_is_that_of_the_normalised_distributions():
    p, q = np.array([0.3, 0.7]), np.array([0.6, 0.4])
    for factor in (1 + 1e-12, 1 - 1e-9, 1 + 1e-8):
        assert kl_divergence(p * factor, q) == near(kl_divergence(p, q), rel=1e-15)
        assert jensen_shannon(p, q * factor) == near(jensen_shannon(p, q), rel=1e-15)
        assert entropy(p * factor) == near(entropy(p), rel=1e-15)
        assert cross_entropy(p, q * factor) == near(cross_entropy(p, q), rel=1e-15)


@pytest.mark.parametrize("base", [2, 10, 0.5, Rational(3), np.float32(2)])
def test_bases(base):
    assert entropy(ROWS, base=base) == near(entropy(ROWS) / np.log(float(base)))


@pytest.mark.parametrize("base", [1, 0, -2, "2", True, np.inf, np.nan, 1j])
def test_bad_bases(base):
    with pytest.raises(BadInput, match="the base of the logarithm is a positive number other"):
        entropy(ROWS, base=base)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"normalise": "yes"}, "normalise is one of 'check', 'renormalise', 'literal'; got 'yes'"),
        ({"axis": 1.5}, "axis is a whole number, or a tuple of them for joint tables; got 1.5"),
        ({"axis": None}, "axis is a whole number"),
        ({"keepdims": 1}, "keepdims is True or False; got 1"),
        ({"backend": "fortran"}, "backend 'fortran'|fortran"),
    ],
)
def test_bad_options(options, said):
    with pytest.raises(BadInput, match=said):
        entropy(ROWS, **options)


def test_axes():
    rows = np.random.default_rng(1).dirichlet(np.ones(4), (2, 3))
    for axis in (0, 1, 2, -2):
        moved = np.moveaxis(rows, -1, axis)
        assert entropy(moved, axis=axis) == near(entropy(rows))
        kept = entropy(moved, axis=axis, keepdims=True)
        assert kept.shape == tuple(1 if i == axis % 3 else n for i, n in enumerate(moved.shape))
    tables = np.random.default_rng(2).dirichlet(np.ones(6), 5).reshape(5, 2, 3)
    turned = np.moveaxis(tables, 0, -1)
    assert mutual_information(turned, axis=(0, 1)) == near(mutual_information(tables))
    assert conditional_entropy(turned, axis=(0, 1), keepdims=True).shape == (1, 1, 5)
    swapped = lambdify((Y, X), Entropy(Y, given=X))
    assert swapped(np.swapaxes(tables, 1, 2)) == near(conditional_entropy(tables))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: entropy(ROWS, axis=2), r"axis 2 does not fit p, which has the shape \(3, 2\)"),
        (lambda: entropy(ROWS, axis=(0, 1)), r"p has its letters on one axis, but axis is \(0, 1"),
        (lambda: mutual_information(np.ones((2, 2)), axis=0), "P_XY has its letters on 2 axes"),
        (lambda: mutual_information(np.ones((2, 2)), axis=(0, 0)), r"axis \(0, 0\) does not fit"),
        (lambda: kl_divergence(np.ones((2, 1)), np.ones((3, 1))), r"p has \(2,\), q has \(3,\)"),
        (lambda: kl_divergence([1.0], [0.5, 0.5]), "n is 1 in p and 2 in q"),
        (lambda: entropy([]), "an alphabet has at least one letter, got an empty axis in p"),
        (lambda: entropy(np.ones((0, 0))), "an empty axis in p"),
        (lambda: entropy([[0.5, 0.5], [1]]), "real numbers, got lists of different lengths"),
        (lambda: entropy([0.5, 0.5j]), "p takes an array of real numbers, got complex numbers"),
        (lambda: entropy(["a", "b"]), "p takes an array of real numbers, got the type <U1"),
        (lambda: entropy([0.5, None]), r"an array of objects with the entry None \(NoneType\)"),
        (lambda: entropy(np.array(["1", 0], dtype=object)), r"with the entry '1' \(str\)"),
        (lambda: entropy(np.array([1.0, 0.0], dtype=object)), r"dtype=object: try p\.astype"),
        (lambda: entropy(np.ma.array([1, 1], mask=[0, 1])), "p is a masked array: fill"),
        (
            lambda: renyi_entropy([1.0], -1),
            "the order must be a number from 0 on, or infinite, got -1",
        ),
        (lambda: tsallis_entropy([1.0], "two"), "a number from 0 on, or infinite, got 'two'"),
        (
            lambda: renyi_divergence([1.0], [1.0], np.nan),
            "a number from 0 on, or infinite, got nan",
        ),
        (lambda: f_divergence(abs, [1.0], [1.0]), "FDivergence takes a function f"),
    ],
)
def test_bad_arrays(call, said):
    with pytest.raises(BadInput, match=said):
        call()


def test_types():
    rows = np.array(ROWS, dtype=np.float32)
    assert entropy(rows).dtype == np.float32
    assert entropy(rows[0]).dtype == np.float32
    assert entropy(rows.astype(np.float16)).dtype == np.float16
    assert kl_divergence(rows, np.array(ROWS)).dtype == np.float64
    assert entropy([1, 0]).dtype == np.float64
    assert entropy(np.array([[True, False]])).dtype == np.float64
    assert entropy([Fraction(1, 2), Fraction(1, 2)]) == near(np.log(2))
    assert entropy(np.array(ROWS, dtype=np.longdouble)) == near(entropy(ROWS))
    assert entropy(np.array(ROWS, dtype=">f8")) == near(entropy(ROWS))


def test_float32_is_accumulated_in_float64():
    p = np.random.default_rng(3).dirichlet(np.ones(10**5)).astype(np.float32)
    q = p[::-1].copy()
    exact = kl_divergence(p.astype(float), q.astype(float), normalise="renormalise")
    assert kl_divergence(p, q) == np.float32(exact)
    with pytest.raises(BadInput, match=r"tolerance 0.00035"):
        entropy(np.array([0.5, 0.501], dtype=np.float32))


def test_arguments_are_not_changed():
    p, q = np.array(ROWS), np.array(ROWS)
    for array in (p, q):
        array.flags.writeable = False
    for normalise in ("check", "renormalise", "literal"):
        kl_divergence(p, q, normalise=normalise)
    assert (p == ROWS).all()


@pytest.mark.parametrize("size", [3, 20, 200, 40000])
def test_nan_and_zeros_in_rows(size):
    rng = np.random.default_rng(4)
    p, q = rng.dirichlet(np.ones(size), 6), rng.dirichlet(np.ones(size), 6)
    p[1, 0], q[2, 1] = np.nan, np.nan
    p[3, 0] = 0
    p[3] /= p[3].sum()
    q[4, 0] = 0
    q[4] /= q[4].sum()
    p[5, :-1], q[5, :-1], p[5, -1], q[5, -1] = 0, 0, 1, 1
    values = kl_divergence(p, q)
    assert np.isnan(values[[1, 2]]).all()
    assert values[4] == np.inf
    assert values[5] == 0
    inside = p[3] > 0
    assert values[3] == near((p[3] * np.log(p[3] / q[3], where=inside, out=0 * q[3])).sum())
    assert np.isfinite(jensen_shannon(p, q)[[0, 3, 4, 5]]).all()
    assert np.isinf(cross_entropy(p, q)).tolist() == [False] * 4 + [True, False]


@pytest.mark.parametrize("letters", [2, 3, 5, 8, 10, 11, 12, 13])
@pytest.mark.parametrize("rows", [511, 512, 2000, 40_000])
def test_rows_that_are_no_numbers_leave_their_neighbours(rows, letters):
    rng = np.random.default_rng(rows + letters)
    p, q = (rng.dirichlet(np.ones(letters), rows) for _ in range(2))
    few = slice(0, 40)
    plain = [kl_divergence(p, q), cross_entropy(p, q), jensen_shannon(p, q)]
    alone = [f(p[few], q[few]) for f in (kl_divergence, cross_entropy, jensen_shannon)]
    p[5, 0], q[10, 1] = np.nan, np.nan
    p[15], q[15, 0] = np.eye(letters)[0], 0
    q[15] /= q[15].sum()
    p[20] = np.eye(letters)[1]
    for function, before, single in zip(
        (kl_divergence, cross_entropy, jensen_shannon), plain, alone, strict=True
    ):
        after = function(p, q)
        changed = np.isin(np.arange(rows), (5, 10, 15, 20))
        assert np.isnan(after[[5, 10]]).all()
        assert (after[15] == np.inf) is np.True_ or function is jensen_shannon
        assert after[20] == near(float(function(p[20], q[20])))
        assert np.allclose(after[~changed], before[~changed], rtol=1e-14, atol=0)
        assert np.allclose(before[few], single, rtol=1e-14, atol=0)


def test_the_default_source_checks_and_runs_alone():
    space: dict[str, object] = {}
    source = lambdify((P, Q), KLDivergence(P, Q)).source
    exec(source, space)  # noqa: S102 - the tested source
    assert space["kl_divergence"](np.array([0.5, 0.5]), np.array([0.25, 0.75])) == near(
        kl_divergence([0.5, 0.5], [0.25, 0.75])
    )
    assert space["kl_divergence"](np.array([1.0, 0]), np.array([0, 1.0])) == np.inf
    with pytest.raises(ValueError, match="must sum to 1"):
        space["kl_divergence"](np.array([0.5, 0.4]), np.array([0.25, 0.75]))


def test_functions_are_compiled_once():
    assert lambdify(P, Entropy(P)) is lambdify(P, Entropy(P))
    assert lambdify(P, Entropy(P)) is not lambdify(P, Entropy(P), base=2)
    assert lambdify([P, Q], CrossEntropy(P, Q)) is lambdify((P, Q), CrossEntropy(P, Q))


def test_two_argument_kinds_and_keepdims():
    function = lambdify((P, (X, Y)), Entropy(P) + MutualInformation(X, Y), keepdims=True)
    with pytest.raises(BadInput, match="keepdims needs arguments that have their letters on the"):
        function([1.0], [[1.0]])
