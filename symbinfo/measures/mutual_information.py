"""Mutual information, plain and conditional."""

from __future__ import annotations

from typing import Any, final

from sympy import Expr, Sum, Tuple

from symbinfo.core.arguments import variables
from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure, Notation
from symbinfo.core.variables import law, one_space, unique, variable_letters
from symbinfo.errors import BadInput
from symbinfo.measures.entropy import tuple_of


@final
class MutualInformation(Measure):
    """Mutual information I(X; Y | Z) = sum of p(x,y,z) log(p(x,y,z) p(z) / (p(x,z) p(y,z))).

    In nats, finite. Without Z it is the sum of p(x,y) log(p(x,y) / (p(x) p(y))). Each of
    X, Y, Z may be several variables; I(X; X) is the entropy of X.

    Parameters
    ----------
    X, Y : RandomVariable or tuple of them
        The two sides.
    given : RandomVariable or tuple of them, optional
        The variables that are known.

    Raises
    ------
    BadInput
        If an argument is not a random variable, or the variables have no joint law.

    Examples
    --------
    >>> from symbinfo import MutualInformation, random_variables
    >>> X, Y, Z = random_variables("X Y Z")
    >>> MutualInformation(X, (Y, Z))
    I(X; Y, Z)

    References
    ----------
    Cover and Thomas (2006), eqs. 2.28 and 2.61.
    """

    def __new__(cls, x: Any = None, y: Any = None, given: Any = ()) -> MutualInformation:
        if y is None:
            missing = "the second one is" if x is not None else "both are"
            msg = f"MutualInformation takes two sides, I(X; Y): {missing} missing"
            raise BadInput(msg)
        groups = [variables(tuple_of(part), cls.__name__) for part in (x, y, given)]
        one_space(sum(groups, ()))
        return Expr.__new__(cls, *(Tuple(*group) for group in groups))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        x, y, z = (tuple(group) for group in self.args)
        joint = law(*x, *y, *z)
        letter = variable_letters(joint.variables)

        def probability(*group: Any) -> Expr:
            return law(*group)(*(letter[v] for v in unique(group)))

        weight = probability(*x, *y, *z)
        inside = weight / (probability(*x, *z) * probability(*y, *z))
        if z:
            inside *= probability(*z)
        return Sum(XLogY(weight, inside), *joint.limits(tuple(letter.values())))

    def notation(self) -> Notation:
        x, y, z = (tuple(group) for group in self.args)
        return Notation("I", (x, y), ";", z)
