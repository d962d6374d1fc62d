"""The letters of a Lambda, such as a gradient: its values have an axis for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import KroneckerDelta, Lambda, S, Symbol

from symbinfo.core.pmf import Probability
from symbinfo.core.sequences import Term
from symbinfo.errors import BadInput
from symbinfo.numeric.axes import Axis

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.place import Env


def free_letters(expr: Expr) -> tuple[Env, Expr]:
    """Return the letters of a Lambda as axes, and its body; a formula has no letters."""
    if not isinstance(expr, Lambda):
        return {}, expr
    sizes = _sizes(expr.expr)
    for letter in expr.variables:
        if letter not in sizes:
            msg = f"nothing in {expr.expr} says which letters {letter} runs over"
            raise BadInput(msg)
    bounds = enumerate(expr.variables, start=1)
    return {x: Axis(depth, x, S.Zero, sizes[x] - 1) for depth, x in bounds}, expr.expr


def _sizes(body: Expr) -> dict[Symbol, Expr]:
    """Return how many letters there are where a symbol stands for one."""
    found: dict[Symbol, Expr] = {}
    for use in body.atoms(Term, Probability):
        owner = use.sequence if isinstance(use, Term) else use.pmf
        found |= {x: n for x, n in zip(use.letters, owner.sizes, strict=True) if x.is_Symbol}
    for first, second in (delta.args for delta in body.atoms(KroneckerDelta)):
        for letter, other in ((first, second), (second, first)):
            if letter.is_Symbol and other in found:
                found.setdefault(letter, found[other])
    return found
