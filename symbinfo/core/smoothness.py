"""Hypotheses on the derivatives of functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, final

from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef

from symbinfo.core.facts import Fact, SmoothFact
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from symbinfo.core.atoms import Parameter


class Smooth(Hypothesis):
    """A property of a function on the interval of a parameter: f(t), t."""

    concave = False
    strict = False

    def __new__(cls, applied: AppliedUndef, variable: Parameter) -> Self:
        if not isinstance(applied, AppliedUndef) or applied.args != (variable,):
            msg = f"{cls.__name__} takes f(t) and t, got {applied!r} and {variable!r}"
            raise BadInput(msg)
        return Basic.__new__(cls, applied, variable)  # type: ignore[no-any-return]

    def facts(self) -> tuple[Fact, ...]:
        applied, variable = self.args
        return (SmoothFact(applied, variable, self.concave, self.strict),)

    def _sympystr(self, printer: Any) -> str:
        word = {"StrictlyConcave": "strictly concave"}.get(
            type(self).__name__, type(self).__name__.lower()
        )
        return f"{printer.doprint(self.args[0].func)} {word}"


@final
class Differentiable(Smooth):
    """f is differentiable on the interval of t."""


@final
class Concave(Smooth):
    """f is concave and differentiable on the interval of t."""

    concave = True


@final
class StrictlyConcave(Smooth):
    """f is strictly concave and differentiable on the interval of t."""

    concave = True
    strict = True
