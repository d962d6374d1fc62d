"""Statements about entropies of random variables, as linear forms in joint entropies."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from sympy import Add, Expr, Mul, Rational, S, Symbol, Tuple, factorint, log

from symbinfo.core.constraints import CommonPart, CopyOf, Holds
from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, MarkovChain
from symbinfo.core.pmf import Uniform
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, law
from symbinfo.errors import NotUnderstood
from symbinfo.kernel.instance import instance_of
from symbinfo.kernel.proof import Assumption, Lemma, Nonnegative, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search import library

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from symbinfo.kernel.proof import Replacements, Source

Group = tuple[RandomVariable, ...]
Vector = dict["Hashable", Fraction]
MOST_VARIABLES = 12
ONE = ("the number", 1)


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


def linear_form(expr: Expr) -> Vector | None:
    """Return the expression as a linear form in joint entropies and log |X|, or None."""
    total: Vector = {}
    for term in Add.make_args(expr):
        factor, rest = term.as_coeff_Mul()
        if not isinstance(factor, Rational):
            return None
        inner: Vector | None = {ONE: Fraction(1)} if rest == 1 else _measure(rest)
        if inner is None:
            return None
        _add(total, inner, Fraction(int(factor.p), int(factor.q)))
    return {key: c for key, c in total.items() if c}


def _measure(expr: Expr) -> Vector | None:
    if isinstance(expr, Entropy) and isinstance(expr.args[0], Tuple):
        return conditional(tuple(expr.args[0]), tuple(expr.args[1]))
    if isinstance(expr, MutualInformation):
        return information(*(tuple(group) for group in expr.args))
    if isinstance(expr, log) and expr.args[0].is_Integer and expr.args[0] > 1:
        primes = factorint(int(expr.args[0]))
        return {("log", prime): Fraction(power) for prime, power in primes.items()}
    if isinstance(expr, log) and isinstance(expr.args[0], Symbol | Mul):
        return {("log", size): Fraction(1) for size in Mul.make_args(expr.args[0])}
    return None


def _add(total: Vector, vector: Vector, factor: Fraction) -> None:
    for key, c in vector.items():
        total[key] = total.get(key, Fraction(0)) + factor * c


def _sum(*parts: tuple[int, Iterable[RandomVariable]]) -> Vector:
    total: Vector = {}
    for sign, group in parts:
        names = frozenset(group)
        if names:
            total[names] = total.get(names, Fraction(0)) + sign
    return {key: c for key, c in total.items() if c}


def conditional(targets: Group, given: Group) -> Vector:
    """Return H(targets | given)."""
    return _sum((1, (*targets, *given)), (-1, given))


def information(x: Group, y: Group, given: Group) -> Vector:
    """Return I(x; y | given)."""
    return _sum((1, (*x, *given)), (1, (*y, *given)), (-1, (*x, *y, *given)), (-1, given))


def _one(group: Group) -> RandomVariable | Tuple:
    return group[0] if len(group) == 1 else Tuple(*group)


def elemental(variables: Group) -> list[Known]:
    """Return the elemental inequalities, those with less conditioning first."""
    found = []
    for size in range(max(len(variables) - 1, 0)):
        for x, y in combinations(variables, 2):
            rest = [v for v in variables if v not in (x, y)]
            found += [_information(x, y, given) for given in combinations(rest, size)]
    found += [_entropy(x, tuple(v for v in variables if v != x)) for x in variables]
    return found


def _information(x: RandomVariable, y: RandomVariable, given: Group) -> Known:
    theorem = library.information_nonnegative(conditional=bool(given))
    a, b, *c = _names(theorem.statement.lhs)
    at = ((a, x), (b, y), *(((c[0], _one(given)),) if given else ()))
    equality = partial(Independent, x, y, given=given)
    return Known(information((x,), (y,), given), partial(Lemma, theorem, at), equality)


def _entropy(x: RandomVariable, given: Group) -> Known:
    if not given:
        theorem = library.joint_entropy_nonnegative()
        at: Replacements = ((_names(theorem.statement.lhs)[0], x),)
        return Known(conditional((x,), ()), partial(Lemma, theorem, at))
    theorem = library.conditional_entropy_nonnegative()
    a, b = _names(theorem.statement.lhs)
    at = ((a, x), (b, _one(given)))
    equality = partial(FunctionOf, x, given)
    return Known(conditional((x,), given), partial(Lemma, theorem, at), equality)


def _names(measure: Expr) -> Group:
    return tuple(v for group in measure.args for v in group)


def constants(target: Vector) -> list[Known]:
    """Return that a positive number is positive, if numbers occur."""
    if ONE not in target:
        return []
    return [Known({ONE: Fraction(1)}, partial(Nonnegative, S.One))]


def sizes(variables: Group, target: Vector) -> list[Known]:
    """Return log k >= 0 and H(X) <= log |X| for the sizes that occur."""
    found = [_log_size(key[1]) for key in target if isinstance(key, tuple) and key[0] == "log"]
    theorem = library.divergence_nonnegative()
    p, q = theorem.statement.lhs.args
    for v in variables:
        count = linear_form(log(v.size)) or {}
        if count and set(count) <= set(target):
            vector = {**count, frozenset((v,)): Fraction(-1)}
            at = ((p, law(v)), (q, Uniform(v.size)))
            found.append(Known(vector, partial(Lemma, theorem, at)))
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
        if isinstance(hypothesis, MarkovChain):
            for one in hypothesis.independences():
                found += _independence(one)
        elif isinstance(hypothesis, Independent):
            found += _independence(hypothesis)
        elif isinstance(hypothesis, FunctionOf):
            targets, sources = (tuple(group) for group in hypothesis.args)
            theorem = library.function_is_zero()
            y, x = _names(theorem.statement.lhs)
            at = ((y, _one(targets)), (x, _one(sources)))
            vector = conditional(targets, sources)
            found.append(Known(vector, partial(Lemma, theorem, at), bound=False))
        elif isinstance(hypothesis, CopyOf):
            found += _copies(hypothesis)
        elif isinstance(hypothesis, CommonPart):
            found += assumed(hypothesis.parts()) or []
        elif isinstance(hypothesis, Holds):
            relation = _holds(hypothesis)
            if relation is None:
                return None
            found.append(relation)
        else:
            return None
    return found


def _holds(hypothesis: Holds) -> Known | None:
    lhs, _, rhs = hypothesis.args
    up = hypothesis.relation is Relation.LE
    vector = linear_form(rhs - lhs if up else lhs - rhs)
    if vector is None:
        return None
    bound = hypothesis.relation is not Relation.EQ
    return Known(vector, partial(Assumption, hypothesis), bound=bound)


def _copies(hypothesis: CopyOf) -> list[Known]:
    """Return that copies have the entropies of their originals, and are independent of the rest."""
    copies, originals, over, rest = hypothesis.groups
    given = Independent(copies, (*originals, *rest), given=over)
    found = _independence(given)
    for chosen in _subsets(range(len(copies))):
        for with_ in ((), *_subsets(over)):
            new = (*(copies[i] for i in chosen), *with_)
            old = (*(originals[i] for i in chosen), *with_)
            vector = _sum((1, new), (-1, old))
            found.append(Known(vector, partial(_same_entropy, hypothesis, new, old), bound=False))
    return found


def _subsets(items: Iterable[Any]) -> list[tuple[Any, ...]]:
    every = tuple(items)
    return [c for size in range(1, len(every) + 1) for c in combinations(every, size)]


def _same_entropy(hypothesis: CopyOf, new: Group, old: Group) -> Lemma:
    gap = Entropy(*new) - Entropy(*old)
    return Lemma(library.prove_step(Statement(gap, Relation.EQ, S.Zero, (hypothesis,)), Unfold()))


def _independence(hypothesis: Independent) -> list[Known]:
    """Return the equations of a mutual independence: each group against the later ones."""
    found = []
    groups, given = hypothesis.groups, hypothesis.given
    theorem = library.independence_is_zero(conditional=bool(given))
    x, y, *z = _names(theorem.statement.lhs)
    for i in range(len(groups) - 1):
        rest: Group = sum(groups[i + 1 :], ())
        at = [(x, _one(groups[i])), (y, _one(rest))]
        if given:
            at.append((z[0], _one(given)))
        vector = information(groups[i], rest, given)
        found.append(Known(vector, partial(Lemma, theorem, tuple(at)), bound=False))
    return found


def variables_of(statement: Statement) -> Group:
    """Return the random variables of a statement, in a fixed order."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses)
    found = set[RandomVariable]().union(*(part.atoms(RandomVariable) for part in parts))
    return tuple(sorted(found, key=lambda v: (v.name, str(v.args))))


class Problem(NamedTuple):
    """A statement as a question about linear forms: rhs - lhs, and what may be used."""

    variables: Group
    difference: Vector
    bounds: list[Known]
    equations: list[Known]


def problem(statement: Statement) -> Problem | None:
    """Return the statement as linear forms, or None if it is of another kind or too large."""
    if not isinstance(statement.lhs, Expr) or not isinstance(statement.rhs, Expr):
        return None
    variables = variables_of(statement)
    difference = linear_form(statement.rhs - statement.lhs)
    given = assumed(statement.hypotheses)
    if difference is None or given is None or any(v.table for v in variables):
        return None
    if not variables or len(variables) > MOST_VARIABLES:
        return None
    every = {key: c for one in (difference, *(k.vector for k in given)) for key, c in one.items()}
    bounds = [*sizes(variables, every), *constants(every), *(k for k in given if k.bound)]
    equations = [k for k in given if not k.bound]
    return Problem(variables, difference, [*bounds, *elemental(variables)], equations)


def negated(vector: Vector) -> Vector:
    """Return the vector with the other sign."""
    return {key: -c for key, c in vector.items()}
