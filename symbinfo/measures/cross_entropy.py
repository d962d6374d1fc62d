"""Cross-entropy."""

from __future__ import annotations

from typing import final

from sympy import Expr, Sum

from symbinfo.core.arguments import two_pmfs
from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure, Notation


@final
class CrossEntropy(Measure):
    """Cross-entropy H(p, q) = - sum of p(x) log q(x).

    In nats. Letters with p(x) = 0 add 0; the value is +oo if some q(x) = 0 < p(x).

    Parameters
    ----------
    p, q : Pmf
        The law of the data and the law of the model, on one alphabet.

    Raises
    ------
    BadInput
        If the alphabets differ.

    Examples
    --------
    >>> from symbinfo import CrossEntropy, pmf
    >>> CrossEntropy(pmf("p"), pmf("q")).doit()
    -Sum(XLogY(p(x), q(x)), (x, 0, n - 1))

    References
    ----------
    Goodfellow, Bengio and Courville (2016), eq. 3.51.
    """

    def __new__(cls, p: object, q: object) -> CrossEntropy:
        return Expr.__new__(cls, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q = self.args
        letters = p.bound_letters(q)
        return -Sum(XLogY(p(*letters), q(*letters)), *p.limits(letters))

    def notation(self) -> Notation:
        return Notation("H", (self.args[:1], self.args[1:]))
