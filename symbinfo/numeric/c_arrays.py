"""The arrays of a C function: its arguments, their checks, marginals, and entries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.errors import BadInput
from symbinfo.numeric.axes import Axis
from symbinfo.numeric.c_text import bare
from symbinfo.numeric.names import Names, identifier
from symbinfo.numeric.program import Given, Lookup, Marginal, Program

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.inputs import Argument


@final
class CArrays:
    """The names of arrays; a law is read over its sum, and a quotient has a name in a loop."""

    def __init__(self, program: Program, names: Names) -> None:
        self._program = program
        self._names = names
        self.arguments = {a: names.new(a.code) for a in program.arguments}
        sizes = dict.fromkeys(size for a in program.arguments for size in a.sizes)
        self.sizes = {size: names.new(_size_name(size)) for size in sizes}
        self.letters: dict[Axis, str] = {}
        self._marginals: dict[Marginal, str] = {}
        laws = {a: name for a, name in self.arguments.items() if a.is_law}
        self.entries: dict[str, str] = {}
        self._sums_of = {a: names.new(f"sum_{name}") for a, name in laws.items()}
        self._totals = {a: names.new(f"total_{name}") for a, name in laws.items()}
        self.helpers: set[str] = set()

    def parameters(self) -> str:
        """Return the parameters: arrays, then numbers, then sizes."""
        arrays = [f"const double *{name}" for a, name in self.arguments.items() if a.sizes]
        numbers = [f"double {name}" for a, name in self.arguments.items() if not a.sizes]
        return ", ".join([*arrays, *(f"size_t {name}" for name in self.sizes.values()), *numbers])

    def headers(self) -> tuple[str, ...]:
        """Return the headers beside those of mathematics and sizes."""
        return ("stdlib",) if self._marginals else ()

    def checks(self) -> list[str]:
        """Return the lines that refuse what is no distribution."""
        laws = [a for a in self._program.arguments if a.is_law]
        if not laws:
            return []
        self.helpers |= {"struct sum", "sum_of"}
        lines = [line for a in laws for line in self._summed(a)]
        wrong = [f"!(fabs({self._totals[a]} - 1.0) <= 1.5e-8)" for a in laws]
        return [*lines, f"if ({' || '.join(wrong)})", "    return NAN;"]

    def _summed(self, law: Argument) -> tuple[str, str]:
        name = self._sums_of[law]
        inside = f"{self.arguments[law]}, {self._count(law.sizes)}"
        return (
            f"const struct sum {name} = sum_of({inside});",
            f"const double {self._totals[law]} = total({name});",
        )

    def _count(self, sizes: tuple[Expr, ...]) -> str:
        return " * ".join(self.sizes[size] for size in sizes)

    def allocated(self) -> list[str]:
        """Return the lines that make room for marginals, and fill it."""
        lines = [
            f"double *{name} = calloc({self._count(_kept(m))}, sizeof *{name});"
            for m, name in self._marginals.items()
        ]
        names = list(self._marginals.values())
        if names:
            missing = " || ".join(f"{name} == NULL" for name in names)
            freed = [f"    free({name});" for name in names]
            lines += [f"if ({missing}) {{", *freed, "    return NAN;", "}"]
        return lines + [line for m in self._marginals for line in self._filled(m)]

    def _filled(self, array: Marginal) -> list[str]:
        sizes = array.argument.sizes
        letters = [f"i{k}" for k in range(len(sizes))]
        pairs = list(zip(letters, sizes, strict=True))
        kept = [pairs[k] for k in array.keep]
        add = f"{self._marginals[array]}[{self._index(kept)}] += "
        body = f"{add}{self._entry(array.argument, self._index(pairs))};"
        return self.loops([(letter, "0", self.sizes[size]) for letter, size in pairs], [body])

    def _index(self, pairs: list[tuple[str, Expr]]) -> str:
        text = pairs[0][0]
        for letter, size in pairs[1:]:
            left = f"({text})" if " " in text else text
            text = f"{left} * {self.sizes[size]} + {letter}"
        return text

    def loops(self, bounds: list[tuple[str, str, str]], body: list[str]) -> list[str]:
        lines = body
        for letter, low, end in reversed(bounds):
            head = f"for (size_t {letter} = {low}; {letter} < {end}; {letter}++)"
            single = len(lines) == 1
            inside = [f"    {line}" for line in lines]
            lines = [head, *inside] if single else [head + " {", *inside, "}"]
        return lines

    def returned(self, value: str) -> list[str]:
        """Return the last lines."""
        names = self._marginals.values()
        if not names:
            return [f"return {bare(value)};"]
        freed = [f"free({name});" for name in names]
        return [f"double value = {bare(value)};", *freed, "return value;"]

    def lookup(self, node: Lookup) -> str:
        array, places = node.array, node.places
        if not isinstance(array, Given | Marginal) or not all(isinstance(p, Axis) for p in places):
            msg = "the C printer has no rule for explicit tables"
            raise BadInput(msg)
        letters = [self.letters[p] for p in places if isinstance(p, Axis)]
        sizes = array.argument.sizes
        if isinstance(array, Marginal):
            if array not in self._marginals:
                self._marginals[array] = self._names.new(array.name.lower())
            name, sizes = self._marginals[array], _kept(array)
        index = self._index(list(zip(letters, sizes, strict=True)))
        if isinstance(array, Marginal):
            return f"{name}[{index}]"
        text = self._entry(array.argument, index)
        return (
            self.named(text, f"{array.argument.code}_{'_'.join(letters)}")
            if text[0] == "("
            else text
        )

    def named(self, text: str, name: str) -> str:
        """Return the name that a quotient has in the loop that it is in."""
        if text.isidentifier():
            return text
        if text not in self.entries:
            self.entries[text] = self._names.new(name)
        return self.entries[text]

    def _entry(self, argument: Argument, index: str) -> str:
        """Return an entry of an argument; that of a law over its sum."""
        text = f"{self.arguments[argument]}[{index}]"
        return f"({text} / {self._totals[argument]})" if argument.is_law else text

    def difference(self, plus: Lookup, minus: Lookup) -> str:
        """Return the difference of two laws, with the digits that their quotients round off."""
        self.helpers.add("difference")
        (p, x), (q, y) = (self._raw(node) for node in (plus, minus))
        return self.named(f"difference({x}, {self._sums_of[p]}, {y}, {self._sums_of[q]})", "d")

    def _raw(self, node: Lookup) -> tuple[Argument, str]:
        argument: Argument = node.array.argument  # type: ignore[union-attr]
        letters = [self.letters[p] for p in node.places if isinstance(p, Axis)]
        index = self._index(list(zip(letters, argument.sizes, strict=True)))
        return argument, f"{self.arguments[argument]}[{index}]"


def _kept(array: Marginal) -> tuple[Expr, ...]:
    return tuple(array.argument.sizes[k] for k in array.keep)


def _size_name(size: Expr) -> str:
    name = str(size)
    return name if name.isidentifier() else f"size_{identifier(name)}"
