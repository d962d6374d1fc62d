"""Distributions and their measures at a world, in floating point."""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Expr, S

from symbinfo.core.families import Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal, FullSupport, Hypothesis
from symbinfo.core.pmf import Pmf, SymbolicPmf, TabularPmf
from symbinfo.core.variables import JointLaw
from symbinfo.errors import NotUnderstood
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    SelfInformation,
)
from symbinfo.search.counterexample.laws import marginal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from symbinfo.core.measure import Measure
    from symbinfo.search.counterexample.objects import World

Places = tuple[int, ...]


def entropies_of(world: World, groups: Sequence[Places]) -> dict[Places, float]:
    """Return the joint entropies of a law."""
    return {
        group: _entropy(list(map(float, marginal(world.law, group).values()))) for group in groups
    }


def _entropy(p: Any) -> float:
    values = np.asarray(p)
    values = values[values > 0]
    return float(-(values * np.log(values)).sum())


def measure_value(one: Measure, world: World) -> float:
    """Return the value of a measure of distributions in floating point."""
    if isinstance(one, SelfInformation):
        first, *letter = one.args
        p = vector(first, world)[_number(letter[0], world)] if letter else _number(first, world)
        return float(-np.log(float(p))) if p else np.inf
    if not all(isinstance(arg, Pmf) for arg in one.args):
        msg = f"there is no rule for {one}"
        raise NotUnderstood(msg)
    tables = [np.array(vector(arg, world), dtype=float) for arg in one.args]
    match one:
        case Entropy():
            return _entropy(tables[0])
        case CrossEntropy():
            return _entropy(tables[0]) + _divergence(*tables)
        case KLDivergence():
            return _divergence(*tables)
        case JensenShannonDivergence():
            p, q = tables
            return (_divergence(p, (p + q) / 2) + _divergence(q, (p + q) / 2)) / 2
        case _:
            msg = f"there is no rule for {one}"
            raise NotUnderstood(msg)


def _divergence(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    on = p > 0
    if (q[on] <= 0).any():
        return float(np.inf)
    return float((p[on] * np.log(p[on] / q[on])).sum())


def _number(expr: Expr, world: World) -> Any:
    value = expr.subs(world.numbers)
    return int(value) if value.is_Integer else value


def vector(p: Pmf, world: World) -> list[Any]:
    """Return the exact probabilities of a distribution, letter by letter."""
    match p:
        case SymbolicPmf():
            return list(world.pmfs[p])
        case TabularPmf():
            return [_number(value, world) for value in p.probabilities]
        case Uniform():
            return [1 / S(world.size(p.size))] * world.size(p.size)
        case PointMass():
            return [int(i == _number(p.args[0], world)) for i in range(world.size(p.size))]
        case Mixture():
            t = _number(p.args[0], world)
            pairs = zip(*(vector(part, world) for part in p.args[1:]), strict=True)
            return [t * S(a) + (1 - t) * S(b) for a, b in pairs]
        case ProductPmf():
            parts = [vector(factor, world) for factor in p.args]
            return [reduce(lambda a, b: a * S(b), choice, S.One) for choice in product(*parts)]
        case JointLaw():
            places = tuple(world.variables.index(v) for v in p.variables)
            law = marginal(world.law, places)
            every = product(*(range(world.size(v.size)) for v in p.variables))
            return [law[cell] for cell in every]
    msg = f"there is no rule for {p}"
    raise NotUnderstood(msg)


def allowed(hypothesis: Hypothesis, world: World) -> bool:
    """Whether a hypothesis about distributions holds; True if that is for the kernel to say."""
    if not isinstance(hypothesis, FullSupport | AbsolutelyContinuous | Equal):
        return True
    try:
        tables = [vector(arg, world) for arg in hypothesis.args]
    except (NotUnderstood, ValueError):
        return True
    match hypothesis:
        case FullSupport():
            return all(tables[0])
        case AbsolutelyContinuous():
            return all(b or not a for a, b in zip(*tables, strict=True))
        case _:
            return tables[0] == tables[1]
