"""The function of an f-divergence, read from text such as "t*log(t)"; nothing of it is run."""

from __future__ import annotations

import ast
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn, final

from sympy import Abs, Expr, I, Integer, Lambda, Rational, Symbol, exp, log, pi, sqrt

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

_FUNCTIONS: MappingProxyType[str, Callable[[Expr], Expr]] = MappingProxyType(
    {"log": log, "ln": log, "exp": exp, "sqrt": sqrt, "abs": Abs}
)
_LONGEST, _LARGEST = 200, 100
_HELP = 'write a function of one name, such as "t*log(t)" or "(sqrt(t) - 1)**2"'


def read_generator(text: str) -> Lambda:
    """Return the function that a text says, with numbers, + - * / **, log, exp, sqrt and abs.

    >>> read_generator("t*log(t)")
    Lambda(t, t*log(t))
    """
    reader = _Reader(text)
    expr = reader.read()
    if reader.variable is None:
        raise BadInput(_wrong(text, "it has no variable"))
    if expr.has(I):
        raise BadInput(_wrong(text, "it is not real for all values from 0 on"))
    return Lambda(reader.variable, expr)


def _wrong(text: str, reason: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return f"the generator {shown!r} cannot be read: {reason}; {_HELP}"


@final
class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.variable: Symbol | None = None

    def read(self) -> Expr:
        if len(self._text) > _LONGEST:
            self._refuse(f"it is longer than {_LONGEST} characters")
        try:
            tree = ast.parse(self._text.strip().replace("^", "**"), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self._refuse("it is no expression")
        return self._expr(tree.body)

    def _refuse(self, reason: str) -> NoReturn:
        raise BadInput(_wrong(self._text, reason)) from None

    def _expr(self, node: ast.expr) -> Expr:
        match node:
            case ast.Constant(int() | float() as value) if not isinstance(value, bool):
                if not isfinite(value):
                    self._refuse("a number in it is too large")
                return Rational(str(value))
            case ast.Name(name):
                return self._name(name)
            case ast.UnaryOp(ast.USub(), inner):
                return -self._expr(inner)
            case ast.UnaryOp(ast.UAdd(), inner):
                return self._expr(inner)
            case ast.BinOp(left, op, right):
                return self._between(self._expr(left), op, self._expr(right))
            case ast.Call(ast.Name(name), [argument], []) if name in _FUNCTIONS:
                return _FUNCTIONS[name](self._expr(argument))
            case ast.Call(ast.Name(name)):
                known = ", ".join(_FUNCTIONS)
                return self._refuse(f"{name} is no function of one value among {known}")
            case _:
                return self._refuse(f"it has {ast.unparse(node)!r}")

    def _name(self, name: str) -> Expr:
        if name in ("pi", "e", "E"):
            return pi if name == "pi" else exp(Integer(1))
        if self.variable is not None and self.variable.name != name:
            self._refuse(f"it has two variables, {self.variable} and {name}")
        self.variable = Symbol(name, positive=True)
        return self.variable

    def _between(self, left: Expr, op: ast.operator, right: Expr) -> Expr:
        match op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                if right == 0:
                    self._refuse("it divides by 0")
                return left / right
            case ast.Pow():
                if right.is_number and not (right.is_Rational and abs(right) <= _LARGEST):
                    self._refuse(f"an exponent in it is no number up to {_LARGEST}")
                return left**right
        return self._refuse(f"it has the operator {type(op).__name__}")
