"""A proof as passages: the chain of the claim, and the chains inside of its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, final

from symbinfo.core.constraints import CommonPart, CopyOf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.kernel.proof import Copy, DoubleMarkov, EqualityCase, Squeeze
from symbinfo.render.names import listed
from symbinfo.render.reasons import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.proof import Step
    from symbinfo.kernel.theorem import Theorem

    Show = Callable[[object], str]


@final
@dataclass(frozen=True, slots=True)
class Passage:
    """A chain, with the sentences before and after it."""

    statement: Statement
    steps: tuple[Step, ...]
    before: str = ""
    after: str = ""


def passages(theorem: Any, show: Show) -> tuple[Passage, ...]:
    """Return the proof of a theorem as chains; `show` prints a formula in a sentence.

    What a step proves with added variables, or from both sides, is told in passages of its
    own. If it is the only step, they stand for it.
    """
    steps = theorem.proof.steps
    parts = [_inside(step, theorem.statement, show) for step in steps]
    if len(steps) == 1 and parts[0]:
        return parts[0]
    found = [Passage(theorem.statement, steps)]
    for step, part in zip(steps, parts, strict=True):
        if part:
            bare = Statement(step.lhs, step.relation, step.rhs)
            told = f"Proof that {show(bare)}. {part[0].before}".strip()
            found += [replace(part[0], before=told), *part[1:]]
    return tuple(found)


def _inside(step: Step, statement: Statement, show: Show) -> tuple[Passage, ...]:
    match step.evidence:
        case Copy(theorem=theorem) | DoubleMarkov(theorem=theorem):
            return _added(theorem, statement, WORDS[type(step.evidence)], show)
        case Squeeze() as squeeze:
            return _squeezed(step, squeeze, statement)
        case EqualityCase(theorem=theorem, attained=attained):
            return _attained(theorem, attained, statement, show)
        case _:
            return ()


def _added(theorem: Theorem, outer: Statement, words: str, show: Show) -> tuple[Passage, ...]:
    """Return the proof with added variables, and why they can be added."""
    added = new_hypothesis(theorem, outer)
    first, *rest = passages(theorem, show)
    if added is None:
        return (first, *rest)
    told = f"{introduced(added, show)} {first.before}".strip()
    *before, last = replace(first, before=told), *rest
    names = added.groups[0]
    verb, them = ("do", "them") if len(names) > 1 else ("does", "it")
    end = f"{listed(map(show, names))} {verb} not occur in the claim, which holds without {them}"
    return (*before, replace(last, after=f"{last.after} {end}: {words}.".strip()))


def _attained(
    theorem: Theorem, attained: Theorem, outer: Statement, show: Show
) -> tuple[Passage, ...]:
    """Return the proof that a bound is attained, and the proof with what that means."""
    more = [h for h in theorem.statement.hypotheses if h not in outer.hypotheses]
    first, *rest = passages(attained, show)
    start, *others = passages(theorem, show)
    told = f"A bound is attained, which says that {listed(map(show, more))}."
    return (first, *rest, replace(start, before=f"{told} {start.before}".strip()), *others)


def new_hypothesis(theorem: Theorem, outer: Statement) -> CopyOf | CommonPart | None:
    """Return the hypothesis that a theorem has and the statement has not."""
    more = [h for h in theorem.statement.hypotheses if h not in outer.hypotheses]
    return next((h for h in more if isinstance(h, CopyOf | CommonPart)), None)


def introduced(added: CopyOf | CommonPart, show: Show) -> str:
    """Return the sentence that introduces added variables."""

    def row(*groups: tuple[RandomVariable, ...]) -> str:
        return ", ".join(show(v) for group in groups for v in group)

    if isinstance(added, CommonPart):
        part, x, left, right = added.groups
        return (
            f"Let {row(part)} be a common part of {row(left)} and {row(right)}: a function of "
            f"each, given which {row(x)} is independent of {row(left, right)}."
        )
    copies, originals, over, rest = added.groups
    one, them = ("a copy", "it is") if len(copies) == 1 else ("copies", "they are")
    return (
        f"Let {row(copies)} be {one} of {row(originals)} over {row(over)}: "
        f"({row(copies, over)}) has the law of ({row(originals, over)}), and given {row(over)} "
        f"{them} independent of {row(originals, rest)}."
    )


def _squeezed(step: Step, squeeze: Squeeze, statement: Statement) -> tuple[Passage, ...]:
    """Return the two chains that show an equation, or nothing if they cannot be told."""
    from symbinfo.search.chains import retold

    words = {Relation.LE: "On the one hand,", Relation.GE: "On the other hand,"}
    found = []
    for relation, before in words.items():
        half = Statement(step.lhs, relation, step.rhs, statement.hypotheses)
        theorem = retold(half, squeeze)
        if theorem is None:
            return ()
        found.append(Passage(half, theorem.proof.steps, before))
    return tuple(found)
