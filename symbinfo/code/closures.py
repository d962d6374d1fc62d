"""Functions inside a function that see later values of its variables, as a run does not.

A run gives the body of a loop, and of a comprehension, variables of its own. A function that was
made inside sees those of the round that it was made in; Python's sees the last ones.
"""

from __future__ import annotations

import ast
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_OF_COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


def late_bindings(tree: ast.AST, code: CodeType) -> Iterator[tuple[int, str]]:
    """Return lines and names of what a run binds at another time, or in another place."""
    bound = set(_bound_in_rounds(tree))
    for one in _functions_in(code):
        for name in sorted(bound.intersection(one.co_freevars)):
            yield one.co_firstlineno, f"a function that sees {name}, which a loop binds"
    for node in ast.walk(tree):
        if isinstance(node, _COMPREHENSIONS):
            for part in ast.walk(node):
                if isinstance(part, ast.NamedExpr):
                    yield part.lineno, "an assignment inside a comprehension"


def _functions_in(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            if one.co_name not in _OF_COMPREHENSIONS:
                yield one
            yield from _functions_in(one)


def _bound_in_rounds(tree: ast.AST) -> Iterator[str]:
    """Return the names that loops and comprehensions bind."""
    rounds = (n for n in ast.walk(tree) if isinstance(n, ast.For | ast.While | ast.comprehension))
    for node in rounds:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store | ast.Del):
                yield part.id
            if isinstance(part, ast.FunctionDef):
                yield part.name
