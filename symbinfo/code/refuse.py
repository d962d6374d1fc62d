"""Constructs with which a run on symbols could take another way than the real code."""

from __future__ import annotations

import ast

_REFUSED: dict[type[ast.AST], str] = {
    ast.TryStar: "try",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.Yield: "a generator",
    ast.YieldFrom: "a generator",
    ast.Await: "await",
    ast.AsyncFunctionDef: "async",
    ast.ClassDef: "a class inside the function",
    ast.Delete: "del",
    ast.Match: "match",
}
_OF_TRY = (
    ast.Assign, ast.AugAssign, ast.Return, ast.Pass, ast.Continue, ast.Name, ast.Load, ast.Store,
    ast.Constant, ast.UnaryOp, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div,
    ast.Call, ast.Attribute, ast.Subscript, ast.operator,
)  # fmt: skip
LOGARITHMS = {"log", "log2", "log10", "log1p"}


def refused(function: ast.AST) -> tuple[int, str] | None:
    """Return the line and the name of a construct that is not understood."""
    for node in ast.walk(function):
        if type(node) in _REFUSED:
            return node.lineno, _REFUSED[type(node)]  # type: ignore[attr-defined]
        if isinstance(node, ast.Try) and not _plain_try(node):
            return node.lineno, "try (known is try with logarithms alone, and except ValueError)"
    return None


def _plain_try(node: ast.Try) -> bool:
    """Return whether nothing but the logarithm of what is not positive can raise.

    The stand-ins raise there as ``math.log`` does. What else raises in the real code is no
    ValueError, or stands in no place where it could be raised.
    """
    caught = [one.type for one in node.handlers]
    named = [isinstance(one, ast.Name) and one.id == "ValueError" for one in caught]
    plain = not node.finalbody and len(caught) == 1 and all(named) and not node.handlers[0].name
    return plain and all(map(_harmless, (part for one in node.body for part in ast.walk(one))))


def _harmless(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        return name in LOGARITHMS and not node.keywords
    return isinstance(node, _OF_TRY)
