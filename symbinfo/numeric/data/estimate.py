"""`estimate`: a measure of the columns of a file or frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING, Any, final

from symbinfo.numeric.data import estimators as e
from symbinfo.numeric.data.counts import Missing, count
from symbinfo.numeric.data.files import open_source
from symbinfo.numeric.data.question import Question, read_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polars import DataFrame

    from symbinfo.numeric.data.counts import Counts
    from symbinfo.numeric.data.sources import Source

_SCARCE = 10  # rows for each combination of values; below it, the bias is above 0.05 nats


@final
@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure of data; `float(estimate)` is its value.

    Attributes
    ----------
    measure, title, notation : str
        The measure by its name, in words, and as it is written, such as I(x; y | z).
    value : float
        The estimate.
    unit : str
        "nats", "bits", "hartleys", "base 3"; empty for distances.
    estimator : str
        "plug-in" (the measure of the observed frequencies) or "miller-madow".
    rows : int
        How many rows were read.
    used : dict
        For each column, how many of them were counted.
    distinct : dict
        For each column, how many different values it has.
    together : int
        How many combinations of values there are, or how many values in either of two columns
        that are compared.
    remarks : tuple of str
        What makes the estimate doubtful, and why it is infinite.
    """

    measure: str
    title: str
    notation: str
    value: float
    unit: str
    estimator: str
    rows: int
    used: dict[str, int]
    distinct: dict[str, int]
    together: int
    remarks: tuple[str, ...]

    @property
    def apart(self) -> bool:
        """Whether two columns were counted apart, and not row by row."""
        return self.measure in e.COMPARISONS

    def __float__(self) -> float:
        return self.value


def estimate(  # noqa: PLR0913 - options, by keyword
    data: Any,
    measure: str,
    columns: Sequence[str | int] = (),
    *,
    given: Sequence[str | int] = (),
    base: float | None = None,
    order: float | None = None,
    generator: Any = None,
    estimator: str = e.PLUG_IN,
    drop_null: bool = False,
    null: Sequence[str] = (),
    header: bool = True,
    separator: str | None = None,
) -> Estimate:
    """Return a measure of the columns of a file or a frame. It needs Polars.

    The rows are counted in one pass, in memory that grows with the number of distinct values
    and not with the number of rows; the measure is that of the observed frequencies.

    Parameters
    ----------
    data : path, polars.DataFrame, polars.LazyFrame or array
        A path ends in .csv, .tsv, .parquet or .npy. An array has a column for each of its columns.
    measure : str
        "entropy" (of several columns: their joint entropy), "conditional_entropy" and
        "mutual_information" of columns; "kl_divergence", "cross_entropy", "jensen_shannon",
        "total_variation" and "hellinger" compare the laws of two columns. "renyi_entropy",
        "tsallis_entropy" and "renyi_divergence" need an order, "f_divergence" a generator.
    columns : sequence of str or int, optional
        Their names, or their places from 0; all columns if none is named.
    given : sequence of str or int, optional
        The columns of the condition.
    base : number, optional
        The base of the logarithm; nats if None.
    order : number, optional
        The order of a Renyi or Tsallis measure, from 0 on, or infinite.
    generator : Lambda or Expr, optional
        The function f of an f-divergence.
    estimator : {"plug-in", "miller-madow"}
        "miller-madow" adds (K - 1) / (2 N) nats to each entropy of K values in N rows.
    drop_null : bool
        Whether rows without a value are left out; else they are an error.
    null : sequence of str
        Texts that mean that there is no value.
    header, separator : bool, str
        Of a CSV file: whether its first line has the names, and what is between the columns.

    Returns
    -------
    Estimate
        The value with what it rests on.

    Raises
    ------
    BadInput
        If the file cannot be read, a column is not there or misses values.

    Examples
    --------
    >>> estimate("weather.csv", "mutual_information", ["sky", "rain"], base=2)  # doctest: +SKIP
    Estimate(measure='mutual_information', title='mutual information', value=0.311..., ...)

    References
    ----------
    Miller (1955), "Note on the bias of information estimates"; Paninski (2003), section 4.
    """
    question = read_question(measure, base, estimator, order, generator)
    source = open_source(data, header=header, separator=separator)
    question = question.about(source, columns, given)
    missing = Missing(drop_null, tuple(null))
    if question.compares:
        return _compared(question, source, missing)
    return _of_columns(question, source, missing)


def _compared(question: Question, source: Source, missing: Missing) -> Estimate:
    """Return a measure of the laws of two columns; each leaves out its own missing values."""
    p, q = sides = count(source, question.columns, [(0,), (1,)], missing)
    table = e.joint_alphabet(p, q)
    value = e.compared(question.measure, table, question.options)
    remarks = [remark for side in sides for remark in side.remarks]
    return Estimate(
        measure=question.measure,
        title=question.title,
        notation=question.notation,
        value=value,
        unit=question.unit,
        estimator=question.estimator,
        rows=p.read,
        used={side.names[0]: side.rows for side in sides},
        distinct={side.names[0]: side.distinct((0,)) for side in sides},
        together=table.height,
        remarks=(*dict.fromkeys(remarks), *_why_infinite(value, table, question)),
    )


def _why_infinite(value: float, table: DataFrame, question: Question) -> list[str]:
    if not isinf(value):
        return []
    lost = table.filter((table["p"] > 0) & (table["q"] == 0)).sort("p", "letter", descending=True)
    letter, rows = lost["letter"][0], lost["p"][0]
    x, y = question.columns
    return [f"infinite because {y!r} is never {letter!r}, which {x!r} is {rows:,} times"]


def _of_columns(question: Question, source: Source, missing: Missing) -> Estimate:
    """Return an entropy or mutual information of columns, of the rows that miss no value."""
    names = question.columns + question.given
    every = tuple(range(len(names)))
    (counts,) = count(source, names, [every], missing)
    return Estimate(
        measure=question.measure,
        title=question.title,
        notation=question.notation,
        value=_value(question, counts),
        unit=question.unit,
        estimator=question.estimator,
        rows=counts.read,
        used=dict.fromkeys(names, counts.rows),
        distinct={name: counts.distinct((place,)) for place, name in enumerate(names)},
        together=counts.distinct(every),
        remarks=(*counts.remarks, *_scarce(counts)),
    )


def _value(question: Question, counts: Counts) -> float:
    if question.measure in e.ENTROPIES:
        return e.ordered_entropy(question.measure, counts, question.options)
    columns = len(question.columns)
    given = tuple(range(columns, columns + len(question.given)))
    information = question.measure == "mutual_information"
    plug_in = e.plug_in_information if information else e.plug_in_entropy
    correction = e.information_correction if information else e.entropy_correction
    value = plug_in(counts, given, question.base)
    if question.estimator == e.PLUG_IN:
        return value
    return value + e.in_base(correction(counts, given), question.base)


def _scarce(counts: Counts) -> list[str]:
    letters = counts.distinct(range(len(counts.names)))
    if counts.remarks or letters < 2 or counts.rows >= _SCARCE * letters:
        return []
    few = f"{counts.rows:,} rows are few for {letters:,} combinations of values"
    return [f"{few}: the estimate of an entropy is too low, that of mutual information too high"]
