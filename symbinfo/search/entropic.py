"""Statements about entropies of random variables, as linear forms in joint entropies."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sympy import Expr, S, Tuple, log

from symbinfo.core.constraints import CommonPart, CopyOf, Holds
from symbinfo.core.facts import FunctionFact, IndependenceFact
from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import Equal, FunctionOf, Hypothesis, Independent, MarkovChain
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, law
from symbinfo.errors import NotUnderstood
from symbinfo.kernel.instance import instance_of
from symbinfo.kernel.proof import Assumption, Lemma, Nonnegative, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.search import library
from symbinfo.search.forms import (
    ONE,
    UNIT,
    Group,
    Vector,
    conditional,
    difference_of,
    information,
    linear_form,
    negated,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable

    from symbinfo.core.facts import Fact
    from symbinfo.kernel.proof import Source
    from symbinfo.kernel.theorem import Theorem

__all__ = [
    "MOST_VARIABLES",
    "ONE",
    "Known",
    "Problem",
    "Vector",
    "assumed",
    "conditional",
    "constants",
    "elemental",
    "information",
    "linear_form",
    "negated",
    "problem",
    "sizes",
    "variables_of",
]
MOST_VARIABLES = 12


class Known(NamedTuple):
    """A claim that the search may use: its vector, and how to make its evidence.

    A bound says that the measure is at least 0, another claim that it is 0. `equality` is
    when a bound is 0.
    """

    vector: Vector
    source: Callable[[], Source]
    equality: Callable[[], Hypothesis] | None = None
    bound: bool = True

    def measure(self) -> Expr:
        """Return the expression that the claim is about."""
        match self.source():
            case Lemma(theorem, at):
                return instance_of(theorem.statement, at)(theorem.statement.lhs)
            case Assumption(Holds() as hypothesis):
                lhs, _, rhs = hypothesis.args
                return rhs - lhs if hypothesis.relation is Relation.LE else lhs - rhs
            case Nonnegative(value):
                return value
            case other:
                msg = f"there is no measure in {other}"
                raise NotUnderstood(msg)


def elemental(variables: Group) -> list[Known]:
    """Return the elemental inequalities, those with less conditioning first; for few variables."""
    from symbinfo.search.shapes import Shape, nonnegative

    whole, none = frozenset(variables), frozenset[RandomVariable]()
    found = []
    for size in range(max(len(variables) - 1, 0)):
        for x, y in combinations(variables, 2):
            rest = [v for v in variables if v not in (x, y)]
            shapes = (
                Shape(none | {x}, none | {y}, none.union(g)) for g in combinations(rest, size)
            )
            found += [nonnegative(shape, variables) for shape in shapes]
    return found + [nonnegative(Shape(none | {x}, none, whole - {x}), variables) for x in variables]


def _names(measure: Expr) -> Group:
    return tuple(v for group in measure.args for v in group)


def constants(target: Collection[Hashable]) -> list[Known]:
    """Return that a positive number is positive, if numbers occur."""
    if ONE not in target:
        return []
    return [Known({ONE: Fraction(1)}, partial(Nonnegative, S.One))]


def sizes(variables: Group, target: Collection[Hashable]) -> list[Known]:
    """Return log k >= 0 and H(X) <= log |X| for the sizes that occur."""
    found = [_log_size(key[1]) for key in target if isinstance(key, tuple) and key[0] == "log"]
    if not found:
        return []
    theorem = library.divergence_nonnegative()
    p, q = theorem.statement.lhs.args
    for v in variables:
        count = linear_form(log(v.size)) or {}
        if count and set(count) <= set(target):
            vector = {**count, frozenset((v,)): Fraction(-1)}
            at = ((p, law(v)), (q, Uniform(v.size)))
            uniform = partial(Equal, law(v), Uniform(v.size))
            found.append(Known(vector, partial(Lemma, theorem, at), uniform))
    return found


def _log_size(size: Expr) -> Known:
    vector: Vector = {("log", size): Fraction(1)}
    if isinstance(size, int):
        return Known(vector, partial(Nonnegative, log(size)))
    theorem = library.log_size_nonnegative()
    at = ((theorem.statement.lhs.args[0], size),)
    return Known(vector, partial(Lemma, theorem, at))


def assumed(hypotheses: Iterable[Hypothesis]) -> list[Known] | None:
    """Return the equations that the hypotheses give, or None if one is of another kind."""
    found: list[Known] = []
    for hypothesis in hypotheses:
        more = _given(hypothesis, hypothesis.facts())
        if more is None:
            return None
        found += more
    return found


def _given(hypothesis: Hypothesis, facts: Iterable[Fact]) -> list[Known] | None:
    if isinstance(hypothesis, Holds):
        relation = _holds(hypothesis)
        return None if relation is None else [relation]
    if isinstance(hypothesis, MarkovChain | Independent | FunctionOf | CopyOf | CommonPart):
        found = [known for fact in facts for known in _stated(fact)]
        return found + (_copies(hypothesis) if isinstance(hypothesis, CopyOf) else [])
    return None


def _stated(fact: Fact) -> list[Known]:
    """Return the equations that an independence or a function is."""
    match fact:
        case FunctionFact(targets, sources):
            theorem = library.function_is_zero()
            vector = conditional(targets, sources)
            return [Known(vector, partial(_at, theorem, targets, sources), bound=False)]
        case IndependenceFact(groups, given):
            theorem = library.independence_is_zero(conditional=bool(given))
            found = []
            for i, group in enumerate(groups[:-1], 1):
                rest: Group = sum(groups[i:], ())
                vector = information(group, rest, given)
                source = partial(_at, theorem, group, rest, given)
                found.append(Known(vector, source, bound=False))
            return found
        case _:
            return []


def _one(group: Group) -> RandomVariable | Tuple:
    return group[0] if len(group) == 1 else Tuple(*group)


def _at(theorem: Theorem, *groups: Group) -> Lemma:
    """Return the theorem for some groups of variables."""
    names = _names(theorem.statement.lhs)
    return Lemma(theorem, tuple(zip(names, map(_one, filter(None, groups)), strict=True)))


def _holds(hypothesis: Holds) -> Known | None:
    lhs, _, rhs = hypothesis.args
    up = hypothesis.relation is Relation.LE
    vector = linear_form(rhs - lhs if up else lhs - rhs)
    if vector is None:
        return None
    bound = hypothesis.relation is not Relation.EQ
    return Known(vector, partial(Assumption, hypothesis), bound=bound)


def _copies(hypothesis: CopyOf) -> list[Known]:
    """Return that copies have the entropies of their originals."""
    copies, originals, over, _ = hypothesis.groups
    found = []
    for chosen in _subsets(range(len(copies))):
        for with_ in ((), *_subsets(over)):
            new = (*(copies[i] for i in chosen), *with_)
            old = (*(originals[i] for i in chosen), *with_)
            vector = total((UNIT, new), (-UNIT, old))
            found.append(Known(vector, partial(_same_entropy, hypothesis, new, old), bound=False))
    return found


def _subsets(items: Iterable[Any]) -> list[tuple[Any, ...]]:
    every = tuple(items)
    return [c for size in range(1, len(every) + 1) for c in combinations(every, size)]


def _same_entropy(hypothesis: CopyOf, new: Group, old: Group) -> Lemma:
    gap = Entropy(*new) - Entropy(*old)
    return Lemma(library.prove_step(Statement(gap, Relation.EQ, S.Zero, (hypothesis,)), Unfold()))


def variables_of(statement: Statement) -> Group:
    """Return the random variables of a statement, in a fixed order."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses)
    found = set[RandomVariable]().union(*(part.atoms(RandomVariable) for part in parts))
    return _in_order(found)


