from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
from scipy.special import rel_entr, xlogy

from symbinfo import Entropy, KLDivergence, MutualInformation, pmf, random_variables
from symbinfo.code import verify_code
from symbinfo.code.closures import late_bindings
from symbinfo.code.load import load_function

FILE = Path(__file__).parent / "variants" / "semantics.py"
NAMES = [n.name for n in ast.parse(FILE.read_text()).body if isinstance(n, ast.FunctionDef)]
p, q = pmf("p"), pmf("q")
MEASURES = {"h": Entropy(p), "d": KLDivergence(p, q)}


@pytest.mark.parametrize("name", NAMES)
def test_what_python_does_otherwise_is_not_proved(name):
    report = verify_code(load_function(FILE, name), MEASURES[name[0]])
    assert not report.proved, str(report)
    assert all("oo" not in str(t.statement) for t in report.theorems), str(report)


def harmless_closures(p):
    made = [lambda: x for x in p]  # noqa: B023 - what is tested
    return -xlogy(p, p).sum() + 0 * len(made)


def harmless_closure_of_a_loop(p):
    result = 0.0
    scale = 1.0

    def scaled(y):
        return y * scale

    for x in p:
        scale = 1.0
        result -= scaled(xlogy(x, x))
    return result


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (harmless_closures, "a function that sees x, which a loop binds"),
        (harmless_closure_of_a_loop, "a function that sees scale, which a loop binds"),
    ],
)
def test_what_binds_at_another_time_is_not_understood(function, what):
    report = verify_code(function, Entropy(p))
    assert (report.verdict, report.reason, report.theorems) == ("not understood", what, ())


def test_an_assignment_inside_a_comprehension_is_named():
    tree = ast.parse("def f(p):\n    return sum((y := x) for x in p) + y\n")
    assert list(late_bindings(tree, tree_code(tree))) == [
        (2, "an assignment inside a comprehension")
    ]


def tree_code(tree):
    return compile(tree, "<a test>", "exec").co_consts[0]


def own_variables(p):
    term = lambda value: -xlogy(value, value)  # noqa: E731 - a function as users write it
    return sum(term(x) for x in p)


def own_names(p):
    def total(values):
        result = 0.0
        for x in values:
            result += x
        return result

    return -total(xlogy(p, p))


@pytest.mark.parametrize("function", [own_variables, own_names])
def test_functions_with_names_of_their_own_are_understood(function):
    assert verify_code(function, Entropy(p)).proved


def no_copy_in_rows(p, q):
    r = p.copy()
    w = r.astype(float, copy=False)
    w[q == 0] = 0
    return rel_entr(r, q).sum(-1)


def test_rows_that_share_memory_are_not_proved():
    assert not verify_code(no_copy_in_rows, KLDivergence(p, q), batch=True).proved


def odd_transpose(P):
    product = P.sum(1, keepdims=True) * P.sum(0, keepdims=True)
    return rel_entr(P.transpose(0, 1), product).sum()


def test_a_transpose_that_changes_nothing():
    x, y = random_variables("X Y")
    report = verify_code(odd_transpose, MutualInformation(x, y))
    assert report.verdict in ("proved", "not understood"), str(report)
    assert "refuted" not in str(report)


def wrong_at_one_pattern(p):
    if len(p) > 1 and p[0] == 0 and p[-1] > 0:
        return np.float64(0.5)
    return -xlogy(p, p).sum()


def test_each_pattern_of_zeros_is_tried():
    assert not verify_code(wrong_at_one_pattern, Entropy(p)).proved


def wrong_inside(p):
    made = [lambda: x for x in p]  # noqa: B023 - what is tested
    return sum(-f() * np.log(f()) for f in made)


def test_what_differs_at_positive_probabilities_is_refuted():
    report = verify_code(wrong_inside, Entropy(p))
    assert (report.verdict, report.theorems, report.exceptions) == ("refuted", (), ())
    assert "at these floats" in report.reason
