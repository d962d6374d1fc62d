"""Gradients and Hessians of measures and losses, as formulas in letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Add, Expr, KroneckerDelta, Lambda, Mul, Pow, S, Sum, Symbol, Tuple, exp, log

from symbinfo.core.atoms import Weighted, XLogY, letters_for
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Probability, SymbolicPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.errors import BadInput, NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic


def gradient(expr: Expr, by: Sequence | SymbolicPmf) -> Lambda:
    """Return the partial derivatives by the numbers of a sequence, as a function of the index.

    Parameters
    ----------
    expr : Expr
        Made of measures, sums over letters, logarithms, exponentials, powers and arithmetic.
    by : sequence or pmf
        With one index. The probabilities of a pmf are taken for positive numbers that vary
        independently of each other; add a multiplier for their sum where that matters.

    Returns
    -------
    Lambda
        From the index to the partial derivative: a formula that `calc` can prove and
        `lambdify` can compile.

    Raises
    ------
    BadInput, NotUnderstood
        If `by` is no such thing, or there is no rule for a part of the expression.

    Examples
    --------
    >>> from symbinfo import Entropy, gradient, pmf
    >>> p = pmf("p")
    >>> gradient(Entropy(p), p)
    Lambda(k, -log(p(k)) - 1)
    """
    _check(expr, by)
    (k,) = _free(1, (expr,))
    return Lambda(k, _collected(_Partial(by, k).of(expr)))


def hessian(expr: Expr, by: Sequence | SymbolicPmf) -> Lambda:
    """Return the second partial derivatives, as a function of two indices; see `gradient`.

    Examples
    --------
    >>> from symbinfo import Entropy, hessian, pmf
    >>> p = pmf("p")
    >>> hessian(Entropy(p), p)
    Lambda((k, j), -KroneckerDelta(j, k)/p(k))
    """
    _check(expr, by)
    k, j = _free(2, (expr,))
    first = _collected(_Partial(by, k).of(expr))
    return Lambda((k, j), _collected(_Partial(by, j).of(first)))


def _check(expr: object, by: object) -> None:
    if not isinstance(expr, Expr) or isinstance(expr, Lambda):
        msg = f"a derivative is of an expression, got {expr} ({type(expr).__name__})"
        raise BadInput(msg)
    if not isinstance(by, Sequence | SymbolicPmf) or len(by.sizes) != 1:
        msg = f"gradients are by a sequence or a pmf with one index, got {by} ({type(by).__name__})"
        raise BadInput(msg)


def _free(count: int, parts: Iterable[Basic]) -> tuple[Symbol, ...]:
    taken = {symbol for part in parts for symbol in part.atoms(Symbol)}
    return letters_for(tuple("kj"[:count]), taken)


@final
class _Partial:
    """The partial derivative by the number at one index."""

    def __init__(self, by: Sequence | SymbolicPmf, index: Symbol) -> None:
        self.by, self.index = by, index

    def of(self, expr: Expr) -> Expr:  # noqa: C901 - a case for each kind of node
        """Return the derivative of an expression."""
        if not self._occurs(expr):
            return S.Zero
        match expr:
            case Measure():
                return self.of(expr.definition())
            case Term() | Probability():
                return self._entry(expr)
            case Add():
                return Add(*map(self.of, expr.args))
            case Mul():
                rest = [Mul(*expr.args[:i], *expr.args[i + 1 :]) for i in range(len(expr.args))]
                return Add(*(self.of(f) * r for f, r in zip(expr.args, rest, strict=True)))
            case Sum():
                return _summed(self.of(expr.function), expr)
            case XLogY():
                return self._xlogy(*expr.args)
            case Weighted(args=(w, e)):
                return self.of(w) * e + w * self.of(e)
            case log():
                return self.of(expr.args[0]) / expr.args[0]
            case exp():
                return self.of(expr.args[0]) * expr
            case Pow(args=(base, power)) if not self._occurs(power):
                return power * base ** (power - 1) * self.of(base)
            case _:
                msg = f"there is no rule for the derivative of {expr} ({type(expr).__name__})"
                raise NotUnderstood(msg)

    def _occurs(self, expr: Expr) -> bool:
        return self.by in expr.atoms(type(self.by)) or expr == self.by

    def _entry(self, expr: Term | Probability) -> Expr:
        owner = expr.sequence if isinstance(expr, Term) else expr.pmf
        if owner != self.by:
            msg = f"there is no rule for the derivative of {expr}, which depends on {self.by}"
            raise NotUnderstood(msg)
        return KroneckerDelta(*expr.letters, self.index)

    def _xlogy(self, weight: Expr, inside: Expr) -> Expr:
        slope = self.of(inside)
        ratio = (weight * slope / inside).cancel() if slope != 0 else S.Zero
        return self.of(weight) * log(inside) + ratio


def _summed(body: Expr, whole: Sum) -> Expr:
    """Return the sum of a body; where a delta picks one letter, that is put for it."""
    total = S.Zero
    for term in Add.make_args(body.expand()):
        found, limits = term, list(whole.limits)
        for limit in whole.limits:
            delta = next((d for d in found.atoms(KroneckerDelta) if limit[0] in d.args), None)
            if delta is None or not found.has(delta) or delta not in Mul.make_args(found):
                continue
            (other,) = (arg for arg in delta.args if arg != limit[0])
            found = (found / delta).subs(limit[0], other)
            limits.remove(limit)
        total += _over(found, limits)
    return total


def _over(term: Expr, limits: list[Tuple]) -> Expr:
    """Return the sum of a term; factors without its letters stand before it."""
    if not limits or term == 0:
        return term
    outside, inside = term.as_independent(*(limit[0] for limit in limits), as_Add=False)
    whole = len(limits) == 1 and inside.func is Probability and len(inside.letters) == 1
    if whole and inside.letters[0] == limits[0][0] and limits[0][1:] == (0, inside.pmf.size - 1):
        return outside
    return outside * Sum(inside, *limits)


def _collected(expr: Expr) -> Expr:
    return expr.expand(power_base=False, power_exp=False, log=False, mul=True)
