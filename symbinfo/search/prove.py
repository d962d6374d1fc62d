"""`prove`: finds a proof, or a counterexample, or says what it tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sympy import S

from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Hypothesis,
    NotAbsolutelyContinuous,
)
from symbinfo.core.optimum import Optimum
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
    Algebra,
    Enclosure,
    Evidence,
    Infinite,
    Nonnegative,
    Proof,
    SameOptimum,
    Step,
    Unfold,
)
from symbinfo.search import (
    advice,
    chains,
    common_parts,
    conditional,
    copying,
    divergences,
    parametric,
    progress,
    remarks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.kernel.theorem import Theorem


Found = TypeVar("Found")
LAST = (
    ("common parts", common_parts.steps),
    ("laws of copies compared", conditional.steps),
    ("copies of variables", copying.steps),
)
"""What is tried once no counterexample was found."""


class Try(NamedTuple):
    """One way to prove a statement, and conditions for equality that it may give."""

    name: str
    evidence: Evidence | tuple[Step, ...]
    equalities: tuple[tuple[Hypothesis, ...], ...] = ()


def prove(claim: object, given: Iterable[Hypothesis | str] | Hypothesis | str = ()) -> Theorem:
    """Prove a statement, or raise with a counterexample or with what was tried.

    Parameters
    ----------
    claim : Statement, SymPy relation, or str
        Such as ``Entropy(p) <= log(n)``, ``equal(a, b)``, or text such as
        ``"H(X,Y) <= H(X) + H(Y)"``; a chain ``"a = b <= c"`` only as text.
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
    statement = as_statement(claim)
    hypotheses = []
    for one in given:
        if isinstance(one, str):
            msg = f"a claim of objects takes hypotheses that are objects, got the text {one!r}"
            raise BadInput(msg)
        hypotheses.append(one)
    return (replace(statement, hypotheses=(*statement.hypotheses, *hypotheses)),)


def _joined(links: tuple[Statement, ...], theorems: list[Theorem]) -> Theorem:
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


def _when(statement: Statement) -> tuple[Hypothesis, ...] | None:
    """Return when the two sides are equal, if that is known."""
    return () if statement.relation is Relation.EQ else statement.equality


def _one(statement: Statement) -> Theorem:
    _consistent(statement)
    tried: list[str] = []
    hints: list[str] = []
    for attempt in _tries(statement):
        found = _checked(statement, attempt, hints)
        if found is not None:
            return found
        tried.append(attempt.name)
        progress.tried(attempt.name)
    found_false = _counterexample(statement)
    tried.append("a search for a counterexample")
    progress.tried(tried[-1])
    if found_false is not None:
        msg = f"false: {statement}\n{found_false}"
        raise Refuted(msg, found_false, partial(remarks.of_refuted, statement))
    for name, search in LAST:
        told = _guarded(search, statement)
        found = _checked(statement, Try(name, told), hints) if told else None
        if found is not None:
            return found
        tried.append(name)
    hint = next((h for h in hints if h), "")
    msg = f"not proved: {statement}" + (f"\n{hint}" if hint else "")
    every = tuple(dict.fromkeys(tried))
    raise NotProved(msg, every, hint, partial(remarks.of_open, statement))


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


def _tries(statement: Statement) -> Iterator[Try]:
    """Return ways to prove the statement, the cheap ones first."""
    if isinstance(statement.lhs, Optimum) or isinstance(statement.rhs, Optimum):
        yield Try("equal objectives", SameOptimum())
        return
    if {S.Infinity, S.NegativeInfinity} & {statement.lhs, statement.rhs}:
        yield Try("the supports", Infinite())
        return
    told = _guarded(chains.chain, statement)
    if told:
        yield Try("combinations of elemental inequalities", *told)
        told = _guarded(chains.at_once, statement)
    if told:
        yield Try("combinations of elemental inequalities", *told)
    if statement.relation in (Relation.EQ, Relation.LE, Relation.GE):
        yield Try("algebra", Algebra())
        yield Try("the definitions and the normal form", Unfold())
    inequality = statement.relation in (Relation.LE, Relation.GE)
    if inequality:
        up = statement.relation is Relation.LE
        gap = statement.rhs - statement.lhs if up else statement.lhs - statement.rhs
        yield Try("signs", Nonnegative(gap))
    found = _guarded(parametric.chain, statement)
    if found:
        yield Try("combinations with parameters", found[0], _alone(found[1]))
    bound = _guarded(divergences.evidence, statement) if inequality else None
    if bound:
        yield Try("combinations of divergences", bound[0], _alone(bound[1]))
    yield Try("enclosures of numbers", Enclosure())


def _alone(equality: tuple[Hypothesis, ...] | None) -> tuple[tuple[Hypothesis, ...], ...]:
    return () if equality is None else (equality,)


def _guarded(search: Callable[[Statement], Found | None], statement: Statement) -> Found | None:
    """Return what a search finds; that one fails never stops the others."""
    try:
        return search(statement)
    except SymbinfoError:
        return None


def _counterexample(statement: Statement) -> object | None:
    from symbinfo.search import counterexample

    try:
        return counterexample.find(statement)
    except (SymbinfoError, ArithmeticError, TypeError, ValueError):
        return None
