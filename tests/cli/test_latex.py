"""``symbinfo latex``: theorems, documents, styles, code, files."""

from __future__ import annotations

import importlib.util
import json
import sys

import pytest

from symbinfo.cli import exits

needs_latexify = pytest.mark.skipif(
    importlib.util.find_spec("latexify") is None, reason="latexify-py is for Python up to 3.13"
)


def test_a_theorem_with_its_proof(cli):
    result = cli("latex", "maximum_entropy")
    assert result.exit_code == 0
    for part in (r"\begin{theorem}", r"\begin{proof}", r"\begin{align*}", r"\log n"):
        assert part in result.stdout


def test_styles_are_passed_on(cli):
    names = ("gibbs_inequality", "maximum_entropy")
    plain = cli("latex", *names).stdout
    styled = cli("latex", *names, "--style", "divergence=D", "--style", r"log=\ln").stdout
    assert r"D_{\mathrm{KL}}" in plain
    assert r"\log n" in plain
    assert r"D_{\mathrm{KL}}" not in styled
    assert r"\ln n" in styled


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give NAMES of derivations, or --all"),
        (["maximum_entropy", "--all"], "give NAMES of derivations, or --all"),
        (["maximum_entropie"], "did you mean 'maximum_entropy'?"),
        (["maximum_entropy", "--style", "colour=red"], "a style is NAME=VALUE with a name from "),
        (["maximum_entropy", "--style", "base"], "got 'base'"),
        (["maximum_entropy", "--style", "base=1"], "the base of the logarithm must be"),
        (["maximum_entropy", "--style", "log=lg"], "the style's log is one of"),
    ],
)
def test_bad_input(cli, arguments, said):
    result = cli("latex", *arguments)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


def test_a_document_goes_to_a_file_in_one_move(cli, tmp_path):
    path = tmp_path / "derivations.tex"
    result = cli("latex", "--all", "-o", str(path))
    assert result.exit_code == 0
    assert result.output == ""
    text = path.read_text(encoding="utf-8")
    assert text.startswith(r"\documentclass")
    assert text.endswith("\\end{document}\n")
    assert r"\tableofcontents" in text
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_a_message(cli, tmp_path):
    result = cli("latex", "maximum_entropy", "-o", str(tmp_path / "absent" / "a.tex"))
    assert result.exit_code == exits.FAILED
    assert "No such file or directory" in result.stderr


def test_json(cli):
    told = json.loads(cli("latex", "maximum_entropy", "gibbs_inequality", "--json").stdout)
    assert list(told) == ["derivations"]
    assert {d["name"] for d in told["derivations"]} == {"maximum_entropy", "gibbs_inequality"}
    assert all(list(d) == ["name", "latex"] for d in told["derivations"])


def test_json_of_the_document(cli):
    told = json.loads(cli("latex", "--all", "--json").stdout)
    assert list(told) == ["derivations", "document"]


@needs_latexify
def test_code_beside_the_formula(cli):
    result = cli("latex", "maximum_entropy", "--code")
    assert result.exit_code == 0
    assert r"\[" in result.stdout
    assert r"\mathrm{entropy}(p)" in result.stdout
    assert "% def entropy(p):" in result.stdout
    (told,) = json.loads(cli("latex", "maximum_entropy", "--code", "--json").stdout)["derivations"]
    assert list(told) == ["name", "formula", "code", "source"]


def test_code_without_latexify_is_a_clear_message(cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "latexify", None)
    result = cli("latex", "maximum_entropy", "--code")
    assert result.exit_code == exits.USAGE
    assert "--code needs latexify-py, which is not installed" in result.stderr
