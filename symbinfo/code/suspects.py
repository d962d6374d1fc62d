"""What the source of a function must not hold, since a run on symbols may not see what it does."""

from __future__ import annotations

import ast
import builtins
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from symbinfo.code.allowed import not_allowed
from symbinfo.code.closures import late_bindings
from symbinfo.code.constants import Puzzle
from symbinfo.code.rebuild import closure_of, is_library, names_in
from symbinfo.code.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = {"math", "numpy", "scipy", "torch", "typing", "warnings", "collections", "__future__"}
_RANDOM = {
    "random", "rand", "randn", "randint", "rand_like", "randn_like", "default_rng", "dropout",
    "bernoulli", "multinomial", "normal", "permutation", "shuffle", "choice", "rvs", "empty",
    "empty_like", "seterr", "set_default_dtype", "manual_seed", "seed", "setbufsize",
    "geterr", "getbufsize", "memmap", "load", "loadtxt", "fromfile", "genfromtxt", "testing",
    "get_printoptions", "set_printoptions", "show_config", "ctypeslib", "lib", "core", "cuda",
    "backends", "version", "is_available", "initial_seed", "get_default_dtype", "get_num_threads",
}  # fmt: skip
_NARROW = {
    "float32", "float16", "single", "half", "longdouble", "float128", "bfloat16", "longfloat",
    "csingle", "complex64", "f2", "f4", "f16", "e", "f", "g", "float", "clongdouble", "complex32",
}  # fmt: skip
_NARROW_NAMES = _NARROW - {"e", "f", "g", "float"}
_ASKS_TYPE = {
    "isinstance", "type", "issubclass", "hasattr", "getattr", "callable", "issubdtype",
    "is_tensor", "isscalar", "iscomplexobj", "isrealobj", "is_floating_point", "result_type",
    "can_cast", "isfortran", "may_share_memory", "shares_memory", "__class__", "is_complex",
}  # fmt: skip
_OF_TYPE = {
    "dtype", "ndim", "itemsize", "flags", "nbytes", "strides", "data", "base", "device",
    "requires_grad", "is_cuda", "layout", "kind",
}  # fmt: skip
_WORDS = {"typing", "collections", "collections.abc", "__future__"}
_ITERATORS = {"zip", "map", "filter", "enumerate", "reversed", "iter"}
_CONSUMERS = {"sum", "fsum", "any", "all", "list", "tuple", "max", "min", "sorted", *_ITERATORS}


class Suspect(NamedTuple):
    """What is not understood, and its line."""

    line: int
    what: str


def suspects(function: FunctionType, largest: int | None) -> Suspect | None:
    """Return what in a function, or in one it calls, a run on symbols may not see.

    Where the sizes up to `largest` were gone through one by one, larger numbers in the source
    are suspect as well.
    """
    for one in _reached(function):
        source = Source(one)
        found = next(_in_names(one, source), None) or next(_in_tree(source.tree), None)
        found = found or next(_in_defaults(one, source), None)
        odd = (Suspect(*pair) for pair in not_allowed(source.tree, _only_raise(source.tree)))
        found = found or next(odd, None)
        late = (Suspect(*pair) for pair in late_bindings(source.tree, one.__code__))
        found = found or next(late, None)
        if found is None and largest is not None:
            found = next(_large(one, source, largest), None)
        if found is not None:
            return found
    return None


def _reached(function: FunctionType) -> Iterator[FunctionType]:
    seen: list[FunctionType] = []
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.append(one)
        yield one
        values = _values(one).values()
        waiting += [v for v in values if isinstance(v, FunctionType) and not is_library(v)]


def _values(function: FunctionType) -> dict[str, Any]:
    """Return what the names that a function takes from outside stand for."""
    known = {**function.__globals__, **closure_of(function)}
    names = names_in(function.__code__) | set(function.__code__.co_freevars)
    return {name: known[name] for name in names if name in known}


def _in_names(function: FunctionType, source: Source) -> Iterator[Suspect]:
    line = source.tree.lineno
    for name, value in _values(function).items():
        if isinstance(value, ModuleType) and value.__name__.partition(".")[0] not in _MODULES:
            yield Suspect(line, f"the module {value.__name__}")
        if isinstance(value, ModuleType) and "random" in value.__name__:
            yield Suspect(line, f"the module {value.__name__}")
        if isinstance(value, type) and not _known_type(value):
            yield Suspect(line, f"the class {value.__name__}")
        if _is_narrow(value):
            yield Suspect(line, f"{name} rounds to another number of bits than 64")
        renamed = getattr(builtins, getattr(value, "__name__", ""), None) is value
        if renamed and value not in (float, int, bool):
            yield Suspect(line, f"{name} stands for Python's {value.__name__}()")
        if isinstance(value, tuple) and any(map(callable, value)):
            yield Suspect(line, f"functions in the tuple {name}")
        if isinstance(value, ModuleType) and value.__name__ in _WORDS:
            yield Suspect(line, f"the module {value.__name__} in the code")
        iterator = any(value is getattr(builtins, one) for one in _ITERATORS)
        if iterator or hasattr(value, "__next__"):
            yield Suspect(line, f"the iterator {name}")


