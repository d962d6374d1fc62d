"""Renyi entropy and Renyi divergence."""

from __future__ import annotations

from typing import final

from sympy import Expr, Sum, log

from symbinfo.core.arguments import one_pmf, order_of, two_pmfs
from symbinfo.core.atoms import Weighted
from symbinfo.core.measure import Measure, Notation


@final
class RenyiEntropy(Measure):
    """Renyi entropy of an order: log(sum of p(x)^order) / (1 - order), over p(x) > 0.

    In nats. Order 0 gives the logarithm of the size of the support; the limit at order 1 is
    `Entropy`, which has a name of its own.

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
    >>> from symbinfo import RenyiEntropy, pmf
    >>> RenyiEntropy(pmf("p"), 2)
    H_2(p)

    References
    ----------
    Renyi (1961), eq. 1.21; van Erven and Harremoes (2014), eq. 2.
    """

    def __new__(cls, p: object, order: object) -> RenyiEntropy:
        return Expr.__new__(cls, one_pmf(p, cls.__name__), order_of(order, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, order = self.args
        x = p.bound_letters(order)
        power = Weighted(p(*x), p(*x) ** (order - 1))
        return log(Sum(power, *p.limits(x))) / (1 - order)

    def notation(self) -> Notation:
        return Notation("H", (self.args[:1],), index=self.args[1])


@final
class RenyiDivergence(Measure):
    """Renyi divergence of an order: log(sum of p(x)^order q(x)^(1 - order)) / (order - 1).

    In nats, over the letters with p(x) > 0. It is +oo if the supports are disjoint, and for
    orders above 1 if some q(x) = 0 < p(x). The limit at order 1 is `KLDivergence`.

    Parameters
    ----------
    p, q : Pmf
        On one alphabet; the divergence is from q to p, as in D(p || q).
    order : number or symbol
        At least 0, and not 1.

    Raises
    ------
    BadInput
        If the alphabets differ, or the order is negative, infinite or 1.

    Examples
    --------
    >>> from symbinfo import RenyiDivergence, pmf
    >>> RenyiDivergence(pmf("p"), pmf("q"), 2)
    D_2(p || q)

    References
    ----------
    Renyi (1961), eq. 3.3; van Erven and Harremoes (2014), eq. 9.
    """

    def __new__(cls, p: object, q: object, order: object) -> RenyiDivergence:
        pair = two_pmfs(p, q, cls.__name__)
        return Expr.__new__(cls, *pair, order_of(order, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q, order = self.args
        x = p.bound_letters(q, order)
        power = Weighted(p(*x), (q(*x) / p(*x)) ** (1 - order))
        return log(Sum(power, *p.limits(x))) / (order - 1)

    def notation(self) -> Notation:
        return Notation("D", (self.args[:1], self.args[1:2]), "||", index=self.args[2])
