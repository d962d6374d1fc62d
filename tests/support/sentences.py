"""Sentences about entropies, read and written without symbinfo: an oracle for its tests.

A sentence is a relation such as ``H(X|Y) <= 2 H(X)``, a Markov chain ``X -> Y,Z -> W`` or an
independence ``X _||_ Y | Z``; it means that linear forms in joint entropies are zero or at
least zero. A linear form maps sets of names to fractions.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

Group = tuple[str, ...]
Vector = dict[frozenset[str], Fraction]


class Term(NamedTuple):
    """A multiple of H(groups|given) or I(groups|given); TC and DTC likewise."""

    factor: Fraction
    head: str
    groups: tuple[Group, ...]
    given: Group = ()

    def __str__(self) -> str:
        inside = ";".join(map(",".join, self.groups))
        bar = f"|{','.join(self.given)}" if self.given else ""
        return f"{'' if self.factor == 1 else f'{self.factor} '}{self.head}({inside}{bar})"


class Relation(NamedTuple):
    """Sides with relations between them; a side without terms is 0."""

    sides: tuple[tuple[Term, ...], ...]
    relations: tuple[str, ...]

    def __str__(self) -> str:
        shown = [" + ".join(map(str, side)).replace("+ -", "- ") or "0" for side in self.sides]
        links = zip((*self.relations, ""), shown[1:], strict=False)
        return " ".join((shown[0], *(f"{relation} {side}" for relation, side in links)))


class Chain(NamedTuple):
    """A Markov chain of groups."""

    groups: tuple[Group, ...]

    def __str__(self) -> str:
        return " -> ".join(map(",".join, self.groups))


class Apart(NamedTuple):
    """Mutual independence of groups, given others."""

    groups: tuple[Group, ...]
    given: Group = ()

    def __str__(self) -> str:
        bar = f" | {','.join(self.given)}" if self.given else ""
        return " _||_ ".join(map(",".join, self.groups)) + bar


Sentence = Relation | Chain | Apart


class Meaning(NamedTuple):
    """A linear form that is zero, or at least zero."""

    vector: Vector
    zero: bool


def _group(text: str) -> Group:
    return tuple(name.strip() for name in text.split(","))


def read(text: str) -> Sentence:
    """Read a sentence."""
    if "->" in text:
        return Chain(tuple(map(_group, text.split("->"))))
    if "_||_" in text:
        whole, _, given = text.partition(" | ")
        return Apart(tuple(map(_group, whole.split("_||_"))), _group(given) if given else ())
    pieces = re.split(r"(<=|>=|=)", text)
    return Relation(tuple(map(_side, pieces[::2])), tuple(pieces[1::2]))


_TERM = re.compile(
    r"\s*(?P<sign>[+-]?)\s*(?P<factor>\d+(?:\.\d+)?(?:\s*/\s*\d+)?)?\s*\*?\s*"
    r"(?:(?P<head>H|I|TC|DTC)\((?P<groups>[^|()]*)(?:\|(?P<given>[^()]*))?\))?"
)


def _side(text: str) -> tuple[Term, ...]:
    found, place, text = [], 0, text.strip()
    while place < len(text):
        match = _TERM.match(text, place)
        if match is None or match.end() == place:
            message = f"this is no sum of measures: {text[place:]!r}"
            raise ValueError(message)
        place = match.end()
        factor = Fraction((match["factor"] or "1").replace(" ", ""))
        if match["head"] is None and factor:
            message = f"a number alone: {text!r}"
            raise ValueError(message)
        if match["head"]:
            groups = tuple(map(_group, match["groups"].split(";")))
            given = _group(match["given"]) if match["given"] else ()
            sign = -1 if match["sign"] == "-" else 1
            found.append(Term(sign * factor, match["head"], groups, given))
    return tuple(found)


def add(total: Vector, vector: Vector, factor: Fraction | int = 1) -> None:
    """Add a multiple of one linear form to another."""
    for names, c in vector.items():
        total[names] = total.get(names, Fraction(0)) + factor * c
        if not total[names] or not names:
            del total[names]


def entropy(names: Group, given: Group = ()) -> Vector:
    """Return H(names|given)."""
    found: Vector = {}
    add(found, {frozenset((*names, *given)): Fraction(1)})
    add(found, {frozenset(given): Fraction(1)}, -1)
    return found


def measure(head: str, groups: tuple[Group, ...], given: Group) -> Vector:
    """Return H, I, TC or DTC of groups."""
    whole: Group = sum(groups, ())
    found: Vector = {}
    if head == "H":
        return entropy(whole, given)
    if head == "I":
        for count in range(1, len(groups) + 1):
            for chosen in combinations(groups, count):
                add(found, entropy(sum(chosen, ()), given), (-1) ** (count + 1))
        return found
    for place, group in enumerate(groups):
        others: Group = sum((*groups[:place], *groups[place + 1 :]), ())
        add(found, entropy(group, (*others, *given) if head == "DTC" else given))
    sign = 1 if head == "TC" else -1
    total: Vector = {}
    add(total, found, sign)
    add(total, entropy(whole, given), -sign)
    return total


def side(terms: tuple[Term, ...]) -> Vector:
    """Return a sum of measures as a linear form."""
    total: Vector = {}
    for term in terms:
        add(total, measure(*term[1:]), term.factor)
    return total


def meanings(sentence: Sentence) -> list[Meaning]:
    """Return what a sentence says, in order, link by link."""
    match sentence:
        case Chain(groups):
            links = range(1, len(groups) - 1)
            parts = [(sum(groups[:i], ()), sum(groups[i + 1 :], ()), groups[i]) for i in links]
            return [Meaning(measure("I", (x, y), z), zero=True) for x, y, z in parts]
        case Apart(groups, given):
            return [Meaning(measure("TC", groups, given), zero=True)]
        case Relation(sides, relations):
            found = []
            for (left, right), relation in zip(pairwise(sides), relations, strict=True):
                small, large = (right, left) if relation == ">=" else (left, right)
                gap = side(large)
                add(gap, side(small), -1)
                found.append(Meaning(gap, zero=relation == "="))
            return found
