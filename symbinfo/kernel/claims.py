"""What each source of a combination claims: that some form is 0, or at least 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never, final

from sympy import Derivative, Subs, Tuple, log
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Parameter, Weighted, XLogY
from symbinfo.core.facts import EquationFact, InequalityFact, OrderFact
from symbinfo.core.relation import Relation
from symbinfo.errors import BadInput, NotUnderstood
from symbinfo.kernel import conditions
from symbinfo.kernel.duties import Duties
from symbinfo.kernel.forms import Form, Frozen, Key, add_to, freeze, join, subtract
from symbinfo.kernel.instance import Instance
from symbinfo.kernel.logs import Event, Value
from symbinfo.kernel.proof import Assumption, Lemma, LogBound, Nonnegative, Tangent
from symbinfo.kernel.rebuild import guard_factors

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.core.basic import Basic

    from symbinfo.kernel.conditions import Condition
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.proof import Replacements, Source
    from symbinfo.kernel.reader import Letters, Reader


class Claim(NamedTuple):
    """That `slack` is 0 (an equation), positive (strict), or at least 0.

    `equality` are the conditions for slack 0, or None if they are not known.
    """

    slack: Form
    events: frozenset[Event]
    relation: Relation
    equality: frozenset[Condition] | None
    rests: frozenset[str]


@final
class Claims:
    """Reads sources under the hypotheses of one statement."""

    def __init__(self, context: Context, reader: Reader) -> None:
        self.context = context
        self.reader = reader
        self.duties = Duties(context, reader)

    def of(self, source: Source) -> Claim:
        """Return the claim of a source, or raise if it claims nothing here."""
        match source:
            case Lemma():
                return self._lemma(source)
            case Assumption():
                return self._assumption(source)
            case LogBound():
                return self._log_bound(source)
            case Tangent():
                return self._tangent(source)
            case Nonnegative():
                return self._nonnegative(source)
            case _:
                assert_never(source)

    def _form(self, expr: Expr, letters: Letters | None = None) -> Form:
        return self.reader.ratio(expr, letters or {}, frozenset())

    def _lemma(self, lemma: Lemma) -> Claim:
        statement = self.duties.instance(lemma)
        left = self.reader.read(statement.lhs)
        right = self.reader.read(statement.rhs)
        equality = None
        if statement.equality is not None:
            equality = conditions.of_hypotheses(statement.equality, self.reader)
        claim = claim_of(left, statement.relation, right, equality)
        concave = (
            {"ConcaveLog"} if any(isinstance(old, AppliedUndef) for old, _ in lemma.at) else ()
        )
        return claim._replace(rests=frozenset(lemma.theorem.axioms).union(concave))

    def _assumption(self, source: Assumption) -> Claim:
        if source.hypothesis not in self.context.hypotheses:
            msg = f"{source.hypothesis} is not a hypothesis of the statement"
            raise BadInput(msg)
        replace = Instance(source.at, source.hypothesis)
        facts = source.hypothesis.facts()
        for fact in facts:
            if isinstance(fact, OrderFact) and not source.at:
                sides = (self.reader.read(side) for side in (fact.smaller, fact.larger))
                return claim_of(next(sides), Relation.LT, next(sides), None)
            if isinstance(fact, InequalityFact) and not source.at:
                sides = (self.reader.read(side) for side in (fact.smaller, fact.larger))
                return claim_of(next(sides), Relation.LE, next(sides), None)
            if isinstance(fact, EquationFact) and not fact.limits:
                self.only(source.at, fact.parameters)
                lhs, rhs = (self.reader.read(replace(side)) for side in (fact.lhs, fact.rhs))
                return claim_of(lhs, Relation.EQ, rhs, frozenset())
        msg = f"{source.hypothesis} is not an equation or an order that can be used here"
        raise BadInput(msg)

    def only(self, at: Replacements, parameters: tuple[Parameter, ...]) -> None:
        """Refuse values for other names than the given ones, or outside their ranges."""
        for old, new in at:
            if old not in parameters:
                msg = f"{old} is not one of the names that the hypothesis is about"
                raise BadInput(msg)
            self.duties.parameter_in_range(old, new)

    def _log_bound(self, source: LogBound) -> Claim:
        letters = self._letters(source.limits)
        guard: set[Frozen] = set()
        for weight in source.where:
            form = self._form(weight, letters)
            if not self.reader.signs.nonnegative(form):
                msg = f"{weight} may be negative"
                raise BadInput(msg)
            guard |= guard_factors(form, self.reader.signs)
        known = frozenset(guard)
        forms = [self.reader.ratio(side, letters, known) for side in (source.a, source.b)]
        for side, form in zip((source.a, source.b), forms, strict=True):
            if not (
                self.reader.signs.positive(form, known) or self._nonnegative_where(form, known)
            ):
                msg = f"{side} may be negative"
                raise BadInput(msg)
        bound = self.reader.read(XLogY(source.a, source.a / source.b), letters, known)
        slack = subtract(bound.form, subtract(forms[0], forms[1]))
        value = self._summed(Value(slack, bound.events), source.limits, letters, known)
        equality = conditions.of_difference(forms[0], forms[1], known, self.context)
        return Claim(value.form, value.events, Relation.GE, equality, frozenset({"LogBound"}))

    def _letters(self, limits: tuple[Tuple, ...]) -> Letters:
        letters = {limit[0]: self.context.letter_of(limit) for limit in limits}
        if len(letters) < len(limits):
            msg = f"the limits {limits} must have different letters"
            raise BadInput(msg)
        return letters

    def _nonnegative_where(self, form: Form, known: frozenset[Frozen]) -> bool:
        """Whether a form is at least 0, with denominators that are positive under a guard."""
        signs = self.reader.signs
        return signs.nonnegative(form) or all(
            c > 0
            and all(signs.gen_nonnegative(g) or signs.gen_positive(g, known) for g, _ in k.monomial)
            for k, c in form.items()
        )

    def _summed(
        self, value: Value, limits: tuple[Basic, ...], letters: Letters, known: frozenset[Frozen]
    ) -> Value:
        binders = []
        for x, _, high in limits:
            size = high + 1
            if self.context.expand and size.is_Integer:
                msg = "state the bound with symbolic sizes, then use it as a lemma"
                raise NotUnderstood(msg)
            binders.append((letters[x], freeze(self._form(size))))
        guard = tuple(sorted(known))
        form = {
            Key((*key.binders, *binders), join(key.guard, guard), key.monomial): c
            for key, c in value.form.items()
        }
        names = tuple(name for name, _ in binders)
        events = frozenset(e._replace(binders=(*e.binders, *names)) for e in value.events)
        return Value(form, events)

    def _tangent(self, source: Tangent) -> Claim:
        fact = self._concave(source.applied)
        letters = self._letters(source.limits)
        weight = self._form(source.weight, letters)
        if not self.reader.signs.nonnegative(weight):
            msg = f"the weight {source.weight} may be negative"
            raise BadInput(msg)
        known = frozenset(guard_factors(weight, self.reader.signs))
        self._inside(source, fact[0], letters, known)
        function, variable = source.applied.func, source.applied.args[0]
        slope = 1 / source.s if function is log else _slope(source.applied, variable, source.s)
        gap = function(source.s) + slope * (source.t - source.s) - function(source.t)
        value = self.reader.read(Weighted(source.weight, gap), letters)
        value = self._summed(value, source.limits, letters, frozenset())
        equality = None
        if fact[1]:
            sides = [self.reader.ratio(x, letters, known) for x in (source.s, source.t)]
            equality = conditions.of_difference(sides[1], sides[0], known, self.context)
        rests = frozenset({"Tangent", "ConcaveLog"} if function is log else {"Tangent"})
        return Claim(value.form, value.events, Relation.GE, equality, rests)

    def _concave(self, applied: Basic) -> tuple[Parameter | None, bool]:
        """Return the variable of the concave function, and whether it is strictly concave."""
        if applied.func is log:
            return None, True
        for fact in self.context.smooth:
            if fact.applied.func == applied.func and fact.concave:
                return fact.variable, fact.strict
        msg = f"{applied.func} is not assumed to be concave"
        raise BadInput(msg)

    def _inside(
        self,
        source: Tangent,
        variable: Parameter | None,
        letters: Letters,
        known: frozenset[Frozen],
    ) -> None:
        for point in (source.s, source.t):
            form = self.reader.ratio(point, letters, known)
            good = (
                self.reader.signs.positive(form, known)
                if variable is None
                else self.context.in_range(form, variable, known)
            )
            if not good:
                msg = f"{point} is not known to be where {source.applied.func} is concave"
                raise BadInput(msg)

    def _nonnegative(self, source: Nonnegative) -> Claim:
        raw = self.reader.finite(source.value, {}, frozenset())
        form = self.reader.context_normal(raw)
        if self.reader.signs.nonnegative(form) or self.reader.signs.nonnegative(raw):
            strict = self.reader.signs.positive(form)
            relation = Relation.GT if strict else Relation.GE
            return Claim(form, frozenset(), relation, self._all_zero(raw), frozenset())
        msg = f"{source.value} is not a sum of products of nonnegative factors"
        raise BadInput(msg)

    def _all_zero(self, raw: Form) -> frozenset[Condition] | None:
        """Return when a sum of nonnegative terms is 0: when each of them is.

        Terms with a guard count only where it is positive; there they are told together with
        those that are 0 anyway where it is not.
        """
        if len({key.binders for key in raw}) != 1:
            return None
        inner = {Key((), key.guard, key.monomial): c for key, c in raw.items()}
        if not self.reader.signs.nonnegative(inner):
            return None
        known = frozenset(g for key in inner for g in key.guard)
        bare: Form = {}
        for key, c in inner.items():
            term = {Key((), (), key.monomial): c}
            missing = known.difference(key.guard)
            if not all(conditions.idle(g, term, self.context) for g in missing):
                return None
            add_to(bare, term)
        return conditions.of_difference(bare, {}, known, self.context)


def _slope(applied: Basic, variable: Basic, point: Expr) -> Expr:
    return Subs(Derivative(applied, variable), variable, point)


def claim_of(
    left: Value, relation: Relation, right: Value, equality: frozenset[Condition] | None
) -> Claim:
    """Return the claim that a statement makes."""
    up = relation in (Relation.LE, Relation.LT)
    form = subtract(right.form, left.form) if up else subtract(left.form, right.form)
    events = left.events | right.events
    match relation:
        case Relation.EQ:
            return Claim(form, events, Relation.EQ, frozenset(), frozenset())
        case Relation.LE | Relation.GE:
            return Claim(form, events, Relation.GE, equality, frozenset())
        case Relation.LT | Relation.GT:
            return Claim(form, events, Relation.GT, None, frozenset())
        case _:
            msg = f"a statement with {relation.value} cannot be part of a combination"
            raise BadInput(msg)
