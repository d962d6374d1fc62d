"""`prove`: finds a proof, or a counterexample, or says what it tried."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sympy import Add, S

from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Hypothesis,
    NotAbsolutelyContinuous,
)
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement, as_statement
from symbinfo.errors import (
    BadInput,
    NotProved,
    Refuted,
    StepRejected,
    SymbinfoError,
    Undefined,
)
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import (
    Combination,
    Lemma,
    Proof,
    Step,
)
from symbinfo.search import advice, progress, remarks
from symbinfo.search.claimed import claimed
from symbinfo.search.sharper import sharper
from symbinfo.search.tries import Try, in_order

if TYPE_CHECKING:
    from symbinfo.kernel.theorem import Theorem


def prove(claim: object, given: Iterable[Hypothesis | str] | Hypothesis | str = ()) -> Theorem:
    """Prove a statement, or raise with a counterexample or with what was tried.

    Parameters
    ----------
    claim : Statement, SymPy relation, Hypothesis, or str
        Such as ``Entropy(p) <= log(n)``, ``equal(a, b)``, ``MarkovChain(X, Y, Z)``, or text
        such as ``"H(X,Y) <= H(X) + H(Y)"``; a chain ``"a = b <= c"`` only as text.
    given : hypotheses, or text
        What is assumed: one, or several.

    Returns
    -------
    Theorem
        With the equality condition, where the proof gives one.

    Raises
    ------
    Refuted
        If an exact counterexample was found; it is in ``.counterexample``.
    NotProved
        If neither was found; ``.tried`` and ``.hint`` say more.
    BadInput, ParseError
        If the claim cannot be read.

    Examples
    --------
    >>> from symbinfo import prove
    >>> print(prove("H(X,Y) <= H(X) + H(Y)"))
    H(X, Y) <= H(X) + H(Y)  (equality iff X _||_ Y)
    """
    return prove_links(_links(claim, _given(given)))


def prove_links(links: tuple[Statement, ...]) -> Theorem:
    """Prove the links of a chain a = b <= c one after the other, and what they say together."""
    theorems = []
    for link in links:
        theorems.append(_one(link))
        progress.proved(link)
    return theorems[0] if len(theorems) == 1 else _joined(links, theorems)


def _given(given: object) -> tuple[Hypothesis | str, ...]:
    """Return one hypothesis, or several, as a tuple."""
    if isinstance(given, str | Hypothesis):
        return (given,)
    if not isinstance(given, Iterable):
        msg = f"given= takes hypotheses, got {given!r} ({type(given).__name__})"
        raise BadInput(msg)
    return tuple(given)


def _links(claim: object, given: tuple[Hypothesis | str, ...]) -> tuple[Statement, ...]:
    if isinstance(claim, str):
        from symbinfo.search.text import parse_claim

        words = [one for one in given if isinstance(one, str)]
        if len(words) != len(given):
            msg = "a claim in text takes hypotheses in text"
            raise BadInput(msg)
        return parse_claim(claim, words).links
    said = claimed(claim) if isinstance(claim, Hypothesis) else (as_statement(claim),)
    hypotheses = []
    for one in given:
        if isinstance(one, str):
            msg = f"a claim of objects takes hypotheses that are objects, got the text {one!r}"
            raise BadInput(msg)
        hypotheses.append(one)
    return tuple(replace(one, hypotheses=(*one.hypotheses, *hypotheses)) for one in said)


def _joined(links: tuple[Statement, ...], theorems: list[Theorem]) -> Theorem:
    """Return what the links of a chain, or the parts of one claim, say together."""
    if any(one.rhs != after.lhs for one, after in itertools.pairwise(links)):
        return _together(links, theorems)
    relation: Relation | None = Relation.EQ
    for link in links:
        relation = relation.then(link.relation) if relation else None
    if relation is None:
        shown = " and ".join(link.relation.value for link in links)
        msg = f"each link is proved, but a chain of {shown} says nothing of its two ends"
        raise BadInput(msg)
    steps = tuple(step for theorem in theorems for step in theorem.proof.steps)
    ends = Statement(links[0].lhs, relation, links[-1].rhs, links[0].hypotheses)
    sharp = [
        when for when in (_when(theorem.statement) for theorem in theorems) if when is not None
    ]
    known = [tuple(dict.fromkeys(sum(sharp, ())))] if len(sharp) == len(theorems) else []
    found = _checked(
        ends, Try("links", steps, tuple(known) if relation is not Relation.EQ else ()), []
    )
    return found or check(Proof(ends, steps))


def _together(links: tuple[Statement, ...], theorems: list[Theorem]) -> Theorem:
    """Return that the sum of measures which are 0, as those of a Markov chain, is 0."""
    total = Add(*(link.lhs - link.rhs for link in links))
    evidence = Combination(tuple((S.One, Lemma(theorem)) for theorem in theorems))
    statement = Statement(total, Relation.EQ, S.Zero, links[0].hypotheses)
    return check(Proof(statement, (Step(total, Relation.EQ, S.Zero, evidence),)))


def _when(statement: Statement) -> tuple[Hypothesis, ...] | None:
    """Return when the two sides are equal, if that is known."""
    return () if statement.relation is Relation.EQ else statement.equality


def _one(statement: Statement) -> Theorem:
    _consistent(statement)
    before, after = in_order(statement)
    tried: list[str] = []
    hints: list[str] = []
    found = _first(statement, before, tried, hints)
    if found is None:
        _refute(statement)
        tried.append("a search for a counterexample")
        progress.tried(tried[-1])
        found = _first(statement, after, tried, hints)
    if found is not None:
        return sharper(found)
    hint = next((h for h in hints if h), "")
    msg = f"not proved: {statement}" + (f"\n{hint}" if hint else "")
    every = tuple(dict.fromkeys(tried))
    raise NotProved(msg, every, hint, partial(remarks.of_open, statement))


def _first(
    statement: Statement, tries: Iterable[Try], tried: list[str], hints: list[str]
) -> Theorem | None:
    """Return the theorem that the first good try gives; note the others."""
    for attempt in tries:
        found = _checked(statement, attempt, hints) if attempt.evidence else None
        if found is not None:
            return found
        if attempt.name not in tried:
            tried.append(attempt.name)
            progress.tried(attempt.name)
    return None


def _refute(statement: Statement) -> None:
    found = _counterexample(statement)
    if found is not None:
        msg = f"false: {statement}\n{found}"
        raise Refuted(msg, found, partial(remarks.of_refuted, statement))


def _consistent(statement: Statement) -> None:
    """Refuse hypotheses that contradict each other: they would prove anything."""
    denied = {h.args for h in statement.hypotheses if isinstance(h, NotAbsolutelyContinuous)}
    both = any(
        isinstance(h, AbsolutelyContinuous) and h.args in denied for h in statement.hypotheses
    )
    if both or advice.contradictory(statement):
        shown = ", ".join(map(str, statement.hypotheses))
        msg = f"the hypotheses contradict each other, so they would prove anything: {shown}"
        raise BadInput(msg)


def _checked(statement: Statement, attempt: Try, hints: list[str]) -> Theorem | None:
    """Return the theorem if the evidence proves the statement, with its equality if it can."""
    steps = attempt.evidence
    if not isinstance(steps, tuple):
        steps = (Step(statement.lhs, statement.relation, statement.rhs, steps),)
    known = attempt.equalities if statement.equality is None else ()
    for one in (*(replace(statement, equality=when) for when in known), statement):
        try:
            return check(Proof(one, steps))
        except StepRejected as error:
            if isinstance(error.__cause__, Undefined):
                hints.append(error.__cause__.hint)
    return None


def _counterexample(statement: Statement) -> object | None:
    from symbinfo.search import counterexample

    try:
        return counterexample.find(statement)
    except (SymbinfoError, ArithmeticError, TypeError, ValueError):
        return None
