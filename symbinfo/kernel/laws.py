"""What probabilities, numbers of sequences and equal letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Expr, Integer, Symbol

from symbinfo.core.atoms import is_letter
from symbinfo.core.pmf import Probability, SymbolicPmf, TabularPmf
from symbinfo.core.variables import JointLaw
from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.forms import Form, Gen, add, freeze, generator, number
from symbinfo.kernel.logs import Value
from symbinfo.kernel.rules import law_gen

if TYPE_CHECKING:
    from symbinfo.kernel.reader import Letters, Reader
    from symbinfo.kernel.signs import Positives

Place = tuple[Expr | tuple[Symbol, str], ...]


@final
class Laws:
    """Reads what takes letters."""

    def __init__(self, reader: Reader) -> None:
        self.context = reader.context
        self.reader = reader
        self._free: dict[JointLaw, set[Symbol]] = {}

    def place(self, expr: Expr, letters: Letters) -> Place | None:
        """Return all that the value of an entry of an explicit joint law hangs on."""
        if not isinstance(expr, Probability) or not isinstance(expr.pmf, JointLaw):
            return None
        law = expr.pmf
        if law.variables[0].table is None:
            return None
        free = self._free_symbols(law)
        here = ((x, name) for x, name in letters.items() if x in free or x in expr.letters)
        return (expr, *here)

    def letter(self, x: Expr, letters: Letters, size: Expr) -> str:
        """Return the internal name of a letter, and refuse one that may not exist."""
        if x.is_Integer:
            if not (x == 0 or (x > 0 and size.is_Integer and x < size)):
                msg = f"the letter {x} may not exist in an alphabet of {size} letters"
                raise NotUnderstood(msg)
            return str(x)
        name = self.name_of_letter(x, letters)
        self.context.is_among(name, size)
        return name

    def name_of_letter(self, x: Expr, letters: Letters) -> str:
        """Return a name that no other letter has, even if it is printed alike."""
        if x not in letters and not is_letter(x):
            msg = f"{x} does not stand for any letter; write letter({str(x)!r})"
            raise NotUnderstood(msg)
        return letters.get(x) or f"${self.context.name(x)}"

    def probability(self, expr: Expr, letters: Letters, known: Positives) -> Value:
        """Return the probability of a letter."""
        law, sizes = expr.pmf, expr.pmf.sizes
        names = [self.letter(x, letters, s) for x, s in zip(expr.letters, sizes, strict=True)]
        if isinstance(law, SymbolicPmf):
            gen = Gen("prob", (self.context.name(law),), tuple(names))
            return self._one_letter(gen, law.sizes[0])
        if isinstance(law, JointLaw) and len(set(law.variables)) != len(law.variables):
            msg = f"a variable occurs twice in {law}"
            raise NotUnderstood(msg)
        if isinstance(law, JointLaw) and law.variables[0].table is None:
            pairs = zip(map(self.context.name, law.variables), names, strict=True)
            return self._rewritten(law_gen(dict(pairs)))
        if not all(name.isdigit() for name in names):
            msg = f"the letter of {expr} is not known"
            raise NotUnderstood(msg)
        if isinstance(law, JointLaw):
            return Value(self._marginal(law, names, letters))
        value = self.reader.context_normal(
            self.reader.finite(law.probability(*map(Integer, names)), letters, known)
        )
        if isinstance(law, TabularPmf) and not self.context.signs.nonnegative(value):
            msg = f"the probability {law.probability(*map(Integer, names))} may be negative"
            raise Undefined(msg)
        return Value(value)

    def _marginal(self, law: JointLaw, names: list[str], letters: Letters) -> Form:
        """Return a sum of entries of an explicit joint table."""
        if any(v.size != len(v.values()) for v in law.variables):
            msg = f"{law} does not have the letters of its table"
            raise NotUnderstood(msg)
        cells = law.cells(*map(Integer, names))
        parts = [self._entry(cell, law, letters) for cell in cells]
        for part, cell in zip(parts, cells, strict=True):
            if not self.context.signs.nonnegative(part):
                msg = f"the probability {cell} may be negative"
                raise Undefined(msg)
        total = add(*parts)
        if total and len(parts) > 1:
            self.context.signs.sums[freeze(total)] = tuple(freeze(part) for part in parts if part)
        return total

    def _entry(self, cell: Expr, law: JointLaw, letters: Letters) -> Form:
        """Return an entry of a table, as it was read first if nothing can have changed it."""
        known = cell in self.context.entries and not self.context.rules.equations
        if known and self._free_symbols(law).isdisjoint(letters):
            return self.context.entries[cell]
        return self.reader.context_normal(self.reader.finite(cell, letters, frozenset()))

    def _free_symbols(self, law: JointLaw) -> set[Symbol]:
        if law not in self._free:
            self._free[law] = law.free_symbols
        return self._free[law]

    def _one_letter(self, gen: Gen, size: Expr) -> Value:
        """Return a probability, which is 1 on an alphabet of one letter."""
        return Value(number(1)) if size == 1 else self._rewritten(gen)

    def _rewritten(self, gen: Gen) -> Value:
        found = self.context.rules.by_equation(gen)
        return Value(generator(gen) if found is None else found)

    def term(self, expr: Expr, letters: Letters, _: Positives) -> Value:
        """Return one number of a sequence."""
        sequence = expr.sequence
        pairs = zip(expr.letters, sequence.sizes, strict=True)
        names = tuple(self.letter(x, letters, size) for x, size in pairs)
        return self._rewritten(Gen("seq", (self.context.name(sequence),), names))

    def delta(self, expr: Expr, letters: Letters, _: Positives) -> Value:
        """Return 1 if two letters are equal, else 0."""
        names = []
        for x in expr.args:
            if not isinstance(x, Symbol) and not (x.is_Integer and x.is_nonnegative):
                msg = f"there is no rule for {expr}"
                raise NotUnderstood(msg)
            names.append(str(x) if x.is_Integer else self.name_of_letter(x, letters))
        if names[0] == names[1]:
            return Value(number(1))
        if all(name.isdigit() for name in names):
            return Value({})
        self.context.same_range(*names)
        return Value(generator(Gen("delta", (), tuple(sorted(names)))))
