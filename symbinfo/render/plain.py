"""Expressions and statements as plain text for terminals, with or without Unicode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, final

from sympy import Add, Expr, Product, S, Sum, powsimp
from sympy.core.function import AppliedUndef
from sympy.printing.pretty.pretty_symbology import greek_unicode
from sympy.printing.str import StrPrinter

from symbinfo.core.families import EmpiricalPmf, Mixture
from symbinfo.core.pmf import Pmf
from symbinfo.core.statement import Statement
from symbinfo.core.variables import ConditionalLaw, JointLaw
from symbinfo.render.intervals import interval, joined_domains
from symbinfo.render.layout import (
    MARKS,
    common_denominator,
    counted,
    decimal,
    derived,
    is_negative,
    is_partial,
    product,
    terms,
)
from symbinfo.render.limits import Limit, limits
from symbinfo.render.scope import Scope, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Derivative, Pow, Subs, Symbol

    from symbinfo.core.pmf import Probability
    from symbinfo.core.variables import RandomVariable

_SIGNS = {
    " || ": " ∥ ",
    " << ": " ≪ ",
    " -> ": " → ",
    " _||_ ": " ⊥⊥ ",
    " <= ": " ≤ ",
    " >= ": " ≥ ",
    " != ": " ≠ ",
    " x ": " × ",
    "sum_": "Σ_",
    "prod_": "Π_",
}


def with_signs(text: str) -> str:
    """Return text with Unicode signs for the relations and sums."""
    for plain, sign in _SIGNS.items():
        text = text.replace(plain, sign)
    return text


@final
class PlainPrinter(StrPrinter):  # type: ignore[misc]
    """Prints as `str` does, with sums and products as a person would write them."""

    printmethod = "_plain"

    def __init__(self, scope: Scope, *, unicode: bool) -> None:
        super().__init__()
        self.scope = scope
        self.unicode = unicode

    def _print(self, expr: Any, **options: object) -> str:
        if isinstance(expr, Mixture) and expr.args[0].is_Rational:
            return self._mixture(*expr.args)
        if isinstance(expr, ConditionalLaw):
            return f"P_{{{self._print_Basic(expr).removeprefix('P_')}}}"
        if isinstance(expr, Pmf) and not isinstance(expr, EmpiricalPmf):
            return self._print_Basic(expr)
        return str(super()._print(expr, **options))

    def _mixture(self, weight: Expr, p: Pmf, q: Pmf) -> str:
        if weight == S.Half:
            return f"1/2 ({self._print(p)} + {self._print(q)})"
        return f"{weight} {self._print(p)} + {1 - weight} {self._print(q)}"

    def _print_Basic(self, expr: Any) -> str:
        known = getattr(expr, "_sympystr", None)
        return str(known(self) if known else super()._print_Basic(expr))

    def _print_Symbol(self, expr: Symbol) -> str:
        return self.name(expr.name)

    def name(self, name: str) -> str:
        """Return a name, in Greek letters where they are spelled out."""
        stem, rest = re.fullmatch(r"([A-Za-z]*)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
        return greek_unicode.get(stem, stem) + rest if self.unicode else name

    def _print_Term(self, expr: Any) -> str:
        counted = [self._print(x + 1 if x.is_Integer else x) for x in expr.letters]
        return f"{self.name(expr.sequence.name)}_{','.join(counted)}"

    def _print_Rational(self, expr: Any) -> str:
        return decimal(expr) or f"{expr.p}/{expr.q}"

    def _print_EmpiricalPmf(self, expr: Any) -> str:
        name = "p̂" if self.unicode else "phat"
        return f"{name}_{expr.args[0].name}" if self.scope.samples > 1 else name

    def _print_Infinity(self, _: Any) -> str:
        return "∞" if self.unicode else "oo"

    # Sums of terms, products and powers

    def _print_Add(self, expr: Expr, **_: object) -> str:
        whole = common_denominator(expr)
        if whole != 1:
            return f"({self._print(Add(*(whole * one for one in expr.args)))})/{whole}"
        first, *rest = terms(expr)
        text = str(self._print(first))
        for term in rest:
            sign, body = (" - ", -term) if is_negative(term) else (" + ", term)
            text += sign + (f"({self._print(body)})" if body.is_Add else str(self._print(body)))
        return text

    def _print_Mul(self, expr: Expr) -> str:
        parts = product(expr)
        front = self._row(parts.numerator, last=not parts.behind and not parts.denominator)
        if parts.denominator:
            below = self._row(parts.denominator, last=False)
            below = f"({below})" if len(parts.denominator) > 1 else below
            front = f"{front or '1'}/{below}"
        pieces = [front, self._row(parts.behind)]
        return ("-" if parts.negative else "") + " ".join(piece for piece in pieces if piece)

    def _print_XLogY(self, expr: Expr) -> str:
        return self._print_Mul(expr)

    def _print_Weighted(self, expr: Expr) -> str:
        whole = powsimp(expr.args[0] * expr.args[1], combine="exp")
        return str(self._print(whole)) if whole.is_Pow else self._print_Mul(expr)

    def _row(self, factors: tuple[Expr, ...], *, last: bool = True) -> str:
        end = len(factors) - 1 if last else -1
        return " ".join(self._factor(f, bare=place == end) for place, f in enumerate(factors))

    def _factor(self, factor: Expr, *, bare: bool) -> str:
        text = str(self._print(factor))
        open_ended = isinstance(factor, Sum | Product) and not bare
        return f"({text})" if open_ended or factor.is_Add or text[0] == "-" else text

    def _print_Pow(self, expr: Pow, rational: object = None) -> str:
        base, exponent = expr.args
        if exponent.is_Rational and exponent.is_negative:
            return self._print_Mul(expr)
        if exponent == S.Half:
            return str(super()._print_Pow(expr, rational))
        below, above = str(self._print(base)), str(self._print(exponent))
        loose = base.is_Add or base.is_Mul or isinstance(base, Sum) or below[0] == "-"
        below = f"({below})" if loose else below
        return (
            f"{below}^{above}"
            if exponent.is_Integer or exponent.is_Symbol
            else f"{below}^({above})"
        )

    def _print_KroneckerDelta(self, expr: Any) -> str:
        return f"1{{{' = '.join(map(self._print, expr.args))}}}"

    def _print_Function(self, expr: Any) -> str:
        if not isinstance(expr, AppliedUndef):
            return str(super()._print_Function(expr))
        return f"{self.name(expr.func.__name__)}({', '.join(map(self._print, expr.args))})"

    def _print_Derivative(self, expr: Derivative) -> str:
        found = derived(expr)
        if found:
            return self._prime(*found)
        sign = "∂" if self.unicode and is_partial(expr) else "d"
        powers = [(self._print(x), f"^{k}" if k > 1 else "") for x, k in expr.variable_count]
        over = " ".join(f"{sign}{name}{power}" for name, power in powers)
        order = expr.derivative_count
        body = self._factor(expr.expr, bare=True)
        return f"{sign}{f'^{order}' if order > 1 else ''}/{over} {body}"

    def _print_Subs(self, expr: Subs) -> str:
        found = derived(expr)
        return self._prime(*found) if found else str(super()._print_Subs(expr))

    def _prime(self, name: str, order: int, at: Expr) -> str:
        marks = "'" * order if order <= MARKS else f"^({order})"
        return f"{self.name(name)}{marks}({self._print(at)})"

    # Sums over letters

    def _print_Sum(self, expr: Sum) -> str:
        return self._series("sum", expr)

    def _print_Product(self, expr: Product) -> str:
        return self._series("prod", expr)

    def _series(self, sign: str, expr: Sum | Product) -> str:
        body = str(self._print(expr.function))
        body = f"({body})" if expr.function.is_Add or body[0] == "-" else body
        over = limits(expr)
        letters = [str(self._print(one.letter)) for one in over if one.alphabet]
        ranges = [_braced(",".join(letters))] if letters else []
        ranges += [self._range(one) for one in over if not one.alphabet]
        return f"{' '.join(f'{sign}_{one}' for one in ranges)} {body}"

    def _range(self, limit: Limit) -> str:
        low, high = limit.lower, limit.upper
        if low == 0:
            low, high = S.One, high + 1
        top = _braced(str(self._print(high)))
        return f"{{{self._print(limit.letter)}={self._print(low)}}}^{top}"

    # Hypotheses

    def _print_Holds(self, expr: Any) -> str:
        lhs, relation, rhs = counted(expr)
        return f"{self._print(lhs)} {relation} {self._print(rhs)}"

    def _print_ForAll(self, expr: Any) -> str:
        lhs, rhs, *over = expr.args
        text = f"{self._print(lhs)} = {self._print(rhs)}"
        bound = [self._bound(one) for one in over]
        return f"{text} for all {joined_domains(bound, ' in ')}" if over else text

    def _bound(self, one: Any) -> tuple[str, str]:
        name = str(self._print(one if one.is_Symbol else one[0]))
        return name, interval(one, self._print) if one.is_Symbol else ""

    def _print_Smooth(self, expr: Any) -> str:
        applied, variable = expr.args
        word = "concave" if expr.concave else "differentiable"
        word = f"strictly {word}" if expr.strict else word
        where = interval(variable, self._print)
        end = f" on {where}" if where else ""
        return f"{self.name(applied.func.__name__)} is {word}{end}"

    # Probabilities and measures

    def _print_Measure(self, expr: Any) -> str:
        how = expr.notation()
        if len(how.groups) != 1 or not isinstance(how.groups[0][0], ConditionalLaw):
            return self._print_Basic(expr)
        law = how.groups[0][0]
        given = ", ".join(f"{v.name} = {self._print(x)}" for v, x in law.condition.items())
        return f"{how.head}({', '.join(v.name for v in law.targets)} | {given})"

    def _print_Probability(self, expr: Probability) -> str:
        law = expr.pmf
        if isinstance(law, JointLaw) and not self.scope.named_p:
            return f"p({self._cells(law.variables, expr.letters)})"
        if isinstance(law, ConditionalLaw):
            given = law.condition
            inside = self._cells(law.targets, expr.letters)
            return f"p({inside} | {self._cells(given, given.values())})"
        return str(expr._sympystr(self))  # noqa: SLF001

    def _cells(self, variables: Iterable[RandomVariable], letters: Iterable[Expr]) -> str:
        return ", ".join(self._cell(v, x) for v, x in zip(variables, letters, strict=True))

    def _cell(self, variable: RandomVariable, letter: Expr) -> str:
        text = str(self._print(letter))
        natural = letter.is_Symbol and letter.name.rstrip("'") == variable.name.lower()
        return text if natural else f"{variable.name}={text}"


def _braced(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def plain(obj: object, *, unicode: bool = True, scope: Scope | None = None) -> str:
    """Return an expression, a hypothesis or a statement as plain text.

    >>> from symbinfo import KLDivergence, pmf
    >>> plain(KLDivergence(pmf("p"), pmf("q")).doit(), unicode=False)
    'sum_x p(x) log(p(x)/q(x))'
    """
    if isinstance(obj, Statement):
        text = _statement(obj, unicode=unicode)
    else:
        text = str(PlainPrinter(scope or scope_of((obj,)), unicode=unicode).doprint(obj))
    return with_signs(text) if unicode else text


def _statement(statement: Statement, *, unicode: bool) -> str:
    printer = PlainPrinter(scope_of((statement,)), unicode=unicode)
    show = printer.doprint
    text = f"{show(statement.lhs)} {statement.relation.value} {show(statement.rhs)}"
    if statement.hypotheses:
        text += f"  given {', '.join(map(show, statement.hypotheses))}"
    if statement.equality is not None:
        conditions = " and ".join(map(show, statement.equality)) or "always"
        text += f"  (equality iff {conditions})"
    return text
