"""What the README says is true."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from symbinfo.cli.main import app

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `symbinfo (.*?)` \|", TEXT, re.MULTILINE)

MINE = """
import numpy as np


def kl(p, q):
    return np.sum(np.where(p > 0, p * np.log(p / q), 0.0))
"""


def test_the_examples_print_what_they_say():
    flags = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.testfile(str(README), module_relative=False, optionflags=flags)
    assert result.attempted > 10
    assert result.failed == 0


def test_a_refutation_says_what_the_readme_shows():
    from symbinfo import Entropy, errors, prove, random_variables

    X, Y = random_variables("X Y")
    with pytest.raises(errors.Refuted) as caught:
        prove(Entropy(X, Y) >= Entropy(X) + Entropy(Y))
    assert f"symbinfo.errors.Refuted: {caught.value}\n" in TEXT


@pytest.mark.parametrize("command", [c for c in COMMANDS if "--code" not in c])
def test_the_commands_of_the_table_work(command, tmp_path, monkeypatch):
    if "table.csv" in command:
        pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text("X,Y\na,0\nb,1\na,0\nb,0\n", encoding="utf-8")
    (tmp_path / "mine.py").write_text(MINE, encoding="utf-8")
    arguments = shlex.split(command.replace(r"\|", "|"))
    serial = ["-j", "1"] if arguments[0] == "verify" else []
    result = CliRunner().invoke(app, [*arguments, *serial], prog_name="symbinfo")
    assert result.exit_code == 0


def test_the_two_first_commands_are_one_line_each():
    blocks = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    first, second = (block.splitlines() for block in blocks)
    assert len(first) == len(second) == 1
    assert first[0].endswith("/symbinfo verify")
    assert second[0].endswith("/pytest -q")


def test_the_files_that_it_names_are_there():
    names = re.findall(r"\]\(([\w./]+)\)", TEXT) + re.findall(r"`(symbinfo/[\w/]+\.py)`", TEXT)
    assert names
    for name in names:
        assert (README.parent / name).exists(), name
