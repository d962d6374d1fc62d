"""What the arguments of a numeric function stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from sympy import Expr, Symbol, Tuple

from symbinfo.core.pmf import Pmf, SymbolicPmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import JointLaw, RandomVariable, law
from symbinfo.errors import BadInput
from symbinfo.numeric.names import RESERVED, Names

if TYPE_CHECKING:
    from sympy.core.basic import Basic


@final
@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """One argument: the object it gives numbers to, its Python name, the sizes of its axes.

    `name` is what messages show; `is_law` says that it is a distribution, with sum 1. Two
    arguments are equal if they are one object: programs look them up often.
    """

    thing: Basic
    code: str
    sizes: tuple[Expr, ...]
    name: str
    is_law: bool


def read_arguments(args: Any) -> tuple[Argument, ...]:
    """Return the arguments that the user listed, each with a Python name."""
    names = Names(RESERVED)
    listed = tuple(args) if isinstance(args, tuple | list | Tuple) else (args,)
    if listed and all(isinstance(arg, RandomVariable) for arg in listed):
        listed = (law(*listed),)
    things = tuple(map(_thing, listed))
    _no_overlap(things)
    return tuple(_argument(thing, names) for thing in things)


def _argument(thing: Basic, names: Names) -> Argument:
    name = str(thing)
    return Argument(thing, names.new(name), _sizes(thing), name, isinstance(thing, Pmf))


def _thing(arg: Any) -> Basic:
    if isinstance(arg, RandomVariable):
        return law(arg)
    if isinstance(arg, tuple | list | Tuple) and all(isinstance(v, RandomVariable) for v in arg):
        return law(*arg)
    if isinstance(arg, JointLaw):
        explicit = arg.variables[0].table is not None
    elif isinstance(arg, SymbolicPmf | Sequence | Symbol):
        explicit = False
    else:
        explicit = isinstance(arg, Pmf)
        if not explicit:
            msg = (
                "an argument of lambdify is a named pmf, a sequence, the law of random variables "
                f"or a symbol, got {arg} ({type(arg).__name__})"
            )
            raise BadInput(msg)
    if explicit:
        msg = f"{arg} has a value already, so it is no argument of lambdify"
        raise BadInput(msg)
    return arg


def _no_overlap(things: tuple[Basic, ...]) -> None:
    seen: set[Basic] = set()
    for thing in things:
        parts = set(thing.variables) if isinstance(thing, JointLaw) else {thing}
        if seen & parts:
            names = ", ".join(sorted(map(str, seen & parts)))
            msg = f"two arguments give values to {names}: list one, the law of all the variables"
            raise BadInput(msg)
        seen |= parts


def _sizes(thing: Basic) -> tuple[Expr, ...]:
    if isinstance(thing, Sequence):
        return thing.sizes
    return thing.sizes if isinstance(thing, Pmf) else ()
