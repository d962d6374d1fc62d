"""Polynomials in denominators: divided out, or brought over one denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.kernel.factor import divide
from symbinfo.kernel.forms import (
    Binder,
    Form,
    Frozen,
    Gen,
    Key,
    Monomial,
    add_to,
    merge,
    multiply,
    thaw,
)
from symbinfo.kernel.logs import open_values

if TYPE_CHECKING:
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.signs import Signs


def cancelled(form: Form, context: Context) -> tuple[Form, list[Form]]:
    """Divide numerators by the polynomials in their denominators where that goes.

    Return the terms that stay as they are, and the quotients, which are not in normal form.
    """
    quotients: list[Form] = []
    groups: dict[tuple[tuple[Binder, ...], tuple[Frozen, ...], Monomial], Form] = {}
    total: Form = {}
    for key, coefficient in form.items():
        fixed = tuple((g, e) for g, e in key.monomial if _fixed(g, e))
        if not any(g.kind == "val" for g, _ in fixed):
            add_to(total, {key: coefficient})
            continue
        rest = tuple(item for item in key.monomial if item not in fixed)
        group = groups.setdefault((key.binders, key.guard, fixed), {})
        add_to(group, {Key(monomial=rest): coefficient})
    for (binders, guard, fixed), numerator in groups.items():
        divided = _divided(Key(binders, guard, fixed), numerator, context) if numerator else {}
        if divided is None:
            outer: Form = {Key(binders, guard, fixed): 1}
            add_to(total, multiply(outer, numerator))
        else:
            quotients.append(divided)
    return total, quotients


def _fixed(gen: Gen, exponent: int) -> bool:
    return exponent < 0 or gen.kind in ("log", "exp", "app", "measure")


def _divided(key: Key, numerator: Form, context: Context) -> Form | None:
    for gen, exponent in key.monomial:
        if gen.kind != "val":
            continue
        quotient = divide(numerator, thaw(gen.payload[0]))
        if quotient is None:
            continue
        guard = key.guard
        if exponent == -1 and not _never_zero(gen, context.signs):
            if not context.signs.gen_nonnegative(gen):
                continue
            guard = tuple(sorted({*guard, gen.payload[0]}))
        outer: Form = {Key(key.binders, guard, merge(key.monomial, ((gen, 1),))): 1}
        return multiply(outer, quotient)
    return None


def over_one_denominator(form: Form, context: Context) -> Form:
    """Return the form times a common denominator, if no term can lose its meaning by it."""
    dens: dict[Gen, int] = {}
    for key in form:
        for gen, e in key.monomial:
            if e < 0:
                dens[gen] = max(dens.get(gen, 0), -e)
    if not dens or any(key.binders or key.guard for key in form):
        return form
    if not all(_never_zero(gen, context.signs) for gen in dens):
        return form
    common: Form = {Key(monomial=tuple(sorted(dens.items()))): 1}
    return open_values(multiply(form, common))


def _never_zero(gen: Gen, signs: Signs) -> bool:
    if gen.kind == "val":
        inside = thaw(gen.payload[0])
        return signs.positive(inside) or signs.positive({k: -c for k, c in inside.items()})
    return signs.gen_positive(gen)
