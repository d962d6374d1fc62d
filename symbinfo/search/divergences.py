"""Statements about distributions, as combinations of D(a || b) >= 0 and the like."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from sympy import Expr, Rational, S, log

from symbinfo.core.families import Mixture, Uniform
from symbinfo.core.hypotheses import Equal, Hypothesis
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, SymbolicPmf
from symbinfo.core.relation import Relation
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.claims import Claims
from symbinfo.kernel.forms import Form, multiply, subtract
from symbinfo.kernel.normal_form import resolve
from symbinfo.kernel.proof import Combination, Evidence, Lemma
from symbinfo.kernel.sides import Room
from symbinfo.kernel.signs import NOTHING
from symbinfo.search import library
from symbinfo.search.linear import combine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.core.statement import Statement


def laws_of(statement: Statement) -> list[Pmf]:
    """Return the distributions that a statement is about, and the uniform one if log n occurs."""
    parts = (statement.lhs, statement.rhs)
    measures = set[Measure]().union(*(part.atoms(Measure) for part in parts))
    measures |= set[Measure]().union(*(m.definition().atoms(Measure) for m in measures))
    found = {arg for m in measures for arg in m.args if isinstance(arg, Pmf)}
    for hypothesis in statement.hypotheses:
        found |= {arg for arg in hypothesis.args if isinstance(arg, Pmf)}
    if any(part.has(log) for part in parts):
        found |= {Uniform(p.size) for p in set(found)}
    return sorted(found, key=lambda p: (str(p), str(p.args)))


def candidates(laws: list[Pmf]) -> Iterator[tuple[Lemma, Hypothesis | None]]:
    """Return the lemmas that may help, and when each is an equality."""
    divergence = library.divergence_nonnegative()
    p, q = divergence.statement.lhs.args
    for a, b in permutations(laws, 2):
        if a.sizes == b.sizes:
            yield Lemma(divergence, ((p, a), (q, b))), _equal(a, b)
    yield from _from_mixtures(laws)
    entropy = library.entropy_nonnegative()
    (r,) = entropy.statement.lhs.args
    for a in laws:
        yield Lemma(entropy, ((r, a),)), None
    size = library.log_size_nonnegative()
    (symbol,) = size.statement.lhs.args
    for count in sorted({a.size for a in laws}, key=str):
        yield Lemma(size, ((symbol, count),)), None


def _from_mixtures(laws: list[Pmf]) -> Iterator[tuple[Lemma, Hypothesis | None]]:
    theorem = library.divergence_from_mixture()
    p, m = theorem.statement.lhs.args
    (q,) = m.atoms(SymbolicPmf) - {p}
    for law in laws:
        if isinstance(law, Mixture) and law.args[0] == S.Half:
            yield Lemma(theorem, ((p, law.args[1]), (q, law.args[2]))), None
            yield Lemma(theorem, ((p, law.args[2]), (q, law.args[1]))), None


def _weights(laws: list[Pmf]) -> list[Expr]:
    """Return 1, and the weights of the mixtures: what a lemma may be multiplied by."""
    found: dict[Expr, None] = {S.One: None}
    for law in laws:
        if isinstance(law, Mixture) and not law.args[0].is_number:
            found |= {law.args[0]: None, 1 - law.args[0]: None}
    return list(found)


def _equal(a: Pmf, b: Pmf) -> Equal:
    """Return when a = b; a part equals its mixture just if it equals the other part."""
    if isinstance(b, Mixture) and a in b.args[1:]:
        return Equal(*b.args[1:])
    return Equal(a, b)


def evidence(statement: Statement) -> tuple[Evidence, tuple[Hypothesis, ...] | None] | None:
    """Return a combination that proves the inequality, and its equality condition, or None."""
    if statement.relation not in (Relation.LE, Relation.GE):
        return None
    try:
        room = Room(statement)
        left, right = (room.value(side, room.opened) for side in (statement.lhs, statement.rhs))
    except SymbinfoError:
        return None
    small, large = (left, right) if statement.relation.upward else (right, left)
    gap = subtract(large.form, small.form)
    claims, useful = Claims(room.context, room.opened), []
    laws = laws_of(statement)
    weights = [(room.opened.ratio(weight, {}, NOTHING), weight) for weight in _weights(laws)]
    for lemma, equality in candidates(laws):
        try:
            slack = claims.of(lemma).slack
        except SymbinfoError:
            continue
        useful += [(multiply(form, slack), weight, lemma, equality) for form, weight in weights]
    vectors = [_vector(form, room) for form, *_ in useful]
    found = combine(_vector(gap, room), vectors)
    if found is None:
        return None
    terms = tuple(
        (Rational(c.numerator, c.denominator) * useful[i][1], useful[i][2])
        for i, c in found.items()
    )
    conditions = [useful[i][3] for i in found]
    known = tuple({frozenset(c.args): c for c in conditions if c is not None}.values())
    return Combination(terms), known if None not in conditions else None


def _vector(form: Form, room: Room) -> dict[object, Fraction]:
    return {key: Fraction(c) for key, c in resolve(form, room.context).items()}
