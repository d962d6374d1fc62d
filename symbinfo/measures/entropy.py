"""Shannon entropy, joint and conditional."""

from __future__ import annotations

from typing import Any, final

from sympy import Expr, Sum, Tuple

from symbinfo.core.arguments import one_pmf, variables
from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure, Notation
from symbinfo.core.pmf import Pmf
from symbinfo.core.variables import law, one_space, variable_letters
from symbinfo.errors import BadInput


@final
class Entropy(Measure):
    """Shannon entropy: H(p) = - sum of p(x) log p(x), H(X, Y), and H(Y | X).

    In nats. Letters with p(x) = 0 add 0, so the value is finite. The conditional entropy
    is H(Y | X) = - sum of p(x, y) log p(y | x), over the pairs with p(x, y) > 0.

    Parameters
    ----------
    *args : Pmf, or one or more RandomVariable
        A distribution, or variables whose joint entropy is meant.
    given : RandomVariable or tuple of them, optional
        The variables that are known.

    Raises
    ------
    BadInput
        If an argument is neither, or the variables have no joint law.

    Examples
    --------
    >>> from symbinfo import Entropy, pmf, random_variables
    >>> Entropy(pmf("p")).doit()
    -Sum(XLogY(p(x), p(x)), (x, 0, n - 1))
    >>> X, Y = random_variables("X Y")
    >>> Entropy(Y, given=X)
    H(Y | X)

    References
    ----------
    Shannon (1948), section 6; Cover and Thomas (2006), eqs. 2.1, 2.8 and 2.10.
    """

    def __new__(cls, *args: Any, given: Any = ()) -> Entropy:
        if args and isinstance(args[0], Tuple):
            args, given = tuple(args[0]), args[1] if len(args) > 1 else given
        if not args:
            msg = "Entropy takes a Pmf or random variables, got nothing"
            raise BadInput(msg)
        if isinstance(args[0], Pmf):
            if len(args) > 1 or given:
                msg = "Entropy of a Pmf takes one argument; conditioning is for random variables"
                raise BadInput(msg)
            return Expr.__new__(cls, args[0])  # type: ignore[no-any-return]
        if not hasattr(args[0], "coordinate"):
            one_pmf(args[0], cls.__name__)
        targets, known = variables(args, cls.__name__), variables(tuple_of(given), cls.__name__)
        one_space((*targets, *known))
        return Expr.__new__(cls, Tuple(*targets), Tuple(*known))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        if isinstance(self.args[0], Pmf):
            (p,) = self.args
            letters = p.bound_letters()
            return -Sum(XLogY(p(*letters), p(*letters)), *p.limits(letters))
        targets, known = self.args
        joint = law(*known, *targets)
        letter = variable_letters(joint.variables)
        weight = joint(*(letter[v] for v in joint.variables))
        inside = weight / law(*known)(*(letter[v] for v in known)) if known else weight
        return -Sum(XLogY(weight, inside), *joint.limits(tuple(letter.values())))

    def notation(self) -> Notation:
        if isinstance(self.args[0], Pmf):
            return Notation("H", (self.args,))
        return Notation("H", (tuple(self.args[0]),), given=tuple(self.args[1]))


def tuple_of(given: Any) -> tuple[Any, ...]:
    """Return one thing or several as a tuple."""
    return tuple(given) if isinstance(given, tuple | list | Tuple) else (given,)
