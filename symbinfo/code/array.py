"""Arrays over alphabets: one value for each region, whatever the size of the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import S, expand_log

from symbinfo.code.number import NAN, Num, Puzzle, add, number
from symbinfo.code.setting import Axis, Region, Setting, weighted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sympy import Expr

Cell = Any
"""A Num, a truth value, or None where a mask has taken the element out."""

Places = tuple["Axis | None", ...]
"""The axis at each place of the shape; None where the length is 1."""


@final
class Array:
    """An array of a run: the axes of its shape, and its element in each region."""

    __array_priority__ = 200.0
    __slots__ = ("cells", "flat", "places", "setting", "shared")

    def __init__(
        self, setting: Setting, places: Places, cells: dict[Region, Cell], *, flat: bool = False
    ) -> None:
        self.setting = setting
        self.places = places
        self.cells = cells
        self.flat = flat
        self.shared = False

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes that are longer than 1."""
        return tuple(axis for axis in self.places if axis is not None)

    @property
    def masked(self) -> bool:
        """Whether a mask has taken elements out."""
        return any(cell is None for cell in self.cells.values())

    def view(self, places: Places, *, flat: bool = False) -> Array:
        """Return the elements in another shape; NumPy shares the memory, so neither may change."""
        self.shared = True
        new = Array(self.setting, places, dict(self.cells), flat=flat)
        new.shared = True
        return new

    def overwritten(self, new: Any) -> Array:
        """Change all elements in place."""
        found = lift(lambda _, cell: cell, self, new)
        if found.places != self.places:
            msg = "an array of another shape put into this one"
            raise ShapesDiffer(msg)
        return self.set_cells(found.cells)

    def set_cells(self, cells: dict[Region, Cell]) -> Array:
        """Change elements in place."""
        if self.shared or self.setting.pinned:
            msg = "changing an array in a loop, or one that shares its memory with another"
            raise Puzzle(msg)
        self.cells = cells
        return self

    def map(self, rule: Callable[[Cell], Cell]) -> Array:
        """Return the array of the rule's values."""
        cells = {r: None if c is None else rule(c) for r, c in self.cells.items()}
        return Array(self.setting, self.places, cells, flat=self.flat)

    def __hash__(self) -> int:
        msg = "an array as a key or in a set"
        raise Puzzle(msg)

    def __bool__(self) -> bool:
        if not self.axes:
            (cell,) = {bool(c) for c in self.cells.values()}
            return cell
        msg = "the truth value of an array (NumPy raises ValueError; use any() or all())"
        raise Puzzle(msg)

    def __len__(self) -> int:
        msg = "len() of an array, called from outside the function's own code"
        raise Puzzle(msg)

    def __iter__(self) -> Iterator[Any]:
        msg = "this way of going through an array"
        raise Puzzle(msg)

    def __array__(self, *_: Any, **__: Any) -> Any:
        msg = "an array was handed to a function that is not known"
        raise Puzzle(msg)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        from symbinfo.code.elementwise import ELEMENTWISE

        if method != "__call__" or ufunc.__name__ not in ELEMENTWISE:
            msg = f"np.{ufunc.__name__}.{method}"
            raise Puzzle(msg)
        return ELEMENTWISE[ufunc.__name__](*inputs, **options)

    def __array_function__(self, function: Any, _: Any, args: Any, options: Any) -> Any:
        from symbinfo.code.modules import numpy_stand_in

        return getattr(numpy_stand_in(), function.__name__)(*args, **options)

    def __getitem__(self, index: object) -> Any:
        from symbinfo.code.indexing import element

        return element(self, index)

    def __setitem__(self, index: object, value: object) -> None:
        from symbinfo.code.indexing import assign

        assign(self, index, value)

    def __getattr__(self, name: str) -> Any:
        """Return a method or attribute of NumPy's arrays and torch's tensors."""
        from symbinfo.code.methods import method_of_array

        return method_of_array(self, name)


def _operator(name: str) -> Any:
    def operate(self: Array, other: object) -> Any:
        return lift(lambda a, b: getattr(number(a), name)(number(b)), self, other)

    return operate


def _in_place(name: str) -> Any:
    def operate(self: Array, other: object) -> Any:
        return self.overwritten(getattr(self, name)(other))

    return operate


def _logical(rule: Callable[[Any, Any], Any]) -> Any:
    def operate(self: Array, other: object) -> Any:
        return lift(rule, self, other)

    return operate


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Array, f"__{_name}__", _operator(f"__{_name}__"))
    setattr(Array, f"__r{_name}__", _operator(f"__r{_name}__"))
    setattr(Array, f"__i{_name}__", _in_place(f"__{_name}__"))
