"""Careful values of rows that are too long for it at once: part by part, with bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.numeric import double
from symbinfo.numeric.careful import Careful, Plan
from symbinfo.numeric.double import Double, exact
from symbinfo.numeric.program import (
    Divergence,
    Largest,
    LogPowerMean,
    LogSum,
    Lookup,
    Node,
    PowerRate,
    Table,
    Total,
)
from symbinfo.numeric.walk import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument

    Block = dict[Argument, Any]
LONG = 2**19  # letters of a row, beyond which it is computed in parts
_PART = 2**16
_SUMS = (Total, LogSum, Divergence)


def can_part(plan: Plan, arrays: Block) -> bool:
    """Whether all sums are over one long axis that all arrays have."""
    shapes = {array.shape[1:] for array in arrays.values() if array.ndim > 1}
    if len(shapes) != 1 or len(shapes.pop()) != 1 or plan.depths != 2:
        return False
    if any(_nodes(plan.result, (PowerRate, LogPowerMean, Largest))):
        return False
    return not any(isinstance(leaf.array, Table) for leaf in _nodes(plan.result, (Lookup,)))


def run_in_parts(plan: Plan, row: Block) -> float:
    """Return the value of one row."""
    laws = [a for a in row if a.is_law and plan.normalised]
    totals = {a: _total(row[a]) for a in laws}
    size = max(array.shape[1] for array in row.values() if array.ndim > 1)
    sums = list(_nodes(plan.result, _SUMS))
    found: dict[int, Double] = {}
    sizes = {a: array.shape[1:] for a, array in row.items()}
    for low in range(0, size, _PART):
        run = Careful(plan, _part(row, low, totals), sizes)
        for node in sums:
            value = run.value(node)
            old = found.get(id(node))
            found[id(node)] = double.add(old, value) if old else value
    last = Careful(plan, _part(row, 0, totals), sizes, found)
    return float(last.value(plan.result).high.reshape(-1)[0])


def _part(row: Block, low: int, totals: dict[Argument, Double]) -> dict[Argument, Double]:
    found = {}
    for a, array in row.items():
        part = array[:, low : low + _PART] if array.ndim > 1 else array
        numbers = exact(np.asarray(part, dtype=np.float64))
        found[a] = double.divide(numbers, totals[a]) if a in totals else numbers
    return found


def _total(array: Array) -> Double:
    total = exact(np.zeros((1, 1)))
    for low in range(0, array.shape[1], _PART):
        part = exact(np.asarray(array[:, low : low + _PART], dtype=np.float64))
        total = double.add(total, double.total(part, (1,)))
    return total


def _nodes(node: Node, kinds: tuple[type, ...]) -> Iterator[Any]:
    """Run through the nodes of some kinds, once each."""
    seen: set[int] = set()
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        waiting += children(here)
        if isinstance(here, kinds):
            yield here
