"""LaTeX of expressions and statements, as papers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import Add, Expr, Integer, Pow, Product, S, Sum, log, powsimp
from sympy.core.function import AppliedUndef

from symbinfo.core import display
from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import Term
from symbinfo.core.statement import Statement
from symbinfo.render.hypotheses import HypothesisPrinter
from symbinfo.render.layout import (
    MARKS,
    common_denominator,
    derived,
    is_negative,
    is_partial,
    product,
    terms,
)
from symbinfo.render.limits import Limit, limits
from symbinfo.render.names import alphabet, name_latex
from symbinfo.render.scope import scope_of
from symbinfo.render.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Derivative, Subs
    from sympy.core.basic import Basic

RELATIONS = {
    Relation.EQ: "=",
    Relation.LE: r"\le",
    Relation.GE: r"\ge",
    Relation.LT: "<",
    Relation.GT: ">",
    Relation.NE: r"\ne",
}
DEFAULT = Style()
_OPEN_ENDED = (Sum, Product, log, XLogY, Weighted)


@final
class Printer(HypothesisPrinter):
    """Prints everything that a statement can be made of."""

    # Sums of terms, products and powers

    def _print_Add(self, expr: Expr, **_: object) -> str:
        whole = common_denominator(expr)
        if whole != 1:
            return rf"\frac{{{self._print(Add(*(whole * one for one in expr.args)))}}}{{{whole}}}"
        first, *rest = terms(expr)
        text = str(self._print(first))
        for term in rest:
            sign, body = (" - ", -term) if is_negative(term) else (" + ", term)
            text += sign + self._term(body)
        return text

    def _term(self, body: Expr) -> str:
        return self.wrap(self._print(body)) if body.is_Add else str(self._print(body))

    def _print_Mul(self, expr: Expr) -> str:
        parts = product(expr)
        front = self._row(parts.numerator, last=not parts.behind)
        if parts.denominator:
            whole = self._row(parts.numerator) if len(parts.numerator) > 1 else ""
            top = whole or "".join(map(self._print, parts.numerator)) or "1"
            front = rf"\frac{{{top}}}{{{self._alone(parts.denominator)}}}"
        pieces = [front, self._row(parts.behind)]
        return ("-" if parts.negative else "") + " ".join(piece for piece in pieces if piece)

    def _print_XLogY(self, expr: Expr) -> str:
        return self._print_Mul(expr)

    def _print_Weighted(self, expr: Expr) -> str:
        whole = powsimp(expr.args[0] * expr.args[1], combine="exp")
        return str(self._print(whole)) if whole.is_Pow else self._print_Mul(expr)

    def _alone(self, factors: tuple[Expr, ...]) -> str:
        return str(self._print(factors[0])) if len(factors) == 1 else self._row(factors)

    def _row(self, factors: tuple[Expr, ...], *, last: bool = True) -> str:
        """Return factors side by side; only the last may be a sum or a logarithm, bare."""
        final_place = len(factors) - 1 if last else -1
        text = ""
        for place, factor in enumerate(factors):
            piece = self._factor(factor, bare=place == final_place)
            glue = r" \cdot " if piece[0].isdigit() else r" \, " if piece[0] == "|" else " "
            text += glue + piece if text else piece
        return text

    def _factor(self, factor: Expr, *, bare: bool) -> str:
        text = str(self._print(factor))
        open_ended = isinstance(factor, _OPEN_ENDED)
        closed = bare or not open_ended
        return text if closed and not factor.is_Add and text[0] != "-" else self.wrap(text)

    def _print_Pow(self, expr: Pow) -> str:
        base, exponent = expr.args
        if exponent.is_Rational and exponent.is_negative:
            return self._print_Mul(expr)
        if exponent.is_Rational and exponent.q != 1:
            return str(super()._print_Pow(expr))
        text = str(self._print(base))
        simple = base.is_Symbol or isinstance(base, Integer | Term) or text.endswith(")")
        simple = simple and not isinstance(base, log) and not base.is_Add and not base.is_Mul
        power = str(self._print(exponent))
        return f"{text if simple and text[0] != '-' else self.wrap(text)}^{{{power}}}"

    # Functions

    def _print_log(self, expr: Expr, exp: object = None) -> str:
        name = self.style.log_name if self.scope.homogeneous else self._natural_log()
        text = f"{name} {self._argument(expr.args[0])}"
        return text if exp is None else f"({text})^{{{exp}}}"

    def _natural_log(self) -> str:
        return self.style.log if self.style.base is None else r"\ln"

    def _argument(self, argument: Expr) -> str:
        text = str(self._print(argument))
        if argument.is_Add or isinstance(argument, _OPEN_ENDED) or text[0] == "-":
            return self.wrap(text)
        if argument.is_Mul:
            parts = product(argument)
            alone = len(parts.numerator) == 1 and not parts.denominator and not parts.behind
            whole = bool(parts.denominator) and not parts.behind
            return text if alone or whole else self.wrap(text)
        return text

    def _print_Function(self, expr: Any, exp: object = None) -> str:
        if not isinstance(expr, AppliedUndef):
            return str(super()._print_Function(expr, exp))
        text = f"{name_latex(expr.func.__name__)}{self.wrap(self.commas(expr.args))}"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_Derivative(self, expr: Derivative) -> str:
        found = derived(expr)
        return self._prime(*found) if found else self._differential(expr)

    def _differential(self, expr: Derivative) -> str:
        """Return ``d/dx`` before an expression, with a round d if it depends on more."""
        inner, by = expr.expr, expr.variable_count
        sign, order = r"\partial" if is_partial(expr) else "d", expr.derivative_count
        over = " ".join(f"{sign} {self._raised(*pair)}".strip() for pair in by)
        front = rf"\frac{{{sign if order == 1 else self._raised_text(sign, order)}}}{{{over}}}"
        return f"{front} {self._factor(inner, bare=True)}"

    def _raised(self, base: Expr, power: Expr) -> str:
        return self._raised_text(str(self._print(base)), power)

    def _raised_text(self, base: str, power: Expr) -> str:
        return base if power == 1 else f"{base}^{{{self._print(power)}}}"

    def _print_Subs(self, expr: Subs) -> str:
        found = derived(expr)
        return self._prime(*found) if found else str(super()._print_Subs(expr))

    def _prime(self, name: str, order: int, at: Expr) -> str:
        """Return ``f'(t)`` for the derivative of a function of one variable."""
        marks = "'" * order if order <= MARKS else f"^{{({order})}}"
        return f"{name_latex(name)}{marks}({self._print(at)})"

    # Sums over letters

    def _print_Sum(self, expr: Sum) -> str:
        return self._series(r"\sum", expr)

    def _print_Product(self, expr: Product) -> str:
        return self._series(r"\prod", expr)

    def _series(self, sign: str, expr: Sum | Product) -> str:
        body = str(self._print(expr.function))
        body = self.wrap(body) if expr.function.is_Add or body[0] == "-" else body
        over = limits(expr)
        letters = [one for one in over if one.alphabet and not self.indexed()]
        ranges = [f"_{{{self._over(letters)}}}"] if letters else []
        ranges += [self._range(one) for one in over if one not in letters]
        return f"{' '.join(sign + one for one in ranges)} {body}"

    def _over(self, letters: list[Limit]) -> str:
        name = self.commas(one.letter for one in letters)
        known = alphabet(letters[0].letter.name) if len(letters) == 1 else ""
        return rf"{name} \in {known}" if known else name

    def _range(self, limit: Limit) -> str:
        low, high = limit.lower, limit.upper
        if low == 0:
            low, high = S.One, high + 1
        name = self._print(limit.letter)
        return f"_{{{name}={self._print(low)}}}^{{{self._print(high)}}}"

    # Statements

    def relation(self, statement: Any) -> str:
        """Return ``lhs relation rhs`` of a statement or a step."""
        lhs, rhs = self._print(statement.lhs), self._print(statement.rhs)
        return f"{lhs} {RELATIONS[statement.relation]} {rhs}"

    def statement(self, statement: Statement) -> str:
        """Return a statement in one line, with its hypotheses and its equality condition."""
        text = self.relation(statement)
        if statement.hypotheses:
            text += rf" \quad \text{{if }} {self.all(statement.hypotheses)}"
        if statement.equality is not None:
            text += rf" \quad \text{{({self.equality(statement)})}}"
        return text

    def all(self, hypotheses: Iterable[Basic]) -> str:
        """Return several hypotheses with commas between them."""
        return r",\; ".join(map(self._print, hypotheses))

    def equality(self, statement: Statement) -> str:
        """Return when equality holds, as text with formulas between dollar signs."""
        if not statement.equality:
            return "with equality always"
        conditions = " and ".join(f"${self._print(one)}$" for one in statement.equality)
        return f"with equality if and only if {conditions}"


