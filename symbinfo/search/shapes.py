"""Entropies and mutual informations by the sets of variables that they are about."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sympy import Expr, Tuple

from symbinfo.core.hypotheses import FunctionOf, Independent, MarkovChain
from symbinfo.core.variables import RandomVariable
from symbinfo.kernel.proof import Lemma
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search import library
from symbinfo.search.entropic import Known, conditional, information

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction
    from typing import Any

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.proof import Replacements
    from symbinfo.kernel.theorem import Theorem

Names = frozenset[RandomVariable]
Group = tuple[RandomVariable, ...]
_NUMBER = re.compile(r"(\d+)")


class Shape(NamedTuple):
    """H(first | given), or I(first; second | given) where `second` is not empty."""

    first: Names
    second: Names
    given: Names


def in_order(names: Iterable[RandomVariable], order: Group = ()) -> Group:
    """Return variables in the given order, or in that of their names, X2 before X10."""
    return tuple(sorted(names, key=order.index if order else _by_name))


def reading_order(hypotheses: Iterable[Hypothesis], names: Iterable[RandomVariable]) -> Group:
    """Return the variables in the order of the Markov chains that are assumed, then by name."""
    found: list[RandomVariable] = []
    for one in hypotheses:
        if isinstance(one, MarkovChain) and all(len(link) == 1 for link in one.args):
            found += [v for (v,) in one.args if v not in found]
    return (*found, *(v for v in in_order(names) if v not in found))


@cache
def _by_name(v: RandomVariable) -> tuple[list[tuple[str, int]], str]:
    parts = _NUMBER.split(v.name)
    return [(p, -1) if not p.isdigit() else ("", int(p)) for p in parts if p], str(v.args)


def shape_of(vector: Mapping[Any, Fraction]) -> Shape | None:
    """Return the measure that has this vector, or None if none has."""
    if not 1 <= len(vector) <= 4 or not all(isinstance(key, frozenset) for key in vector):
        return None
    plus = [key for key, c in vector.items() if c == 1]
    minus = [key for key, c in vector.items() if c == -1]
    if len(plus) == 1 and len(plus) + len(minus) == len(vector) <= 2:
        given = minus[0] if minus else frozenset()
        return Shape(plus[0] - given, frozenset(), given) if given < plus[0] else None
    if len(plus) != 2 or len(minus) + 2 != len(vector):
        return None
    left, right = plus
    whole, given = left | right, left & right
    if set(minus) != ({whole, given} if given else {whole}):
        return None
    one, two = sorted((left - given, right - given), key=lambda names: min(map(_by_name, names)))
    return Shape(one, two, given)


def measure_of(shape: Shape, order: Group = ()) -> Expr:
    """Return the measure, with its variables in order."""
    first, second, given = _groups(shape, order)
    return MutualInformation(first, second, given=given) if second else Entropy(*first, given=given)


def _groups(shape: Shape, order: Group) -> tuple[Group, Group, Group]:
    first, second, given = (in_order(group, order) for group in shape)
    if second and in_order((first[0], second[0]), order)[0] != first[0]:
        return second, first, given
    return first, second, given


def sets_of(measure: Expr) -> Shape | None:
    """Return the sets that a measure is written with, if they are disjoint."""
    if not isinstance(measure, Entropy | MutualInformation) or not isinstance(
        measure.args[0], Tuple
    ):
        return None
    groups = [frozenset(group) for group in measure.args]
    if isinstance(measure, Entropy):
        groups.insert(1, frozenset())
    else:
        groups += [frozenset()] * (3 - len(groups))
    first, second, given = groups
    apart = not (first & second or first & given or second & given)
    return Shape(first, second, given) if apart else None


def vector_of(shape: Shape) -> dict[Any, Fraction]:
    """Return a measure as a form in joint entropies."""
    first, second, given = map(tuple, shape)
    return information(first, second, given) if second else conditional(first, given)


def nonnegative(shape: Shape, order: Group = ()) -> Known:
    """Return that a measure is at least 0, and when it is 0."""
    first, second, given = _groups(shape, order)
    theorem: Callable[[], Theorem] = library.joint_entropy_nonnegative
    equality: Any = partial(FunctionOf, first, given)
    if second:
        theorem = partial(library.information_nonnegative, conditional=bool(given))
        equality = partial(Independent, first, second, given=given)
    elif given:
        theorem = library.conditional_entropy_nonnegative
    return Known(vector_of(shape), partial(_lemma, theorem, (first, second, given)), equality)


def zero(shape: Shape, theorem: Theorem, order: Group = ()) -> Known:
    """Return that a measure is 0 by a theorem whose hypotheses hold."""
    first, second, given = (in_order(group, order) for group in shape)
    at = _at(theorem, (first, second, given))
    return Known(vector_of(shape), partial(Lemma, theorem, at), bound=False)


def _lemma(theorem: Callable[[], Theorem], groups: tuple[Group, ...]) -> Lemma:
    """Return a lemma for groups of variables; its theorem is proved only now."""
    return Lemma(theorem(), _at(theorem(), groups))


def _at(theorem: Theorem, groups: tuple[Group, ...]) -> Replacements:
    """Return which variables stand for which of the theorem."""
    old = [v for group in theorem.statement.lhs.args for v in group]
    new = [group[0] if len(group) == 1 else Tuple(*group) for group in groups if group]
    return tuple(zip(old, new, strict=True))
