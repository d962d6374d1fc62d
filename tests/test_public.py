"""The public names."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import symbinfo
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.measure import Measure
from symbinfo.kernel import proof

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def test_every_public_name_is_there():
    assert {"pmf", "Entropy", "prove", "calc", "lambdify", "latex", "bits"} <= set(symbinfo.__all__)
    for name in symbinfo.__all__:
        assert getattr(symbinfo, name) is not None


def test_every_measure_hypothesis_and_evidence_is_public():
    evidence = {kind.__name__ for kind in proof.Evidence.__args__}
    hypotheses = {kind.__name__ for kind in _leaves(Hypothesis)}
    assert set(symbinfo.__all__) >= set(Measure.registry) | evidence | hypotheses


def _leaves(kind):
    below = kind.__subclasses__()
    return {leaf for child in below for leaf in _leaves(child)} or {kind}


def test_dir_lists_the_names():
    assert set(symbinfo.__all__) | {"__version__"} == set(dir(symbinfo))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'symbinfo' has no attribute 'entropi'"):
        _ = symbinfo.entropi


def test_the_version_is_that_of_pyproject():
    try:
        metadata.version("symbinfo")
    except metadata.PackageNotFoundError:
        pytest.skip("symbinfo is not installed")
    wanted = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["version"]
    assert symbinfo.__version__ == wanted


def test_a_star_import_gives_all_names():
    space = {}
    exec("from symbinfo import *", space)  # noqa: S102
    assert set(symbinfo.__all__) <= set(space)


@pytest.mark.parametrize("code", ["import symbinfo", "from symbinfo import Entropy, pmf"])
def test_imports_leave_the_slow_libraries_for_later(code):
    slow = "{'numpy', 'scipy', 'rich', 'click', 'latexify'}"
    check = f"import sys; {code}; print(sorted(set(sys.modules) & {slow}))"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
