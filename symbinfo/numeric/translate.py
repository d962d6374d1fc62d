"""From an expression to array code: each bound letter becomes an axis, each sum a sum over it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, final

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    KroneckerDelta,
    Mul,
    Number,
    NumberSymbol,
    Pow,
    S,
    Sum,
    Symbol,
    exp,
    log,
)

from symbinfo.core.atoms import Term, Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, Probability, SymbolicPmf, TabularPmf
from symbinfo.core.variables import JointLaw
from symbinfo.errors import BadInput
from symbinfo.numeric import code
from symbinfo.numeric.code import Code
from symbinfo.numeric.definitions import opened
from symbinfo.numeric.literals import literal
from symbinfo.numeric.place import Bound, Env, placed

if TYPE_CHECKING:
    from sympy import Tuple

    from symbinfo.numeric.workspace import Workspace

_NUMPY = {log: "np.log", exp: "np.exp", Abs: "np.abs"}
_HELPERS = {Weighted: "weighted", KroneckerDelta: "delta"}


@final
class Translator:
    """Turns expressions into code, and notes in a workspace what the code needs."""

    def __init__(self, work: Workspace) -> None:
        self._work = work
        self._depth = 0

    def code(self, expr: Expr, env: Env) -> Code:
        """Return the code of an expression whose bound letters are in `env`."""
        match expr:
            case Number() | NumberSymbol() | S.ComplexInfinity:
                return literal(expr)
            case Measure():
                return self.code(opened(expr), env)
            case Sum():
                return self._sum(expr, env)
            case Add():
                return code.add([self.code(arg, env) for arg in expr.args])
            case Mul():
                return self._product(expr, env)
            case Pow():
                return self._power(expr, env)
            case XLogY():
                return self._weighted_log(expr, env)
            case Probability() | Term():
                return self._letter_value(expr, env)
            case Symbol():
                return self._symbol(expr, env)
            case _:
                return self._call(expr, env)

    def _call(self, expr: Expr, env: Env) -> Code:
        if isinstance(expr, KroneckerDelta):
            self._check_onehot(expr, env)
        if expr.func in _HELPERS:
            name = self._work.helper(_HELPERS[expr.func])
        elif expr.func in _NUMPY:
            name = _NUMPY[expr.func]
        else:
            msg = f"lambdify has no rule for {expr} ({type(expr).__name__})"
            raise BadInput(msg)
        return code.call(name, *(self.code(arg, env) for arg in expr.args))

    def _check_onehot(self, expr: KroneckerDelta, env: Env) -> None:
        """Have the class of a one-hot label checked against the letters that it is compared to."""
        for letter, other in (expr.args, expr.args[::-1]):
            if letter in env and other.is_Symbol and other not in env:
                self._work.letter(other, env[letter].high + 1)

    def _product(self, expr: Expr, env: Env) -> Code:
        above, below = self._fraction(expr, env)
        result = code.multiply(above or [literal(S.One)], below)
        return code.negative(result) if expr.as_coeff_Mul()[0].is_negative else result

    def _fraction(self, expr: Expr, env: Env) -> tuple[list[Code], list[Code]]:
        """Return the factors and the divisors of a product, whose sign is left out."""
        number, rest = expr.as_coeff_Mul()
        over, under = [], []
        for factor in Mul.make_args(rest):
            if isinstance(factor, Pow) and factor.exp.could_extract_minus_sign():
                content, base = factor.base.primitive() if factor.exp == -1 else (1, factor.base)
                number /= content
                under.append(self.code(base**-factor.exp, env))
            elif factor != 1:
                over.append(self.code(factor, env))
        size = abs(number)
        top, bottom = (size.p, size.q) if size.is_Rational else (size, 1)
        over = [literal(S(top))] * (top != 1) + over
        return over, [literal(S(bottom))] * (bottom != 1) + under

    def _weighted_log(self, expr: XLogY, env: Env) -> Code:
        weight, inner = self.code(expr.args[0], env), expr.args[1]
        above, below = self._fraction(inner, env)
        if inner.could_extract_minus_sign() or all(part.plain for part in below):
            return code.call(self._work.helper("xlogy"), weight, self.code(inner, env))
        parts = code.multiply(above or [literal(S.One)], below[:-1]), below[-1]
        return code.call(self._work.helper("xlog_ratio"), weight, *parts)

    def _power(self, expr: Pow, env: Env) -> Code:
        base, exponent = expr.args
        if exponent.could_extract_minus_sign():
            return code.multiply([literal(S.One)], [self.code(base**-exponent, env)])
        if exponent == S.Half:
            return code.call("np.sqrt", self.code(base, env))
        return code.power(self.code(base, env), self.code(exponent, env))

    def _sum(self, expr: Sum, env: Env) -> Code:
        letters = {*env, *(limit[0] for limit in expr.limits)}
        bounds = {limit[0]: self._bind(limit, letters) for limit in expr.limits}
        body = self.code(expr.function, {**env, **bounds})
        axes = {bound.axis for bound in bounds.values()}
        gone = [i - len(body.axes) for i, axis in enumerate(body.axes) if axis in axes]
        idle = [b.count for b in bounds.values() if b.axis not in body.axes]
        if gone:
            left = tuple(axis for axis in body.axes if axis not in axes)
            body = Code(f"np.sum({body.text}, axis={code.axis_list(gone)})", left)
        return code.multiply([*(self.code(count, {}) for count in idle), body])

    def _bind(self, limit: Tuple, letters: set[Symbol]) -> Bound:
        letter, *ends = limit
        outer = sorted(str(other) for other in letters if any(end.has(other) for end in ends))
        if outer:
            msg = f"the bounds of the letter {letter} must not depend on the letter {outer[0]}"
            raise BadInput(msg)
        self._depth += 1
        return Bound(self._depth, *ends)

    def _symbol(self, symbol: Symbol, env: Env) -> Code:
        if symbol in env:
            return self._every_letter(env[symbol])
        argument = self._work.argument(symbol)
        return Code(argument) if argument else code.number(self._work.size(symbol))

    def _every_letter(self, bound: Bound) -> Code:
        low, end = (self.code(one, {}).text for one in (bound.low, bound.high + 1))
        self._work.counts |= (bound.low + bound.high).free_symbols
        inside = end if low == "0" else f"{low}, {end}"
        return Code(f"np.arange({inside})", (bound.axis,))

    def _letter_value(self, expr: Probability | Term, env: Env) -> Code:
        if isinstance(expr, Term):
            array = Code(self._work.array(expr.sequence, expr))
            letters = list(zip(expr.letters, expr.sequence.sizes, strict=True))
            return placed(self._work, array, letters, env)
        letters = list(zip(expr.letters, expr.pmf.sizes, strict=True))
        return placed(self._work, self._law(expr, env), letters, env)

    def _law(self, expr: Probability, env: Env) -> Code:
        pmf = expr.pmf
        match pmf:
            case SymbolicPmf():
                return Code(self._work.array(pmf, expr))
            case TabularPmf():
                return self._table(pmf, env)
            case JointLaw() if pmf.variables[0].table is not None:
                return self._table(pmf, {})
            case JointLaw():
                return Code(self._work.marginal(pmf))
            case _:
                msg = f"lambdify has no rule for {expr} ({type(pmf).__name__})"
                raise BadInput(msg)

    def _table(self, pmf: Pmf, env: Env) -> Code:
        """Return a table of probabilities, which may depend on letters that a sum binds."""
        known = self._work.known(pmf)
        if known is not None:
            return Code(known)
        shape = tuple(int(size) for size in pmf.sizes)
        cells = product(*(map(Integer, range(size)) for size in shape))
        entries = code.aligned(self.code(pmf.probability(*cell), env) for cell in cells)
        inside = ", ".join(entry.text for entry in entries)
        text = f"{self._work.helper('table')}({shape}, {inside})"
        axes = max((entry.axes for entry in entries), key=len)
        if axes:
            return Code(text, axes)
        name = "masses" if isinstance(pmf, TabularPmf) else str(pmf)
        return Code(self._work.define(pmf, name, text))
