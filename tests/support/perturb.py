"""Random changes of sentences: a sign, an argument, a coefficient, a relation, a hypothesis."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sentences import Apart, Chain, Relation, Sentence, Term

if TYPE_CHECKING:
    from random import Random

    from sentences import Group

FACTORS = tuple(map(Fraction, ("1/2", "2", "3/2", "2/3", "9/10", "11/10", "1001/1000")))


class Question(NamedTuple):
    """A claim and what is given."""

    claim: Sentence
    given: tuple[Sentence, ...]

    def names(self) -> tuple[str, ...]:
        """Return the variables that occur."""
        return tuple(sorted({v for one in (self.claim, *self.given) for v in _names(one)}))


def _names(sentence: Sentence) -> set[str]:
    if isinstance(sentence, Relation):
        parts = [part for side in sentence.sides for t in side for part in (*t.groups, t.given)]
        return {v for part in parts for v in part}
    given = sentence.given if isinstance(sentence, Apart) else ()
    return {v for group in (*sentence.groups, given) for v in group}


def perturbed(question: Question, rng: Random) -> Question:
    """Return the question with one change, at times two."""
    for _ in range(1 if rng.random() < 0.8 else 2):
        question = _changed(question, rng)
    return question


def _changed(question: Question, rng: Random) -> Question:
    claim, given = question
    if given and rng.random() < 0.4:
        place = rng.randrange(len(given))
        kept = list(given)
        if rng.random() < 0.5:
            del kept[place]
        else:
            kept[place] = _sentence(kept[place], question.names(), rng)
        return Question(claim, tuple(kept))
    return Question(_sentence(claim, question.names(), rng), given)


def _sentence(sentence: Sentence, names: Group, rng: Random) -> Sentence:
    match sentence:
        case Chain(groups):
            return Chain(_groups(groups, names, rng))
        case Apart(groups, given):
            if rng.random() < 0.5:
                return Apart(groups, _given(given, sum(groups, ()), names, rng))
            return Apart(_groups(groups, names, rng), given)
        case Relation(sides, relations):
            if rng.random() < 0.15:
                place = rng.randrange(len(relations))
                other = rng.choice([r for r in ("<=", ">=", "=") if r != relations[place]])
                return Relation(sides, (*relations[:place], other, *relations[place + 1 :]))
            place = rng.choice([i for i, side in enumerate(sides) if side] or [0])
            side = _side(sides[place], names, rng) if sides[place] else ()
            return Relation((*sides[:place], side, *sides[place + 1 :]), relations)


def _side(side: tuple[Term, ...], names: Group, rng: Random) -> tuple[Term, ...]:
    place = rng.randrange(len(side))
    old = side[place]
    kind = rng.randrange(4)
    if kind == 0:
        new = old._replace(factor=-old.factor)
    elif kind == 1:
        new = old._replace(factor=old.factor * rng.choice(FACTORS))
    elif kind == 2:
        new = old._replace(given=_given(old.given, sum(old.groups, ()), names, rng))
    else:
        new = old._replace(groups=_groups(old.groups, names, rng))
    return (*side[:place], new, *side[place + 1 :])


def _given(given: Group, apart: Group, names: Group, rng: Random) -> Group:
    """Drop what is given, or give one more variable."""
    others = [v for v in names if v not in (*given, *apart)]
    if given and (not others or rng.random() < 0.5):
        dropped = rng.choice(given)
        return tuple(v for v in given if v != dropped)
    return (*given, rng.choice(others)) if others else given


def _groups(groups: tuple[Group, ...], names: Group, rng: Random) -> tuple[Group, ...]:
    """Exchange two groups, or put another variable somewhere."""
    first = rng.randrange(len(groups))
    changed = list(groups)
    if len(groups) > 1 and rng.random() < 0.4:
        second = rng.choice([i for i in range(len(groups)) if i != first])
        changed[first], changed[second] = changed[second], changed[first]
        return tuple(changed)
    place = rng.randrange(len(groups[first]))
    new = rng.choice(names)
    group = [*groups[first][:place], new, *groups[first][place + 1 :]]
    changed[first] = tuple(dict.fromkeys(group))
    return tuple(changed)
