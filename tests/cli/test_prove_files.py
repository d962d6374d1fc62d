"""``symbinfo prove --file``: sessions, lines of JSON, and what is printed of them."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from symbinfo.cli import exits
from symbinfo.cli.session import read_tasks
from symbinfo.errors import BadInput

HEAD = ["id", "verdict", "claim", "given", "notes", "where"]
BAD, SLOW = "H(X) >= 1", "H(X) >= 2"
TRUE = "H(X,Y) <= H(X) + H(Y)"
FALSE = "H(X,Y) >= H(X) + H(Y)"
OPEN = "H(p,q) - H(p,r) = D(p||q) - D(p||r)"
WORDS = "'given ...', 'check ...', 'name: ...', 'section ...', 'end' or '# a comment'"
PAGE = Path(__file__).parents[2] / "docs" / "session.md"


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
    [
        ([TRUE], exits.PROVED),
        ([TRUE, OPEN], exits.UNDECIDED),
        ([TRUE, "H(X"], exits.UNDECIDED),
        ([OPEN, FALSE], exits.FAILED),
    ],
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
    path.write_bytes(b'{"claim": "H(X) >= 0"}\n{"claim": "\xff"}')
    result = cli("prove", "--file", str(path))
    assert result.exit_code == exits.USAGE
    assert "bytes:2: this is not text in UTF-8" in result.stderr


def test_nested_json_is_an_error_of_its_line(cli, statements):
    path = statements("[" * 100_000, {"claim": TRUE})
    told = [json.loads(line) for line in cli("prove", "--file", path, "--json").stdout.splitlines()]
    assert [row["verdict"] for row in told] == ["error", "proved"]


def test_the_standard_input_is_a_file_too(cli):
    result = cli("prove", "--file", "-", "--json", input=json.dumps({"claim": TRUE}))
    assert json.loads(result.stdout)["verdict"] == "proved"


def test_an_unexpected_error_is_one_of_its_line(cli, statements, monkeypatch):
    from symbinfo.search import prove as module

    real = module.prove_links

    def prove_links(links):
        if str(links[0]) == BAD:
            raise KeyError(BAD)
        return real(links)

    monkeypatch.setattr(module, "prove_links", prove_links)
    path = statements({"claim": BAD}, {"claim": TRUE})
    result = cli("prove", "--file", path, "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["verdict"] == "error"
    assert first["message"].startswith(f"internal error: KeyError: '{BAD}'; please report")
    assert second["verdict"] == "proved"


def test_a_table_and_what_went_wrong_below_it(cli, statements):
    path = statements({"id": "good", "claim": TRUE}, {"claim": FALSE}, {"claim": "I(X,Y) = 0"})
    result = cli("prove", "--file", path)
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["good", *TRUE.split(), "proved"] in [row[:-2] for row in rows]
    assert "statements.jsonl:2: line 2:\nrefuted: " in result.stdout
    assert "statements.jsonl:3: line 3:\nI(X,Y) = 0\n   ^\n" in result.stderr
    assert result.stdout.endswith("3 statements: 1 proved, 1 refuted, 1 not read\n")


def test_explain_and_quiet_with_a_file(cli, statements):
    path = statements({"id": "good", "claim": TRUE}, {"claim": FALSE})
    assert "good:\nproved: " in cli("prove", "--file", path, "--explain").stdout
    assert "refuted: " not in cli("prove", "--file", path, "--quiet").stdout


def test_latex_of_a_file_has_one_label_each(cli, statements):
    path = statements({"id": "first one", "claim": TRUE}, {"claim": TRUE}, {"claim": FALSE})
    text = cli("prove", "--file", path, "--latex").stdout
    assert r"\begin{theorem}[first one]\label{first-one}" in text
    assert r"\begin{theorem}\label{line-2}" in text
    assert f"% statements.jsonl:3: line 3: refuted: {FALSE}" in text


@pytest.mark.skipif(sys.platform != "linux", reason="only a fork has what the test changed")
def test_a_process_that_is_killed_is_an_error_of_its_claim_only(cli, statements, monkeypatch):
    from symbinfo.search import prove as module

    real = module.prove_links

    def prove_links(links):
        if str(links[0]) == BAD:
            os.kill(os.getpid(), signal.SIGKILL)
        if str(links[0]) == SLOW:
            time.sleep(600)
        return real(links)

    monkeypatch.setattr(module, "prove_links", prove_links)
    claims = (BAD, TRUE, SLOW, TRUE, BAD, TRUE)
    path = statements(*({"claim": claim} for claim in claims))
    result = cli("prove", "--file", path, "--json", "-j", "2", "--timeout", "20")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["claim"], row["verdict"]) for row in told] == [
        (BAD, "error"),
        (TRUE, "proved"),
        (SLOW, "not proved"),
        (TRUE, "proved"),
        (BAD, "error"),
        (TRUE, "proved"),
    ]
    assert "ended suddenly; was there enough memory?" in told[0]["message"]
    assert result.exit_code == exits.UNDECIDED


SESSION = """
# a comment
section Markov chains   # and another
given X -> Y -> Z
name: data processing
check I(X;Z) <= I(X;Y)
given H(X) = 0

