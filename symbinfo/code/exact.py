"""The exact value of a measure at an exact input."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, final

import numpy as np
from sympy import Expr, Integer, S, Sum

from symbinfo.core.atoms import n
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, explicit_pmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.variables import JointLaw, random_variables
from symbinfo.errors import SymbinfoError


@final
@dataclass(frozen=True, slots=True)
class Point:
    """One value for each input, as nested tuples of exact numbers."""

    values: tuple[Any, ...]


def exact_value(measure: Expr, arguments: tuple[object, ...], point: Point) -> Expr | None:
    """Return the exact value of the measure."""
    from symbinfo.numeric.evaluate import evaluate

    new = _replacements(arguments, point)
    try:
        expr = (
            measure.xreplace(new) if not has_sequences(arguments) else _opened(measure, new, point)
        )
        return evaluate(expr)[0]
    except (SymbinfoError, ArithmeticError, TypeError, ValueError):
        return None


def has_sequences(arguments: tuple[object, ...]) -> bool:
    """Return whether one of the inputs is a sequence."""
    return any(isinstance(a, Sequence) for a in arguments)


def _replacements(arguments: tuple[object, ...], point: Point) -> dict[Any, Any]:
    new: dict[Any, Any] = {}
    for argument, value in zip(arguments, point.values, strict=True):
        if isinstance(argument, JointLaw):
            new |= _explicit_variables(argument, value)
        elif isinstance(argument, Pmf):
            new[argument] = explicit_pmf(dict(enumerate(value)))
        else:
            new[argument] = value
    return new


def _explicit_variables(law: JointLaw, value: Any) -> dict[Any, Any]:
    table = {}
    shape = np.shape(np.array(value, dtype=object))
    for place in product(*map(range, shape)):
        cell = value
        for i in place:
            cell = cell[i]
        table[place] = cell
    made = random_variables(" ".join(v.name for v in law.variables), law=table)
    return dict(zip(law.variables, made, strict=True))


def _opened(expr: Expr, new: dict[Any, Any], point: Point) -> Expr:
    """Return an expression of sequences with its sums written out at numbers."""
    size = len(point.values[0])
    while expr.atoms(Measure):
        expr = expr.xreplace({m: m.definition() for m in expr.atoms(Measure)})
    for _ in range(10):
        inner = [s for s in expr.atoms(Sum) if not s.function.atoms(Sum)]
        if not inner:
            break
        expr = expr.xreplace({s: _written_out(s, size) for s in inner})
    terms = {t: new[t.args[0]][int(t.args[1])] for t in expr.atoms(Term) if t.args[1].is_Integer}
    laws = {p: q for p, q in new.items() if isinstance(q, Pmf)}
    return expr.xreplace(terms).xreplace(laws).xreplace({n: Integer(size)}).doit()


def _written_out(one: Sum, size: int) -> Expr:
    letter = one.limits[0][0]
    rest = one.limits[1:]
    parts = [one.function.subs(letter, Integer(i)) for i in range(size)]
    whole = sum(parts, S.Zero)
    return whole if not rest else _written_out(Sum(whole, *rest), size)
