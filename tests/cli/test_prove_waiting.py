"""On a terminal ``symbinfo prove`` says what is under way, if it takes a while."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from symbinfo.cli import waiting
from symbinfo.cli.waiting import shown_progress
from symbinfo.search import progress

pty = pytest.importorskip("pty")
OPEN = "I(A;B) <= 2 I(A;B|C) + I(A;B|D) + I(C;D) + 9/10 I(A;C|B) + 9/10 I(B;C|A)"


def _on_a_terminal(*arguments):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "symbinfo", "prove", *arguments]
    process = subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    return seen.decode(), process.communicate()[0].decode()


def _read(end):
    try:
        return os.read(end, 65536)
    except OSError:  # Linux says so that the other end is closed
        return b""


def test_a_long_search_says_what_is_tried():
    seen, shown = _on_a_terminal(OPEN, "--timeout", "8")
    first = seen.index("no Shannon-type proof: trying counterexamples")
    assert seen.index("no counterexample found: trying copies of variables") > first
    assert "(--timeout limits it)" in seen
    assert shown.startswith("not proved: ")


def test_a_short_one_says_nothing(monkeypatch):
    monkeypatch.setattr(waiting, "is_terminal", lambda _: True)
    monkeypatch.setattr(waiting, "PATIENCE", 60)
    monkeypatch.setattr(waiting, "console", lambda **_: pytest.fail("it is not to be shown"))
    with shown_progress():
        progress.tried("a search for a counterexample")


def test_without_a_terminal_nothing_is_shown(cli):
    result = cli("prove", "I(X;Z) <= I(X;Y)")
    assert result.stderr == ""
