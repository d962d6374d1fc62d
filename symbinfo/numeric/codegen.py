"""`lambdify`: an expression as a function of arrays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sympy import Expr, Tuple, sympify

from symbinfo.core.measure import Measure
from symbinfo.errors import BadInput
from symbinfo.numeric.backends import known_backend, make
from symbinfo.numeric.call import NumericFunction
from symbinfo.numeric.fields import LetterFunction
from symbinfo.numeric.inputs import read_arguments
from symbinfo.numeric.lower import lower
from symbinfo.numeric.options import Options, read_options


def lambdify(  # noqa: PLR0913 - options, by keyword
    args: Any,
    expr: Any,
    *,
    backend: str = "numpy",
    normalise: str = "check",
    base: Any = None,
    axis: int | tuple[int, ...] = -1,
    keepdims: bool = False,
) -> Any:
    """Return an expression as a function of arrays.

    Parameters
    ----------
    args : one argument, or a list or tuple of them
        Named pmfs and sequences, for arrays whose last axis is the alphabet; ``law(X, Y)`` or
        ``(X, Y)``, for an array whose last axes are the values of X and Y; symbols, for
        numbers or arrays of them. All may have batches in their leading axes. A list of
        random variables alone is one argument, their joint law.
    expr : Expr
        Made of measures, sums over letters, logarithms, powers and arithmetic; or a Lambda of
        letters, as `gradient` and `hessian` return: the value has an axis for each of them.
    backend : {"numpy", "array_api", "mpmath", "numba"}
        "numpy" needs nothing else. "array_api" computes with the arrays that it is given, such
        as those of PyTorch, JAX or Dask, and can be differentiated by them. "mpmath" computes
        with the digits of `mpmath.mp.dps`. "numba" compiles loops.
    normalise : {"check", "renormalise", "literal"}
        What to do with arrays that stand for distributions. "check": each must sum to 1, up to
        the square root of the precision of its type, and have no negative entry; the value is
        that of p / sum(p), so that rounding in the sum does not matter. "renormalise": any
        positive sum. "literal": the formula at the numbers as they are.
    base : number, optional
        The base of the logarithm: the value is divided by its natural logarithm. Nats if None.
    axis : int or tuple of int
        The axis of the letters; for joint tables a tuple, one axis for each variable.
    keepdims : bool
        Whether the axes of the letters stay in the result, with length 1.

    Returns
    -------
    function
        float32 arrays give float32, computed in float64; integers give float64. NaN stays NaN in
        its batch entry. A divergence is infinite where q = 0 < p, and never negative.

    Raises
    ------
    BadInput
        If something in the expression has no value, there is no rule for it, or an option is
        unknown. The function raises it for arrays of the wrong shape or type, and for rows that
        are no distributions.

    Examples
    --------
    >>> from symbinfo import Entropy, pmf
    >>> p = pmf("p")
    >>> entropy = lambdify(p, Entropy(p), base=2)
    >>> entropy([[0.5, 0.5], [1, 0]])
    array([1., 0.])
    >>> print(entropy.source.splitlines()[-1].strip())
    return -np.sum(xlogy(p, p), axis=-1)
    """
    formula = _expression(expr)
    options = read_options(normalise, base, axis, keepdims)
    return _made(_hashable(args), formula, options, known_backend(backend))


@lru_cache(maxsize=512)
def _made(args: Any, formula: Expr, options: Options, backend: str) -> Any:
    program = lower(read_arguments(args), formula, _function_name(formula))
    if backend != "numpy":
        return make(backend, program, options)
    kind = LetterFunction if program.free else NumericFunction
    return kind(program, options)


def _hashable(args: Any) -> Any:
    if isinstance(args, list | tuple | Tuple):
        return tuple(map(_hashable, args))
    return args


def _expression(expr: Any) -> Expr:
    formula = sympify(expr) if isinstance(expr, int | float) else expr
    if not isinstance(formula, Expr):
        msg = f"lambdify takes an expression, got {expr} ({type(expr).__name__})"
        raise BadInput(msg)
    return formula


def _function_name(formula: Expr) -> str:
    if not isinstance(formula, Measure):
        return "f"
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+", type(formula).__name__)
    return "_".join(words).lower()
