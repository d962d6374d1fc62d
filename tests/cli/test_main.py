"""The command as a whole: help, versions, errors as messages, streams that close."""

from __future__ import annotations

import subprocess
import sys

import pytest

import symbinfo
from symbinfo.cli import exits
from symbinfo.cli.main import app
from symbinfo.derive import registry
from symbinfo.errors import BadInput, NotProved, ParseError, Refuted, StepRejected, Undefined

COMMANDS = ["check-code", "code", "eval", "latex", "list", "prove", "show", "verify"]


def test_help_lists_every_command(cli):
    result = cli("--help")
    assert result.exit_code == 0
    assert sorted(app.commands) == COMMANDS
    assert all(f"\n  {name} " in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_json(cli, name):
    result = cli(name, "--help")
    assert result.exit_code == 0
    assert "--json" in result.output
    assert "Print JSON" in result.output


@pytest.mark.parametrize("arguments", [["--help"], ["verify", "--help"], ["--version"]])
def test_help_does_not_import_sympy(arguments):
    code = (
        "import sys; from symbinfo.cli.main import app; app(sys.argv[1:], standalone_mode=False);"
        "print(*(set(sys.modules) & {'sympy', 'numpy', 'scipy', 'flint', 'rich'}), file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert run.stdout
    assert run.stderr.strip() == ""


def test_python_m_symbinfo_is_the_command(process):
    run = process("--version")
    assert run.returncode == 0
    assert run.stdout == f"symbinfo {symbinfo.__version__}\n"


def test_no_command_shows_the_help(cli):
    result = cli()
    assert result.exit_code == exits.USAGE
    assert "Usage: symbinfo" in result.output


def test_an_unknown_command_is_wrong_usage(cli):
    result = cli("verfy")
    assert result.exit_code == exits.USAGE
    assert "No such command 'verfy'" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadInput("the value is bad"), exits.USAGE, "symbinfo: the value is bad"),
        (
            ParseError("H(", 2, "expected a name"),
            exits.USAGE,
            "symbinfo:\nH(\n  ^\nexpected a name",
        ),
        (NotProved("nothing was found"), exits.UNDECIDED, "symbinfo: nothing was found"),
        (Undefined("oo - oo", "p << q"), exits.UNDECIDED, "symbinfo: oo - oo"),
        (Refuted("it is false", None), exits.FAILED, "symbinfo: it is false"),
        (StepRejected(2, "a = b", "Unfold()", "no"), exits.FAILED, "step 2 is not proved: a = b"),
        (PermissionError(13, "Permission denied", "f"), exits.FAILED, "symbinfo: f: Permission de"),
        (RecursionError(), exits.FAILED, "symbinfo: the input is nested too deeply"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), exits.USAGE, "not text in UTF-8"),
        (KeyError("x"), exits.FAILED, "symbinfo: internal error: KeyError: 'x'; please report"),
        (KeyboardInterrupt(), exits.INTERRUPTED, "symbinfo: interrupted"),
    ],
)
def test_errors_become_a_message_and_an_exit_code(cli, monkeypatch, error, code, said):
    def load():
        raise error

    monkeypatch.setattr(registry, "load", load)
    result = cli("list")
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_debug_shows_the_error_itself(cli, monkeypatch):
    def load():
        raise KeyError

    monkeypatch.setattr(registry, "load", load)
    result = cli("--debug", "list")
    assert isinstance(result.exception, KeyError)


def test_a_closed_pipe_is_quiet(environment):
    script = f"{sys.executable} -m symbinfo list --json | head -c 1; echo ${{PIPESTATUS[0]}}"
    run = subprocess.run(
        ["bash", "-c", script],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert "Traceback" not in run.stderr
    assert run.stdout.startswith("{")


def test_letters_that_the_terminal_cannot_show_do_no_harm(environment):
    run = subprocess.run(
        [sys.executable, "-m", "symbinfo", "prove", "Ω"],
        capture_output=True,
        check=False,
        env={**environment, "PYTHONIOENCODING": "ascii"},
    )
    assert run.returncode == exits.USAGE
    assert b"Traceback" not in run.stderr


def test_a_closed_output_is_no_internal_error(environment):
    script = f"{sys.executable} -m symbinfo list >&-"
    run = subprocess.run(
        ["bash", "-c", script],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert "internal error" not in run.stderr
    assert "Traceback" not in run.stderr
