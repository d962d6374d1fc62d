"""``symbinfo prove``: one claim from the command line, or many from a file."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TextIO

import click

from symbinfo.cli.decide import Outcome, Wanted, decide
from symbinfo.cli.output import complain, echo_json, shows_unicode
from symbinfo.cli.session import Task, read_tasks
from symbinfo.cli.shelf import json_option
from symbinfo.errors import BadInput


def _finite(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and not math.isfinite(value):
        msg = f"{value} is no number of seconds."
        raise click.BadParameter(msg)
    return value


@click.command("prove", context_settings={"ignore_unknown_options": True})
@click.argument("claim", required=False)
@click.option("--given", multiple=True, metavar="HYPOTHESIS", help="Assume this; may be repeated.")
@click.option(
    "--file",
    "source",
    type=click.File(encoding="utf-8-sig"),
    help="Prove many: a session (docs/session.md), or one JSON object a line (docs/json.md).",
)
@click.option(
    "--explain/--quiet",
    "explain",
    default=None,
    help="Print the proof (the default; with --file only on demand), or the verdict alone.",
)
@click.option("--latex", is_flag=True, help="Print the theorem and its proof as LaTeX.")
@click.option(
    "--diagram",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.(svg|png|pdf|tex)",
    help="Draw the variables as an information diagram: zeros hatched, or the counterexample.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    callback=_finite,
    metavar="SECONDS",
    help="Stop after this time, a statement, and say what was known by then.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="How many processes to use with --file (default: all cores).",
)
@json_option
@click.pass_context
def prove_command(
    ctx: click.Context,
    claim: str | None,
    *,
    given: tuple[str, ...],
    source: TextIO | None,
    explain: bool | None,
    latex: bool,
    diagram: Path | None,
    timeout: float | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Prove CLAIM, or refute it with exact distributions.

    \b
    symbinfo prove "H(X,Y) <= H(X) + H(Y)"
    symbinfo prove "I(X;Z) <= I(X;Y)" --given "X -> Y -> Z"
    symbinfo prove '$I(X;Z) \\le I(X;Y)$' --given 'X \\to Y \\to Z'
    symbinfo prove "H(p,q) = H(p) + D(p||q)"
    symbinfo prove --file notes.info

    Exits with 0 if it is proved, 1 if it is refuted, 3 if neither was found.
    """  # noqa: D301 - the character tells click to keep the lines
    if (claim is None) == (source is None):
        msg = "give one CLAIM, or --file with many"
        raise click.UsageError(msg)
    if source is None:
        wanted = Wanted(explain is not False, latex, shows_unicode())
        task = Task(None, claim, given)
        ctx.exit(prove_one(task, wanted, timeout, diagram, as_json=as_json))
    if diagram:
        msg = "--diagram draws a single claim, not a file of them"
        raise click.UsageError(msg)
    if given:
        msg = "--given belongs to a single claim; a file has its own hypotheses"
        raise click.UsageError(msg)
    from symbinfo.cli.many import How, prove_many

    name = getattr(source, "name", None)
    name = Path(name).name if isinstance(name, str) else "<stdin>"
    tasks = read_tasks(_text(source, name), name)
    how = How(jobs or os.cpu_count() or 1, timeout, explain, latex, as_json)
    ctx.exit(prove_many(tasks, how))


def _text(source: TextIO, name: str) -> str:
    try:
        return source.read()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        msg = f"{name}:{line}: this is not text in UTF-8"
        raise BadInput(msg) from error


def prove_one(
    task: Task, wanted: Wanted, timeout: float | None, diagram: Path | None, *, as_json: bool
) -> int:
    """Prove one claim, print what came of it, draw it, and return the exit code."""
    if diagram is not None:
        from symbinfo.cli.picture import check_picture, draw_picture

        check_picture(task, diagram)
    from symbinfo.cli.waiting import shown_progress

    with shown_progress():
        outcome = decide(task, wanted) if timeout is None else decide_in_time(task, wanted, timeout)
    if as_json:
        echo_json(outcome.told)
    elif outcome.told["verdict"] == "error":
        complain(outcome.shown)
    else:
        click.echo(outcome.shown)
    if diagram is not None:
        draw_picture(task, outcome.told, diagram)
    return outcome.code


def decide_in_time(task: Task, wanted: Wanted, timeout: float) -> Outcome:
    """Decide a claim in a process that is stopped when its time is over."""
    from symbinfo.cli.pool import decide_all

    ((_, outcome),) = decide_all([task], wanted, 1, timeout)
    return outcome
