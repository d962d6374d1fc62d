"""Named distributions, and distributions built from others."""

from __future__ import annotations

from typing import Any, final

from sympy import Expr, KroneckerDelta, S, Sum
from sympy.core.basic import Basic

from symbinfo.core.atoms import check_letter, check_size, exact, letters_for, n
from symbinfo.core.pmf import Pmf, TabularPmf, same_alphabet
from symbinfo.core.sequences import Sequence
from symbinfo.errors import BadInput


@final
class Bernoulli(TabularPmf):
    """The law of one coin: letter 1 with probability t, letter 0 with 1 - t."""

    def __new__(cls, t: object) -> Bernoulli:
        value = exact(t, "the probability of a Bernoulli distribution")
        if value.is_number and not 0 <= value <= 1:
            msg = f"the probability of a Bernoulli distribution must be in [0, 1], got {value}"
            raise BadInput(msg)
        return Basic.__new__(cls, value)  # type: ignore[no-any-return]

    @property
    def probabilities(self) -> tuple[Expr, ...]:
        return (1 - self.args[0], self.args[0])

    def _sympystr(self, printer: Any) -> str:
        return f"Bernoulli({printer.doprint(self.args[0])})"


@final
class Uniform(Pmf):
    """The distribution with probability 1/n for each of n letters."""

    def __new__(cls, size: object = n) -> Uniform:
        return Basic.__new__(cls, check_size(size))  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return (self.args[0],)

    def probability(self, *_: Expr) -> Expr:
        return 1 / self.args[0]

    def _sympystr(self, _: object) -> str:
        return "uniform"


@final
class PointMass(Pmf):
    """All probability on one letter c: the one-hot label of class c."""

    def __new__(cls, c: object, size: object = n) -> PointMass:
        total = check_size(size)
        return Basic.__new__(cls, check_letter(c, total, "a point mass"), total)  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return (self.args[1],)

    def probability(self, *letters: Expr) -> Expr:
        return KroneckerDelta(letters[0], self.args[0])

    def _sympystr(self, printer: Any) -> str:
        return f"onehot({printer.doprint(self.args[0])})"


@final
class Mixture(Pmf):
    """The mixture t p + (1 - t) q with t in [0, 1]."""

    def __new__(cls, t: object, p: Pmf, q: Pmf) -> Mixture:
        same_alphabet(p, q)
        weight = exact(t, "the weight of a mixture")
        if weight.is_number and not 0 <= weight <= 1:
            msg = f"the weight of a mixture must be in [0, 1], got {weight}"
            raise BadInput(msg)
        return Basic.__new__(cls, weight, p, q)  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return self.args[1].sizes  # type: ignore[no-any-return]

    def probability(self, *letters: Expr) -> Expr:
        t, p, q = self.args
        return t * p(*letters) + (1 - t) * q(*letters)

    def _sympystr(self, printer: Any) -> str:
        t, p, q = (printer.doprint(arg) for arg in self.args)
        return f"{t} {p} + (1 - {t}) {q}"


@final
class ProductPmf(Pmf):
    """The law of independent letters: p(x) q(y)."""

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return sum((factor.sizes for factor in self.args), ())

    def probability(self, *letters: Expr) -> Expr:
        result, start = S.One, 0
        for factor in self.args:
            end = start + len(factor.sizes)
            result *= factor(*letters[start:end])
            start = end
        return result

    def _sympystr(self, printer: Any) -> str:
        return " x ".join(printer.doprint(factor) for factor in self.args)


@final
class RowPmf(Pmf):
    """The law whose probabilities are row i of a table: q(c) = y(i, c).

    The kernel does not take it that a row sums to 1; no theorem about all distributions
    applies to it.
    """

    def __new__(cls, table: Sequence, row: object) -> RowPmf:
        if not isinstance(table, Sequence) or len(table.sizes) != 2:
            msg = f"RowPmf takes a table with two indices, got {table}"
            raise BadInput(msg)
        return Basic.__new__(cls, table, check_letter(row, table.sizes[0], table.name))  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return self.args[0].sizes[1:]  # type: ignore[no-any-return]

    def probability(self, *letters: Expr) -> Expr:
        table, row = self.args
        return table(row, *letters)

    def _sympystr(self, printer: Any) -> str:
        table, row = self.args
        return f"{table.name}_{printer.doprint(row)}"


@final
class EmpiricalPmf(Pmf):
    """The share of each letter in a sample: p(c) = (1/N) sum of y(i, c), y one-hot.

    Row i of the table y is 1 at the letter that was seen in place i, and 0 elsewhere.
    """

    def __new__(cls, table: Sequence) -> EmpiricalPmf:
        if not isinstance(table, Sequence) or len(table.sizes) != 2:
            msg = f"EmpiricalPmf takes a table with two indices, got {table}"
            raise BadInput(msg)
        return Basic.__new__(cls, table)  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return self.args[0].sizes[1:]  # type: ignore[no-any-return]

    def probability(self, *letters: Expr) -> Expr:
        (table,) = self.args
        (i,) = letters_for(("i",), set().union(*(x.free_symbols for x in letters)))
        rows = table.sizes[0]
        return Sum(table(i, *letters), (i, 0, rows - 1)) / rows

    def _sympystr(self, _: object) -> str:
        return f"empirical({self.args[0].name})"
