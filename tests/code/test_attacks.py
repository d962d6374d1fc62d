"""Attempts to have wrong code proved, each of which once succeeded."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.special import entr

from symbinfo import Entropy, pmf
from symbinfo.code import verify_code
from symbinfo.code.load import load_function
from symbinfo.code.verify import EVERY_SIZE

FILE = Path(__file__).parent / "variants" / "attacks.py"
ATTACKS = re.findall(
    r"^def (t_\w+)\(.*\):  # (.+)$", FILE.read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(("name", "measure"), ATTACKS)
def test_an_attack_is_not_proved(name, measure):
    report = verify_code(load_function(FILE, name), measure.strip())
    assert not report.proved, str(report)


CONSTRUCTS = {
    "k = np.sum((p >= 0) + (p >= 0))": "two truth values",
    "m = p >= 0; k = np.dot(m, m)": "two truth values",
    "m = (p >= 0).all(); k = m + m": "two truth values",
    "m = p >= 0; m &= p < 0": "the operation BitAnd in place",
    "k = 1 if np.all(p >= 0) is True else 0": "is (known is whether an argument is None)",
    "k = np.sum(p[None][False])": "a truth value as an index",
    "k = np.sum(np.exp(p >= 0))": "exp() of truth values",
    "m = p >= 0; m[p >= 0] = 0.5": "changing an array of whole numbers or truth values",
    "m = np.where(p >= 0, 3, 3); m[p >= 0] = 0.5": "changing an array of whole numbers",
    "k = np.sum(np.ones_like(p >= 0))": "an array like one of truth values",
    "k = np.array([0, len(p)])": "an array of whole numbers",
    "k = np.asarray(np.sum(p))": "an array of one number",
    "k = np.sum(p) ** 2 != 1": "rounding decides",
    "k = np.sqrt(np.sum(p)) != 1": "rounding decides",
    "k = np.log(np.sum(p)) != 0": "rounding decides",
    "k = np.sum(p / 7 * 7 != p)": "rounding decides",
    "k = abs(sum(p) - 1) * 1e15 > 1000": "rounding decides",
    "k = math.isclose(np.sum(p), 1, rel_tol=0)": "is close to",
    "k = f'{len(p)}' == '9'": "a text that is made of values",
    "k = '%s' % len(p) == '9'": "a text that is made of values",
    "k = ascii(len(p)) == '9'": "ascii()",
    "k = len(p).__str__() == '9'": "the attribute __str__",
    "k = __name__ == 'x'": "the name __name__",
    "k = len([x for x in p] * 2)": "arithmetic with a list",
    "k = [x for x in p].sum": "the attribute sum of a list",
    "k = {True: 1}": "a dictionary or a set",
    "k = 1 if len(p) in (9, 11) else 0": "in",
    "k = len(p) == 9 + 0j": "a complex number",
    "k = range(len(p)) == range(9)": "the number 9, where sizes are decided one by one",
    "k = len(p) ** 20": "the number 20, where sizes are decided one by one",
    "k = np.float64('1')": "float64() of a str",
    "k = min(p, key=abs)": "this way of going through an array",
    "assert (k := len(p)) > 0": "an assignment in a check",
    "seen = []\n    for x in p:\n        _ = seen.append(x)": "append() within an expression",
    "a = b = []": "one value for several variables",
    "a = np.zeros_like(p); b = a; b += 1": "b changes in place and may have another name",
    "buf = [0]\n    for buf[0] in p:\n        pass": "a loop that goes through something else",
    "for _ in (0,):\n        import math as k": "an import in a loop",
    "prev = None\n    for x in p:\n        k = prev is None\n        prev = x": "is (known is",
    "seen = []\n    for x in p:\n        k = not seen\n        seen.append(x)": "a list that grows",
}


@pytest.mark.parametrize("line", CONSTRUCTS)
def test_what_a_run_would_misread_is_not_proved_for_every_size(tmp_path, line):
    head = "import math\nimport numpy as np\nfrom scipy.special import entr\n\n\ndef f(p):\n    "
    tail = "\n    return entr(p).sum()\n"
    (tmp_path / "odd.py").write_text(head + line + tail)
    report = verify_code(load_function(tmp_path / "odd.py", "f"), "H(p)")
    assert not (report.proved and report.sizes == EVERY_SIZE), str(report)
    assert report.proved or CONSTRUCTS[line] in report.reason


p = pmf("p")


def squeezed(table):
    rows = table.squeeze().sum(axis=-1)
    return entr(table).sum() - entr(rows).sum()


def test_an_alphabet_of_one_letter_that_is_squeezed():
    assert not verify_code(squeezed, "H(Y|X)").proved


def half(p):
    if (p > 0).all():
        return -np.sum(p * np.log(p))
    if not np.min(np.abs(p - 0.5)) > 0:
        return 7.0
    return entr(p).sum()


def test_the_least_of_values_that_may_be_zero():
    assert not verify_code(half, Entropy(p)).proved


def plain_floats(p, q):
    result = 0.0
    for a, b in zip(p, q, strict=True):
        if a > 0:
            result += float(a) * np.log(float(a) / float(b))
    return result


def test_theorems_at_zeros_are_those_of_the_real_function():
    report = verify_code(plain_floats, "D(p||q)")
    assert report.verdict == "equal except at"
    assert all("oo" not in str(theorem) for theorem in report.theorems), str(report)
    assert "ZeroDivisionError" in report.example.code


def lambdas_in_defaults(p, h=lambda p: 0.0 if len(p) == 9 else entr(p).sum()):  # noqa: ARG001
    return entr(p).sum()


def test_a_function_is_not_taken_for_the_one_around_it():
    report = verify_code(lambdas_in_defaults.__defaults__[0], Entropy(p))
    assert not report.proved
    assert report.theorems == ()


def slow(p):
    import time

    time.sleep(0.2)
    return entr(p).sum() + (0.5 if len(p) == 2 and p[0] == 0 else 0.0)


def test_some_inputs_are_tried_however_slow_the_function_is():
    assert not verify_code(slow, Entropy(p)).proved


def underflows(p):
    result = 0.0
    for x in p:
        result -= x * np.log(x) if x * x * x * x * x * x > 0 else 7 if x > 0 else 0
    return result


def test_probabilities_whose_powers_vanish():
    assert not verify_code(underflows, Entropy(p)).proved


SMALL = {
    "xlog1py of q - 1": ("-np.sum(xlog1py(p, q - 1))", "H(p,q)"),
    "1 - (1 - q)": ("-xlogy(p, 1 - (1 - q)).sum()", "H(p,q)"),
    "p - (p - q)": ("rel_entr(p, p - (p - q)).sum()", "D(p||q)"),
    "twice the mean": ("rel_entr(p, 2 * ((p + q) / 2) - p).sum()", "D(p||q)"),
}


@pytest.mark.parametrize("name", SMALL)
def test_digits_that_a_small_probability_loses(tmp_path, name):
    value, measure = SMALL[name]
    head = "import numpy as np\nfrom scipy.special import rel_entr, xlog1py, xlogy\n\n\n"
    (tmp_path / "odd.py").write_text(f"{head}def f(p, q):\n    return {value}\n")
    assert not verify_code(load_function(tmp_path / "odd.py", "f"), measure).proved


def one_row_less(rows):
    return entr(rows).sum(axis=1).squeeze()


def test_a_batch_of_one_row():
    assert not verify_code(one_row_less, Entropy(p), batch=True).proved


def loses_digits(p):
    return -np.sum(p * np.log1p(p - 1))


def test_theorems_at_small_probabilities_are_those_of_the_real_function():
    report = verify_code(loses_digits, Entropy(p))
    assert (report.verdict, report.theorems) == ("refuted", ())
