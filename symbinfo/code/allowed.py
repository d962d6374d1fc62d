"""What the source of a function may hold, so that a run on symbols sees what Python does.

What is not known to be the same in a run is suspect, however harmless it may be.
"""

from __future__ import annotations

import ast
import builtins
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {
    "abs", "all", "any", "bool", "divmod", "enumerate", "filter", "float", "int", "isinstance",
    "len", "list", "map", "max", "min", "pow", "print", "range", "reversed", "round", "sorted",
    "staticmethod", "sum", "tuple", "zip",
}  # fmt: skip
_ATTRIBUTES = {
    "append", "arange", "catch_warnings", "distance", "dtype", "e", "eps", "eye", "filterwarnings",
    "full", "ones", "functional", "inf", "item", "linalg",
    "max", "min", "mT", "nan", "ndim", "newaxis", "nn", "no_grad", "pi", "shape", "simplefilter",
    "size", "spatial", "special", "stats", "T", "tau", "tiny", "tolist", "warn",
}  # fmt: skip
_LOOPS = ast.For | ast.While
_PLAIN_TARGET = ast.Name | ast.Tuple | ast.List | ast.Starred | ast.expr_context
_IN_PLACE = ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Pow
_TOLD = {"print", "warn"}
_OF_WARNINGS = {"catch_warnings", "filterwarnings", "simplefilter"}


def not_allowed(tree: ast.FunctionDef, raising: set[ast.AST]) -> Iterator[tuple[int, str]]:
    """Return lines and constructs that are suspect; `raising` has what can only raise."""
    told = set(_told_to_people(tree))
    looped = set(_assigned_in_loops(tree))
    docs = {id(one) for node in ast.walk(tree) for one in _doc(node)}
    parts = [part for statement in tree.body for part in ast.walk(statement)]
    for node in parts:
        if node in told or id(node) in docs:
            continue
        in_check = node in raising
        what = _statement(node) or _expression(node, looped, in_check=in_check)
        if what:
            yield getattr(node, "lineno", tree.lineno), what
    yield from _changers(tree)
    yield from _aliases(tree)


def _statement(node: ast.AST) -> str:
    match node:
        case ast.AugAssign(op=op) if not isinstance(op, _IN_PLACE):
            return f"the operation {type(op).__name__} in place"
        case ast.For() | ast.While():
            return _loop(node)
        case ast.comprehension(target=target):
            return _target(target)
        case ast.With(items=items) if any(one.optional_vars for one in items):
            return "with ... as"
    return ""


def _expression(node: ast.AST, looped: set[str], *, in_check: bool) -> str:
    match node:
        case ast.Compare():
            return _comparison(node, looped, in_check=in_check)
        case ast.NamedExpr() if in_check:
            return "an assignment in a check"
        case ast.Dict() | ast.DictComp() | ast.SetComp() | ast.Set():
            return "a dictionary or a set"
        case ast.Subscript(slice=ast.Constant(value=bool())):
            return "a truth value as an index"
        case ast.Name(id=name):
            return _name(name)
        case ast.Call(func=ast.Attribute(attr=name)) if name in _OF_WARNINGS:
            return _warnings(name, node)
        case ast.Attribute(attr=name):
            known = not name.startswith("_") and (in_check or name in known_attributes())
            return "" if known else f"the attribute {name}"
    return _text(node)


def _text(node: ast.AST) -> str:
    match node:
        case ast.JoinedStr() | ast.FormattedValue():
            return "a text that is made of values"
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod()):
            return "a text that is made of values"
        case ast.Constant(value=complex()):
            return "a complex number"
        case ast.Constant(value=str(text)) if "\n" in text:
            return "a text of several lines"
    return ""


def _comparison(node: ast.Compare, looped: set[str], *, in_check: bool) -> str:
    sides = [node.left, *node.comparators]
    for place, op in enumerate(node.ops):
        if isinstance(op, ast.In | ast.NotIn) and not in_check:
            return "in"
        if isinstance(op, ast.Is | ast.IsNot):
            one, other = sides[place : place + 2]
            none = isinstance(other, ast.Constant) and other.value is None
            if not none or not isinstance(one, ast.Name) or one.id in looped:
                return "is (known is whether an argument is None)"
    return ""


def _loop(node: ast.For | ast.While) -> str:
    inside = [part for statement in node.body for part in ast.walk(statement)]
    if any(isinstance(part, ast.Import | ast.ImportFrom) for part in inside):
        return "an import in a loop"
    return _target(node.target) if isinstance(node, ast.For) else ""


def _target(target: ast.expr) -> str:
    plain = all(isinstance(part, _PLAIN_TARGET) for part in ast.walk(target))
    return "" if plain else "a loop that goes through something else than a variable"


def _name(name: str) -> str:
    if name.startswith("__"):
        return f"the name {name}"
    value = getattr(builtins, name, None)
    known = name in _NAMES or value is None
    raised = isinstance(value, type) and issubclass(value, BaseException)
    return "" if known or raised else f"{name}()"


def _warnings(name: str, node: ast.Call) -> str:
    """Allow to ignore warnings, and nothing else about them."""
    given = [one.value for one in node.args if isinstance(one, ast.Constant)]
    wanted = [] if name == "catch_warnings" else ["ignore"]
    fits = len(given) == len(node.args) and given[:1] == wanted and not node.keywords
    return "" if fits else f"warnings.{name}() that does more than to ignore"


def _doc(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.FunctionDef(body=[ast.Expr(value=ast.Constant() as text), *_]):
            yield text


def _told_to_people(tree: ast.AST) -> Iterator[ast.AST]:
    """Return the parts of messages: of what is raised, printed, or warned of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc:
            yield from ast.walk(node.exc)
        if isinstance(node, ast.Assert) and node.msg:
            yield from ast.walk(node.msg)
        if isinstance(node, ast.Call) and _called(node) in _TOLD:
            for part in node.args:
                yield from ast.walk(part)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _assigned_in_loops(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, _LOOPS):
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                    yield part.id


def _changers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Find lists that are added to within an expression."""
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "append" and id(node) not in statements:
            yield node.lineno, "append() within an expression"


def _aliases(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Find variables that may be one object and change in place."""
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    for one in assigned:
        if len(one.targets) > 1 and not isinstance(one.value, ast.Constant):
            yield one.lineno, "one value for several variables"
    both = {
        name.id
        for one in assigned
        if isinstance(one.value, ast.Name)
        for name in (*one.targets, one.value)
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.AugAssign) or not isinstance(node.target, ast.Name):
            continue
        if node.target.id in both:
            yield node.lineno, f"{node.target.id} changes in place and may have another name"


@cache
def known_attributes() -> frozenset[str]:
    """Return the methods of arrays and the functions of modules that a run knows."""
    from symbinfo.code.methods import METHODS
    from symbinfo.code.rebuild import stand_ins

    functions = {name for one in stand_ins().values() for name in one.known()}
    return frozenset(_ATTRIBUTES | METHODS | functions)
