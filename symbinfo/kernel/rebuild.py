"""Put forms for generators, and evaluate again whatever contains them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    add_to,
    freeze,
    generator,
    multiply,
    number,
    power,
    thaw,
)
from symbinfo.kernel.logs import as_product, exponential, factors, inverse, log_form, rational
from symbinfo.kernel.shapes import primitive
from symbinfo.kernel.signs import NOTHING, Signs

if TYPE_CHECKING:
    from collections.abc import Callable

Change = "Callable[[Gen], Form | None]"


def rebuild(form: Form, change: Callable[[Gen], Form | None], signs: Signs) -> Form:
    """Return the form with `change(gen)` put for each generator where it is not None."""
    total: Form = {}
    for key, coefficient in form.items():
        add_to(total, rebuild_term(key, change, signs), coefficient)
    return total


def rebuild_term(key: Key, change: Callable[[Gen], Form | None], signs: Signs) -> Form:
    """Return what a term becomes; a guard that becomes 0 makes it vanish."""
    guards: set[Frozen] = set()
    for frozen in key.guard:
        inside = rebuild(thaw(frozen), change, signs)
        if not inside:
            return {}
        guards |= guard_factors(inside, signs)
    result: Form = {Key(key.binders, tuple(sorted(guards))): 1}
    for gen, exponent in key.monomial:
        result = multiply(result, _raised(rebuild_gen(gen, change, signs), exponent, signs))
    return result


def guard_factors(form: Form, signs: Signs) -> set[Frozen]:
    """Return what must be positive for a nonnegative form to be so, always true parts left out."""
    if len(form) == 1:
        ((key, _),) = form.items()
        return {
            gen.payload[0]
            if gen.kind == "val" and signs.gen_nonnegative(gen)
            else signs.factor(gen)
            for gen, e in key.monomial
            if e > 0 and not signs.gen_positive(gen)
        }
    return set() if signs.positive(form) else {primitive(form)}


def _raised(form: Form, exponent: int, signs: Signs) -> Form:
    if exponent == 1:
        return form
    form = rational(form, signs, NOTHING)
    if exponent >= 0:
        return power(form, exponent)
    return power(inverse(form), -exponent) if form else {}


def rebuild_gen(gen: Gen, change: Callable[[Gen], Form | None], signs: Signs) -> Form:
    """Return what a generator becomes."""
    found = change(gen)
    if found is not None:
        return found
    if not gen.payload:
        return generator(gen)
    new = rebuild(thaw(gen.payload[0]), change, signs)
    if freeze(new) == gen.payload[0]:
        return generator(gen)
    inside = rational(new, signs, NOTHING)
    match gen.kind:
        case "log":
            return log_form(*factors(inside)) if inside else number(0)
        case "val":
            return as_product(inside) if inside else number(0)
        case "exp":
            return exponential(inside, signs, NOTHING)
        case "sum":
            return inside
        case _:
            return generator(Gen(gen.kind, gen.ids, gen.letters, (freeze(inside),)))
