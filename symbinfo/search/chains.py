"""Proofs of statements about joint entropies, told as chains."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sympy import Add, Expr, Rational, ilcm

from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import FunctionOf
from symbinfo.core.relation import Relation
from symbinfo.errors import StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Assumption, Combination, Lemma, Proof, Squeeze, Step, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.kl_divergence import KLDivergence
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search.copied import by_measures
from symbinfo.search.entropic import (
    Known,
    Problem,
    Vector,
    linear_form,
    negated,
    problem,
    variables_of,
)
from symbinfo.search.linear import combine
from symbinfo.search.merging import joined
from symbinfo.search.shannon import certificate, equation
from symbinfo.search.shapes import nonnegative, reading_order
from symbinfo.search.telling import MOST_LINKS, MOST_TERMS, Link, Telling, longest
from symbinfo.search.tight import conditions
from symbinfo.search.wording import Wording, plus
from symbinfo.search.zeros import Zeros

if TYPE_CHECKING:
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Source
    from symbinfo.kernel.theorem import Theorem
    from symbinfo.search.telling import Line
    from symbinfo.search.wording import Form


Term = tuple[Rational, Known]
Claimed = tuple[Rational, Known, Expr]
MOST_LINES = 5


class Chain(NamedTuple):
    """Steps that prove a statement, and conditions for equality, the shorter ones first."""

    steps: tuple[Step, ...]
    equalities: tuple[tuple[Hypothesis, ...], ...] = ()


def chain(statement: Statement) -> Chain | None:
    """Return steps that prove a statement about joint entropies, and its equality condition.

    None if the statement is of another kind, or no combination of elemental inequalities
    gives it.
    """
    if _difference(statement) == {}:
        return _identity(statement)
    found = problem(statement)
    if found is None or statement.relation not in _SIGNS:
        return None
    zeros = Zeros(statement.hypotheses, reading_order(statement.hypotheses, found.variables))
    if statement.relation is not Relation.EQ:
        return _told(statement, _terms(statement, found), found, zeros)
    alone = equation(found.difference, found)
    if alone is None:
        return _squeezed(statement, found)
    return _told(statement, [(_rational(c), one) for c, one in alone], found, zeros)


_SIGNS = {Relation.LE: 1, Relation.EQ: 1, Relation.GE: -1}


def at_once(statement: Statement) -> Chain | None:
    """Return a proof in one step of a statement about joint entropies, if there is one.

    It uses the hypotheses as they are stated, and nothing that they imply.
    """
    found = problem(statement)
    if found is None or statement.relation not in _SIGNS:
        return None
    found = found._replace(facts=())
    if statement.relation is Relation.EQ:
        return _squeezed(statement, found)
    terms = _terms(statement, found)
    if terms is None:
        return None
    step = Step(statement.lhs, statement.relation, statement.rhs, _evidence(terms))
    return Chain((step,))


def _difference(statement: Statement) -> Vector | None:
    sides = (statement.lhs, statement.rhs)
    if statement.relation not in _SIGNS or not all(isinstance(side, Expr) for side in sides):
        return None
    return linear_form(statement.rhs - statement.lhs) if statement.lhs != statement.rhs else None


def _identity(statement: Statement) -> Chain:
    """Return the step that both sides are equal by the definitions of the measures."""
    measures = statement.lhs.atoms(MutualInformation) ^ statement.rhs.atoms(MutualInformation)
    entropies = statement.lhs.atoms(Entropy) | statement.rhs.atoms(Entropy)
    words = "definition of mutual information" if measures and entropies else "chain rule"
    step = Step(statement.lhs, Relation.EQ, statement.rhs, Unfold(), words)
    return Chain((step,), () if statement.relation is Relation.EQ else ((),))


def _terms(statement: Statement, given: Problem) -> list[Term] | None:
    target = given.difference if statement.relation.upward else negated(given.difference)
    return combination(target, given)


def combination(target: Vector, given: Problem) -> list[Term] | None:
    """Return the claims that sum to the target, each with its multiplier."""
    found = certificate(target, given)
    return None if found is None else [(_rational(c), one) for c, one in found]


def _rational(c: Fraction) -> Rational:
    return Rational(c.numerator, c.denominator)


def _squeezed(statement: Statement, given: Problem) -> Chain | None:
    below = combination(given.difference, given)
    above = combination(negated(given.difference), given) if below else None
    if not below or not above:
        return None
    squeeze = Squeeze(_evidence(below), _evidence(above))
    return Chain((Step(statement.lhs, Relation.EQ, statement.rhs, squeeze),))


def _evidence(terms: list[Term]) -> Combination:
    return Combination(tuple((c, one.source()) for c, one in terms))


def told(statement: Statement, terms: list[Term]) -> Chain | None:
    """Return steps for claims, each with its multiplier, that sum to a statement."""
    equations = [one for _, one in terms if not one.bound]
    variables = variables_of(statement)
    zeros = Zeros(statement.hypotheses, reading_order(statement.hypotheses, variables))
    given = Problem(variables, {}, [], equations, statement.hypotheses, ())
    return _told(statement, terms, given, zeros)


def _told(
    statement: Statement, terms: list[Term] | None, given: Problem, zeros: Zeros
) -> Chain | None:
    """Tell a combination as a chain from the left side to the right side."""
    if terms is None:
        return None
    bound = partial(nonnegative, order=zeros.order)
    bounds = joined([(c, one) for c, one in terms if one.bound], bound)
    equations = _fewest([(c, one) for c, one in terms if not one.bound], given)
    equations = joined(equations, zeros.claim)
    sides = (statement.lhs, statement.rhs)
    every = [(c, one, one.measure()) for c, one in (*bounds, *equations)]
    factors = [term.as_coeff_Mul()[0] for side in sides for term in Add.make_args(side)]
    factors += [c * term.as_coeff_Mul()[0] for c, _, m in every for term in Add.make_args(m)]
    wording = Wording(sides, zeros.order, ilcm(1, *(c.q for c in factors)))
    steps = _in_lines(statement, every, wording)
    return Chain(steps, conditions(statement, [one for _, one in bounds]))


def _in_lines(statement: Statement, every: list[Claimed], wording: Wording) -> tuple[Step, ...]:
    """Tell claims that sum to a statement: those of a kind together, or else step by step."""
    groups = _groups(every)
    lines = _telling(statement, groups, wording).lines()
    long = longest(lines)
    if len(every) > MOST_LINKS and long > MOST_TERMS:
        together = by_measures(statement, every, wording, _SIGNS[statement.relation])
        used = {id(one) for part in together for one in part.claims}
        more = [
            *(part.claims for part in together),
            *([one] for one in every if id(one) not in used),
        ]
        telling = _telling(statement, more, wording)
        for place, part in enumerate(together):
            telling.links[place] = Link(part.form, bound=False, small=True)
        found = telling.step_by_step()
        if found is not None and longest(found) < long:
            groups, lines = more, found
    return _steps(statement, lines, groups, wording)


def _telling(statement: Statement, groups: list[list[Claimed]], wording: Wording) -> Telling:
    links = [_link(group, wording, _SIGNS[statement.relation]) for group in groups]
    return Telling(wording.form(statement.lhs), wording.form(statement.rhs), links, wording)


def _groups(terms: list[Claimed]) -> list[list[Claimed]]:
    """Return the claims one by one, or many of a kind together."""
    kinds: list[list[Claimed]] = [[], [], []]
    for term in terms:
        kinds[0 if term[1].bound else 1 + _is_function(term)].append(term)
    many = len(terms) > MOST_LINKS
    found: list[list[Claimed]] = []
    for kind in kinds:
        together = len(kind) > MOST_LINES or (many and kind is kinds[2])
        found += [kind] if together and kind else [[one] for one in kind]
    return found


def _is_function(term: Claimed) -> bool:
    """Whether a claim is 0 because one variable is a function of others."""
    _, known, measure = term
    source = known.source()
    needs = source.theorem.statement.hypotheses if isinstance(source, Lemma) else ()
    return isinstance(measure, Entropy) or any(isinstance(h, FunctionOf) for h in needs)


def _link(group: list[Claimed], wording: Wording, sign: int) -> Link:
    form: Form = {}
    for c, _, measure in group:
        form = plus(form, wording.form(measure, sign * c))
    (_, one, measure), *more = group
    small = one.bound or (not more and isinstance(measure, Entropy))
    return Link(form, one.bound, small, bool(more) and _is_function(group[0]))


def _steps(
    statement: Statement, lines: list[Line], groups: list[list[Claimed]], wording: Wording
) -> tuple[Step, ...]:
    here, steps = statement.lhs, list[Step]()
    for number, line in enumerate(lines, 1):
        end = statement.rhs if number == len(lines) else wording.expression(line.form)
        used = [(c, one) for i in line.used for c, one, _ in groups[i]]
        relation = statement.relation if any(one.bound for _, one in used) else Relation.EQ
        evidence = _evidence(used) if used else Unfold()
        steps.append(
            Step(here, relation, end, evidence, "" if used else _identity_words(here, end))
        )
        here = end
    return tuple(steps)


def _identity_words(here: Expr, end: Expr) -> str:
    """Return why two forms are equal by definition."""
    divergences = here.atoms(KLDivergence) ^ end.atoms(KLDivergence)
    return "definition of the divergence" if divergences else "chain rule"


def _fewest(equations: list[Term], given: Problem) -> list[Term]:
    """Return few equations, with small multipliers, that sum to what these sum to."""
    if len(equations) < 2:
        return equations
    target: Vector = {}
    for c, one in equations:
        for key, value in one.vector.items():
            target[key] = target.get(key, Fraction(0)) + value * Fraction(int(c.p), int(c.q))
    target = {key: value for key, value in target.items() if value}
    vectors = [k.vector for k in given.equations]
    found = combine(target, [*vectors, *map(negated, vectors)])
    if found is None:
        return equations
    size = len(vectors)
    every = [
        (_rational(c if i < size else -c), given.equations[i % size]) for i, c in found.items()
    ]
    return every if len(every) <= len(equations) else equations


def retold(statement: Statement, squeeze: Squeeze) -> Theorem | None:
    """Return one of the two inequalities of an equation, told as a chain, or None."""
    half = squeeze.below if statement.relation is Relation.LE else squeeze.above
    if not all(factor.is_Rational for factor, _ in half.terms):
        return None
    terms = [(c, _known(source)) for c, source in half.terms]
    found = told(statement, terms)
    try:
        return check(Proof(statement, found.steps)) if found else None
    except StepRejected:
        return None


def _known(source: Source) -> Known:
    known = Known({}, lambda: source)
    relation = Relation.GE
    match source:
        case Lemma(theorem=theorem):
            relation = theorem.statement.relation
        case Assumption(hypothesis=Holds() as hypothesis):
            relation = hypothesis.relation
    vector = linear_form(known.measure()) or {}
    return known._replace(vector=vector, bound=relation is not Relation.EQ)
