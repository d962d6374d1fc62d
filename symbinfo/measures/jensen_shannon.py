"""Jensen-Shannon divergence."""

from __future__ import annotations

from typing import final

from sympy import Expr, S

from symbinfo.core.arguments import two_pmfs
from symbinfo.core.families import Mixture
from symbinfo.core.measure import Measure, Notation
from symbinfo.measures.kl_divergence import KLDivergence


@final
class JensenShannonDivergence(Measure):
    """Jensen-Shannon divergence JSD(p || q) = (D(p || m) + D(q || m)) / 2, m = (p + q) / 2.

    In nats, finite, symmetric, at most log 2. The divergence, not its square root.

    Parameters
    ----------
    p, q : Pmf
        On one alphabet.

    Raises
    ------
    BadInput
        If the alphabets differ.

    Examples
    --------
    >>> from symbinfo import JensenShannonDivergence, pmf
    >>> JensenShannonDivergence(pmf("p"), pmf("q"))
    JSD(p || q)

    References
    ----------
    Lin (1991), eq. 3.1.
    """

    def __new__(cls, p: object, q: object) -> JensenShannonDivergence:
        return Expr.__new__(cls, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q = self.args
        middle = Mixture(S.Half, p, q)
        return (KLDivergence(p, middle) + KLDivergence(q, middle)) / 2

    def notation(self) -> Notation:
        return Notation("JSD", (self.args[:1], self.args[1:]), "||")
