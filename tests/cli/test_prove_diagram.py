"""``symbinfo prove --diagram``: the picture of a claim, or of the law that refutes it."""

from __future__ import annotations

import json
import sys

import pytest

from symbinfo.cli import exits

CHAIN = ["I(X;Z) <= I(X;Y)", "--given", "X -> Y -> Z"]


def test_a_proved_claim_is_drawn_under_its_hypotheses(cli, tmp_path):
    file = tmp_path / "chain.tex"
    result = cli("prove", *CHAIN, "--diagram", str(file))
    assert result.exit_code == exits.PROVED
    text = file.read_text(encoding="utf-8")
    assert text.count(r"\clip") == 1
    assert r"{$I(X; Z \mid Y)$}" in text


def test_a_refuted_claim_is_drawn_with_the_numbers_that_refute_it(cli, tmp_path):
    file = tmp_path / "false.tex"
    result = cli("prove", "I(X;Y|Z) <= I(X;Y)", "--diagram", str(file), "--json")
    assert result.exit_code == exits.FAILED
    assert json.loads(result.stdout)["verdict"] == "refuted"
    text = file.read_text(encoding="utf-8")
    assert "bits" in text
    assert r"\fill[vermilion" in text


def test_a_claim_that_is_not_decided_in_time_is_drawn(cli, tmp_path):
    file = tmp_path / "chain.tex"
    result = cli("prove", *CHAIN, "--timeout", "0.001", "--diagram", str(file))
    assert result.exit_code == exits.UNDECIDED
    assert r"\clip" in file.read_text(encoding="utf-8")


def test_matplotlib_draws_the_other_kinds(cli, tmp_path):
    pytest.importorskip("matplotlib")
    file = tmp_path / "chain.svg"
    assert cli("prove", *CHAIN, "--diagram", str(file)).exit_code == exits.PROVED
    assert file.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("claim", "name", "said"),
    [
        ("H(X) >= 0", "a.tex", "2, 3 or 4 random variables, and the claim has 1"),
        ("H(A,B,C,D,E) >= 0", "a.tex", "and the claim has 5"),
        ("D(p||q) >= 0", "a.tex", "and the claim has 0"),
        ("H(X,Y) >= 0", "a.gif", "ends in one of .svg, .png, .pdf, .tex"),
        ("H(X,Y >= 0", "a.tex", "expected ')' to close"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(cli, tmp_path, claim, name, said):
    result = cli("prove", claim, "--diagram", str(tmp_path / name))
    assert result.exit_code == exits.USAGE
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_the_error_comes_first(cli, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = cli("prove", "H(X,Y) >= 0", "--diagram", str(tmp_path / "a.png"))
    assert result.exit_code == exits.USAGE
    assert "needs Matplotlib (pip install 'symbinfo[plot]')" in result.stderr


def test_a_file_of_claims_is_not_drawn(cli, tmp_path):
    source = tmp_path / "claims"
    source.write_text('{"claim": "H(X,Y) >= 0"}\n', encoding="utf-8")
    result = cli("prove", "--file", str(source), "--diagram", str(tmp_path / "a.tex"))
    assert result.exit_code == exits.USAGE
    assert "--diagram" in result.stderr


def test_a_folder_that_is_not_there_is_named_before_anything_is_proved(cli, tmp_path):
    file = tmp_path / "nope" / "x.svg"
    result = cli("prove", *CHAIN, "--diagram", str(file))
    assert result.exit_code == exits.USAGE
    assert f"{file}: there is no folder {file.parent}" in result.stderr
    assert not result.stdout
