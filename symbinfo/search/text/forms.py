"""The forms that a claim or a hypothesis can have, as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import S

from symbinfo.core.relation import Relation
from symbinfo.measures import Entropy
from symbinfo.measures.shorthands import opened
from symbinfo.search.text.recognised import (
    ends_with_iid,
    is_chain_of_dashes,
    is_function,
    is_wrapped,
    starts_with_distribution,
)

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.pmf import Pmf
    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.text.cursor import Cursor
    from symbinfo.search.text.expressions import Reader

    Group = tuple[RandomVariable, ...]

MOST_LINKS = 100
MOST_IN_A_GROUP = 4
_ANY = "one of = <= >= < > !="
_TURNED = {"=<": "<=", "=>": ">="}
_RELATIONS = {relation.value: relation for relation in Relation}


@final
@dataclass(frozen=True, slots=True)
class Chain:
    """``A -> B -> C``."""

    groups: tuple[Group, ...]


@final
@dataclass(frozen=True, slots=True)
class Repetition:
    """``X1,X2,X3 iid`` or ``(X1,Y1),(X2,Y2) iid``."""

    groups: tuple[Group, ...]


@final
@dataclass(frozen=True, slots=True)
class Memoryless:
    """``memoryless X1,X2 -> Y1,Y2``."""

    inputs: Group
    outputs: Group

    def chains(self) -> tuple[tuple[Group, Group, Group], ...]:
        """Return for each output its chain: all other inputs and earlier outputs, input, output."""
        found = []
        for i, (x, y) in enumerate(zip(self.inputs, self.outputs, strict=True)):
            past = (*self.inputs[:i], *self.inputs[i + 1 :], *self.outputs[:i])
            found.append((past, (x,), (y,)))
        return tuple(one for one in found if one[0])


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
    """``a = b <= c``: the sides, and the relations between them.

    `sides` hold entropies where `typed` has names for sums of them, such as TC(X; Y; Z).
    """

    sides: tuple[Expr, ...]
    relations: tuple[Relation, ...]
    typed: tuple[Expr, ...] = ()


Form = (
    Chain
    | Repetition
    | Memoryless
    | Independence
    | Dominance
    | NoDominance
    | Support
    | Sameness
    | Relations
)


def read_form(reader: Reader) -> Form:
    """Read a whole text."""
    kinds = {token.kind for token in reader.cursor.tokens}
    if reader.cursor.peek.text == "memoryless":
        return _memoryless(reader)
    if ends_with_iid(reader.cursor):
        return _repetition(reader)
    if "->" in kinds:
        return _chain(reader, "->")
    if is_chain_of_dashes(reader.cursor):
        return _chain(reader, "-")
    if "_||_" in kinds:
        return _independence(reader)
    if is_function(reader.cursor):
        return _function(reader)
    if "<<" in kinds:
        return _dominance(reader)
    if starts_with_distribution(reader.cursor):
        return _of_distribution(reader)
    return _relations(reader)


def _end(cursor: Cursor, what: str) -> None:
    cursor.expect("end", what)


def _groups(reader: Reader, separator: str) -> tuple[Group, ...]:
    groups = [_group(reader)]
    while place := reader.cursor.accept(separator):
        while separator == "-" and reader.cursor.accept("-"):
            pass
        groups.append(_group(reader))
        if len(groups) > MOST_LINKS:
            reader.cursor.fail(f"at most {MOST_LINKS} groups can be joined by '{separator}'", place)
    return tuple(groups)


def _group(reader: Reader) -> Group:
    """Read a group of variables, which may be in brackets."""
    opening = reader.cursor.accept("(")
    group = reader.names.group(reader.cursor)
    if opening:
        reader.cursor.close(opening)
    return group


def _chain(reader: Reader, arrow: str) -> Chain:
    groups = _groups(reader, arrow)
    if len(groups) == 2:
        reader.cursor.expected(f"'{arrow}' and a third link: a Markov chain has three or more")
    _end(reader.cursor, f"',', '{arrow}' or the end")
    return Chain(groups)


def _repetition(reader: Reader) -> Repetition:
    groups: list[Group] = []
    while not groups or reader.cursor.accept(","):
        bracket = reader.cursor.peek.kind == "("
        groups.append(_group(reader) if bracket else (reader.names.variable(reader.cursor),))
    if reader.cursor.peek.text != "iid":
        reader.cursor.expected("',' or iid")
    place = reader.cursor.next()
    _end(reader.cursor, "the end after iid")
    if len(groups) == 1 or len(set(map(len, groups))) > 1:
        why = "iid takes two or more variables, or groups of one length, as in (X1,Y1),(X2,Y2) iid"
        reader.cursor.fail(why, place)
    if len(groups[0]) > MOST_IN_A_GROUP:
        reader.cursor.fail(f"the groups of iid have at most {MOST_IN_A_GROUP} variables", place)
    return Repetition(tuple(groups))


def _memoryless(reader: Reader) -> Memoryless:
    cursor = reader.cursor
    cursor.next()
    inputs = _group(reader)
    arrow = cursor.expect("->", "'->' between the inputs and the outputs of the channel")
    outputs = _group(reader)
    _end(cursor, "',' or the end")
    if len(inputs) != len(outputs):
        why = f"a channel has one output an input, got {len(inputs)} and {len(outputs)}"
        cursor.fail(why, arrow)
    if len({*inputs, *outputs}) < 2 * len(inputs):
        cursor.fail("the inputs and outputs of a channel are different variables", arrow)
    return Memoryless(inputs, outputs)


def _independence(reader: Reader) -> Independence:
    opening = reader.cursor.next() if is_wrapped(reader.cursor) else None
    groups = _groups(reader, "_||_")
    given = reader.names.group(reader.cursor) if reader.cursor.accept("|") else ()
    if opening:
        reader.cursor.close(opening)
    _end(reader.cursor, "',' or the end" if given else "',', '_||_', '|' or the end")
    return Independence(groups, given)


def _function(reader: Reader) -> Relations:
    """Read Y = f(X), which says H(Y|X) = 0."""
    targets = _group(reader)
    reader.cursor.expect("=", "',' or '='")
    reader.cursor.next()
    opening = reader.cursor.next()
    sources = reader.names.group(reader.cursor)
    reader.cursor.close(opening)
    _end(reader.cursor, "the end")
    return Relations((Entropy(*targets, given=sources), S.Zero), (Relation.EQ,))


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
        sign = cursor.next()
        if cursor.peek.kind in ("=", "<", ">"):
            both = sign.text + cursor.peek.text
            meant = "it together" if both in _RELATIONS else _TURNED.get(both, _ANY)
            cursor.fail(f"'{sign.text} {cursor.peek.text}' is no relation: write {meant}", sign)
        relations.append(_RELATIONS[sign.kind])
        sides.append(reader.side())
    if cursor.peek.kind == ")":
        cursor.fail("this ')' closes no '('", cursor.peek)
    if not relations:
        cursor.expected("an operator, or a relation: one of = <= >= < > !=")
    if cursor.before.kind == "|" and cursor.peek.kind in ("name", "(", "|"):
        cursor.expected("an operator", ": write '*' after a size, as in |X|*H(Y)")
    if cursor.peek.kind == ",":
        cursor.expected("an operator, a relation or the end", ": one claim at a time")
    _end(cursor, "an operator, a relation or the end")
    return Relations(tuple(map(opened, sides)), tuple(relations), tuple(sides))
