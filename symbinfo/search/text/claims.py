"""Claims and hypotheses in text, read into statements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never, final

from sympy import Add, S, oo

from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal, FullSupport, Hypothesis
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import BadInput, Undefined
from symbinfo.measures import Entropy, KLDivergence, MutualInformation
from symbinfo.measures.shorthands import opened
from symbinfo.search.text.assume import chain_links, hypotheses_of
from symbinfo.search.text.cursor import Cursor
from symbinfo.search.text.expressions import Reader
from symbinfo.search.text.forms import (
    Chain,
    Dominance,
    Form,
    Independence,
    Memoryless,
    NoDominance,
    Relations,
    Repetition,
    Sameness,
    Support,
    read_form,
)
from symbinfo.search.text.names import Names, names_variable
from symbinfo.search.text.numbers import read_bounds, read_numbers
from symbinfo.search.text.typed import Typed, as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Expr

    from symbinfo.core.pmf import Pmf
    from symbinfo.core.variables import RandomVariable

    Group = tuple[RandomVariable, ...]
    Link = tuple[Expr, Relation, Expr]


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that was read from text.

    `links` are the statements that make a chain ``a = b <= c``, one after the other, each
    under all `hypotheses`; `names` tells what each name in the text became, and `typed` what
    is to be printed as the claim.
    """

    text: str
    links: tuple[Statement, ...]
    hypotheses: tuple[Hypothesis, ...]
    names: dict[str, object]
    typed: Typed


def parse_claim(text: str, given: Iterable[str] = ()) -> Claim:
    """Return the claim that a text makes under hypotheses that are texts as well.

    Raises
    ------
    ParseError
        If a text is not in the syntax; the message points at the place.
    NotUnderstood
        If a hypothesis is an equation or an inequality that symbinfo cannot assume yet.
    Undefined
        If the claim subtracts a divergence from itself, and it may be infinite.

    Examples
    --------
    >>> from symbinfo.search.text import parse_claim
    >>> claim = parse_claim("H(X,Y) = H(X) + H(Y) <= 2 H(X,Y)", given=["X _||_ Y"])
    >>> print(claim.links[0])
    H(X, Y) = H(X) + H(Y)  given X _||_ Y
    """
    _a_list(given)
    texts = tuple(given)
    if any(isinstance(one, str) and not one.strip() for one in texts):
        msg = "a hypothesis is empty"
        raise BadInput(msg)
    names = Names(read_numbers(texts, text))
    reader = Reader(text, names)
    form = read_form(reader)
    links = _links(form, reader.cursor)
    found = (one for given_text in texts for one in parse_hypothesis(given_text, names))
    hypotheses = tuple(dict.fromkeys(found))
    _no_juxtaposition(reader, texts)
    _no_cancellation(reader.cancelled, hypotheses)
    statements = tuple(Statement(*link, hypotheses) for link in links)
    return Claim(text, statements, hypotheses, names.table, as_typed(form, reader.cursor))


def parse_hypothesis(text: str, names: Names | None = None) -> tuple[Hypothesis, ...]:
    """Return the hypotheses that a text states: one, none if it always holds, or several.

    >>> from symbinfo.search.text import parse_hypothesis
    >>> parse_hypothesis("H(X,Y|Y,Z) = 0")
    (H(X|Y,Z) = 0,)
    """
    reader = Reader(text, names or Names(read_numbers([text])))
    bounds = read_bounds(reader.cursor.tokens)
    if bounds and set(bounds.names) <= set(reader.names.numbers):
        return ()
    return hypotheses_of(read_form(reader), reader.cursor)


def parse_expressions(
    texts: Iterable[str], given: Iterable[str] = ()
) -> tuple[tuple[Expr, ...], tuple[Hypothesis, ...]]:
    """Return expressions and hypotheses that are texts about the same names.

    >>> from symbinfo.search.text import parse_expressions
    >>> parse_expressions(["H(X,Y)", "2 I(X;Y)"])[0]
    (H(X, Y), 2*I(X; Y))
    """
    _a_list(given)
    names = Names(read_numbers(given))
    found = []
    for text in texts:
        reader = Reader(text, names)
        found.append(opened(reader.sum()))
        reader.cursor.expect("end", "an operator or the end")
    hypotheses = (one for text in given for one in parse_hypothesis(text, names))
    return tuple(found), tuple(dict.fromkeys(hypotheses))


