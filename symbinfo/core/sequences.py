"""Numbers with an index: sequences and tables of them, and their terms."""

from __future__ import annotations

from math import prod
from typing import Any, final

from sympy import Expr, Integer, S, Tuple, oo
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import check_bounds, check_letter, check_size, fresh_uid, n
from symbinfo.errors import BadInput


class Sequence(Basic):  # type: ignore[misc]
    """Numbers a(0), ..., a(size - 1), or a table of them; see `sequence`."""

    @property
    def name(self) -> str:
        """The name that is printed."""
        return str(self.args[0])

    @property
    def sizes(self) -> tuple[Expr, ...]:
        """How many values each index has."""
        return tuple(self.args[1])

    @property
    def size(self) -> Expr:
        """How many numbers there are."""
        return prod(self.sizes, start=S.One)

    @property
    def bounds(self) -> tuple[Expr, Expr, bool]:
        """Lower bound, upper bound, and whether the bounds belong to the interval."""
        return self.args[2], self.args[3], self.args[4] == 1

    @property
    def parameters(self) -> tuple[Expr, ...]:
        """The parameters that the sequence depends on."""
        return self.args[5:-1]  # type: ignore[no-any-return]

    def __call__(self, *indices: object) -> Term:
        """Return the number at an index, or at a row and a column."""
        if len(indices) != len(self.sizes):
            msg = f"{self.name} takes {len(self.sizes)} indices, got {len(indices)}"
            raise BadInput(msg)
        pairs = zip(indices, self.sizes, strict=True)
        return Term(self, *(check_letter(x, size, self.name) for x, size in pairs))

    def _sympystr(self, _: object) -> str:
        return self.name


def sequence(  # noqa: PLR0913 - options, by keyword
    name: str,
    size: object = n,
    *,
    lower: object = -oo,
    upper: object = oo,
    closed: bool = False,
    depends_on: tuple[Expr, ...] = (),
) -> Sequence:
    """Return a finite sequence of real numbers, such as labels y_i or weights a_i.

    The numbers lie in the open interval (lower, upper), or the closed one. A tuple of
    sizes gives a table, such as the one-hot labels y_ic.

    >>> from symbinfo import sequence
    >>> a = sequence("a", 3, lower=0)
    >>> a(0).is_positive
    True
    """
    low, high = check_bounds(name, lower, upper)
    flag = Integer(1 if closed else 0)
    sizes = size if isinstance(size, tuple) else (size,)
    parts = (Str(name), Tuple(*map(check_size, sizes)), low, high, flag)
    return Sequence(*parts, *depends_on, fresh_uid())


@final
class Term(Expr):  # type: ignore[misc]
    """One number of a sequence, a(i), or of a table, y(i, c)."""

    is_real = True
    is_commutative = True
    _diff_wrt = True

    @property
    def sequence(self) -> Sequence:
        """The sequence that the number belongs to."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def letters(self) -> tuple[Expr, ...]:
        """The indices."""
        return self.args[1:]  # type: ignore[no-any-return]

    def _eval_is_positive(self) -> bool | None:
        low, _, closed = self.sequence.bounds
        return True if low.is_positive or (low.is_zero and not closed) else None

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.sequence.bounds[0].is_nonnegative else None

    def _eval_derivative(self, _: Expr) -> Expr | None:
        return None

    def _sympystr(self, printer: Any) -> str:
        return f"{self.sequence.name}({', '.join(map(printer.doprint, self.letters))})"
