from __future__ import annotations

import numpy as np
import pytest
from scipy.special import rel_entr

from symbinfo import KLDivergence, pmf
from symbinfo.code import verify_code
from symbinfo.errors import BadInput

p, q = pmf("p"), pmf("q")


def right(p, q):
    return rel_entr(p, q).sum()


def swapped(p, q):
    return rel_entr(q, p).sum()


def test_a_right_function_is_proved_for_every_size():
    report = verify_code(right, KLDivergence(p, q))
    assert report.verdict == "proved"
    assert report.sizes == "alphabets of every size"
    assert report.theorems


def test_swapped_arguments_are_refuted_with_both_values():
    report = verify_code(swapped, KLDivergence(p, q))
    assert report.verdict == "refuted"
    assert report.diagnosis == "arguments swapped: it computes D(q || p)"
    assert report.example is not None
    assert float(report.example.code) != pytest.approx(float(report.example.measure))


def test_a_missing_convention_at_zero_is_named():
    def plain(p, q):
        return np.sum(p * np.log(p / q))

    report = verify_code(plain, KLDivergence(p, q))
    assert report.verdict == "equal except at"
    assert "p(x) = 0 < q(x): the code gives NaN" in report.exceptions
    assert report.diagnosis.startswith("missing 0 log 0 = 0")


def test_what_is_no_function_is_refused():
    with pytest.raises(BadInput, match="verify_code takes a Python function, got 3"):
        verify_code(3, KLDivergence(p, q))
