"""Checks of the arguments of measures, with one wording for all."""

from __future__ import annotations

from typing import Any

from sympy import Tuple

from symbinfo.core.pmf import Pmf, same_alphabet
from symbinfo.core.variables import RandomVariable, one_space, unique
from symbinfo.errors import BadInput


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
