"""The source of a function, with its loops and comprehensions handed to `loops`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDERS = {"append"}
_CHANGERS = {
    "pop", "extend", "insert", "remove", "update", "setdefault", "add", "clear", "send",
    "fill", "put", "sort", "reverse", "popitem", "discard", "write",
}  # fmt: skip
ALLOWED_CALLS = {"print"}


@final
class Rewriter(ast.NodeTransformer):
    """Turns each loop into a call of a function that runs one round of it."""

    def __init__(self, *, effects: bool) -> None:
        self.count = 0
        self.effects = effects

    def visit_For(self, node: ast.For) -> Any:
        self.generic_visit(node)
        if node.orelse or _leaves(node.body):
            return node
        self.count += 1
        names = sorted(_assigned([node.target, *node.body]))
        effects = self.effects or has_effects(node.body)
        return _loop(node, names, f"__round_{self.count}", effects=effects)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> Any:
        """Catch what the stand-ins raise where the real functions raise ValueError."""
        self.generic_visit(node)
        node.type = _name("__si_domain_error")
        return node

    def visit_ListComp(self, node: ast.ListComp) -> Any:
        return self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> Any:
        return self._comprehension(node)

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Any:
        if any(g.is_async for g in node.generators):
            return node
        first, *rest = node.generators
        self.count += 1
        item = f"__item_{self.count}"
        elt: ast.expr = node.elt
        nested = bool(rest)
        elt = self._comprehension(ast.ListComp(elt, rest)) if rest else self.visit(elt)
        one = ast.comprehension(
            self.visit(first.target), _list([_name(item)]), [self.visit(c) for c in first.ifs], 0
        )
        body = ast.Lambda(_arguments([item]), ast.ListComp(elt, [one]))
        call = _call("__si_comprehension", body, self.visit(first.iter))
        effects = self.effects or has_effects([body])
        call.keywords = [
            ast.keyword("nested", ast.Constant(nested)),
            ast.keyword("effects", ast.Constant(effects)),
        ]
        return ast.copy_location(call, node)

    def visit_Expr(self, node: ast.Expr) -> Any:
        self.generic_visit(node)
        call = node.value
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in _ADDERS
            and isinstance(call.func.value, ast.Name)
            and len(call.args) == 1
        ):
            name = call.func.value.id
            new = ast.Assign(
                [_name(name, store=True)], _call("__si_append", _name(name), *call.args)
            )
            return ast.copy_location(new, node)
        return node


def _loop(node: ast.For, names: list[str], round_name: str, *, effects: bool) -> list[ast.stmt]:
    """Return ``def round(item, *state)``, its run, the return, and the state after it."""
    state = ast.Tuple([_name(n) for n in names], ast.Load())
    body: list[ast.stmt] = [ast.Assign([node.target], _name("__item"))]
    body += [_Leave(names).visit(part) for part in node.body]
    body.append(ast.Return(state))
    function = ast.FunctionDef(round_name, _arguments(["__item", *names]), body, [])
    before = ast.Tuple(
        [_call("__si_current", ast.Lambda(_arguments([]), _name(n))) for n in names], ast.Load()
    )
    run = _call("__si_loop", _name(round_name), node.iter, before)
    run.keywords = [ast.keyword("effects", ast.Constant(effects))]
    result = f"{round_name}_result"
    leave = ast.If(
        _call("__si_returns", _name(result)),
        [ast.Return(ast.Attribute(_name(result), "value", ast.Load()))],
        [],
    )
    after = ast.Assign(
        [ast.Tuple([_name(n, store=True) for n in names], ast.Store())], _name(result)
    )
    parts = [function, ast.Assign([_name(result, store=True)], run), leave, after]
    return [ast.copy_location(part, node) for part in parts]


@final
class _Leave(ast.NodeTransformer):
    """In the body of a loop: continue ends the round, return says that it returns."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.inside = False

    def visit_For(self, node: ast.For) -> Any:
        return self._inner(node)

    def visit_While(self, node: ast.While) -> Any:
        return self._inner(node)

    def _inner(self, node: Any) -> Any:
        """Leave the ``continue`` of a loop inside alone."""
        before, self.inside = self.inside, True
        self.generic_visit(node)
        self.inside = before
        return node

    def visit_Continue(self, node: ast.Continue) -> Any:
        if self.inside:
            return node
        state = ast.Tuple([_name(n) for n in self.names], ast.Load())
        return ast.copy_location(ast.Return(state), node)

    def visit_Return(self, node: ast.Return) -> Any:
        value = node.value or ast.Constant(None)
        return ast.copy_location(ast.Return(_call("__si_return", value)), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> Any:
        return node


def _leaves(body: list[ast.stmt]) -> bool:
    """Return whether a loop has a break, or a statement that cannot move into a function."""
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, ast.For | ast.While | ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        stack.extend(ast.iter_child_nodes(node))
    return False


def _assigned(nodes: list[Any]) -> set[str]:
    found: set[str] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
            continue
        if isinstance(node, ast.Lambda | ast.ListComp | ast.GeneratorExp):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            found.add(node.id)
        stack.extend(ast.iter_child_nodes(node))
    return found


def has_effects(body: Sequence[ast.AST]) -> bool:
    """Return whether a round may change an object, other than by setting elements of arrays."""
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.NamedExpr | ast.Await):
                return True
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                return True
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = node.value.func
                if not (isinstance(called, ast.Name) and called.id in ALLOWED_CALLS):
                    return True
            if isinstance(node, ast.Attribute) and (
                node.attr in _CHANGERS or isinstance(node.ctx, ast.Store)
            ):
                return True
            if isinstance(node, ast.Name) and node.id == "next":
                return True
    return False


def _name(name: str, *, store: bool = False) -> ast.Name:
    return ast.Name(name, ast.Store() if store else ast.Load())


def _list(items: list[ast.expr]) -> ast.List:
    return ast.List(items, ast.Load())


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(_name(name), list(args), [])


def _arguments(names: list[str]) -> ast.arguments:
    return ast.arguments([], [ast.arg(n) for n in names], None, [], [], None, [])


def rewritten(function: ast.FunctionDef) -> ast.FunctionDef:
    """Return the function with its loops rewritten."""
    inner = [n for n in ast.walk(function) if n is not function and _is_function(n)]
    effects = has_effects([part for one in inner for part in ast.iter_child_nodes(one)])
    new = Rewriter(effects=effects).visit(function)
    return ast.fix_missing_locations(new)  # type: ignore[no-any-return]


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.Lambda)
