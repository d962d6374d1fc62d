"""Every step of every derivation holds at random numbers, with many probabilities 0.

`spot_check` has no rule for derivatives, products over an index, optima, and conditions on
multipliers. Those steps are evaluated here, by loops and differences, at 50 digits.
"""

from __future__ import annotations

from itertools import product
from random import Random

import mpmath
import pytest
from sympy import (
    Add,
    Derivative,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    exp,
    log,
)

from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import ArgMin, Optimum
from symbinfo.core.pmf import Probability, SymbolicPmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import Term
from symbinfo.core.statement import Statement
from symbinfo.errors import NotUnderstood
from symbinfo.numeric import spot_check

mp = mpmath.mp.clone()
mp.dps = 50
SIZES = {"N": 3, "K": 3, "n": 4, "k": 2, "m": 1, "i": 1}
BY_HAND = {
    ("self_information_decreasing", 0, 0),
    ("maximum_entropy_lagrange", 0, 0),
    ("maximum_entropy_lagrange", 1, 0),
    ("maximum_entropy_lagrange", 1, 1),
    ("maximum_entropy_lagrange", 2, 0),
    ("binary_cross_entropy", 1, 0),
    ("binary_cross_entropy", 2, 0),
    ("binary_cross_entropy", 2, 1),
    ("multiclass_cross_entropy", 0, 0),
    ("multiclass_cross_entropy", 1, 0),
    ("softmax_gradient", 0, 0),
    ("softmax_hessian", 0, 0),
    ("softmax_hessian", 1, 0),
}


def steps_of(derivation):
    for number, theorem in enumerate(derivation.build()):
        for place, step in enumerate(theorem.proof.steps):
            yield (derivation.name, number, place), step, theorem.statement.hypotheses


def test_each_step_holds_at_random_distributions(derivation):
    for where, step, given in steps_of(derivation):
        claim = Statement(step.lhs, step.relation, step.rhs, given)
        if where in BY_HAND:
            with pytest.raises(NotUnderstood):
                spot_check(claim)
        else:
            assert spot_check(claim, trials=20) is None, where


def test_each_condition_of_equality_holds_at_random_distributions(derivation):
    for theorem in derivation.build():
        if theorem.statement.equality is not None:
            assert spot_check(theorem.statement, trials=20) is None


def number(name, known):
    """Return what is known of a name, or a number in (0, 1) that is always the same for it."""
    if name in known:
        return known[name]
    return mp.mpf(Random(repr((name, known["seed"]))).randint(1, 99)) / 100  # noqa: S311 - no secret


def value(expr, known):
    """Return an expression as a number."""
    match expr:
        case Symbol():
            return number(expr.name, known)
        case Term():
            return number(place_of(expr, known), known)
        case Rational():
            return mp.mpf(int(expr.p)) / int(expr.q)
        case Sum() | Product():
            return repeated(expr, known)
        case Derivative():
            return difference(expr, known)
        case XLogY():
            weight = value(expr.args[0], known)
            return weight * mp.log(value(expr.args[1], known)) if weight else mp.zero
        case Measure():
            return value(expr.definition(), known)
        case Probability():
            letters = [Integer(int(value(x, known))) for x in expr.letters]
            if isinstance(expr.pmf, SymbolicPmf):
                weights = [number((expr.pmf.name, at), known) for at in range(SIZES["n"])]
                return weights[letters[0]] / mp.fsum(weights)
            return value(expr.pmf(*letters), known)
        case _:
            return RULES[expr.func](*(value(part, known) for part in expr.args))


RULES = {
    Add: lambda *parts: mp.fsum(parts),
    Mul: lambda *parts: mp.fprod(parts),
    Pow: mp.power,
    log: mp.log,
    exp: mp.exp,
    KroneckerDelta: lambda x, y: mp.mpf(x == y),
}


def place_of(term, known):
    return (term.sequence.name, *(int(value(x, known)) for x in term.letters))


def repeated(expr, known):
    *inner, (letter, low, high) = expr.limits
    body = expr.func(expr.function, *inner) if inner else expr.function
    places = range(int(value(low, known)), int(value(high, known)) + 1)
    parts = [value(body, {**known, letter.name: at}) for at in places]
    return mp.fsum(parts) if isinstance(expr, Sum) else mp.fprod(parts)


def difference(expr, known):
    names = [by.name if isinstance(by, Symbol) else place_of(by, known) for by in expr.variables]
    if len(set(names)) < len(names):
        start = number(names[0], known)
        return mp.diff(lambda x: value(expr.expr, {**known, names[0]: x}), start, len(names))
    starts = tuple(number(name, known) for name in names)

    def moved(*places):
        return value(expr.expr, {**known, **dict(zip(names, places, strict=True))})

    return mp.diff(moved, starts, (1,) * len(names))


def best(optimum, worlds):
    """Return the place at which the objective is best, over worlds that differ in the model."""
    values = [value(optimum.args[0], known) for known in worlds]
    return values.index(min(values) if isinstance(optimum, ArgMin) else max(values))


def stationary():
    """Return weights and a multiplier that meet the conditions of the stationary point."""
    weights = {("w", at): mp.mpf(1) / 4 for at in range(4)}
    return {**SIZES, **weights, "lambda": 1 - mp.log(4), "seed": 0}


HERE = [{**SIZES, "seed": seed} for seed in range(5)]
LABELS = [{("y", i, c): mp.mpf(i == c) for i in range(3) for c in range(3)}, {}]


def step_at(where, shelf):
    name, number_of_theorem, place = where
    theorem = shelf[name].part(number_of_theorem)
    return theorem.proof.steps[place], theorem.statement.hypotheses


@pytest.mark.parametrize("where", sorted(BY_HAND), ids=str)
def test_the_other_steps_hold_at_random_numbers(where, shelf):
    step, given = step_at(where, shelf)
    worlds = [stationary()] if given else HERE
    for hypothesis in given:
        lhs, rhs = (value(side, worlds[0]) for side in hypothesis.args[:2])
        assert mp.almosteq(lhs, rhs)
    if isinstance(step.lhs, Optimum):
        for labels in LABELS:
            told = [{**known, **labels} for known in with_labels_of(worlds)]
            assert best(step.lhs, told) == best(step.rhs, told)
        return
    assert step.relation is Relation.EQ
    for known in worlds:
        assert mp.almosteq(value(step.lhs, known), value(step.rhs, known), 1e-20)


def with_labels_of(worlds):
    """Return the worlds with the labels y of the first, so that only the model differs."""
    places = [("y", *at) for size in (1, 2) for at in product(range(3), repeat=size)]
    return [{**known, **{at: number(at, worlds[0]) for at in places}} for known in worlds]


def test_the_steps_by_hand_notice_a_mistake(shelf):
    step, _ = step_at(("binary_cross_entropy", 1, 0), shelf)
    wrong = step.rhs * Rational(101, 100)
    assert not mp.almosteq(value(step.lhs, HERE[0]), value(wrong, HERE[0]), 1e-20)
    optimum, _ = step_at(("binary_cross_entropy", 2, 0), shelf)
    told = with_labels_of(HERE)
    assert best(optimum.lhs, told) != best(
        ArgMin(-optimum.rhs.args[0], *optimum.rhs.args[1:]), told
    )
