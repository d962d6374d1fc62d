"""Probability mass functions: symbolic, explicit, named, and built from others."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, final

from sympy import Expr, Integer, Rational, S, Symbol, Tuple, cancel, expand
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import check_letter, check_size, exact, fresh_uid, letters_for, n
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping


class Pmf(Basic):  # type: ignore[misc]
    """A distribution on finitely many letters: p(x) >= 0 with sum 1. See `pmf`."""

    @property
    @abstractmethod
    def sizes(self) -> tuple[Expr, ...]:
        """The size of each alphabet that a letter is taken from."""

    @abstractmethod
    def probability(self, *letters: Expr) -> Expr:
        """Return the probability of the letters as an expression."""

    def __call__(self, *letters: object) -> Expr:
        """Return the probability of a letter."""
        if len(letters) != len(self.sizes):
            msg = f"{self} takes {len(self.sizes)} letters, got {len(letters)}"
            raise BadInput(msg)
        pairs = zip(letters, self.sizes, strict=True)
        return self.probability(*(check_letter(x, size, self) for x, size in pairs))

    @property
    def size(self) -> Expr:
        """The number of letters."""
        size = S.One
        for factor in self.sizes:
            size *= factor
        return size

    def bound_letters(self, *others: Basic) -> tuple[Symbol, ...]:
        """Return letters to sum over that occur neither here nor in `others`."""
        taken = set[Basic]().union(self.free_symbols, *(o.free_symbols for o in others))
        names = ("x",) if len(self.sizes) == 1 else tuple("xyzuvw"[: len(self.sizes)])
        return letters_for(names, taken)

    def limits(self, letters: tuple[Symbol, ...]) -> tuple[Tuple, ...]:
        """Return the limits of a sum over all letters."""
        return tuple(
            Tuple(x, S.Zero, size - 1) for x, size in zip(letters, self.sizes, strict=True)
        )


def same_alphabet(p: Pmf, q: Pmf) -> None:
    """Refuse two distributions on different alphabets."""
    if p.sizes != q.sizes:
        sizes = [" x ".join(map(str, one.sizes)) for one in (p, q)]
        msg = f"{p} and {q} are on different alphabets: {sizes[0]} and {sizes[1]} letters"
        raise BadInput(msg)


@final
class Probability(Expr):  # type: ignore[misc]
    """The probability p(x) of a letter, not evaluated."""

    is_real = True
    is_nonnegative = True
    is_commutative = True
    _diff_wrt = True

    @property
    def pmf(self) -> Pmf:
        """The distribution."""
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def letters(self) -> tuple[Expr, ...]:
        """The letters."""
        return self.args[1:]  # type: ignore[no-any-return]

    def doit(self, **_: Any) -> Expr:
        """Return the number where the distribution is explicit."""
        return self.pmf(*self.letters)

    def _eval_subs(self, old: Expr, new: Expr) -> Expr | None:
        if old not in self.letters:
            return None
        letters = [new if x == old else x for x in self.letters]
        if all(x.is_Integer or isinstance(x, Symbol) for x in letters):
            return self.pmf(*letters)
        return Probability(self.pmf, *letters)

    def _eval_derivative(self, _: Expr) -> Expr | None:
        return None

    def _sympystr(self, printer: Any) -> str:
        inside = ", ".join(printer.doprint(x) for x in self.letters)
        return f"{printer.doprint(self.pmf)}({inside})"


@final
class SymbolicPmf(Pmf):
    """Any distribution on an alphabet of the given size; two made apart are two."""

    @property
    def name(self) -> str:
        """The name that is printed."""
        return str(self.args[0])

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return (self.args[1],)

    @property
    def parameters(self) -> tuple[Expr, ...]:
        """The parameters that the distribution depends on."""
        return self.args[2:-1]  # type: ignore[no-any-return]

    def probability(self, *letters: Expr) -> Expr:
        return Probability(self, *letters)

    def _sympystr(self, _: object) -> str:
        return self.name


class TabularPmf(Pmf):
    """A distribution that is given by a table of probabilities."""

    @property
    @abstractmethod
    def probabilities(self) -> tuple[Expr, ...]:
        """The probability of each letter, in the order of the letters."""

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return (Integer(len(self.probabilities)),)

    def probability(self, *letters: Expr) -> Expr:
        (x,) = letters
        return self.probabilities[int(x)] if x.is_Integer else Probability(self, x)


class LabelledPmf(TabularPmf):
    """A table of labels and exact probabilities."""

    @property
    def labels(self) -> tuple[Basic, ...]:
        """What the letters stand for."""
        return tuple(self.args[0])

    @property
    def probabilities(self) -> tuple[Expr, ...]:
        return tuple(self.args[1])

    def _sympystr(self, printer: Any) -> str:
        return f"({', '.join(printer.doprint(p) for p in self.probabilities)})"


@final
class ExplicitPmf(LabelledPmf):
    """A distribution given by a table; equal tables are one distribution."""


@final
class JointTable(LabelledPmf):
    """The joint law of random variables that were made together; two made apart are two."""


def pmf(spec: str | Mapping[Any, object], size: object = n, **options: Any) -> Pmf:
    """Return a probability mass function.

    Parameters
    ----------
    spec : str or mapping
        A name, for any distribution on an alphabet of `size` letters (n when not given);
        or a mapping from labels to exact probabilities, which may be symbols.
    size : positive integer or symbol
        The number of letters of a named distribution.
    depends_on : tuple of parameters
        What a named distribution depends on, such as the parameter of a model.

    Raises
    ------
    BadInput
        If the probabilities are negative, do not sum to 1, or are floats whose sum
        misses 1 by more than rounding.

    Examples
    --------
    >>> from sympy import Rational
    >>> from symbinfo import pmf
    >>> p, coin = pmf("p"), pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
    >>> p.size, coin.size
    (n, 2)
    """
    if isinstance(spec, str):
        depends_on = tuple(options.pop("depends_on", ()))
        if options:
            msg = f"pmf does not know the option {next(iter(options))!r}"
            raise BadInput(msg)
        return SymbolicPmf(Str(spec), check_size(size), *depends_on, fresh_uid())
    if not hasattr(spec, "items"):
        msg = (
            f"pmf takes a name or a mapping of probabilities, got {spec!r} ({type(spec).__name__})"
        )
        raise BadInput(msg)
    return explicit_pmf(spec)


def explicit_pmf(table: Mapping[Any, object]) -> ExplicitPmf:
    """Return the distribution with the given labels and probabilities."""
    if not table:
        msg = "a distribution needs at least one letter, got an empty table"
        raise BadInput(msg)
    values = [_probability(label, value) for label, value in table.items()]
    total = sum(values, S.Zero)
    if any(isinstance(value, float) for value in table.values()) and total != 1:
        values, total = _near_one(values, total), S.One
    if total != 1 and expand(total - 1) != 0 and cancel(total - 1) != 0:
        msg = f"the probabilities must sum to 1, got the sum {total}"
        raise BadInput(msg)
    return ExplicitPmf(Tuple(*map(as_label, table)), Tuple(*values))


def as_label(label: object) -> Basic:
    """Return a label as a SymPy object."""
    if isinstance(label, tuple):
        return Tuple(*map(as_label, label))
    if isinstance(label, Basic):
        return label
    return Integer(label) if isinstance(label, int) else Str(str(label))


def _probability(label: object, value: object) -> Expr:
    if isinstance(value, float):
        if value != value or value in (float("inf"), -float("inf")):  # noqa: PLR0124
            msg = f"the probability of {label!r} must be a number, got {value}"
            raise BadInput(msg)
        expr: Expr = Rational(str(value))
    else:
        expr = exact(value, f"the probability of {label!r}")
    if expr.has_float if hasattr(expr, "has_float") else False:
        msg = f"the probability of {label!r} must be exact, got {expr}"
        raise BadInput(msg)
    if expr.is_negative or (expr.is_number and not expr.is_real):
        msg = f"the probability of {label!r} must not be negative, got {expr}"
        raise BadInput(msg)
    return expr


def _near_one(values: list[Expr], total: Expr) -> list[Expr]:
    if not total.is_number or abs(total - 1) > Rational(1, 10**12):
        msg = f"the probabilities must sum to 1, got floats with the sum {float(total)!r}"
        raise BadInput(msg)
    return [value / total for value in values]
