"""From an expression to a program: each bound letter becomes an axis, each sum a sum over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import (
    Abs,
    Add,
    Expr,
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

from symbinfo.core.atoms import Weighted, XLogY
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability
from symbinfo.core.sequences import Term
from symbinfo.errors import BadInput
from symbinfo.numeric.axes import Axis, merged
from symbinfo.numeric.definitions import opened
from symbinfo.numeric.exponentials import logarithm, product
from symbinfo.numeric.letters import free_letters
from symbinfo.numeric.place import looked_up
from symbinfo.numeric.power_means import power_mean, power_sum
from symbinfo.numeric.program import (
    Apply,
    Constant,
    Divergence,
    Letters,
    LogPowerMean,
    LogSum,
    Node,
    Op,
    PowerRate,
    Program,
    Total,
)
from symbinfo.numeric.recognise import is_law, other_law
from symbinfo.numeric.scope import Scope

if TYPE_CHECKING:
    from sympy import Tuple

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.place import Env

_OPS = {exp: Op.EXP, Abs: Op.ABS, Weighted: Op.WEIGHTED, KroneckerDelta: Op.DELTA}
_ONE = Constant(S.One)


def lower(arguments: tuple[Argument, ...], expr: Expr, name: str) -> Program:
    """Return the program of an expression, which becomes a function of the arguments."""
    scope = Scope(arguments)
    free, body = free_letters(expr)
    result = Lowering(scope).node(body, free)
    letters, counts = tuple(scope.letters.items()), frozenset(scope.counts)
    return Program(name, str(body), arguments, result, tuple(free.values()), letters, counts)


@final
class Lowering:
    """Turns expressions into nodes, and notes in a scope what has to be checked."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def node(self, expr: Expr, env: Env) -> Node:  # noqa: C901 - one case a kind of expression
        """Return the node of an expression whose bound letters are in `env`."""
        match expr:
            case Number() | NumberSymbol() | S.ComplexInfinity:
                return Constant(expr)
            case Measure():
                return self.node(opened(expr), env)
            case Sum():
                return self._sum(expr, env)
            case Add():
                return self._add(expr, env)
            case Mul():
                return self._product(expr, env)
            case Pow():
                return self._power(expr, env)
            case XLogY():
                return self._weighted_log(expr, env)
            case Probability() | Term():
                return looked_up(self, expr, env)
            case Symbol():
                return self._symbol(expr, env)
            case log():
                return self._log(expr.args[0], env)
            case _:
                return self._call(expr, env)

    def _call(self, expr: Expr, env: Env) -> Node:
        if isinstance(expr, KroneckerDelta):
            self._check_onehot(expr, env)
        if expr.func not in _OPS:
            msg = f"lambdify has no rule for {expr} ({type(expr).__name__})"
            raise BadInput(msg)
        return Apply(_OPS[expr.func], tuple(self.node(arg, env) for arg in expr.args))

    def _check_onehot(self, expr: KroneckerDelta, env: Env) -> None:
        """Have the class of a one-hot label checked against the letters that it is compared to."""
        for letter, other in (expr.args, expr.args[::-1]):
            if letter in env and other.is_Symbol and other not in env:
                self.scope.letter(other, env[letter].high + 1)

    def _log(self, inner: Expr, env: Env) -> Node:
        found = power_sum(self, inner, env)
        if found:
            return Apply(Op.MULTIPLY, (found[0].exponent, LogPowerMean(found[0])))
        return logarithm(self, inner, env) or Apply(Op.LOG, (self.node(inner, env),))

    def _weighted_log(self, expr: XLogY, env: Env) -> Node:
        weight, inner = expr.args
        logs = logarithm(self, inner, env)
        if logs:
            return Apply(Op.WEIGHTED, (self.node(weight, env), logs))
        return Apply(Op.XLOGY, tuple(self.node(arg, env) for arg in expr.args))

    def _add(self, expr: Add, env: Env) -> Node:
        """Return a sum of terms; (sum of w b**e) - 1 is e times a rate."""
        content, inner = expr.primitive()
        if content != 1:
            return _scaled(content, self.node(inner, env))
        number, rest = expr.as_coeff_Add()
        terms = list(Add.make_args(rest))
        nodes = []
        for term in terms:
            factor, body = term.as_coeff_Mul()
            powers = power_sum(self, body, env) if number and factor == -number else None
            if powers:
                excess = Apply(Op.MULTIPLY, (powers[0].exponent, PowerRate(powers[0])))
                nodes.append(_scaled(factor, excess))
                number = S.Zero
            else:
                nodes.append(self.node(term, env))
        nodes = [Constant(number)] * (number != 0) + nodes
        return nodes[0] if len(nodes) == 1 else Apply(Op.ADD, tuple(nodes))

    def _product(self, expr: Expr, env: Env) -> Node:
        mean = power_mean(self, expr, env)
        if mean:
            return _with_factor(self, *mean, env)
        found = product(self, expr, env) or self._root(expr, env)
        if found:
            return found
        number, rest = expr.as_coeff_Mul()
        over, under = [], []
        for factor in Mul.make_args(rest):
            if isinstance(factor, Pow) and factor.exp.could_extract_minus_sign():
                content, base = factor.base.primitive() if factor.exp == -1 else (1, factor.base)
                number /= content
                under.append(self.node(base**-factor.exp, env))
            elif factor != 1:
                over.append(self.node(factor, env))
        size = abs(number)
        top, bottom = (size.p, size.q) if size.is_Rational else (size, 1)
        above = _times([Constant(S(top))] * (top != 1) + over)
        below = _times([Constant(S(bottom))] * (bottom != 1) + under)
        result = above if below == _ONE else Apply(Op.DIVIDE, (above, below))
        return Apply(Op.NEGATIVE, (result,)) if number.is_negative else result

    def _root(self, expr: Expr, env: Env) -> Node | None:
        """Return a number times a root as one root: SymPy writes that of x/2 as half of two."""
        number, rest = expr.as_coeff_Mul()
        roots = [f for f in Mul.make_args(rest) if isinstance(f, Pow) and f.exp == S.Half]
        inner = [f.base for f in roots if not f.base.is_Rational]
        if len(inner) != 1 or len(roots) != 2 or Mul(*roots) != rest:
            return None
        square = number**2 * Mul(*(f.base for f in roots if f.base.is_Rational))
        result = Apply(Op.SQRT, (_scaled(square, self.node(inner[0], env)),))
        return Apply(Op.NEGATIVE, (result,)) if number.is_negative else result

    def _power(self, expr: Pow, env: Env) -> Node:
        base, exponent = expr.args
        if exponent.could_extract_minus_sign():
            return Apply(Op.DIVIDE, (_ONE, self.node(base**-exponent, env)))
        if exponent == S.Half:
            return Apply(Op.SQRT, (self.node(base, env),))
        return Apply(Op.POWER, (self.node(base, env), self.node(exponent, env)))

    def _sum(self, expr: Sum, env: Env) -> Node:
        axes, inner = self.bound(expr, env)
        number, term = expr.function.as_coeff_Mul()
        if isinstance(term, XLogY):
            found = self._log_sum(term, expr.limits, axes, inner)
            if found:
                return _scaled(number, found)
        body = self.node(expr.function, inner)
        over = tuple(axis for axis in axes if axis in body.axes)
        idle = [self.node(axis.count, {}) for axis in axes if axis not in over]
        return _times([*idle, Total(body, over) if over else body])

    def _log_sum(
        self, term: XLogY, limits: tuple[Tuple, ...], axes: tuple[Axis, ...], env: Env
    ) -> Node | None:
        if logarithm(self, term.args[1], env):
            return None
        weight, inner = (self.node(arg, env) for arg in term.args)
        if not set(axes) <= set(merged((weight, inner))):
            return None
        y = other_law(term, limits)
        if y is not None:
            return Divergence(weight, self.node(y, env), inner, axes)
        return LogSum(weight, inner, axes, is_law(term.args[0], limits))

    def bound(self, expr: Sum, env: Env) -> tuple[tuple[Axis, ...], Env]:
        """Return the axes of the letters of a sum, and the letters that are bound in its body."""
        letters = {*env, *(limit[0] for limit in expr.limits)}
        limits = sorted(expr.limits, key=lambda limit: self.scope.position(limit[0], expr))
        depth = 1 + max((axis.depth for axis in env.values()), default=0)
        bounds = {limit[0]: _axis(limit, letters, depth + i) for i, limit in enumerate(limits)}
        return tuple(bounds.values()), {**env, **bounds}

    def _symbol(self, symbol: Symbol, env: Env) -> Node:
        if symbol not in env:
            return self.scope.symbol(symbol)
        axis = env[symbol]
        self.scope.counts |= (axis.low + axis.high).free_symbols
        return Letters(axis, self.node(axis.low, {}), self.node(axis.high + 1, {}))


def _axis(limit: Tuple, letters: set[Symbol], depth: int) -> Axis:
    letter, *ends = limit
    outer = sorted(str(other) for other in letters if any(end.has(other) for end in ends))
    if outer:
        msg = f"the bounds of the letter {letter} must not depend on the letter {outer[0]}"
        raise BadInput(msg)
    return Axis(depth, letter, *ends)


def _times(factors: list[Node]) -> Node:
    if not factors:
        return _ONE
    return factors[0] if len(factors) == 1 else Apply(Op.MULTIPLY, tuple(factors))


def _with_factor(lowering: Lowering, factor: Expr, node: Node, env: Env) -> Node:
    if factor.is_number:
        return _scaled(factor, node)
    return Apply(Op.MULTIPLY, (lowering.node(factor, env), node))


def _scaled(number: Expr, node: Node) -> Node:
    if number == 1:
        return node
    if number == -1:
        return Apply(Op.NEGATIVE, (node,))
    if number.is_Rational and number.p == 1:
        return Apply(Op.DIVIDE, (node, Constant(S(number.q))))
    return Apply(Op.MULTIPLY, (Constant(number), node))
