"""Numbers: NumPy functions, exact values, and random checks. Never part of a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.numeric.codegen import lambdify as lambdify
    from symbinfo.numeric.spot import spot_check as spot_check
else:
    _HOMES = {"lambdify": "symbinfo.numeric.codegen", "spot_check": "symbinfo.numeric.spot"}

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is asked for: NumPy is slow to import."""
        from importlib import import_module

        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
