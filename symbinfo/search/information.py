"""Shortest forms, best constants and implications of statements about entropies."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, cast

from sympy import Expr, Rational, S

from symbinfo.core.atoms import exact
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement, equal
from symbinfo.errors import BadInput, NotProved, Refuted
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search.entropic import Problem, linear_form, problem
from symbinfo.search.linear import combine, least
from symbinfo.search.prove import prove
from symbinfo.search.text import parse_expressions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from symbinfo.core.variables import RandomVariable
    from symbinfo.kernel.theorem import Theorem

Vector = dict["Hashable", Fraction]
MOST_VARIABLES = 5
FACTORS = (*(Fraction(c) for c in (1, -1, 2, -2)), Fraction(1, 2), Fraction(-1, 2))


def implies(premises: Iterable[Hypothesis | str], conclusion: object) -> bool:
    """Whether the premises imply the conclusion: True if proved, False if refuted.

    Raises
    ------
    NotProved
        If neither a proof nor a counterexample was found.

    Examples
    --------
    >>> from symbinfo import implies
    >>> implies(["X -> Y -> Z"], "I(X;Z) <= I(X;Y)")
    True
    """
    try:
        prove(conclusion, premises)
    except Refuted:
        return False
    return True


class Tightest(NamedTuple):
    """The least constant that can be proved, and the theorem that it holds."""

    constant: Rational
    theorem: Theorem


Given = Iterable[Hypothesis | str] | Hypothesis | str


def tightest(lhs: Expr | str, rhs: Expr | str, given: Given = ()) -> Tightest:
    """Return the least c for which Shannon-type inequalities prove lhs <= c rhs.

    Parameters
    ----------
    lhs, rhs : expressions, or text
        Linear in entropies and mutual informations of random variables.
    given : hypotheses, or text
        What is assumed: one, or several.

    Raises
    ------
    NotProved
        If they prove it for no constant.

    Examples
    --------
    >>> from symbinfo import Entropy, random_variables, tightest
    >>> X, Y, Z = random_variables("X Y Z")
    >>> pairs = Entropy(X, Y) + Entropy(Y, Z) + Entropy(X, Z)
    >>> tightest(Entropy(X, Y, Z), pairs).constant
    1/2
    """
    (lhs, rhs), hypotheses = _read((lhs, rhs), given)
    found = _problem(Statement(lhs, Relation.LE, rhs, hypotheses))
    target, direction = linear_form(lhs), linear_form(rhs)
    if target is None or direction is None:  # pragma: no cover - `problem` has read both
        msg = "both sides must be linear in entropies"
        raise BadInput(msg)
    columns = [k.vector for k in found.inequalities()], [k.vector for k in found.equations]
    constant = least(target, direction, *columns)
    if constant is None:
        msg = f"Shannon-type inequalities bound {lhs} by no multiple of {rhs}"
        raise NotProved(msg)
    best = Rational(constant.numerator, constant.denominator)
    theorem = prove(Statement(lhs, Relation.LE, best * rhs, hypotheses))
    return Tightest(best, theorem)


def simplify_information(expr: Expr | str, given: Given = ()) -> Expr:
    """Return a form of the expression with as few measures as can be found.

    Forms with up to two entropies or mutual informations are looked for; if there is
    none, the expression comes back as it is. The equality is proved before it is returned.

    Examples
    --------
    >>> from symbinfo import Entropy, random_variables, simplify_information
    >>> X, Y = random_variables("X Y")
    >>> simplify_information(Entropy(X) + Entropy(Y) - Entropy(X, Y))
    I(X; Y)
    """
    (expr,), hypotheses = _read((expr,), given)
    found = _problem(Statement(expr, Relation.EQ, S.Zero, hypotheses))
    if len(found.variables) > MOST_VARIABLES:
        msg = f"simplify_information takes up to {MOST_VARIABLES} variables"
        raise BadInput(msg)
    for form in _forms(expr, found):
        if _size(form) >= _size(expr):
            break
        try:
            prove(equal(expr, form), hypotheses)
        except (NotProved, Refuted):
            continue
        return form
    return expr


def _read(
    parts: tuple[object, ...], given: Given
) -> tuple[tuple[Expr, ...], tuple[Hypothesis, ...]]:
    """Return expressions and hypotheses, which are all objects or all text."""
    several = (given,) if isinstance(given, str | Hypothesis) else tuple(given)
    texts = [isinstance(one, str) for one in (*parts, *several)]
    if all(texts):
        return parse_expressions(cast("tuple[str, ...]", parts), cast("tuple[str, ...]", several))
    if any(texts):
        msg = "expressions and hypotheses are all objects, or all text"
        raise BadInput(msg)
    wrong = next((one for one in several if not isinstance(one, Hypothesis)), None)
    if wrong is not None:
        msg = f"not a hypothesis: {wrong!r} ({type(wrong).__name__})"
        raise BadInput(msg)
    found = tuple(exact(one, "the expression") for one in parts)
    return found, cast("tuple[Hypothesis, ...]", several)


def _problem(statement: Statement) -> Problem:
    found = problem(statement)
    if found is None:
        msg = f"this is not linear in entropies of random variables: {statement}"
        raise BadInput(msg)
    return found


def _size(expr: Expr) -> int:
    return sum(1 for _ in expr.atoms(Entropy, MutualInformation)) if expr != 0 else 0


def _forms(expr: Expr, given: Problem) -> Iterator[Expr]:
    """Return forms with no, one and two measures that equal the expression linearly."""
    target = linear_form(expr) or {}
    equations = [k.vector for k in given.equations]
    if combine(target, [], equations) is not None:
        yield S.Zero
    measures = list(_measures(given.variables))
    for measure in measures:
        found = combine(target, [], [linear_form(measure) or {}, *equations])
        if found is not None and 0 in found:
            yield _rational(found[0]) * measure
    vectors = [(measure, linear_form(measure) or {}) for measure in measures]
    for (m1, v1), (m2, v2) in combinations(vectors, 2):
        for factor in FACTORS:
            rest = {k: target.get(k, 0) - factor * v1.get(k, 0) for k in {*target, *v1}}
            ratio = _ratio({k: c for k, c in rest.items() if c}, v2)
            if ratio:
                yield _rational(factor) * m1 + _rational(ratio) * m2


def _ratio(vector: Vector, unit: Vector) -> Fraction | None:
    if set(vector) != set(unit) or not unit:
        return None
    ratios = {Fraction(vector[k]) / unit[k] for k in unit}
    return ratios.pop() if len(ratios) == 1 else None


def _rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def _measures(variables: tuple[RandomVariable, ...]) -> Iterator[Expr]:
    """Return entropies and informations of the variables, the simpler ones first."""
    groups = [c for k in range(1, len(variables) + 1) for c in combinations(variables, k)]
    found: list[Expr] = [Entropy(*group) for group in groups]
    for group in groups:
        rest = [v for v in variables if v not in group]
        givens = [c for k in range(1, len(rest) + 1) for c in combinations(rest, k)]
        found += [Entropy(*group, given=g) for g in givens]
    for x, y in combinations(groups, 2):
        if set(x) & set(y):
            continue
        rest = [v for v in variables if v not in (*x, *y)]
        givens = [c for k in range(len(rest) + 1) for c in combinations(rest, k)]
        found += [MutualInformation(x, y, given=g) for g in givens]
    return iter(sorted(found, key=lambda m: len(str(m))))
