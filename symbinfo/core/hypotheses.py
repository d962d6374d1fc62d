"""Hypotheses of statements. Equality conditions are hypotheses that state equations."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Self, final

from sympy import Expr, S, Tuple
from sympy.core.basic import Basic

from symbinfo.core.atoms import Parameter, exact
from symbinfo.core.facts import (
    EquationFact,
    Fact,
    FunctionFact,
    IndependenceFact,
    OrderFact,
    PositiveFact,
    VanishingFact,
)
from symbinfo.core.families import Uniform
from symbinfo.core.pmf import Pmf, same_alphabet
from symbinfo.core.variables import RandomVariable, law, one_space, unique, variable_letters
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Symbol

Group = tuple[RandomVariable, ...]


class Hypothesis(Basic):  # type: ignore[misc]
    """Something that a statement assumes."""

    @abstractmethod
    def facts(self) -> tuple[Fact, ...]:
        """Return what the hypothesis says, in the kernel's few kinds of fact."""

    def equations(self) -> tuple[EquationFact, ...]:
        """Return the hypothesis as equations, or nothing if it cannot be put so."""
        return tuple(fact for fact in self.facts() if isinstance(fact, EquationFact))


def _pmf(p: object, who: str) -> Pmf:
    if not isinstance(p, Pmf):
        msg = f"{who} takes distributions, got {p!r} ({type(p).__name__})"
        raise BadInput(msg)
    return p


@final
class FullSupport(Hypothesis):
    """Every letter has positive probability: p(x) > 0."""

    def __new__(cls, p: Pmf) -> FullSupport:
        return Basic.__new__(cls, _pmf(p, cls.__name__))  # type: ignore[no-any-return]

    def facts(self) -> tuple[Fact, ...]:
        (p,) = self.args
        letters = p.bound_letters()
        return (PositiveFact(p.limits(letters), (), p(*letters)),)

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])} > 0"


class _Pair(Hypothesis):
    """A hypothesis about two distributions on one alphabet."""

    def __new__(cls, p: Pmf, q: Pmf) -> Self:
        same_alphabet(_pmf(p, cls.__name__), _pmf(q, cls.__name__))
        return Basic.__new__(cls, p, q)  # type: ignore[no-any-return]

    def _limits(self) -> tuple[tuple[Tuple, ...], Expr, Expr]:
        p, q = self.args
        letters = p.bound_letters(q)
        return p.limits(letters), p(*letters), q(*letters)


@final
class AbsolutelyContinuous(_Pair):
    """p << q: where q(x) = 0, also p(x) = 0. So D(p || q) is finite."""

    def facts(self) -> tuple[Fact, ...]:
        limits, p, q = self._limits()
        return (PositiveFact(limits, (p,), q),)

    def _sympystr(self, printer: Any) -> str:
        p, q = map(printer.doprint, self.args)
        return f"{p} << {q}"


@final
class NotAbsolutelyContinuous(_Pair):
    """Some letter has q(x) = 0 < p(x). So D(p || q) is infinite."""

    def facts(self) -> tuple[Fact, ...]:
        return (VanishingFact(*self._limits()),)

    def _sympystr(self, printer: Any) -> str:
        p, q = map(printer.doprint, self.args)
        return f"not {p} << {q}"


@final
class Equal(_Pair):
    """The two distributions are one: p(x) = q(x) for all x."""

    def facts(self) -> tuple[Fact, ...]:
        return (EquationFact(*self._limits()),)

    def _sympystr(self, printer: Any) -> str:
        p, q = map(printer.doprint, self.args)
        return f"{p} = {q}"


def is_uniform(p: Pmf) -> Equal:
    """Return the hypothesis that p(x) = 1/n for all x."""
    return Equal(p, Uniform(p.size))


def as_group(variables: RandomVariable | Iterable[RandomVariable]) -> Group:
    """Return a variable, or several, as a tuple without repetitions."""
    group = (variables,) if isinstance(variables, RandomVariable) else tuple(variables)
    for v in group:
        if not isinstance(v, RandomVariable):
            msg = f"expected random variables, got {v!r} ({type(v).__name__})"
            raise BadInput(msg)
    return unique(group)


def _disjoint(groups: tuple[Group, ...], who: str) -> None:
    members = [v for group in groups for v in group]
    one_space(members)
    if len(set(members)) != len(members) or len(groups) < 2 or not all(groups):
        msg = f"{who} takes two or more disjoint groups of random variables"
        raise BadInput(msg)


