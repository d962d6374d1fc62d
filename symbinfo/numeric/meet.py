"""Making random numbers meet hypotheses, and checking that they do."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from symbinfo.core.facts import (
    CopyFact,
    EquationFact,
    Fact,
    FunctionFact,
    IndependenceFact,
    InequalityFact,
    OrderFact,
    PositiveFact,
    SmoothFact,
    VanishingFact,
)
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    FullSupport,
    FunctionOf,
    Hypothesis,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
)
from symbinfo.core.pmf import Pmf, SymbolicPmf
from symbinfo.core.sequences import Term
from symbinfo.core.variables import JointLaw, RandomVariable
from symbinfo.errors import NotUnderstood
from symbinfo.numeric.oracle import Real, World, cells, mp, place_of, table_of, value
from symbinfo.numeric.sample import distribution, draw_table, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from sympy import Expr

    from symbinfo.numeric.oracle import Letters

Group = tuple[RandomVariable, ...]
_TINY = mp.mpf(10) ** -25


def holds(hypothesis: Hypothesis, world: World, rng: Random) -> bool:
    """Whether the numbers meet a hypothesis."""
    facts = hypothesis.facts()
    if any(isinstance(fact, IndependenceFact) for fact in facts):
        facts = hypothesis.equations()
    return all(_fact_holds(fact, world, rng) for fact in facts)


def _fact_holds(fact: Fact, world: World, rng: Random) -> bool:
    match fact:
        case PositiveFact(limits, guard, inner):
            every = [a for a in cells(limits, world, {}) if _all_positive(guard, world, a)]
            return all(_all_positive((inner,), world, a) for a in every)
        case EquationFact():
            return _equation_holds(fact, world, rng)
        case FunctionFact(targets, sources):
            return _is_function(targets, sources, world)
        case OrderFact(smaller, larger):
            return bool(value(larger - smaller, world, {}) > 0)
        case VanishingFact(limits, positive, zero):
            every = list(cells(limits, world, {}))
            return any(
                value(zero, world, a) == 0 and _all_positive((positive,), world, a) for a in every
            )
        case InequalityFact(smaller, larger):
            return bool(value(larger - smaller, world, {}) >= 0)
        case SmoothFact() | IndependenceFact():
            return True
        case CopyFact():
            msg = "copies of variables are not drawn at random"
            raise NotUnderstood(msg)


def _all_positive(exprs: Iterable[Expr], world: World, at: Letters) -> bool:
    return all(value(expr, world, at) > _TINY for expr in exprs)


def _equation_holds(fact: EquationFact, world: World, rng: Random) -> bool:
    for _ in range(3 if fact.parameters else 1):
        for parameter in fact.parameters:
            world.scalars[parameter] = scalar(parameter, rng, 1)
        for at in cells(fact.limits, world, {}):
            lhs, rhs = value(fact.lhs, world, at), value(fact.rhs, world, at)
            if not close(lhs, rhs):
                return False
    return True


def close(lhs: Real, rhs: Real) -> bool:
    """Whether two numbers with many digits are equal but for rounding; oo is close to oo."""
    if not (mp.isfinite(lhs) and mp.isfinite(rhs)):
        return bool(lhs == rhs)
    return bool(abs(lhs - rhs) <= _TINY * (1 + abs(lhs) + abs(rhs)))


def _is_function(targets: Group, sources: Group, world: World) -> bool:
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}
    for cell, p in world.table.items():
        at = dict(zip(world.variables, cell, strict=True))
        to, from_ = (tuple(at[v] for v in group) for group in (targets, sources))
        if p and seen.setdefault(from_, to) != to:
            return False
    return True


def repair(hypothesis: Hypothesis, world: World, rng: Random) -> None:
    """Change the numbers so that they meet a hypothesis, where there is a way to do it."""
    match hypothesis:
        case FullSupport():
            _fill(hypothesis.args[0], world, rng)
        case AbsolutelyContinuous():
            _dominate(*_pair(hypothesis), world, rng)
        case NotAbsolutelyContinuous():
            _separate(*_pair(hypothesis), world, rng)
        case Equal():
            p, q = _pair(hypothesis)
            _ = _assign(p, q, world) or _assign(q, p, world)
        case Independent():
            _make_independent(hypothesis, world)
        case MarkovChain():
            _make_chain(tuple(tuple(link) for link in hypothesis.args), world)
        case FunctionOf():
            _make_function(tuple(hypothesis.args[0]), tuple(hypothesis.args[1]), world, rng)
        case ForAll():
            _copy(hypothesis, world)
        case _:
            pass


def _pair(hypothesis: Hypothesis) -> tuple[Pmf, Pmf]:
    p, q = hypothesis.args
    return p, q


def _fill(p: Pmf, world: World, rng: Random) -> None:
    for part in p.atoms(SymbolicPmf):
        world.pmfs[part] = distribution(rng, len(world.pmfs[part]), zeros=0)
    if p.atoms(RandomVariable):
        draw_table(world, list(world.variables), rng, zeros=0)


def _dominate(p: Pmf, q: Pmf, world: World, rng: Random) -> None:
    """Take letters from p where q is 0, or give letters to q where p is positive."""
    if isinstance(p, SymbolicPmf) and (rng.random() < 0.5 or not isinstance(q, SymbolicPmf)):
        allowed = table_of(q, world)
        kept = [a if b > 0 else 0 for a, b in zip(world.pmfs[p], allowed, strict=True)]
        world.pmfs[p] = _normalised(kept) if any(kept) else world.pmfs[p]
    elif isinstance(q, SymbolicPmf):
        wanted = table_of(p, world)
        both = [b or int(a > 0) for a, b in zip(wanted, world.pmfs[q], strict=True)]
        world.pmfs[q] = _normalised(both)


def _normalised(weights: list[Real]) -> list[Real]:
    total = sum(weights, mp.zero)
    return [weight / total for weight in weights]


def _separate(p: Pmf, q: Pmf, world: World, rng: Random) -> None:
    if isinstance(p, SymbolicPmf) and isinstance(q, SymbolicPmf) and len(world.pmfs[p]) > 1:
        letter = rng.randrange(len(world.pmfs[p]))
        more = [a or int(i == letter) for i, a in enumerate(world.pmfs[p])]
        less = [0 if i == letter else b for i, b in enumerate(world.pmfs[q])]
        less[letter - 1] = less[letter - 1] or 1
        world.pmfs[p], world.pmfs[q] = _normalised(more), _normalised(less)


def _assign(p: Pmf, q: Pmf, world: World) -> bool:
    """Give p the probabilities of q, if p is a law that can be chosen."""
    values = table_of(q, world)
    if isinstance(p, SymbolicPmf):
        world.pmfs[p] = values
        return True
    if isinstance(p, JointLaw) and set(p.variables) == set(world.variables):
        shape = world.shape(v.size for v in p.variables)
        for cell, number in zip(product(*map(range, shape)), values, strict=True):
            at = dict(zip(p.variables, cell, strict=True))
            world.table[tuple(at[v] for v in world.variables)] = number
        return True
    return False


def _project(world: World, factors: list[tuple[Group, Group]]) -> None:
    """Make the joint law the product of its own laws of targets given sources.

    The variables that are no target keep their law given all the targets.
    """
    old = World(variables=world.variables, table=world.table)
    met = tuple(v for targets, _ in factors for v in targets)
    rest = tuple(v for v in world.variables if v not in met)
    shape = world.shape(v.size for v in rest)
    table = {}
    for cell in world.table:
        at = dict(zip(world.variables, cell, strict=True))
        p = prod((_conditional(old, *pair, at) for pair in factors), start=mp.one)
        table[cell] = p * _conditional(old, rest, met, at, prod(shape))
    world.table = table


def _conditional(
    world: World, targets: Group, given: Group, at: dict[RandomVariable, int], count: int = 0
) -> Real:
    """Return P(targets | given); 1/count, or 0, where the condition has probability 0."""
    below = world.joint({v: at[v] for v in given})
    if not below:
        return mp.one / count if count else mp.zero
    return world.joint({v: at[v] for v in (*targets, *given)}) / below


def _make_independent(hypothesis: Independent, world: World) -> None:
    given = hypothesis.given
    factors = [(group, given) for group in hypothesis.groups]
    _project(world, [(given, ()), *factors] if given else factors)


def _make_chain(links: tuple[Group, ...], world: World) -> None:
    _project(world, list(zip(links, ((), *links[:-1]), strict=True)))


def _make_function(targets: Group, sources: Group, world: World, rng: Random) -> None:
    """Move each row to a value of the targets that is chosen once for each value of the sources."""
    spots = {v: i for i, v in enumerate(world.variables)}
    chosen: dict[tuple[int, ...], tuple[int, ...]] = {}
    table = dict.fromkeys(world.table, mp.zero)
    for cell, p in world.table.items():
        key = tuple(cell[spots[v]] for v in sources)
        sizes = world.shape(v.size for v in targets)
        to = chosen.setdefault(key, tuple(rng.randrange(size) for size in sizes))
        row = list(cell)
        for v, i in zip(targets, to, strict=True):
            row[spots[v]] = i
        table[tuple(row)] += p
    world.table = table


def _copy(hypothesis: ForAll, world: World) -> None:
    """Set the numbers of a sequence that an equation gives one by one."""
    (fact,) = hypothesis.equations()
    for term, other in ((fact.lhs, fact.rhs), (fact.rhs, fact.lhs)):
        if isinstance(term, Term) and not fact.parameters:
            for at in cells(fact.limits, world, {}):
                place = place_of(term, world, at)
                world.sequences[term.sequence][place] = value(other, world, at)
            return
