"""A function of the user, built again with stand-ins for what it calls."""

from __future__ import annotations

import ast
import builtins
import sys
import warnings
from dis import get_instructions
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.code.comprehensions import run_comprehension
from symbinfo.code.constants import Puzzle
from symbinfo.code.libraries import scipy_stand_ins, torch_stand_ins
from symbinfo.code.loops import Returned, appended, current, run_loop
from symbinfo.code.modules import DomainError, linalg_stand_in, math_stand_in, numpy_stand_in
from symbinfo.code.python import builtins_for
from symbinfo.code.refuse import LOGARITHMS, refused
from symbinfo.code.rewrite import has_effects, rewritten
from symbinfo.code.setting import ROW
from symbinfo.code.source import Construct, Source
from symbinfo.code.stand_in import StandIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.code.setting import Setting

_HARMLESS = ("typing", "warnings", "__future__", "collections.abc")
HELPERS = {
    "__si_loop": run_loop,
    "__si_comprehension": run_comprehension,
    "__si_current": current,
    "__si_append": appended,
    "__si_return": Returned,
    "__si_domain_error": DomainError,
    "__si_returns": lambda result: isinstance(result, Returned),
}


def stand_ins() -> dict[str, StandIn]:
    """Return the stand-in of each module that is known."""
    known = {"numpy": numpy_stand_in(), "math": math_stand_in()}
    known["numpy.linalg"] = linalg_stand_in()
    return known | scipy_stand_ins() | torch_stand_ins()


def module_for(name: str) -> Any:
    """Return what stands for a module."""
    known = stand_ins()
    if name in known:
        return known[name]
    if name in _HARMLESS:
        return __import__(name)
    real = sys.modules.get(name)
    return StandIn(name, {}, real)


def _imported(
    name: str, _globals: Any = None, _locals: Any = None, parts: Any = (), level: int = 0
) -> Any:
    if level:
        msg = "an import from the same package"
        raise Puzzle(msg)
    return module_for(name if parts else name.partition(".")[0])


@final
class Builder:
    """Builds functions for one run; the helpers that they call as well."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.built: dict[FunctionType, Callable[..., Any]] = {}
        self.builtins = builtins_for(self._axes, _imported)

    def _axes(self) -> Any:
        axes = {axis for one in self.setting.inputs for axis in one.axes}
        axes |= {ROW} if self.setting.rows else set()
        return self.setting, list(axes)

    def build(self, function: FunctionType) -> Callable[..., Any]:
        """Return the function with stand-ins for what it uses."""
        if function in self.built:
            return self.built[function]
        source = Source(function)
        problem = refused(source.tree)
        if problem is not None:
            raise Construct(problem[1], problem[0])
        names: dict[str, Any] = {"__builtins__": self.builtins, **HELPERS}
        new = FunctionType(
            self._code(function, source, names),
            names,
            function.__name__,
            self._all(function.__defaults__),
            None,
        )
        new.__kwdefaults__ = {
            k: self.stand_in(v) for k, v in (function.__kwdefaults__ or {}).items()
        }
        self.built[function] = new
        return new

    def _all(self, values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
        return None if values is None else tuple(map(self.stand_in, values))

    def _code(self, function: FunctionType, source: Source, names: dict[str, Any]) -> CodeType:
        """Return the code; names from around the function become global names."""
        tree = source.tree
        tree.name = "function"
        tree.decorator_list = []
        tree.returns = None
        rest = [one for one in (tree.args.vararg, tree.args.kwarg) if one]
        for one in (*tree.args.args, *tree.args.kwonlyargs, *tree.args.posonlyargs, *rest):
            one.annotation = None
        tree.args.defaults = [ast.Constant(None) for _ in tree.args.defaults]
        tree.args.kw_defaults = [d and ast.Constant(None) for d in tree.args.kw_defaults]
        module = ast.fix_missing_locations(ast.Module([rewritten(tree)], []))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            whole = compile(module, source.file, "exec")
        code: CodeType = next(c for c in whole.co_consts if isinstance(c, CodeType))
        known = {**function.__globals__, **closure_of(function)}
        for name in names_in(code):
            if name in LOGARITHMS and is_own(known.get(name)):
                msg = f"a function of one's own that is called {name}"
                raise Puzzle(msg)
            if name in known and not name.startswith("__"):
                names[name] = self.stand_in(known[name])
        return code

    def stand_in(self, value: Any) -> Any:
        """Return what stands for an object that the function names."""
        if isinstance(value, ModuleType):
            return module_for(value.__name__)
        if is_own(value):
            return self._helper(value)
        own = self.builtins.get(getattr(value, "__name__", ""), value)
        if getattr(builtins, getattr(value, "__name__", ""), None) is value:
            return own
        if value is np.newaxis or isinstance(value, bool | int | float | str | type | np.generic):
            return value
        if callable(value):
            return _function_for(value)
        if isinstance(value, np.ndarray):
            return _unchanging(value)
        if isinstance(value, tuple):
            return tuple(map(self.stand_in, value))
        msg = f"the object {value!r} from outside the function"
        raise Puzzle(msg)

    def _helper(self, function: FunctionType) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if self.setting.pinned and has_effects([Source(function).tree]):
                msg = f"{function.__name__}() in a loop, which changes an object"
                raise Puzzle(msg)
            return self.build(function)(*args, **options)

        return call


def closure_of(function: FunctionType) -> dict[str, Any]:
    """Return what a function takes from the functions around it."""
    pairs = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {name: cell.cell_contents for name, cell in pairs}


_GLOBAL = ("LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "DELETE_GLOBAL")


def names_in(code: CodeType) -> set[str]:
    """Return the global names that code and the functions inside it use: no attributes."""
    inner = (c for c in code.co_consts if isinstance(c, CodeType))
    own = {str(one.argval) for one in get_instructions(code) if one.opname in _GLOBAL}
    return own.union(*map(names_in, inner))


def is_library(function: FunctionType) -> bool:
    """Return whether a function belongs to a library that is known."""
    return function.__module__.partition(".")[0] in ("numpy", "scipy", "math", "torch")


def _unchanging(value: Any) -> Any:
    """Return an array that a function does not change: what it keeps there a run does not see."""
    found = value.copy()
    found.flags.writeable = False
    return found


def is_own(value: object) -> bool:
    """Return whether a value is a function of the user's."""
    return isinstance(value, FunctionType) and not is_library(value)


def _function_for(value: Any) -> Any:
    """Return the stand-in for a function that was imported by its name."""
    name = getattr(value, "__name__", "")
    module = (getattr(value, "__module__", None) or "").partition(".")[0]
    if isinstance(value, np.ufunc) and getattr(np, name, None) is value:
        module = "numpy"
    for known, stand_in in stand_ins().items():
        real = sys.modules.get(known)
        if real is not None and getattr(real, name, None) is value:
            return getattr(stand_in, name)
    msg = f"{module}.{name}"
    raise Puzzle(msg)