check $H(X) \\le 0$
section
name: union
check H(X,Y) <= H(X) + H(Y)
given p << q
end
check D(p||q) >= 0
"""


def test_hypotheses_hold_until_the_end_or_a_new_section():
    tasks = read_tasks(SESSION, "notes.info")
    assert [(task.id, task.given, task.section, task.where) for task in tasks] == [
        ("data processing", ("X -> Y -> Z",), "Markov chains", "notes.info:6"),
        (9, ("X -> Y -> Z", "H(X) = 0"), "Markov chains", "notes.info:9"),
        ("union", (), "", "notes.info:12"),
        (15, (), None, "notes.info:15"),
    ]


@pytest.mark.parametrize("name", ["notes.info", "notes.txt", "<stdin>", "notes"])
def test_a_session_is_known_by_what_it_says(name):
    assert read_tasks("# {\n\ncheck H(X) >= 0", name)[0].claim == "H(X) >= 0"
    assert read_tasks('# a\n{"claim": "H(X) >= 0"}', name)[-1].claim == "H(X) >= 0"


def test_json_is_known_by_its_ending():
    (task,) = read_tasks("check H(X) >= 0", "notes.jsonl")
    assert task.wrong.startswith("line 1 is not JSON")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("check H(X) >= 0\nchek H(X) >= 0", f"n.info:2: expected {WORDS}, found 'chek'"),
        ("check", "n.info:1: 'check' needs something after it"),
        ("\ngiven: # X", "n.info:2: 'given' needs something after it"),
        ("name: a\nname: b\ncheck H(X) >= 0", "n.info:1: the name 'a' is followed by no check"),
        ("check H(X) >= 0\nname: a", "n.info:2: the name 'a' is followed by no check"),
        ("name: a\nsection b", "n.info:1: the name 'a' is followed by no check"),
        (
            "check H(X) >= 0\nend",
            "n.info:2: there is nothing to end: no section and no 'given' line is open",
        ),
        ("section a\nend b", "n.info:2: 'end' stands alone on its line, found 'b' after it"),
        ("given p > 0", "n.info: no line begins with 'check': there is nothing to prove"),
    ],
)
def test_mistakes_in_a_session_carry_file_and_line(cli, tmp_path, text, why):
    with pytest.raises(BadInput) as info:
        read_tasks(text, "n.info")
    assert str(info.value) == why
    path = tmp_path / "n.info"
    path.write_text(text, encoding="utf-8")
    result = cli("prove", "--file", str(path))
    assert (result.exit_code, result.stderr) == (exits.USAGE, f"symbinfo: {why}\n")


def test_mistakes_in_a_claim_or_a_hypothesis_carry_their_lines(cli, tmp_path):
    path = tmp_path / "n.info"
    path.write_text("given X ->\n\ncheck H(X) >= 0\nend\ncheck H(X;Y) = 0", encoding="utf-8")
    told = [json.loads(x) for x in cli("prove", "--file", str(path), "--json").stdout.splitlines()]
    assert [row["where"] for row in told] == ["n.info:1", "n.info:5"]
    text = cli("prove", "--file", str(path)).stderr
    assert "n.info:1: line 3:\nX ->\n" in text
    assert "n.info:5: line 5:\nH(X;Y) = 0\n   ^\nH joins variables by ','" in text


def test_the_example_of_the_page_prints_what_it_says(cli, tmp_path):
    blocks = PAGE.read_text(encoding="utf-8").split("```")
    example, printed = blocks[1].removeprefix("\n"), blocks[3].removeprefix("\n")
    path = tmp_path / "notes.info"
    path.write_text(example, encoding="utf-8")
    result = cli("prove", "--file", str(path))
    assert result.exit_code == exits.FAILED
    assert _bare(result.stdout) == _bare(printed)


def _bare(text):
    """Return the lines without times, rules and blanks at the end."""
    lines = (" ".join(w for w in line.split() if w != "s") for line in text.splitlines())
    words = (line.split() for line in lines if "─" not in line)
    return [" ".join(w for w in line if not w.replace(".", "").isdigit()) for line in words if line]


@pytest.mark.parametrize(
    ("name", "text"),
    [("notes.info", ""), ("notes.info", "\n# nothing\n"), ("lines.jsonl", ""), ("a.json", "\n\n")],
)
def test_a_file_with_nothing_to_prove(cli, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    result = cli("prove", "--file", str(path))
    assert result.exit_code == exits.USAGE
    assert "there is nothing to prove" in result.stderr


def test_a_session_with_numbers_and_indexed_names(cli, tmp_path):
    path = tmp_path / "notes.info"
    path.write_text("given a >= 0\ngiven X_{i-1} -> Y -> Z^n\ncheck a I(X_{i-1};Z^n) <= a H(Y)\n")
    told = json.loads(cli("prove", "--file", str(path), "--json").stdout)
    assert told["verdict"] == "proved"
    assert told["setting"] == ["a >= 0"]
