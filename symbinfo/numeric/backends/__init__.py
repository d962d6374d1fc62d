"""The libraries that can compute a program beside NumPy; each module has a `make`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program

_NEEDS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        "array_api": ("array_api_compat", "array"),
        "mpmath": ("mpmath", ""),
        "numba": ("numba", "fast"),
    }
)
BACKENDS = ("numpy", *_NEEDS)
"""The names of all backends."""


def known_backend(backend: Any) -> str:
    """Return the name of a backend that is installed, or say what is wrong."""
    if not (isinstance(backend, str) and backend in BACKENDS):
        msg = f"there is no backend {backend!r}; the backends are {', '.join(map(repr, BACKENDS))}"
        raise BadInput(msg)
    module, extra = _NEEDS.get(backend, ("numpy", ""))
    if find_spec(module) is None:
        msg = (
            f"the backend {backend!r} needs {module.replace('_', '-')}, which is not installed: "
            f"pip install 'symbinfo[{extra}]'"
        )
        raise BadInput(msg)
    return backend


def make(backend: str, program: Program, options: Options) -> Any:
    """Return the function of a program that a backend other than NumPy computes."""
    home = import_module(f"symbinfo.numeric.backends.{backend}_backend")
    return home.make(program, options)
