"""The normal form of sums over alphabets of any size.

Every rule below is exact at every point, with the conventions that a term is 0 where a
guard is not positive, and that log 0 and 1/0 count as 0 inside a term: so a difference
whose normal form is empty is 0 for all alphabets and all distributions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.kernel.denominators import cancelled, over_one_denominator
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    add_to,
    canonical,
    components,
    form_letters,
    freeze,
    gen_letters,
    generator,
    merge,
    multiply,
    number,
    rename_gen,
    rename_key,
    split_off,
    thaw,
)
from symbinfo.kernel.logs import open_values
from symbinfo.kernel.marginals import sum_joint, sum_out
from symbinfo.kernel.rebuild import guard_factors, rebuild, rebuild_term
from symbinfo.kernel.shapes import constant, single

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.kernel.context import Context
    from symbinfo.kernel.signs import Signs


def normalise(form: Form, context: Context) -> Form:
    """Return the normal form."""
    total: Form = {}
    for key, coefficient in form.items():
        add_to(total, _term(key, context), coefficient)
    undivided, divided = cancelled(total, context)
    for one in divided:
        add_to(undivided, normalise(one, context))
    return undivided


def is_zero(form: Form, context: Context) -> bool:
    """Whether the form is 0 everywhere; True is certain, False is not."""
    left = resolve(form, context)
    return not left or not over_one_denominator(left, context)


def resolve(form: Form, context: Context) -> Form:
    """Return the normal form with joint probabilities split by independence, sums first."""
    left = normalise(form, context)
    while left and context.rules.independences:
        split = normalise(rebuild(left, context.rules.split, context.signs), context)
        if split == left:
            break
        left = split
    return left


def _term(key: Key, context: Context) -> Form:
    """Return the normal form of one term with coefficient 1."""
    if not key.binders and not key.guard and _settled(key, context):
        return {key: 1}
    pending: list[tuple[Key, Form]] = [(_guarded(key, context.signs), number(1))]
    total: Form = {}
    while pending:
        current, factor = pending.pop()
        changed = _one_rule(current, context)
        if changed is None:
            add_to(total, multiply({_finish(current, context.signs): 1}, factor))
            continue
        for new, coefficient in changed.items():
            scaled: Form = {k: c * coefficient for k, c in factor.items()}
            pending.append((_guarded(new, context.signs), scaled))
    return total


def _settled(key: Key, context: Context) -> bool:
    return not any(
        gen.kind in ("delta", "val")
        or (gen.kind == "sum" and e > 0)
        or context.rules.rewrite(gen) is not None
        for gen, e in key.monomial
    )


def _guarded(key: Key, signs: Signs) -> Key:
    """Note that a term is 0 where one of its factors is, before the factor can cancel."""
    more = {
        gen.payload[0] if gen.kind == "val" else freeze(generator(gen))
        for gen, e in key.monomial
        if e > 0 and signs.gen_nonnegative(gen) and not signs.gen_positive(gen)
    }
    return key._replace(guard=tuple(sorted({*key.guard, *more})))


def _one_rule(key: Key, context: Context) -> Form | None:
    """Apply the first rule that fits, or return None."""
    for rule in (_meet, _open, _cancel_sum, _open_sum, sum_out, _count, _rewrite, sum_joint):
        found = rule(key, context)
        if found is not None:
            return found
    return None


def _meet(key: Key, context: Context) -> Form | None:
    """Put one letter for another where delta(x, y) is a factor."""
    bound = {name for name, _ in key.binders}
    for gen, exponent in key.monomial:
        if gen.kind != "delta" or exponent < 1:
            continue
        first, second = gen.letters
        old, new = (first, second) if first in bound else (second, first)
        if old in bound and not _same_range(key, old, new):
            continue
        binders = tuple(b for b in key.binders if b[0] != old)
        rest = Key(binders, key.guard, tuple(item for item in key.monomial if item[0] != gen))
        keep = generator(gen) if old not in bound else number(1)
        if old not in bound and exponent == 1 and not _mentions(rest, old, gen):
            continue
        return multiply(rebuild_term(rest, _put(old, new), context.signs), keep)
    return None


def _same_range(key: Key, old: str, new: str) -> bool:
    """Whether a bound letter takes the value of another letter; free letters always fit."""
    sizes = dict(key.binders)
    if new in sizes:
        return sizes[old] == sizes[new]
    size = constant(sizes[old])
    return not new.isdigit() or int(new) == 0 or (size is not None and int(new) < size)


def _mentions(key: Key, letter: str, apart: Gen) -> bool:
    free = set().union(*(gen_letters(gen) for gen, _ in key.monomial))
    guards = (g for g in key.guard if single(g) != apart)
    return letter in free.union(*map(form_letters, guards))


def _put(old: str, new: str) -> Callable[[Gen], Form | None]:
    names = {old: new}

    def change(gen: Gen) -> Form | None:
        if gen.payload or old not in gen.letters:
            return None
        renamed = rename_gen(gen, names)
        if renamed.kind == "delta" and renamed.letters[0] == renamed.letters[1]:
            return number(1)
        return generator(renamed)

    return change


def _rewrite(key: Key, context: Context) -> Form | None:
    """Use the equations that are assumed."""
    if not context.rules.equations and not context.rules.copies:
        return None
    found = rebuild_term(key, context.rules.rewrite, context.signs)
    return None if found == {key: 1} else found


def _open(key: Key, context: Context) -> Form | None:
    """Multiply out factors that were kept closed, once the guards that they imply are gone."""
    if any(gen.kind == "val" and e > 0 for gen, e in key.monomial):
        reduced = key._replace(guard=_needed_guards(key, context.signs))
        return open_values({reduced: 1})
    return None


def _cancel_sum(key: Key, context: Context) -> Form | None:
    """Cancel a sum in a denominator against the same sum written out."""
    for gen, exponent in key.monomial:
        if gen.kind != "sum" or exponent >= 0:
            continue
        ((wanted, _),) = gen.payload[0]
        for names in components(key):
            inside, outside = split_off(key, names)
            if _finish(inside, context.signs) == wanted:
                more = guard_factors(generator(gen), context.signs)
                guard = tuple(sorted({*outside.guard, *more}))
                return {Key(outside.binders, guard, merge(outside.monomial, ((gen, 1),))): 1}
    return None


def _open_sum(key: Key, context: Context) -> Form | None:
    """Write out a sum that is a factor of the numerator."""
    for gen, exponent in key.monomial:
        if gen.kind != "sum" or exponent < 1:
            continue
        ((inner, coefficient),) = gen.payload[0]
        names = {name: context.fresh_letter() for name, _ in inner.binders}
        reduced = key._replace(guard=_needed_guards(key, context.signs))
        rest = reduced._replace(monomial=merge(key.monomial, ((gen, -1),)))
        return multiply({rest: 1}, {rename_key(inner, names): coefficient})
    return None


def _count(key: Key, _: Context) -> Form | None:
    """Replace a sum over a letter that occurs nowhere by the size of its alphabet."""
    if not key.binders:
        return None
    free = set().union(
        *(gen_letters(gen) for gen, _ in key.monomial), *map(form_letters, key.guard)
    )
    for binder in key.binders:
        if binder[0] not in free:
            rest = Key(tuple(b for b in key.binders if b != binder), key.guard, key.monomial)
            return multiply({rest: 1}, thaw(binder[1]))
    return None


def _needed_guards(key: Key, signs: Signs) -> tuple[Frozen, ...]:
    """Return the guards that do not follow from the factors or from the other guards."""
    implied = {
        gen.payload[0] if gen.kind == "val" else freeze(generator(gen))
        for gen, e in key.monomial
        if e > 0 and signs.gen_nonnegative(gen)
    }
    kept = [g for g in key.guard if not signs.holds(g, frozenset(implied))]
    for guard in list(kept):
        others = frozenset({*implied, *(g for g in kept if g != guard)})
        if signs.holds(guard, others):
            kept.remove(guard)
    return tuple(kept)


def _finish(key: Key, signs: Signs) -> Key:
    return canonical(key._replace(guard=_needed_guards(key, signs)))
