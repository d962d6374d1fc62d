from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from symbinfo import Entropy, MutualInformation, random_variables
from symbinfo.code import verify_code
from symbinfo.code.against import measure_from_text
from symbinfo.code.floats import NEARLY
from symbinfo.code.load import load_function

FOLDER = Path(__file__).parent / "variants"

PROVED = {
    "H(p)": """
        numpy.entropy_masked numpy.entropy_where numpy.entropy_nansum numpy.entropy_checked
        numpy.entropy_out numpy.entropy_of_counts python.entropy_loop python.entropy_generator
        python.entropy_fsum python.entropy_continue python.entropy_append python.entropy_while
        python.entropy_recursive
        scipy.entropy_entr scipy.entropy_stats scipy.entropy_xlogy torch.entropy_special
        torch.entropy_where torch.entropy_nan_to_num torch.entropy_masked_fill
    """,
    "D(p||q)": """
        numpy.kl_masked numpy.kl_in_place numpy.kl_guarded
        numpy.kl_cross_minus_entropy
        python.kl_zip python.kl_enumerate scipy.kl_rel_entr scipy.kl_kl_div scipy.kl_stats
        scipy.kl_xlogy torch.kl_xlogy torch.kl_entr
    """,
    "TV(p,q)": "torch.tv_half_sum torch.tv_relu",
    "H(p,q)": "numpy.cross_entropy scipy.cross_entropy_xlogy",
    "JSD(p||q)": """
        numpy.js_masked numpy.js_entropies python.js_loop scipy.js_rel_entr
    """,
    "I(X;Y)": """
        numpy.mi_masked numpy.mi_newaxis numpy.mi_three_entropies python.mi_nested
        scipy.mi_rel_entr scipy.mi_entr
    """,
    "H(Y|X)": "numpy.conditional_entropy",
    "H(p, softmax(z))": """
        numpy.softmax_loss numpy.softmax_loss_no_shift scipy.softmax_logsumexp
        scipy.softmax_log_softmax scipy.softmax_xlogy torch.softmax_f torch.softmax_log_softmax
        torch.softmax_log torch.softmax_logsumexp
    """,
}

ZERO = "missing 0 log 0 = 0"
BITS = "wrong base: bits"
MEAN = "mean for sum"
SIGN = "wrong sign"
SWAPPED = "arguments swapped"
DISTANCE = "distance for divergence"
AXIS = "wrong axis"
SMOOTH = "epsilon smoothing"

