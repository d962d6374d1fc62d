"""``symbinfo eval``: exact values, numbers, and bad probabilities."""

from __future__ import annotations

import json
import math

import pytest

from symbinfo.cli import exits


def test_the_coin_in_bits(cli):
    result = cli("eval", "entropy", "9/10", "1/10", "--base", "2")
    assert result.exit_code == 0
    assert "0.4689955935892812" in result.stdout
    assert "log" in result.stdout


def test_an_infinite_divergence(cli):
    result = cli("eval", "kl", "1/2,1/2", "1,0")
    assert result.exit_code == 0
    assert "oo" in result.stdout
    told = json.loads(cli("eval", "kl", "1/2,1/2", "1,0", "--json").stdout)
    assert told["value"] == "oo"


def test_json(cli):
    told = json.loads(cli("eval", "entropy", "1/2", "1/2", "--json").stdout)
    assert list(told) == ["measure", "exact", "value", "base"]
    assert told["value"] == pytest.approx(math.log(2))
    assert told["base"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["entropy", "-1/2", "3/2"], "a probability must be between 0 and 1, got -1/2"),
        (["entropy", "1/2", "1/3"], "must sum to 1, got 1/2, 1/3 with the sum 5/6"),
        (["entropy", "half", "1/2"], "'half' is not a number: write a fraction such as 9/10"),
        (["entropy", "1/0"], "'1/0' is not a number: its denominator is 0"),
        (["entropi", "1"], "no measure is called 'entropi'; did you mean 'entropy'?"),
        (["zzz", "1"], "no measure is called 'zzz'; the measures are entropy, "),
        (
            ["kl", "1/2,1/2", "1/3,1/3,1/3"],
            "all vectors must have one length, got the lengths 2, 3",
        ),
        (["kl", "1/2", "1/2"], "kl_divergence takes two, such as 1/2,1/2 1,0; got 1"),
        (["entropy"], "Missing argument 'VALUES...'"),
        (["entropy", "1", "--base", "1"], "must be a positive number other than 1, got 1"),
        (["entropy", "1", "--base", "two"], "'two' is not a number"),
    ],
)
def test_bad_input(cli, arguments, said):
    result = cli("eval", *arguments)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr
