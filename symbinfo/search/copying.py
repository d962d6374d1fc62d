"""The copy lemma, tried automatically: which variables to copy, and over which."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from time import monotonic
from typing import TYPE_CHECKING

from symbinfo.core.constraints import CopyOf
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Copy, Proof, Step
from symbinfo.search.chains import chain
from symbinfo.search.entropic import linear_form, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.statement import Statement

Group = tuple[RandomVariable, ...]
MOST_VARIABLES = 7
NAMES = ("R", "S", "T", "U", "V", "W", "R'", "S'", "T'", "U'", "V'", "W'")


def steps(statement: Statement, seconds: float = 40.0) -> tuple[Step, ...] | None:
    """Return a proof that adds copies of variables, or None if none was found in time."""
    if statement.relation not in (Relation.LE, Relation.GE):
        return None
    if linear_form(statement.lhs - statement.rhs) is None:
        return None
    until = monotonic() + seconds
    for copies in _choices(variables_of(statement)):
        if monotonic() > until:
            return None
        found = _with_copies(statement, copies)
        if found is not None:
            return found
    return None


def _with_copies(statement: Statement, copies: tuple[CopyOf, ...]) -> tuple[Step, ...] | None:
    inner = replace(statement, hypotheses=(*statement.hypotheses, *copies))
    found = chain(inner)
    if found is None:
        return None
    told = found[0]
    for number in range(len(copies), 0, -1):
        kept = (*statement.hypotheses, *copies[:number])
        try:
            theorem = check(Proof(replace(statement, hypotheses=kept), told))
        except StepRejected:
            return None
        told = (Step(statement.lhs, statement.relation, statement.rhs, Copy(theorem)),)
    return told


def _choices(variables: Group) -> Iterator[tuple[CopyOf, ...]]:
    """Return what to copy: one variable, two at once, a third, then one after the other."""
    if not 2 < len(variables) <= MOST_VARIABLES - 1:
        return
    singles = list(_copies(variables, 1))
    for copy in singles:
        yield (copy,)
    pairs = list(_copies(variables, 2)) if len(variables) + 2 <= MOST_VARIABLES else []
    for copy in pairs:
        yield (copy,)
    for first in pairs if len(variables) + 3 <= MOST_VARIABLES else ():
        for second in _third(first):
            yield (first, second)
    for first in singles if len(variables) + 2 <= MOST_VARIABLES else ():
        for second in _copies((*variables, *first.groups[0]), 1):
            yield (first, second)


def _third(first: CopyOf) -> Iterator[CopyOf]:
    """Copy one that two were copied over, over the other, an original and its copy.

    The copy steps of Dougherty, Freiling and Zeger (2011) are of this kind.
    """
    copies, originals, over, rest = first.groups
    everything = (*originals, *copies, *over, *rest)
    (name,) = [one for one in NAMES if one not in {v.name for v in everything}][:1]
    for chosen in over:
        for original, copy in zip(originals, copies, strict=True):
            with_ = (*(v for v in over if v != chosen), original, copy)
            apart = tuple(v for v in everything if v not in (*with_, chosen))
            (new,) = random_variables(name, [chosen.size])
            yield CopyOf(new, chosen, with_, apart)


def _copies(variables: Group, count: int) -> Iterator[CopyOf]:
    taken = {v.name for v in variables}
    names = [name for name in NAMES if name not in taken][:count]
    for originals in combinations(variables, count):
        others = tuple(v for v in variables if v not in originals)
        for size in (2, 1, 3):
            for over in combinations(others, size):
                rest = tuple(v for v in others if v not in over)
                copies = random_variables(" ".join(names), [v.size for v in originals])
                yield CopyOf(copies, originals, over, rest)
