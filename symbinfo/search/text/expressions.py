"""Expressions: sums and products of measures, logarithms, sizes and exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, final

from sympy import Add, Expr, Mul, Pow, Rational, S, log, oo

from symbinfo.core.atoms import Parameter, n
from symbinfo.measures import CrossEntropy, KLDivergence
from symbinfo.search.text.cursor import Cursor
from symbinfo.search.text.measures import MEASURES
from symbinfo.search.text.names import (
    INFINITY,
    LOGARITHM,
    Names,
    names_distribution,
    names_variable,
)
from symbinfo.search.text.tokens import MOST_DIGITS
from symbinfo.search.text.words import refuse_words

if TYPE_CHECKING:
    from symbinfo.search.text.tokens import Token

DEEPEST = 50
UNBOUNDED = (CrossEntropy, KLDivergence)
_MEASURES = "the measures are H, I, D, JSD, TC, DTC"


@final
class Reader:
    """Reads expressions at a cursor; `cancelled` collects what may be oo - oo or 0 oo."""

    def __init__(self, text: str, names: Names) -> None:
        self.cursor = Cursor(text)
        self.names = names
        self.cancelled: set[Expr] = set()
        self._depth = 0

    def side(self) -> Expr:
        """Read one side of a relation: an expression, or oo alone."""
        if self.cursor.peek.kind == "name" and self.cursor.peek.text in INFINITY:
            self.cursor.next()
            return oo
        return self.sum()

    def sum(self) -> Expr:
        """Read terms with + and - between them."""
        start = self.cursor.peek
        terms = [self._product()]
        while sign := self.cursor.accept("+", "-"):
            term = self._product()
            terms.append(-term if sign.kind == "-" else term)
        self.cancelled |= _of_both_signs(terms)
        total = Add(*terms)
        if any(max(abs(c.p), c.q) >= 10**MOST_DIGITS for c in total.atoms(Rational)):
            self.cursor.fail(f"this makes a number of over {MOST_DIGITS} digits", start)
        return total

    def _product(self) -> Expr:
        factors = self._factor()
        while True:
            if self.cursor.accept("*"):
                factors += self._factor()
            elif self.cursor.accept("/"):
                factors.append(self._reciprocal())
            elif all(map(_is_number, factors)) and self._begins_after_number():
                factors.append(self._primary())
            else:
                break
        if S.Zero in factors:
            self.cancelled.update(*(f.atoms(*UNBOUNDED) for f in factors))
        return Mul(*factors)

    def _begins_after_number(self) -> bool:
        return self.cursor.peek.kind in ("name", "(", "|")

    def _factor(self) -> list[Expr]:
        """Read a factor as its sign and the rest: SymPy would multiply out -1 times a sum."""
        sign = S.One
        while token := self.cursor.accept("+", "-"):
            sign = -sign if token.kind == "-" else sign
        return [sign, self._primary()]

    def _reciprocal(self) -> Expr:
        place = self.cursor.peek
        divisor = Mul(*self._factor())
        if divisor.is_zero:
            self.cursor.fail("division by zero", place)
        if divisor.is_zero is not False:
            why = f"the divisor {divisor} may be 0: multiply both sides by it instead"
            self.cursor.fail(why, place)
        return Pow(divisor, -1)

    def _primary(self) -> Expr:
        token = self.cursor.peek
        if token.kind == "number":
            return Rational(self.cursor.next().text)
        if token.kind == "(":
            return self._bracket()
        if token.kind == "|":
            return self._size()
        if token.kind == "name":
            return self._named(token)
        return self.cursor.expected("an expression")

    def _bracket(self) -> Expr:
        opening = self.cursor.next()
        if self._depth == DEEPEST:
            self.cursor.fail(f"brackets are nested more than {DEEPEST} deep", opening)
        self._depth += 1
        value = self.sum()
        self._depth -= 1
        self.cursor.close(opening)
        return value

    def _size(self) -> Expr:
        bar = self.cursor.next()
        variable = self.names.variable(self.cursor)
        self.cursor.close(bar)
        return variable.size

    def _named(self, token: Token) -> Expr:
        if token.text in LOGARITHM:
            return self._log()
        if token.text in INFINITY:
            why = f"infinity is not a number: {token} can only be a whole side of a relation"
            self.cursor.fail(why, token)
        if token.text in self.names.numbers:
            self.cursor.next()
            return self.names.numbers[token.text]
        if self.cursor.after.kind == "(" and token.text != "n":
            return self._measure()
        if token.text == "n":
            self.cursor.next()
            return n
        return self._no_number(token)

    def _no_number(self, token: Token) -> NoReturn:
        refuse_words(self.cursor)
        name, size = token.text, "n"
        what = "distribution"
        if names_variable(name):
            what, size = "random variable", f"|{name}|"
        why = f"{name} is a {what}, not a number: write a measure such as H({name}), or {size}"
        kinds = [one.kind for one in self.cursor.tokens]
        if what == "random variable" and kinds == ["name", "=", "name", "end"]:
            why += "; that Y is a function of X is written Y = f(X)"
        if names_distribution(name):
            why += f"; or give bounds that make {name} a number: --given '{name} >= 0'"
        self.cursor.fail(why, token)

    def _log(self) -> Expr:
        self.cursor.next()
        place = self.cursor.peek
        if place.kind not in ("number", "(", "|") and place.text != "n":
            self.cursor.expected("a number, n, |X| or '(' after log")
        argument = self._primary()
        if not argument.is_positive:
            why = f"the argument of log must be positive, and {argument} need not be"
            self.cursor.fail(why, place)
        if self.cursor.peek.kind == "/" and place.kind != "(":
            why = f"this can be read in two ways: write log({argument}/...) or log({argument})/..."
            self.cursor.fail(why, self.cursor.peek)
        return log(argument)

    def _measure(self) -> Expr:
        head = self.cursor.next()
        if head.text not in MEASURES:
            refuse_words(self.cursor)
            why = f"unknown measure {head}; {_MEASURES}"
            if head.text.upper() in MEASURES:
                why += f"; did you mean {head.text.upper()}?"
            elif names_distribution(head.text) and self._opens_a_sum():
                why += f"; bounds make {head.text} a number: --given '{head.text} >= 0'"
            self.cursor.fail(why, head)
        opening = self.cursor.next()
        value = MEASURES[head.text](self.cursor, self.names)
        self.cursor.close(opening)
        return value

    def _opens_a_sum(self) -> bool:
        """Whether the bracket that is next holds numbers or measures, and no bare names."""
        return self.cursor.after.kind != "name" or self.cursor.after.text in MEASURES


def _is_number(factor: Expr) -> bool:
    """Whether a factor is made of numbers alone, so that what follows is multiplied by it."""
    leaves = factor.atoms()
    return not factor.has(log) and all(isinstance(x, Rational | Parameter) for x in leaves)


def _of_both_signs(terms: list[Expr]) -> set[Expr]:
    signs: dict[Expr, set[bool]] = {}
    for term in terms:
        _note_signs(term, signs, positive=True)
    return {measure for measure, seen in signs.items() if len(seen) > 1}


def _note_signs(expr: Expr, signs: dict[Expr, set[bool]], *, positive: bool) -> None:
    if isinstance(expr, UNBOUNDED):
        signs.setdefault(expr, set()).add(positive)
    elif isinstance(expr, Add | Mul | Pow):
        same = positive != expr.as_coeff_Mul()[0].is_negative
        for part in expr.args:
            _note_signs(part, signs, positive=same)
