"""LaTeX of the things that information theory names: laws, measures, hypotheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sympy import Expr, Integer, Rational, S, Symbol
from sympy.printing.latex import LatexPrinter

from symbinfo.core.families import Bernoulli, Mixture, ProductPmf
from symbinfo.core.pmf import LabelledPmf
from symbinfo.core.variables import ConditionalLaw, JointLaw
from symbinfo.render.layout import decimal
from symbinfo.render.names import joined, name_latex, subscript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.measure import Notation
    from symbinfo.core.pmf import Probability
    from symbinfo.core.variables import RandomVariable
    from symbinfo.render.scope import Scope
    from symbinfo.render.style import Style

_INDEX = {"x": "i", "y": "j", "z": "k"}
_TALL = re.compile(r"\\(frac|sum|prod|int)(?![A-Za-z])")
_HEADS = {"JSD": r"\mathrm{JSD}"}


class ObjectPrinter(LatexPrinter):  # type: ignore[misc]
    """The part of the printer that writes everything but arithmetic."""

    def __init__(self, style: Style, scope: Scope) -> None:
        super().__init__()
        self.style = style
        self.scope = scope

    def wrap(self, text: str) -> str:
        """Return the text in parentheses that are as high as it needs."""
        if r"\Bigl" in text or r"\Biggl" in text:
            return rf"\Biggl( {text} \Biggr)"
        if _TALL.search(text):
            return rf"\Bigl( {text} \Bigr)"
        return f"({text})"

    def commas(self, parts: Iterable[Basic]) -> str:
        """Return the parts with commas between them."""
        return ", ".join(map(self._print, parts))

    # Names

    def _print_Symbol(self, expr: Symbol, **_: object) -> str:
        if self.indexed() and expr.is_integer and expr.name.rstrip("'") in _INDEX:
            return str(_INDEX[expr.name[0]] + expr.name[1:])
        return name_latex(expr.name)

    def _print_Str(self, expr: Any) -> str:
        return name_latex(str(expr))

    def _print_RandomVariable(self, expr: RandomVariable) -> str:
        return name_latex(expr.name)

    def _print_Sequence(self, expr: Any) -> str:
        return name_latex(expr.name)

    def _print_Term(self, expr: Any) -> str:
        index = " ".join(self.counted(x) for x in expr.letters)
        return subscript(name_latex(expr.sequence.name), index)

    def counted(self, index: Expr) -> str:
        """Return an index that is counted from 0 as one that is counted from 1."""
        return str(self._print(index + 1 if index.is_Integer else index))

    def indexed(self) -> bool:
        """Whether sums run over i = 1..n and not over letters."""
        return self.style.sums == "index" and not self.scope.variables

    # Distributions

    def _print_SymbolicPmf(self, expr: Any) -> str:
        name = name_latex(expr.name)
        missing = [text for text in map(self._print, expr.parameters) if text not in name]
        return subscript(name, ",".join(missing))

    def _print_LabelledPmf(self, expr: Any) -> str:
        return f"({', '.join(map(self._small, expr.probabilities))})"

    def _small(self, expr: Expr) -> str:
        return str(self._print(expr)).replace(r"\frac", r"\tfrac")

    def _print_Bernoulli(self, expr: Any) -> str:
        return rf"\mathrm{{Bern}}({self._small(expr.args[0])})"

    def _print_Uniform(self, _: Any) -> str:
        return r"\mathrm{unif}" if self.scope.named_u else "u"

    def _print_PointMass(self, expr: Any) -> str:
        return subscript(r"\delta", self.letter(expr.args[0], "x"))

    def _print_Mixture(self, expr: Any) -> str:
        t, p, q = expr.args
        left, right = self._part(p), self._part(q)
        if t == S.Half:
            return rf"\tfrac{{1}}{{2}} ({left} + {right})"
        if t.is_Rational:
            return f"{self._small(t)} {left} + {self._small(1 - t)} {right}"
        weight = self._print(t) if t.is_Atom else f"({self._print(t)})"
        return f"{weight} {left} + (1 - {weight}) {right}"

    def _part(self, pmf: Basic) -> str:
        text = str(self._print(pmf))
        return f"({text})" if isinstance(pmf, Mixture | ProductPmf) else text

    def _print_RowPmf(self, expr: Any) -> str:
        table, row = expr.args
        return subscript(name_latex(table.name), rf"{self.counted(row)} \cdot")

    def _print_EmpiricalPmf(self, expr: Any) -> str:
        name = r"\hat{p}"
        return subscript(name, name_latex(expr.args[0].name)) if self.scope.samples > 1 else name

    def _print_ProductPmf(self, expr: Any) -> str:
        return r" \times ".join(map(self._part, expr.args))

    def _print_JointLaw(self, expr: JointLaw) -> str:
        return f"p_{{{joined(map(self._print, expr.variables))}}}"

    def _print_ConditionalLaw(self, expr: ConditionalLaw) -> str:
        return f"p_{{{joined(map(self._print, expr.targets))} {self._event(expr)}}}"

    def _event(self, law: ConditionalLaw) -> str:
        given = (f"{self._print(v)} = {self.value(v, x)}" for v, x in law.condition.items())
        return rf"\mid {', '.join(given)}"

    def value(self, variable: RandomVariable, letter: Expr) -> str:
        """Return the value that a letter stands for."""
        if letter.is_Integer and variable.table is not None:
            return str(self._print(variable.values()[int(letter)]))
        return self.letter(letter, variable.name.lower())

    def letter(self, letter: Expr, name: str = "x") -> str:
        """Return a letter; one that is known by its place is x_1, x_2, ..."""
        if not letter.is_Integer:
            return str(self._print(letter))
        counted = self._print(letter + 1)
        return str(counted) if self.indexed() else subscript(name_latex(name), str(counted))

    # Probabilities

    def _print_Probability(self, expr: Probability) -> str:
        law, letters = expr.pmf, expr.letters
        if isinstance(law, JointLaw):
            return self._joint(law, letters)
        if isinstance(law, ConditionalLaw):
            return self._conditional(law, letters)
        inside = [self.letter(x, "x") for x in letters]
        if isinstance(law, Bernoulli):
            return rf"\mathrm{{Bern}}({inside[0]}; {self._small(law.args[0])})"
        name = str(self._print(law))
        if self.indexed() or isinstance(law, LabelledPmf):
            return subscript(name, ",".join(inside))
        return f"{name}({', '.join(inside)})"

    def _joint(self, law: JointLaw, letters: tuple[Expr, ...]) -> str:
        inside = self._cells(law.variables, letters)
        plain = not self.scope.named_p and self._natural(law.variables, letters)
        return f"{'p' if plain else self._print(law)}({inside})"

    def _conditional(self, law: ConditionalLaw, letters: tuple[Expr, ...]) -> str:
        given = law.condition
        every = (*law.targets, *given)
        plain = not self.scope.named_p and self._natural(every, (*letters, *given.values()))
        names = rf"{joined(map(self._print, law.targets))} \mid {joined(map(self._print, given))}"
        inside = rf"{self._cells(law.targets, letters)} \mid {self._cells(given, given.values())}"
        return f"{'p' if plain else f'p_{{{names}}}'}({inside})"

    def _cells(self, variables: Iterable[RandomVariable], letters: Iterable[Expr]) -> str:
        return ", ".join(self.value(v, x) for v, x in zip(variables, letters, strict=True))

    def _natural(self, variables: Iterable[RandomVariable], letters: Iterable[Expr]) -> bool:
        return all(
            isinstance(x, Symbol) and x.name.rstrip("'") == v.name.lower()
            for v, x in zip(variables, letters, strict=True)
        )

    def _print_KroneckerDelta(self, expr: Any, exp: Any = None) -> str:
        x, c = sorted(expr.args, key=lambda one: (str(one)[0] not in "xyz", str(one)))
        text = rf"\mathbf{{1}}\{{{self._print(x)} = {self._print(c)}\}}"
        return text if exp is None else f"{text}^{{{exp}}}"

    # Measures

    def _print_Measure(self, expr: Any) -> str:
        how: Notation = expr.notation()
        if len(how.groups) == 1 and isinstance(how.groups[0][0], ConditionalLaw):
            law = how.groups[0][0]
            inside = f"{self.commas(law.targets)} {self._event(law)}"
        elif len(how.groups) == 1 and isinstance(how.groups[0][0], LabelledPmf):
            inside = str(self._print(how.groups[0][0]))[1:-1]
        else:
            inside = self._gap(how.separator).join(map(self.commas, how.groups))
        if how.given:
            inside += rf" \mid {self.commas(how.given)}"
        if how.index is None:
            return f"{self._head(how.head)}({inside})"
        head = name_latex(how.head) if how.head == "D" else self._head(how.head)
        return f"{subscript(head, str(self._print(how.index)))}({inside})"

    def _print_Shorthand(self, expr: Any) -> str:
        return self._print_Measure(expr)

    def _gap(self, separator: str) -> str:
        return f" {self.style.separator} " if separator == "||" else f"{separator} "

    def _head(self, head: str) -> str:
        known = {"H": self.style.entropy, "D": self.style.divergence, **_HEADS}
        return known.get(head) or name_latex(head)

    # Optima

    def _print_ArgMin(self, expr: Any) -> str:
        return self._optimum("min", expr)

    def _print_ArgMax(self, expr: Any) -> str:
        return self._optimum("max", expr)

    def _optimum(self, kind: str, expr: Any) -> str:
        objective, parameter = expr.args
        body = str(self._print(objective))
        body = self.wrap(body) if objective.is_Add else body
        return rf"\operatorname*{{arg\,{kind}}}_{{{self._print(parameter)}}} {body}"

    def _print_Integer(self, expr: Integer) -> str:
        return str(expr.p)

    def _print_Rational(self, expr: Rational) -> str:
        if decimal(expr):
            return decimal(expr)
        sign = "-" if expr.p < 0 else ""
        return rf"{sign}\frac{{{abs(expr.p)}}}{{{expr.q}}}"
