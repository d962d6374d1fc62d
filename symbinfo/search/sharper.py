"""A theorem told by a proof that uses fewer hypotheses, or that says that equality always holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symbinfo.core.relation import Relation
from symbinfo.errors import StepRejected, SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Proof
from symbinfo.search import advice, chains
from symbinfo.search.entropic import problem, variables_of

if TYPE_CHECKING:
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.theorem import Theorem

MOST_HYPOTHESES = 8


def sharper(theorem: Theorem) -> Theorem:
    """Return the same theorem by a proof from as few of its hypotheses as suffice.

    If they make its two sides equal, the proof says so. The statement keeps all its hypotheses.

    >>> from symbinfo import prove
    >>> print(prove("H(X) >= 0", given="X -> Y -> Z"))
    H(X) >= 0  given X -> Y -> Z  (equality iff H(X) = 0)
    >>> print(prove("I(X;Y) >= 0", given="X _||_ Y"))
    I(X; Y) >= 0  given X _||_ Y  (equality iff always)
    """
    statement = theorem.statement
    bare = replace(statement, equality=None)
    few = 0 < len(statement.hypotheses) <= MOST_HYPOTHESES
    if not few or len(variables_of(bare)) > advice.MOST_VARIABLES or problem(bare) is None:
        return theorem
    aim = _aim(bare)
    if not advice.provable(aim):
        return theorem
    kept = _kept(aim)
    says_it = aim.relation is statement.relation or statement.equality == ()
    if says_it and advice.rechecks(theorem, kept):
        return theorem
    found = _retold(replace(aim, hypotheses=kept), bare)
    return theorem if found is None or _shorter(theorem, found) else found


def _aim(statement: Statement) -> Statement:
    """Return the statement, or that its two sides are equal if that is so."""
    equal = replace(statement, relation=Relation.EQ)
    return equal if statement != equal and advice.provable(equal) else statement


def _kept(statement: Statement) -> tuple[Hypothesis, ...]:
    """Return hypotheses that suffice, none of which can be dropped."""
    if advice.provable(replace(statement, hypotheses=())):
        return ()
    kept = statement.hypotheses
    for one in advice.stronger_first(kept) if len(kept) > 1 else ():
        fewer = tuple(h for h in kept if h != one)
        if advice.provable(replace(statement, hypotheses=fewer)):
            kept = fewer
    return kept


def _shorter(one: Theorem, other: Theorem) -> bool:
    """Whether a theorem has fewer steps than another one, or an equality condition of fewer."""
    parts = [(len(t.proof.steps), t.statement.equality) for t in (one, other)]
    (steps, when), (more, long) = parts
    if long == ():
        return False
    return steps < more or (when is not None and (long is None or len(when) < len(long)))


def _retold(aim: Statement, statement: Statement) -> Theorem | None:
    """Return the theorem by the proof of what implies it, if the kernel takes that."""
    try:
        told = chains.chain(aim)
    except SymbinfoError:
        return None
    if told is None:
        return None
    always: tuple[tuple[Hypothesis, ...], ...] = ((),)
    known = told.equalities if aim.relation is statement.relation else always
    for one in (*(replace(statement, equality=when) for when in known), statement):
        try:
            return check(Proof(one, told.steps))
        except StepRejected:
            continue
    return None
