"""The pytest plugin, as a user runs it: a folder of derivations of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from symbinfo.derive import registry

GOOD = """
from symbinfo import Entropy, Unfold, calc, derivation, random_variables

X, Y = random_variables("X Y")


@derivation("H(X,Y) = H(X) + H(Y|X)", title="My chain rule")
def my_chain_rule():
    return calc(Entropy(X, Y)).eq(Entropy(X) + Entropy(Y, given=X), by=Unfold()).qed()
"""
BAD = """

@derivation("H(X,Y) = H(X) + H(Y)", title="My mistake")
def my_mistake():
    both = calc(Entropy(X, Y)).eq(Entropy(X) + Entropy(Y, given=X), by=Unfold())
    return both.eq(Entropy(X) + Entropy(Y), by=Unfold()).qed()
"""


def run(folder, *args):
    """Run pytest there, as a user would, and return its exit code and output."""
    usual = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *args],
        cwd=folder,
        env={**usual, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def proofs(tmp_path):
    folder = tmp_path / "proofs"
    folder.mkdir()
    (folder / "entropy.py").write_text(GOOD + BAD, encoding="utf-8")
    (folder / "_notes.py").write_text("raise SystemExit", encoding="utf-8")
    return folder


def test_each_derivation_is_a_test_and_the_failing_step_is_told(proofs) -> None:
    code, text = run(proofs.parent, "--derivations", "proofs", "-v")
    assert code == 1
    assert "proofs/entropy.py::my_chain_rule PASSED" in text
    assert "proofs/entropy.py::my_mistake FAILED" in text
    assert "My mistake: H(X,Y) = H(X) + H(Y)" in text
    assert "step 2 is not proved: H(X) + H(Y | X) = H(X) + H(Y)" in text
    assert "because the two sides have different normal forms" in text
    assert "Traceback" not in text
    assert "1 failed, 1 passed" in text


def test_one_of_them_can_be_chosen(proofs) -> None:
    code, text = run(proofs.parent, "--derivations", "proofs", "-k", "chain_rule")
    assert code == 0, text
    assert "1 passed, 1 deselected" in text


def test_the_folders_can_stand_in_the_configuration(proofs) -> None:
    settings = '[tool.pytest.ini_options]\nsymbinfo_derivations = ["proofs"]\n'
    (proofs.parent / "pyproject.toml").write_text(settings, encoding="utf-8")
    code, text = run(proofs.parent, "-q")
    assert code == 1
    assert "1 failed, 1 passed" in text


def test_other_files_are_left_alone(proofs) -> None:
    code, text = run(proofs.parent, "-q")
    assert code == pytest.ExitCode.NO_TESTS_COLLECTED, text


def test_a_folder_that_is_missing(tmp_path) -> None:
    code, text = run(tmp_path, "--derivations", "prooofs")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "--derivations prooofs: there is no such file or folder" in text


def test_a_file_that_cannot_be_imported(proofs) -> None:
    (proofs / "other.py").write_text("import no_such_module\n", encoding="utf-8")
    code, text = run(proofs.parent, "--derivations", "proofs")
    assert code == pytest.ExitCode.INTERRUPTED
    assert "other.py cannot be imported: No module named 'no_such_module'" in text


def test_other_errors_keep_their_traceback(proofs) -> None:
    wrong = '\n@derivation("?", title="Broken")\ndef broken():\n    return 1 / 0\n'
    (proofs / "entropy.py").write_text(GOOD + wrong, encoding="utf-8")
    code, text = run(proofs.parent, "--derivations", "proofs")
    assert code == 1
    assert "ZeroDivisionError" in text


def test_the_derivations_of_symbinfo_are_collected() -> None:
    place = registry.folder()
    args = (str(place), "--derivations", str(place), "-o", "addopts=", "-o", "filterwarnings=")
    code, text = run(place.parent, "-q", *args)
    assert code == 0, text
    assert f"{len(registry.load())} passed" in text
