"""What sums over letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Expr, Integer, KroneckerDelta, Sum

from symbinfo.core.trees import nodes
from symbinfo.errors import NotUnderstood
from symbinfo.kernel.forms import Form, Key, add_to, freeze
from symbinfo.kernel.logs import Event, Value

if TYPE_CHECKING:
    from sympy import Tuple
    from sympy.core.basic import Basic

    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.signs import Positives

MOST_LETTERS = 4096


@final
class Totals:
    """Reads sums, letter by letter where the statement names letters."""

    def __init__(self, reader: Reader) -> None:
        self.context = reader.context
        self.reader = reader
        self._compared: dict[tuple[Basic, ...], set[Expr]] = {}

    def over(
        self, expr: Expr, limits: tuple[Tuple, ...], letters: Letters, known: Positives
    ) -> Value:
        """Return the sum of an expression over letters, the last ones outermost."""
        if not limits:
            return self.reader.read(expr, letters, known)
        inner, (variable, low, high) = limits[:-1], limits[-1]
        if low != 0:
            msg = f"sums start at 0, got {limits[-1]}"
            raise NotUnderstood(msg)
        size = high + 1
        if size.is_Integer and self.context.expand:
            return self._expanded(expr, limits, letters, known)
        if not (size.is_integer and size.is_positive):
            msg = f"the size {size} of a sum is not known to be positive"
            raise NotUnderstood(msg)
        if size.free_symbols & set(letters):
            msg = f"the size {size} of a sum depends on a letter"
            raise NotUnderstood(msg)
        letter = self.context.letter_of(limits[-1])
        value = self.over(expr, inner, {**letters, variable: letter}, known)
        binder = (letter, freeze(self.reader.finite(size, {}, frozenset())))
        form = {
            Key((*key.binders, binder), key.guard, key.monomial): c for key, c in value.form.items()
        }
        events = {e._replace(binders=(*e.binders, letter)) for e in value.events}
        return Value(form, frozenset(events))

    def _expanded(
        self, expr: Expr, limits: tuple[Tuple, ...], letters: Letters, known: Positives
    ) -> Value:
        inner, (variable, _, high) = limits[:-1], limits[-1]
        size = int(high) + 1
        if size > MOST_LETTERS:
            msg = f"a sum over {size} letters is too long to write out"
            raise NotUnderstood(msg)
        asked = (expr, *limits)
        if asked not in self._compared:
            self._compared[asked] = _compared_with(expr, limits)
        for x in self._compared[asked]:
            name = str(x) if x.is_Integer else self.reader.laws.name_of_letter(x, letters)
            self.context.is_among(name, Integer(size))
        total: Form = {}
        events: frozenset[Event] = frozenset()
        for i in range(max(size, 0)):
            value = self.over(expr, inner, {**letters, variable: str(i)}, known)
            add_to(total, value.form)
            events |= value.events
        return Value(total, events)


def _compared_with(expr: Expr, limits: tuple[Tuple, ...]) -> set[Expr]:
    """Return the letters, from outside a sum, that it compares with its outermost letter."""
    variable = limits[-1][0]
    deltas = (node for node in nodes((expr, *limits[:-1])) if isinstance(node, KroneckerDelta))
    pairs = [set(delta.args) for delta in deltas if variable in delta.args]
    if not pairs:
        return set()
    known = Sum(expr, *limits[:-1]).free_symbols if limits[:-1] else expr.free_symbols
    return {x for pair in pairs for x in pair - {variable} if x.is_Integer or x in known}
