"""The notation and the definition of each measure, as they are printed.

Set UPDATE_GOLDEN=1 to write the files anew, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sympy import Lambda, S, Symbol

from symbinfo.core.atoms import letter, parameter
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import pmf
from symbinfo.core.variables import random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import Entropy
from symbinfo.render.latex import latex

FOLDER = Path(__file__).parent.parent / "golden" / "measures"
NAMES = sorted(k for k, v in Measure.registry.items() if v.__module__.startswith("symbinfo."))

p, q = pmf("p"), pmf("q")
t = Symbol("t", positive=True)
X, Y, Z = random_variables("X Y Z")
ARGUMENTS = [
    ((p,), {}),
    ((p, letter("x")), {}),
    ((p, q), {}),
    ((X, Y), {}),
    ((X, Y), {"given": Z}),
    ((p, S.Half), {}),
    ((p, q, parameter("alpha", 0)), {}),
    ((Lambda(t, (t - 1) ** 2), p, q), {}),
]


def printed(name):
    """Return two lines for each way in which the measure can be made."""
    rows = []
    for args, options in ARGUMENTS:
        try:
            measure = Measure.registry[name](*args, **options)
        except (BadInput, TypeError):
            continue
        rows.append(f"{latex(measure)}\n= {latex(measure.definition())}\n")
    return "\n".join(rows)


@pytest.mark.parametrize("name", NAMES)
def test_each_measure_prints_as_its_golden_file(name):
    text, file = printed(name), FOLDER / f"{name}.tex"
    assert text, f"no arguments are known for {name}: add some to ARGUMENTS"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file} is missing: run with UPDATE_GOLDEN=1"
    assert text == file.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_its_measure():
    assert sorted(file.stem for file in FOLDER.glob("*.tex")) == NAMES
    assert Entropy.__name__ in NAMES
