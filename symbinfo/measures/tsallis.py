"""Tsallis entropy."""

from __future__ import annotations

from typing import final

from sympy import Expr, Sum

from symbinfo.core.arguments import one_pmf, order_of
from symbinfo.core.atoms import Weighted
from symbinfo.core.measure import Measure, Notation


@final
class TsallisEntropy(Measure):
    """Tsallis entropy of an order: (1 - sum of p(x)^order) / (order - 1), over p(x) > 0.

    The limit at order 1 is `Entropy`, in nats. Order 2 is the Gini-Simpson index.

    Parameters
    ----------
    p : Pmf
        A distribution.
    order : number or symbol
        At least 0, and not 1.

    Raises
    ------
    BadInput
        If p is no distribution, or the order is negative, infinite or 1.

    Examples
    --------
    >>> from symbinfo import TsallisEntropy, pmf
    >>> TsallisEntropy(pmf("p"), 2)
    S_2(p)

    References
    ----------
    Havrda and Charvat (1967); Tsallis (1988), eq. 1.
    """

    def __new__(cls, p: object, order: object) -> TsallisEntropy:
        return Expr.__new__(cls, one_pmf(p, cls.__name__), order_of(order, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, order = self.args
        x = p.bound_letters(order)
        power = Weighted(p(*x), p(*x) ** (order - 1))
        return (1 - Sum(power, *p.limits(x))) / (order - 1)

    def notation(self) -> Notation:
        return Notation("S", (self.args[:1],), index=self.args[1])