def _in_defaults(function: FunctionType, source: Source) -> Iterator[Suspect]:
    for value in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()):
        if _is_narrow(value):
            yield Suspect(source.tree.lineno, "rounds to another number of bits than 64")
        kinds = (float, int, bool, np.float64)
        plain = value is None or value in kinds or isinstance(value, bool | int | float | str)
        if not plain:
            yield Suspect(source.tree.lineno, f"a default value, {type(value).__name__}")


def _known_type(value: type) -> bool:
    return value.__module__.partition(".")[0] in ("builtins", "numpy", "torch")


def _is_narrow(value: Any) -> bool:
    if isinstance(value, str):
        return _is_narrow_text(value)
    shown = getattr(value, "__name__", None) if isinstance(value, type) else None
    if isinstance(value, np.dtype) or type(value).__name__ == "dtype":
        shown = str(value).removeprefix("torch.")
    return shown in _NARROW_NAMES or isinstance(value, np.float32 | np.float16 | np.longdouble)


def _is_narrow_text(value: str) -> bool:
    return value.lstrip("<>=|").lower() in _NARROW - {"float"}


def _in_tree(tree: ast.FunctionDef) -> Iterator[Suspect]:
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    checks = _only_raise(tree)
    for node in ast.walk(tree):
        what = _in_node(node, parents.get(node), in_check=node in checks)
        if what:
            yield Suspect(getattr(node, "lineno", tree.lineno), what)


def _only_raise(tree: ast.AST) -> set[ast.AST]:
    """Return the parts of conditions under which the code can do nothing but raise."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            found.update(ast.walk(node))
        raising = isinstance(node, ast.If) and not node.orelse
        if raising and all(isinstance(part, ast.Raise) for part in node.body):  # type: ignore[attr-defined]
            found.update(ast.walk(node))
    return found


def _in_node(node: ast.AST, parent: ast.AST | None, *, in_check: bool) -> str:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return _imported(node)
    if isinstance(node, ast.Constant):
        narrow = isinstance(node.value, str) and _is_narrow_text(node.value)
        return f"{node.value!r} rounds to another number of bits than 64" if narrow else ""
    if isinstance(node, ast.GeneratorExp):
        return "" if _consumed(parent) else "a generator that is kept"
    if isinstance(node, ast.Name):
        return _name(node.id, parent, node, in_check=in_check)
    if isinstance(node, ast.Attribute):
        return _attribute(node, parent, in_check=in_check)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        kept = node.func.id in _ITERATORS and not _consumed(parent)
        return f"{node.func.id}() that is kept" if kept else ""
    return ""


def _imported(node: ast.Import | ast.ImportFrom) -> str:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        names = [f"{node.module}.{name}" for name in names]
    for name in names:
        if name.partition(".")[0] not in _MODULES or "random" in name:
            return f"the module {name}"
        if name.rpartition(".")[2] in _NARROW_NAMES:
            return f"{name} rounds to another number of bits than 64"
    return ""


def _consumed(parent: ast.AST | None) -> bool:
    """Return whether what iterates is used up where it stands."""
    if isinstance(parent, ast.For | ast.comprehension):
        return True
    if not isinstance(parent, ast.Call):
        return False
    called = parent.func
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in _CONSUMERS


def _name(name: str, parent: ast.AST | None, node: ast.AST, *, in_check: bool) -> str:
    if name in _ASKS_TYPE and not in_check:
        return f"{name}()"
    if name in _NARROW_NAMES:
        return f"{name} rounds to another number of bits than 64"
    if name in _ITERATORS and not (isinstance(parent, ast.Call) and parent.func is node):
        return f"{name} that is not called where it stands"
    return ""


def _attribute(node: ast.Attribute, parent: ast.AST | None, *, in_check: bool) -> str:
    if not isinstance(node.ctx, ast.Load):
        return f"the attribute {node.attr} is set"
    if node.attr in _RANDOM:
        return node.attr
    if node.attr in _NARROW_NAMES or (node.attr == "float" and isinstance(parent, ast.Call)):
        return f"{node.attr} rounds to another number of bits than 64"
    if node.attr in ("flat", "nditer", "ndenumerate", "__iter__"):
        return f"the iterator {node.attr}"
    if in_check:
        return ""
    if node.attr in _ASKS_TYPE:
        return node.attr
    handed_on = isinstance(parent, ast.keyword | ast.Call)
    return f"the {node.attr} of an array" if node.attr in _OF_TYPE and not handed_on else ""


def _large(function: FunctionType, source: Source, largest: int) -> Iterator[Suspect]:
    """Find numbers by which the code could tell a size that was not gone through."""
    numbers = [n for n in _constants(function.__code__) if n > largest]
    numbers += [v for v in _values(function).values() if isinstance(v, int | float) and v > largest]
    for one in numbers:
        yield Suspect(source.tree.lineno, f"the number {one}, where sizes are decided one by one")


def _constants(code: CodeType) -> Iterator[float]:
    waiting: list[Any] = list(code.co_consts)
    while waiting:
        one = waiting.pop()
        if isinstance(one, CodeType):
            yield from _constants(one)
        elif isinstance(one, tuple | frozenset):
            waiting.extend(one)
        elif isinstance(one, int | float):
            yield one


def checked_source(function: FunctionType, largest: int | None) -> Suspect | None:
    """Return what is suspect; a source that is not to be had is."""
    try:
        return suspects(function, largest)
    except Puzzle as error:
        return Suspect(0, str(error))
