"""Functions of batches: nothing may go from one row to another."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import xlogy

from symbinfo import Entropy, KLDivergence, MutualInformation, pmf, random_variables
from symbinfo.code import verify_code
from symbinfo.code.against import softmax_cross_entropy
from symbinfo.code.batch import Rows
from symbinfo.code.load import load_function
from symbinfo.errors import BadInput

FILE = Path(__file__).parent / "variants" / "batches.py"
NAMES = [n.name for n in ast.parse(FILE.read_text()).body if isinstance(n, ast.FunctionDef)]
RIGHT = [n for n in NAMES if "_right_" in n]
p, q = pmf("p"), pmf("q")
MEASURES = {"h": Entropy(p), "d": KLDivergence(p, q), "s": softmax_cross_entropy()}


@cache
def report_on(name):
    return verify_code(load_function(FILE, name), MEASURES[name[0]], batch=True)


@pytest.mark.parametrize("name", RIGHT)
def test_right_code_is_proved_for_each_row(name):
    report = report_on(name)
    assert report.proved, str(report)
    assert report.sizes == "each row of a batch, with alphabets of every size"
    assert str(report).startswith("proved: ")


@pytest.mark.parametrize("name", [n for n in NAMES if n not in RIGHT])
def test_wrong_code_is_never_proved(name):
    assert report_on(name).verdict in ("refuted", "equal except at", "not understood")


def test_without_batch_a_sum_along_axis_one_is_not_proved():
    report = verify_code(load_function(FILE, "h_right_axis_one"), Entropy(p))
    assert not report.proved


def test_a_function_of_one_distribution_is_no_function_of_batches():
    def entropy(p):
        return -np.sum(xlogy(p, p))

    assert verify_code(entropy, Entropy(p)).proved
    assert verify_code(entropy, Entropy(p), batch=True).verdict == "refuted"


def test_mistakes_have_their_names_in_batches():
    assert report_on("d_wrong_swapped").diagnosis.startswith("arguments swapped")
    assert report_on("h_wrong_mean").diagnosis.startswith("mean for sum")


def test_a_guard_that_is_right_is_not_said_to_give_another_value():
    assert all("another value" not in one for one in report_on("d_open_guarded").exceptions)


def test_a_row_is_run_among_others_and_what_changes_it_is_seen():
    def change(p):
        p += 1
        return p.sum(axis=1)

    row = np.array([0.25, 0.75])
    assert Rows(change)(row) == pytest.approx(3.0)
    assert row.tolist() == [1.25, 1.75]
    with pytest.raises(ValueError, match=r"the value for one row has the shape \(1, 2\)"):
        Rows(lambda p: p)(row)


def test_a_batch_of_joint_laws_is_refused():
    x, y = random_variables("X Y")
    with pytest.raises(BadInput, match="joint laws are tables themselves"):
        verify_code(load_function(FILE, "h_right_axis_one"), MutualInformation(x, y), batch=True)
