"""Divergences of arrays in nats, generated from the symbolic definitions."""

from __future__ import annotations

from typing import Any

from symbinfo.numeric.ready.made import made, read_order


def kl_divergence(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Kullback-Leibler divergence D(p || q) = sum of p(x) log(p(x) / q(x)).

    Parameters
    ----------
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
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
        Never negative; letters with p(x) = 0 add 0; infinite where q(x) = 0 < p(x).

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> kl_divergence([0.5, 0.5], [0.25, 0.75], base=2).round(6)
    np.float64(0.207519)
    >>> kl_divergence([0.5, 0.5], [1, 0])
    np.float64(inf)

    References
    ----------
    Kullback and Leibler (1951), eq. 2.4; Cover and Thomas (2006), eq. 2.26.
    """
    return made(
        "kl_divergence",
        base=base,
        axis=axis,
        keepdims=keepdims,
        normalise=normalise,
        backend=backend,
    )(p, q)


def jensen_shannon(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Jensen-Shannon divergence (D(p || m) + D(q || m)) / 2 with m = (p + q) / 2.

    Parameters
    ----------
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
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
        From 0 to log 2. The divergence, not its root, which is a distance.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> jensen_shannon([1, 0], [0, 1], base=2)
    np.float64(1.0)

    References
    ----------
    Lin (1991), eq. 3.1.
    """
    return made(
        "jensen_shannon",
        base=base,
        axis=axis,
        keepdims=keepdims,
        normalise=normalise,
        backend=backend,
    )(p, q)


def mutual_information(  # noqa: PLR0913 - options, by keyword
    joint: Any,
    *,
    base: float | None = None,
    axis: int | tuple[int, int] = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the mutual information, the sum of p(x, y) log(p(x, y) / (p(x) p(y))).

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
        Never negative.

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> mutual_information([[0.5, 0], [0, 0.5]], base=2)
    np.float64(1.0)

    References
    ----------
    Cover and Thomas (2006), eq. 2.28.
    """
    return made(
        "mutual_information",
        base=base,
        axis=axis,
        keepdims=keepdims,
        normalise=normalise,
        backend=backend,
    )(joint)


def renyi_divergence(  # noqa: PLR0913 - options, by keyword
    p: Any,
    q: Any,
    order: float,
    *,
    base: float | None = None,
    axis: int = -1,
    keepdims: bool = False,
    normalise: str = "check",
    backend: str = "numpy",
) -> Any:
    """Return the Renyi divergence log(sum of p(x)^order q(x)^(1 - order)) / (order - 1).

    Parameters
    ----------
    p, q : array
        Probabilities, with the letters on `axis`; the other axes are batches, which broadcast.
    order : number
        From 0 on; at 1 the value is the limit, the Kullback-Leibler divergence.
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
        Over p(x) > 0; infinite for disjoint supports, and above order 1 where q(x) = 0 < p(x).

    Raises
    ------
    BadInput
        If an array has the wrong shape or type, or is no distribution.

    Examples
    --------
    >>> renyi_divergence([0.5, 0.5], [0.25, 0.75], 2, base=2).round(6)
    np.float64(0.415037)

    References
    ----------
    Renyi (1961), eq. 3.3; van Erven and Harremoes (2014), eq. 9.
    """
    options = {"axis": axis, "keepdims": keepdims, "normalise": normalise, "backend": backend}
    return made("renyi_divergence", base=base, **options)(p, q, read_order(order))
