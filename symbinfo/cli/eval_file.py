"""``symbinfo eval --file``: measures of samples and of tables of probabilities."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from math import inf, isinf, isnan
from typing import TYPE_CHECKING, Any, final

import click

from symbinfo.cli.output import echo_json
from symbinfo.cli.shelf import unknown
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from symbinfo.numeric.data.estimate import Estimate
    from symbinfo.numeric.data.question import Question


@final
@dataclass(frozen=True, slots=True)
class FileOptions:
    """The options that only files have; `probabilities` is None if the user did not say."""

    columns: tuple[str, ...]
    given: tuple[str, ...]
    estimator: str
    drop_null: bool
    null: tuple[str, ...]
    no_header: bool
    separator: str | None
    probabilities: bool | None
    normalise: str | None

    @classmethod
    def read(cls, options: Mapping[str, Any]) -> FileOptions:
        """Return the options of the command line, with lists of columns split."""
        split = {name: _names(name, options[name]) for name in ("columns", "given")}
        return cls(**{**options, **split})

    def refuse_without_file(self) -> None:
        """Say which option has no meaning without a file."""
        for name, value in asdict(self).items():
            if value not in (None, False, (), "plug-in"):
                msg = f"--{name.replace('_', '-')} needs --file: it is about data"
                raise click.UsageError(msg)


def _names(option: str, text: str | None) -> tuple[str, ...]:
    r"""Return the columns in a list with commas; quotes keep a comma in a name."""
    if text is None:
        return ()
    names = tuple(name.strip() for name in next(csv.reader([text], skipinitialspace=True), []))
    if not names or "" in names:
        msg = f"--{option} takes names or places of columns with commas, such as X,Y; got {text!r}"
        raise BadInput(msg)
    return names


def evaluate_file(
    measure: str,
    path: str,
    base: str | None,
    words: tuple[str | None, str | None],
    options: FileOptions,
    *,
    as_json: bool,
) -> None:
    """Evaluate a measure of a file, and print it with what it rests on.

    `words` are those of an order and of a generator.
    """
    from symbinfo.numeric.data.question import MEASURES
    from symbinfo.numeric.data.sources import file_path

    if measure not in MEASURES:
        raise BadInput(unknown("measure", measure, MEASURES))
    question = _question(measure, base, words, options.estimator)
    file_path(path)
    array = _array(path, options)
    if options.probabilities or array is not None:
        _probabilities(measure, question, path, array, options, as_json=as_json)
    else:
        _samples(question, path, options, as_json=as_json)


def _question(
    measure: str, base: str | None, words: tuple[str | None, str | None], estimator: str
) -> Question:
    from symbinfo.numeric.aliases import full_name
    from symbinfo.numeric.data.question import read_question
    from symbinfo.numeric.parameters import read_parameters
    from symbinfo.numeric.vectors import parse_number

    order, generator = read_parameters(full_name(measure), *words, base)
    numbers = [None if base is None else parse_number(base), order]
    unit, power = (None if number is None else _float(number) for number in numbers)
    return read_question(measure, unit, estimator, power, generator)


def _float(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:
        return inf


def _array(path: str, options: FileOptions) -> Any:
    """Return the array of a .npy file if it holds probabilities, else None."""
    if not path.lower().endswith(".npy") or options.probabilities is False:
        return None
    from pathlib import Path

    from symbinfo.numeric.data.arrays import load_array

    array = load_array(Path(path))
    sampled = array.dtype.kind != "f" or options.columns or options.given
    return None if sampled and not options.probabilities and not options.normalise else array


def _probabilities(
    measure: str,
    question: Question,
    path: str,
    array: Any,
    options: FileOptions,
    *,
    as_json: bool,
) -> None:
    from symbinfo.numeric.data.tables import evaluate_table

    table = _table(question.measure, path, array, options)
    normalise = options.normalise or "check"
    try:
        value = evaluate_table(question, table, path, normalise)
    except BadInput as error:
        text = str(error)
        raise BadInput(text if text.startswith(path) else f"{path}: {text}") from error
    if as_json:
        told = {"measure": measure, "value": _json(value.tolist()), "base": question.base}
        echo_json({**told, "unit": question.unit, "file": path, "holds": "probabilities"})
        return
    unit = f", in {question.unit.removeprefix('in ')}" if question.unit else ""
    shape = " x ".join(map(str, table.shape))
    click.echo(f"{path}: {shape} probabilities{unit}", err=True)
    for number in value.ravel().tolist():
        click.echo(_text(number))


def _table(measure: str, path: str, array: Any, options: FileOptions) -> Any:
    from symbinfo.numeric.data.files import open_source
    from symbinfo.numeric.data.tables import check_first, probability_matrix

    _only_of_samples(options)
    if array is None:
        source = open_source(path, header=not options.no_header, separator=options.separator)
        return probability_matrix(source, source.named(options.columns) or source.columns)
    if options.columns:
        msg = "--columns chooses among samples, or in a .csv or .parquet file"
        raise BadInput(msg)
    if not array.size:
        msg = f"{path} has no rows"
        raise BadInput(msg)
    if options.probabilities is None and options.normalise is None:
        check_first(measure, array, path)
    return array


def _only_of_samples(options: FileOptions) -> None:
    wrong = {
        "--given": options.given,
        "--drop-null": options.drop_null,
        "--null": options.null,
        "--estimator miller-madow": options.estimator != "plug-in",
    }
    for name, value in wrong.items():
        if value:
            msg = f"{name} is about samples, and the file is read as probabilities"
            raise BadInput(msg)


def _samples(question: Question, path: str, options: FileOptions, *, as_json: bool) -> None:
    from symbinfo.numeric.data.estimate import estimate

    if options.normalise:
        msg = "--normalise is about probabilities, and the file is read as samples"
        raise BadInput(msg)
    found = estimate(
        path,
        question.measure,
        options.columns,
        given=options.given,
        base=question.base,
        order=question.order,
        generator=question.generator,
        estimator=options.estimator,
        drop_null=options.drop_null,
        null=options.null,
        header=not options.no_header,
        separator=options.separator,
    )
    if as_json:
        told = {**asdict(found), "value": _json(found.value)}
        echo_json({**told, "base": question.base, "file": path, "holds": "samples"})
        return
    _tell(found, path)


def _tell(found: Estimate, path: str) -> None:
    click.echo(f"{found.title} {found.notation} = {_text(found.value)} {found.unit}".rstrip())
    click.echo(f"{_ESTIMATORS[found.estimator]} from {_rows(found)} of {path}")
    letters = [f"{column} {count:,}" for column, count in found.distinct.items()]
    together = [f"together {found.together:,}"] if len(letters) > 1 else []
    click.echo(f"distinct values: {', '.join(letters + together)}")
    for remark in found.remarks:
        click.echo(f"warning: {remark}", err=True)


_ESTIMATORS = {
    "plug-in": "plug-in estimate (observed frequencies)",
    "miller-madow": "Miller-Madow estimate (plug-in with its first bias correction)",
}


def _rows(found: Estimate) -> str:
    used = set(found.used.values())
    if used == {found.rows}:
        return f"the {found.rows:,} rows" if found.rows > 1 else "the only row"
    if found.apart:
        each = ", ".join(f"{name} {count:,}" for name, count in found.used.items())
        return f"the {found.rows:,} rows (with a value: {each})"
    return f"{used.pop():,} of {found.rows:,} rows (the others miss a value)"


def _text(value: float) -> str:
    if isinf(value):
        return "oo" if value > 0 else "-oo"
    return repr(value)


def _json(value: Any) -> Any:
    """Return a number as JSON has it; what it has no number for is text."""
    if isinstance(value, list):
        return [_json(part) for part in value]
    if isnan(value):
        return "nan"
    return _text(value) if isinf(value) else value
