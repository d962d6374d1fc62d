"""Code that sorts, indexes by numbers or recurses: each size of the alphabet on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FunctionType

    from sympy import Expr

    from symbinfo.code.report import CodeReport


def decided(_: CodeReport, __: FunctionType, ___: tuple[Any, ...]) -> CodeReport | None:
    """Return a report, or None if the code is not understood at any size."""
    return None


def diagnosis(_: FunctionType, __: Expr, ___: tuple[Any, ...]) -> str:
    """Return the name of a mistake, or nothing."""
    return ""
