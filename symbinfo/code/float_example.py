"""An input of floats with both values, for a report."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from symbinfo.code.report import CodeExample
from symbinfo.core.variables import JointLaw

if TYPE_CHECKING:
    from symbinfo.code.float_inputs import Values

_SHOWN = 12  # numbers, up to which all are shown


def float_example(
    arguments: tuple[Any, ...], values: Values, ran: float | str, value: float
) -> CodeExample:
    """Return an input, what the code gives at it, and the value of the measure."""
    names = ["P" if isinstance(a, JointLaw) else str(a) for a in arguments]
    shown = tuple(zip(names, map(_shown, values), strict=True))
    told = "+oo" if value == math.inf else repr(value)
    return CodeExample(shown, ran if isinstance(ran, str) else repr(ran), told, told)


def _shown(value: Any) -> str:
    if value.size <= _SHOWN:
        return str(value.tolist())
    return f"{value.shape} numbers starting with {value.flat[0]:.6g}, {value.flat[1]:.6g}"
