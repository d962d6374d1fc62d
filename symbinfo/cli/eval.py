"""``symbinfo eval``: one measure at exact probabilities."""

from __future__ import annotations

import click

from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import json_option


@click.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("measure")
@click.argument("values", nargs=-1, required=True)
@click.option("--base", help="The base of the logarithm, such as 2; nats if not given.")
@json_option
def evaluate_command(
    measure: str, values: tuple[str, ...], *, base: str | None, as_json: bool
) -> None:
    r"""Evaluate MEASURE at VALUES: its exact form, then the number.

    One distribution may be given as numbers, several as lists with commas.

    \b
    symbinfo eval entropy 9/10 1/10 --base 2
    symbinfo eval kl 1/2,1/2 1,0
    """
    from symbinfo.numeric.evaluate import evaluate, parse_vectors

    result = evaluate(measure, parse_vectors(values), base)
    if as_json:
        echo_json(result)
    else:
        click.echo(result)
