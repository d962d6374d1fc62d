"""What one statement takes for granted: its objects, their bounds, and its hypotheses."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never, final

from sympy import Expr, Integer, KroneckerDelta, Rational, Symbol, oo
from sympy.core.basic import Basic
from sympy.core.function import UndefinedFunction

from symbinfo.core.atoms import Parameter
from symbinfo.core.facts import (
    CopyFact,
    EquationFact,
    FunctionFact,
    IndependenceFact,
    InequalityFact,
    OrderFact,
    PositiveFact,
    SmoothFact,
    VanishingFact,
)
from symbinfo.core.families import Bernoulli, PointMass
from symbinfo.core.pmf import LabelledPmf, Probability, TabularPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.trees import nodes
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import NotUnderstood
from symbinfo.kernel import learn
from symbinfo.kernel.bounds import UNBOUNDED, Interval
from symbinfo.kernel.forms import Form, freeze, number, subtract
from symbinfo.kernel.logs import Event
from symbinfo.kernel.rebuild import guard_factors
from symbinfo.kernel.rules import Rules
from symbinfo.kernel.signs import NOTHING, Positives, Signs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Tuple

    from symbinfo.core.facts import Fact
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.reader import Reader


@final
class Context:
    """The objects of one statement with short names, and all that is known of them."""

    def __init__(
        self,
        objects: Iterable[Basic],
        hypotheses: Iterable[Hypothesis],
        conditions: Iterable[Hypothesis] = (),
    ) -> None:
        self.signs = Signs()
        self.rules = Rules()
        self.hypotheses = tuple(hypotheses)
        self.vanishing: list[VanishingFact] = []
        self.smooth: list[SmoothFact] = []
        self._names: dict[Basic | UndefinedFunction, str] = {}
        self.entries: dict[Expr, Form] = {}
        self._letters = 0
        self._ranges: dict[str, Expr] = {}
        found = nodes((*objects, *self.hypotheses))
        self.expand = any(map(_needs_expansion, (*found, *nodes(conditions))))
        self.tables = [node for node in found if isinstance(node, TabularPmf)]
        self._load()

    def name(self, obj: Basic | UndefinedFunction) -> str:
        """Return a short name that no other object of this statement has."""
        found = self._names.get(obj)
        if found is None:
            named = isinstance(obj, Symbol | Sequence | RandomVariable | UndefinedFunction)
            label = str(obj) if named else ""
            found = self._names[obj] = f"{label}#{len(self._names)}"
            self._learn_bounds(obj, found)
        return found

    def depending_on(self, parameter: Basic) -> frozenset[str]:
        """Return the names of the parameter and of all objects that depend on it."""
        return frozenset(
            name
            for obj, name in self._names.items()
            if obj == parameter or (isinstance(obj, Basic) and parameter in obj.free_symbols)
        )

    def dependents(self, name: str) -> frozenset[str]:
        """Return the names of all objects that depend on the named one."""
        (parameter,) = (obj for obj, found in self._names.items() if found == name)
        return self.depending_on(parameter) - {name}

    def gaps(self, form: Form, variable: Basic) -> list[tuple[Form, bool]]:
        """Return what must be positive for a value to be in the range of a variable.

        With True beside it, being 0 is enough.
        """
        box = self.signs.bounds.get(self.name(variable), UNBOUNDED)
        found = []
        if box.low is not None:
            found.append((subtract(form, number(box.low)), not box.open_low))
        if box.high is not None:
            found.append((subtract(number(box.high), form), not box.open_high))
        return found

    def in_range(self, form: Form, variable: Basic, known: Positives = NOTHING) -> bool:
        """Whether a value is in the range of a variable, wherever all of `known` are positive."""
        return all(
            self.signs.positive(gap, known) or (ends and self.signs.nonnegative(gap))
            for gap, ends in self.gaps(form, variable)
        )

    def fresh_letter(self) -> str:
        """Return a name for a bound letter that was not used before."""
        self._letters += 1
        return f"@{self._letters}"

    def vanishing_events(self, reader: Reader) -> tuple[Event, ...]:
        """Return the infinities that the hypotheses force to happen."""
        found = []
        for fact in self.vanishing:
            letters = {limit[0]: self.letter_of(limit) for limit in fact.limits}
            positive, zero = (reader.ratio(x, letters, NOTHING) for x in (fact.positive, fact.zero))
            guard = frozenset(guard_factors(positive, self.signs))
            found.append(Event(tuple(letters.values()), guard, freeze(zero), 1))
        return tuple(found)

    def letter_of(self, limit: Tuple, kind: str = "") -> str:
        """Return a fresh letter that takes the values of the limit (x, 0, size - 1)."""
        _, low, high = limit
        size = high + 1
        if low != 0 or not (size.is_integer and size.is_positive):
            msg = f"the limits {limit} are not those of an alphabet"
            raise NotUnderstood(msg)
        found = kind + self.fresh_letter()
        self.ranges_over(found, size)
        return found

    def ranges_over(self, letter: str, size: Expr) -> None:
        """Note how many values a letter takes, and refuse a letter of two alphabets."""
        if self._ranges.setdefault(letter, size) != size:
            msg = f"a letter stands for {self._ranges[letter]} values and for {size}"
            raise NotUnderstood(msg)

    def same_range(self, first: str, second: str) -> None:
        """Note that two letters are compared, and refuse letters of two alphabets."""
        for one, other in ((first, second), (second, first)):
            if one in self._ranges:
                self.is_among(other, self._ranges[one])

    def is_among(self, letter: str, size: Expr) -> None:
        """Note that a letter is compared with the letters of an alphabet: it must be one."""
        if not letter.isdigit():
            self.ranges_over(letter, size)
        elif letter != "0" and not (size.is_Integer and int(letter) < size):
            msg = f"the letter {letter} may not exist in an alphabet of {size} letters"
            raise NotUnderstood(msg)

    def _learn_bounds(self, obj: Basic, name: str) -> None:
        if isinstance(obj, Parameter):
            low, high, closed, upper_in = obj.lower, obj.upper, obj.closed, obj.upper_in
        elif isinstance(obj, Sequence):
            low, high, closed = obj.bounds
            upper_in = closed
        elif isinstance(obj, Symbol):
            if obj.is_integer and obj.is_positive:
                low, high, closed, upper_in = Integer(1), oo, True, True
            elif obj.is_positive:
                low, high, closed, upper_in = Integer(0), oo, False, False
            elif obj.is_nonnegative:
                low, high, closed, upper_in = Integer(0), oo, True, True
            else:
                return
        else:
            return
        self.signs.bounds[name] = Interval(_exact(low), not closed, _exact(high), not upper_in)

    def _load(self) -> None:
        from symbinfo.kernel.reader import Reader

        reader = Reader(self, open_measures=True)
        for table in self.tables:
            learn.table(reader, table)
        facts: list[Fact] = [fact for h in self.hypotheses for fact in h.facts()]
        for fact in facts:
            self._learn(fact, reader)
        equations = [f for f in facts if isinstance(f, EquationFact) and not f.parameters]
        learn.equations(reader, equations)

    def _learn(self, fact: Fact, reader: Reader) -> None:
        match fact:
            case IndependenceFact():
                learn.independence(reader, fact)
            case FunctionFact(targets, sources):
                names = [frozenset(map(self.name, group)) for group in (targets, sources)]
                self.rules.functions.append((names[0], names[1]))
            case PositiveFact():
                learn.positive(reader, fact)
            case OrderFact():
                learn.order(reader, fact)
            case VanishingFact():
                self.vanishing.append(fact)
            case SmoothFact():
                self.smooth.append(fact)
            case CopyFact():
                learn.copies(reader, fact)
            case EquationFact() | InequalityFact():
                pass
            case _:
                assert_never(fact)


def _exact(bound: Expr) -> Fraction | int | None:
    if bound.is_infinite:
        return None
    if not isinstance(bound, Rational):
        msg = f"bounds must be rational numbers, got {bound}"
        raise NotUnderstood(msg)
    return int(bound) if bound.is_Integer else Fraction(int(bound.p), int(bound.q))


def _needs_expansion(node: Basic) -> bool:
    """Whether sums over known sizes must be written out, letter by letter."""
    match node:
        case LabelledPmf() | Bernoulli():
            return True
        case RandomVariable():
            return node.table is not None
        case PointMass():
            return bool(node.args[0].is_Integer)
        case Probability() | Term() | KroneckerDelta():
            return any(x.is_Integer for x in node.args if isinstance(x, Expr))
        case _:
            return False
