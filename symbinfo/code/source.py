"""The source of a function: of the very code that runs, not of what it is said to wrap."""

from __future__ import annotations

import ast
import inspect
import linecache
import textwrap
import warnings
from types import CodeType
from typing import TYPE_CHECKING, Any, final

from symbinfo.code.constants import Puzzle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FunctionType

_OF_CODE = ("co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars")


class Construct(Puzzle):
    """A construct that is not understood, with its line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@final
class Source:
    """The text of a function: its tree, its file, and the line it starts at."""

    def __init__(self, function: FunctionType) -> None:
        code = function.__code__
        try:
            lines, start = inspect.getsourcelines(code)
        except (OSError, TypeError):
            msg = f"the source of {function.__name__} is not to be had; put it in a file"
            raise Puzzle(msg) from None
        self.text = textwrap.dedent("".join(lines))
        self.file = code.co_filename
        self.tree = self._tree(function)
        ast.increment_lineno(self.tree, start - 1)
        if not any(isinstance(n, ast.Assert) for n in ast.walk(self.tree)):
            _check_it_is_the_code_that_runs(function)

    def _tree(self, function: FunctionType) -> ast.FunctionDef:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                parsed = ast.parse(self.text)
            except SyntaxError:
                parsed = ast.Module([], [])
        named = [n for n in ast.walk(parsed) if isinstance(n, ast.FunctionDef | ast.Lambda)]
        first = named[0] if named else None
        if isinstance(first, ast.FunctionDef) and first.name == function.__code__.co_name:
            return first
        if len(named) == 1 and function.__name__ == "<lambda>":
            body = named[0]
            value: Any = body.body
            made = ast.FunctionDef("<lambda>", body.args, [ast.Return(value)], [])
            return ast.fix_missing_locations(ast.copy_location(made, body))
        msg = f"the source of {function.__name__} is not to be had; put it in a file as a def"
        raise Puzzle(msg)


def compiled_text(text: str, file: str) -> CodeType | None:
    """Return the code of a text, if it has one, without warnings that the user has seen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return compile(text, file, "exec")
        except (SyntaxError, ValueError):
            return None


def _check_it_is_the_code_that_runs(function: FunctionType) -> None:
    """Refuse a source that was changed after it was run, or that something has rewritten."""
    code = function.__code__
    whole = compiled_text("".join(linecache.getlines(code.co_filename)), code.co_filename)
    here = (
        [one for one in _inside(whole) if one.co_firstlineno == code.co_firstlineno]
        if whole
        else []
    )
    if any(_same(one, code) for one in here):
        return
    msg = f"the source of {function.__name__} is not the code that runs: was the file changed?"
    raise Puzzle(msg)


def _inside(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _inside(one)


def _same(one: CodeType, other: CodeType) -> bool:
    if any(getattr(one, name) != getattr(other, name) for name in _OF_CODE):
        return False
    pairs = list(zip(one.co_consts, other.co_consts, strict=False))
    return len(one.co_consts) == len(other.co_consts) and all(
        _same(a, b) if isinstance(a, CodeType) and isinstance(b, CodeType) else repr(a) == repr(b)
        for a, b in pairs
    )
