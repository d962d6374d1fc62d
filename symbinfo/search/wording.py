"""Sums of measures as a person writes them: the measures as typed, and as few as can be."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, final

from sympy import Add, Expr, Rational, preorder_traversal

from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search.entropic import linear_form
from symbinfo.search.shapes import Shape, measure_of, sets_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from symbinfo.core.variables import RandomVariable

Form = dict[Expr, int]
"""A sum of terms, each times a whole number."""

MOST_TERMS = 12


class Bits(NamedTuple):
    """A shape with its sets of variables as bits of numbers; `second` is 0 for an entropy."""

    first: int
    second: int
    given: int


def plus(left: Form, right: Form, factor: int = 1) -> Form:
    """Return left + factor * right, without terms that cancel."""
    total = dict(left)
    for term, c in right.items():
        now = total.get(term, 0) + factor * c
        if now:
            total[term] = now
        else:
            del total[term]
    return total


@final
class Wording:
    """The measures of one statement, each always written in the same way.

    All sums are multiplied by `scale`, so that their factors are whole numbers.
    """

    def __init__(
        self, typed: Iterable[Expr], names: tuple[RandomVariable, ...], scale: int
    ) -> None:
        self.scale = scale
        self.names = names
        self.bits = {v: 1 << place for place, v in enumerate(self.names)}
        self.known: dict[Bits, Expr] = {}
        self.shapes: dict[Expr, Bits | None] = {}
        self.shorter: dict[frozenset[tuple[Expr, int]], Form] = {}
        for expr in typed:
            for node in preorder_traversal(expr):
                shape = self.shape(node) if _is_measure(node) else None
                if shape is not None and self._as_written(node) == shape:
                    self.known.setdefault(shape, node)

    def shape(self, term: Expr) -> Bits | None:
        """Return the sets of variables of a term, if it is one measure."""
        if term not in self.shapes:
            shape = shape_of(linear_form(term) or {}) if _is_measure(term) else None
            self.shapes[term] = self._in_bits(shape) if shape else None
        return self.shapes[term]

    def _in_bits(self, shape: Shape) -> Bits:
        first, second, given = (sum(self.bits[v] for v in group) for group in shape)
        return Bits(
            *((second, first) if 0 < _low(second) < _low(first) else (first, second)), given
        )

    def _as_written(self, term: Expr) -> Bits | None:
        sets = sets_of(term)
        return self._in_bits(sets) if sets else None

    def write(self, shape: Bits) -> Expr:
        """Return a measure as it is typed in the statement, or with its variables in order."""
        if shape not in self.known:
            groups = (frozenset(v for v in self.names if self.bits[v] & part) for part in shape)
            measure = self.known[shape] = measure_of(Shape(*groups), self.names)
            self.shapes.pop(measure, None)  # an equal key would be compared with it every time
            self.shapes[measure] = shape
        return self.known[shape]

    def form(self, expr: Expr, factor: Rational = Rational(1)) -> Form:  # noqa: B008 - immutable
        """Return an expression times a factor as a sum of terms."""
        total: Form = {}
        for term in Add.make_args(expr):
            c, rest = term.as_coeff_Mul()
            shape = self._as_written(rest) if self.shape(rest) else None
            wanted = self.write(shape) if shape else rest
            whole = int(c * factor * self.scale)
            total = plus(total, {wanted: whole}) if whole else total
        return total

    def expression(self, form: Form) -> Expr:
        """Return a form as an expression."""
        return Add(*(Rational(c, self.scale) * term for term, c in form.items()))

    def short(self, form: Form) -> Form:
        """Return the sum with terms joined by the chain rule, as long as any can be."""
        key = frozenset(form.items())
        if key not in self.shorter:
            self.shorter[key] = self._short(form)
        return self.shorter[key]

    def _short(self, form: Form) -> Form:
        while len(form) <= MOST_TERMS:
            pairs = combinations(form.items(), 2)
            found = [joined for one, two in pairs if (joined := self._joined(form, one, two))]
            if not found:
                break
            form = min(found, key=self._size)
        return form

    def _joined(self, form: Form, one: tuple[Expr, int], two: tuple[Expr, int]) -> Form | None:
        (a, c), (b, d) = one, two
        left, right = self.shape(a), self.shape(b)
        if left is None or right is None or abs(c) != abs(d):
            return None
        sign, shape = together(left, right, 1 if c == d else -1)
        if shape is None:
            return None
        rest = {term: factor for term, factor in form.items() if term is not a and term is not b}
        return plus(rest, {self.write(shape): sign * c})

    def _size(self, form: Form) -> tuple[int, int, tuple[Bits, ...]]:
        shapes = tuple(sorted(s for s in map(self.shape, form) if s))
        return len(form), sum(part.bit_count() for s in shapes for part in s), shapes


def _is_measure(term: Expr) -> bool:
    return isinstance(term, Entropy | MutualInformation)


def _low(bits: int) -> int:
    return bits & -bits


def together(left: Bits, right: Bits, sign: int) -> tuple[int, Bits | None]:
    """Return the measure that is left + sign * right, with its own sign; or None."""
    total = _vector(left)
    for key, c in _vector(right).items():
        total[key] = total.get(key, 0) + sign * c
    total = {key: c for key, c in total.items() if c}
    found = _measure(total)
    if found is not None:
        return 1, found
    return -1, _measure({key: -c for key, c in total.items()})


def _vector(shape: Bits) -> dict[int, int]:
    first, second, given = shape
    parts = [(first | given, 1), (given, -1)]
    if second:
        parts += [(second | given, 1), (first | second | given, -1)]
    return {key: c for key, c in parts if key}


def _measure(total: dict[int, int]) -> Bits | None:
    if not 1 <= len(total) <= 4 or any(c not in (1, -1) for c in total.values()):
        return None
    plus_ = sorted(key for key, c in total.items() if c == 1)
    minus = {key for key, c in total.items() if c == -1}
    if len(plus_) == 1 and len(minus) < 2:
        (whole,), given = plus_, max(minus, default=0)
        return Bits(whole & ~given, 0, given) if whole & given == given else None
    if len(plus_) != 2:
        return None
    whole, given = plus_[0] | plus_[1], plus_[0] & plus_[1]
    if minus != ({whole, given} if given else {whole}):
        return None
    one, two = sorted((key & ~given for key in plus_), key=_low)
    return Bits(one, two, given)
