"""Whether Shannon's inequalities prove that a linear form in entropies is nonnegative."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, final

from symbinfo.core.relation import Relation
from symbinfo.search import elemental, linear, simplex
from symbinfo.search.entropic import negated
from symbinfo.search.lattice import Lattice
from symbinfo.search.program import Program
from symbinfo.search.ranks import forbidding
from symbinfo.search.shapes import reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from symbinfo.search.elemental import Elemental
    from symbinfo.search.entropic import Known, Problem, Vector

FEW = 4
MOST_SMALL = 80
MOST_AT_ONCE = 2500


class Decision(NamedTuple):
    """Claims that sum to a form, each with its multiplier, or entropies that forbid it.

    At these, the values of sets of variables, all that may be used holds, and the form is
    negative; all variables together have 1. Neither is there if it was not found.
    """

    terms: list[tuple[Fraction, Known]] | None = None
    value: Callable[[Hashable], Fraction] | None = None


def certificate(target: Vector, given: Problem) -> list[tuple[Fraction, Known]] | None:
    """Return claims that sum to the target, each with its multiplier, or None."""
    return decide(target, given).terms


def equation(target: Vector, given: Problem) -> list[tuple[Fraction, Known]] | None:
    """Return equations that sum to the target, each with its multiplier, or None."""
    question = Question(target, given._replace(bounds=[]))
    every = elemental.elementals(len(given.variables)) if question.lattice.apart else ()
    zeros = [one for one in every if question.lattice.is_zero(one)]
    return Program(question, zeros).terms()


def decide(target: Vector, given: Problem) -> Decision:
    """Decide whether a form follows from what is given and the elemental inequalities."""
    return Question(target, given).decision()


def decisions(given: Problem, relation: Relation) -> list[Decision]:
    """Decide a statement: one form for an inequality, two for an equation.

    The last decision is against the statement if any is.
    """
    below, above = given.difference, negated(given.difference)
    targets = {Relation.LE: [below], Relation.GE: [above], Relation.EQ: [below, above]}[relation]
    questions = [Question(target, given) for target in targets]
    found: list[Decision] = []
    for question in questions if len(questions) > 1 and not questions[0].few else ():
        value = question.forbidden() if question.target else None
        if value is not None:
            return [Decision(None, value)]
    for question in questions:
        found.append(question.decision())
        if found[-1].terms is None:
            break
    return found


@final
class Question:
    """A form, and what may be used, with sets of variables replaced by what they determine."""

    def __init__(self, target: Vector, given: Problem) -> None:
        self.given = given
        self.lattice = Lattice(given)
        self.whole = self.lattice.form(target)
        self.target = self.lattice.reduced(target)
        self.bounds = [(known, self.lattice.reduced(known.vector)) for known in given.bounds]
        equations = [(known, self.lattice.reduced(known.vector)) for known in given.equations]
        self.equations = [(known, vector) for known, vector in equations if vector]

    @property
    def few(self) -> bool:
        """Whether there are so few variables that nothing needs to be tried before."""
        return len(self.lattice.variables) <= FEW

    def decision(self) -> Decision:
        """Try what is cheap first."""
        if not self.target:
            return Decision(Program(self, ()).lifted({}))
        if self.few:
            return self.small(self.program())
        terms = self.between()
        if terms is not None:
            return Decision(terms)
        value = self.forbidden()
        if value is not None:
            return Decision(None, value)
        if self.lattice.functions:
            program = self.program()
            if len(program.columns) <= MOST_AT_ONCE:
                few = len(program.columns) <= MOST_SMALL
                return self.small(program) if few else self.large(program)
        terms = Program(self, self.ladder()).terms()
        return Decision(terms) if terms is not None else self.large(self.program())

    def program(self) -> Program:
        """Return the program with all elemental inequalities."""
        return Program(self, elemental.elementals(len(self.lattice.variables)))

    def between(self) -> list[tuple[Fraction, Known]] | None:
        """Return claims about the variables of the form alone, if they are few and sum to it."""
        used = 0
        for mask in self.whole:
            used |= mask if isinstance(mask, int) else 0
        chosen = tuple(bit for bit in self.lattice.bits.values() if bit & used)
        if len(chosen) > FEW:
            return None
        program = Program(self, elemental.between(chosen))
        answer = simplex.solve(self.target, program.columns, program.equations, program.costs)
        return None if answer.multipliers is None else program.lifted(answer.multipliers)

    def small(self, program: Program) -> Decision:
        """Decide by exact arithmetic alone, if it does not take too long."""
        answer = simplex.solve(self.target, program.columns, program.equations, program.costs)
        if answer.multipliers is not None:
            return Decision(program.lifted(answer.multipliers))
        if answer.values is not None:
            return Decision(None, self.opened(answer.values))
        return self.large(program)

    def large(self, program: Program) -> Decision:
        """Decide by what a solver in floating point guesses."""
        terms = program.terms()
        if terms is not None:
            return Decision(terms)
        whole = self.lattice.closure((1 << len(self.lattice.variables)) - 1)
        values = linear.violate(self.target, program.columns, program.equations, whole)
        return Decision(None, self.opened(values) if values is not None else None)

    def forbidden(self) -> Callable[[Hashable], Fraction] | None:
        """Return entropies of a simple kind that forbid the form, if there are any."""
        bounds = [self.lattice.form(known.vector) for known in self.given.bounds]
        equations = [self.lattice.form(known.vector) for known in self.given.equations]
        found = forbidding(self.whole, bounds, equations, len(self.lattice.variables))
        if found is None:
            return None

        def value(key: Any) -> Fraction:
            return found.value(self.lattice.mask(key))

        return value

    def opened(self, values: Mapping[Any, Fraction]) -> Callable[[Hashable], Fraction]:
        """Return values of closed sets as values of all sets."""
        closure, none = self.lattice.closure, Fraction(0)
        most = values.get(closure((1 << len(self.lattice.variables)) - 1), none) or Fraction(1)

        def value(key: Any) -> Fraction:
            closed = closure(self.lattice.mask(key)) if isinstance(key, frozenset) else key
            return values.get(closed, none) / most

        return value

    def ladder(self) -> list[Elemental]:
        """Return the elemental inequalities that a proof by the chain rule may use."""
        lattice = self.lattice
        forms = [
            self.whole,
            *(lattice.form(k.vector) for k in (*self.given.equations, *self.given.bounds)),
        ]
        masks = {key for form in forms for key in form if isinstance(key, int)}
        order = reading_order(self.given.hypotheses, lattice.variables)
        return elemental.ladder([lattice.bits[v] for v in order], masks)
