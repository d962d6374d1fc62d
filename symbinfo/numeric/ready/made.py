"""The formulas of the ready-made functions, compiled once for each set of options."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sympy import Expr, Lambda, Symbol

from symbinfo.core.pmf import pmf
from symbinfo.core.variables import random_variables
from symbinfo.errors import BadInput
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    FDivergence,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    RenyiDivergence,
    RenyiEntropy,
    TotalVariation,
    TsallisEntropy,
)
from symbinfo.numeric.backends.choose import ByLibrary
from symbinfo.numeric.codegen import lambdify

if TYPE_CHECKING:
    from sympy import Expr

_P, _Q = pmf("p"), pmf("q")
_X, _Y = random_variables("X Y")
_ORDER = Symbol("order", nonnegative=True)
FORMULAS: MappingProxyType[str, tuple[tuple[Any, ...], Expr]] = MappingProxyType(
    {
        "entropy": ((_P,), Entropy(_P)),
        "cross_entropy": ((_P, _Q), CrossEntropy(_P, _Q)),
        "kl_divergence": ((_P, _Q), KLDivergence(_P, _Q)),
        "jensen_shannon": ((_P, _Q), JensenShannonDivergence(_P, _Q)),
        "mutual_information": (((_X, _Y),), MutualInformation(_X, _Y)),
        "conditional_entropy": (((_X, _Y),), Entropy(_Y, given=_X)),
        "renyi_entropy": ((_P, _ORDER), RenyiEntropy(_P, _ORDER)),
        "renyi_divergence": ((_P, _Q, _ORDER), RenyiDivergence(_P, _Q, _ORDER)),
        "tsallis_entropy": ((_P, _ORDER), TsallisEntropy(_P, _ORDER)),
        "total_variation": ((_P, _Q), TotalVariation(_P, _Q)),
        "hellinger": ((_P, _Q), HellingerDistance(_P, _Q)),
    }
)
"""The arguments and the formula of each ready-made function but `f_divergence`."""


@lru_cache(maxsize=256)
def made(name: str, **options: Any) -> Any:
    """Return a ready-made function, compiled with the options of `lambdify`."""
    return _by_library(*FORMULAS[name], **options)


def divergence_of(f: Lambda | Expr) -> tuple[tuple[Any, ...], Expr]:
    """Return the arguments and the formula of the f-divergence of a function."""
    return (_P, _Q), FDivergence(f, _P, _Q)


def generator_of(f: Lambda | Expr) -> Lambda:
    """Return the function of an f-divergence, if it is one."""
    return FDivergence(f, _P, _Q).args[0]


def made_for(f: Lambda | Expr, **options: Any) -> Any:
    """Return the f-divergence of a function."""
    return _by_library(*divergence_of(f), **options)


def _by_library(args: Any, formula: Expr, **options: Any) -> Any:
    """Return a function; arrays of other libraries are computed by these."""
    function = lambdify(args, formula, **options)
    if options.get("backend", "numpy") != "numpy":
        return function
    return ByLibrary(
        function, lambda: lambdify(args, formula, **options | {"backend": "array_api"})
    )


def read_order(order: Any) -> float:
    """Return the order of a Renyi or Tsallis measure as a number."""
    try:
        value = float(order)
    except (TypeError, ValueError):
        value = -1.0
    if not value >= 0:
        msg = f"the order must be a number from 0 on, or infinite, got {order!r}"
        raise BadInput(msg)
    return value
