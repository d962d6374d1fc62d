"""Products and logarithms with sums of exponentials: the largest exponent is taken out.

The sum of f exp(a) is exp(m) times the sum of f exp(a - m), with m the largest a. In a quotient or
a logarithm the factors exp(m) meet other exponentials, and only differences are left of them: so
the softmax of scores neither overflows nor vanishes, however large they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sympy import Expr, Integer, Mul, S, Sum, exp

from symbinfo.numeric.program import Apply, Constant, Largest, Node, Op, Total

if TYPE_CHECKING:
    from symbinfo.numeric.lower import Lowering
    from symbinfo.numeric.place import Env


class Exponentials(NamedTuple):
    """A product exp(the sum of exponents) times factors**power, times the rest."""

    exponents: list[Node]
    factors: list[tuple[Node, Integer]]
    rest: Expr


def exponentials(lowering: Lowering, expr: Expr, env: Env) -> Exponentials | None:
    """Return a product with sums of exponentials, or None if it has none."""
    found, rest = Exponentials([], [], S.One), []
    for factor in Mul.make_args(expr):
        base, power = factor.as_base_exp()
        shifted = _shifted(lowering, base, env) if power.is_Integer else None
        if isinstance(factor, exp):
            found.exponents.append(lowering.node(factor.args[0], env))
        elif shifted:
            largest, total = shifted
            found.exponents.append(_times(power, largest))
            found.factors.append((total, power))
        else:
            rest.append(factor)
    return found._replace(rest=Mul(*rest)) if found.factors else None


def product(lowering: Lowering, expr: Expr, env: Env) -> Node | None:
    """Return the node of a product in which the exponentials of a sum meet others, or None."""
    found = exponentials(lowering, expr, env)
    if found is None or len(found.exponents) == 1:
        return None
    return Apply(
        Op.MULTIPLY, (Apply(Op.EXP, (_sum(found.exponents),)), _without(lowering, found, env))
    )


def logarithm(lowering: Lowering, expr: Expr, env: Env) -> Node | None:
    """Return the node of the logarithm of a product with sums of exponentials, or None."""
    found = exponentials(lowering, expr, env)
    if found is None:
        return None
    return _sum([*found.exponents, Apply(Op.LOG, (_without(lowering, found, env),))])


def _shifted(lowering: Lowering, expr: Expr, env: Env) -> tuple[Node, Node] | None:
    """Return the largest exponent of a sum of exponentials, and the sum without it."""
    if not isinstance(expr, Sum):
        return None
    factors = Mul.make_args(expr.function)
    powers = [factor for factor in factors if isinstance(factor, exp)]
    if not powers:
        return None
    axes, inner = lowering.bound(expr, env)
    exponent = lowering.node(powers[0].args[0], inner)
    if not set(axes) <= set(exponent.axes):
        return None
    largest = Largest(exponent, axes)
    others = Mul(*(factor for factor in factors if factor is not powers[0]))
    body = Apply(Op.EXP, (_sum([exponent, _times(Integer(-1), largest)]),))
    if others != 1:
        body = Apply(Op.MULTIPLY, (lowering.node(others, inner), body))
    return largest, Total(body, axes)


def _without(lowering: Lowering, found: Exponentials, env: Env) -> Node:
    """Return the product without the exponentials that are outside of sums."""
    above = [] if found.rest == 1 else [lowering.node(found.rest, env)]
    above += [node for node, power in found.factors for _ in range(power)]
    below = [node for node, power in found.factors for _ in range(-power)]
    over = _product(above)
    return Apply(Op.DIVIDE, (over, _product(below))) if below else over


def _product(nodes: list[Node]) -> Node:
    if not nodes:
        return Constant(S.One)
    return nodes[0] if len(nodes) == 1 else Apply(Op.MULTIPLY, tuple(nodes))


def _sum(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Apply(Op.ADD, tuple(nodes))


def _times(number: Integer, node: Node) -> Node:
    if number == -1:
        return Apply(Op.NEGATIVE, (node,))
    return node if number == 1 else Apply(Op.MULTIPLY, (Constant(number), node))
