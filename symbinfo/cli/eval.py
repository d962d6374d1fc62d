"""``symbinfo eval``: one measure, at exact probabilities or of the data in a file."""

from __future__ import annotations

from math import isinf

import click

from symbinfo.cli.eval_file import FileOptions, evaluate_file
from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import json_option, unknown
from symbinfo.errors import BadInput


@click.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("measure")
@click.argument("values", nargs=-1)
@click.option("--base", help="The base of the logarithm, such as 2; nats if not given.")
@click.option("--order", help="The order of a Renyi or Tsallis measure, such as 2, 1/2 or inf.")
@click.option("--generator", help='The function f of f_divergence, such as "t*log(t)".')
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
    order: str | None,
    generator: str | None,
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
    symbinfo eval renyi_entropy 9/10 1/10 --order 2
    symbinfo eval mutual_information --file table.csv --columns X,Y --given Z
    """  # noqa: D301 - the character tells click to keep the lines
    if path is not None:
        _no_values(values)
        words = (order, generator)
        evaluate_file(measure, path, base, words, FileOptions.read(options), as_json=as_json)
        return
    if not values:
        msg = "Missing argument 'VALUES...': give probabilities, or a file of data with --file."
        raise click.UsageError(msg)
    FileOptions.read(options).refuse_without_file()
    _evaluate_values(measure, values, base, (order, generator), as_json=as_json)


def _no_values(values: tuple[str, ...]) -> None:
    if values and values[0].startswith("--"):
        msg = f"No such option: {values[0].partition('=')[0]}"
        raise click.UsageError(msg)
    if values:
        msg = f"VALUES and --file exclude each other; got {' '.join(values)}"
        raise click.UsageError(msg)


def _evaluate_values(
    measure: str,
    values: tuple[str, ...],
    base: str | None,
    words: tuple[str | None, str | None],
    *,
    as_json: bool,
) -> None:
    from sympy import E

    from symbinfo.numeric.aliases import full_name
    from symbinfo.numeric.parameters import read_parameters
    from symbinfo.numeric.typed import MEASURES, value_of
    from symbinfo.numeric.vectors import parse_number, parse_vectors

    if measure not in MEASURES:
        raise BadInput(unknown("measure", measure, MEASURES))
    parameters = read_parameters(full_name(measure), *words, base)
    unit = E if base is None else parse_number(base)
    exact, value = value_of(measure, parse_vectors(values), parameters, unit)
    number = "oo" if isinf(value) else value
    if as_json:
        told = None if exact is None else str(exact)
        echo_json({"measure": measure, "exact": told, "value": number, "base": base})
        return
    lines = [str(line) for line in (exact, number) if line is not None]
    click.echo("\n".join(dict.fromkeys(lines)))
