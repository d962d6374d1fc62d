"""Stand-ins for scipy and torch."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from symbinfo.code import reductions
from symbinfo.code.array import Array
from symbinfo.code.constants import Puzzle
from symbinfo.code.elementwise import ELEMENTWISE
from symbinfo.code.methods import unsqueeze
from symbinfo.code.modules import error_state, filled, first, outer, where
from symbinfo.code.number import Num
from symbinfo.code.options import only
from symbinfo.code.sizes import size_of
from symbinfo.code.stand_in import Functions, StandIn
from symbinfo.code.types import check_type, limits_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _as_tensor(value: Any, *, dtype: Any = None, **options: Any) -> Any:
    check_type(dtype)
    only("tensor", options, ("device", "requires_grad"))
    if dtype is None and not isinstance(value, Array):
        msg = "a tensor of a number, which is a float of 32 bits"
        raise Puzzle(msg)
    return value


def _tensor(value: Any, **options: Any) -> Any:
    found = _as_tensor(value, **options)
    return found.copy() if isinstance(found, Array) else found


@functools.cache
def scipy_stand_ins() -> dict[str, StandIn]:
    """Return the stand-ins for scipy's modules."""
    special: Functions = {n: ELEMENTWISE[n] for n in ("entr", "rel_entr", "xlogy", "xlog1py")}
    special |= {n: ELEMENTWISE[n] for n in ("exp2", "expm1", "log1p")}
    special |= {"kl_div": ELEMENTWISE["scipy_kl_div"], "softmax": reductions.softmax_of}
    special |= {"logsumexp": reductions.logsumexp_of, "log_softmax": reductions.log_softmax_of}
    found = {
        "scipy.special": StandIn("scipy.special", special),
        "scipy.stats": StandIn("scipy.stats", {"entropy": reductions.scipy_entropy}),
        "scipy.spatial.distance": StandIn(
            "scipy.spatial.distance",
            {
                "jensenshannon": reductions.jensenshannon,
                "euclidean": lambda a, b: reductions.norm_of(a - b),
                "cityblock": lambda a, b: reductions.norm_of(a - b, 1),
            },
        ),
    }
    found["scipy.spatial"] = StandIn("scipy.spatial", {"distance": found["scipy.spatial.distance"]})
    parts = {n: found[f"scipy.{n}"] for n in ("special", "stats", "spatial")}
    return found | {"scipy": StandIn("scipy", dict(parts))}


def _torch_where(condition: Any, *choices: Any) -> Any:
    if choices and not any(isinstance(one, Array | Num) for one in choices):
        msg = "torch.where of plain numbers, which are floats of 32 bits"
        raise Puzzle(msg)
    return where(condition, *choices)


def _torch_kl(log_q: Any, p: Any, *more: Any, **options: Any) -> Any:
    only("kl_div", options, ("reduction", "log_target"), more)
    reduction = options.get("reduction", "mean")
    if options.get("log_target"):
        p = ELEMENTWISE["exp"](p)
    return _reduced(ELEMENTWISE["torch_kl_div"](log_q, p), reduction)


def _reduced(terms: Any, reduction: str) -> Any:
    if reduction == "batchmean":
        return reductions.sum_of(terms) / size_of(terms, 0)
    rule: dict[str, Callable[..., Any]] = {"none": first}
    rule |= {"sum": reductions.sum_of, "mean": reductions.mean_of}
    return rule[reduction](terms)


def _torch_cross_entropy(scores: Any, target: Any, **options: Any) -> Any:
    if options or len(scores.places) != 1:
        msg = "F.cross_entropy of a batch"
        raise Puzzle(msg)
    return -reductions.sum_of(target * reductions.log_softmax_of(scores, -1))


@functools.cache
def torch_stand_ins() -> dict[str, StandIn]:
    """Return the stand-ins for torch and torch.nn.functional."""
    functional: Functions = {
        "kl_div": _torch_kl,
        "softmax": reductions.softmax_of,
        "log_softmax": reductions.log_softmax_of,
        "cross_entropy": _torch_cross_entropy,
        "relu": lambda a: ELEMENTWISE["maximum"](a, 0),
    }
    special = {n: ELEMENTWISE[n] for n in ("entr", "xlogy", "xlog1py")}
    known: Functions = {n: rule for n, rule in ELEMENTWISE.items() if n not in _NOT_TORCH}
    known |= reductions.REDUCTIONS
    known |= {"xlogy": ELEMENTWISE["xlogy"], "clamp": ELEMENTWISE["clip"], "where": _torch_where}
    known |= {"as_tensor": _as_tensor, "tensor": _tensor, "zeros_like": filled(0.0)}
    known |= {"ones_like": filled(1.0), "outer": outer, "unsqueeze": unsqueeze}
    known |= {"float64": float, "float32": float, "double": float, "no_grad": error_state}
    known["finfo"] = limits_of
    known["special"] = StandIn("torch.special", dict(special))
    inner = StandIn("torch.nn.functional", functional)
    known["nn"] = StandIn("torch.nn", {"functional": inner})
    return {
        "torch": StandIn("torch", known),
        "torch.nn.functional": inner,
        "torch.nn": known["nn"],
        "torch.special": known["special"],
    }


_NOT_TORCH = ("scipy_kl_div", "torch_kl_div", "entr", "rel_entr", "xlog1py", "invert", "fabs")
