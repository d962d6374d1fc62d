"""Checks of the arguments of measures, with one wording for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Tuple

from symbinfo.core.atoms import exact
from symbinfo.core.pmf import Pmf, same_alphabet
from symbinfo.core.variables import RandomVariable, one_space, unique
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from sympy import Expr


def one_pmf(value: object, measure: str) -> Pmf:
    """Return `value` if it is a distribution."""
    if not isinstance(value, Pmf):
        msg = f"{measure} takes a Pmf or random variables, got {value} ({type(value).__name__})"
        raise BadInput(msg)
    return value


def two_pmfs(p: object, q: object, measure: str) -> tuple[Pmf, Pmf]:
    """Return both if they are distributions on one alphabet."""
    for value in (p, q):
        if not isinstance(value, Pmf):
            msg = f"{measure} takes two Pmfs, got {value} ({type(value).__name__})"
            raise BadInput(msg)
    same_alphabet(p, q)  # type: ignore[arg-type]
    return p, q  # type: ignore[return-value]


def variables(value: Any, measure: str) -> tuple[RandomVariable, ...]:
    """Return one variable, or several, as a tuple without repetitions."""
    group = tuple(value) if isinstance(value, tuple | list | Tuple) else (value,)
    for v in group:
        if not isinstance(v, RandomVariable):
            msg = f"{measure} takes a Pmf or random variables, got {v} ({type(v).__name__})"
            raise BadInput(msg)
    one_space(group)
    return unique(group)


def order_of(value: object, measure: str) -> Expr:
    """Return the order of a measure: a symbol, or an exact number from 0 on other than 1."""
    order = exact(value, f"the order of {measure}")
    if order == 1:
        msg = f"{measure} of order 1 is a limit with a name of its own: Entropy or KLDivergence"
        raise BadInput(msg)
    if order.is_negative or order.is_infinite or order.is_real is False:
        msg = f"the order of {measure} must be a number from 0 on, got {value}"
        raise BadInput(msg)
    return order
