"""What a run is about: the inputs, their letters, and where their probabilities are 0.

A *region* says of every probability at one place whether it is positive: for p and q on one
alphabet there are four. A run knows which regions occur, and the arrays hold a value a region.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, final

from sympy import Dummy, Expr, S, Sum, Symbol, oo

from symbinfo.code.constants import Puzzle
from symbinfo.code.number import Num
from symbinfo.code.signs import SumSymbol, at_most_one
from symbinfo.core.atoms import Weighted, letters_for, parameter
from symbinfo.core.pmf import Pmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import JointLaw, law
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Region = tuple[bool, ...]
"""Which of the atoms are positive, in the order of `Setting.atoms`."""


@final
@dataclass(frozen=True, slots=True)
class Axis:
    """An alphabet: a name, and how many letters it has."""

    name: str
    size: Expr


ROW = Axis("row", Symbol("m", integer=True, positive=True))
"""The rows of a batch. A run is about one of them, so nothing may go from one row to another."""


@final
@dataclass(frozen=True, slots=True)
class Atom:
    """A probability p(x), or P(x, y) and its marginals, as a positive symbol."""

    law: Pmf
    axes: tuple[Axis, ...]
    symbol: Symbol


@final
@dataclass(frozen=True, slots=True)
class Input:
    """One argument of the function: a distribution, a joint law, or a sequence of numbers."""

    name: str
    source: Pmf | Sequence
    axes: tuple[Axis, ...]
    symbol: Symbol


@final
@dataclass(slots=True)
class Setting:
    """The inputs of a run, and the regions that occur in it."""

    inputs: tuple[Input, ...]
    atoms: tuple[Atom, ...]
    occurring: frozenset[Region]
    pinned: tuple[Axis, ...] = ()
    pinned_at: Region = ()
    rows: bool = False
    sums: dict[Symbol, tuple[Expr, tuple[Axis, ...], list[Axis]]] = field(default_factory=dict)
    known_sums: dict[Any, Symbol] = field(default_factory=dict)

    def regions(self) -> Iterator[Region]:
        """Return every region that the definition of a distribution allows."""
        for region in product((True, False), repeat=len(self.atoms)):
            if self._possible(region):
                yield region

    def _possible(self, region: Region) -> bool:
        """Refuse a joint probability that is positive where a marginal is 0."""
        for atom, here in zip(self.atoms, region, strict=True):
            for other, there in zip(self.atoms, region, strict=True):
                if here and not there and _marginal_of(other.law, atom.law):
                    return False
        return True

    def part(self, region: Region, axes: Iterable[Axis]) -> Region:
        """Return what a region says of the atoms over some of the axes."""
        kept = set(axes)
        pairs = zip(self.atoms, region, strict=True)
        return tuple(positive for atom, positive in pairs if kept.issuperset(atom.axes))

    def here(self) -> list[Region]:
        """Return the regions that fit the letters that loops have fixed."""
        fits = self.regions()
        return [r for r in fits if self.part(r, self.pinned) == self.pinned_at]

    def around(self, axes: Iterable[Axis]) -> list[Region]:
        """Return the regions that fit the letters that loops have fixed, but for those of axes."""
        fixed = [axis for axis in self.pinned if axis not in set(axes)]
        wanted = self.part(self.here()[0], fixed)
        return [region for region in self.regions() if self.part(region, fixed) == wanted]

    def depends(self, expr: Expr) -> bool:
        """Return whether an expression depends on the inputs."""
        known = {one.symbol for one in self.atoms} | {one.symbol for one in self.inputs}
        return any(symbol in known or symbol in self.sums for symbol in expr.free_symbols)

    def symbol_of(
        self, inner: Expr, over: tuple[tuple[Axis, ...], list[Axis]], *, positive: bool | None
    ) -> Expr:
        """Return a symbol for the sum of a term over axes, with others kept; one a sum."""
        axes, kept = over
        key = (inner, frozenset(axes), positive)
        if key not in self.known_sums:
            facts: dict[str, Any] = {"positive": True} if positive else {"real": True}
            if positive is None:
                facts = {"nonnegative": True}
            symbol = SumSymbol("S", **facts)
            symbol.term = inner
            self.known_sums[key] = symbol
            self.sums[symbol] = (inner, axes, kept)
        return self.known_sums[key]

    def marginal(self, symbol: Expr, axes: set[Axis]) -> Expr | None:
        """Return the sum of a probability over axes as a probability: 1, or a marginal."""
        atom = next((one for one in self.atoms if one.symbol == symbol), None)
        if atom is None or not axes <= set(atom.axes):
            return None
        left = tuple(axis for axis in atom.axes if axis not in axes)
        if not left:
            return S.One
        if not isinstance(atom.law, JointLaw):
            return None
        kept = [v for v, axis in zip(atom.law.variables, atom.axes, strict=True) if axis in left]
        return next((one.symbol for one in self.atoms if one.law == law(*kept)), None)

    def written(self, expr: Expr, letters: dict[Axis, Symbol] | None = None) -> Expr:
        """Return an expression of the run in the words of symbinfo: p(x), and sums."""
        letters = letters or {}
        new: dict[Expr, Expr] = {}
        for symbol in expr.free_symbols:
            new_one = self._written_symbol(symbol, letters)
            if new_one is not None:
                new[symbol] = new_one
        return expr.xreplace(new)

    def _written_symbol(self, symbol: Symbol, letters: dict[Axis, Symbol]) -> Expr | None:
        if symbol in self.sums:
            return self._written_sum(symbol, letters)
        if symbol in self.known_sums.values():  # the largest element: any number does
            return parameter(symbol.name, 0 if symbol.is_positive else -oo)
        sources = {one.symbol: (one.source, one.axes) for one in self.inputs}
        sources |= {one.symbol: (one.law, one.axes) for one in self.atoms}
        if symbol not in sources:
            return None
        source, axes = sources[symbol]
        return source(*(letters[axis] for axis in axes))

    def _written_sum(self, symbol: Symbol, letters: dict[Axis, Symbol]) -> Expr:
        inner, axes, _ = self.sums[symbol]
        fresh = letters_for((axis.name for axis in axes), letters.values())
        bound = dict(zip(axes, fresh, strict=True))
        limits = [(letter, 0, axis.size - 1) for axis, letter in bound.items()]
        return Sum(self.written(inner, {**letters, **bound}), *limits)

    def value(self, atom: Atom, region: Region) -> Num:
        """Return a probability in a region: its symbol, or 0."""
        return Num(atom.symbol if region[self.atoms.index(atom)] else S.Zero)


def _marginal_of(small: Pmf, large: Pmf) -> bool:
    return (
        isinstance(small, JointLaw)
        and isinstance(large, JointLaw)
        and set(small.variables) < set(large.variables)
    )


def weighted(expr: Expr, weights: tuple[Symbol, ...]) -> Expr:
    """Write each term with its probabilities as weights: 0 where one of them is 0."""
    total = S.Zero
    for term in expr.expand().as_ordered_terms():
        here = [w for w in weights if _has_factor(term, w)]
        if not here or _is_defined_at_zero(term, weights):
            total += term
            continue
        weight = S.One
        for w in here:
            weight *= w
        total += Weighted(weight, term / weight)
    return total


def _is_defined_at_zero(term: Expr, weights: tuple[Symbol, ...]) -> bool:
    """Return whether a term is a product of powers of the weights and their roots."""
    squares = {w: Dummy(w.name, positive=True) ** 2 for w in weights}
    roots = [one.base for one in squares.values()]
    return bool(term.xreplace(squares).is_polynomial(*roots))


def _has_factor(term: Expr, weight: Symbol) -> bool:
    exponent = term.as_powers_dict().get(weight, 0)
    return bool(exponent.is_positive) if exponent else False


def setting_of(arguments: tuple[object, ...], occurring: frozenset[Region]) -> Setting:
    """Return the setting of a run, with one input a distribution or sequence."""
    alphabets: dict[Expr, Axis] = {}
    inputs: list[Input] = []
    atoms: list[Atom] = []
    for source in arguments:
        if not isinstance(source, Pmf | Sequence):
            msg = f"the code is checked on distributions and sequences, got {source}"
            raise BadInput(msg)
        axes = _axes(source, alphabets)
        name = "P" if isinstance(source, JointLaw) else str(source)
        if isinstance(source, Sequence):
            symbol = Symbol(f"{name}\N{ZERO WIDTH NON-JOINER}", real=True)
            inputs.append(Input(name, source, axes, symbol))
            continue
        symbol = at_most_one(name)
        inputs.append(Input(name, source, axes, symbol))
        atoms.append(Atom(source, axes, symbol))
        atoms.extend(_marginals(source, axes))
    return Setting(tuple(inputs), tuple(atoms), occurring)


def _axes(source: Pmf | Sequence, alphabets: dict[Expr, Axis]) -> tuple[Axis, ...]:
    if isinstance(source, JointLaw):
        return tuple(Axis(v.name.lower(), v.size) for v in source.variables)
    if len(source.sizes) != 1:
        msg = f"{source} has {len(source.sizes)} indices; a joint law is given by its variables"
        raise BadInput(msg)
    (size,) = source.sizes
    return (alphabets.setdefault(size, Axis("x", size)),)


def _marginals(source: Pmf, axes: tuple[Axis, ...]) -> Iterator[Atom]:
    if not isinstance(source, JointLaw):
        return
    count = len(source.variables)
    for kept in product((True, False), repeat=count):
        if all(kept) or not any(kept):
            continue
        variables = [v for v, keep in zip(source.variables, kept, strict=True) if keep]
        places = tuple(axis for axis, keep in zip(axes, kept, strict=True) if keep)
        name = "P_" + "".join(v.name for v in variables)
        yield Atom(law(*variables), places, at_most_one(name))


def subsets(setting: Setting, most: int = 6) -> Iterator[frozenset[Region]]:
    """Return every set of regions that can be those that occur: each law is positive somewhere."""
    regions = list(setting.regions())
    if len(regions) > most:
        msg = f"{len(regions)} kinds of zeros are too many to go through"
        raise Puzzle(msg)
    for chosen in product((True, False), repeat=len(regions)):
        here = frozenset(r for r, keep in zip(regions, chosen, strict=True) if keep)
        positive = here and all(any(column) for column in zip(*here, strict=True))
        if positive and _fits_a_table(setting, here):
            yield here


def _fits_a_table(setting: Setting, regions: frozenset[Region]) -> bool:
    """Return whether each row meets each column: a row and a column of zeros cross."""
    for i, first in enumerate(setting.atoms):
        for j, second in enumerate(setting.atoms):
            if set(first.axes).isdisjoint(second.axes):
                pairs = {(region[i], region[j]) for region in regions}
                kinds = {a for a, _ in pairs}, {b for _, b in pairs}
                if len(pairs) < len(kinds[0]) * len(kinds[1]):
                    return False
    return True
