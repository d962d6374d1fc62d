"""``symbinfo eval``: one measure at exact probabilities."""

from __future__ import annotations

import click

from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import json_option, unknown
from symbinfo.errors import BadInput


@click.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("measure")
@click.argument("values", nargs=-1, required=True)
@click.option("--base", help="The base of the logarithm, such as 2; nats if not given.")
@json_option
def evaluate_command(
    measure: str, values: tuple[str, ...], *, base: str | None, as_json: bool
) -> None:
    """Evaluate MEASURE at VALUES: its exact form, then the number.

    One distribution may be given as numbers; several, or the rows of a joint table, as
    lists with commas.

    \b
    symbinfo eval entropy 9/10 1/10 --base 2
    symbinfo eval kl 1/2,1/2 1,0
    symbinfo eval mutual_information 1/2,0 1/4,1/4
    """  # noqa: D301 - the character tells click to keep the lines
    from sympy import E

    from symbinfo.numeric.evaluate import MEASURES, evaluate, parse_vectors
    from symbinfo.numeric.vectors import parse_number

    if measure not in MEASURES:
        raise BadInput(unknown("measure", measure, MEASURES))
    expr = MEASURES[measure](parse_vectors(values))
    exact, value = evaluate(expr, E if base is None else parse_number(base))
    number = "oo" if exact.is_infinite else value
    if as_json:
        echo_json({"measure": measure, "exact": str(exact), "value": number, "base": base})
    else:
        click.echo(exact if exact.is_infinite else f"{exact}\n{value}")
