"""Claims about entropies with parameters before the measures, such as a I(X;Z) <= a I(X;Y).

Each known claim may be used times a polynomial that the bounds of the parameters keep
nonnegative (a, 1 - a, a (1 - a), ...). The claim must then agree monomial by monomial, which
is one linear program for all of them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from sympy import Add, Expr, Integer, Mul, Rational, S, Symbol, Tuple, expand_mul

from symbinfo.core.atoms import Parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent
from symbinfo.core.relation import Relation
from symbinfo.kernel.proof import Assumption, Combination, Lemma, Squeeze, Step, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search import library
from symbinfo.search.entropic import (
    Known,
    assumed,
    constants,
    elemental,
    linear_form,
    sizes,
    variables_of,
)
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.theorem import Theorem

    Polynomial = dict[Any, Fraction]
    """Coefficients by (monomial, key of the linear form)."""
    Degrees = dict[Symbol, int]

MOST_VARIABLES = 6
MOST_COLUMNS = 6_000
MOST_DEGREE = 4


class Weighted(NamedTuple):
    """A known claim times a polynomial in the parameters."""

    weight: Expr
    known: Known
    vector: Polynomial


class Problem(NamedTuple):
    """A claim as a question about polynomials: rhs - lhs, and what may be used."""

    difference: Polynomial
    bounds: list[Weighted]
    equations: list[Weighted]


def chain(statement: Statement) -> tuple[tuple[Step, ...], tuple[Hypothesis, ...] | None] | None:
    """Return steps that prove a statement with parameters before its measures, or None.

    Beside them is when both sides are equal, if all the multipliers should be positive.
    """
    found = _problem(statement)
    if found is None:
        return None
    if statement.relation is Relation.EQ:
        below = _combination(found.difference, found)
        above = _combination(_times(S.NegativeOne, found.difference), found) if below else None
        if below is None or above is None:
            return None
        squeeze = Squeeze(_evidence(below), _evidence(above))
        return (Step(statement.lhs, Relation.EQ, statement.rhs, squeeze),), None
    up = statement.relation is Relation.LE
    target = found.difference if up else _times(S.NegativeOne, found.difference)
    terms = _combination(target, found)
    if terms is None:
        return None
    conditions = [known.equality for _, known in terms if known.bound]
    equality = tuple(make() for make in conditions if make is not None)
    told = _told(statement, terms, -1 if up else 1)
    return told, equality if len(equality) == len(conditions) else None


def _problem(statement: Statement) -> Problem | None:
    """Return the statement as polynomials; None if it is of another kind, or too large."""
    variables = variables_of(statement)
    known = _known(statement.hypotheses)
    sides = isinstance(statement.lhs, Expr) and isinstance(statement.rhs, Expr)
    if statement.relation not in (Relation.EQ, Relation.LE, Relation.GE) or not sides:
        return None
    difference = polynomial(statement.rhs - statement.lhs)
    if difference is None or known is None or not 0 < len(variables) <= MOST_VARIABLES:
        return None
    degrees = _degrees((difference, *(vector for _, vector in known)))
    if max(degrees.values(), default=0) > MOST_DEGREE or any(v.table for v in variables):
        return None
    if not degrees and linear_form(statement.rhs - statement.lhs) is not None:
        return None
    keys = {key: Fraction(1) for one in (difference, *(p for _, p in known)) for _, key in one}
    more = [*sizes(variables, keys), *constants(keys), *elemental(variables)]
    known = [(one, _plain(one)) for one in _measures(statement)] + known
    known += [(one, _plain(one)) for one in more]
    weights, free = _weights(degrees), _monomials(degrees)
    if len(known) * max(len(weights), len(free)) > MOST_COLUMNS:
        return None
    bounds = [Weighted(w, k, _times(w, v)) for k, v in known if k.bound for w in weights]
    equations = [Weighted(w, k, _times(w, v)) for k, v in known if not k.bound for w in free]
    return Problem(difference, bounds, equations)


def polynomial(expr: Expr) -> Polynomial | None:
    """Return a sum of measures as coefficients by monomial of the parameters and by entropy.

    >>> from symbinfo import Entropy, parameter, random_variables
    >>> (X,), a = random_variables("X"), parameter("a", 0)
    >>> [monomial for monomial, _ in polynomial((1 + a) * Entropy(X))]
    [1, a]
    """
    total: Polynomial = {}
    for term in Add.make_args(expand_mul(expr)):
        factors = Mul.make_args(term)
        powers = [one for one in factors if _is_power(one)]
        vector = linear_form(Mul(*(one for one in factors if one not in powers)))
        if vector is None:
            return None
        for key, c in vector.items():
            place = (Mul(*powers), key)
            total[place] = total.get(place, Fraction(0)) + c
    return dict(sorted(((k, c) for k, c in total.items() if c), key=lambda item: str(item[0][0])))


def _is_power(factor: Expr) -> bool:
    base, exponent = factor.as_base_exp()
    return bool(base.is_Symbol and base.is_real and exponent.is_Integer and exponent > 0)


def _measures(statement: Statement) -> list[Known]:
    """Return that the measures of the claim are at least 0."""
    found = []
    parts = (statement.lhs, statement.rhs)
    measures = set[Expr]().union(*(side.atoms(Entropy, MutualInformation) for side in parts))
    for measure in sorted(measures, key=str):
        groups = [_one(group) for group in measure.args if isinstance(group, Tuple) and group]
        theorem = _nonnegative_measure(measure)
        names = (v for group in theorem.statement.lhs.args for v in group)
        source = partial(Lemma, theorem, tuple(zip(names, groups, strict=False)))
        vector = linear_form(measure)
        equality = partial(_equality, measure) if len(groups) > 1 else None
        found += [Known(vector, source, equality)] if vector else []
    return found


def _nonnegative_measure(measure: Expr) -> Theorem:
    conditional = bool(measure.args[-1])
    if isinstance(measure, MutualInformation):
        return library.information_nonnegative(conditional=conditional)
    if conditional:
        return library.conditional_entropy_nonnegative()
    return library.joint_entropy_nonnegative()


def _equality(measure: Expr) -> Hypothesis:
    """Return when a measure is 0."""
    if isinstance(measure, MutualInformation):
        x, y, given = (tuple(group) for group in measure.args)
        return Independent(x, y, given=given)
    return FunctionOf(*(tuple(group) for group in measure.args))


def _one(group: Tuple) -> Basic:
    return group[0] if len(group) == 1 else group


def _known(hypotheses: Iterable[Hypothesis]) -> list[tuple[Known, Polynomial]] | None:
    found: list[tuple[Known, Polynomial]] = []
    for one in hypotheses:
        plain = _relation(one) if isinstance(one, Holds) else assumed([one])
        if plain is None:
            return None
        found += [(k, _plain(k)) for k in plain] if isinstance(plain, list) else [plain]
    return found


def _relation(hypothesis: Holds) -> tuple[Known, Polynomial] | None:
    lhs, _, rhs = hypothesis.args
    up = hypothesis.relation is Relation.LE
    vector = polynomial(rhs - lhs if up else lhs - rhs)
    bound = hypothesis.relation is not Relation.EQ
    known = Known({}, lambda: Assumption(hypothesis), bound=bound)
    return None if vector is None else (known, vector)


def _plain(known: Known) -> Polynomial:
    return {(S.One, key): c for key, c in known.vector.items()}


def _degrees(polynomials: Iterable[Polynomial]) -> Degrees:
    """Return the highest power of each parameter."""
    found: Degrees = {}
    for monomial in {monomial for one in polynomials for monomial, _ in one}:
        for base, exponent in monomial.as_powers_dict().items():
            if base.is_Symbol:
                found[base] = max(found.get(base, 0), int(exponent))
    return dict(sorted(found.items(), key=lambda item: str(item[0])))


def _monomials(degrees: Degrees) -> list[Expr]:
    powers = [[base**k for k in range(degree + 1)] for base, degree in degrees.items()]
    return [Mul(*chosen) for chosen in product(*powers)]


def _weights(degrees: Degrees) -> list[Expr]:
    """Return polynomials up to the degrees that the bounds keep nonnegative."""
    every = [_nonnegative(base, degree) for base, degree in degrees.items()]
    return [Mul(*chosen) for chosen in product(*every)]


def _nonnegative(base: Symbol, degree: int) -> list[Expr]:
    """Return powers of the distance from 0, times the distances from the bounds."""
    low, high = _bounds(base)
    step = 1 if low is not None and low >= 0 else 2
    powers = [base**k for k in range(0, degree + 1, step)]
    ends = [base - low] if low else []
    ends += [high - base] if high is not None else []
    return powers + [power * end for power in powers for end in ends if power != base**degree]


def _bounds(base: Symbol) -> tuple[Expr | None, Expr | None]:
    if isinstance(base, Parameter):
        low, high = base.lower, base.upper
        return low if low.is_Rational else None, high if high.is_Rational else None
    if base.is_integer and base.is_positive:
        return Integer(1), None
    return (S.Zero if base.is_nonnegative else None), None


def _times(weight: Expr, vector: Polynomial) -> Polynomial:
    total: Polynomial = {}
    for term in Add.make_args(expand_mul(weight)):
        c, monomial = term.as_coeff_Mul()
        for (other, key), value in vector.items():
            place = (monomial * other, key)
            total[place] = total.get(place, Fraction(0)) + Fraction(int(c.p), int(c.q)) * value
    return {place: value for place, value in total.items() if value}


def _combination(target: Polynomial, given: Problem) -> list[tuple[Expr, Known]] | None:
    """Return the known claims that sum to the target, each with its multiplier."""
    every = [*given.bounds, *given.equations]
    columns = [one.vector for one in given.bounds], [one.vector for one in given.equations]
    found = combine(target, *columns)
    if found is None:
        return None
    return [
        (Rational(c.numerator, c.denominator) * every[place].weight, every[place].known)
        for place, c in found.items()
    ]


def _evidence(terms: list[tuple[Expr, Known]]) -> Combination:
    return Combination(tuple((factor, known.source()) for factor, known in terms))


def _told(statement: Statement, terms: list[tuple[Expr, Known]], sign: int) -> tuple[Step, ...]:
    """Tell a combination as a chain: an identity, the hypotheses, then one bound a line."""
    bounds = [term for term in terms if term[1].bound]
    given = [term for term in terms if not term[1].bound]
    lines = [(Relation.EQ, given), *((statement.relation, [bound]) for bound in bounds)]
    ends = [statement.rhs + sign * _total(terms)]
    left = list(terms)
    for _, line in lines:
        left = [term for term in left if term not in line]
        ends.append(statement.rhs + sign * _total(left))
    steps = [Step(statement.lhs, Relation.EQ, ends[0], Unfold(), "chain rule")]
    for (relation, line), here, end in zip(lines, ends, ends[1:], strict=False):
        if line:
            steps.append(Step(here, relation, end, _evidence(line)))
    return tuple(step for step in steps if step.lhs != step.rhs)


def _total(terms: list[tuple[Expr, Known]]) -> Expr:
    return Add(*(factor * known.measure() for factor, known in terms))
