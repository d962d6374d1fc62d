"""What ``symbinfo prove`` tells beside the verdict."""

from __future__ import annotations

import json

import pytest

from symbinfo.cli import exits


@pytest.mark.parametrize(
    ("claim", "given", "notes"),
    [
        (
            "I(X;Z) <= I(X;Y)",
            ["X -> Y -> Z", "A -> B -> C"],
            ["the hypothesis A -> B -> C does not concern the claim"],
        ),
        (
            "I(X;Z) <= I(X;Y)",
            ["X -> Y -> Z", "H(Z|Y) = 0"],
            ["the hypothesis H(Z|Y) = 0 is not needed"],
        ),
        (
            "I(X;Z) <= I(X;Y)",
            ["H(Z) = 0"],
            ["the hypotheses force Z to be constant, so what the claim says of it is vacuous"],
        ),
        (
            "I(X;Z) <= I(X;Y)",
            ["H(X,Y,Z) = 0"],
            ["the hypotheses force X, Y and Z to be constant, so the claim is vacuous"],
        ),
        (
            "I(X;Z) = 0 <= I(X;Y)",
            ["X -> Y -> Z", "X _||_ Y"],
            [],
        ),
        (
            "D(p||q) >= 0",
            ["p << q", "r << s"],
            [
                "the hypothesis r << s does not concern the claim",
                "the hypothesis p << q is not needed",
            ],
        ),
        ("I(X;Z) <= I(X;Y)", ["X -> Y -> Z"], []),
    ],
)
def test_hypotheses_that_do_nothing_or_too_much(cli, claim, given, notes):
    arguments = [word for one in given for word in ("--given", one)]
    result = cli("prove", claim, *arguments)
    assert [line for line in result.stdout.splitlines() if line.startswith("note: ")] == [
        f"note: {note}" for note in notes
    ]
    assert json.loads(cli("prove", claim, *arguments, "--json").stdout)["notes"] == notes


def test_a_refutation_offers_the_hypothesis_that_was_missing(cli):
    result = cli("prove", "I(X;Z) <= I(X;Y)")
    assert result.exit_code == exits.FAILED
    assert "\nproved if X -> Y -> Z" in result.stdout
    told = json.loads(cli("prove", "I(X;Z) <= I(X;Y)", "--json").stdout)
    assert told["proved_if"][0] == "X -> Y -> Z"


def test_contradictory_hypotheses_are_said_to_be_so(cli):
    given = ["--given", "H(Y) = H(X) + 1", "--given", "H(Y) <= 1/2"]
    result = cli("prove", "H(X) >= H(Y)", *given)
    assert result.exit_code == exits.USAGE
    assert "the hypotheses contradict each other" in result.stderr


def test_forty_variables_are_a_limit_and_no_crash(cli):
    names = [f"X{i}" for i in range(40)]
    result = cli("prove", f"H({','.join(names)}) <= {' + '.join(f'H({x})' for x in names)}")
    if result.exit_code != exits.PROVED:
        assert result.exit_code == exits.UNDECIDED
        assert "\nnote: a statement about 40 variables needs a linear program" in result.stdout
