"""Many claims from a file: lines of JSON, or LaTeX, or a table with what went wrong below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

import click

from symbinfo.cli.decide import Outcome, Wanted
from symbinfo.cli.exits import FAILED, INTERRUPTED, PROVED, UNDECIDED
from symbinfo.cli.output import NAME_COLUMN, echo_json, print_table, shows_unicode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.cli.session import Task

_ORDER = ("proved", "refuted", "not proved", "error")


@final
@dataclass(frozen=True, slots=True)
class How:
    """How claims are decided and told; `explain` is None for proofs of nothing but failures."""

    jobs: int
    timeout: float | None
    explain: bool | None
    latex: bool
    as_json: bool

    def wanted(self) -> Wanted:
        """Return what is asked of the processes that decide."""
        return Wanted(self.explain is not False, self.latex, shows_unicode())


def prove_many(tasks: list[Task], how: How) -> int:
    """Decide the claims of a file, print what came of them, and return the exit code."""
    done: list[Outcome] = []
    interrupted = False
    try:
        for outcome in _in_order(tasks, how):
            done.append(outcome)
            if how.as_json:
                echo_json(outcome.told, indent=None)
    except KeyboardInterrupt:
        interrupted = True
    if not how.as_json:
        print_outcomes(done, how)
    if interrupted:
        click.echo(f"interrupted: {len(tasks) - len(done)} were not decided", err=True)
        return INTERRUPTED
    return exit_code(done)


def _in_order(tasks: list[Task], how: How) -> Iterator[Outcome]:
    """Return the outcomes in the order of the file, each as soon as those before it are known."""
    from symbinfo.cli.pool import decide_all
    from symbinfo.cli.verify import progress

    known: dict[int, Outcome] = {}
    following = 0
    with progress(len(tasks)) as advance:
        for place, outcome in decide_all(tasks, how.wanted(), how.jobs, how.timeout):
            known[place] = outcome
            advance(name_of(outcome.told))
            while following in known:
                yield known.pop(following)
                following += 1


def name_of(told: dict[str, Any]) -> str:
    """Return what a claim is called in a table."""
    return told["id"] if isinstance(told["id"], str) else f"line {told['id']}"


def exit_code(outcomes: list[Outcome]) -> int:
    """Return 0 if all are proved, 1 if one is refuted, else 3."""
    verdicts = {outcome.told["verdict"] for outcome in outcomes}
    if "refuted" in verdicts:
        return FAILED
    return PROVED if verdicts <= {"proved"} else UNDECIDED


def print_outcomes(outcomes: list[Outcome], how: How) -> None:
    """Print the table, or the theorems as LaTeX; then what went wrong, and a line that sums up."""
    if how.latex:
        for outcome in outcomes:
            _print_latex(outcome)
        return
    _print_table(outcomes)
    for outcome in outcomes:
        _print_detail(outcome, how.explain)
    counts = Counter(outcome.told["verdict"] for outcome in outcomes)
    words = {"error": "not read"}
    told = [f"{counts[v]} {words.get(v, v)}" for v in _ORDER if counts[v] or v == "proved"]
    plural = "" if len(outcomes) == 1 else "s"
    click.echo(f"{len(outcomes)} statement{plural}: {', '.join(told)}")


def _print_table(outcomes: list[Outcome]) -> None:
    headings: dict[str, dict[str, Any]] = {
        "name": NAME_COLUMN,
        "claim": {"ratio": 5},
        "given": {"ratio": 3},
        "verdict": {"no_wrap": True},
        "time": {"justify": "right", "no_wrap": True},
    }
    rows = [
        (
            name_of(one.told),
            one.told["claim"] or "",
            "; ".join(one.told["given"]),
            one.told["verdict"],
            f"{one.seconds:.2f} s",
        )
        for one in outcomes
    ]
    if rows:
        print_table(headings, rows)


def _print_detail(outcome: Outcome, explain: bool | None) -> None:  # noqa: FBT001
    """Print what is to be said of one claim beside its row: by default not the proof."""
    told = outcome.told
    where = f"{told['where']}: {name_of(told)}:"
    if told["verdict"] == "error":
        click.echo(f"{where}\n{outcome.shown}\n", err=True)
    elif explain or (explain is None and told["verdict"] != "proved"):
        click.echo(f"{where}\n{outcome.shown}\n")
    elif explain is None:
        for note in told["notes"]:
            click.echo(f"{where} note: {note}\n")


def _print_latex(outcome: Outcome) -> None:
    """Print a theorem with its proof; what is not proved becomes a comment."""
    told = outcome.told
    head = f"{told['where']}: {name_of(told)}"
    if told["verdict"] == "proved":
        click.echo(f"% {head}\n{outcome.shown}\n")
        return
    click.echo(f"% {head}: {told['verdict']}: {' '.join((told['claim'] or '').split())}\n")
    click.echo(f"{head}:\n{outcome.shown}\n", err=True)
