"""Definitions of measures, in a form that has a value for every probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import S

from symbinfo.core.atoms import XLogY
from symbinfo.measures import SelfInformation

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.measure import Measure


def opened(measure: Measure) -> Expr:
    """Return the definition; SymPy loses the sign of -log 0, so that is kept unevaluated."""
    if isinstance(measure, SelfInformation):
        p, *x = measure.args
        return -XLogY(S.One, p(*x) if x else p)
    return measure.definition()
