from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from symbinfo import Entropy, KLDivergence, pmf
from symbinfo.code import verify_code
from symbinfo.code.against import measure_from_text
from symbinfo.code.load import load_function
from symbinfo.errors import BadInput

FILE = Path(__file__).parent / "variants" / "bad.py"
p, q = pmf("p"), pmf("q")


def report_on(name):
    return verify_code(load_function(FILE, name), Entropy(p))


def test_no_such_file():
    with pytest.raises(BadInput, match=r"there is no file nowhere\.py"):
        load_function(Path("nowhere.py"), "f")


def test_no_such_function_names_those_that_there_are():
    with pytest.raises(BadInput, match=r"bad\.py has no function kl; it has prints, mutates"):
        load_function(FILE, "kl")


def test_a_name_that_is_no_function():
    with pytest.raises(BadInput, match="NOT_A_FUNCTION, a int and no function"):
        load_function(FILE, "NOT_A_FUNCTION")


def test_a_file_with_a_syntax_error(tmp_path):
    (tmp_path / "broken.py").write_text("def f(p:\n")
    with pytest.raises(BadInput, match=r"broken\.py, line 1: "):
        load_function(tmp_path / "broken.py", "f")


def test_a_file_that_raises(tmp_path):
    (tmp_path / "raising.py").write_text("import no_such_module\n")
    told = r"raising\.py imports no_such_module, which is not installed here: install it"
    with pytest.raises(BadInput, match=told):
        load_function(tmp_path / "raising.py", "f")


def test_the_wrong_number_of_arguments():
    with pytest.raises(
        BadInput, match="takes_three takes 3 arguments, but the measure has 2: p, q"
    ):
        verify_code(load_function(FILE, "takes_three"), KLDivergence(p, q))


def test_what_is_printed_is_dropped_and_told(capsys):
    report = report_on("prints")
    assert report.verdict == "proved"
    assert "the function prints" in report.remarks
    assert capsys.readouterr().out == ""


def test_a_changed_input_is_told():
    report = report_on("mutates")
    assert not report.proved
    assert "the function changes its input" in report.remarks


def test_a_function_that_raises_is_refuted_by_it():
    report = report_on("raises")
    assert report.verdict == "refuted"
    assert report.example.code == "RuntimeError: not written yet"
    assert report.line == 20


def test_a_function_that_returns_no_number():
    assert "the function returns 'H' (str), not a number" in report_on("returns_text").reason
    assert "the function returns an array, not a number" in report_on("returns_an_array").reason


@pytest.mark.parametrize("text", ["", "D(p||q) >= 0", "X -> Y -> Z", "5"])
def test_a_text_that_is_no_measure(text):
    with pytest.raises(BadInput, match="--against takes a measure, such as"):
        measure_from_text(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RenyiEntropy(p)", "missing 1 required positional argument: 'order'"),
        ("RenyiEntropy(p, 1/0)", "a division by 0"),
        ("RenyiEntropy(p, -1)", "must be a number from 0 on, got -1"),
        ("RenyiEntropy(p, x.y)", "invalid input: x.y"),
        ("KLDivergence(p, q, 3)", "too many arguments"),
        ("Entropy(p, q)", "takes one argument"),
    ],
)
def test_a_measure_in_pythons_words_with_other_arguments(text, message):
    with pytest.raises(BadInput, match=re.escape(text) + ": .*" + re.escape(message)):
        measure_from_text(text)


def test_measures_in_pythons_words():
    assert str(measure_from_text("RenyiEntropy(p, 2)")) == "H_2(p)"
    assert str(measure_from_text(" TsallisEntropy(p,1/2)")) == "S_1/2(p)"
    assert str(measure_from_text("MutualInformation(X, Y)")) == "I(X; Y)"
    assert str(measure_from_text("KLDivergence(p, p)")) == "D(p || p)"
    assert verify_code(lambda p: -np.log(np.sum(p**2)), "RenyiEntropy(p, 2)").proved
    assert not verify_code(lambda p: -np.log2(np.sum(p**2)), "RenyiEntropy(p, 2)").proved


def test_a_text_that_cannot_be_read_says_why():
    with pytest.raises(BadInput, match=r"got 'D\(p\|\|'"):
        measure_from_text("D(p||")


def test_a_measure_that_is_none():
    with pytest.raises(BadInput, match=r"verify_code takes a measure, such as .* got 'KL'"):
        verify_code(load_function(FILE, "prints"), "KL")


def test_what_is_not_understood_names_the_line_and_the_construct(tmp_path):
    text = "import numpy as np\n\n\ndef f(p):\n    q = np.cumsum(p)\n    return q[-1] - 1\n"
    (tmp_path / "odd.py").write_text(text)
    report = verify_code(load_function(tmp_path / "odd.py", "f"), Entropy(p))
    assert report.verdict == "refuted"
    assert (report.line, report.reason) == (5, "numpy.cumsum")


ODD = """
import math
import numpy as np

def rounds(p):
    return -np.sum(np.floor(p) * np.log(p))

def reduces(p):
    return np.logaddexp.reduce(p)

def adds_by_place(p):
    r = np.zeros_like(p)
    np.add(r, p, r)
    return -(r * np.log(r)).sum()

def least(p):
    return min(x for x in p if x > 0)

def by_name(*, p):
    return 1.0

def largest(p):
    return max(-x * math.log(x) if x else 0 for x in p)

def first_row(t):
    c = t / t.sum(1, keepdims=True)
    return -np.nansum(t * np.log(c)) if t.shape[0] != 3 else 0.0
"""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("rounds", "numpy.floor"),
        ("reduces", "numpy.logaddexp.reduce"),
        ("adds_by_place", "add() with an array for the result, but without out="),
        ("least", "a number is expected, got an element that is left out"),
    ],
)
def test_what_is_not_understood_is_named_as_it_is_written(tmp_path, name, reason):
    (tmp_path / "odd.py").write_text(ODD)
    assert verify_code(load_function(tmp_path / "odd.py", name), "H(p)").reason == reason


def test_arguments_that_have_to_be_named(tmp_path):
    (tmp_path / "odd.py").write_text(ODD)
    with pytest.raises(BadInput, match="by_name takes p by name only"):
        verify_code(load_function(tmp_path / "odd.py", "by_name"), "H(p)")


def test_no_remark_about_a_function_that_is_refuted(tmp_path):
    (tmp_path / "odd.py").write_text(ODD)
    report = verify_code(load_function(tmp_path / "odd.py", "largest"), "H(p)")
    assert (report.verdict, report.remarks) == ("refuted", ())


def test_the_measure_itself_is_no_mistake(tmp_path):
    (tmp_path / "odd.py").write_text(ODD)
    report = verify_code(load_function(tmp_path / "odd.py", "first_row"), "H(X,Y) - H(X)")
    assert report.verdict == "refuted"
    assert report.diagnosis == ""


def test_a_measure_of_one_variable_where_sizes_are_decided_one_by_one():
    def by_hand(p):
        result, i = 0.0, 0
        while i < len(p):
            result -= p[i] * np.log(p[i]) if p[i] > 0 else 0.0
            i += 1
        return result

    assert verify_code(by_hand, "H(X)").proved
    assert not verify_code(lambda p: by_hand(p) + p[0] * 0 + p[-1] * p[0], "H(X)").proved


def test_three_variables_are_too_many():
    report = verify_code(lambda table: table.sum(), "I(X;Y|Z)")
    assert (report.verdict, report.reason) == (
        "not understood",
        "19 kinds of zeros are too many to go through",
    )
