"""``symbinfo code``: a measure as source code that runs without symbinfo."""

from __future__ import annotations

import click

from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import json_option, unknown
from symbinfo.errors import BadInput


@click.command("code")
@click.argument("measure")
@click.option(
    "--language",
    type=click.Choice(["python", "c"]),
    default="python",
    show_default=True,
    help="The language of the function.",
)
@json_option
def code_command(measure: str, *, language: str, as_json: bool) -> None:
    """Print a function for MEASURE, generated from its definition.

    The Python function needs NumPy alone; the C function needs a C99 compiler. Both have the
    formula, the conventions and a source in their comment.

    \b
    symbinfo code kl_divergence > kl_divergence.py
    symbinfo code mutual_information --language c > mutual_information.c
    """  # noqa: D301 - the character tells click to keep the lines
    from symbinfo.numeric.export import MEASURES, source_code

    if measure == "f_divergence":
        msg = "f_divergence needs a function f: lambdify(args, FDivergence(f, p, q)).source has it"
        raise BadInput(msg)
    if measure not in MEASURES:
        raise BadInput(unknown("measure", measure, MEASURES))
    source = source_code(measure, language)
    if as_json:
        echo_json({"measure": measure, "language": language, "source": source})
    else:
        click.echo(source, nl=False)
