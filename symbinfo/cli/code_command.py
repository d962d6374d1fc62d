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
@click.option("--generator", help='The function f of f_divergence, such as "t*log(t)".')
@json_option
def code_command(measure: str, *, language: str, generator: str | None, as_json: bool) -> None:
    """Print a function for MEASURE, generated from its definition.

    The Python function needs NumPy alone; the C function needs a C99 compiler. Both have the
    formula, the conventions and a source in their comment.

    \b
    symbinfo code kl_divergence > kl_divergence.py
    symbinfo code mutual_information --language c > mutual_information.c
    symbinfo code f_divergence --generator "(t - 1)**2"
    """  # noqa: D301 - the character tells click to keep the lines
    from symbinfo.numeric.aliases import full_name
    from symbinfo.numeric.export import MEASURES, source_code
    from symbinfo.numeric.generator import read_generator

    name = full_name(measure)
    if name not in MEASURES:
        raise BadInput(unknown("measure", measure, MEASURES))
    source = source_code(name, language, None if generator is None else read_generator(generator))
    if as_json:
        echo_json({"measure": name, "language": language, "source": source})
    else:
        click.echo(source, nl=False)