WRONG = {
    "H(p)": {
        "numpy.entropy_in_bits": ("refuted", BITS),
        "numpy.entropy_sign": ("refuted", SIGN),
        "numpy.entropy_mean": ("refuted", MEAN),
        "numpy.entropy_eps": ("equal except at", SMOOTH),
        "numpy.entropy_plain": ("equal except at", ZERO),
        "python.entropy_crash": ("equal except at", ZERO),
        "python.entropy_log2": ("refuted", BITS),
        "python.entropy_first_term": ("refuted", ""),
        "python.entropy_average": ("refuted", MEAN),
        "python.entropy_while_drops_last": ("refuted", ""),
        "scipy.entropy_stats_bits": ("refuted", BITS),
        "scipy.entropy_entr_mean": ("refuted", MEAN),
        "torch.entropy_log": ("equal except at", ZERO),
        "torch.entropy_finfo": ("equal except at", SMOOTH),
        "torch.entropy_log2": ("refuted", BITS),
        "torch.entropy_divided_by_letters": ("refuted", MEAN),
        "torch.entropy_clamp": ("equal except at", SMOOTH),
    },
    "D(p||q)": {
        "numpy.kl_two_logs": ("equal except at", ""),
        "numpy.kl_plain": ("equal except at", ZERO),
        "numpy.kl_swapped": ("refuted", SWAPPED),
        "numpy.kl_bits": ("refuted", BITS),
        "numpy.kl_mean": ("refuted", MEAN),
        "numpy.kl_sign": ("refuted", SIGN),
        "numpy.kl_eps": ("equal except at", SMOOTH),
        "numpy.kl_clipped": ("equal except at", SMOOTH),
        "numpy.kl_reversed_sum": ("refuted", "another measure: it computes H(p, q)"),
        "python.kl_zip_swapped": ("refuted", SWAPPED),
        "python.kl_zip_sign": ("refuted", SIGN),
        "python.kl_skips_zeros_of_q": ("equal except at", ""),
        "python.kl_log10": ("refuted", "wrong base: log10"),
        "scipy.kl_rel_entr_swapped": ("refuted", SWAPPED),
        "scipy.kl_rel_entr_log2": ("refuted", BITS),
        "scipy.kl_minus_entr": ("refuted", ""),
        "torch.kl_f": ("equal except at", ZERO),
        "torch.kl_f_order": ("refuted", SWAPPED),
        "torch.kl_log_target": ("equal except at", ZERO),
        "torch.kl_batchmean": ("refuted", MEAN),
        "torch.kl_without_log": ("refuted", ""),
        "torch.kl_f_mean": ("refuted", MEAN),
    },
    "H(p,q)": {
        "numpy.cross_entropy_swapped": ("refuted", SWAPPED),
        "numpy.cross_entropy_eps": ("equal except at", SMOOTH),
        "python.cross_entropy_loop_mean": ("refuted", MEAN),
    },
    "JSD(p||q)": {
        "numpy.js_distance": ("refuted", DISTANCE),
        "numpy.js_no_half": ("refuted", "a factor 2 too much"),
        "numpy.js_unnormalised_mixture": ("refuted", "the mixture is not normalised"),
        "python.js_loop_distance": ("refuted", DISTANCE),
        "scipy.js_scipy_distance": ("refuted", DISTANCE),
    },
    "I(X;Y)": {
        "numpy.mi_wrong_axis": ("refuted", AXIS),
        "numpy.mi_bits": ("refuted", BITS),
        "numpy.mi_joint_sign": ("refuted", SIGN),
        "numpy.mi_plain": ("equal except at", ZERO),
        "python.mi_nested_bits": ("refuted", BITS),
        "scipy.mi_rel_entr_mean": ("refuted", MEAN),
    },
    "TV(p,q)": {"torch.tv_mean": ("refuted", MEAN)},
    "H(Y|X)": {"numpy.conditional_entropy_wrong_axis": ("refuted", AXIS)},
    "H(p, softmax(z))": {
        "numpy.softmax_loss_unnormalised": ("refuted", ""),
        "numpy.softmax_loss_no_normaliser": ("refuted", "unnormalised input"),
        "numpy.softmax_loss_eps": ("equal except at", SMOOTH),
        "numpy.softmax_loss_sign": ("refuted", SIGN),
        "scipy.softmax_bits": ("refuted", BITS),
        "torch.softmax_twice": ("refuted", ""),
        "torch.softmax_temperature": ("refuted", ""),
        "torch.softmax_swapped": ("refuted", SWAPPED),
        "torch.softmax_log_of_softmax_of_log": ("refuted", ""),
        "torch.softmax_mean": ("refuted", MEAN),
    },
}

RIGHT_CASES = [(text, name) for text, names in PROVED.items() for name in names.split()]
WRONG_CASES = [
    (text, name, verdict, mistake)
    for text, told in WRONG.items()
    for name, (verdict, mistake) in told.items()
]


@cache
def report_on(text, name):
    module, _, function = name.partition(".")
    if module == "torch":
        pytest.importorskip("torch")
    return verify_code(load_function(FOLDER / f"in_{module}.py", function), measure_of(text))


def measure_of(text):
    if text in ("I(X;Y)", "H(Y|X)"):
        x, y = random_variables("X Y")
        return MutualInformation(x, y) if text == "I(X;Y)" else Entropy(y, given=x)
    return measure_from_text(text)


@pytest.mark.parametrize(("text", "name"), RIGHT_CASES)
def test_right_code_is_proved(text, name):
    report = report_on(text, name)
    assert report.verdict == "proved", str(report)
    assert report.theorems
    assert report.diagnosis == ""


@pytest.mark.parametrize(("text", "name", "verdict", "mistake"), WRONG_CASES)
def test_wrong_code_gets_its_verdict_and_its_mistake_a_name(text, name, verdict, mistake):
    report = report_on(text, name)
    assert report.verdict != "proved"
    assert report.verdict == verdict, str(report)
    assert mistake in report.diagnosis
    assert report.example is not None or report.diagnosis.startswith(SMOOTH)


def test_the_root_of_what_rounding_leaves_is_no_number():
    report = verify_code(load_function(FOLDER / "in_scipy.py", "js_squared"), "JSD(p||q)")
    assert report.verdict == "equal except at"
    assert report.exceptions == (NEARLY,)
    assert report.example.code == "nan"
    assert report.theorems
