"""``symbinfo check-code``: whether a function of yours computes a measure."""

from __future__ import annotations

from pathlib import Path

import click

from symbinfo.cli.exits import FAILED, PROVED, UNDECIDED
from symbinfo.cli.output import echo_json
from symbinfo.cli.sandbox import check_file
from symbinfo.cli.shelf import json_option
from symbinfo.errors import BadInput

_CODES = {"proved": PROVED, "refuted": FAILED}


@click.command("check-code")
@click.argument("function", metavar="PATH.py:FUNCTION")
@click.option("--against", required=True, metavar="MEASURE", help='Such as "D(p||q)".')
@click.option("--batch", is_flag=True, help="A distribution in each row, a value for each row.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop the file after this time.",
)
@click.option(
    "--memory",
    type=click.IntRange(256),
    default=4096,
    show_default=True,
    metavar="MB",
    help="The most memory that the file may use.",
)
@json_option
@click.pass_context
def check_code_command(
    ctx: click.Context,
    function: str,
    *,
    against: str,
    batch: bool,
    timeout: float,
    memory: int,
    as_json: bool,
) -> None:
    """Decide whether a FUNCTION of a Python file computes a measure.

    The file is run, in a process with limits of time and memory: check only files that you
    would run yourself.

    \b
    symbinfo check-code mine.py:kl --against "D(p||q)"
    symbinfo check-code mine.py:loss --against "H(p, softmax(z))"
    symbinfo check-code mine.py:information --against "I(X;Y)"
    symbinfo check-code mine.py:Metrics.distance --against "TV(p,q)"

    Exits with 0 if it is proved, 1 if it is refuted, 3 if it is equal except at something
    that is named, or not understood.
    """  # noqa: D301 - the character tells click to keep the lines
    path, colon, name = function.rpartition(":")
    if not colon or not path or not name:
        msg = f"check-code takes PATH.py:FUNCTION, got {function!r}"
        raise BadInput(msg)
    report = check_file(Path(path), name, against, batch=batch, timeout=timeout, memory=memory)
    shown = report.pop("shown")
    if as_json:
        echo_json(report)
    else:
        click.echo(shown)
    ctx.exit(_CODES.get(report["verdict"], UNDECIDED))
