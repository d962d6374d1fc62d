"""Signs of numbers such as 9/10 log 10 - log 9, by ball arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import arb, ctx, fmpq

from symbinfo.errors import NotUnderstood
from symbinfo.kernel.forms import Form, Frozen, Gen, thaw
from symbinfo.kernel.normal_form import is_zero, resolve

if TYPE_CHECKING:
    from symbinfo.kernel.context import Context

PRECISIONS = (64, 256, 1024, 4096)


def sign_of_number(form: Form, context: Context) -> int:
    """Return -1, 0 or 1; 0 only if the normal form is 0, else the enclosure decides."""
    left = resolve(form, context)
    if is_zero(left, context):
        return 0
    for precision in PRECISIONS:
        ball = enclose(left, precision)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    msg = "the enclosures are too wide to tell the sign of a number"
    raise NotUnderstood(msg)


def enclose(form: Form | Frozen, precision: int) -> arb:
    """Return a ball that holds the value of a form without names."""
    before = ctx.prec
    ctx.prec = precision
    try:
        return _form(form if isinstance(form, dict) else thaw(form))
    finally:
        ctx.prec = before


def _form(form: Form) -> arb:
    total = arb(0)
    for key, coefficient in form.items():
        if key.binders or key.guard:
            msg = "a sum over an alphabet of unknown size is not a number"
            raise NotUnderstood(msg)
        value = Fraction(coefficient)
        term = arb(fmpq(value.numerator, value.denominator))
        for gen, exponent in key.monomial:
            term *= _gen(gen) ** exponent
        total += term
    return total


def _gen(gen: Gen) -> arb:
    match gen.kind:
        case "pi":
            return arb.pi()
        case "log":
            return abs(_inside(gen)).log()
        case "exp":
            return _inside(gen).exp()
        case "val":
            return _inside(gen)
        case _:
            msg = f"{gen.kind} is not a number"
            raise NotUnderstood(msg)


def _inside(gen: Gen) -> arb:
    return _form(thaw(gen.payload[0]))
