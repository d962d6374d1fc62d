"""``symbinfo verify``: prove every derivation, and say what each one rests on."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from symbinfo.cli.exits import FAILED, INTERRUPTED, PROVED
from symbinfo.cli.output import NAME_COLUMN, console, echo_json, is_terminal, print_table
from symbinfo.cli.shelf import chosen, json_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.cli.workers import Report
    from symbinfo.derive.registry import Derivation


@click.command("verify")
@click.argument("names", nargs=-1)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="How many processes to use (default: all cores)."
)
@click.option("--recheck", is_flag=True, help="Check the certificates again in a fresh process.")
@click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one certificate a theorem into this folder.",
)
@json_option
@click.pass_context
def verify_command(
    ctx: click.Context,
    names: tuple[str, ...],
    *,
    jobs: int | None,
    recheck: bool,
    certificates: Path | None,
    as_json: bool,
) -> None:
    """Prove the derivations NAMES, or all of them.

    Exits with 0 if all are proved, and with 1 if not.
    """
    derivations = chosen(names)
    keep = recheck or certificates is not None
    reports, interrupted = prove(derivations, jobs or os.cpu_count() or 1, keep=keep)
    refused: list[str] = []
    if keep and not interrupted:
        refused = certify(reports, certificates, recheck=recheck)
    if as_json:
        echo_json(verdicts(reports, recheck=recheck, refused=refused, interrupted=interrupted))
    else:
        print_reports(reports, recheck=recheck, refused=refused)
    if interrupted:
        click.echo(f"interrupted: {len(derivations) - len(reports)} were not tried", err=True)
        ctx.exit(INTERRUPTED)
    good = not refused and all(report.verdict == "proved" for report in reports)
    ctx.exit(PROVED if good else FAILED)


def prove(
    derivations: dict[str, Derivation], jobs: int, *, keep: bool
) -> tuple[list[Report], bool]:
    """Return the reports in the order of the shelf, and whether Ctrl-C cut them short."""
    from symbinfo.cli.workers import prove_all

    done: dict[str, Report] = {}
    interrupted = False
    try:
        reports = prove_all(derivations, jobs, certify=keep)
        with progress(len(derivations)) as advance:
            for report in reports:
                done[report.name] = report
                advance(report.name)
    except KeyboardInterrupt:
        interrupted = True
    return [done[name] for name in derivations if name in done], interrupted


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on the terminal, if there is one."""
    if not is_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    now = TextColumn("{task.description}")
    columns = (TextColumn("proving"), BarColumn(), MofNCompleteColumn(), now)
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


def certify(reports: list[Report], folder: Path | None, *, recheck: bool) -> list[str]:
    """Write the certificates, and return what a fresh process found wrong with them."""
    from symbinfo.cli.recheck import recheck_in_fresh_process, write_certificates

    with TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        written = write_certificates(place, reports)
        return recheck_in_fresh_process(place, written) if recheck else []


def verdicts(
    reports: list[Report], *, recheck: bool, refused: list[str], interrupted: bool
) -> dict[str, object]:
    """Return the reports as JSON; a catalogue id is proved if all its derivations are."""
    ids: dict[str, str] = {}
    for report in reports:
        for name in report.ids:
            if ids.get(name, "proved") == "proved":
                ids[name] = report.verdict
    return {
        "derivations": [report_json(report) for report in reports],
        "ids": ids,
        "interrupted": interrupted,
        "recheck": {"refused": refused} if recheck else None,
    }


def report_json(report: Report) -> dict[str, object]:
    """Return one report as JSON."""
    told: dict[str, object] = {
        "name": report.name,
        "title": report.title,
        "statement": report.statement,
        "ids": list(report.ids),
        "verdict": report.verdict,
        "steps": report.steps,
        "rests_on": list(report.rests_on),
        "seconds": round(report.seconds, 4),
    }
    return told | ({"error": report.error} if report.error else {})


def print_reports(reports: list[Report], *, recheck: bool, refused: list[str]) -> None:
    """Print the table, then what went wrong, then one line that sums up."""
    number: dict[str, Any] = {"justify": "right", "no_wrap": True}
    headings: dict[str, dict[str, Any]] = {
        "name": NAME_COLUMN,
        "statement": {"ratio": 5},
        "steps": number,
        "verdict": {"no_wrap": True},
        "rests on": {"ratio": 3},
        "time": number,
    }
    rows = [
        (
            r.name,
            r.statement,
            str(r.steps),
            r.verdict,
            ", ".join(r.rests_on) or "the definitions",
            f"{r.seconds:.2f} s",
        )
        for r in reports
    ]
    if rows:
        print_table(headings, rows)
    failed = [report for report in reports if report.verdict != "proved"]
    for report in failed:
        click.echo(f"{report.name}: {report.error}\n", err=True)
    for line in refused:
        click.echo(line, err=True)
    click.echo(f"{len(reports) - len(failed)} of {len(reports)} derivations proved")
    if recheck:
        count = sum(len(report.certificates) for report in reports)
        click.echo(f"{count - len(refused)} of {count} certificates hold in a fresh process")
