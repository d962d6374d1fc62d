"""Putting an array in place: each of its positions gets a letter."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sympy import Integer, Symbol

from symbinfo.core.pmf import Pmf, Probability, SymbolicPmf, TabularPmf
from symbinfo.core.sequences import Term
from symbinfo.core.variables import JointLaw
from symbinfo.errors import BadInput
from symbinfo.numeric.axes import Axis
from symbinfo.numeric.program import Array, Given, Lookup, Marginal, Part, Place, Table

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.lower import Lowering

Env = dict[Symbol, Axis]


def looked_up(lowering: Lowering, expr: Probability | Term, env: Env) -> Lookup:
    """Return the entry of a law or a sequence at its letters, each bound or not."""
    if isinstance(expr, Term):
        array: Array = lowering.scope.given(expr.sequence, expr)
        sizes = expr.sequence.sizes
    else:
        array, sizes = _law(lowering, expr, env), expr.pmf.sizes
    pairs = zip(expr.letters, sizes, strict=True)
    places = tuple(_place(lowering, letter, size, env) for letter, size in pairs)
    return _in_order(array, places) if isinstance(array, Marginal) else Lookup(array, places)


def _in_order(array: Marginal, places: tuple[Place, ...]) -> Lookup:
    """Return the lookup with the positions in the order of the argument."""
    pairs = sorted(zip(array.keep, places, strict=True), key=lambda pair: pair[0])
    keep, ordered = zip(*pairs, strict=True)
    if len(keep) == len(array.argument.sizes):
        return Lookup(Given(array.argument), ordered)
    name = (
        array.name
        if keep == array.keep
        else str(JointLaw(*(array.argument.thing.variables[i] for i in keep)))
    )
    return Lookup(Marginal(array.argument, keep, name), ordered)


def _place(lowering: Lowering, letter: Expr, size: Expr, env: Env) -> Place:
    if letter not in env:
        if isinstance(letter, Integer):
            return int(letter)
        return lowering.scope.letter(letter, size)
    axis = env[letter]
    low, high = axis.low, axis.high
    if low == 0 and high == size - 1:
        return axis
    if not (low.is_Integer and high.is_Integer and size.is_Integer and 0 <= low <= high < size):
        msg = f"the letter {letter} runs from {low} to {high}, but the alphabet has {size} letters"
        raise BadInput(msg)
    return Part(axis, int(low), int(high) + 1)


def _law(lowering: Lowering, expr: Probability, env: Env) -> Array:
    pmf = expr.pmf
    match pmf:
        case SymbolicPmf():
            return lowering.scope.given(pmf, expr)
        case TabularPmf():
            return _table(lowering, pmf, "masses", env)
        case JointLaw() if pmf.variables[0].table is not None:
            return _table(lowering, pmf, str(pmf), {})
        case JointLaw():
            return lowering.scope.law(pmf)
        case _:
            msg = f"lambdify has no rule for {expr} ({type(pmf).__name__})"
            raise BadInput(msg)


def _table(lowering: Lowering, pmf: Pmf, name: str, env: Env) -> Table:
    """Return a table of probabilities, which may depend on letters that a sum binds."""
    shape = tuple(int(size) for size in pmf.sizes)
    cells = product(*(map(Integer, range(size)) for size in shape))
    entries = tuple(lowering.node(pmf.probability(*cell), env) for cell in cells)
    return Table(shape, entries, name)