def printer_for(*objects: object, style: Style = DEFAULT) -> Printer:
    """Return a printer for objects that are shown together."""
    return Printer(style, scope_of(objects))


def latex(obj: object, style: Style = DEFAULT) -> str:
    r"""Return the LaTeX of an expression, a distribution, a hypothesis or a statement.

    Theorems are printed as their statements; `symbinfo.render.paper` prints proofs.

    >>> from symbinfo import Entropy, latex, random_variables
    >>> X, Y = random_variables("X Y")
    >>> latex(Entropy(Y, given=X))
    'H(Y \\mid X)'
    """
    shown = getattr(obj, "statement", obj)
    if hasattr(obj, "build"):
        return r" \\ ".join(latex(theorem, style) for theorem in obj.build())
    printer = printer_for(shown, style=style)
    if isinstance(shown, Statement):
        return printer.statement(shown)
    return str(printer.doprint(shown))


def notebook(obj: object) -> str:
    """Return the LaTeX of an object as notebooks show it."""
    if hasattr(obj, "build"):
        rows = r" \\ ".join(f"& {latex(theorem)}" for theorem in obj.build())
        return rf"$\displaystyle \begin{{aligned}} {rows} \end{{aligned}}$"
    if hasattr(obj, "proof"):
        from symbinfo.render.paper import notebook_rows

        rows = " \\\\ ".join(notebook_rows(obj))
        return rf"$\displaystyle \begin{{aligned}} {rows} \end{{aligned}}$"
    return rf"$\displaystyle {latex(obj)}$"


display.set_renderer(notebook)
