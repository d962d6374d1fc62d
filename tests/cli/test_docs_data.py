"""What docs/data.md shows is what is printed."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

DOC = Path(__file__).parent.parent.parent / "docs" / "data.md"
TEXT = DOC.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def rounded(text: str) -> str:
    """Return a text with ten digits of its numbers: processors differ in the last ones."""
    return re.sub(r"-?\d+\.\d{6,}", lambda found: f"{float(found[0]):.10f}", text)


@pytest.fixture(autouse=True)
def weather(tmp_path, monkeypatch):
    """Make the file of the examples as the page says, in a folder of its own."""
    pytest.importorskip("polars", reason="Polars is not installed")
    monkeypatch.chdir(tmp_path)
    (script,) = blocks("python")
    exec(script, {})  # noqa: S102 - the page is ours


def test_commands(cli):
    shown = "".join(blocks("console"))
    commands = re.findall(r"^\$ symbinfo (.*)\n((?:(?!\$ ).*\n)*)", shown, re.MULTILINE)
    assert len(commands) > 5
    for command, output in commands:
        result = cli(*shlex.split(command))
        assert rounded(result.stdout + result.stderr) == rounded(output), command


def test_python():
    (session,) = blocks("pycon")
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    runner.run(parser.get_doctest(session, {}, "data.md", str(DOC), 0))
    assert runner.summarize().attempted == 4
    assert runner.summarize().failed == 0
