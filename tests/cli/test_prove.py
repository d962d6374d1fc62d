"""``symbinfo prove``: verdicts and exit codes of one claim, and files of many."""

from __future__ import annotations

import json

import pytest

from symbinfo.cli import exits

HEAD = ["id", "verdict", "claim", "given"]
THEOREM = ["statement", "hypotheses", "equality", "steps", "proof", "rests_on"]
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
    assert sorted(told) == sorted([*HEAD, "message", "counterexample"])
    fields = ["statement", "reason", "assignment", "law", "lhs", "rhs", "lhs_exact", "rhs_exact"]
    assert list(told["counterexample"]) == fields
    assert told["counterexample"]["law"]["variables"] == ["X", "Y"]


def test_an_open_claim_names_the_hypotheses_that_mend_it(cli):
    told = json.loads(cli("prove", OPEN, "--json").stdout)
    assert sorted(told) == sorted([*HEAD, "message", "tried", "hint"])
    assert told["hint"] == "assume p << q and p << r"
    text = cli("prove", OPEN).stdout
    assert "assume p << q and p << r\ntried: algebra; " in text
    mended = cli("prove", OPEN, "--given", "p << q", "--given", "p << r")
    assert mended.exit_code == exits.PROVED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("H(X,Y <= 1", "H(X,Y <= 1\n      ^\nexpected ')' to close"),
        ("K(X) <= 1", "the measures are H, I, D, JSD"),
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
        (["--file", "/dev/null", "--given", "p > 0"], "--given belongs to a single claim"),
        (["--file", "absent.jsonl"], "'absent.jsonl': No such file or directory"),
        ([TRUE, "--gven", "p > 0"], "Got unexpected extra argument"),
    ],
)
def test_wrong_usage(cli, arguments, said):
    result = cli("prove", *arguments)
    assert result.exit_code == exits.USAGE
    assert said in result.stderr


@pytest.fixture
def statements(tmp_path):
    """Write a file of statements, one a line."""

    def write(*lines: object) -> str:
        path = tmp_path / "statements.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return str(path)

    return write


def test_a_file_gives_one_line_each_in_order(cli, statements):
    path = statements(
        {"id": "a", "claim": TRUE},
        "",
        {"id": [2], "claim": FALSE, "level": "ignored"},
        {"claim": "I(X;Z) <= I(X;Y)", "given": ["X -> Y -> Z"]},
        {"id": "d", "claim": "H(X", "given": "p > 0"},
        "{not json",
        "[1, 2]",
        {"id": "e", "claim": TRUE, "given": [1]},
        {"id": "f", "claim": OPEN},
    )
    result = cli("prove", "--file", path, "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["verdict"]) for row in told] == [
        ("a", "proved"),
        ([2], "refuted"),
        (4, "proved"),
        ("d", "error"),
        (6, "error"),
        (7, "error"),
        (8, "error"),
        ("f", "not proved"),
    ]
    assert all(set(HEAD) <= set(row) for row in told)
    assert result.exit_code == exits.FAILED


@pytest.mark.parametrize(
    ("claims", "code"),
    [([TRUE], exits.PROVED), ([TRUE, OPEN], exits.UNDECIDED), ([OPEN, FALSE], exits.FAILED)],
)
def test_the_exit_code_of_a_file_is_that_of_its_worst_line(cli, statements, claims, code):
    path = statements(*({"claim": claim} for claim in claims))
    assert cli("prove", "--file", path).exit_code == code


def test_bad_lines_say_what_is_wrong(cli, statements):
    path = statements("{", '{"claim": 1}', {"claim": TRUE, "given": 3})
    told = [json.loads(line) for line in cli("prove", "--file", path, "--json").stdout.splitlines()]
    assert [row["message"].partition(":")[0] for row in told] == [
        "line 1 is not JSON",
        'line 2 must be an object with "claim", a text',
        "line 3",
    ]


def test_a_file_that_is_not_text(cli, tmp_path):
    path = tmp_path / "bytes"
    path.write_bytes(b'{"claim": "\xff"}')
    result = cli("prove", "--file", str(path))
    assert result.exit_code == exits.FAILED
    assert "the input is not text in UTF-8" in result.stderr


def test_nested_json_is_an_error_of_its_line(cli, statements):
    path = statements("[" * 100_000, {"claim": TRUE})
    told = [json.loads(line) for line in cli("prove", "--file", path, "--json").stdout.splitlines()]
    assert [row["verdict"] for row in told] == ["error", "proved"]


def test_the_standard_input_is_a_file_too(cli):
    result = cli("prove", "--file", "-", "--json", input=json.dumps({"claim": TRUE}))
    assert json.loads(result.stdout)["verdict"] == "proved"


def test_an_unexpected_error_is_one_of_its_line(cli, statements, monkeypatch):
    from symbinfo.search import prove as module

    real = module.prove

    def prove(claim, given=()):
        if claim == "bad":
            raise KeyError(claim)
        return real(claim, given=given)

    monkeypatch.setattr(module, "prove", prove)
    path = statements({"claim": "bad"}, {"claim": TRUE})
    result = cli("prove", "--file", path, "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["verdict"] == "error"
    assert first["message"].startswith("internal error: KeyError: 'bad'; please report")
    assert second["verdict"] == "proved"
