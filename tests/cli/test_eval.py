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


@pytest.mark.parametrize(
    ("line", "exact", "value"),
    [
        ("renyi_entropy 1/2 1/4 1/4 --order 1/2", "2*log(sqrt(2)/2 + 1)", 1.0695999934791407),
        ("renyi_entropy 1/2 1/4 1/4 --order 1 --base 2", "3/2", 1.5),
        ("renyi_entropy 1/2 1/4 1/4 --order inf --base 2", "1", 1.0),
        ("renyi_entropy 1/2 1/2 0 --order 0 --base 2", "1", 1.0),
        ("renyi_divergence 1/2,1/2 1/4,3/4 --order inf", "log(2)", math.log(2)),
        ("renyi_divergence 1/2,1/2 1/4,3/4 --order 1", "-log(3)/2 + log(2)", math.log(4 / 3) / 2),
        ("tsallis_entropy 1/2 1/4 1/4 --order 2", "5/8", 0.625),
        ("tsallis_entropy 1/2 1/4 1/4 --order inf", "0", 0.0),
        ("f_divergence 1/2,1/2 1/4,3/4 --generator (t-1)^2", "1/3", 1 / 3),
        ("f_divergence 1,0 1/4,3/4 --generator (sqrt(t)-1)**2", "1", 1.0),
        ("hellinger_distance 1,0 0,1", "1", 1.0),
    ],
)
def test_orders_and_generators(cli, line, exact, value):
    result = cli("eval", *line.split())
    assert result.stderr == ""
    found, number = result.stdout.splitlines()
    assert (found, float(number)) == (exact, pytest.approx(value, rel=1e-15))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("renyi_entropy 1/2 1/2 --order 150 --base 2", 1.0),
        ("renyi_entropy 1/2 1/4 1/4 --order 1.00000000001", 1.0397207708393175),
        ("tsallis_entropy 1/2 1/2 --order 101", 0.01),
    ],
)
def test_orders_whose_powers_are_long_have_a_number_only(cli, line, value):
    assert cli("eval", *line.split()).stdout == f"{value}\n"
    told = json.loads(cli("eval", *line.split(), "--json").stdout)
    assert (told["exact"], told["value"]) == (None, value)


@pytest.mark.parametrize(
    "line",
    [
        "renyi_divergence 1/2,1/2 1,0 --order inf",
        "renyi_divergence 1/2,1/2 1,0 --order 1000",
        "renyi_divergence 1,0 0,1 --order 0",
        "f_divergence 1/2,1/2 1,0 --generator t^2-1",
    ],
)
def test_infinite_values_with_an_order_or_a_generator(cli, line):
    assert cli("eval", *line.split()).stdout == "oo\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("renyi_entropy 1/2 1/2", "renyi_entropy needs its order: --order 2, or --order inf"),
        ("f_divergence 1,0 0,1", 'f_divergence needs its generator: --generator "t*log(t)"'),
        ("entropy 1 --order 2", "entropy has no order; it belongs to renyi_entropy, "),
        ("kl 1,0 0,1 --generator t", "kl_divergence has no generator; it belongs to f_divergence"),
        ("renyi_entropy 1 --order -1", "the order must be a number from 0 on, or inf, got -1"),
        ("renyi_entropy 1 --order two", "'two' is not a number"),
        ("tsallis_entropy 1 --order 2 --base 2", "has no logarithm, so it takes no base"),
        ("hellinger 1,0 0,1 --base 2", "hellinger has no logarithm, so it takes no base"),
        ("f_divergence 1,0 0,1 --generator t", "an f-divergence needs f(1) = 0, got 1"),
        ("f_divergence 1,0 0,1 --generator sin(t)", "sin is no function of one value among log"),
        ("f_divergence 1,0 0,1 --generator log(t-5)-log(-4)", "it is not real for all values"),
        ("renyi_divergence 1 --order 1000", "renyi_divergence takes two, such as 1/2,1/2 1,0"),
        ("entropy 1 --order 2 --columns X", "--columns needs --file"),
    ],
)
def test_bad_orders_and_generators_are_told_in_one_line(cli, line, said):
    result = cli("eval", *line.split())
    assert result.exit_code == exits.USAGE
    assert said in result.stderr
    assert "Traceback" not in result.stderr
