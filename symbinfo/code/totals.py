"""Sums of arrays over their axes, as one formula for all kinds of zeros."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, exp, expand_log, log

from symbinfo.code.array import Array, Cell, ShapesDiffer, lift
from symbinfo.code.constants import Puzzle
from symbinfo.code.number import NAN, Num, add, number
from symbinfo.code.setting import ROW, Axis, Region, Setting, weighted
from symbinfo.code.truth import no_two_truths
from symbinfo.core.atoms import Weighted


def total(array: Array, places: tuple[int, ...] | None = None, *, keepdims: bool = False) -> Any:
    """Return the sum over the axes at the places, or over all."""
    width = len(array.places)
    where = range(width) if places is None else [_place(p, width) for p in places]
    chosen = (array.places[p] for p in where)
    summed = tuple(axis for axis in chosen if axis is not None)
    if ROW in summed:
        msg = "a sum over the rows of a batch"
        raise Puzzle(msg)
    left = tuple(
        None if i in where else axis
        for i, axis in enumerate(array.places)
        if keepdims or i not in where
    )
    both = (*left, *array.setting.pinned)
    kept = [axis for axis in both if axis not in (None, ROW, *summed)]
    cells = _totals(array, summed, kept)  # type: ignore[arg-type]
    if not left:
        return _only(array.setting, cells)
    return Array(array.setting, left, cells)


def _place(place: int, width: int) -> int:
    if not -width <= place < width:
        msg = f"axis {place} is out of bounds for array of dimension {width}"
        raise ShapesDiffer(msg)
    return place % width


def _only(setting: Setting, cells: dict[Region, Cell]) -> Cell:
    """Return the one value of a total that depends on no letter but those that are fixed."""
    return next(cells[region] for region in setting.here())


def _totals(array: Array, summed: tuple[Axis, ...], kept: list[Axis]) -> dict[Region, Cell]:
    """Return the totals, by region; they depend on the letters that are kept alone."""
    setting = array.setting
    found: dict[Region, Num] = {}
    cells = {}
    for region in setting.here():
        part = setting.part(region, kept)
        if part not in found:
            fits = [r for r in setting.regions() if setting.part(r, kept) == part]
            if not all(r in array.cells for r in fits):
                msg = "a sum over an array that was made in a loop over its letters"
                raise Puzzle(msg)
            group = {r: array.cells[r] for r in fits}
            found[part] = _sum_of(setting, group, summed, kept)
        cells[region] = found[part]
    return cells


def _sum_of(
    setting: Setting, group: dict[Region, Cell], summed: tuple[Axis, ...], kept: list[Axis]
) -> Num:
    terms = {r: number(c) if c is not None else Num(S.Zero) for r, c in group.items()}
    occurring = {r: t for r, t in terms.items() if r in setting.occurring}
    if not summed:
        return next(iter(terms.values()))
    if any(not term.finite for term in occurring.values()):
        return _infinite_sum(list(occurring.values()), whole=not kept)
    if all(term.expr == 0 for term in occurring.values()) and _has_logarithms(terms):
        return Num(S.Zero, rounded=any(term.rounded for term in occurring.values()))
    rounded = not all(term.expr.is_Integer and not term.rounded for term in occurring.values())
    inner = _one_formula(setting, terms, occurring)
    if not setting.depends(inner):
        size = S.One
        for axis in summed:
            size *= axis.size
        return Num(inner * size, rounded=rounded)
    known = setting.marginal(inner, set(summed))
    if known is not None:
        return Num(known, rounded=rounded)
    positive = _sign_of_sum(occurring, kept)
    return Num(setting.symbol_of(inner, (summed, kept), positive=positive), rounded=rounded)


def _has_logarithms(terms: dict[Region, Num]) -> bool:
    """Return whether the terms hold logarithms at other letters than those that occur.

    Without them, a sum that is 0 stays a sum: no hypothesis says that supports are disjoint.
    """
    return any(term.expr.has(log, exp, S.NaN, S.Infinity) for term in terms.values())


def _infinite_sum(terms: list[Num], *, whole: bool) -> Num:
    result = Num(S.Zero)
    for term in terms:
        result = add(result, term if not term.finite else Num(S.Zero))
    if not whole and result.kind != "nan":
        msg = "a row whose sum is infinite at some letters only"
        raise Puzzle(msg)
    return result if not result.finite else NAN


def _sign_of_sum(occurring: dict[Region, Num], kept: list[Axis]) -> bool | None:
    """Return True if the sum is positive, None if it is not negative, False if unknown.

    A region that occurs has a letter in the whole table, but not in every row of it.
    """
    values = [term.expr for term in occurring.values()]
    if not all(v.is_nonnegative for v in values):
        return False
    enough = all if kept else any
    return True if enough(v.is_positive for v in values) else None


def _one_formula(setting: Setting, terms: dict[Region, Num], occurring: dict[Region, Num]) -> Expr:
    """Return one formula that has the values of all regions that occur."""
    positive = max((r for r in terms if terms[r].finite), key=sum)
    weights = tuple(atom.symbol for atom in setting.atoms)
    plain = terms[positive].expr
    forms = [plain]
    if not all(map(all, setting.occurring)):
        forms.insert(0, weighted(expand_log(plain), weights))
    for formula in forms:
        if all(_has_value(setting, formula, r, t) for r, t in occurring.items()):
            return formula
    msg = "values at p(x) = 0 that no single formula has"
    raise NoOneFormula(msg)


class NoOneFormula(Puzzle):
    """The value at a zero is not that of the formula elsewhere."""


def _has_value(setting: Setting, formula: Expr, region: Region, term: Num) -> bool:
    found = at_region(setting, formula, region)
    return found is not None and is_zero(found - term.expr)


def at_region(setting: Setting, formula: Expr, region: Region) -> Expr | None:
    """Return the formula in a region, with 0 for the probabilities that are 0 there."""
    zeros = {
        atom.symbol: S.Zero
        for atom, positive in zip(setting.atoms, region, strict=True)
        if not positive
    }
    zeros |= {s: S.Zero for s in formula.free_symbols if _sum_vanishes(setting, s, region)}
    return at_zeros(formula, zeros)


def at_zeros(formula: Expr, zeros: dict[Expr, Expr]) -> Expr | None:
    """Return the formula with 0 for some of its symbols, or None if it has no value there."""
    products = {}
    for one in formula.atoms(Weighted):
        weight, inner = (arg.xreplace(zeros) for arg in one.args)
        products[one] = S.Zero if weight.expand() == 0 else weight * inner
    opened = formula.xreplace(products).subs(zeros)
    undefined = (S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity)
    return None if opened.has(*undefined) else opened


def _sum_vanishes(setting: Setting, symbol: Expr, region: Region) -> bool:
    """Return whether a sum over some letters is 0 because all its terms are, in a region."""
    if symbol not in setting.sums:
        return False
    inner, _, kept = setting.sums[symbol]
    part = setting.part(region, kept)
    fits = [r for r in setting.regions() if setting.part(r, kept) == part]
    return all(at_region(setting, inner, r) == 0 for r in fits)


def is_zero(expr: Expr) -> bool:
    """Return whether an expression is 0 for all positive values of its symbols."""
    return bool(expand_log(expr.expand()).expand() == 0)


def dot(left: Any, right: Any) -> Any:
    """Return the inner product of two vectors."""
    if len(getattr(left, "places", (0, 0))) != 1 or len(getattr(right, "places", (0, 0))) != 1:
        msg = "the product of matrices"
        raise Puzzle(msg)
    return total(lift(_product, left, right))


def _product(left: Any, right: Any) -> Num:
    no_two_truths(left, right)
    found: Num = number(left) * number(right)
    return found
