"""What a form says when it is a hypothesis."""

from __future__ import annotations

from itertools import combinations, pairwise
from textwrap import shorten
from typing import TYPE_CHECKING, assert_never

from sympy import Mul, S, Symbol, log, oo

from symbinfo.core.atoms import Parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Hypothesis,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
)
from symbinfo.core.pmf import Pmf
from symbinfo.core.relation import Relation
from symbinfo.errors import NotUnderstood
from symbinfo.measures import Entropy, JensenShannonDivergence, KLDivergence, MutualInformation
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
)

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.text.cursor import Cursor

    Group = tuple[RandomVariable, ...]

Hypotheses = tuple[Hypothesis, ...]
_FORMS = (
    "X -> Y -> Z, X _||_ Y | Z, H(Y|X) = 0, I(X;Y|Z) = 0, "
    "X1,X2 iid, memoryless X1,X2 -> Y1,Y2, "
    "p << q, not p << q, p > 0, p = q, p = uniform, "
    "and relations of measures with =, <= and >="
)


def hypotheses_of(form: Form, cursor: Cursor) -> Hypotheses:
    """Return the hypotheses that a form states; none if it always holds."""
    match form:
        case Chain(groups):
            return _chain(groups, cursor)
        case Repetition(groups):
            return _repetition(groups, cursor)
        case Memoryless():
            return tuple(MarkovChain(*links) for links in form.chains())
        case Independence(groups, given):
            return _independence(groups, given, cursor)
        case Dominance(p, q):
            return (AbsolutelyContinuous(p, q),)
        case NoDominance(p, q):
            return (NotAbsolutelyContinuous(p, q),)
        case Support(p):
            return (FullSupport(p),)
        case Sameness(p, q):
            return (Equal(p, q),)
        case Relations(sides, relations):
            return _relation(sides, relations, cursor)
        case _ as never:
            assert_never(never)


def _repetition(groups: tuple[Group, ...], cursor: Cursor) -> Hypotheses:
    """Say that groups are independent and that each part of one has one entropy in all."""
    found = _independence(groups, (), cursor)
    for one, two in pairwise(groups):
        for size in range(1, len(one) + 1):
            for places in combinations(range(len(one)), size):
                here, there = (Entropy(*(group[i] for i in places)) for group in (one, two))
                found += (Holds(here, "=", there),)
    return found


def _chain(groups: tuple[Group, ...], cursor: Cursor) -> Hypotheses:
    if not _shared(groups):
        return (MarkovChain(*groups),)
    found: Hypotheses = ()
    for before, link, after in chain_links(groups):
        found += _independence((before, after), link, cursor)
    return found


def chain_links(groups: tuple[Group, ...]) -> tuple[tuple[Group, Group, Group], ...]:
    """Return for each inner link what comes before it, the link, and what comes after."""
    return tuple(
        (sum(groups[:i], ()), groups[i], sum(groups[i + 1 :], ()))
        for i in range(1, len(groups) - 1)
    )


def _shared(groups: tuple[Group, ...]) -> Group:
    return tuple(v for a, b in combinations(groups, 2) for v in a if v in b)


def _independence(groups: tuple[Group, ...], given: Group, cursor: Cursor) -> Hypotheses:
    left = tuple(tuple(v for v in group if v not in given) for group in groups)
    for variable in _shared(left):
        place = [t for t in cursor.tokens if t.text == variable.name][-1]
        cursor.fail(f"{variable.name} is in two groups that are to be independent", place)
    parts = [group for group in left if group]
    return (Independent(*parts, given=given),) if len(parts) > 1 else ()


def _relation(
    sides: tuple[Expr, ...], relations: tuple[Relation, ...], cursor: Cursor
) -> Hypotheses:
    if len(relations) == 1:
        lhs, rhs, relation = *sides, relations[0]
        if lhs in (S.Zero, oo):
            lhs, rhs, relation = rhs, lhs, relation.flipped
        match lhs, relation, rhs:
            case Entropy(), Relation.EQ, S.Zero if not isinstance(lhs.args[0], Pmf) and lhs.args[1]:
                return _function(tuple(lhs.args[0]), tuple(lhs.args[1]))
            case MutualInformation(), Relation.EQ, S.Zero:
                x, y, given = (tuple(group) for group in lhs.args)
                return _independence((x, y), given, cursor)
            case ((KLDivergence() | JensenShannonDivergence()), Relation.EQ, S.Zero):
                return (Equal(*lhs.args),)
            case KLDivergence(), Relation.EQ, S.Infinity:
                return (NotAbsolutelyContinuous(*lhs.args),)
            case KLDivergence(), Relation.LT, S.Infinity:
                return (AbsolutelyContinuous(*lhs.args),)
    if not set(relations) <= {Relation.EQ, Relation.LE, Relation.GE} or oo in sides:
        raise _not_supported(cursor.text)
    if all(map(_is_count, sides)) and any(side.free_symbols for side in sides):
        sides = tuple(map(log, sides))
    links = zip(sides, relations, sides[1:], strict=False)
    return tuple(Holds(a, relation.value, b) for a, relation, b in links)


def _is_count(side: Expr) -> bool:
    """Whether a side is a product of sizes and positive numbers; what is assumed is its log."""
    factors = Mul.make_args(side)
    return all(f.is_positive and (f.is_Rational or _is_size(f)) for f in factors)


def _is_size(factor: Expr) -> bool:
    return isinstance(factor, Symbol) and not isinstance(factor, Parameter)


def _not_supported(text: str) -> NotUnderstood:
    shown = shorten(text, 80, placeholder=" ...")
    return NotUnderstood(
        f"hypotheses of the form '{shown}' are not supported; the forms are {_FORMS}"
    )


def _function(targets: Group, sources: Group) -> Hypotheses:
    left = tuple(v for v in targets if v not in sources)
    return (FunctionOf(left, sources),) if left else ()
