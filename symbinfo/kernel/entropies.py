"""Measures of random variables as sums of joint entropies.

The definition of such a measure is a sum of p(x, y) log of a product of powers of p(x, y),
p(x), ... over the letters of all its variables. Summed over the other letters, p(x, y) is
p(x): so the measure is a sum of joint entropies, each times a number, whatever the law is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sympy import Add, Expr, Mul, Rational, S, Sum, Tuple

from symbinfo.core.atoms import XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability
from symbinfo.core.variables import JointLaw, RandomVariable, random_variables

if TYPE_CHECKING:
    from sympy.core.basic import Basic

Entropies = dict[frozenset[RandomVariable], Rational]
"""Groups of variables, with the number that their joint entropy is multiplied by."""

Shape = tuple[tuple[int, ...], ...]
"""The groups that a measure is of, with numbers for the variables."""


def entropies(expr: Basic) -> Entropies | None:
    """Return a sum of measures as joint entropies, which are all finite.

    None says that the expression is of another kind.
    """
    if not isinstance(expr, Expr):
        return None
    total: Entropies = {}
    for term in Add.make_args(expr):
        factor, measure = term.as_coeff_Mul()
        found = _measure(measure) if isinstance(factor, Rational) else None
        if found is None and term != 0:
            return None
        add_entropies(total, found or {}, factor)
    return total


def add_entropies(total: Entropies, more: Entropies, factor: Rational = S.One) -> Entropies:
    """Add `factor` times `more` to `total`, in place, and return it."""
    for group, c in more.items():
        value = total.get(group, 0) + c * factor
        if value:
            total[group] = value
        else:
            total.pop(group, None)
    return total


def _measure(measure: Expr) -> Entropies | None:
    """Return a measure of groups of variables as joint entropies.

    As where a lemma is used for other variables, its definition treats all variables alike.
    """
    if not isinstance(measure, Measure) or not all(isinstance(g, Tuple) for g in measure.args):
        return None
    names = list(dict.fromkeys(v for group in measure.args for v in group))
    if not names or not all(map(_has_any_law, names)):
        return None
    shape = tuple(tuple(map(names.index, group)) for group in measure.args)
    found = _of_shape(type(measure), shape)  # type: ignore[arg-type]
    return None if found is None else {frozenset(names[i] for i in g): c for g, c in found}


def _has_any_law(v: Basic) -> bool:
    if not isinstance(v, RandomVariable) or v.table is not None:
        return False
    return bool(v.size.is_integer and v.size.is_positive)


@lru_cache(maxsize=1024)
def _of_shape(kind: type[Measure], shape: Shape) -> list[tuple[list[int], Rational]] | None:
    """Return what the measure is for some variables, by their numbers."""
    count = 1 + max(i for group in shape for i in group)
    names = random_variables(" ".join(f"X{i}" for i in range(count)))
    measure = kind(*(Tuple(*(names[i] for i in group)) for group in shape))
    found = opened(measure.definition())
    return None if found is None else [([*map(names.index, g)], c) for g, c in found.items()]


def opened(expr: Expr) -> Entropies | None:
    """Return a sum of p log of marginals of p, over all letters, as joint entropies, or None."""
    factor, total = expr.as_coeff_Mul()
    if not isinstance(total, Sum) or not isinstance(total.function, XLogY):
        return None
    weight, inside = total.function.args
    letters = _letters(weight)
    wanted = {Tuple(x, 0, v.size - 1) for v, x in letters.items()}
    if not letters or len(total.limits) != len(letters) or set(total.limits) != wanted:
        return None
    found: Entropies = {}
    for base, exponent in (arg.as_base_exp() for arg in Mul.make_args(inside)):
        part = _letters(base)
        if not part or not part.items() <= letters.items() or not exponent.is_Integer:
            return None
        add_entropies(found, {frozenset(part): exponent}, -factor)
    return found


def _letters(probability: Basic) -> dict[RandomVariable, Basic]:
    """Return the letter of each variable in a joint probability; nothing if it is none."""
    if not isinstance(probability, Probability) or not isinstance(probability.pmf, JointLaw):
        return {}
    return dict(zip(probability.pmf.variables, probability.letters, strict=True))
