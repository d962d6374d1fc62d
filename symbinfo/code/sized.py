"""The question at one size: inputs as arrays of symbols, and every pattern of zeros."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import Add, Expr, Integer, S, Symbol

from symbinfo.code.signs import at_most_one
from symbinfo.core.atoms import n
from symbinfo.core.pmf import pmf
from symbinfo.core.sequences import Sequence, sequence
from symbinfo.core.variables import JointLaw, law, random_variables

if TYPE_CHECKING:
    from collections.abc import Iterator


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One number of an input: its symbol, and what it is in symbinfo's words."""

    symbol: Symbol
    written: Expr
    probability: bool


@final
@dataclass(slots=True)
class Sized:
    """The question at one size: the inputs with their entries, and the measure."""

    shape: tuple[int, ...]
    sources: tuple[Any, ...]
    entries: tuple[Any, ...]
    measure: Expr

    def symbols(self) -> list[Entry]:
        """Return the probabilities."""
        return [e for table in self.entries for e in table.flat if e.probability]

    def sums(self) -> dict[frozenset[Symbol], Expr]:
        """Return the sums of entries that have names: 1, and the marginals of a table."""
        found: dict[frozenset[Symbol], Expr] = {}
        for source, table in zip(self.sources, self.entries, strict=True):
            if isinstance(source, Sequence):
                continue
            found[frozenset(e.symbol for e in table.flat)] = S.One
            if table.ndim == 2:
                for place, variable in enumerate(source.variables):
                    for i in range(table.shape[place]):
                        line = frozenset(e.symbol for e in table.take(i, axis=place))
                        found[line] = law(variable)(Integer(i))
        return found

    def written(self, expr: Expr) -> Expr:
        """Return a formula of entries in symbinfo's words."""
        names = {e.symbol: e.written for table in self.entries for e in table.flat}
        return _folded(expr, self.sums()).xreplace(names)


def _folded(expr: Expr, sums: dict[frozenset[Symbol], Expr]) -> Expr:
    """Put the names of sums of entries for them."""
    if not expr.args:
        return expr
    args = [_folded(arg, sums) for arg in expr.args]
    whole = expr.func(*args)
    if not isinstance(whole, Add):
        return whole
    parts = whole.as_coefficients_dict()
    for group, name in sums.items():
        factors = {parts.get(symbol, 0) for symbol in group}
        if len(factors) == 1 and factors != {0}:
            (factor,) = factors
            rest = Add(*(c * s for s, c in parts.items() if s not in group))
            return _folded(rest, sums) + factor * name
    return whole


def at_size(measure: Expr, arguments: tuple[Any, ...], shape: tuple[int, ...]) -> Sized:
    """Return the question at a size."""
    new: dict[Any, Any] = {}
    sources = []
    for argument in arguments:
        if isinstance(argument, JointLaw):
            names = " ".join(v.name for v in argument.variables)
            made = random_variables(names, shape)
            new |= dict(zip(argument.variables, made, strict=True))
            sources.append(law(*made))
            continue
        make = sequence if isinstance(argument, Sequence) else pmf
        new[argument] = make(str(argument), shape[0])
        sources.append(new[argument])
    new[n] = Integer(shape[0])
    entries = tuple(_entries(source, shape) for source in sources)
    return Sized(shape, tuple(sources), entries, measure.xreplace(new))


def _entries(source: Any, shape: tuple[int, ...]) -> Any:
    table = np.empty(shape, dtype=object)
    probability = not isinstance(source, Sequence)
    for place in product(*map(range, shape)):
        name = f"{source}{''.join(map(str, place))}"
        symbol = at_most_one(name) if probability else Symbol(name, real=True)
        table[place] = Entry(symbol, source(*map(Integer, place)), probability)
    return table


Pattern = dict[Symbol, bool]
"""Which entries are positive."""


def patterns(sized: Sized) -> Iterator[Pattern]:
    """Return every pattern of zeros in which each distribution is positive somewhere."""
    symbols = [e.symbol for e in sized.symbols()]
    for flags in product((True, False), repeat=len(symbols)):
        pattern = dict(zip(symbols, flags, strict=True))
        tables = [t for t in sized.entries if t.flat[0].probability]
        if all(any(pattern[e.symbol] for e in t.flat) for t in tables):
            yield pattern
