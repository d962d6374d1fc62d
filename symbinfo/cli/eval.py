"""``symbinfo eval``: one measure, at exact probabilities or of the data in a file."""

from __future__ import annotations

import click

from symbinfo.cli.eval_file import FileOptions, evaluate_file
from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import json_option, unknown
from symbinfo.errors import BadInput


@click.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("measure")
@click.argument("values", nargs=-1)
@click.option("--base", help="The base of the logarithm, such as 2; nats if not given.")
@click.option("--file", "path", help="Data: .csv, .tsv, .parquet (needs Polars) or .npy.")
@click.option("--columns", help="Which columns: names or places from 0, such as X,Y or 0,1.")
@click.option("--given", help="The columns of the condition, such as Z or Z,W.")
@click.option(
    "--estimator",
    type=click.Choice(["plug-in", "miller-madow"]),
    default="plug-in",
    show_default=True,
    help="How a measure is estimated from samples.",
)
@click.option("--drop-null", is_flag=True, help="Leave out rows that miss a value.")
@click.option("--null", multiple=True, help="A text that means a missing value, such as NA.")
@click.option("--no-header", is_flag=True, help="The first line of a CSV file is data.")
@click.option("--separator", help="What is between the columns of a CSV file; a comma.")
@click.option(
    "--probabilities/--samples",
    default=None,
    help="What a file holds; samples, but probabilities if it is .npy with decimal numbers.",
)
@click.option(
    "--normalise",
    type=click.Choice(["check", "renormalise", "literal"]),
    help="What becomes of probabilities that do not sum to 1; they are an error.",
)
@json_option
def evaluate_command(
    measure: str,
    values: tuple[str, ...],
    *,
    base: str | None,
    path: str | None,
    as_json: bool,
    **options: object,
) -> None:
    """Evaluate MEASURE at VALUES: its exact form, then the number.

    One distribution may be given as numbers; several, or the rows of a joint table, as
    lists with commas. With --file, the measure is estimated from the columns of a file
    (docs/data.md).

    \b
    symbinfo eval entropy 9/10 1/10 --base 2
    symbinfo eval kl 1/2,1/2 1,0
    symbinfo eval mutual_information 1/2,0 1/4,1/4
    symbinfo eval mutual_information --file table.csv --columns X,Y --given Z
    """  # noqa: D301 - the character tells click to keep the lines
    if path is not None:
        _no_values(values)
        evaluate_file(measure, path, base, FileOptions.read(options), as_json=as_json)
        return
    if not values:
        msg = "Missing argument 'VALUES...': give probabilities, or a file of data with --file."
        raise click.UsageError(msg)
    FileOptions.read(options).refuse_without_file()
    _evaluate_values(measure, values, base, as_json=as_json)


def _no_values(values: tuple[str, ...]) -> None:
    if values and values[0].startswith("--"):
        msg = f"No such option: {values[0].partition('=')[0]}"
        raise click.UsageError(msg)
    if values:
        msg = f"VALUES and --file exclude each other; got {' '.join(values)}"
        raise click.UsageError(msg)


def _evaluate_values(
    measure: str, values: tuple[str, ...], base: str | None, *, as_json: bool
) -> None:
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
