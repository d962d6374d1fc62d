"""``symbinfo list`` and ``symbinfo show``."""

from __future__ import annotations

import json

from symbinfo.cli import exits

FIELDS = ["name", "title", "statement", "ids", "source"]
THEOREM = ["statement", "hypotheses", "setting", "equality", "steps", "proof", "rests_on"]


def test_list_names_every_derivation_and_proves_none(cli, shelf):
    shelf(first=AssertionError("built"), second=AssertionError("built"))
    result = cli("list")
    assert result.exit_code == 0
    assert "first" in result.stdout
    assert "second" in result.stdout


def test_list_as_json(cli, shelf):
    shelf(first=AssertionError("built"))
    told = json.loads(cli("list", "--json").stdout)
    assert list(told) == ["derivations"]
    (first,) = told["derivations"]
    assert list(first) == FIELDS
    assert first["ids"] == ["id.first"]


def test_show_prints_the_steps(cli):
    result = cli("show", "maximum_entropy")
    assert result.exit_code == exits.PROVED
    assert "H(p)" in result.stdout
    assert "log n" in result.stdout or "log(n)" in result.stdout


def test_show_as_json(cli):
    result = cli("show", "maximum_entropy", "--json")
    told = json.loads(result.stdout)
    assert list(told) == [*FIELDS, "theorems"]
    for theorem in told["theorems"]:
        assert list(theorem) == THEOREM
        assert len(theorem["proof"]) == theorem["steps"] > 0
        assert list(theorem["proof"][0]) == ["lhs", "relation", "rhs", "by", "reason", "remark"]


def test_show_of_a_derivation_that_fails(cli, shelf, rejected):
    shelf(first=rejected)
    result = cli("show", "first")
    assert result.exit_code == exits.FAILED
    assert result.stderr.startswith("symbinfo:\nstep 2 is not proved")


def test_show_of_an_unknown_name(cli):
    result = cli("show", "maximum_entropie")
    assert result.exit_code == exits.USAGE
    assert "did you mean 'maximum_entropy'?" in result.stderr


def test_show_needs_a_name(cli):
    result = cli("show")
    assert result.exit_code == exits.USAGE
    assert "Missing argument 'NAME'" in result.stderr