@final
class Independent(Hypothesis):
    """The groups of variables are (mutually) independent, given `given` if there is one."""

    def __new__(cls, *groups: Any, given: Any = ()) -> Independent:
        if groups and isinstance(groups[0], Tuple) and isinstance(groups[0][0], Tuple):
            groups, given = tuple(groups[0]), groups[1]
        parts, condition = tuple(map(as_group, groups)), as_group(given)
        _disjoint((*parts, condition) if condition else parts, cls.__name__)
        _disjoint(parts, cls.__name__)
        args = Tuple(*(Tuple(*part) for part in parts)), Tuple(*condition)
        return Basic.__new__(cls, *args)  # type: ignore[no-any-return]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that are independent."""
        return tuple(tuple(group) for group in self.args[0])

    @property
    def given(self) -> Group:
        """The variables that are given."""
        return tuple(self.args[1])

    def facts(self) -> tuple[Fact, ...]:
        return (IndependenceFact(self.groups, self.given),)

    def equations(self) -> tuple[EquationFact, ...]:
        every = law(*(v for group in self.groups for v in group), *self.given)
        letters = variable_letters(every.variables)
        lhs, rhs = every(*letters.values()), S.One
        for group in self.groups:
            rhs *= _marginal((*group, *self.given), letters)
        if self.given:
            lhs *= _marginal(self.given, letters) ** (len(self.groups) - 1)
        return (EquationFact(every.limits(tuple(letters.values())), lhs, rhs),)

    def _sympystr(self, printer: Any) -> str:
        text = " _||_ ".join(_names(group, printer) for group in self.groups)
        return f"{text} | {_names(self.given, printer)}" if self.given else text


def _marginal(variables: Group, letters: dict[RandomVariable, Symbol]) -> Expr:
    return law(*variables)(*(letters[v] for v in unique(variables)))


def _names(group: Group, printer: Any) -> str:
    return ",".join(printer.doprint(v) for v in group)


@final
class MarkovChain(Hypothesis):
    """X -> Y -> Z: given each link, what comes before and what comes after are independent."""

    def __new__(cls, *links: Any) -> MarkovChain:
        groups = tuple(map(as_group, links))
        _disjoint(groups, cls.__name__)
        if len(groups) < 3:
            msg = f"MarkovChain takes three or more links, got {len(groups)}"
            raise BadInput(msg)
        return Basic.__new__(cls, *(Tuple(*group) for group in groups))  # type: ignore[no-any-return]

    def independences(self) -> tuple[Independent, ...]:
        """Return the conditional independences that make the chain."""
        links = [tuple(link) for link in self.args]
        return tuple(
            Independent(sum(links[:i], ()), sum(links[i + 1 :], ()), given=links[i])
            for i in range(1, len(links) - 1)
        )

    def facts(self) -> tuple[Fact, ...]:
        return sum((one.facts() for one in self.independences()), ())

    def equations(self) -> tuple[EquationFact, ...]:
        return sum((one.equations() for one in self.independences()), ())

    def _sympystr(self, printer: Any) -> str:
        return " -> ".join(_names(tuple(link), printer) for link in self.args)


@final
class FunctionOf(Hypothesis):
    """The variables Y are functions of X: H(Y | X) = 0. Without X they are constant: H(Y) = 0."""

    def __new__(cls, targets: Any, sources: Any) -> FunctionOf:
        left, right = as_group(targets), as_group(sources)
        if not left or set(left) & set(right):
            msg = f"{cls.__name__} takes variables, and others that they are functions of"
            raise BadInput(msg)
        one_space((*left, *right))
        return Basic.__new__(cls, Tuple(*left), Tuple(*right))  # type: ignore[no-any-return]

    def facts(self) -> tuple[Fact, ...]:
        return (FunctionFact(tuple(self.args[0]), tuple(self.args[1])),)

    def _sympystr(self, printer: Any) -> str:
        sources = f"|{_names(self.args[1], printer)}" if self.args[1] else ""
        return f"H({_names(self.args[0], printer)}{sources}) = 0"


@final
class Less(Hypothesis):
    """a < b for two real expressions."""

    def __new__(cls, smaller: object, larger: object) -> Less:
        args = exact(smaller, "the smaller side"), exact(larger, "the larger side")
        return Basic.__new__(cls, *args)  # type: ignore[no-any-return]

    def facts(self) -> tuple[Fact, ...]:
        return (OrderFact(*self.args),)

    def _sympystr(self, printer: Any) -> str:
        return " < ".join(map(printer.doprint, self.args))


@final
class ForAll(Hypothesis):
    """lhs = rhs for all letters in the limits, or all values of the parameters."""

    def __new__(cls, lhs: object, rhs: object, *over: Tuple | Parameter) -> ForAll:
        sides = exact(lhs, "the left side"), exact(rhs, "the right side")
        over = tuple(Tuple(*one) if isinstance(one, tuple) else one for one in over)
        for one in over:
            if not isinstance(one, Tuple | Parameter):
                msg = f"ForAll takes limits (x, 0, n - 1) or parameters, got {one!r}"
                raise BadInput(msg)
        return Basic.__new__(cls, *sides, *over)  # type: ignore[no-any-return]

    def facts(self) -> tuple[Fact, ...]:
        lhs, rhs, *over = self.args
        limits = tuple(one for one in over if isinstance(one, Tuple))
        parameters = tuple(one for one in over if isinstance(one, Parameter))
        return (EquationFact(limits, lhs, rhs, parameters),)

    def _sympystr(self, printer: Any) -> str:
        lhs, rhs, *over = self.args
        names = ", ".join(printer.doprint(o[0] if isinstance(o, Tuple) else o) for o in over)
        text = f"{printer.doprint(lhs)} = {printer.doprint(rhs)}"
        return f"{text} for all {names}" if over else text
