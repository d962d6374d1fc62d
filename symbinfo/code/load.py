"""A function from a file: the file is run."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def load_function(path: Path, name: str) -> FunctionType:
    """Return a function of a file, or a static method as ``Class.method``.

    The file is run as Python runs a module.

    Raises
    ------
    BadInput
        If there is no such file or function, or the file cannot be run.
    """
    if not path.is_file():
        msg = f"there is no file {path}"
        raise BadInput(msg)
    module = _run_file(path)
    owner, _, method = name.rpartition(".")
    inside = vars(module).get(owner)
    if isinstance(inside, type):
        return _static_method(inside, method, path)
    found = vars(module).get(name)
    if isinstance(found, FunctionType):
        return found
    names = [k for k, v in vars(module).items() if _own(v, module)]
    known = f"it has {', '.join(names)}" if names else "it has no functions"
    what = f"no function {name}" if found is None else no_function(name, found)
    msg = f"{path} has {what}; {known}"
    raise BadInput(msg)


def _static_method(owner: type, name: str, path: Path) -> FunctionType:
    found = inspect.getattr_static(owner, name, None)
    if isinstance(found, staticmethod) and isinstance(found.__func__, FunctionType):
        return found.__func__
    told = f"{owner.__name__}.{name}"
    why = "there is none" if found is None else "it takes an object or a class first"
    msg = (
        f"{path}: {told} is no static method ({why}); only functions and static methods are checked"
    )
    raise BadInput(msg)


def no_function(name: str, value: object) -> str:
    """Say what a value is that is no plain function, and which function to check instead."""
    kind = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
    kind = kind.removeprefix("builtins.").replace("._lru_cache_wrapper", ".lru_cache")
    if hasattr(value, "py_func"):
        return f"{name}, which is compiled ({kind}): check the function without its decorator"
    if hasattr(value, "__wrapped__"):
        return f"{name}, wrapped by {kind}: check the function without its decorator"
    return f"{name}, a {type(value).__name__} and no function"


def _own(value: object, module: ModuleType) -> bool:
    return isinstance(value, FunctionType) and value.__module__ == module.__name__


def _run_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"checked_{path.stem}", path)
    if spec is None or spec.loader is None:
        msg = f"{path} is not a Python file"
        raise BadInput(msg)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        msg = f"{path}, line {error.lineno}: {error.msg}"
        raise BadInput(msg) from error
    except ModuleNotFoundError as error:
        missing = (error.name or str(error)).partition(".")[0]
        msg = (
            f"{path} imports {missing}, which is not installed here: install it to check this file"
        )
        raise BadInput(msg) from error
    except Exception as error:
        msg = f"{path} cannot be run: {type(error).__name__}: {error}"
        raise BadInput(msg) from error
    return module
