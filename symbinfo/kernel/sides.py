"""The two sides of a step: their values, and whether their infinities agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, final

from sympy import S

from symbinfo.core.measure import Measure
from symbinfo.core.optimum import Optimum
from symbinfo.core.pmf import Pmf
from symbinfo.errors import BadInput, Undefined
from symbinfo.kernel import events
from symbinfo.kernel.context import Context
from symbinfo.kernel.forms import Form, rename_frozen
from symbinfo.kernel.logs import Event, Value
from symbinfo.kernel.normal_form import is_zero
from symbinfo.kernel.reader import Reader
from symbinfo.kernel.shapes import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.conditions import Condition
    from symbinfo.kernel.proof import Step


class Verdict(NamedTuple):
    """When the two sides of a step are equal (None: not known), and the axioms used."""

    equality: frozenset[Condition | Hypothesis] | None
    axioms: frozenset[str] = frozenset()


@final
class Room:
    """What the steps of one proof share: the context of its statement and two readers."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        sides, conditions = (statement.lhs, statement.rhs), statement.equality or ()
        self.context = Context(sides, statement.hypotheses, conditions)
        self.signs = self.context.signs
        self.opened = Reader(self.context, open_measures=True)
        self.closed = Reader(self.context, open_measures=False)

    def sides(self, step: Step, reader: Reader) -> tuple[Value, Value]:
        """Return the values of both sides; each must be defined."""
        for expr in (step.lhs, step.rhs):
            if expr in (S.Infinity, S.NegativeInfinity):
                msg = "a side is infinite; Infinite() would do if the supports say so"
                raise BadInput(msg)
            if isinstance(expr, Optimum):
                msg = "a side is a set of optima; SameOptimum() would do"
                raise BadInput(msg)
        return self.value(step.lhs, reader), self.value(step.rhs, reader)

    def value(self, expr: Basic, reader: Reader) -> Value:
        """Return the value of an expression that is never oo - oo."""
        found = reader.read(expr)
        kept = events.possible(found.events, self.context)
        if len({event.sign for event in kept}) > 1:
            msg = f"{expr} may be oo - oo"
            raise Undefined(msg, mend((expr,)))
        return Value(found.form, kept)

    def vanishes_when_finite(self, form: Form, found: Iterable[Event]) -> bool:
        """Whether a form is 0 wherever none of the events happens."""
        patterns = self.signs.patterns
        count = len(patterns)
        try:
            patterns.extend(pattern_of(event) for event in sorted(found, key=repr) if event.zero)
            return is_zero(form, self.context)
        finally:
            del patterns[count:]

    def equally_infinite(
        self, step: Step, left: Value, right: Value, more: frozenset[Event] = frozenset()
    ) -> None:
        """Refuse an equation of which one side may be infinite and the other not."""
        good = all(
            events.covered(of_sign(a.events, sign), of_sign(b.events, sign), self.context)
            for a, b in ((left, right), (right, left))
            for sign in (1, -1)
        )
        if not good or not events.covered(more, left.events | right.events, self.context):
            msg = "one side may be infinite where the other is not"
            raise Undefined(msg, mend((step.lhs, step.rhs)))

    def boundedly_infinite(
        self, step: Step, small: Value, large: Value, more: frozenset[Event]
    ) -> None:
        """Refuse small <= large unless every infinity makes it true."""
        up, down = of_sign(large.events, 1), of_sign(small.events, -1)
        good = events.covered(of_sign(small.events, 1), up, self.context)
        good = good and events.covered(of_sign(large.events, -1), down, self.context)
        if not good or not events.covered(more, up | down, self.context):
            msg = "the inequality may fail where a side is infinite"
            raise Undefined(msg, mend((step.lhs, step.rhs)))


def pattern_of(event: Event) -> Pattern:
    """Return, as a pattern, that an event does not happen."""
    holes = {name: f"?{name}" for name in event.binders}
    guards = tuple(rename_frozen(g, holes) for g in sorted(event.guard))
    return Pattern(guards, rename_frozen(event.zero, holes))


def of_sign(found: Iterable[Event], sign: int) -> frozenset[Event]:
    """Return the events that make a side infinite with the given sign."""
    return frozenset(event for event in found if event.sign == sign)


def mend(sides: tuple[Basic, ...]) -> str:
    """Name the hypotheses that make every measure of two distributions finite."""
    pairs = {
        f"AbsolutelyContinuous({m.args[0]}, {m.args[1]})"
        for side in sides
        for m in side.atoms(Measure)
        if len(m.args) == 2 and all(isinstance(arg, Pmf) for arg in m.args)
    }
    return f"assume {' and '.join(sorted(pairs))}" if pairs else ""
