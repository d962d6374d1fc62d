"""What users put into their own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy import Expr


def assert_implements(
    function: Callable[..., object], measure: Expr, *, batch: bool = False
) -> None:
    """Fail unless a function is proved to compute a measure.

    The function is run, symbolically and on numbers: use it on your own code only.

    Parameters
    ----------
    function : callable
        It takes the arguments of the measure, in their order, as arrays of probabilities.
    measure : Expr or str
        Such as ``KLDivergence(p, q)``, or ``"D(p||q)"``.
    batch : bool, optional
        Whether the arrays have a distribution in each row, and the value is one for each row.

    Raises
    ------
    AssertionError
        If it is refuted, equal except at some inputs, or not understood: with the report.

    Examples
    --------
    >>> import numpy as np
    >>> from symbinfo import CrossEntropy, pmf
    >>> from symbinfo.testing import assert_implements
    >>> def cross_entropy(p, q):
    ...     return -np.sum(np.where(p > 0, p * np.log(q), 0.0))
    >>> assert_implements(cross_entropy, CrossEntropy(pmf("p"), pmf("q")))
    >>> assert_implements(cross_entropy, "H(p,q)")
    """
    from symbinfo.code import verify_code

    report = verify_code(function, measure, batch=batch)
    if report.verdict != "proved":
        raise AssertionError(str(report))
