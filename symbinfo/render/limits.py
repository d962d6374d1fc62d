"""Whether a sum runs over an alphabet or over the indices of a sequence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import KroneckerDelta, S

from symbinfo.core.pmf import Probability
from symbinfo.core.sequences import Term

if TYPE_CHECKING:
    from sympy import Expr, Product, Sum, Symbol


@final
@dataclass(frozen=True, slots=True)
class Limit:
    """The letter of a sum, its range, and whether the range is an alphabet."""

    letter: Symbol
    lower: Expr
    upper: Expr
    alphabet: bool


def limits(expr: Sum | Product) -> tuple[Limit, ...]:
    """Return the limits of a sum in the order to print: letters by name, then the outer first."""
    found = [
        Limit(letter, low, high, alphabet=low is S.Zero and _is_letter(letter, expr))
        for letter, low, high in reversed(expr.limits)
    ]
    letters = sorted((one for one in found if one.alphabet), key=lambda one: str(one.letter.name))
    return (*letters, *(one for one in found if not one.alphabet))


def _is_letter(letter: Symbol, expr: Sum | Product) -> bool:
    cells = expr.function.atoms(Probability)
    deltas = expr.function.atoms(KroneckerDelta)
    if any(letter in cell.letters for cell in cells) or any(letter in d.args for d in deltas):
        return True
    if any(letter in term.letters for term in expr.function.atoms(Term)):
        return False
    return letter.name[0] not in "ijkl"