def _a_list(given: Iterable[str]) -> None:
    if isinstance(given, str):
        msg = f"given takes a list of hypotheses, got the text {given!r}: write [{given!r}]"
        raise BadInput(msg)


def _links(form: Form, cursor: Cursor) -> tuple[Link, ...]:
    match form:
        case Relations(sides, relations):
            pairs = zip(pairwise(sides), relations, strict=True)
            links = tuple((lhs, relation, rhs) for (lhs, rhs), relation in pairs)
            return (_infinity_last(*links[0]),) if len(links) == 1 else links
        case Chain(groups):
            return _separations(chain_links(groups))
        case Memoryless():
            return _separations(form.chains())
        case Repetition(groups):
            shown = " _||_ ".join(",".join(v.name for v in group) for group in groups)
            why = f"iid can be assumed, not claimed: claim {shown}, or that entropies are equal"
            return cursor.fail(why, cursor.tokens[0])
        case Independence(groups, given):
            return (_independence(groups, given),)
        case Dominance(p, q):
            return ((KLDivergence(p, q), Relation.LT, oo),)
        case NoDominance(p, q):
            return ((KLDivergence(p, q), Relation.EQ, oo),)
        case Support(p):
            return ((KLDivergence(Uniform(), p), Relation.LT, oo),)
        case Sameness(p, q):
            return ((KLDivergence(p, q), Relation.EQ, S.Zero),)
        case _ as never:
            assert_never(never)


def _infinity_last(lhs: Expr, relation: Relation, rhs: Expr) -> Link:
    """Return oo >= H(X) as H(X) <= oo, which the kernel has a rule for."""
    return (rhs, relation.flipped, lhs) if lhs == oo else (lhs, relation, rhs)


def _separations(links: Iterable[tuple[Group, Group, Group]]) -> tuple[Link, ...]:
    return tuple(
        (MutualInformation(before, after, given=link), Relation.EQ, S.Zero)
        for before, link, after in links
    )


def _independence(groups: tuple[Group, ...], given: Group) -> Link:
    if len(groups) == 2:
        return MutualInformation(*groups, given=given), Relation.EQ, S.Zero
    parts = Add(*(Entropy(*group, given=given) for group in groups))
    return parts, Relation.EQ, Entropy(*sum(groups, ()), given=given)


def _no_juxtaposition(reader: Reader, given: tuple[str, ...]) -> None:
    """Refuse H(XY) where X and Y are variables too, unless a hypothesis speaks of XY."""
    names = {name for name in reader.names.table if names_variable(name)}
    for token in reader.cursor.tokens:
        parts = _parts(token.text, names - {token.text}) if token.text in names else None
        if parts and not any(token.text in _words(text) for text in given):
            shown = ",".join(parts)
            why = f"{token.text} is one variable: write {shown} for several, as in H({shown})"
            reader.cursor.fail(why, token)


def _words(text: str) -> set[str]:
    return {token.text for token in Cursor(text).tokens}


def _parts(name: str, others: set[str]) -> tuple[str, ...] | None:
    """Return other names that make up a name, written one after the other."""
    found: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(name) + 1):
        starts = (start for start in found if name[start:end] in others)
        start = next(starts, None)
        if start is not None:
            found[end] = (*found[start], name[start:end])
    return found.get(len(name))


def _no_cancellation(measures: Iterable[Expr], hypotheses: tuple[Hypothesis, ...]) -> None:
    for measure in sorted(measures, key=str):
        p, q = measure.args
        if q not in _dominators(p, hypotheses):
            hint = f"{p} << {q}"
            msg = f"{measure} cancels in this claim, but it may be infinite; assume {hint}"
            raise Undefined(msg, hint)


def _dominators(p: Pmf, hypotheses: tuple[Hypothesis, ...]) -> set[Pmf]:
    """Return the distributions that are positive wherever p is, as far as one can see."""
    edges = [h.args for h in hypotheses if isinstance(h, AbsolutelyContinuous | Equal)]
    edges += [h.args[::-1] for h in hypotheses if isinstance(h, Equal)]
    edges += [(Uniform(), h.args[0]) for h in hypotheses if isinstance(h, FullSupport)]
    found: set[Pmf] = {p, Uniform()}
    while new := {b for a, b in edges if a in found} - found:
        found |= new
    return found
