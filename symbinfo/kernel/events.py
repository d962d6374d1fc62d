"""When a side of a statement is infinite, and which infinities follow from which."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from symbinfo.errors import Undefined
from symbinfo.kernel.forms import Frozen, form_letters, rename_frozen, rename_key, thaw
from symbinfo.kernel.logs import Event
from symbinfo.kernel.shapes import single

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.kernel.context import Context

MOST_CHOICES = 256


def certain(event: Event) -> bool:
    """Whether the event happens for sure: a number is 0 where nothing has to be positive."""
    return not event.zero and not event.guard


def covered(events: Iterable[Event], by: Iterable[Event], context: Context) -> bool:
    """Whether each of the events happens only if one of `by` does."""
    cases = [case for other in by for case in _cases(other, context)]
    return all(
        any(_follows(case, other, context) for other in cases)
        for event in events
        for case in _cases(event, context)
    )


Case = tuple[frozenset[Frozen], frozenset[frozenset[Frozen]]]
"""What is positive, and what vanishes: in each set at least one factor is 0."""


def _cases(event: Event, context: Context) -> list[Case]:
    """Split an event into cases in which products are positive and products vanish."""
    choices = [_monomials(frozen, context) for frozen in sorted(event.guard)]
    vanishing = frozenset(
        frozenset(g for g in factors if not context.signs.positive(thaw(g)))
        for factors in _monomials(event.zero, context)
    )
    found = []
    for count, choice in enumerate(product(*choices)):
        if count >= MOST_CHOICES:
            msg = "the supports are too involved to compare"
            raise Undefined(msg)
        found.append((frozenset().union(*choice), vanishing))
    return found


def _monomials(frozen: Frozen, context: Context) -> list[frozenset[Frozen]]:
    """Return the factors of each term if all are nonnegative, else the whole."""
    return context.signs.parts(thaw(frozen)) or [frozenset({frozen})]


def _follows(case: Case, other: Case, context: Context) -> bool:
    """Whether the other case happens whenever the first one does, for some naming of letters."""
    positive, zero = case
    here = sorted(
        set().union(*map(form_letters, positive), *(form_letters(g) for z in zero for g in z))
    )
    names = sorted(
        set().union(*map(form_letters, other[0]), *(form_letters(g) for z in other[1] for g in z))
    )
    names = [name for name in names if name.startswith("@")]
    if len(here) ** len(names) > MOST_CHOICES:
        return False
    for choice in product(here, repeat=len(names)):
        renaming = dict(zip(names, choice, strict=True))
        wanted = [rename_frozen(g, renaming) for g in other[0]]
        vanish = {frozenset(rename_frozen(g, renaming) for g in z) for z in other[1]}
        if all(context.signs.positive(thaw(g), positive) for g in wanted) and all(
            any(z <= v for z in zero) for v in vanish
        ):
            return True
    return False


def possible(events: Iterable[Event], context: Context) -> frozenset[Event]:
    """Return the events that are not excluded: what is 0 must not be positive."""
    kept = set()
    for event in events:
        found = _plain(event, context)
        zero = thaw(found.zero)
        if not zero or not context.signs.positive(zero, found.guard):
            guard = frozenset(g for g in found.guard if not context.signs.positive(thaw(g)))
            kept.add(found._replace(guard=guard))
    return frozenset(kept)


def _plain(event: Event, context: Context) -> Event:
    """Return the event with sums and equal letters in its guard written out.

    A sum of nonnegative terms is positive just if some term is; delta(x, y) > 0 says that
    x is y.
    """
    for frozen in sorted(event.guard):
        gen = single(frozen)
        rest = event.guard - {frozen}
        if gen and gen.kind == "sum" and context.signs.gen_nonnegative(gen):
            ((key, _),) = gen.payload[0]
            names = {name: context.fresh_letter() for name, _ in key.binders}
            inner = rename_key(key, names)
            factors = {context.signs.factor(g) for g, _ in inner.monomial}
            binders = (*event.binders, *names.values())
            more = rest | factors | set(inner.guard)
            return _plain(event._replace(binders=binders, guard=more), context)
        if gen and gen.kind == "delta" and set(gen.letters) & set(event.binders):
            first, second = gen.letters
            old, new = (first, second) if first in event.binders else (second, first)
            guard = frozenset(rename_frozen(g, {old: new}) for g in rest)
            binders = tuple(name for name in event.binders if name != old)
            zero = rename_frozen(event.zero, {old: new})
            return _plain(Event(binders, guard, zero, event.sign), context)
    return event
