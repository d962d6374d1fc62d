"""`lambdify`: an expression as a NumPy function, generated as readable source text."""

from __future__ import annotations

import linecache
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from sympy import Expr, sympify

from symbinfo.core.measure import Measure
from symbinfo.errors import BadInput
from symbinfo.numeric.call import NumericFunction
from symbinfo.numeric.helpers import SOURCES
from symbinfo.numeric.inputs import read_arguments
from symbinfo.numeric.lower import lower
from symbinfo.numeric.names import Names
from symbinfo.numeric.source import module_source

if TYPE_CHECKING:
    from collections.abc import Callable


def lambdify(args: Any, expr: Any) -> NumericFunction:
    """Return an expression as a NumPy function.

    Parameters
    ----------
    args : one argument, or a list or tuple of them
        Named pmfs and sequences, for arrays whose last axis is the alphabet; ``law(X, Y)`` or
        ``(X, Y)``, for an array whose last axes are the values of X and Y; symbols, for
        numbers or arrays of them. All may have batches in their leading axes. A list of
        random variables alone is one argument, their joint law.
    expr : Expr
        Made of measures, sums over letters, logarithms, powers and arithmetic.

    Raises
    ------
    BadInput
        If something in the expression has no value, or there is no rule for it.

    Examples
    --------
    >>> from symbinfo import Entropy, pmf
    >>> p = pmf("p")
    >>> entropy = lambdify(p, Entropy(p))
    >>> entropy([[0.5, 0.5], [1, 0]])
    array([0.69314718, 0.        ])
    >>> print(entropy.source.splitlines()[-1].strip())
    return -np.sum(xlogy(p, p), axis=-1)
    """
    formula = _expression(expr)
    name = _function_name(formula)
    names = Names(("np", name, *SOURCES))
    arguments = read_arguments(args, names)
    program = lower(arguments, formula, name)
    source = module_source(program, names, "literal")
    return NumericFunction(program, _run(source, name), source)


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


def _run(source: str, name: str) -> Callable[..., Any]:
    """Run generated source, and let `inspect` and tracebacks find its text."""
    file = f"<symbinfo {sha256(source.encode()).hexdigest()[:12]}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    space: dict[str, Any] = {"__name__": "symbinfo_generated", "np": np}
    exec(compile(source, file, "exec"), space)  # noqa: S102 - the text is built from safe parts
    function: Callable[..., Any] = space[name]
    return function
