"""Statements about distributions, as combinations of D(a || b) >= 0 and the like."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from sympy import Rational, log

from symbinfo.core.hypotheses import Equal, Hypothesis
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, Uniform
from symbinfo.core.relation import Relation
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.claims import Claims
from symbinfo.kernel.forms import Form, subtract
from symbinfo.kernel.normal_form import resolve
from symbinfo.kernel.proof import Combination, Evidence, Lemma
from symbinfo.kernel.sides import Room
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
            yield Lemma(divergence, ((p, a), (q, b))), Equal(a, b)
    entropy = library.entropy_nonnegative()
    (r,) = entropy.statement.lhs.args
    for a in laws:
        yield Lemma(entropy, ((r, a),)), None
    size = library.log_size_nonnegative()
    (symbol,) = size.statement.lhs.args
    for count in sorted({a.size for a in laws}, key=str):
        yield Lemma(size, ((symbol, count),)), None


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
    for lemma, equality in candidates(laws_of(statement)):
        try:
            useful.append((claims.of(lemma).slack, lemma, equality))
        except SymbinfoError:
            continue
    vectors = [_vector(form, room) for form, _, _ in useful]
    found = combine(_vector(gap, room), vectors)
    if found is None:
        return None
    terms = tuple((Rational(c.numerator, c.denominator), useful[i][1]) for i, c in found.items())
    conditions = [useful[i][2] for i in found]
    known = tuple(c for c in conditions if c is not None)
    return Combination(terms), known if len(known) == len(conditions) else None


def _vector(form: Form, room: Room) -> dict[object, Fraction]:
    return {key: Fraction(c) for key, c in resolve(form, room.context).items()}
