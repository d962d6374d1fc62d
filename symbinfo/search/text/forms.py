"""The forms that a claim or a hypothesis can have, as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.core.relation import Relation
from symbinfo.search.text.names import names_distribution

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.pmf import Pmf
    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.text.expressions import Reader
    from symbinfo.search.text.tokens import Cursor

    Group = tuple[RandomVariable, ...]

MOST_LINKS = 100
_RELATIONS = {relation.value: relation for relation in Relation}


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """``A -> B -> C``."""

    groups: tuple[Group, ...]


@final
@dataclass(frozen=True, slots=True)
class Independence:
    """``A _||_ B _||_ C | D``."""

    groups: tuple[Group, ...]
    given: Group


@final
@dataclass(frozen=True, slots=True)
class Dominance:
    """``p << q``."""

    p: Pmf
    q: Pmf


@final
@dataclass(frozen=True, slots=True)
class NoDominance:
    """``not p << q``."""

    p: Pmf
    q: Pmf


@final
@dataclass(frozen=True, slots=True)
class Support:
    """``p > 0``."""

    p: Pmf


@final
@dataclass(frozen=True, slots=True)
class Sameness:
    """``p = q``."""

    p: Pmf
    q: Pmf


@final
@dataclass(frozen=True, slots=True)
class Relations:
    """``a = b <= c``: the sides, and the relations between them."""

    sides: tuple[Expr, ...]
    relations: tuple[Relation, ...]


Form = Chain | Independence | Dominance | NoDominance | Support | Sameness | Relations


def read_form(reader: Reader) -> Form:
    """Read a whole text."""
    kinds = {token.kind for token in reader.cursor.tokens}
    if "->" in kinds:
        return _chain(reader)
    if "_||_" in kinds:
        return _independence(reader)
    if "<<" in kinds:
        return _dominance(reader)
    if _starts_with_distribution(reader.cursor):
        return _of_distribution(reader)
    return _relations(reader)


def _starts_with_distribution(cursor: Cursor) -> bool:
    first = cursor.peek
    small = names_distribution(first.text) or first.text in ("u", "uniform")
    return first.kind == "name" and small and cursor.after.kind in ("=", ">", "end")


def _end(cursor: Cursor, what: str) -> None:
    cursor.expect("end", what)


def _groups(reader: Reader, separator: str) -> tuple[Group, ...]:
    groups = [reader.names.group(reader.cursor)]
    while place := reader.cursor.accept(separator):
        groups.append(reader.names.group(reader.cursor))
        if len(groups) > MOST_LINKS:
            reader.cursor.fail(f"at most {MOST_LINKS} groups can be joined by '{separator}'", place)
    return tuple(groups)


def _chain(reader: Reader) -> Chain:
    groups = _groups(reader, "->")
    if len(groups) == 2:
        reader.cursor.expected("'->' and a third link: a Markov chain has three or more")
    _end(reader.cursor, "',', '->' or the end")
    return Chain(groups)


def _independence(reader: Reader) -> Independence:
    groups = _groups(reader, "_||_")
    given = reader.names.group(reader.cursor) if reader.cursor.accept("|") else ()
    _end(reader.cursor, "',' or the end" if given else "',', '_||_', '|' or the end")
    return Independence(groups, given)


def _dominance(reader: Reader) -> Dominance | NoDominance:
    negated = reader.cursor.peek.text == "not" and reader.cursor.next()
    p = reader.names.distribution(reader.cursor)
    reader.cursor.expect("<<", "'<<' between two distributions")
    q = reader.names.distribution(reader.cursor)
    _end(reader.cursor, "the end")
    return NoDominance(p, q) if negated else Dominance(p, q)


def _of_distribution(reader: Reader) -> Support | Sameness:
    cursor = reader.cursor
    name = cursor.peek.text
    p = reader.names.distribution(cursor)
    form: Support | Sameness
    if cursor.accept(">"):
        if cursor.peek.text != "0":
            cursor.expected(f"0: '{name} > 0' says that {name} has full support")
        cursor.next()
        form = Support(p)
    else:
        cursor.expect("=", f"'<<', '> 0' or '=' after the distribution {name}")
        form = Sameness(p, reader.names.distribution(cursor))
    _end(cursor, "the end")
    return form


def _relations(reader: Reader) -> Relations:
    cursor = reader.cursor
    sides = [reader.side()]
    relations: list[Relation] = []
    while cursor.peek.kind in _RELATIONS:
        relations.append(_RELATIONS[cursor.next().kind])
        sides.append(reader.side())
    if cursor.peek.kind == ")":
        cursor.fail("this ')' closes no '('", cursor.peek)
    if not relations:
        cursor.expected("an operator, or a relation: one of = <= >= < > !=")
    _end(cursor, "an operator, a relation or the end")
    return Relations(tuple(sides), tuple(relations))
