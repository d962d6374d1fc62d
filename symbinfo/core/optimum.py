"""Sets of optimal parameter values: arg min and arg max."""

from __future__ import annotations

from typing import Any, Self, final

from sympy.core.basic import Basic

from symbinfo.core.atoms import exact


class Optimum(Basic):  # type: ignore[misc]
    """The parameter values at which an objective is smallest or largest."""

    def __new__(cls, objective: object, parameter: object) -> Self:
        args = exact(objective, "the objective"), exact(parameter, "the parameter")
        return Basic.__new__(cls, *args)  # type: ignore[no-any-return]

    def _sympystr(self, printer: Any) -> str:
        objective, parameter = map(printer.doprint, self.args)
        return f"{type(self).__name__.lower()}_{parameter} {objective}"


@final
class ArgMin(Optimum):
    """The values of the parameter at which the objective is smallest.

    >>> from sympy import symbols
    >>> t = symbols("t", real=True)
    >>> ArgMin(t**2, t)
    argmin_t t**2
    """


@final
class ArgMax(Optimum):
    """The values of the parameter at which the objective is largest."""
