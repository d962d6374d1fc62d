"""Steps between sums of joint entropies: linear algebra decides them, no letter is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sympy import Rational, S
from sympy.core.function import AppliedUndef

from symbinfo.core.constraints import Holds
from symbinfo.core.relation import Relation
from symbinfo.errors import BadInput
from symbinfo.kernel.duties import Duties
from symbinfo.kernel.entropies import Entropies, add_entropies, entropies
from symbinfo.kernel.proof import Assumption, Combination, Lemma, Squeeze, Unfold
from symbinfo.kernel.sides import Room, Verdict

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.proof import Source, Step

    Terms = tuple[tuple[Expr, Source], ...]

_SIGNS = {Relation.EQ: -1, Relation.LE: 1, Relation.GE: -1}


class Claim(NamedTuple):
    """That `slack` is at least 0 (a bound), or 0; and when it is 0, if that is known."""

    slack: Entropies
    bound: bool
    equality: frozenset[Hypothesis] | None
    axioms: frozenset[str]


def by_entropies(step: Step, room: Room) -> Verdict | None:
    """Return the verdict on a step, or None if joint entropies alone do not justify it."""
    gap = slack(step.lhs, step.relation, step.rhs)
    if gap is None:
        return None
    match step.evidence:
        case Unfold():
            return None if gap else Verdict(frozenset())
        case Lemma() | Assumption():
            return _combined(step.relation, gap, ((S.One, step.evidence),), room)
        case Combination(terms):
            return _combined(step.relation, gap, terms, room)
        case Squeeze(below, above) if step.relation is Relation.EQ:
            return _squeezed(gap, below.terms, above.terms, room)
        case _:
            return None


def slack(lhs: Basic, relation: Relation, rhs: Basic) -> Entropies | None:
    """Return what is 0 or at least 0 if the relation holds, or None."""
    left, right = entropies(lhs), entropies(rhs)
    if relation not in _SIGNS or left is None or right is None:
        return None
    sign = Rational(_SIGNS[relation])
    return add_entropies(add_entropies({}, right, sign), left, -sign)


def _combined(relation: Relation, gap: Entropies, terms: Terms, room: Room) -> Verdict | None:
    duties = Duties(room.context, room.opened)
    total: Entropies = {}
    claims: list[Claim] = []
    for multiplier, source in terms:
        claim = _claim(source, room, duties)
        if claim is None or not isinstance(multiplier, Rational):
            return None
        if claim.bound and not (multiplier > 0 and relation is not Relation.EQ):
            return None
        add_entropies(total, claim.slack, multiplier)
        claims.append(claim)
    equation = not any(claim.bound for claim in claims)
    if total != gap and not (equation and not add_entropies(total, gap)):
        msg = "the joint entropies of the claims are not those of the difference of the sides"
        raise BadInput(msg)
    known = [claim.equality for claim in claims if claim.equality is not None]
    axioms = frozenset[str]().union(*(claim.axioms for claim in claims))
    return Verdict(frozenset().union(*known) if len(known) == len(claims) else None, axioms)


def _squeezed(gap: Entropies, below: Terms, above: Terms, room: Room) -> Verdict | None:
    first = _combined(Relation.LE, add_entropies({}, gap, S.NegativeOne), below, room)
    second = _combined(Relation.GE, gap, above, room)
    return Verdict(frozenset(), first.axioms | second.axioms) if first and second else None


def _claim(source: Source, room: Room, duties: Duties) -> Claim | None:
    """Return what a source claims here, with all its duties discharged, or None."""
    equality: tuple[Hypothesis, ...] | None = None
    axioms: tuple[str, ...] = ()
    match source:
        case Lemma(theorem, at) if not any(isinstance(old, AppliedUndef) for old, _ in at):
            said = duties.instance(source)
            lhs, relation, rhs = said.lhs, said.relation, said.rhs
            equality, axioms = said.equality, theorem.axioms
        case Assumption(Holds() as given, ()) if given in room.context.hypotheses:
            lhs, relation, rhs = given.args[0], given.relation, given.args[2]
        case _:
            return None
    found = slack(lhs, relation, rhs)
    if found is None:
        return None
    bound = relation is not Relation.EQ
    when = None if equality is None else frozenset(equality)
    return Claim(found, bound, when if bound else frozenset(), frozenset(axioms))