def _in_order(variables: Iterable[RandomVariable]) -> Group:
    found = sorted(variables, key=lambda v: v.name)
    if any(a.name == b.name for a, b in pairwise(found)):
        found.sort(key=lambda v: (v.name, str(v.args)))
    return tuple(found)


class Problem(NamedTuple):
    """A statement as a question about linear forms: rhs - lhs, and what may be used.

    The elemental inequalities of the variables may be used as well.
    """

    variables: Group
    difference: Vector
    bounds: list[Known]
    equations: list[Known]
    hypotheses: tuple[Hypothesis, ...]
    facts: tuple[Fact, ...]

    def inequalities(self) -> list[Known]:
        """Return all that is at least 0; for few variables."""
        return [*self.bounds, *elemental(self.variables)]


def problem(statement: Statement) -> Problem | None:
    """Return the statement as linear forms, or None if it is of another kind or too large."""
    if not isinstance(statement.lhs, Expr) or not isinstance(statement.rhs, Expr):
        return None
    form = difference_of(statement.rhs, statement.lhs)
    if form is None:
        return None
    facts: list[Fact] = []
    given: list[Known] = []
    for hypothesis in statement.hypotheses:
        stated = hypothesis.facts()
        more = _given(hypothesis, stated)
        if more is None:
            return None
        facts += stated
        given += more
    every = dict.fromkeys(key for one in (form, *(k.vector for k in given)) for key in one)
    groups = [key for key in every if isinstance(key, frozenset)]
    variables = _in_order(frozenset[RandomVariable]().union(*groups))
    if not 0 < len(variables) <= MOST_VARIABLES or any(v.table for v in variables):
        return None
    difference = {key: c for key, c in form.items() if c}
    bounds = [*sizes(variables, every), *constants(every), *(k for k in given if k.bound)]
    equations = [k for k in given if not k.bound]
    return Problem(variables, difference, bounds, equations, statement.hypotheses, tuple(facts))
