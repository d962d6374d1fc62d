"""Whether the functions that stand-ins replace are still the ones that the libraries came with."""

from __future__ import annotations

import builtins
import math
import sys
from types import FunctionType
from typing import Any

import numpy as np
import scipy.special

_WATCHED = (builtins, math, np, np.linalg, scipy.special)
_ORIGINALS: dict[str, dict[str, Any]] = {
    module.__name__: {name: value for name, value in vars(module).items() if callable(value)}
    for module in _WATCHED
}
_LATER = ("scipy.stats", "scipy.spatial.distance", "torch", "torch.nn.functional", "torch.special")


def changed() -> str:
    """Return the name of a function that is no longer the library's own, or nothing."""
    for module, known in _ORIGINALS.items():
        now = vars(sys.modules[module]) if module in sys.modules else {}
        for name, value in known.items():
            if name not in ("__import__", "_") and now.get(name) is not value:
                return f"{module}.{name}"
    return next(filter(None, map(_foreign, _LATER)), "")


def _foreign(module: str) -> str:
    """Return a function in a module that came from somewhere else."""
    if module not in sys.modules:
        return ""
    root = module.partition(".")[0]
    known = (root, "numpy", "scipy", "typing", "collections", "functools", "math", "builtins")
    for name, value in vars(sys.modules[module]).items():
        own = not isinstance(value, FunctionType) or _from(value) in known
        if not own and not name.startswith("_") and sys.modules.get(_from(value)) is None:
            return f"{module}.{name}"
        if not own and name in ("entropy", "jensenshannon", "kl_div", "cross_entropy", "log"):
            return f"{module}.{name}"
    return ""


def _from(value: FunctionType) -> str:
    return value.__module__.partition(".")[0] if value.__module__ else ""
