"""What a copy is used for, told with measures: I(C;D|R) = I(C;D|A), R a copy of A."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sympy import Expr, Rational

from symbinfo.core.constraints import CopyOf
from symbinfo.core.variables import RandomVariable
from symbinfo.kernel.proof import Lemma
from symbinfo.search.forms import linear_form
from symbinfo.search.linear import combine
from symbinfo.search.wording import plus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.core.statement import Statement
    from symbinfo.search.entropic import Known, Vector
    from symbinfo.search.wording import Form, Wording

    Claimed = tuple[Rational, Known, Expr]


class Together(NamedTuple):
    """Claims that are used together, and the sum of them as measures that are equal in pairs."""

    claims: list[Claimed]
    form: Form


def by_measures(
    statement: Statement, every: Iterable[Claimed], wording: Wording, sign: int
) -> list[Together]:
    """Return for each copy step what it is used for, if measures of the statement tell that."""
    known = list(every)
    sides = {**wording.form(statement.lhs), **wording.form(statement.rhs)}
    found = []
    for copy in (h for h in statement.hypotheses if isinstance(h, CopyOf)):
        claims = [one for one in known if _is_about(one[1], copy)]
        pairs = _pairs(copy, sides)
        target = _total([(Fraction(int(c.p), int(c.q)), one.vector) for c, one, _ in claims])
        shares = combine(target, [_gap(*pair) for pair in pairs]) if target else None
        if shares is None:
            continue
        form: Form = {}
        for place, share in shares.items():
            new, old = pairs[place]
            factor = Rational(share.numerator, share.denominator) * sign
            form = plus(form, wording.form(new - old, factor))
        found.append(Together(claims, form))
    return found


def _is_about(known: Known, copy: CopyOf) -> bool:
    """Whether a claim says that a copy has an entropy of its original."""
    source = known.source()
    return isinstance(source, Lemma) and source.theorem.statement.hypotheses == (copy,)


def _pairs(copy: CopyOf, measures: Iterable[Expr]) -> list[tuple[Expr, Expr]]:
    """Return the measures with copies for the originals, beside themselves; and the reverse."""
    copies, originals, over, _ = copy.groups
    swapped = dict(zip(originals, copies, strict=True))
    found = []
    for one in measures:
        names = one.atoms(RandomVariable)
        if names <= {*originals, *over} and names & {*originals}:
            new = one.xreplace(swapped)
            found += [(new, one), (one, new)]
    return found


def _gap(new: Expr, old: Expr) -> Vector:
    return linear_form(new - old) or {}


def _total(parts: list[tuple[Fraction, Vector]]) -> Vector:
    total: Vector = {}
    for c, vector in parts:
        for key, value in vector.items():
            total[key] = total.get(key, Fraction(0)) + c * value
    return {key: value for key, value in total.items() if value}
