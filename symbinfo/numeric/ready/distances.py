"""Distances of arrays and f-divergences, generated from the symbolic definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.numeric.ready.made import made, made_for

if TYPE_CHECKING:
    from sympy import Expr, Lambda


def total_variation(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    *,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the total variation distance, half the sum of |p(x) - q(x)|.

    Parameters
    ----------
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
    axis : int
        The axis of the letters.
    keepdims : bool
        Whether that axis stays, with length 1.
    normalise : {"check", "renormalise", "literal"}
        "check": a row that does not sum to 1, or has a negative entry, is an error.
        "renormalise": each row is divided by its sum. "literal": the formula as it stands.
    backend : str
        The library that computes, see `symbinfo.lambdify`.

    Returns
    -------
    number or array
        From 0 to 1.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> total_variation([0.5, 0.5], [0.25, 0.75])
    np.float64(0.25)

    References
    ----------
    Levin and Peres (2017), proposition 4.2.
    """
    return made(
        "total_variation", axis=axis, keepdims=keepdims, normalise=normalise, backend=backend
    )(p, q)


def hellinger(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    *,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Hellinger distance, the root of half the sum of (sqrt p(x) - sqrt q(x))^2.

    Parameters
    ----------
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
    axis : int
        The axis of the letters.
    keepdims : bool
        Whether that axis stays, with length 1.
    normalise : {"check", "renormalise", "literal"}
        "check": a row that does not sum to 1, or has a negative entry, is an error.
        "renormalise": each row is divided by its sum. "literal": the formula as it stands.
    backend : str
        The library that computes, see `symbinfo.lambdify`.

    Returns
    -------
    number or array
        From 0 to 1.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> hellinger([1, 0], [0, 1]).round(6)
    np.float64(1.0)

    References
    ----------
    Hellinger (1909); van der Vaart (1998), section 14.5, with the factor 1/2 under the root.
    """
    return made("hellinger", axis=axis, keepdims=keepdims, normalise=normalise, backend=backend)(
        p, q
    )


def f_divergence(  # noqa: PLR0913 - options, by keyword
    f: Lambda | Expr,
    p: Any,
    q: Any,
    *,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the f-divergence D_f(p || q) = sum of q(x) f(p(x) / q(x)).

    Parameters
    ----------
    f : Lambda or Expr
        A convex function of one variable on t >= 0 with f(1) = 0, as a SymPy Lambda, or as an
        expression of one symbol.
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
    axis : int
        The axis of the letters.
    keepdims : bool
        Whether that axis stays, with length 1.
    normalise : {"check", "renormalise", "literal"}
        "check": a row that does not sum to 1, or has a negative entry, is an error.
        "renormalise": each row is divided by its sum. "literal": the formula as it stands.
    backend : str
        The library that computes, see `symbinfo.lambdify`.

    Returns
    -------
    number or array
        Letters with p(x) = 0 or q(x) = 0 add the limits of the formula there.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> from sympy import Symbol
    >>> t = Symbol("t", positive=True)
    >>> f_divergence((t - 1) ** 2, [0.5, 0.5], [0.25, 0.75]).round(6)
    np.float64(0.333333)

    References
    ----------
    Csiszar (1967), eq. 1.1; Polyanskiy and Wu (2025), definition 7.1.
    """
    return made_for(f, axis=axis, keepdims=keepdims, normalise=normalise, backend=backend)(p, q)
