"""The command ``symbinfo``: its subcommands, and the one place where errors become messages."""

from __future__ import annotations

import gc
import sys
from typing import Any, final

import click

from symbinfo.cli.check_code import check_code_command
from symbinfo.cli.code_command import code_command
from symbinfo.cli.eval import evaluate_command
from symbinfo.cli.exits import FAILED, INTERRUPTED, of_error
from symbinfo.cli.latex import latex_command
from symbinfo.cli.list import list_command
from symbinfo.cli.output import complain, in_words
from symbinfo.cli.prove import prove_command
from symbinfo.cli.show import show_command
from symbinfo.cli.verify import verify_command

RARELY = 50_000
"""How many objects are made before Python looks for unused ones: loading SymPy makes many."""

_CLICKS_OWN = (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError)


@final
class App(click.Group):
    """The group of commands. Whatever goes wrong below it is told without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except _CLICKS_OWN:
            raise
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if ctx.params["debug"]:
                raise
            complain(in_words(error))
            ctx.exit(of_error(error))


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        from symbinfo import __version__

        click.echo(f"symbinfo {__version__}")
        ctx.exit()


@click.group(cls=App, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def app(*, debug: bool) -> None:
    """Prove derivations of information theory, and print them as LaTeX.

    Exit codes: 0 proved, 1 refuted or failed, 2 wrong usage, 3 neither proved nor refuted.
    """


for command in (
    verify_command,
    list_command,
    show_command,
    latex_command,
    prove_command,
    evaluate_command,
    code_command,
    check_code_command,
):
    app.add_command(command)


def main() -> None:
    """Run the command line; this is the entry point of the package."""
    gc.set_threshold(RARELY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="symbinfo")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except RecursionError:
        sys.exit(FAILED)
