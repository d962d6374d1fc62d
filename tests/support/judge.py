"""What `prove` says of a question, judged by the oracle."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from laws import Law, holds, is_law, law_of
from sentences import add, meanings
from shannon import decide
from truth import compared

from symbinfo import prove
from symbinfo.errors import BadInput, NotProved, ParseError, Refuted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from perturb import Question
    from sentences import Meaning, Vector

    from symbinfo import Theorem


class Verdict(Enum):
    """What `prove` said, and that the oracle found nothing wrong with it."""

    PROVED = "proved"
    BEYOND_SHANNON = "proved beyond Shannon"
    REFUTED = "refuted"
    NOT_PROVED = "not proved"
    NOT_READ = "not read"


class Wrong(AssertionError):
    """What `prove` said is wrong."""


def judge(question: Question, rng: Random) -> Verdict:
    """Ask `prove`, and raise `Wrong` if the oracle contradicts it."""
    claim = meanings(question.claim)
    given = [one for sentence in question.given for one in meanings(sentence)]
    try:
        theorem = prove(str(question.claim), [str(one) for one in question.given])
    except Refuted as refuted:
        witness(question, refuted)
        return Verdict.REFUTED
    except NotProved:
        _demand(question, decide(claim, given) is not True, "Shannon-type, but not proved")
        return Verdict.NOT_PROVED
    except (ParseError, BadInput):
        return Verdict.NOT_READ
    _demand(question, _says(theorem, claim), f"the theorem says something else: {theorem}")
    if decide(claim, given) is True:
        return Verdict.PROVED
    _demand(question, _beyond(theorem), "proved, but not Shannon-type")
    for law in samples(question.names(), rng):
        fine = not holds(given, law) or holds(claim, law)
        _demand(question, fine, f"proved, but false for {law}")
    return Verdict.BEYOND_SHANNON


def _demand(question: Question, fine: bool, why: str) -> None:  # noqa: FBT001 - it is the question
    if not fine:
        given = ", ".join(map(str, question.given))
        message = f"{question.claim}  given [{given}]: {why}"
        raise Wrong(message)


def witness(question: Question, refuted: Refuted) -> Law:
    """Return the witness of a refutation, and raise `Wrong` if it is none."""
    claim = meanings(question.claim)
    given = [one for sentence in question.given for one in meanings(sentence)]
    law = law_of(refuted.counterexample.as_dict()["law"])
    _demand(question, is_law(law), f"the witness is no distribution: {law}")
    _demand(question, holds(given, law), f"the witness does not meet the hypotheses: {law}")
    links = [one for one in claim if {*law.names}.issuperset(frozenset().union(*one.vector))]
    _demand(question, not holds(links, law), f"the witness violates nothing: {law}")
    _demand(question, decide(claim, given) is not True, f"refuted, but true: {law}")
    return law


def _says(theorem: Theorem, claim: list[Meaning]) -> bool:
    """Whether a theorem says what the links of a claim together say of its two ends."""
    statement = theorem.statement
    total: Vector = {}
    for one in claim:
        add(total, one.vector)
    relation = statement.relation.value
    gap, zero = compared(statement.lhs, relation, statement.rhs)
    negative = {names: -c for names, c in gap.items()}
    return zero == all(one.zero for one in claim) and total in ((gap, negative) if zero else (gap,))


def _beyond(theorem: Theorem) -> bool:
    """Whether a theorem rests on more than the nonnegativity of divergences."""
    return not set(theorem.axioms) <= {"LogBound"}


def samples(names: tuple[str, ...], rng: Random, count: int = 60) -> Iterator[Law]:
    """Yield laws with zeros: random ones, functions of few bits, and sums of bits."""
    for kind in range(count):
        if kind % 3 == 0:
            yield _sparse(names, rng)
        elif kind % 3 == 1:
            yield _of_seeds(names, rng, sums=False)
        else:
            yield _of_seeds(names, rng, sums=True)


def _sparse(names: tuple[str, ...], rng: Random) -> Law:
    letters = {tuple(str(rng.randrange(2)) for _ in names) for _ in range(rng.randint(2, 6))}
    masses = [rng.randint(1, 4) for _ in letters]
    rows = zip(sorted(letters), masses, strict=True)
    return Law(names, tuple((row, Fraction(m, sum(masses))) for row, m in rows))


def _of_seeds(names: tuple[str, ...], rng: Random, *, sums: bool) -> Law:
    """Make each variable a function, or a sum, of three fair bits."""
    seeds = range(8)
    if sums:
        parts = [rng.randrange(8) for _ in names]
        columns = [[(seed & part).bit_count() % 2 for seed in seeds] for part in parts]
    else:
        columns = [[rng.randrange(2) for _ in seeds] for _ in names]
    found: dict[tuple[str, ...], Fraction] = {}
    for row in zip(*columns, strict=True):
        letters = tuple(map(str, row))
        found[letters] = found.get(letters, Fraction(0)) + Fraction(1, 8)
    return Law(names, tuple(found.items()))
