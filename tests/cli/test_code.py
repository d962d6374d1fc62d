"""``symbinfo code``: a measure as source code."""

from __future__ import annotations

import json

import pytest

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


def test_an_f_divergence_needs_its_generator(cli):
    result = cli("code", "f_divergence")
    assert result.exit_code == exits.USAGE
    assert 'f_divergence needs its function f: --generator "t*log(t)"' in result.stderr
    result = cli("code", "f_divergence", "--generator", "t*log(t)")
    assert result.exit_code == 0
    assert "with f(t) = t*log(t)." in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kl", "--generator", "t"], "kl_divergence has no generator: f_divergence has"),
        (["f_divergence", "--generator", "t"], "an f-divergence needs f(1) = 0, got 1"),
        (["f_divergence", "--generator", "log(t"], "cannot be read: it is no expression"),
    ],
)
def test_generators_that_do_not_fit(cli, arguments, said):
    result = cli("code", *arguments)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_other_names_of_eval(cli):
    assert cli("code", "kl").stdout == cli("code", "kl_divergence").stdout
