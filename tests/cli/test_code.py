"""``symbinfo code``: a measure as source code."""

from __future__ import annotations

import json

from symbinfo.cli import exits


def test_python_is_the_default(cli):
    result = cli("code", "kl_divergence")
    assert result.exit_code == 0
    assert "def kl_divergence(p, q):" in result.stdout
    assert "Kullback and Leibler (1951)" in result.stdout


def test_c(cli):
    result = cli("code", "entropy", "--language", "c")
    assert "double entropy(const double *p, size_t n)\n{\n" in result.stdout


def test_json(cli):
    told = json.loads(cli("code", "entropy", "--language", "c", "--json").stdout)
    assert list(told) == ["measure", "language", "source"]
    assert told["source"].startswith("#include <math.h>")


def test_an_unknown_measure_gets_a_suggestion(cli):
    result = cli("code", "kl_divergense")
    assert result.exit_code == exits.USAGE
    assert "no measure is called 'kl_divergense'; did you mean 'kl_divergence'?" in result.stderr


def test_an_f_divergence_has_no_formula_before_its_function_is_known(cli):
    result = cli("code", "f_divergence")
    assert result.exit_code == exits.USAGE
    assert "f_divergence needs a function f" in result.stderr
