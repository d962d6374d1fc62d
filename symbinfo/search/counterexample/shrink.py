"""Make the support of a counterexample smaller while it stays one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symbinfo.errors import SymbinfoError
from symbinfo.kernel.refutation import Counterexample, refute
from symbinfo.search.counterexample.objects import Law, World, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.core.statement import Statement


def shrink(
    statement: Statement, world: World, found: Counterexample, seems: Callable[[World], bool]
) -> Counterexample:
    """Return the counterexample, or one with fewer rows or simpler weights.

    `seems` says cheaply which laws are worth a try.
    """
    for law in smaller(world.law):
        tidied = tidy(world.variables, law)
        if tidied is None:
            continue
        changed = replace(world, law=tidied[0], numbers={**world.numbers, **tidied[1]})
        if seems(changed):
            try:
                better = refute(statement, changed.assignment())
            except SymbinfoError:
                continue
            return shrink(statement, changed, better, seems)
    return found


def smaller(law: Law) -> Iterator[Law]:
    """Run through the law without one of its rows, and with equal weights."""
    rows = {cell: p for cell, p in law.items() if p}
    if len(rows) > 1:
        for cell, p in sorted(rows.items(), key=lambda row: row[1]):
            yield {other: q / (1 - p) for other, q in rows.items() if other != cell}
    if len(set(rows.values())) > 1:
        yield dict.fromkeys(rows, Fraction(1, len(rows)))
