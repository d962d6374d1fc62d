"""A function from a file: the file is run."""

from __future__ import annotations

import importlib.util
import sys
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def load_function(path: Path, name: str) -> FunctionType:
    """Return a function of a file.

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
    found = getattr(module, name, None)
    if isinstance(found, FunctionType):
        return found
    names = [k for k, v in vars(module).items() if _own(v, module)]
    known = f"it has {', '.join(names)}" if names else "it has no functions"
    what = "no function" if found is None else f"{name}, a {type(found).__name__} and no function,"
    at = f" {name}" if found is None else ""
    msg = f"{path} has {what}{at}; {known}"
    raise BadInput(msg)


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
    except Exception as error:
        msg = f"{path} cannot be run: {type(error).__name__}: {error}"
        raise BadInput(msg) from error
    return module
