"""Derivations of information theory: checked, printed as LaTeX, and run as NumPy functions.

The public names are listed in `symbinfo.public`. That module is imported when one of them
is first used, so that the command line can answer ``--help`` without SymPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.public import *

    __version__: str
else:

    def __getattr__(name: str) -> object:
        """Return a public name, or the version."""
        from importlib import import_module, metadata

        if name == "__version__":
            try:
                return metadata.version("symbinfo")
            except metadata.PackageNotFoundError:
                return "(not installed)"
        public = import_module("symbinfo.public")
        if name == "__all__":
            return public.__all__
        if name in public.__all__:
            return getattr(public, name)
        msg = f"module 'symbinfo' has no attribute {name!r}"
        raise AttributeError(msg)

    def __dir__() -> list[str]:
        """Return the public names."""
        from symbinfo import public

        return [*public.__all__, "__version__"]
