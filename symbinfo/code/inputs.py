"""The inputs of a measure, and whether a function takes as many."""

from __future__ import annotations

from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

from sympy import Expr, preorder_traversal

from symbinfo.core.measure import Measure
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import RandomVariable, law
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from types import FunctionType


def inputs_of(measure: Expr) -> tuple[Any, ...]:
    """Return the inputs of a measure, in the order of its arguments."""
    nodes = list(preorder_traversal(measure))
    variables = {node for node in nodes if isinstance(node, RandomVariable)}
    if variables:
        return (law(*sorted(variables, key=lambda v: v.name)),)
    found = tuple(dict.fromkeys(n for n in nodes if isinstance(n, SymbolicPmf | Sequence)))
    if not found:
        msg = f"{measure} has no distributions that a function could take"
        raise BadInput(msg)
    if isinstance(measure, Measure):
        return found
    return tuple(sorted(found, key=lambda one: (isinstance(one, Sequence), str(one))))


def in_order(function: FunctionType, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the inputs as the parameters of a function name them, if they name just these."""
    names = list(signature(function, follow_wrapped=False).parameters)[: len(arguments)]
    known = {str(one): one for one in arguments}
    return tuple(known[name] for name in names) if set(names) == set(known) else arguments


def check_count(function: FunctionType, arguments: tuple[Any, ...]) -> None:
    """Refuse a function that takes another number of arguments than a measure."""
    kinds = Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD
    every = signature(function, follow_wrapped=False).parameters.values()
    places = [p for p in every if p.kind in kinds]
    needed = [p for p in places if p.default is Parameter.empty]
    needed += [
        p for p in every if p.kind is Parameter.KEYWORD_ONLY and p.default is Parameter.empty
    ]
    endless = any(p.kind is Parameter.VAR_POSITIONAL for p in every)
    if len(needed) <= len(arguments) and (endless or len(arguments) <= len(places)):
        return
    by_name = [p.name for p in needed if p.kind is Parameter.KEYWORD_ONLY]
    if by_name:
        msg = f"{function.__name__} takes {by_name[0]} by name only; arguments are given by place"
        raise BadInput(msg)
    takes = f"{len(needed)}" if len(needed) == len(places) else f"{len(needed)} to {len(places)}"
    shown = ", ".join("a table P" if len(a.sizes) > 1 else str(a) for a in arguments)
    msg = (
        f"{function.__name__} takes {takes} argument{'s' if takes != '1' else ''}, "
        f"but the measure has {len(arguments)}: {shown}"
    )
    raise BadInput(msg)
