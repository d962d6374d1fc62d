"""A function's source as a formula, by latexify, where that is right."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FunctionType

_CALLS = {"log", "sqrt", "exp", "sum", "abs", "range", "len", "fsum"}
_ALLOWED = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.Name,
    ast.Load, ast.Store, ast.Constant, ast.BinOp, ast.UnaryOp, ast.USub, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Pow, ast.Call, ast.Attribute, ast.GeneratorExp, ast.comprehension,
    ast.Subscript, ast.Expr,
)  # fmt: skip


def source_latex(function: FunctionType) -> str:
    """Return the LaTeX of latexify, or nothing where latexify may print wrong mathematics."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return ""
    if hasattr(function, "__wrapped__") or not _safe(tree):
        return ""
    try:
        import latexify

        return str(latexify.get_latex(function))
    except Exception:  # noqa: BLE001 - not installed, or it does not know the construct
        return ""


def _safe(tree: ast.AST) -> bool:
    """Refuse what latexify is known to print wrong, and all that was not looked at."""
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            return False
        if isinstance(node, ast.Call) and (node.keywords or _name_of(node) not in _CALLS):
            return False
        if isinstance(node, ast.Attribute) and not _of_math(node):
            return False
        if isinstance(node, ast.Subscript) and not isinstance(node.value, ast.Name):
            return False
        if isinstance(node, ast.BinOp) and _runs_on(node):
            return False
    return True


def _runs_on(node: ast.BinOp) -> bool:
    """Return whether log(p)*q would be printed as the logarithm of p q."""
    product = isinstance(node.op, ast.Mult | ast.Pow)
    return product and any(isinstance(part, ast.Call) for part in ast.walk(node.left))


def _name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _of_math(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "math"
