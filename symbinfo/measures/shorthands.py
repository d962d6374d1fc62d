"""Names for sums of entropies, which are typed and printed; statements hold what they open into."""

from __future__ import annotations

from abc import abstractmethod
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Self, final

from sympy import Add, Expr, Tuple

from symbinfo.core.measure import Notation
from symbinfo.measures.entropy import Entropy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.core.variables import RandomVariable

    Group = tuple[RandomVariable, ...]


class Shorthand(Expr):  # type: ignore[misc]
    """A sum of entropies of several sides under one name; `definition` is the sum."""

    is_commutative = True
    is_extended_real = True
    head: ClassVar[str]
    words: ClassVar[str]

    def __new__(cls, sides: Iterable[Group], given: Group = ()) -> Self:
        groups = [Tuple(*side) for side in sides]
        return Expr.__new__(cls, Tuple(*groups), Tuple(*given))  # type: ignore[no-any-return]

    @property
    def sides(self) -> tuple[Group, ...]:
        """The groups of variables with ';' between them."""
        return tuple(tuple(side) for side in self.args[0])

    @property
    def given(self) -> Group:
        """The variables that are known."""
        return tuple(self.args[1])

    @abstractmethod
    def definition(self) -> Expr:
        """Return the sum of entropies that this stands for."""

    def notation(self) -> Notation:
        """Return how it is written."""
        return Notation(self.head, self.sides, ";", self.given)

    def _sympystr(self, printer: Any) -> str:
        inside = "; ".join(", ".join(map(printer.doprint, side)) for side in self.sides)
        given = ", ".join(map(printer.doprint, self.given))
        return f"{self.head}({inside} | {given})" if given else f"{self.head}({inside})"


@final
class MultivariateInformation(Shorthand):
    """I(A; B; C | D) by inclusion and exclusion: the sum of +-H(subset | D).

    >>> from symbinfo.core.variables import random_variables
    >>> X, Y, Z = random_variables("X Y Z")
    >>> information = MultivariateInformation([(X,), (Y,)], (Z,))
    >>> print(information, "=", information.definition())
    I(X; Y | Z) = H(X | Z) + H(Y | Z) - H(X, Y | Z)
    """

    head = "I"
    words = "definition of multivariate information"

    def definition(self) -> Expr:
        """Return the sum of +-H(subset | D)."""
        return Add(
            *(
                (-1) ** (count + 1) * Entropy(*sum(chosen, ()), given=self.given)
                for count in range(1, len(self.sides) + 1)
                for chosen in combinations(self.sides, count)
            )
        )


@final
class TotalCorrelation(Shorthand):
    """The entropies of the parts less that of the whole: 0 for independent parts."""

    head = "TC"
    words = "definition of total correlation"

    def definition(self) -> Expr:
        """Return H(A) + H(B) + ... - H(A, B, ...)."""
        whole = Entropy(*sum(self.sides, ()), given=self.given)
        return Add(*(Entropy(*side, given=self.given) for side in self.sides), -whole)


@final
class DualTotalCorrelation(Shorthand):
    """The entropy of the whole less those of each part given the others."""

    head = "DTC"
    words = "definition of dual total correlation"

    def definition(self) -> Expr:
        """Return H(A, B, ...) - H(A | B, ...) - H(B | A, ...) - ..."""
        alone = []
        for place, side in enumerate(self.sides):
            others: Group = sum((*self.sides[:place], *self.sides[place + 1 :]), ())
            alone.append(Entropy(*side, given=(*others, *self.given)))
        return Add(Entropy(*sum(self.sides, ()), given=self.given), *(-one for one in alone))


def opened(expr: Expr) -> Expr:
    """Return an expression with every shorthand as the sum that it stands for."""
    return expr.xreplace({one: one.definition() for one in expr.atoms(Shorthand)})
