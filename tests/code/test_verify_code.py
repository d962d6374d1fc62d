from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import rel_entr, xlogy

from symbinfo import Entropy, KLDivergence, pmf
from symbinfo.code import verify_code
from symbinfo.code.against import softmax_cross_entropy
from symbinfo.code.formula import source_latex
from symbinfo.code.report import CodeReport
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


def test_a_maximum_with_zero_is_right_since_the_divergence_is_not_negative():
    def kl(p, q):
        return max(rel_entr(p, q).sum(), 0.0)

    assert verify_code(kl, KLDivergence(p, q)).proved


def test_a_fixed_size_is_the_one_that_is_named():
    a, b = pmf("a", 3), pmf("b", 3)

    def by_hand(a, b):
        return sum(rel_entr(a[i], b[i]) for i in (0, 1, 2))

    assert verify_code(right, KLDivergence(a, b)).sizes == "alphabets of 3 letters"
    assert verify_code(by_hand, KLDivergence(a, b)).sizes == "alphabets of 3 letters"
    assert verify_code(by_hand, KLDivergence(p, q)).verdict != "proved"


def test_the_sizes_are_named_where_each_is_decided_on_its_own():
    def recursive(p, q):
        return rel_entr(p[0], q[0]) + (recursive(p[1:], q[1:]) if len(p) > 1 else 0)

    report = verify_code(recursive, KLDivergence(p, q))
    assert (report.verdict, report.sizes) == ("proved", "alphabets of 2, 3 and 4 letters")


def test_a_fixed_size_with_too_many_patterns_of_zeros_is_not_proved():
    def by_hand(a):
        return sum(-xlogy(a[i], a[i]) for i in range(12))

    report = verify_code(by_hand, Entropy(pmf("a", 12)))
    assert (report.verdict, report.theorems) == ("not understood", ())


def test_a_counterexample_has_the_size_of_the_measure():
    def half(a):
        return -np.sum(xlogy(a, a)) / 2

    shown = dict(verify_code(half, Entropy(pmf("a", 5))).example.inputs)
    assert shown["a"].count(",") == 4


def test_the_sizes_that_were_left_out_are_named():
    def recursive(p, q):
        return rel_entr(p[0], q[0]) + (recursive(p[1:], q[1:]) if len(p) > 1 else 0)

    (told,) = verify_code(recursive, KLDivergence(p, q)).remarks
    assert told == (
        "alphabets of 5 and 6 letters were left out: each has more than 300 patterns of zeros"
    )


def test_a_proof_has_a_theorem():
    with pytest.raises(ValueError, match="nothing is proved without a theorem"):
        CodeReport("f", KLDivergence(p, q), "proved")


def test_a_softmax_cross_entropy_is_shown_as_it_is_typed():
    def loss(p, z):
        return -np.sum(p * (z - np.log(np.sum(np.exp(z)))))

    report = verify_code(loss, softmax_cross_entropy())
    assert str(report).startswith("proved: loss and H(p, softmax(z))\n")
    assert report.as_dict()["measure"] == "H(p, softmax(z))"
    assert all("XLogY" not in one for one in report.as_dict()["theorems"])


def test_the_headline_names_the_sizes():
    def recursive(p, q):
        return rel_entr(p[0], q[0]) + (recursive(p[1:], q[1:]) if len(p) > 1 else 0)

    told = str(verify_code(recursive, KLDivergence(p, q)))
    assert told.startswith("proved for 2 to 4 letters only: recursive and D(p || q)")


def test_scores_before_probabilities_are_named():
    def loss(scores, target):
        return -np.sum(target * (scores - np.log(np.sum(np.exp(scores)))))

    def named(z, p):
        return loss(z, p)

    report = verify_code(loss, softmax_cross_entropy())
    assert (report.verdict, report.diagnosis) == ("refuted", "arguments swapped: it takes z, p")
    assert verify_code(named, softmax_cross_entropy()).proved


def test_a_constant_is_not_said_to_take_counts():
    def constant(p, _q):
        return 0.0 * p[0]

    assert verify_code(constant, KLDivergence(p, q)).remarks == ()


def test_inputs_say_the_order_of_the_arguments():
    report = verify_code(right, KLDivergence(p, q), inputs=(q, p))
    assert report.diagnosis == "arguments swapped: it computes D(q || p)"


def test_the_report_as_data_and_as_text():
    report = verify_code(swapped, KLDivergence(p, q))
    told = report.as_dict()
    assert told["verdict"] == "refuted"
    assert set(told["counterexample"]) == {"inputs", "code", "exact", "formula"}
    assert str(report).startswith(
        "refuted: swapped and D(p || q)\n  the mistake: arguments swapped"
    )


def test_a_source_that_latexify_prints_right_is_shown_and_another_is_not():
    def plain(p):
        return -sum(math.log(p[i]) / len(p) for i in range(len(p)))

    def product(p):
        return -sum(math.log(x) * x for x in p)

    pytest.importorskip("latexify")
    assert "log" in source_latex(plain)
    assert source_latex(product) == ""


def divergence(p, q):
    return rel_entr(p, q).sum()


def divergence_of_others(a, b):
    return rel_entr(a, b).sum()


def test_parameters_with_the_names_of_the_inputs_are_these():
    assert verify_code(divergence, "D(p||q)").proved
    swapped = verify_code(divergence, "D(q||p)")
    assert swapped.verdict == "refuted"
    assert swapped.diagnosis.startswith("arguments swapped")
    assert verify_code(divergence_of_others, "D(q||p)").proved
    first, second = pmf("p"), pmf("q")
    report = verify_code(divergence, KLDivergence(second, first), inputs=(second, first))
    assert report.proved
