"""f-divergences: the general one, total variation, and the Hellinger distance."""

from __future__ import annotations

from typing import final

from sympy import Abs, Add, Dummy, Expr, KroneckerDelta, Lambda, S, Sum, Symbol, limit, oo, sqrt
from sympy.core.function import PoleError

from symbinfo.core.arguments import two_pmfs
from symbinfo.core.atoms import Weighted
from symbinfo.core.measure import Measure, Notation
from symbinfo.errors import BadInput


@final
class FDivergence(Measure):
    """f-divergence D_f(p || q) = sum of q(x) f(p(x)/q(x)).

    Letters with p(x) = 0 add q(x) times the limit of f at 0, those with q(x) = 0 add p(x) times
    the limit of f(t)/t as t grows: f(t) = t log t gives +oo if some q(x) = 0 < p(x).

    Parameters
    ----------
    f : Lambda or Expr
        A function of one variable on t >= 0, without other symbols; convex with f(1) = 0. An
        expression of one symbol is read as the function of that symbol.
    p, q : Pmf
        On one alphabet.

    Raises
    ------
    BadInput
        If f is of another kind, f(1) is not 0, or the alphabets differ.

    Examples
    --------
    >>> from sympy import Lambda, Symbol, log
    >>> from symbinfo import FDivergence, pmf
    >>> t = Symbol("t", positive=True)
    >>> FDivergence(Lambda(t, (t - 1) ** 2), pmf("p"), pmf("q"))
    D_((t - 1)**2)(p || q)
    >>> FDivergence(t * log(t), pmf("p"), pmf("q"))
    D_(t*log(t))(p || q)

    References
    ----------
    Csiszar (1967), eq. 1.1; Polyanskiy and Wu (2025), definition 7.1.
    """

    def __new__(cls, f: object, p: object, q: object) -> FDivergence:
        function = _function(f)
        if function(S.One) != 0:
            msg = f"an f-divergence needs f(1) = 0, got {function(S.One)}"
            raise BadInput(msg)
        return Expr.__new__(cls, function, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        f, p, q = self.args
        t = Dummy("t", positive=True)
        x = p.bound_letters(q)
        without_p, without_q = (KroneckerDelta(pmf(*x), 0) for pmf in (p, q))
        both = Weighted(q(*x) * (1 - without_p), f(p(*x) / q(*x)))
        only_q = Weighted(q(*x) * without_p, _limit(f(t), t, S.Zero))
        only_p = Weighted(p(*x) * without_q, _limit(f(t) / t, t, oo))
        parts = (part for part in (both, only_q, only_p) if part.args[1] != 0)
        return Sum(Add(*parts), *p.limits(x))

    def notation(self) -> Notation:
        return Notation("D", (self.args[1:2], self.args[2:]), "||", index=self.args[0].expr)


def _limit(expr: Expr, t: Dummy, end: Expr) -> Expr:
    try:
        return limit(expr, t, end)
    except (NotImplementedError, ValueError, PoleError):
        msg = f"no limit is found of {expr.subs(t, Symbol('t'))} as t goes to {end}"
        raise BadInput(msg) from None


def _function(f: object) -> Lambda:
    if isinstance(f, Expr) and not isinstance(f, Lambda) and len(f.free_symbols) == 1:
        f = Lambda(*f.free_symbols, f)
    if not isinstance(f, Lambda) or len(f.variables) != 1 or f.free_symbols:
        msg = (
            "FDivergence takes a function f of one variable and no other symbols, such as "
            f"t*log(t) or Lambda(t, t*log(t)), got {f} ({type(f).__name__})"
        )
        raise BadInput(msg)
    return f


@final
class TotalVariation(Measure):
    """Total variation distance: half the sum of |p(x) - q(x)|, from 0 to 1.

    Parameters
    ----------
    p, q : Pmf
        On one alphabet.

    Raises
    ------
    BadInput
        If the alphabets differ.

    Examples
    --------
    >>> from symbinfo import TotalVariation, pmf
    >>> TotalVariation(pmf("p"), pmf("q"))
    TV(p, q)

    References
    ----------
    Levin and Peres (2017), proposition 4.2; Polyanskiy and Wu (2025), eq. 7.2.
    """

    def __new__(cls, p: object, q: object) -> TotalVariation:
        return Expr.__new__(cls, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q = self.args
        x = p.bound_letters(q)
        return Sum(Abs(p(*x) - q(*x)), *p.limits(x)) / 2

    def notation(self) -> Notation:
        return Notation("TV", (self.args,))


@final
class HellingerDistance(Measure):
    """Hellinger distance: the root of half the sum of (sqrt p(x) - sqrt q(x))^2, from 0 to 1.

    Parameters
    ----------
    p, q : Pmf
        On one alphabet.

    Raises
    ------
    BadInput
        If the alphabets differ.

    Examples
    --------
    >>> from symbinfo import HellingerDistance, pmf
    >>> HellingerDistance(pmf("p"), pmf("q"))
    Hel(p, q)

    References
    ----------
    Hellinger (1909); van der Vaart (1998), section 14.5, with the factor 1/2 under the root.
    """

    def __new__(cls, p: object, q: object) -> HellingerDistance:
        return Expr.__new__(cls, *two_pmfs(p, q, cls.__name__))  # type: ignore[no-any-return]

    def definition(self) -> Expr:
        p, q = self.args
        x = p.bound_letters(q)
        return sqrt(Sum((sqrt(p(*x)) - sqrt(q(*x))) ** 2, *p.limits(x)) / 2)

    def notation(self) -> Notation:
        return Notation("Hel", (self.args,))
