"""Estimates from counts: the measures are those of `symbinfo.numeric`, at the observed law.

Joint tables are never filled: only combinations that came are kept. So I(X; Y | Z) is
evaluated as the divergence of the law of (X, Y, Z) from p(x,z) p(y,z) / p(z), with all
combinations that did not come as one more letter, and H(Y | X) as the cross-entropy of
p(x, y) from p(y | x).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.errors import BadInput
from symbinfo.numeric import library
from symbinfo.numeric.data.letters import one_kind
from symbinfo.numeric.data.tally import COUNT

if TYPE_CHECKING:
    from polars import DataFrame

    from symbinfo.numeric.data.counts import Counts, Places

PLUG_IN, MILLER_MADOW = "plug-in", "miller-madow"
ESTIMATORS = (PLUG_IN, MILLER_MADOW)


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure of laws: its function of arrays, its name, and how its value is written."""

    function: Any
    title: str
    notation: str
    logarithmic: bool = True


def _f_divergence(p: Any, q: Any, *, f: Any, **options: Any) -> Any:
    return library.f_divergence(f, p, q, **options)


COMPARISONS: MappingProxyType[str, Comparison] = MappingProxyType(
    {
        "kl_divergence": Comparison(library.kl_divergence, "KL divergence", "D({} || {})"),
        "cross_entropy": Comparison(library.cross_entropy, "cross-entropy", "H({}, {})"),
        "jensen_shannon": Comparison(
            library.jensen_shannon, "Jensen-Shannon divergence", "JSD({} || {})"
        ),
        "total_variation": Comparison(
            library.total_variation, "total variation", "TV({}, {})", logarithmic=False
        ),
        "hellinger": Comparison(
            library.hellinger, "Hellinger distance", "Hel({}, {})", logarithmic=False
        ),
        "renyi_divergence": Comparison(
            library.renyi_divergence, "Renyi divergence", "D_{order}({} || {})"
        ),
        "f_divergence": Comparison(
            _f_divergence, "f-divergence", "D_f({} || {}) with f = {f}", logarithmic=False
        ),
    }
)
"""What compares the laws of two columns."""
ENTROPIES: MappingProxyType[str, Comparison] = MappingProxyType(
    {
        "renyi_entropy": Comparison(library.renyi_entropy, "Renyi entropy", "H_{order}({})"),
        "tsallis_entropy": Comparison(
            library.tsallis_entropy, "Tsallis entropy", "S_{order}({})", logarithmic=False
        ),
    }
)
"""Entropies with an order, of the law of columns."""


def plug_in_entropy(counts: Counts, given: Places, base: float | None) -> float:
    """Return H of the first columns given others, at the observed law."""
    every = counts.weights(range(len(counts.names)))
    law = every / counts.rows
    if not given:
        return float(library.entropy(law, base=base))
    conditional = every / counts.weights(given)
    return abs(float(library.cross_entropy(law, conditional, base=base, normalise="literal")))


def plug_in_information(counts: Counts, given: Places, base: float | None) -> float:
    """Return I of the first two columns given others, at the observed law."""
    x, y = (counts.weights((place, *given)) for place in (0, 1))
    law = counts.weights(range(len(counts.names))) / counts.rows
    product = x * y / counts.weights(given) / counts.rows
    rest = max(0.0, 1 - float(product.sum()))
    return float(library.kl_divergence(np.append(law, 0), np.append(product, rest), base=base))


def entropy_correction(counts: Counts, given: Places) -> float:
    """Return what Miller and Madow add to H of the first columns given others, in nats."""
    known = counts.distinct(range(len(counts.names))) - counts.distinct(given)
    return known / (2 * counts.rows)


def information_correction(counts: Counts, given: Places) -> float:
    """Return what Miller and Madow add to H(X, Z) + H(Y, Z) - H(X, Y, Z) - H(Z), in nats."""
    x, y = (counts.distinct((place, *given)) for place in (0, 1))
    every = counts.distinct(range(len(counts.names)))
    return (x + y - every - counts.distinct(given)) / (2 * counts.rows)


def in_base(nats: float, base: float | None) -> float:
    """Return a number of nats in the unit of a base."""
    return nats if base is None else nats / log(base)


def compared(name: str, table: DataFrame, options: dict[str, Any]) -> float:
    """Return a measure of the two observed laws of a table with the counts p and q."""
    p, q = (table[side].to_numpy() / float(table[side].sum()) for side in ("p", "q"))
    return float(COMPARISONS[name].function(p, q, **options))


def ordered_entropy(name: str, counts: Counts, options: dict[str, Any]) -> float:
    """Return an entropy with an order, at the observed law."""
    law = counts.weights(range(len(counts.names))) / counts.rows
    return float(ENTROPIES[name].function(law, **options))


def joint_alphabet(first: Counts, second: Counts) -> DataFrame:
    """Return for each letter of either column how often it came in each."""
    import polars as pl

    sides = (first.cells, second.cells)
    letters = _common([cells["0"].rename("letter") for cells in sides], first, second)
    zero = pl.lit(0, pl.Int64)
    parts = [
        letters[0].to_frame().with_columns(first.cells[COUNT].alias("p"), zero.alias("q")),
        letters[1].to_frame().with_columns(zero.alias("p"), second.cells[COUNT].alias("q")),
    ]
    table: DataFrame = pl.concat(parts).group_by("letter").agg(pl.col("p", "q").sum())
    return table.sort("letter")


def _common(letters: list[Any], first: Counts, second: Counts) -> list[Any]:
    """Return the letters of two columns in one type."""
    import polars as pl

    kinds = [column.dtype for column in letters]
    if kinds[0] == kinds[1]:
        return letters
    if all(kind.is_integer() for kind in kinds):
        return [column.cast(pl.Int128) for column in letters]
    if all(kind.is_numeric() for kind in kinds):
        return one_kind(letters)
    (p,), (q,) = first.names, second.names
    msg = f"column {p!r} holds {kinds[0]} and column {q!r} {kinds[1]}: they have no value in common"
    raise BadInput(msg)
