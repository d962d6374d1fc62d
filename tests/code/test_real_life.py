"""Variants as they stand in projects: what is wrong is never proved, what is right mostly is."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from symbinfo import (
    CrossEntropy,
    Entropy,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    TotalVariation,
    pmf,
    random_variables,
)
from symbinfo.code import verify, verify_code
from symbinfo.code.against import softmax_cross_entropy
from symbinfo.code.load import load_function
from symbinfo.errors import BadInput

FOLDER = Path(__file__).parent / "variants"
FILES = {
    node.name: FOLDER / name
    for name in ("real_life.py", "wrapped.py", "distances.py", "rounds.py")
    for node in ast.parse((FOLDER / name).read_text()).body
    if isinstance(node, ast.FunctionDef)
}
NAMES = [name for name in FILES if name[1:].startswith(("_right", "_wrong"))]
RIGHT = [n for n in NAMES if n[2:].startswith("right")]
WRONG = [n for n in NAMES if n[2:].startswith("wrong")]
DIAGNOSES = {
    "h_wrong_base_two_default": "wrong base: bits",
    "h_wrong_tiny_added": "epsilon smoothing",
    "h_wrong_finfo_guard": "epsilon smoothing",
    "d_wrong_max_with_eps": "epsilon smoothing",
    "s_wrong_clip": "epsilon smoothing",
    "x_wrong_clip": "epsilon smoothing",
    "s_wrong_mean": "mean for sum",
    "i_wrong_half": "half of the value",
    "i_wrong_mean_over_rows": "mean for sum",
    "t_wrong_no_half": "a factor 2 too much",
    "t_wrong_mean": "mean for sum",
    "t_wrong_positive_part_halved": "half of the value",
    "e_wrong_squared": "the square of the value",
    "x_wrong_swapped": "arguments swapped",
    "x_wrong_batch_mean": "mean for sum",
}
INNER_NAMES = ("StandIn", "'Num'", "'Array'", "DomainError", "\N{ZERO WIDTH SPACE}", "Dummy")


@cache
def measures():
    p, q = pmf("p"), pmf("q")
    x, y = random_variables("X Y")
    return {
        "h": Entropy(p),
        "d": KLDivergence(p, q),
        "x": CrossEntropy(p, q),
        "j": JensenShannonDivergence(p, q),
        "i": MutualInformation(x, y),
        "t": TotalVariation(p, q),
        "e": HellingerDistance(p, q),
        "s": softmax_cross_entropy(),
    }


@cache
def report_on(name):
    return verify_code(load_function(FILES[name], name), measures()[name[0]])


@pytest.mark.parametrize("name", RIGHT)
def test_right_code_is_proved(name):
    report = report_on(name)
    assert report.proved, str(report)


@pytest.mark.parametrize("name", WRONG)
def test_wrong_code_is_never_proved(name):
    report = report_on(name)
    assert report.verdict in ("refuted", "equal except at", "not understood"), str(report)
    assert not report.proved
    assert report.reason or report.example or report.exceptions
    assert report.diagnosis.startswith(DIAGNOSES.get(name, ""))
    assert not [one for one in INNER_NAMES if one in str(report)]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cached", "cached, wrapped by functools.lru_cache: check the function without its"),
        ("Metrics.method", "Metrics.method is no static method"),
        ("Metrics.of_class", "Metrics.of_class is no static method"),
        ("Metrics.missing", r"Metrics.missing is no static method \(there is none\)"),
    ],
)
def test_what_is_no_plain_function_is_told(name, told):
    with pytest.raises(BadInput, match=told):
        load_function(FOLDER / "wrapped.py", name)


def test_static_methods_are_checked():
    kl = load_function(FOLDER / "wrapped.py", "Metrics.kl")
    assert verify_code(kl, measures()["d"]).proved
    swapped = load_function(FOLDER / "wrapped.py", "Metrics.swapped")
    assert verify_code(swapped, measures()["d"]).diagnosis.startswith("arguments swapped")


@pytest.mark.parametrize("name", [n for n in WRONG if FILES[n].name == "rounds.py"])
def test_the_run_on_symbols_alone_proves_no_loop_that_is_wrong(name, monkeypatch):
    monkeypatch.setattr(verify, "challenged", lambda report, *_: report)
    report = verify_code(load_function(FILES[name], name), measures()[name[0]])
    assert not report.proved, str(report)


def test_another_size_is_no_wrong_base():
    assert report_on("h_wrong_normalised").diagnosis == ""
