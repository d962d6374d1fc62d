"""Entropies of arrays, generated from the symbolic definitions."""

from __future__ import annotations

from typing import Any

from symbinfo.numeric.ready.made import made, read_order


def entropy(  # noqa: PLR0913 - options, by keyword
    p: Any,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Shannon entropy H(p) = - sum of p(x) log p(x).

    Parameters
    ----------
    p : array
        Probabilities, with the letters on `axis`; the other axes are a batch.
    base : number, optional
        The base of the logarithm; nats if None.
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
        At least 0; letters with p(x) = 0 add 0.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> entropy([[0.5, 0.5], [1, 0]], base=2)
    array([1., 0.])

    References
    ----------
    Shannon (1948), section 6; Cover and Thomas (2006), eq. 2.1.
    """
    return made(
        "entropy", base=base, axis=axis, keepdims=keepdims, normalise=normalise, backend=backend
    )(p)


def cross_entropy(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the cross-entropy H(p, q) = - sum of p(x) log q(x).

    Parameters
    ----------
    p, q : array
        Probabilities of the data and of the model,
        with the letters on `axis`; the other axes are batches, which broadcast.
    base : number, optional
        The base of the logarithm; nats if None.
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
        Letters with p(x) = 0 add 0; infinite where q(x) = 0 < p(x).

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> cross_entropy([0.5, 0.5], [0.25, 0.75], base=2).round(6)
    np.float64(1.207519)

    References
    ----------
    Goodfellow, Bengio and Courville (2016), eq. 3.51.
    """
    return made(
        "cross_entropy",
        base=base,
        axis=axis,
        keepdims=keepdims,
        normalise=normalise,
        backend=backend,
    )(p, q)


def conditional_entropy(  # noqa: PLR0913 - options, by keyword
    joint: Any,
    *,
    base: float | None = None,
    axis: int | tuple[int, int] = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the conditional entropy H(Y | X) = - sum of p(x, y) log p(y | x).

    Parameters
    ----------
    joint : array
        Joint probabilities of X and Y; the other axes are a batch.
    base : number, optional
        The base of the logarithm; nats if None.
    axis : tuple of int, or -1
        The axes of X and of Y; -1 for the last two.
    keepdims : bool
        Whether those axes stay, with length 1.
    normalise : {"check", "renormalise", "literal"}
        "check": a table that does not sum to 1, or has a negative entry, is an error.
        "renormalise": each table is divided by its sum. "literal": the formula as it stands.
    backend : str
        The library that computes, see `symbinfo.lambdify`.

    Returns
    -------
    number or array
        At least 0.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> conditional_entropy([[0.5, 0.0], [0.25, 0.25]], base=2)
    np.float64(0.5)

    References
    ----------
    Cover and Thomas (2006), eq. 2.10.
    """
    return made(
        "conditional_entropy",
        base=base,
        axis=axis,
        keepdims=keepdims,
        normalise=normalise,
        backend=backend,
    )(joint)


def renyi_entropy(  # noqa: PLR0913 - options, by keyword
    p: Any,
    order: float,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Renyi entropy log(sum of p(x)^order) / (1 - order), over p(x) > 0.

    Parameters
    ----------
    p : array
        Probabilities, with the letters on `axis`; the other axes are a batch.
    order : number
        From 0 on; at 1 the value is the limit, the Shannon entropy.
    base : number, optional
        The base of the logarithm; nats if None.
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
        At least 0.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> renyi_entropy([0.5, 0.25, 0.25], 2, base=2).round(6)
    np.float64(1.415037)

    References
    ----------
    Renyi (1961), eq. 1.21; van Erven and Harremoes (2014), eq. 2.
    """
    options = {"axis": axis, "keepdims": keepdims, "normalise": normalise, "backend": backend}
    return made("renyi_entropy", base=base, **options)(p, read_order(order))


def tsallis_entropy(  # noqa: PLR0913 - options, by keyword
    p: Any,
    order: float,
    *,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Tsallis entropy (1 - sum of p(x)^order) / (order - 1), over p(x) > 0.

    Parameters
    ----------
    p : array
        Probabilities, with the letters on `axis`; the other axes are a batch.
    order : number
        From 0 on; at 1 the value is the limit, the Shannon entropy in nats.
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
        At least 0.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> tsallis_entropy([0.5, 0.5], 2)
    np.float64(0.5)

    References
    ----------
    Havrda and Charvat (1967); Tsallis (1988), eq. 1.
    """
    options = {"axis": axis, "keepdims": keepdims, "normalise": normalise, "backend": backend}
    return made("tsallis_entropy", **options)(p, read_order(order))
