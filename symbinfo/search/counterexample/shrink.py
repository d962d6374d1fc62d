"""Make the support of a counterexample smaller while it stays one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from symbinfo.errors import SymbinfoError
from symbinfo.kernel.refutation import Counterexample, refute
from symbinfo.search.counterexample.objects import Law, World, tidy

MOST_ROWS = 32

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
    """Run through the law with less in it: a letter or a row, or unequal weights."""
    rows = {cell: p for cell, p in law.items() if p}
    if len(rows) <= MOST_ROWS:
        yield from merged(rows)
    if len(rows) > 1:
        for cell, p in sorted(rows.items(), key=lambda row: row[1]):
            yield {other: q / (1 - p) for other, q in rows.items() if other != cell}
    if len(set(rows.values())) > 1:
        yield dict.fromkeys(rows, Fraction(1, len(rows)))


def merged(rows: Law) -> Iterator[Law]:
    """Run through the law with a variable constant, then with two of its letters made one."""
    letters = [sorted(set(column)) for column in zip(*rows, strict=True)]
    for i, own in enumerate(letters):
        if len(own) > 1:
            yield renamed(rows, i, dict.fromkeys(own, own[0]))
    for i, own in enumerate(letters):
        for kept, lost in combinations(own, 2) if len(own) > 2 else ():
            yield renamed(rows, i, {lost: kept})


def renamed(rows: Law, place: int, names: dict[int, int]) -> Law:
    """Return the law with other letters for a variable."""
    found: Law = {}
    for cell, p in rows.items():
        new = (*cell[:place], names.get(cell[place], cell[place]), *cell[place + 1 :])
        found[new] = found.get(new, Fraction(0)) + p
    return found
