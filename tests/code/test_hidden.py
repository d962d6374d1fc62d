from __future__ import annotations

import ast
import linecache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import xlogy

from symbinfo import Entropy, pmf
from symbinfo.code import verify_code
from symbinfo.code.load import load_function

FILE = Path(__file__).parent / "variants" / "hidden.py"
NAMES = [n.name for n in ast.parse(FILE.read_text()).body if isinstance(n, ast.FunctionDef)]
p = pmf("p")


@pytest.mark.parametrize("name", [n for n in NAMES if n != "uses_up"])
def test_what_a_run_on_symbols_does_not_see_is_not_proved(name):
    report = verify_code(load_function(FILE, name), Entropy(p))
    assert report.verdict in ("not understood", "refuted"), str(report)
    assert report.theorems == ()
    assert report.reason


def plain(p):
    return -np.sum(xlogy(p, p))


def test_a_changed_library_is_named(monkeypatch):
    real = np.sum
    monkeypatch.setattr(np, "sum", lambda values: real(values) + 0)
    report = verify_code(plain, Entropy(p))
    assert (report.verdict, report.reason) == ("not understood", "the file changes numpy.sum")


def test_a_condition_that_can_only_raise_is_no_reason_for_doubt():
    def checked(p):
        p = np.asarray(p)
        if p.ndim != 1:
            raise ValueError
        return -np.sum(xlogy(p, p))

    assert verify_code(checked, Entropy(p)).proved


def test_an_attribute_is_no_global_of_the_same_name() -> None:
    space = {"np": np, "log": type("log", (), {})}
    source = "def h(p):\n    return -np.sum(np.where(p > 0, p * np.log(p), 0.0))\n"
    file = "<a test of names>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), space)  # noqa: S102 - our own text
    assert verify_code(space["h"], Entropy(pmf("p"))).verdict == "proved"
