"""The value of an expression at given distributions, by plain loops over its definition.

It shares no code with `lambdify` or `evaluate`, so that each can be tested against it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from mpmath.ctx_mp import MPContext
from sympy import Derivative, Expr, KroneckerDelta, S, Subs, Sum, exp, log
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, Probability, SymbolicPmf, TabularPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.variables import JointLaw, RandomVariable
from symbinfo.errors import NotUnderstood
from symbinfo.measures import SelfInformation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sympy import Symbol, Tuple
    from sympy.core.basic import Basic

mp = MPContext()
mp.dps = 40
Real = Any
Letters = dict["Symbol", int]
Cell = tuple[int, ...]


@dataclass(slots=True)
class World:
    """Numbers for everything that a statement names."""

    sizes: dict[Symbol, int] = field(default_factory=dict)
    scalars: dict[Symbol, Real] = field(default_factory=dict)
    pmfs: dict[SymbolicPmf, list[Real]] = field(default_factory=dict)
    sequences: dict[Sequence, list[Real]] = field(default_factory=dict)
    variables: tuple[RandomVariable, ...] = ()
    table: dict[Cell, Real] = field(default_factory=dict)
    functions: dict[Basic, tuple[Callable[[Real], Real], Callable[[Real], Real]]] = field(
        default_factory=dict
    )

    def joint(self, given: dict[RandomVariable, int]) -> Real:
        """Return the probability that variables have the given values."""
        places = [(self.variables.index(v), value) for v, value in given.items()]
        rows = self.table.items()
        chosen = (p for cell, p in rows if all(cell[i] == value for i, value in places))
        return sum(chosen, mp.zero)

    def shape(self, sizes: Iterable[Expr]) -> Cell:
        """Return sizes as numbers."""
        return tuple(int(size.subs(self.sizes)) for size in sizes)


def value(expr: Basic, world: World, at: Letters) -> Real:
    """Return the value of an expression; NaN where it has none, such as oo - oo."""
    match expr:
        case SelfInformation():
            p, *x = expr.args
            return -_log(value(p(*x) if x else p, world, at))
        case Measure():
            return value(expr.definition(), world, at)
        case Sum():
            every = cells(expr.limits, world, at)
            return sum((value(expr.function, world, a) for a in every), mp.zero)
        case XLogY() | Weighted():
            return _product(expr, world, at)
        case Probability():
            return _probability(expr, world, at)
        case Term():
            return world.sequences[expr.sequence][place_of(expr, world, at)]
        case AppliedUndef():
            return world.functions[expr.func][0](value(expr.args[0], world, at))
        case Derivative() | Subs():
            return _derivative(expr, world, at)
        case _ if expr.is_Atom:
            return _atom(expr, world, at)
        case _:
            return _operator(expr, [value(arg, world, at) for arg in expr.args])


def cells(limits: Iterable[Tuple], world: World, at: Letters) -> Iterator[Letters]:
    """Run through all values of the letters in the limits."""
    ranges = []
    for letter, low, high in limits:
        first, last = (int(value(end, world, at)) for end in (low, high))
        ranges.append([(letter, i) for i in range(first, last + 1)])
    for choice in product(*ranges):
        yield {**at, **dict(choice)}


def _log(number: Real) -> Real:
    if mp.isnan(number) or number < 0:
        return mp.nan
    return mp.log(number) if number else -mp.inf


def _product(expr: XLogY | Weighted, world: World, at: Letters) -> Real:
    weight = value(expr.args[0], world, at)
    if weight == 0:
        return mp.zero
    second = value(expr.args[1], world, at)
    return weight * (_log(second) if isinstance(expr, XLogY) else second)


def place_of(term: Term, world: World, at: Letters) -> int:
    """Return where a number stands in its sequence, the rows of a table one after another."""
    place = 0
    for x, size in zip(term.letters, world.shape(term.sequence.sizes), strict=True):
        place = place * size + _index(x, world, at)
    return place


def _index(letter: Expr, world: World, at: Letters) -> int:
    return int(value(letter, world, at))


def _probability(expr: Probability, world: World, at: Letters) -> Real:
    pmf, letters = expr.pmf, [_index(letter, world, at) for letter in expr.letters]
    match pmf:
        case SymbolicPmf():
            return world.pmfs[pmf][letters[0]]
        case TabularPmf():
            return value(pmf.probabilities[letters[0]], world, at)
        case JointLaw() if pmf.variables[0].table is None:
            return world.joint(dict(zip(pmf.variables, letters, strict=True)))
        case JointLaw():
            return value(pmf(*letters), world, at)
    msg = f"there is no rule for the value of {expr} ({type(pmf).__name__})"
    raise NotUnderstood(msg)


def _derivative(expr: Derivative | Subs, world: World, at: Letters) -> Real:
    """Return f'(s), written as a derivative by a symbol or as one at a point."""
    inner, at_point = (expr.expr, expr.point[0]) if isinstance(expr, Subs) else (expr, None)
    if isinstance(inner, Derivative) and isinstance(inner.args[0], AppliedUndef):
        applied = inner.args[0]
        same = not isinstance(expr, Subs) or expr.variables == inner.variables
        if same and inner.variables == applied.args:
            point = applied.args[0] if at_point is None else at_point
            return world.functions[applied.func][1](value(point, world, at))
    msg = f"there is no rule for the value of {expr}"
    raise NotUnderstood(msg)


def _atom(expr: Expr, world: World, at: Letters) -> Real:
    if expr in at:
        return mp.mpf(at[expr])
    if expr in world.sizes:
        return mp.mpf(world.sizes[expr])
    if expr in world.scalars:
        return world.scalars[expr]
    if expr in (S.Infinity, S.NegativeInfinity):
        return mp.inf if expr is S.Infinity else -mp.inf
    if expr.is_Rational:
        return mp.mpf(expr.p) / expr.q
    if expr.is_number and expr.is_real:
        return mp.mpf(str(expr.evalf(50)))
    msg = f"there is no value for {expr} ({type(expr).__name__})"
    raise NotUnderstood(msg)


def _operator(expr: Expr, parts: list[Real]) -> Real:
    if expr.is_Add:
        return sum(parts, mp.zero)
    if expr.is_Mul:
        return prod(parts, start=mp.one)
    if isinstance(expr, exp):
        return mp.exp(parts[0])
    if isinstance(expr, log):
        return _log(parts[0])
    if isinstance(expr, KroneckerDelta):
        return mp.mpf(parts[0] == parts[1])
    if expr.is_Pow:
        if parts[0] == 0 and parts[1] < 0:
            return mp.inf
        return parts[0] ** parts[1]
    msg = f"there is no rule for the value of {expr} ({type(expr).__name__})"
    raise NotUnderstood(msg)


def table_of(pmf: Pmf, world: World) -> list[Real]:
    """Return the probabilities of a distribution on one alphabet, letter by letter."""
    letters = pmf.bound_letters()
    expr = pmf(*letters)
    return [value(expr, world, a) for a in cells(pmf.limits(letters), world, {})]
