"""Short names for notebooks and the command line: H, I, D, JSD; and two shorthands.

>>> from symbinfo import pmf, random_variables
>>> from symbinfo.notation import D, H, I
>>> p, q = pmf("p"), pmf("q")
>>> X, Y = random_variables("X Y")
>>> H(p), H(p, q), H(X, Y), H(Y, given=X), I(X, Y), D(p, q)
(H(p), H(p, q), H(X, Y), H(Y | X), I(X; Y), D(p || q))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Expr, log

from symbinfo.core.pmf import ExplicitPmf, Pmf, explicit_pmf
from symbinfo.measures import CrossEntropy, Entropy
from symbinfo.measures import JensenShannonDivergence as JSD
from symbinfo.measures import KLDivergence as D
from symbinfo.measures import MutualInformation as I

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["JSD", "Categorical", "D", "H", "I", "bits"]


def H(*args: Any, given: Any = ()) -> Entropy | CrossEntropy:
    """Return the entropy of a distribution or of variables; of two distributions, H(p, q)."""
    if len(args) == 2 and all(isinstance(arg, Pmf) for arg in args):
        return CrossEntropy(*args)
    return Entropy(*args, given=given)


def Categorical(probabilities: Iterable[object]) -> ExplicitPmf:
    """Return the distribution on 0, 1, ... with the given exact probabilities.

    >>> from sympy import Rational
    >>> Categorical([Rational(1, 2), Rational(1, 3), Rational(1, 6)])
    (1/2, 1/3, 1/6)
    """
    return explicit_pmf(dict(enumerate(probabilities)))


def bits(expr: Expr) -> Expr:
    """Return an amount of information, which is in nats everywhere else, in bits.

    >>> from sympy import Rational
    >>> from symbinfo import Bernoulli, Entropy
    >>> bits(Entropy(Bernoulli(Rational(1, 2))))
    H(Bernoulli(1/2))/log(2)
    """
    return expr / log(2)
