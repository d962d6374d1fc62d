"""Derivatives of forms by a parameter or by one number of a sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Symbol

from symbinfo.core.sequences import Term
from symbinfo.errors import NotUnderstood
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    add,
    add_to,
    freeze,
    generator,
    multiply,
    number,
    rename_key,
    scale,
    thaw,
)
from symbinfo.kernel.logs import inverse

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.context import Context
    from symbinfo.kernel.reader import Letters, Reader


def variable_of(expr: Expr, letters: Letters, reader: Reader) -> Gen:
    """Return the generator of what a derivative is taken by: a real number that is free."""
    if not isinstance(expr, Symbol | Term) or expr.is_integer:
        msg = f"derivatives are taken by a parameter or by a number of a sequence, not by {expr}"
        raise NotUnderstood(msg)
    form = reader.finite(expr, letters, frozenset())
    gens = [gen for key in form for gen, _ in key.monomial]
    if len(gens) != 1 or form != generator(gens[0]) or gens[0].kind not in ("sym", "seq"):
        msg = f"an equation is assumed for {expr}, so it is not free"
        raise NotUnderstood(msg)
    return gens[0]


def has_name(frozen: Frozen, names: frozenset[str]) -> bool:
    """Whether a form contains one of the named objects."""
    for key, _ in frozen:
        if any(has_name(guard, names) for guard in key.guard):
            return True
        for gen, _ in key.monomial:
            if names & set(gen.ids) or any(has_name(f, names) for f in gen.payload):
                return True
    return False


def differentiate(form: Form, target: Gen, context: Context) -> Form:
    """Return the derivative by the target, all other generators fixed.

    No guard may depend on the target. At an end of its interval the derivative is
    one-sided.
    """
    if has_name(freeze(form), context.dependents(target.ids[0])):
        msg = "there is no rule for the derivative of something that depends on its variable"
        raise NotUnderstood(msg)
    if context.rules.equations:
        msg = "a derivative stands where equations are assumed; take it in a lemma of its own"
        raise NotUnderstood(msg)
    total: Form = {}
    for key, coefficient in form.items():
        add_to(total, _term(key, target, context), coefficient)
    return total


def _guard_gens(key: Key) -> list[Gen]:
    return [gen for g in key.guard for k, _ in g for gen, _ in k.monomial]


def _term(key: Key, target: Gen, context: Context) -> Form:
    if any(_depends(Key((), (), ((gen, 1),)), target) for gen in _guard_gens(key)):
        msg = "a support depends on what the derivative is taken by"
        raise NotUnderstood(msg)
    total: Form = {}
    for place, (gen, exponent) in enumerate(key.monomial):
        inner = _gen(gen, target, context)
        if not inner:
            continue
        others = (*key.monomial[:place], *key.monomial[place + 1 :])
        outer: Form = {Key(key.binders, key.guard, others): exponent}
        lowered = multiply(outer, generator(gen, exponent - 1))
        total = add(total, multiply(lowered, inner))
    return total


def _gen(gen: Gen, target: Gen, context: Context) -> Form:
    if gen == target:
        return number(1)
    if gen.kind == "seq" and target.kind == "seq" and gen.ids == target.ids:
        result = number(1)
        for pair in zip(gen.letters, target.letters, strict=True):
            result = multiply(result, _delta(*pair))
        return result
    if not _depends(Key((), (), ((gen, 1),)), target):
        return {}
    inside = _apart(thaw(gen.payload[0]), context)
    slope = add(*(scale(_term(k, target, context), c) for k, c in inside.items()))
    match gen.kind:
        case "log":
            return multiply(slope, inverse(inside))
        case "val" | "sum":
            return slope
        case "exp":
            return multiply(slope, generator(gen))
        case "app":
            _inside(gen, inside, context)
            order = str(int(gen.ids[1]) + 1)
            if order != "1":
                msg = f"{gen.ids[0].partition('#')[0]} is only assumed to be differentiable once"
                raise NotUnderstood(msg)
            return multiply(slope, generator(Gen("app", (gen.ids[0], order), (), gen.payload)))
        case _:  # pragma: no cover - all kinds that hold forms are above
            msg = "there is no rule for this derivative"
            raise NotUnderstood(msg)


def _apart(form: Form, context: Context) -> Form:
    """Return the form with new bound letters, so that it can be multiplied with others."""
    names = {name: context.fresh_letter() for key in form for name, _ in key.binders}
    return {rename_key(key, names): c for key, c in form.items()} if names else form


def _delta(x: str, y: str) -> Form:
    if x == y:
        return number(1)
    return {} if x.isdigit() and y.isdigit() else generator(Gen("delta", (), tuple(sorted((x, y)))))


def _depends(key: Key, target: Gen) -> bool:
    """Whether a term contains the target, or another number of the same sequence."""
    for gen, _ in key.monomial:
        if gen.kind == target.kind and gen.ids == target.ids:
            return True
        if gen.kind == "measure":
            msg = "open the definitions before a derivative is taken"
            raise NotUnderstood(msg)
        if any(_depends(k, target) for f in gen.payload for k, _ in f):
            return True
    return False


def _inside(gen: Gen, argument: Form, context: Context) -> None:
    """Refuse a function that is not known to be differentiable at its argument."""
    for fact in context.smooth:
        if context.name(fact.applied.func) == gen.ids[0] and context.in_range(
            argument, fact.variable
        ):
            return
    msg = f"{gen.ids[0].partition('#')[0]} is not assumed to be differentiable there"
    raise NotUnderstood(msg)
