"""Sums over one letter that are a marginal probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.kernel.forms import (
    Form,
    Gen,
    Key,
    Monomial,
    form_letters,
    freeze,
    gen_letters,
    generator,
    merge,
    thaw,
)
from symbinfo.kernel.rebuild import guard_factors
from symbinfo.kernel.rules import law_gen

if TYPE_CHECKING:
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.signs import Positives, Signs


def sum_out(key: Key, context: Context) -> Form | None:
    """Replace a sum of a probability over one of its letters by the marginal."""
    for letter, _ in key.binders:
        here = _factors(key, letter)
        if len(here) != 1 or here[0][1] != 1 or here[0][0].kind not in ("prob", "law"):
            continue
        found = _summed(key, letter, here[0][0], here, context.signs)
        if found is not None:
            return found
    return None


def sum_joint(key: Key, context: Context) -> Form | None:
    """Replace a sum of a product that is a joint probability by the marginal.

    If X and Y are independent given Z, the sum of p(x, z) p(y, z) / p(z) over z is p(x, y).
    The product is just what the independences make of p(x, y, z), so it is 0 where that is.
    """
    for letter, _ in key.binders if context.rules.independences else ():
        here = _factors(key, letter)
        whole = _joint(here) if len(here) > 1 else None
        if whole is None or context.rules.split(whole) != {Key(monomial=here): 1}:
            continue
        found = _summed(key, letter, whole, here, context.signs)
        if found is not None:
            return found
    return None


def _factors(key: Key, letter: str) -> Monomial:
    return tuple((gen, e) for gen, e in key.monomial if letter in gen_letters(gen))


def _joint(factors: Monomial) -> Gen | None:
    """Return the joint probability of all that occurs, if each variable has one letter."""
    if any(gen.kind != "law" for gen, _ in factors):
        return None
    pairs = {pair for gen, _ in factors for pair in zip(gen.ids, gen.letters, strict=True)}
    names = dict(pairs)
    return law_gen(names) if len(names) == len(pairs) else None


def _summed(key: Key, letter: str, gen: Gen, factors: Monomial, signs: Signs) -> Form | None:
    """Put the marginal of `gen` for the sum of the factors, whose product it is, or None.

    No guard may keep letters away at which the factors are positive.
    """
    if gen.letters.count(letter) != 1:
        return None
    alone: Positives = frozenset(freeze(generator(g)) for g, e in factors if e > 0)
    touched = [g for g in key.guard if letter in form_letters(g)]
    if not all(signs.positive(thaw(g), alone) for g in touched):
        return None
    guard = tuple(g for g in key.guard if g not in touched)
    binders = tuple(b for b in key.binders if b[0] != letter)
    rest = tuple(item for item in key.monomial if item not in factors)
    marginal = _without(gen, letter)
    if marginal is None:
        return {Key(binders, guard, rest): 1}
    more = guard_factors(generator(marginal), signs)
    return {Key(binders, tuple(sorted({*guard, *more})), merge(rest, ((marginal, 1),))): 1}


def _without(gen: Gen, letter: str) -> Gen | None:
    if gen.kind == "prob":
        return None
    left = {v: x for v, x in zip(gen.ids, gen.letters, strict=True) if x != letter}
    return law_gen(left) if left else None
