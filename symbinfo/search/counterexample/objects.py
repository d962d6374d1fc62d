"""What a statement leaves open, and exact objects to put there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, final

from sympy import Expr, Integer, Rational, Symbol
from sympy.core.function import AppliedUndef

from symbinfo.core.pmf import LabelledPmf, SymbolicPmf, pmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import RandomVariable, random_variables

if TYPE_CHECKING:
    from fractions import Fraction

    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement

Cell = tuple[int, ...]
Law = dict[Cell, "Fraction"]


@final
@dataclass(frozen=True, slots=True)
class Objects:
    """The names of a statement that have no explicit value, in a fixed order."""

    pmfs: tuple[SymbolicPmf, ...]
    variables: tuple[RandomVariable, ...]
    sizes: tuple[Symbol, ...]
    letters: tuple[Symbol, ...]
    numbers: tuple[Symbol, ...]
    unknown: tuple[Basic, ...]

    @property
    def none(self) -> bool:
        """Whether everything is explicit already."""
        return not any((self.pmfs, self.variables, self.sizes, self.letters, self.numbers))


def objects_of(statement: Statement) -> Objects:
    """Return the names of a statement that are to be replaced."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses, *(statement.equality or ()))

    def found(*kinds: type) -> list[Basic]:
        return sorted({one for part in parts for one in part.atoms(*kinds)}, key=_order)

    labels = set[Symbol]().union(*(table.args[0].free_symbols for table in found(LabelledPmf)))
    free = set[Symbol]().union(*(part.free_symbols for part in parts)) - labels
    symbols = sorted(free, key=str)
    sizes = tuple(s for s in symbols if s.is_integer and s.is_positive)
    letters = tuple(s for s in symbols if s.is_integer and s not in sizes)
    return Objects(
        tuple(found(SymbolicPmf)),
        tuple(v for v in found(RandomVariable) if v.table is None),
        sizes,
        letters,
        tuple(s for s in symbols if not s.is_integer),
        tuple(found(Sequence, AppliedUndef)),
    )


def unclaimed(statement: Statement, variables: tuple[RandomVariable, ...]) -> frozenset[int]:
    """Return the places of the variables that are in hypotheses only."""
    parts = (statement.lhs, statement.rhs, *(statement.equality or ()))
    known = {v for part in parts for v in part.atoms(RandomVariable)}
    return frozenset(i for i, v in enumerate(variables) if v not in known)


def _order(obj: Basic) -> tuple[str, str]:
    return str(obj), str(obj.args[-1])


@final
@dataclass(slots=True)
class World:
    """Exact values for the names of a statement."""

    variables: tuple[RandomVariable, ...] = ()
    law: Law = field(default_factory=dict)
    pmfs: dict[SymbolicPmf, tuple[Fraction, ...]] = field(default_factory=dict)
    numbers: dict[Symbol, Fraction | int] = field(default_factory=dict)

    def assignment(self) -> dict[Basic, Basic]:
        """Return explicit objects for the kernel."""
        implied = {*(v.size for v in self.variables), *(p.size for p in self.pmfs)}
        numbers = ((s, x) for s, x in self.numbers.items() if s not in implied)
        found: dict[Basic, Basic] = {s: rational(x) for s, x in numbers}
        for p, values in self.pmfs.items():
            found[p] = pmf({i: rational(x) for i, x in enumerate(values)})
        if self.variables:
            names = " ".join(v.name for v in self.variables)
            law = {cell: rational(p) for cell, p in self.law.items()}
            found.update(zip(self.variables, random_variables(names, law=law), strict=True))
        return found

    def size(self, size: Expr) -> int:
        """Return the size of an alphabet as a number."""
        return int(size.subs(self.numbers))


def rational(value: Fraction | int) -> Rational:
    """Return a fraction as a SymPy number."""
    return (
        Integer(value) if isinstance(value, int) else Rational(value.numerator, value.denominator)
    )


def tidy(variables: tuple[RandomVariable, ...], law: Law) -> tuple[Law, dict[Symbol, int]] | None:
    """Return the law with values 0, 1, ... of each variable, and the sizes of their alphabets.

    Variables whose sizes are one symbol, or a number, get letters of probability 0 where they
    have too few; None if a variable has too many values.
    """
    names: list[dict[int, int]] = [{} for _ in variables]
    rows: Law = {}
    for cell, p in sorted(law.items()):
        if p:
            new = tuple(
                known.setdefault(x, len(known)) for known, x in zip(names, cell, strict=True)
            )
            rows[new] = p
    sizes: dict[Expr, int] = {}
    for v, known in zip(variables, names, strict=True):
        sizes[v.size] = max(sizes.get(v.size, 1), len(known))
    if any(size.is_Integer and int(size) < count for size, count in sizes.items()):
        return None
    sizes = {size: int(size) if size.is_Integer else count for size, count in sizes.items()}
    for i, (v, known) in enumerate(zip(variables, names, strict=True)):
        for missing in range(len(known), sizes[v.size]):
            rows[tuple(missing if j == i else 0 for j in range(len(variables)))] = 0  # type: ignore[assignment]
    symbols = {size: count for size, count in sizes.items() if isinstance(size, Symbol)}
    return dict(sorted(rows.items())), symbols
