"""Self-information, also called surprisal."""

from __future__ import annotations

from typing import final

from sympy import Expr, log, oo

from symbinfo.core.arguments import one_pmf
from symbinfo.core.atoms import check_letter, exact
from symbinfo.core.measure import Measure, Notation
from symbinfo.core.pmf import Pmf
from symbinfo.errors import BadInput


@final
class SelfInformation(Measure):
    """Self-information I(x) = - log p(x) of a letter, or I(t) = - log t of a probability t.

    In nats. It is 0 for a certain event and +oo for an impossible one.

    Parameters
    ----------
    p : Pmf or expression
        A distribution, or the probability of an event.
    x : letter, optional
        The letter of the distribution.

    Raises
    ------
    BadInput
        If p is a number outside [0, 1], or a distribution without a letter.

    Examples
    --------
    >>> from sympy import Rational
    >>> from symbinfo import SelfInformation
    >>> SelfInformation(Rational(1, 2)).doit()
    log(2)

    References
    ----------
    Shannon (1948); Cover and Thomas (2006), section 2.1.
    """

    def __new__(cls, p: object, x: object = None) -> SelfInformation:
        if x is not None:
            law = one_pmf(p, cls.__name__)
            return Expr.__new__(cls, law, check_letter(x, law.size, str(law)))  # type: ignore[no-any-return]
        if isinstance(p, Pmf):
            msg = "SelfInformation of a distribution takes the letter as well"
            raise BadInput(msg)
        value = exact(p, "the probability of an event")
        if value.is_number and not 0 <= value <= 1:
            msg = f"the probability of an event must be in [0, 1], got {value}"
            raise BadInput(msg)
        return Expr.__new__(cls, value)  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, *x = self.args
        probability = p(*x) if x else p
        return oo if probability.is_zero else -log(probability)

    def notation(self) -> Notation:
        return Notation("I", ((self.args[-1],),))
