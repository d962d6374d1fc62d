"""Hypotheses that are relations of measures, and copies and common parts of variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import Mul, Tuple
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import exact
from symbinfo.core.facts import (
    CopyFact,
    EquationFact,
    IndependenceFact,
    InequalityFact,
)
from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent, as_group
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable, one_space
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from symbinfo.core.facts import Fact

_ALLOWED = (Relation.EQ, Relation.LE, Relation.GE)


@final
class Holds(Hypothesis):
    """A relation between two expressions is assumed, such as H(X) = H(Y) or I(X;Y) <= 1.

    >>> from symbinfo import Entropy, Holds, random_variables
    >>> X, Y = random_variables("X Y")
    >>> Holds(Entropy(X), "=", Entropy(Y))
    H(X) = H(Y)
    """

    def __new__(cls, lhs: object, relation: object, rhs: object) -> Holds:
        try:
            known = Relation(str(relation))
        except ValueError:
            known = Relation.NE
        if known not in _ALLOWED:
            msg = f"Holds takes one of =, <= and >=, got {relation}"
            raise BadInput(msg)
        sides = exact(lhs, "the left side"), exact(rhs, "the right side")
        return Basic.__new__(cls, sides[0], Str(known.value), sides[1])  # type: ignore[no-any-return]

    @property
    def relation(self) -> Relation:
        """How the two sides compare."""
        return Relation(str(self.args[1]))

    def facts(self) -> tuple[Fact, ...]:
        lhs, _, rhs = self.args
        if self.relation is Relation.EQ:
            return (EquationFact((), lhs, rhs),)
        pair = (lhs, rhs) if self.relation is Relation.LE else (rhs, lhs)
        return (InequalityFact(*pair),)

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])} {self.args[1]} {printer.doprint(self.args[2])}"


@final
class CopyOf(Hypothesis):
    """The variables `copies` are to `over` what `originals` are, and independent of all else.

    (copies, over) has the law of (originals, over), and given `over` the copies are
    independent of the originals and of `rest`. Such variables can always be added
    (Zhang and Yeung 1998, lemma 3; Dougherty, Freiling and Zeger 2011, section II).
    """

    def __new__(cls, copies: Any, originals: Any, over: Any, rest: Any = ()) -> CopyOf:
        groups = [as_group(group) for group in (copies, originals, over, rest)]
        members = [v for group in groups for v in group]
        one_space(members)
        if len(set(members)) != len(members) or not groups[0] or not groups[2]:
            msg = "CopyOf takes disjoint groups of random variables"
            raise BadInput(msg)
        if [v.size for v in groups[0]] != [v.size for v in groups[1]]:
            msg = "a copy has as many values as its original"
            raise BadInput(msg)
        return Basic.__new__(cls, *(Tuple(*group) for group in groups))  # type: ignore[no-any-return]

    @property
    def groups(self) -> tuple[tuple[RandomVariable, ...], ...]:
        """The copies, the originals, what they are copied over, and the rest."""
        return tuple(tuple(group) for group in self.args)

    def facts(self) -> tuple[Fact, ...]:
        copies, originals, over, rest = self.groups
        apart = IndependenceFact((copies, (*originals, *rest)), over)
        return (apart, CopyFact(copies, originals, over))

    def _sympystr(self, printer: Any) -> str:
        copies, originals, over, _ = (
            ",".join(map(printer.doprint, group)) for group in self.groups
        )
        return f"{copies} a copy of {originals} over {over}"


@final
class CommonPart(Hypothesis):
    """The variable `part` is a function of `left` and of `right`; given it, x is apart from both.

    If X is independent of Y given Z and of Z given Y, such a variable can be added (the
    double Markov property: Csiszar and Korner 2011, problem 16.25).
    """

    def __new__(cls, part: Any, x: Any, left: Any, right: Any) -> CommonPart:
        groups = [as_group(group) for group in (part, x, left, right)]
        members = [v for group in groups for v in group]
        one_space(members)
        if len(set(members)) != len(members) or not all(groups) or len(groups[0]) != 1:
            msg = "CommonPart takes one random variable and three disjoint groups of others"
            raise BadInput(msg)
        if groups[0][0].size != Mul(*(v.size for v in groups[2])):
            msg = "a common part has as many values as the first group that it is a function of"
            raise BadInput(msg)
        return Basic.__new__(cls, *(Tuple(*group) for group in groups))  # type: ignore[no-any-return]

    @property
    def groups(self) -> tuple[tuple[RandomVariable, ...], ...]:
        """The common part, what is independent given it, and the two groups it is a part of."""
        return tuple(tuple(group) for group in self.args)

    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for hypothesis in self.parts() for fact in hypothesis.facts())

    def parts(self) -> tuple[Hypothesis, ...]:
        """Return the three hypotheses that it consists of."""
        part, x, left, right = self.groups
        apart = Independent(x, (*left, *right), given=part)
        return (FunctionOf(part, left), FunctionOf(part, right), apart)

    def _sympystr(self, printer: Any) -> str:
        part, x, left, right = (",".join(map(printer.doprint, group)) for group in self.groups)
        return f"{part} a common part of {left} and {right}, with {x} _||_ {left},{right} | {part}"
