from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from symbinfo import Entropy, KLDivergence, MutualInformation, pmf, random_variables
from symbinfo.code import verify_code
from symbinfo.code.load import load_function

FILE = Path(__file__).parent / "variants" / "wrong.py"
NAMES = [n.name for n in ast.parse(FILE.read_text()).body if isinstance(n, ast.FunctionDef)]


@cache
def measures():
    p, q = pmf("p"), pmf("q")
    x, y = random_variables("X Y")
    return {"h": Entropy(p), "d": KLDivergence(p, q), "i": MutualInformation(x, y)}


@pytest.mark.parametrize("name", NAMES)
def test_wrong_code_is_never_proved(name):
    report = verify_code(load_function(FILE, name), measures()[name[0]])
    assert report.verdict in ("refuted", "equal except at", "not understood"), str(report)
    assert not report.proved
