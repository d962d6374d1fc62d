"""Kullback-Leibler divergence."""

from __future__ import annotations

from typing import final

from sympy import Expr, Sum

from symbinfo.core.arguments import two_pmfs
from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure, Notation


@final
class KLDivergence(Measure):
    """Kullback-Leibler divergence D(p || q) = sum of p(x) log(p(x)/q(x)).

    Also called relative entropy. In nats. Letters with p(x) = 0 add 0; the
    value is +oo if some q(x) = 0 < p(x). Not symmetric in p and q.

    Parameters
    ----------
    p, q : Pmf
        On one alphabet; the average is under p.

    Raises
    ------
    BadInput
        If the alphabets differ.

    Examples
    --------
    >>> from symbinfo import KLDivergence, pmf
    >>> p, q = pmf("p"), pmf("q")
    >>> KLDivergence(p, q).doit()
    Sum(XLogY(p(x), p(x)/q(x)), (x, 0, n - 1))

    References
    ----------
    Kullback and Leibler (1951), eq. 2.4; Cover and Thomas (2006), eq. 2.26.
    """

    def __new__(cls, p: object, q: object) -> KLDivergence:
        return Expr.__new__(cls, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q = self.args
        letters = p.bound_letters(q)
        return Sum(XLogY(p(*letters), p(*letters) / q(*letters)), *p.limits(letters))

    def notation(self) -> Notation:
        return Notation("D", (self.args[:1], self.args[1:]), "||")
