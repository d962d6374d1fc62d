"""Steps that use calculus, and steps between sets of optima."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Product, Symbol, log

from symbinfo.core.optimum import Optimum
from symbinfo.core.relation import Relation
from symbinfo.errors import BadInput
from symbinfo.kernel import events
from symbinfo.kernel.calculus import differentiate, has_name, variable_of
from symbinfo.kernel.claims import Claim, Claims
from symbinfo.kernel.duties import Duties
from symbinfo.kernel.forms import Form, Gen, freeze, multiply, scale, subtract
from symbinfo.kernel.normal_form import is_zero, resolve
from symbinfo.kernel.proof import Differentiate, Integrate, Lemma
from symbinfo.kernel.rebuild import rebuild
from symbinfo.kernel.sides import Room, Verdict, of_sign

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.core.basic import Basic

    from symbinfo.core.atoms import Parameter
    from symbinfo.kernel.logs import Value
    from symbinfo.kernel.proof import Step


def differentiated(step: Step, room: Room, evidence: Differentiate) -> Verdict:
    """Check that the sides are the derivatives of the two sides of an equation."""
    _only_equal(step)
    left, right, axioms = _equation_of(evidence, room)
    gen = variable_of(evidence.variable, {}, room.opened)
    slope = differentiate(subtract(left, right), gen, room.context)
    for old, new in evidence.at:
        if old != evidence.variable:
            msg = "only a value for the variable of the derivative can be put"
            raise BadInput(msg)
        slope = _at(slope, gen, evidence.variable, new, room)
    sides = _finite_sides(step, room)
    wanted = subtract(*sides)
    if not any(is_zero(subtract(wanted, scale(slope, s)), room.context) for s in (1, -1)):
        msg = "the sides are not the derivatives of the two sides of the equation"
        raise BadInput(msg)
    return Verdict(frozenset(), axioms | {"ChainRule"})


def _equation_of(evidence: Differentiate, room: Room) -> tuple[Form, Form, frozenset[str]]:
    """Return the sides of an equation that holds for all values of the variable."""
    source, variable = evidence.source, evidence.variable
    lhs: Basic
    rhs: Basic
    if isinstance(source, Lemma):
        instance = Duties(room.context, room.opened).instance(source)
        _unrestricted(variable, room)
        if instance.relation is not Relation.EQ:
            msg = "only equations can be differentiated"
            raise BadInput(msg)
        lhs, rhs, axioms = instance.lhs, instance.rhs, frozenset(source.theorem.axioms)
    else:
        facts = source.hypothesis.equations()
        if source.hypothesis not in room.context.hypotheses or len(facts) != 1:
            msg = f"{source.hypothesis} is not an equation that is assumed"
            raise BadInput(msg)
        (fact,) = facts
        if fact.limits or variable not in fact.parameters or source.at:
            msg = f"{source.hypothesis} is not assumed for all values of {variable}"
            raise BadInput(msg)
        lhs, rhs, axioms = fact.lhs, fact.rhs, frozenset()
    left, right = (room.opened.finite(side, {}, frozenset()) for side in (lhs, rhs))
    return left, right, axioms


def integrated(step: Step, room: Room, evidence: Integrate) -> Verdict:
    """Check that the sides have equal derivatives and agree at one point."""
    _only_equal(step)
    _unrestricted(evidence.variable, room)
    claims = Claims(room.context, room.opened)
    gen = variable_of(evidence.variable, {}, room.opened)
    difference = subtract(*_finite_sides(step, room))
    slope = differentiate(difference, gen, room.context)
    there = _at(difference, gen, evidence.variable, evidence.point, room)
    axioms: frozenset[str] = frozenset({"MeanValue", "ChainRule"})
    pairs = ((slope, evidence.derivative, "derivatives"), (there, evidence.value, "values"))
    for form, lemma, what in pairs:
        claim = claims.of(lemma)
        if claim.relation is not Relation.EQ or not _same_up_to_sign(form, claim, room):
            msg = f"the lemma does not say that the {what} of the sides are equal"
            raise BadInput(msg)
        axioms |= claim.rests
    return Verdict(frozenset(), axioms)


def same_optimum(step: Step, room: Room, factor: Expr) -> Verdict:
    """Check that two objectives order all values of the parameter alike."""
    _only_equal(step)
    if not (isinstance(step.lhs, Optimum) and isinstance(step.rhs, Optimum)):
        msg = "both sides must be ArgMin or ArgMax"
        raise BadInput(msg)
    (left, parameter), (right, other) = step.lhs.args, step.rhs.args
    if not isinstance(parameter, Symbol) or parameter.is_integer:
        msg = f"optima are compared over a real parameter, not over {parameter}"
        raise BadInput(msg)
    if parameter != other:
        msg = f"the optima are over different parameters: {parameter} and {other}"
        raise BadInput(msg)
    _unrestricted(parameter, room)
    sign = 1 if type(step.lhs) is type(step.rhs) else -1
    first, second = (_objective(expr, room) for expr in (left, right))
    multiplier = room.opened.ratio(factor, {}, frozenset())
    if not room.signs.positive(multiplier) or not _free_of(multiplier, parameter, room):
        msg = f"the factor {factor} is not known to be positive and free of {parameter}"
        raise BadInput(msg)
    flipped = second._replace(
        events=frozenset(e._replace(sign=e.sign * sign) for e in second.events)
    )
    room.equally_infinite(step, first, flipped)
    rest = subtract(first.form, scale(multiply(multiplier, second.form), sign))
    if not _free_of(rest, parameter, room):
        msg = f"the objectives differ by more than a factor and a term without {parameter}"
        raise BadInput(msg)
    return Verdict(frozenset(), frozenset({"Monotone"}))


def _objective(expr: Expr, room: Room) -> Value:
    """Return an objective; a product of positive factors is replaced by its logarithm."""
    if not isinstance(expr, Product):
        return room.value(expr, room.opened)
    value = room.value(log(expr, evaluate=False), room.opened)
    if of_sign(value.events, 1) or of_sign(value.events, -1):
        msg = f"the factors of {expr} are not known to be positive"
        raise BadInput(msg)
    return value


def _free_of(form: Form, parameter: Basic, room: Room) -> bool:
    names = room.context.depending_on(parameter)
    return not has_name(freeze(resolve(form, room.context)), names)


def _only_equal(step: Step) -> None:
    if step.relation is not Relation.EQ:
        msg = f"it can only show that both sides are equal, not {step.relation.value}"
        raise BadInput(msg)


def _unrestricted(variable: Basic, room: Room) -> None:
    """Refuse a variable that a hypothesis or a table speaks of: it may not have all its values."""
    for hypothesis in room.context.hypotheses:
        if variable in hypothesis.free_symbols:
            msg = f"the hypothesis {hypothesis} restricts {variable}"
            raise BadInput(msg)
    names, tables = room.context.depending_on(variable), room.signs.tables
    room.signs.tables = {}
    try:
        entries = [form for frozen, form in tables.items() if has_name(frozen, names)]
        if not all(map(room.signs.nonnegative, entries)):
            msg = f"a table of probabilities restricts {variable}"
            raise BadInput(msg)
    finally:
        room.signs.tables = tables


def _finite_sides(step: Step, room: Room) -> tuple[Form, Form]:
    left, right = room.sides(step, room.opened)
    if events.possible(left.events | right.events, room.context):
        msg = "a side may be infinite"
        raise BadInput(msg)
    return left.form, right.form


def _at(form: Form, gen: Gen, variable: Parameter, value: Basic, room: Room) -> Form:
    """Return the form at a value of the variable, which must be in its range."""
    claims = Claims(room.context, room.opened)
    claims.only(((variable, value),), (variable,))
    point = room.opened.ratio(value, {}, frozenset())
    return rebuild(form, lambda g: point if g == gen else None, room.signs)


def _same_up_to_sign(form: Form, claim: Claim, room: Room) -> bool:
    return any(is_zero(subtract(form, scale(claim.slack, s)), room.context) for s in (1, -1))
