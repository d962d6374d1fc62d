"""Statements about entropies of random variables, as linear forms in joint entropies."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sympy import Add, Expr, Mul, Rational, Symbol, Tuple, log

from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, MarkovChain
from symbinfo.core.pmf import Uniform
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable, law
from symbinfo.kernel.instance import instance_of
from symbinfo.kernel.proof import Combination, Evidence, Lemma, Squeeze, Step, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search import library
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from symbinfo.core.statement import Statement

Group = tuple[RandomVariable, ...]
Vector = dict["Hashable", Fraction]
MOST_VARIABLES = 9


class Known(NamedTuple):
    """A claim that the search may use: its vector, its lemma, and when it is an equality.

    A bound says that the measure is at least 0, another claim that it is 0.
    """

    vector: Vector
    lemma: Lemma
    equality: Hypothesis | None = None
    bound: bool = True

    def measure(self) -> Expr:
        """Return the expression that the claim is about."""
        statement = self.lemma.theorem.statement
        return instance_of(statement, self.lemma.at)(statement.lhs)


def linear_form(expr: Expr) -> Vector | None:
    """Return the expression as a linear form in joint entropies and log |X|, or None."""
    total: Vector = {}
    for term in Add.make_args(expr):
        factor, rest = term.as_coeff_Mul()
        if not isinstance(factor, Rational):
            return None
        inner = {} if term.is_zero else _measure(rest)
        if inner is None:
            return None
        _add(total, inner, Fraction(int(factor.p), int(factor.q)))
    return {key: c for key, c in total.items() if c}


def _measure(expr: Expr) -> Vector | None:
    if isinstance(expr, Entropy) and isinstance(expr.args[0], Tuple):
        return conditional(tuple(expr.args[0]), tuple(expr.args[1]))
    if isinstance(expr, MutualInformation):
        return information(*(tuple(group) for group in expr.args))
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
    equality = Independent(x, y, given=given)
    return Known(information((x,), (y,), given), Lemma(theorem, at), equality)


def _entropy(x: RandomVariable, given: Group) -> Known:
    if not given:
        theorem = library.joint_entropy_nonnegative()
        return Known(conditional((x,), ()), Lemma(theorem, ((_names(theorem.statement.lhs)[0], x),)))
    theorem = library.conditional_entropy_nonnegative()
    a, b = _names(theorem.statement.lhs)
    return Known(conditional((x,), given), Lemma(theorem, ((a, x), (b, _one(given)))))


def _names(measure: Expr) -> Group:
    return tuple(v for group in measure.args for v in group)


def _sizes(variables: Group, target: Vector) -> list[Known]:
    """Return H(X) <= log |X| for the sizes that occur."""
    theorem = library.divergence_nonnegative()
    p, q = theorem.statement.lhs.args
    found = []
    for v in variables:
        if ("log", v.size) in target:
            vector: Vector = {("log", v.size): Fraction(1), frozenset((v,)): Fraction(-1)}
            found.append(Known(vector, Lemma(theorem, ((p, law(v)), (q, Uniform(v.size))))))
    return found


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
            lemma = Lemma(theorem, ((y, _one(targets)), (x, _one(sources))))
            found.append(Known(conditional(targets, sources), lemma, bound=False))
        else:
            return None
    return found


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
        found.append(Known(vector, Lemma(theorem, tuple(at)), bound=False))
    return found


def variables_of(statement: Statement) -> Group:
    """Return the random variables of a statement, in a fixed order."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses)
    found = set[RandomVariable]().union(*(part.atoms(RandomVariable) for part in parts))
    return tuple(sorted(found, key=lambda v: (v.name, str(v.args))))


def chain(statement: Statement) -> tuple[tuple[Step, ...], tuple[Hypothesis, ...] | None] | None:
    """Return steps that prove a statement about joint entropies, and its equality condition.

    None if the statement is of another kind, or no combination of elemental inequalities
    gives it.
    """
    variables = variables_of(statement)
    difference = linear_form(statement.rhs - statement.lhs)
    equations = assumed(statement.hypotheses)
    if difference is None or equations is None or any(v.table for v in variables):
        return None
    if not variables or len(variables) > MOST_VARIABLES:
        return None
    known = [*_sizes(variables, difference), *elemental(variables)]
    negative = {key: -c for key, c in difference.items()}
    match statement.relation:
        case Relation.LE:
            return _told(statement, _combination(difference, known, equations), -1)
        case Relation.GE:
            return _told(statement, _combination(negative, known, equations), 1)
        case Relation.EQ:
            below = _combination(difference, known, equations)
            above = _combination(negative, known, equations) if below else None
            if not below or not above:
                return None
            squeeze = Squeeze(_evidence(below), _evidence(above))
            return (Step(statement.lhs, Relation.EQ, statement.rhs, squeeze),), None
        case _:
            return None


Term = tuple[Rational, Known]
MOST_LINES = 6


def _combination(target: Vector, known: list[Known], equations: list[Known]) -> list[Term] | None:
    """Return the claims that sum to the target, each with its multiplier."""
    found = combine(target, [k.vector for k in known], [k.vector for k in equations])
    if found is None:
        return None
    every = [*known, *equations]
    return [(Rational(c.numerator, c.denominator), every[i]) for i, c in found.items()]


def _evidence(terms: list[Term]) -> Combination:
    return Combination(tuple((c, one.lemma) for c, one in terms))


def _told(
    statement: Statement, terms: list[Term] | None, sign: int
) -> tuple[tuple[Step, ...], tuple[Hypothesis, ...] | None] | None:
    """Tell a combination as a chain: an identity, the hypotheses, then one bound a line.

    The left side is the right side plus `sign` times the terms.
    """
    if terms is None:
        return None
    bounds = [term for term in terms if term[1].bound]
    given = [term for term in terms if not term[1].bound]
    conditions = [one.equality for _, one in bounds]
    equality = tuple(c for c in conditions if c is not None)
    lines = [bounds] if len(bounds) > MOST_LINES else [[bound] for bound in bounds]
    here, steps = statement.lhs, list[Step]()

    def step(relation: Relation, rest: list[Term], evidence: Evidence, remark: str = "") -> None:
        nonlocal here
        end = statement.rhs + sign * _total(rest)
        if end != here:
            steps.append(Step(here, relation, end, evidence, remark))
        here = end

    step(Relation.EQ, [*bounds, *given], Unfold(), "chain rule")
    step(Relation.EQ, bounds, _evidence(given))
    for number, line in enumerate(lines, 1):
        rest = [bound for later in lines[number:] for bound in later]
        step(statement.relation, rest, _evidence(line))
    return tuple(steps), equality if len(equality) == len(conditions) else None


def _total(terms: list[Term]) -> Expr:
    return Add(*(c * one.measure() for c, one in terms))
