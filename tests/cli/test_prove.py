"""``symbinfo prove``: verdicts and exit codes of one claim, and files of many."""

from __future__ import annotations

import json
import sys
import time

import pytest

from symbinfo.cli import exits

HEAD = ["id", "verdict", "claim", "given", "notes"]
THEOREM = ["statement", "hypotheses", "setting", "equality", "steps", "proof", "rests_on", "used"]
TRUE = "H(X,Y) <= H(X) + H(Y)"
FALSE = "H(X,Y) >= H(X) + H(Y)"
OPEN = "H(p,q) - H(p,r) = D(p||q) - D(p||r)"


@pytest.mark.parametrize(
    ("arguments", "code", "verdict"),
    [
        ([TRUE], exits.PROVED, "proved"),
        (["I(X;Z) <= I(X;Y)", "--given", "X -> Y -> Z"], exits.PROVED, "proved"),
        (["-H(X) <= 0"], exits.PROVED, "proved"),
        ([FALSE], exits.FAILED, "refuted"),
        ([OPEN], exits.UNDECIDED, "not proved"),
    ],
)
def test_verdicts_and_exit_codes(cli, arguments, code, verdict):
    result = cli("prove", *arguments)
    assert result.exit_code == code
    assert result.stdout.startswith(f"{verdict}: ")
    result = cli("prove", *arguments, "--json")
    assert result.exit_code == code
    assert json.loads(result.stdout)["verdict"] == verdict


def test_a_proof_says_what_it_rests_on_and_when_equality_holds(cli):
    told = json.loads(cli("prove", TRUE, "--json").stdout)
    assert sorted(told) == sorted(HEAD + THEOREM)
    assert told["equality"] == ["X _||_ Y"]
    assert told["rests_on"]


def test_a_refutation_shows_exact_distributions(cli):
    told = json.loads(cli("prove", FALSE, "--json").stdout)
    assert sorted(told) == sorted([*HEAD, "message", "counterexample", "proved_if"])
    fields = ["statement", "reason", "assignment", "law", "lhs", "rhs", "lhs_exact", "rhs_exact"]
    assert list(told["counterexample"]) == fields
    assert told["counterexample"]["law"]["variables"] == ["X", "Y"]


def test_an_open_claim_names_the_hypotheses_that_mend_it(cli):
    told = json.loads(cli("prove", OPEN, "--json").stdout)
    assert sorted(told) == sorted([*HEAD, "message", "tried", "hint", "proved_if"])
    assert told["hint"] == "assume p << q and p << r"
    text = cli("prove", OPEN).stdout
    assert "assume p << q and p << r\ntried: algebra; " in text
    mended = cli("prove", OPEN, "--given", "p << q", "--given", "p << r")
    assert mended.exit_code == exits.PROVED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("H(X,Y <= 1", "H(X,Y <= 1\n      ^\nexpected ')' to close"),
        ("K(X) <= 1", "the measures are H, I, D, JSD, TC, DTC"),
        ("", "the text is empty"),
    ],
)
def test_a_mistake_is_shown_with_a_caret(cli, claim, said):
    result = cli("prove", claim)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr
    assert "^" in result.stderr
    told = json.loads(cli("prove", claim, "--json").stdout)
    assert told["verdict"] == "error"
    assert said in told["message"]


def test_a_mistake_in_a_hypothesis(cli):
    result = cli("prove", TRUE, "--given", "X ->")
    assert result.exit_code == exits.USAGE
    assert "X ->\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one CLAIM, or --file with many"),
        ([TRUE, "--file", "/dev/null"], "give one CLAIM, or --file with many"),
        (
            ["--file", "/dev/null", "--given", "p > 0"],
            "--given belongs to a single claim",
        ),
        (["--file", "absent.jsonl"], "'absent.jsonl': No such file or directory"),
        ([TRUE, "--gven", "p > 0"], "Got unexpected extra argument"),
    ],
)
def test_wrong_usage(cli, arguments, said):
    result = cli("prove", *arguments)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


def test_quiet_prints_the_verdict_line_alone(cli):
    assert cli("prove", TRUE, "--quiet").stdout == f"proved: {TRUE}\n"
    assert cli("prove", FALSE, "--quiet").stdout == f"refuted: {FALSE}\n"
    told = cli("prove", " I(X;Z)\n<= I(X;Y)", "--given", "X -> Y -> Z", "--quiet").stdout
    assert told == "proved: I(X;Z) <= I(X;Y) given X -> Y -> Z\n"
    assert cli("prove", OPEN, "--quiet").stdout == f"not proved: {OPEN}\n"


def test_explain_is_the_default(cli):
    assert cli("prove", TRUE, "--explain").stdout == cli("prove", TRUE).stdout


def test_latex_in_and_out(cli):
    told = cli("prove", r"$I(X;Z) \le I(X;Y)$", "--given", r"X \to Y \to Z", "--latex")
    assert told.exit_code == exits.PROVED
    assert told.stdout.startswith("\\begin{theorem}")
    assert "\\begin{align*}" in told.stdout
    assert told.stdout.endswith("\\end{proof}\n")
    row = json.loads(cli("prove", TRUE, "--latex", "--json").stdout)
    assert row["latex"].startswith("\\begin{theorem}")
    assert cli("prove", FALSE, "--latex").stdout.startswith("refuted: ")


def test_a_mistake_in_latex_is_shown_where_it_was_typed(cli):
    result = cli("prove", r"$H(X) \le \mathrm{G}(Y)$")
    assert "$H(X) \\le \\mathrm{G}(Y)$\n                  ^\nunknown measure 'G'" in result.stderr


def test_a_time_limit_that_is_long_enough_changes_nothing(cli):
    result = cli("prove", TRUE, "--timeout", "60")
    assert result.stdout == cli("prove", TRUE).stdout
    assert cli("prove", "H(X", "--timeout", "60").exit_code == exits.USAGE


@pytest.fixture
def _slow(monkeypatch):
    """Let a search for a counterexample take forever."""
    from symbinfo.search import counterexample

    monkeypatch.setattr(counterexample, "find", lambda _: time.sleep(600))


@pytest.mark.usefixtures("_slow")
@pytest.mark.skipif(sys.platform != "linux", reason="only a fork has what the test changed")
def test_a_time_limit_says_what_was_known_by_then(cli):
    result = cli("prove", f"H(X) = I(X;X) >= {FALSE}", "--timeout", "3")
    assert result.exit_code == exits.UNDECIDED
    tried = "combinations of elemental inequalities"
    assert result.stdout.startswith(f"not proved: no verdict within 3 s\ntried: {tried}\n")
    assert result.stdout.endswith("\nproved by then: H(X) = I(X; X)\n")
    told = json.loads(cli("prove", FALSE, "--timeout", "3", "--json").stdout)
    assert told["proved"] == []
    assert told["tried"] == [tried]


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf"])
def test_a_time_limit_is_a_positive_number(cli, seconds):
    result = cli("prove", TRUE, "--timeout", seconds)
    assert result.exit_code == exits.USAGE
    assert "--timeout" in result.stderr
