"""Numbers: functions of arrays, exact values, and random checks. Never part of a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbinfo.numeric.codegen import lambdify as lambdify
    from symbinfo.numeric.data.estimate import estimate as estimate
    from symbinfo.numeric.library import conditional_entropy as conditional_entropy
    from symbinfo.numeric.library import cross_entropy as cross_entropy
    from symbinfo.numeric.library import entropy as entropy
    from symbinfo.numeric.library import f_divergence as f_divergence
    from symbinfo.numeric.library import hellinger as hellinger
    from symbinfo.numeric.library import jensen_shannon as jensen_shannon
    from symbinfo.numeric.library import kl_divergence as kl_divergence
    from symbinfo.numeric.library import mutual_information as mutual_information
    from symbinfo.numeric.library import renyi_divergence as renyi_divergence
    from symbinfo.numeric.library import renyi_entropy as renyi_entropy
    from symbinfo.numeric.library import total_variation as total_variation
    from symbinfo.numeric.library import tsallis_entropy as tsallis_entropy
    from symbinfo.numeric.spot import spot_check as spot_check
else:
    _HOMES = {
        "estimate": "symbinfo.numeric.data.estimate",
        "lambdify": "symbinfo.numeric.codegen",
        "spot_check": "symbinfo.numeric.spot",
    }
    _HOMES |= dict.fromkeys(
        (
            "conditional_entropy",
            "cross_entropy",
            "entropy",
            "f_divergence",
            "hellinger",
            "jensen_shannon",
            "kl_divergence",
            "mutual_information",
            "renyi_divergence",
            "renyi_entropy",
            "total_variation",
            "tsallis_entropy",
        ),
        "symbinfo.numeric.library",
    )
    __all__ = tuple(_HOMES)

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is asked for: NumPy is slow to import."""
        from importlib import import_module

        if name in _HOMES:
            found = globals()[name] = getattr(import_module(_HOMES[name]), name)
            return found
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
