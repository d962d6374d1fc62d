"""``symbinfo prove``: one claim from the command line, or many from a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TextIO

import click

from symbinfo.cli.exits import UNDECIDED_ERRORS, of_error, of_verdicts
from symbinfo.cli.output import complain, echo_json, in_words, shows_unicode
from symbinfo.cli.shelf import json_option
from symbinfo.cli.told import theorem_json
from symbinfo.errors import BadInput, Refuted, SymbinfoError

if TYPE_CHECKING:
    from symbinfo.kernel.theorem import Theorem


@click.command("prove", context_settings={"ignore_unknown_options": True})
@click.argument("claim", required=False)
@click.option("--given", multiple=True, metavar="HYPOTHESIS", help="Assume this; may be repeated.")
@click.option(
    "--file",
    "source",
    type=click.File(encoding="utf-8-sig"),
    help='Prove many: one JSON object a line with "claim", and optionally "given" and "id".',
)
@json_option
@click.pass_context
def prove_command(
    ctx: click.Context,
    claim: str | None,
    *,
    given: tuple[str, ...],
    source: TextIO | None,
    as_json: bool,
) -> None:
    r"""Prove CLAIM, or refute it with exact distributions.

    \b
    symbinfo prove "H(X,Y) <= H(X) + H(Y)"
    symbinfo prove "I(X;Z) <= I(X;Y)" --given "X -> Y -> Z"
    symbinfo prove "H(p,q) = H(p) + D(p||q)"

    Exits with 0 if it is proved, 1 if it is refuted, 3 if neither was found.
    """
    if (claim is None) == (source is None):
        msg = "give one CLAIM, or --file with many"
        raise click.UsageError(msg)
    if source is not None:
        if given:
            msg = '--given belongs to a single claim; in a file, each line has its own "given"'
            raise click.UsageError(msg)
        ctx.exit(prove_lines(source, as_json=as_json))
    ctx.exit(prove_one(str(claim), given, as_json=as_json))


def prove_one(claim: str, given: tuple[str, ...], *, as_json: bool) -> int:
    """Prove one claim, print what came of it, and return the exit code."""
    from symbinfo.search.prove import prove

    try:
        theorem = prove(claim, given=given)
    except SymbinfoError as error:
        if as_json:
            echo_json({"id": None, "claim": claim, "given": list(given), **failure_json(error)})
        else:
            print_failure(error)
        return of_error(error)
    if as_json:
        echo_json({"id": None, "claim": claim, "given": list(given), **success_json(theorem)})
    else:
        print_theorem(theorem)
    return 0


def print_theorem(theorem: Theorem) -> None:
    """Print a theorem with its proof and what it rests on."""
    from symbinfo.render.text import theorem_text

    click.echo(f"proved: {theorem_text(theorem, unicode=shows_unicode())}")


def print_failure(error: SymbinfoError) -> None:
    """Print a counterexample, what was tried, or what is wrong with the claim."""
    if isinstance(error, Refuted):
        from symbinfo.render.text import counterexample_text

        text = counterexample_text(error.counterexample, unicode=shows_unicode())
        click.echo(f"refuted: {text.removeprefix('False: ')}")
    elif isinstance(error, UNDECIDED_ERRORS):
        told = failure_json(error)
        click.echo(f"not proved: {told['message'].removeprefix('not proved: ')}")
        if told["tried"]:
            click.echo(f"tried: {'; '.join(told['tried'])}")
    else:
        complain(str(error))


def prove_lines(source: TextIO, *, as_json: bool) -> int:
    """Prove one claim a line, print a line for each as it is decided, and return the exit code."""
    verdicts = set[str]()
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        told = prove_line(line, number)
        verdicts.add(told["verdict"])
        if as_json:
            echo_json(told, indent=None)
        else:
            click.echo(f"{told['id']}: {told['verdict']}: {told['claim'] or told['message']}")
    return of_verdicts(verdicts)


def prove_line(line: str, number: int) -> dict[str, Any]:
    """Return what came of one line of a file; a bad line is an error of that line only."""
    from symbinfo.search.prove import prove

    told: dict[str, Any] = {"id": number, "claim": None, "given": []}
    try:
        told |= read_line(line, number)
        return told | success_json(prove(told["claim"], given=tuple(told["given"])))
    except SymbinfoError as error:
        return told | failure_json(error)
    except Exception as error:  # noqa: BLE001 - the other lines go on
        return told | {"verdict": "error", "message": in_words(error)}


def read_line(line: str, number: int) -> dict[str, Any]:
    """Return the id, claim and hypotheses of a line, or say what is wrong with it."""
    try:
        row = json.loads(line)
    except ValueError as error:
        msg = f"line {number} is not JSON: {error}"
        raise BadInput(msg) from None
    if not isinstance(row, dict) or not isinstance(row.get("claim"), str):
        msg = f'line {number} must be an object with "claim", a text'
        raise BadInput(msg)
    given = row.get("given", [])
    given = [given] if isinstance(given, str) else given
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        msg = f'line {number}: "given" must be a list of texts'
        raise BadInput(msg)
    return {"id": row.get("id", number), "claim": row["claim"], "given": given}


def success_json(theorem: Theorem) -> dict[str, object]:
    """Return the result for a claim that is proved."""
    return {"verdict": "proved", **theorem_json(theorem)}


def failure_json(error: SymbinfoError) -> dict[str, Any]:
    """Return the result for a claim that is not proved."""
    if isinstance(error, Refuted):
        example: Any = error.counterexample
        told = example.as_dict()
        return {"verdict": "refuted", "message": str(error), "counterexample": told}
    if not isinstance(error, UNDECIDED_ERRORS):
        return {"verdict": "error", "message": str(error)}
    return {
        "verdict": "not proved",
        "message": as_typed(str(error)),
        "tried": list(getattr(error, "tried", ())),
        "hint": as_typed(getattr(error, "hint", "")),
    }


def as_typed(text: str) -> str:
    """Return a message with hypotheses as they are typed after --given, not as in Python."""
    return re.sub(r"AbsolutelyContinuous\(([^(),]+), ([^(),]+)\)", r"\1 << \2", text)
