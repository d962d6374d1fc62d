"""The few kinds of fact that a hypothesis can state; the kernel knows no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sympy import Expr, Tuple
    from sympy.core.basic import Basic

    from symbinfo.core.atoms import Parameter
    from symbinfo.core.variables import RandomVariable


@dataclass(frozen=True, slots=True)
class PositiveFact:
    """For all letters: if every `guard` is positive, so is `value`."""

    limits: tuple[Tuple, ...]
    guard: tuple[Expr, ...]
    value: Expr


@dataclass(frozen=True, slots=True)
class EquationFact:
    """For all letters in `limits` and all values of `parameters`: lhs = rhs."""

    limits: tuple[Tuple, ...]
    lhs: Expr
    rhs: Expr
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class IndependenceFact:
    """The groups of variables are independent given `given`."""

    groups: tuple[tuple[RandomVariable, ...], ...]
    given: tuple[RandomVariable, ...]


@dataclass(frozen=True, slots=True)
class FunctionFact:
    """The variables `targets` are functions of `sources`: H(targets | sources) = 0."""

    targets: tuple[RandomVariable, ...]
    sources: tuple[RandomVariable, ...]


@dataclass(frozen=True, slots=True)
class OrderFact:
    """The difference `larger` - `smaller` is positive."""

    smaller: Expr
    larger: Expr


@dataclass(frozen=True, slots=True)
class InequalityFact:
    """The difference `larger` - `smaller` is at least 0."""

    smaller: Expr
    larger: Expr


@dataclass(frozen=True, slots=True)
class CopyFact:
    """The variables `copies` with `over` have the joint law of `originals` with `over`."""

    copies: tuple[RandomVariable, ...]
    originals: tuple[RandomVariable, ...]
    over: tuple[RandomVariable, ...]


@dataclass(frozen=True, slots=True)
class VanishingFact:
    """For some letters `positive` is positive and `zero` is 0."""

    limits: tuple[Tuple, ...]
    positive: Expr
    zero: Expr


@dataclass(frozen=True, slots=True)
class SmoothFact:
    """The function in `applied` is differentiable on the interval of `variable`.

    With `concave` it also lies below each of its tangents there, strictly if `strict`.
    """

    applied: Basic
    variable: Parameter
    concave: bool
    strict: bool


Fact = (
    PositiveFact
    | EquationFact
    | IndependenceFact
    | FunctionFact
    | OrderFact
    | InequalityFact
    | CopyFact
    | VanishingFact
    | SmoothFact
)