for _name in ("gt", "ge", "lt", "le", "eq", "ne"):
    setattr(Array, f"__{_name}__", _operator(f"__{_name}__"))
_UNARY: dict[str, Callable[[Any], Any]] = {
    "__invert__": lambda c: not c,
    "__neg__": lambda c: -number(c),
    "__pos__": lambda c: c,
    "__abs__": lambda c: abs(number(c)),
}
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "__and__": lambda a, b: a and b,
    "__rand__": lambda a, b: a and b,
    "__or__": lambda a, b: a or b,
    "__ror__": lambda a, b: a or b,
}


def _unary(rule: Callable[[Any], Any]) -> Any:
    def operate(self: Array) -> Any:
        return self.map(rule)

    return operate


def _product(left: Array, right: Any) -> Any:
    return dot(left, right)


for _name, _one in _UNARY.items():
    setattr(Array, _name, _unary(_one))
for _name, _two in _BINARY.items():
    setattr(Array, _name, _logical(_two))
for _name in ("__matmul__", "__rmatmul__"):
    setattr(Array, _name, _product)


def lift(rule: Callable[..., Cell], *values: Any) -> Any:
    """Apply a rule to each element of arrays that are broadcast against each other."""
    arrays = [v for v in values if isinstance(v, Array)]
    if not arrays:
        return rule(*values)
    places = _broadcast([a.places for a in arrays])
    setting = arrays[0].setting
    cells = {}
    if len({a.flat for a in arrays if a.axes}) > 1:
        msg = "a table together with one that was made flat, or that a mask was applied to"
        raise Puzzle(msg)
    for region in setting.here():
        here = [v.cells[region] if isinstance(v, Array) else v for v in values]
        gone = [one is None for one, v in zip(here, values, strict=True) if isinstance(v, Array)]
        if any(gone) and not all(gone):
            msg = "arrays of which a mask has taken different elements out"
            raise Puzzle(msg)
        cells[region] = None if any(gone) else rule(*here)
    return Array(setting, places, cells, flat=arrays[0].flat)


def _broadcast(shapes: Iterable[Places]) -> Places:
    shapes = list(shapes)
    width = max(map(len, shapes))
    padded = [(None,) * (width - len(s)) + s for s in shapes]
    places: list[Axis | None] = []
    for column in zip(*padded, strict=True):
        found = {axis for axis in column if axis is not None}
        if len(found) > 1:
            names = " and ".join(sorted(str(axis.size) for axis in found))
            msg = f"shapes with {names} in one place do not fit together"
            raise ShapesDiffer(msg)
        places.append(found.pop() if found else None)
    axes = [axis for axis in places if axis is not None]
    if len(set(axes)) < len(axes):
        msg = "a table of all pairs of letters of one alphabet"
        raise Puzzle(msg)
    return tuple(places)


class ShapesDiffer(ValueError):
    """What NumPy raises for shapes that do not fit together."""


def total(array: Array, places: tuple[int, ...] | None = None, *, keepdims: bool = False) -> Any:
    """Return the sum over the axes at the places, or over all."""
    width = len(array.places)
    where = range(width) if places is None else [_place(p, width) for p in places]
    chosen = (array.places[p] for p in where)
    summed = tuple(axis for axis in chosen if axis is not None)
    left = tuple(
        None if i in where else axis
        for i, axis in enumerate(array.places)
        if keepdims or i not in where
    )
    kept = [*(axis for axis in left if axis is not None), *array.setting.pinned]
    cells = _totals(array, summed, kept)
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
            group = {r: c for r, c in array.cells.items() if setting.part(r, kept) == part}
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
    if all(term.expr == 0 for term in occurring.values()):
        return Num(S.Zero)
    inner = _one_formula(setting, terms, occurring)
    if not setting.depends(inner):
        size = S.One
        for axis in summed:
            size *= axis.size
        return Num(inner * size)
    known = setting.marginal(inner, set(summed))
    if known is not None:
        return Num(known)
    return Num(setting.symbol_of(inner, (summed, kept), positive=_sign_of_sum(occurring, kept)))


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
    from symbinfo.core.atoms import Weighted

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
    return total(lift(lambda a, b: number(a) * number(b), left, right))


def is_symbolic(value: object) -> bool:
    """Return whether a value belongs to the run."""
    if isinstance(value, list | tuple):
        return any(map(is_symbolic, value))
    if hasattr(value, "dtype") and value.dtype == np.dtype(object):
        return True
    return isinstance(value, Num | Array)
