"""When a sum over letters is positive: when one of its terms is."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from symbinfo.kernel.bounds import box_nonnegative
from symbinfo.kernel.forms import Gen, Key, form_letters, freeze, rename_key, thaw
from symbinfo.kernel.shapes import single

if TYPE_CHECKING:
    from symbinfo.kernel.signs import Positives, Signs


def some_term_positive(gen: Gen, known: Positives, signs: Signs) -> bool:
    """Whether a sum of nonnegative terms has a term that is positive where `known` are."""
    (term,) = gen.payload[0] if len(gen.payload[0]) == 1 else (None,)
    if term is None or not box_nonnegative(signs.interval(gen)):
        return False
    key, _ = term
    bound = [name for name, _ in key.binders]
    if _some_letter(key, bound, signs):
        return True
    here = sorted(set().union(*map(form_letters, known))) if known else []
    for choice in product(*([*here, name] for name in bound)):
        names = dict(zip(bound, choice, strict=True))
        inner = rename_key(Key((), key.guard, key.monomial), names)
        guards = all(signs.positive(thaw(g), known) for g in inner.guard)
        if guards and all(signs.gen_positive(g, known) for g, _ in inner.monomial):
            return True
    return False


def _some_letter(key: Key, bound: list[str], signs: Signs) -> bool:
    """Whether a term is positive at the letters at which some distribution is."""
    laws = [gen for gen, _ in key.monomial] + [g for g in map(single, key.guard) if g]
    for law in laws:
        if law.kind not in ("prob", "law") or not set(law.letters) <= set(bound):
            continue
        if len(set(law.letters)) != len(law.letters):
            continue
        known: Positives = frozenset({freeze({Key(monomial=((law, 1),)): 1})})
        if all(signs.positive(thaw(g), known) for g in key.guard) and all(
            signs.gen_positive(gen, known) for gen, _ in key.monomial
        ):
            return True
    return False
