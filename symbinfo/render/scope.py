"""What is known of the whole object before a part of it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import Add, Expr, Mul, Pow, S, Sum, log
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.families import EmpiricalPmf
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import Optimum
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.statement import Statement
from symbinfo.core.variables import ConditionalLaw, JointLaw, RandomVariable
from symbinfo.measures.shorthands import Shorthand

if TYPE_CHECKING:
    from collections.abc import Iterable


@final
@dataclass(frozen=True, slots=True)
class Scope:
    """Names that are taken, and whether a change of base keeps the object true."""

    named_p: bool = False
    named_u: bool = False
    variables: bool = False
    samples: int = 0
    homogeneous: bool = True


def scope_of(objects: Iterable[object]) -> Scope:
    """Return what is known of statements and expressions that are printed together."""
    known = tuple(objects)
    parts = [part for obj in known for part in parts_of(obj)]
    names = {pmf.name for part in parts for pmf in part.atoms(SymbolicPmf)}
    symbols = {str(s) for part in parts for s in part.free_symbols}
    return Scope(
        named_p="p" in names,
        named_u="u" in names | symbols,
        variables=any(part.has(JointLaw, ConditionalLaw, RandomVariable) for part in parts),
        samples=len({law for part in parts for law in part.atoms(EmpiricalPmf)}),
        homogeneous=all(map(_same_degree, known)),
    )


def parts_of(obj: object) -> tuple[Basic, ...]:
    """Return the SymPy objects in a statement, a step or an expression."""
    if isinstance(obj, Statement):
        return (obj.lhs, obj.rhs, *obj.hypotheses, *(obj.equality or ()))
    if hasattr(obj, "lhs") and hasattr(obj, "relation"):
        return (obj.lhs, obj.rhs)  # type: ignore[attr-defined]
    return (obj,) if isinstance(obj, Basic) else ()


def _same_degree(obj: object) -> bool:
    sides = parts_of(obj)[:2] if isinstance(obj, Statement) else parts_of(obj)
    try:
        return _agree([degree(side) for side in sides]) is not False
    except ArithmeticError:
        return False


def _agree(degrees: Iterable[int | None]) -> int | None:
    found = {d for d in degrees if d is not None}
    if len(found) > 1:
        raise ArithmeticError
    return found.pop() if found else None


def degree(expr: Basic) -> int | None:
    """Return the power of the unit of information in an expression; None if it has any.

    Raises ArithmeticError where terms of different degrees are added.
    """
    match expr:
        case S.Zero | S.Infinity | S.NegativeInfinity:
            return None
        case Measure() | Shorthand():
            return degree(expr.definition())
        case Optimum():
            degree(expr.args[0])
            return None
        case log() | XLogY() if not _informative(expr.args[-1]):
            return 1 + (degree(expr.args[0]) or 0) if isinstance(expr, XLogY) else 1
        case Add():
            return _agree(map(degree, expr.args))
        case Mul() | Weighted():
            degrees = [degree(arg) for arg in expr.args]
            return None if None in degrees else sum(d for d in degrees if d is not None)
        case Sum():
            return degree(expr.function)
        case Pow() if expr.exp.is_Integer:
            inner = degree(expr.base)
            return None if inner is None else inner * int(expr.exp)
        case _ if _informative(expr) and not isinstance(expr, AppliedUndef):
            raise ArithmeticError
        case _:
            return 0


def _informative(expr: Basic) -> bool:
    return bool(isinstance(expr, Expr) and expr.has(log, XLogY, Measure))
