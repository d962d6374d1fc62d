"""Statements, expressions and hypotheses, written in the text syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sympy import Add, Expr, Integer, Mul, Pow, Rational, S, Symbol, log, oo

from symbinfo.core.atoms import Parameter, n
from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Hypothesis,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
)
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, SymbolicPmf
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import NotUnderstood
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
)
from symbinfo.search.text.names import names_distribution, names_variable
from symbinfo.search.text.tokens import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIVERGENCES = {KLDivergence: "D", JensenShannonDivergence: "JSD"}
_HYPOTHESES = (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Independent,
    MarkovChain,
    NotAbsolutelyContinuous,
)


def to_text(obj: object) -> str:
    """Return an expression, a hypothesis, or a statement without its hypotheses, as text.

    Raises
    ------
    NotUnderstood
        If the text syntax has no words for it.

    Examples
    --------
    >>> from symbinfo.search.text import parse_claim, to_text
    >>> to_text(parse_claim("H(Y|X)/2 <= log |Y|").links[0])
    '1/2 H(Y|X) <= log(|Y|)'
    """
    if isinstance(obj, Statement):
        return f"{_side(obj.lhs)} {obj.relation.value} {_side(obj.rhs)}"
    return _hypothesis(obj) if isinstance(obj, Hypothesis) else _side(obj)


def _no_words(obj: object) -> NotUnderstood:
    return NotUnderstood(f"the text syntax has no words for {obj} ({type(obj).__name__})")


def _side(obj: object) -> str:
    if obj is oo:
        return "oo"
    if not isinstance(obj, Expr):
        raise _no_words(obj)
    return _sum(obj)


def _sum(expr: Expr) -> str:
    terms = [term.as_coeff_Mul() for term in Add.make_args(expr)]
    terms.sort(key=lambda term: bool(term[0] < 0))
    text = ""
    for coefficient, rest in terms:
        sign = " - " if coefficient < 0 else " + "
        text += (sign if text else sign.strip(" +")) + _product(abs(coefficient), rest)
    return text


def _product(coefficient: Rational, rest: Expr) -> str:
    above, below = _fraction(rest)
    above.sort(key=lambda factor: factor.has(Measure))
    text = "*".join(map(_factor, above))
    if coefficient != 1 or not text:
        text = f"{_number(coefficient)} {text}".strip()
    return "/".join((text, *map(_factor, below)))


def _fraction(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    above: list[Expr] = []
    below: list[Expr] = []
    for factor in Mul.make_args(expr):
        base, power = factor.as_base_exp() if isinstance(factor, Pow) else (factor, S.One)
        if not isinstance(power, Integer):
            raise _no_words(factor)
        (above if power > 0 else below).extend([base] * abs(int(power)))
    return [factor for factor in above if factor != 1], below


def _number(value: Expr) -> str:
    if not isinstance(value, Rational) or not value.is_finite:
        raise _no_words(value)
    return str(value)


def _factor(expr: Expr) -> str:
    if isinstance(expr, Add):
        return f"({_sum(expr)})"
    if isinstance(expr, log):
        return f"log({_sum(expr.args[0])})"
    if isinstance(expr, Symbol):
        return _symbol(expr)
    return _measure(expr)


def _symbol(symbol: Symbol) -> str:
    if isinstance(symbol, Parameter) and re.fullmatch(NAME, symbol.name):
        return str(symbol.name)
    size = re.fullmatch(r"\|(.*)\|", symbol.name)
    if symbol == n or (size and names_variable(size[1])):
        return str(symbol.name)
    raise _no_words(symbol)


def _measure(expr: Expr) -> str:
    match expr:
        case Entropy() if isinstance(expr.args[0], Pmf):
            return f"H({_pmf(expr.args[0])})"
        case Entropy():
            return f"H({_group(expr.args[0])}{_given(expr.args[1])})"
        case CrossEntropy():
            return f"H({','.join(map(_pmf, expr.args))})"
        case KLDivergence() | JensenShannonDivergence():
            return f"{_DIVERGENCES[type(expr)]}({'||'.join(map(_pmf, expr.args))})"
        case MutualInformation():
            x, y, given = expr.args
            return f"I({_group(x)};{_group(y)}{_given(given)})"
    raise _no_words(expr)


def _group(variables: Iterable[RandomVariable]) -> str:
    return ",".join(map(_variable, variables))


def _given(variables: Iterable[RandomVariable]) -> str:
    names = _group(variables)
    return f"|{names}" if names else ""


def _variable(variable: RandomVariable) -> str:
    if variable.table is not None or not names_variable(variable.name):
        raise _no_words(variable)
    return variable.name


def _pmf(p: Pmf) -> str:
    if p == Uniform():
        return "uniform"
    if not isinstance(p, SymbolicPmf) or p.size != n or not names_distribution(p.name):
        raise _no_words(p)
    return p.name


def _hypothesis(hypothesis: Hypothesis) -> str:
    if not isinstance(hypothesis, _HYPOTHESES):
        raise _no_words(hypothesis)
    for p in hypothesis.atoms(Pmf):
        _pmf(p)
    for variable in hypothesis.atoms(RandomVariable):
        _variable(variable)
    return str(hypothesis)
