"""Copy steps that are known to prove inequalities of four variables.

Dougherty, Freiling and Zeger (Non-Shannon information inequalities in four random variables,
2011) proved 214 inequalities by these steps. The roles of a, b, c, d are those of Ingleton's
expression, I(a;b|c) + I(a;b|d) + I(c;d) - I(a;b), which each of the inequalities bounds.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.search.pools import Copying

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TABLE = """
cd:ab
cd:ab a:bcr    a:bdst b:adst a:bcrt b:acrt b:adrt d:abst t:acr t:acs (ds):abt s:abcdt
cd:ab a:bcr    a:bcs a:bdr b:acs b:adr r:ad r:bd
cd:ab a:bcs    a:bcrt a:bdrt b:acrt b:adst t:acr t:acs t:ads t:as t:br t:bd (rt):ad (bt):acs
cd:ab c:abrs   a:bdst a:dst t:adr
cd:ab c:abs    a:bdst
cd:ab c:as     a:bcst a:bdst b:adst c:ast d:ast r:act s:act c:bst t:ad t:cs
cd:ab c:ar     b:acrt d:art r:ad t:ad t:bd
cd:ab r:ac     s:at
cd:ab (cr):ab  (cr):abt a:bcrt a:bdrt a:bcst a:bdst a:bcs a:bdr t:adr
cd:ab (cs):ab  (ds):abt a:bcrt a:bds
cd:ab c,d:ar
cd:ab c,r,s:ab
ac:bd
ac:bd a:bcr    d:abr a:dr (ar):bdt
ac:bd d:bcr    b:adrt b:rst t:rs
ac:bd d:abr    d:abrt
ac:bd d:abs    t:br t:adr
ac:bd b:adr    t:abr b:ars
ac:bd a:br     d:abrt
ac:bd a:dr     b:adrt
ac:bd (ar):bd  (ar):bdt a:bcrt b:adrt d:abrt r:abst
ac:bd r:abs    (ar):bdt
ac:bd d,s:bcr
c:ab
c:ab  r:ad
c:ab  r:ac     r:ad
c:ab  c,d:ab   a:bcrs
c:ab  c,d:abr  a:bcrt
c:ab  a,c:bd   r:bs
c:ab  a,c:bdr  r:ads
a:bc
a:bc  c,d:ab   b:acrs
a:bc  c,d:abr  b:acrt s:acr
"""
LETTERS = "abcdrstuvw"
Path = tuple[Copying, ...]


class Roles(NamedTuple):
    """Which variables, as bits, are the a, b, c and d of the table."""

    a: int
    b: int
    c: int
    d: int

    def violator(self) -> list[int]:
        """Return 2 times the ranks of the Vamos type that have Ingleton's expression -1."""
        sets = range(1, 16)
        apart = self.c | self.d
        return [(0, 2, 4 if mask == apart else 3, 4, 4)[mask.bit_count()] for mask in sets]


def roles() -> Iterator[tuple[Roles, ...]]:
    """Return the ways to give four variables their roles, those of one expression together."""
    for c, d in combinations((1, 2, 4, 8), 2):
        a, b = (bit for bit in (1, 2, 4, 8) if bit not in (c, d))
        yield Roles(a, b, c, d), Roles(b, a, c, d), Roles(a, b, d, c), Roles(b, a, d, c)


@cache
def paths() -> tuple[tuple[str, ...], ...]:
    """Return the known strings, each of one to three steps."""
    found: dict[tuple[str, ...], None] = {}
    for line in TABLE.strip().split("\n"):
        first, *more = line.split()
        found[first,] = None
        found |= {(first, second): None for second in more[:1]}
        found |= {(first, more[0], third): None for third in more[1:]}
    return tuple(found)


def path(strings: Sequence[str], given: Roles) -> Path:
    """Return the steps that strings such as "(cr):ab" name."""
    bits = list(given)
    found = []
    for string in strings:
        copied, over = string.split(":")
        groups = copied.split(",") if "," in copied or "(" in copied else list(copied)
        originals = tuple(_mask(group.strip("()"), bits) for group in groups)
        found.append(Copying(originals, _mask(over, bits)))
        bits += [1 << len(bits) + i for i in range(len(originals))]
    return tuple(found)


def _mask(letters: str, bits: Sequence[int]) -> int:
    return sum(bits[LETTERS.index(letter)] for letter in letters)
