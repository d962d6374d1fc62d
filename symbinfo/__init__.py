"""Derivations of information theory: checked, printed as LaTeX, and run as NumPy functions.

The public names are those of `symbinfo.public`, `lambdify` and `verify_code`. They are imported
when one of them is first used, so that the command line can answer ``--help`` without SymPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.code import verify_code as verify_code
    from symbinfo.numeric import lambdify as lambdify
    from symbinfo.public import *

    __version__: str
else:

    def __getattr__(name: str) -> object:
        """Import a public name, or find the version."""
        if name == "__version__":
            return _version()
        if name == "lambdify":  # on its own, since NumPy is slow to import
            from symbinfo.numeric import lambdify

            return lambdify
        if name == "verify_code":  # for the same reason
            from symbinfo.code import verify_code

            return verify_code
        from importlib import import_module

        public = vars(import_module("symbinfo.public"))
        if name == "__all__":
            return [
                *(known for known in public if not known.startswith("_")),
                "lambdify",
                "verify_code",
            ]
        if name in public and not name.startswith("_"):
            return public[name]
        msg = f"module 'symbinfo' has no attribute {name!r}"
        raise AttributeError(msg)

    def __dir__() -> list[str]:
        """Return the public names."""
        return [*__getattr__("__all__"), "__version__"]

    def _version() -> str:
        from importlib import metadata

        try:
            return metadata.version("symbinfo")
        except metadata.PackageNotFoundError:
            return "(not installed)"
