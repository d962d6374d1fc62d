"""Whether the evidence of a step justifies it: one case for each kind of evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from sympy import Derivative, S

from symbinfo.core.relation import Relation
from symbinfo.errors import BadInput, Undefined
from symbinfo.kernel import events
from symbinfo.kernel.additions import without_common_part, without_copies
from symbinfo.kernel.analysis import differentiated, integrated, same_optimum
from symbinfo.kernel.attained import equality_case
from symbinfo.kernel.claims import Claim, Claims
from symbinfo.kernel.enclosure import sign_of_number
from symbinfo.kernel.entropic import by_entropies
from symbinfo.kernel.forms import Form, add_to, multiply, subtract
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Copy,
    Differentiate,
    DoubleMarkov,
    Enclosure,
    EqualityCase,
    Infinite,
    Integrate,
    Lemma,
    LogBound,
    Nonnegative,
    SameOptimum,
    Squeeze,
    Tangent,
    Unfold,
)
from symbinfo.kernel.sides import Room, Verdict, mend, of_sign

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.conditions import Condition
    from symbinfo.kernel.logs import Event
    from symbinfo.kernel.proof import Source, Step
    from symbinfo.kernel.reader import Reader

ALWAYS = Verdict(frozenset())


def justify(step: Step, room: Room) -> Verdict:
    """Return the verdict on a step, or raise with the reason why it is not justified."""
    return by_entropies(step, room) or _by_rules(step, room)


def _by_rules(step: Step, room: Room) -> Verdict:  # noqa: C901, PLR0912 - a case for each evidence
    match step.evidence:
        case Unfold():
            return _equation(step, room, room.opened)
        case Algebra():
            return _algebra(step, room)
        case Lemma() | Assumption() | LogBound() | Tangent() | Nonnegative():
            return _combination(step, room, ((S.One, step.evidence),))
        case Combination(terms):
            return _combination(step, room, terms)
        case Squeeze(below, above):
            return _squeeze(step, room, below, above)
        case Copy(theorem):
            return without_copies(step, room, theorem)
        case DoubleMarkov(theorem):
            return without_common_part(step, room, theorem)
        case EqualityCase():
            return equality_case(step, room, step.evidence)
        case Differentiate():
            return differentiated(step, room, step.evidence)
        case Integrate():
            return integrated(step, room, step.evidence)
        case SameOptimum(factor):
            return same_optimum(step, room, factor)
        case Enclosure():
            return _enclosure(step, room)
        case Infinite():
            return _infinite(step, room)
        case _:
            assert_never(step.evidence)


def _equation(step: Step, room: Room, reader: Reader) -> Verdict:
    if not Relation.EQ.implies(step.relation):
        msg = f"it can only show that both sides are equal, not {step.relation.value}"
        raise BadInput(msg)
    left, right = room.sides(step, reader)
    room.equally_infinite(step, left, right)
    axioms = frozenset(
        {"ChainRule"} if step.lhs.has(Derivative) or step.rhs.has(Derivative) else ()
    )
    if any(map(events.certain, left.events)):
        return Verdict(frozenset(), axioms)
    if not room.vanishes_when_finite(subtract(left.form, right.form), left.events):
        msg = "the two sides have different normal forms"
        raise BadInput(msg)
    return Verdict(frozenset(), axioms)


def _algebra(step: Step, room: Room) -> Verdict:
    try:
        return _equation(step, room, room.closed)
    except BadInput as error:
        try:
            _equation(step, room, room.opened)
        except BadInput:
            raise error from None
    msg = "it holds only once definitions are opened; Unfold() would do"
    raise BadInput(msg)


def _combination(step: Step, room: Room, terms: tuple[tuple[Expr, Source], ...]) -> Verdict:
    claims = Claims(room.context, room.opened)
    total: Form = {}
    more: frozenset[Event] = frozenset()
    apart: frozenset[Event] = frozenset()
    axioms: frozenset[str] = frozenset()
    equality: frozenset[Condition] | None = frozenset()
    equation, strict = True, False
    for multiplier, source in terms:
        claim = claims.of(source)
        factor = _multiplier(multiplier, claim, room)
        add_to(total, multiply(factor, claim.slack))
        found = events.possible(claim.events, room.context)
        more |= found
        axioms |= claim.rests
        if claim.relation is Relation.EQ:
            continue
        equation = False
        apart |= found
        positive = room.signs.positive(factor)
        strict = strict or (positive and claim.relation is Relation.GT)
        known = equality is not None and claim.equality is not None and positive
        equality = equality | claim.equality if known else None  # type: ignore[operator]
    infinite = _compare(step, room, total, more, claim_relation(equation=equation, strict=strict))
    if not equation and not events.covered(infinite, apart, room.context):
        equality = None
    return Verdict(equality, axioms)


def _squeeze(step: Step, room: Room, below: Combination, above: Combination) -> Verdict:
    if step.relation is not Relation.EQ:
        msg = f"it can only show that both sides are equal, not {step.relation.value}"
        raise BadInput(msg)
    pairs = ((Relation.LE, below), (Relation.GE, above))
    found = [
        _combination(replace(step, relation=relation, evidence=evidence), room, evidence.terms)
        for relation, evidence in pairs
    ]
    return Verdict(frozenset(), found[0].axioms | found[1].axioms)


def claim_relation(*, equation: bool, strict: bool) -> Relation:
    """Return how a combination compares with 0."""
    if equation:
        return Relation.EQ
    return Relation.GT if strict else Relation.GE


def _multiplier(multiplier: Expr, claim: Claim, room: Room) -> Form:
    factor = room.opened.ratio(multiplier, {}, frozenset())
    if claim.relation is not Relation.EQ and not room.signs.nonnegative(factor):
        msg = f"the multiplier {multiplier} of an inequality may be negative"
        raise BadInput(msg)
    return factor


def _compare(
    step: Step, room: Room, total: Form, more: frozenset[Event], relation: Relation
) -> frozenset[Event]:
    """Check that the step says just how `total` compares with 0.

    Return the infinities that make the step true whatever `total` is.
    """
    left, right = room.sides(step, room.opened)
    small, large = (left, right) if step.relation.upward else (right, left)
    gap = subtract(large.form, small.form)
    if relation is Relation.EQ and Relation.EQ.implies(step.relation):
        room.equally_infinite(step, left, right, more)
        if room.vanishes_when_finite(subtract(gap, total), left.events):
            return frozenset()
        gap = subtract(small.form, large.form)
    else:
        if not relation.implies(Relation.GT if step.relation.strict else Relation.GE) or (
            step.relation in (Relation.EQ, Relation.NE)
        ):
            msg = f"the evidence cannot show {step.relation.value}"
            raise BadInput(msg)
        room.boundedly_infinite(step, small, large, more)
        if step.relation.strict and (of_sign(small.events, 1) or of_sign(large.events, -1)):
            msg = "both sides may be infinite"
            raise Undefined(msg, mend((step.lhs, step.rhs)))
    trivial = of_sign(large.events, 1) | of_sign(small.events, -1)
    if not room.vanishes_when_finite(subtract(gap, total), trivial):
        msg = "the difference of the sides is not what the evidence gives"
        raise BadInput(msg)
    return trivial


def _enclosure(step: Step, room: Room) -> Verdict:
    left, right = room.sides(step, room.opened)
    if left.events or right.events:
        msg = "a side may be infinite; Infinite() would do if the supports say so"
        raise BadInput(msg)
    sign = sign_of_number(subtract(left.form, right.form), room.context)
    holds = {
        Relation.EQ: sign == 0,
        Relation.NE: sign != 0,
        Relation.LT: sign < 0,
        Relation.LE: sign <= 0,
        Relation.GT: sign > 0,
        Relation.GE: sign >= 0,
    }
    if not holds[step.relation]:
        msg = "the enclosures of the two sides say otherwise"
        raise BadInput(msg)
    return Verdict(frozenset() if sign == 0 else None, frozenset({"Enclosure"}))


def _infinite(step: Step, room: Room) -> Verdict:
    if step.rhs != S.Infinity or step.relation not in (Relation.EQ, Relation.LT):
        msg = "it can only show ... = oo or ... < oo"
        raise BadInput(msg)
    value = room.value(step.lhs, room.opened)
    up = of_sign(value.events, 1)
    if step.relation is Relation.LT:
        if up:
            msg = f"{step.lhs} may be infinite"
            raise Undefined(msg, mend((step.lhs,)))
        return Verdict(None)
    forced = room.context.vanishing_events(room.opened)
    if any(map(events.certain, up)) or any(
        events.covered((event,), up, room.context) for event in forced
    ):
        return ALWAYS
    msg = f"no hypothesis makes {step.lhs} infinite"
    raise BadInput(msg)
