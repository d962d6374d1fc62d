"""How the derivations are printed: golden files, and the whole document through pdflatex.

Set UPDATE_GOLDEN=1 to write the files anew, then read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from symbinfo.cli.main import app
from symbinfo.render.paper import document, theorem_latex
from symbinfo.render.style import Style
from symbinfo.render.text import derivation_text

GOLDEN = Path(__file__).parent.parent / "golden"
SHOWN = ("mutual_information_forms", "gibbs_by_jensen", "self_information_unique")


def compare(text, file):
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{file} is missing: run with UPDATE_GOLDEN=1"
    assert text == file.read_text(encoding="utf-8")


def test_each_prints_as_its_golden_file(derivation):
    compare(theorem_latex(derivation) + "\n", GOLDEN / "derivations" / f"{derivation.name}.tex")


def test_there_is_no_golden_file_without_its_derivation(shelf):
    assert {file.stem for file in (GOLDEN / "derivations").iterdir()} == shelf.keys()
    assert {file.stem for file in (GOLDEN / "show").iterdir()} == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_the_terminal_shows_the_golden_text(name):
    shown = CliRunner().invoke(app, ["show", name])
    assert shown.exit_code == 0
    compare(shown.output, GOLDEN / "show" / f"{name}.txt")


def test_a_terminal_without_signs_gets_ascii(derivation):
    assert derivation_text(derivation, unicode=False).isascii()


def test_no_class_name_is_printed(derivation):
    names = r"Pmf|Sum\(|Derivative|ForAll|LogBound|ChainRule|MeanValue|Kronecker|argm|\\left"
    assert not re.search(names, theorem_latex(derivation))
    names = r"Pmf|Sum\(|Derivative|ForAll|LogBound|ChainRule|MeanValue|Kronecker|\$|\\"
    assert not re.search(names, derivation_text(derivation))


STYLES = {
    "default": Style(),
    "hints": Style(reasons="hints", environment="aligned", sums="index", base=2),
}


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="pdflatex is not installed")
@pytest.mark.parametrize("name", STYLES)
def test_the_document_compiles_without_complaint(name, shelf, tmp_path):
    text = document(shelf.values(), STYLES[name])
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    environment = {**os.environ, "max_print_line": "1000"}
    for _ in range(3):
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout.decode("latin-1")[-2000:]
    log = (tmp_path / "paper.log").read_text(encoding="latin-1")
    assert re.findall(r"Undefined control sequence|undefined references|Rerun to get", log) == []
    assert [w for w in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log) if float(w) > 20] == []
