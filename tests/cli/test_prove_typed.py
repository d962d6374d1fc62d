"""``symbinfo prove`` says the claim as it was typed, and what the proof uses."""

from __future__ import annotations

import json

import pytest

from symbinfo.cli import exits
from symbinfo.measures import Entropy
from symbinfo.measures.shorthands import Shorthand, opened
from symbinfo.search.prove import prove_links
from symbinfo.search.text import parse_claim


@pytest.mark.parametrize(
    ("claim", "given", "headline"),
    [
        (
            "H(X) <= H(X,Y) = H(X) + H(Y|X) <= H(X) + H(Y)",
            [],
            "H(X) <= H(X, Y) = H(X) + H(Y | X) <= H(X) + H(Y)",
        ),
        ("TC(X;Y;Z) >= 0", [], "TC(X; Y; Z) >= 0"),
        ("0 <= DTC(X;Y;Z) <= H(X,Y,Z)", [], "0 <= DTC(X; Y; Z) <= H(X, Y, Z)"),
        ("I(X;Y;Z|W) <= I(X;Y|W)", [], "I(X; Y; Z | W) <= I(X; Y | W)"),
        ("1/2 TC(X,Y;Z) = 1/2 I(X,Y;Z)", [], "1/2 TC(X, Y; Z) = 1/2 I(X, Y; Z)"),
        ("X -> Y -> Z", ["Z -> Y -> X"], "X -> Y -> Z, i.e. I(X; Z | Y) = 0"),
        ("X _||_ X", ["H(X) = 0"], "I(X; X) = 0"),
    ],
)
def test_the_headline_is_the_claim_as_typed(cli, claim, given, headline):
    arguments = [word for one in given for word in ("--given", one)]
    shown = cli("prove", claim, *arguments).stdout.replace("≤", "<=").replace("≥", ">=")
    shown = shown.replace("→", "->")
    assert shown.splitlines()[0] == f"proved: {headline}"


def test_a_chain_says_when_all_of_its_sides_are_equal(cli):
    shown = cli("prove", "H(X) <= H(X,Y) <= H(X) + H(Y)").stdout
    assert "\n  with equality throughout if and only if Y is a function of X and X" in shown
    shown = cli("prove", "H(X) <= H(X,Y) <= H(X) + H(Y)", "--latex").stdout
    assert r"\[ H(X) \le H(X, Y) \le H(X) + H(Y), \]" in shown
    assert "\nwith equality throughout if and only if $Y$ is a function of $X$" in shown


@pytest.mark.parametrize(
    ("claim", "rows"),
    [
        ("TC(X;Y) = I(X;Y)", ["TC(X; Y)", "= H(X) + H(Y) - H(X, Y)", "= I(X; Y)"]),
        ("I(X;Y) = TC(X;Y)", ["I(X; Y)", "= H(X) + H(Y) - H(X, Y)", "= TC(X; Y)"]),
        ("TC(X;Y) = H(X) + H(Y) - H(X,Y)", ["TC(X; Y)", "= H(X) + H(Y) - H(X, Y)"]),
        (
            "0 <= TC(X;Y) = I(X;Y)",
            [
                "0",
                "= H(X) + H(Y) - H(X, Y) - I(X; Y)",
                "<= H(X) + H(Y) - H(X, Y)",
                "= TC(X; Y)",
                "= I(X; Y)",
            ],
        ),
    ],
)
def test_the_proof_goes_from_the_side_as_typed_to_the_other(cli, claim, rows):
    shown = cli("prove", claim).stdout.replace("≤", "<=").split("\n\n")[1]
    assert [line.split("   ")[0].strip() for line in _without_indent(shown)] == rows


def _without_indent(text):
    return [line.strip() for line in text.splitlines()]


def test_each_name_is_told_by_its_definition(cli):
    shown = cli("prove", "TC(X;Y;Z) + DTC(X;Y;Z) >= I(X;Y;Z)").stdout
    assert "definition of dual total correlation and definition of total correlation" in shown
    assert "definition of multivariate information" in shown
    latex = cli("prove", "TC(X;Y;Z) >= 0", "--latex").stdout
    assert r"\[ \mathrm{TC}(X; Y; Z) \ge 0, \]" in latex
    assert r"\mathrm{TC}(X; Y; Z) &= H(X) + H(Y) + H(Z) - H(X, Y, Z)" in latex


def test_statements_hold_entropies_and_no_names():
    claim = parse_claim("I(X;Y;Z) <= TC(X;Y;Z)", ["DTC(X;Y;Z) <= 1"])
    (link,) = claim.links
    assert claim.typed.sides[0].has(Shorthand)
    for part in (link.lhs, link.rhs, *link.hypotheses):
        assert not part.has(Shorthand)
        assert part.has(Entropy)
    assert (link.lhs, link.rhs) == tuple(map(opened, claim.typed.sides))
    assert not prove_links(claim.links).statement.lhs.has(Shorthand)


def test_what_is_not_proved_is_called_as_it_was_typed(cli):
    refuted = cli("prove", "I(X;Y;Z) >= 0")
    assert refuted.exit_code == exits.FAILED
    assert refuted.stdout.replace("≥", ">=").startswith("refuted: I(X; Y; Z) >= 0\nwith\n")
    told = json.loads(cli("prove", "I(X;Y;Z) >= 0", "--json").stdout)
    assert told["message"].startswith("false: I(X; Y; Z) >= 0\n")
    open_ = cli("prove", "TC(X;Y;Z) > TC(X;Y)")
    assert "TC(X; Y; Z) > TC(X; Y)" in open_.stdout.replace("≥", ">=")


@pytest.mark.parametrize(
    ("claim", "given", "used"),
    [
        ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z", "X _||_ W", "H(Z|Y) = 0"], ["X -> Y -> Z"]),
        ("H(X) >= 0", ["X _||_ Y"], []),
        ("I(X;Z) = 0", ["X _||_ Y,Z"], ["X _||_ Y,Z"]),
        ("H(X) >= 1/2", ["H(X) >= 1", "H(Y) >= 1"], ["H(X) >= 1"]),
    ],
)
def test_the_hypotheses_that_the_proof_uses(cli, claim, given, used):
    arguments = [word for one in given for word in ("--given", one)]
    told = json.loads(cli("prove", claim, *arguments, "--json").stdout)
    assert told["used"] == used
    assert set(given) <= {*told["rests_on"]}
    shown = cli("prove", claim, *arguments).stdout
    rests = next(line for line in shown.splitlines() if line.startswith("Rests on: "))
    for one in given:
        plain = one.replace("->", "→").replace("_||_", "⊥⊥").replace(">=", "≥")
        assert (one in rests or plain in rests) == (one in used)
