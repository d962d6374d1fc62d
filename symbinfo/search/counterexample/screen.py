"""The two sides of a statement in floating point: what looks like a violation."""

from __future__ import annotations

from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import Dummy, Expr, KroneckerDelta, Poly, Rational, S, Sum, Tuple, expand, lambdify
from sympy.core.function import AppliedUndef, Derivative, Subs
from sympy.polys.polyerrors import BasePolynomialError

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.facts import EquationFact, InequalityFact, OrderFact
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import Optimum
from symbinfo.core.pmf import Probability
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import Term
from symbinfo.core.statement import Statement
from symbinfo.measures import Entropy, MutualInformation
from symbinfo.search.counterexample.tables import entropies_of, measure_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.counterexample.objects import World

Places = tuple[int, ...]
Vector = Any
TINY = 1e-9
HUGE = 10**100
FINE = 100
_OPEN = (Sum, XLogY, Weighted, Probability, Term, AppliedUndef, Derivative, Subs, Optimum)


@final
class Screen:
    """A statement, compiled to floating point.

    `groups` are the groups of variables whose joint entropies it is about, `others` the
    measures that are about distributions. It is `usable` if there is nothing else in it.
    """

    def __init__(self, statement: Statement, variables: Sequence[RandomVariable]) -> None:
        self.relation = statement.relation
        self.variables = tuple(variables)
        self._entropies: dict[Places, Dummy] = {}
        self._others: dict[Measure, Dummy] = {}
        self._sides = tuple(map(self._replaced, _moderate(statement.lhs, statement.rhs)))
        known = {*self._entropies.values(), *self._others.values()}
        free = set[Expr]().union(*(side.free_symbols for side in self._sides)) - known
        self._numbers = tuple(sorted(free, key=str))
        self.usable = not any(side.has(*_OPEN, KroneckerDelta) for side in self._sides)
        self._compiled = tuple(map(self._compile, self._sides)) if self.usable else ()

    @property
    def groups(self) -> tuple[Places, ...]:
        """The groups of variables, as coordinates."""
        return tuple(self._entropies)

    @property
    def numbers(self) -> tuple[Expr, ...]:
        """The parameters and sizes in it."""
        return self._numbers

    @property
    def entropic(self) -> bool:
        """Whether it is about joint entropies, parameters and sizes, and nothing else."""
        return self.usable and not self._others

    def _replaced(self, side: Expr) -> Expr:
        return side.xreplace({one: self._measure(one) for one in side.atoms(Measure)})

    def _measure(self, one: Measure) -> Expr:
        if isinstance(one, Entropy) and isinstance(one.args[0], Tuple):
            target, known = (tuple(group) for group in one.args)
            if not {*target, *known} <= set(self.variables):
                return self._other(one)
            return self._entropy(*target, *known) - self._entropy(*known)
        if isinstance(one, MutualInformation):
            x, y, z = (tuple(group) for group in one.args)
            if not {*x, *y, *z} <= set(self.variables):
                return self._other(one)
            outer = self._entropy(*x, *z) + self._entropy(*y, *z)
            return outer - self._entropy(*x, *y, *z) - self._entropy(*z)
        return self._other(one)

    def _other(self, one: Measure) -> Expr:
        return self._others.setdefault(one, Dummy("m"))

    def _entropy(self, *group: RandomVariable) -> Expr:
        places = tuple(sorted({self.variables.index(v) for v in group}))
        return self._entropies.setdefault(places, Dummy("h")) if places else S.Zero

    def _compile(self, side: Expr) -> Callable[..., Vector]:
        if side in (S.Infinity, S.NegativeInfinity):
            return lambda *_: np.inf if side is S.Infinity else -np.inf
        names = (*self._entropies.values(), *self._others.values(), *self._numbers)
        return lambdify(names, side, modules="numpy", cse=True)  # type: ignore[no-any-return]

    @cached_property
    def coefficients(self) -> tuple[list[int], int] | None:
        """Return lhs - rhs as whole multiples of the entropies, if it is that.

        The second part is the sum of their sizes.
        """
        if not self.entropic or self._numbers or S.Infinity in self._sides:
            return None
        try:
            poly = Poly(self._sides[0] - self._sides[1], *self._entropies.values(), domain="QQ")
        except BasePolynomialError:
            return None
        if poly.total_degree() > 1 or poly.nth(*[0] * len(self._entropies)):
            return None
        scale = lcm(*(int(c.q) for c in poly.coeffs()))
        found = [int(poly.coeff_monomial(h) * scale) for h in self._entropies.values()]
        return found, sum(map(abs, found))

    @property
    def fine(self) -> bool:
        """Whether its whole coefficients are so large that entropies differ by next to nothing."""
        return self.coefficients is not None and self.coefficients[1] > FINE

    def finite(self, world: World) -> bool:
        """Whether both sides are finite."""
        values = self._values(entropies_of(world, self.groups), world)
        return all(bool(np.isfinite(side).all()) for side in values)

    def violated(
        self, entropies: dict[Places, Vector], world: World | None = None
    ) -> NDArray[np.bool_]:
        """Return where the statement seems to fail."""
        left, right = self._values(entropies, world)
        with np.errstate(all="ignore"):
            gap = left - right
            close = (left == right) | (np.abs(gap) <= TINY)
        return np.asarray(seems_false(self.relation, gap, close))

    def doubtful(self, entropies: dict[Places, Vector], world: World) -> bool:
        """Whether the statement fails at a world, or its sides are too close to tell."""
        left, right = self._values(entropies, world)
        with np.errstate(all="ignore"):
            gap = left - right
            size = TINY * (1 + np.abs(left) + np.abs(right))
            close = (left == right) | (np.abs(gap) <= size)
        return bool(close | seems_false(self.relation, gap, close))

    def gap(self, world: World) -> float:
        """Return the left side less the right side at a world."""
        left, right = self._values(entropies_of(world, self.groups), world)
        return float(left - right)

    @property
    def direction(self) -> int:
        """The sign of lhs - rhs at a violation, or 1 if both are."""
        return -1 if self.relation in (Relation.GE, Relation.GT) else 1

    def _values(
        self, entropies: dict[Places, Vector], world: World | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        values = [entropies[group] for group in self._entropies]
        if world is not None:
            values += [measure_value(one, world) for one in self._others]
            values += [float(world.numbers[name]) for name in self._numbers]
        with np.errstate(all="ignore"):
            left, right = (np.asarray(side(*values), dtype=float) for side in self._compiled)
        return left, right


def _moderate(*sides: Expr) -> tuple[Expr, ...]:
    """Return the sides, divided by their largest number if it is too large for floating point."""
    largest = max((abs(c) for side in sides for c in side.atoms(Rational)), default=S.One)
    return sides if largest < HUGE else tuple(expand(side / largest) for side in sides)


def demands(hypotheses: Iterable[Hypothesis], variables: Sequence[RandomVariable]) -> list[Screen]:
    """Return the hypotheses that are relations of expressions, as screens."""
    found = []
    for fact in (fact for hypothesis in hypotheses for fact in hypothesis.facts()):
        match fact:
            case EquationFact((), lhs, rhs, ()):
                found.append(Screen(Statement(lhs, Relation.EQ, rhs), variables))
            case InequalityFact(lhs, rhs):
                found.append(Screen(Statement(lhs, Relation.LE, rhs), variables))
            case OrderFact(lhs, rhs):
                found.append(Screen(Statement(lhs, Relation.LT, rhs), variables))
            case _:
                pass
    return [screen for screen in found if screen.usable]


def seems_false(relation: Relation, gap: Vector, close: Vector) -> Any:
    """Return where a relation fails, given lhs - rhs and whether it is 0."""
    match relation:
        case Relation.EQ:
            return ~(close | np.isnan(gap))
        case Relation.NE:
            return close
        case Relation.LE:
            return (gap > 0) & ~close
        case Relation.GE:
            return (gap < 0) & ~close
        case Relation.LT:
            return (gap > 0) | close
        case Relation.GT:
            return (gap < 0) | close
