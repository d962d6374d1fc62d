"""Stand-ins for numpy, math, scipy and torch, and for Python's own functions."""

from __future__ import annotations

import builtins
import functools
import math
from typing import TYPE_CHECKING, Any, final

import numpy as np
from sympy import E, pi

from symbinfo.code import reductions
from symbinfo.code.array import Array, is_symbolic, lift
from symbinfo.code.elementwise import ELEMENTWISE, each
from symbinfo.code.indexing import Index, Indices
from symbinfo.code.loops import Grown, Leaked, Zip, axis_of
from symbinfo.code.methods import flatten, reshape, transpose, unsqueeze
from symbinfo.code.number import Num, Puzzle, logarithm, number, sign
from symbinfo.code.sizes import axis_with_size, size_of
from symbinfo.code.types import as_float, check_type, scalar

if TYPE_CHECKING:
    from collections.abc import Callable

Functions = dict[str, Any]


@final
class StandIn:
    """Stands for a module: functions that know the numbers of a run."""

    def __init__(self, name: str, known: Functions, real: Any = None) -> None:
        self._name = name
        self._known = known
        self._real = real

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if attribute in self._known:
            return self._known[attribute]
        if not hasattr(self._real, attribute):
            msg = f"{self._name}.{attribute}"
            raise Puzzle(msg)
        return _plain_only(f"{self._name}.{attribute}", getattr(self._real, attribute))


def _plain_only(name: str, real: Any) -> Any:
    """Return a real function, which must not be handed what belongs to the run."""
    if not callable(real) or isinstance(real, type):
        return real

    def call(*args: Any, **options: Any) -> Any:
        if any(map(is_symbolic, (*args, *options.values()))):
            raise Puzzle(name)
        return real(*args, **options)

    return call


def _concrete(name: str, symbolic: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that hands NumPy arrays of a run's numbers to NumPy itself."""
    real = getattr(np, name)

    def call(value: Any, *args: Any, **options: Any) -> Any:
        if isinstance(value, Array | Num) or any(isinstance(a, Array) for a in args):
            return symbolic(value, *args, **options)
        if isinstance(value, list) and value and isinstance(value[0], Array):
            return symbolic(_stacked(value), *args, **options)
        return real(value, *args, **options)

    return call


def _stacked(_: list[Any]) -> Any:
    msg = "a list of arrays"
    raise Puzzle(msg)


def _as_array(value: Any, dtype: Any = None, *_: Any, **__: Any) -> Any:
    check_type(dtype)
    if isinstance(value, Array | Num):
        return value
    return np.array(value, dtype=object) if is_symbolic(value) else np.asarray(value)


def _copied(value: Any, dtype: Any = None, *_: Any, **__: Any) -> Any:
    found = _as_array(value, dtype)
    return found.copy() if isinstance(found, Array) else np.array(found)


def _filled(content: float) -> Callable[..., Any]:
    def fill(shape_of: Any, dtype: Any = None, *_: Any, **__: Any) -> Any:
        check_type(dtype)
        if isinstance(shape_of, Array):
            return lift(lambda _cell: number(content), shape_of)
        return np.full(np.shape(shape_of), content, dtype=object)

    return fill


def _near(a: Any, b: Any, *_: Any, **__: Any) -> bool:
    """Return whether two numbers are one; numbers that are not known are not compared."""
    first, second = number(a), number(b)
    if not (first.finite and second.finite):
        return first.kind == second.kind != "nan"
    gap = (first.expr - second.expr).expand()
    if gap == 0:
        return True
    if not gap.is_number:
        msg = f"whether {first} is close to {second}"
        raise Puzzle(msg)
    return abs(float(gap)) <= 1e-8


def _all_near(a: Any, b: Any, *args: Any, **options: Any) -> Any:
    return reductions.all_of(each(lambda x, y: _near(x, y, *args, **options), a, b))


def _where(condition: Any, *choices: Any) -> Any:
    if len(choices) != 2:
        msg = "np.where with one argument"
        raise Puzzle(msg)
    if isinstance(condition, bool | np.bool_):
        return choices[0] if condition else choices[1]
    return ELEMENTWISE["where"](condition, *choices)


def _outer(a: Any, b: Any) -> Any:
    if isinstance(a, Array) and isinstance(b, Array):
        left, right = flatten(a), flatten(b)
        return left[:, None] * right[None, :]
    return np.outer(a, b)


def _expand(value: Any, axis: int) -> Any:
    return unsqueeze(value, axis) if isinstance(value, Array) else np.expand_dims(value, axis)


def _ndim(value: Any) -> int:
    return len(value.places) if isinstance(value, Array) else np.ndim(value)


def _error_state(*_: Any, **__: Any) -> Any:
    return np.errstate()


@functools.cache
def numpy_stand_in() -> StandIn:
    """Return the stand-in for numpy."""
    known: Functions = dict(ELEMENTWISE)
    for name in ("scipy_kl_div", "torch_kl_div", "entr", "rel_entr", "xlogy", "xlog1py"):
        del known[name]
    for name, rule in reductions.REDUCTIONS.items():
        if hasattr(np, name):
            known[name] = _concrete(name, rule)
    known |= dict.fromkeys(("asarray", "asanyarray", "ascontiguousarray"), _as_array)
    known |= dict.fromkeys(("array", "copy"), _copied)
    known |= dict.fromkeys(("atleast_1d",), _as_array)
    known |= {"zeros_like": _filled(0.0), "ones_like": _filled(1.0), "empty_like": _filled(0.0)}
    known |= {"isclose": _near, "allclose": _all_near, "where": _where, "outer": _outer}
    known |= {"expand_dims": _expand, "ravel": _raveled, "reshape": _reshaped, "ndim": _ndim}
    known |= {"transpose": transpose, "errstate": _error_state, "seterr": _error_state}
    known |= {"shape": lambda a: a.shape, "size": lambda a, i=None: size_of(a, i), "e": E, "pi": pi}
    known |= dict.fromkeys(("float64", "double", "float32", "longdouble"), _first)
    return StandIn("numpy", known, np)


def _first(value: Any, *_: Any, **__: Any) -> Any:
    return value


def _as_tensor(value: Any, *, dtype: Any = None, **_: Any) -> Any:
    check_type(dtype)
    return value


def _raveled(value: Any) -> Any:
    return flatten(value) if isinstance(value, Array) else np.ravel(value)


def _reshaped(value: Any, shape: Any) -> Any:
    return reshape(value, shape) if isinstance(value, Array) else np.reshape(value, shape)


def _math_log(value: Any, base: Any = None) -> Num:
    """Return math.log, which raises at 0."""
    one = scalar(value)
    if one.finite and sign(one) <= 0:
        msg = "math domain error"
        raise ValueError(msg)
    found = logarithm(one)
    return found if base is None else found / _math_log(base)


def _on_scalars(name: str) -> Callable[..., Num]:
    return lambda *values: ELEMENTWISE[name](*map(scalar, values))


@functools.cache
def math_stand_in() -> StandIn:
    """Return the stand-in for math."""
    known: Functions = {
        name: _on_scalars(name)
        for name in ("exp", "sqrt", "expm1", "exp2", "fabs", "isnan", "isinf", "isfinite")
    }
    known |= {"log": _math_log, "log2": lambda a: _math_log(a, 2), "fsum": sum_stand_in}
    known |= {"log10": lambda a: _math_log(a, 10), "log1p": lambda a: _math_log(number(a) + 1)}
    known |= {"isclose": lambda a, b, **_: _near(a, b), "pow": _on_scalars("power")}
    known |= {"e": E, "pi": pi}
    return StandIn("math", known, math)


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
            "scipy.spatial.distance", {"jensenshannon": reductions.jensenshannon}
        ),
    }
    found["scipy.spatial"] = StandIn("scipy.spatial", {"distance": found["scipy.spatial.distance"]})
    parts = {n: found[f"scipy.{n}"] for n in ("special", "stats", "spatial")}
    return found | {"scipy": StandIn("scipy", dict(parts))}


def _torch_kl(log_q: Any, p: Any, *_: Any, **options: Any) -> Any:
    reduction = options.get("reduction", "mean")
    if options.get("log_target"):
        p = ELEMENTWISE["exp"](p)
    return _reduced(ELEMENTWISE["torch_kl_div"](log_q, p), reduction)


def _reduced(terms: Any, reduction: str) -> Any:
    if reduction == "batchmean":
        return reductions.sum_of(terms) / size_of(terms, 0)
    rule: dict[str, Callable[..., Any]] = {"none": _first}
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
    }
    special = {n: ELEMENTWISE[n] for n in ("entr", "xlogy", "xlog1py")}
    known: Functions = {n: rule for n, rule in ELEMENTWISE.items() if n not in _NOT_TORCH}
    known |= reductions.REDUCTIONS
    known |= {"xlogy": ELEMENTWISE["xlogy"], "clamp": ELEMENTWISE["clip"], "where": _where}
    known |= {"as_tensor": _as_tensor, "tensor": _as_tensor, "zeros_like": _filled(0.0)}
    known |= {"ones_like": _filled(1.0), "outer": _outer, "unsqueeze": unsqueeze}
    known |= {"float64": float, "float32": float, "double": float, "no_grad": _error_state}
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


def sum_stand_in(values: Any, start: Any = 0) -> Any:
    """Return what Python's sum returns."""
    if isinstance(values, Array) and (values.flat or len(values.places) == 1):
        return reductions.sum_of(values) + start
    if isinstance(values, Array):
        return reductions.sum_of(values, 0) + start
    return builtins.sum(values, start)


def _len(value: Any) -> Any:
    if isinstance(value, Array):
        return size_of(value, 0)
    return builtins.len(value)


def _range(*ends: Any, axes: Callable[[], Any]) -> Any:
    first = ends[0] if len(ends) == 1 else ends[1] if len(ends) == 2 and ends[0] == 0 else None
    if isinstance(first, Num) and not first.expr.is_Integer:
        setting, known = axes()
        return Indices(setting, axis_with_size(first, known))
    if builtins.any(isinstance(end, Num) for end in ends):
        msg = "range() that does not go through a whole alphabet"
        raise Puzzle(msg)
    return builtins.range(*ends)


def _zip(*parts: Any, **options: Any) -> Any:
    if builtins.any(axis_of(part) for part in parts):
        return Zip(parts)
    return builtins.zip(*parts, **options)  # noqa: B905 - as the user wrote it


def _enumerate(part: Any, start: int = 0) -> Any:
    found = axis_of(part)
    if found is None:
        return builtins.enumerate(part, start)
    if start != 0:
        msg = "enumerate() that does not start at 0"
        raise Puzzle(msg)
    return Zip((Indices(*found), part))


def _is_instance(value: Any, kind: Any) -> bool:
    if isinstance(value, Array):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        return any(k is np.ndarray for k in kinds)
    if isinstance(value, Num):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        return any(k in (float, np.floating, np.float64) for k in kinds)
    return builtins.isinstance(value, kind)


def _extreme(name: str, pairwise: Callable[..., Any]) -> Callable[..., Any]:
    real = getattr(builtins, name)

    def call(*values: Any, **options: Any) -> Any:
        if len(values) == 1 and isinstance(values[0], Array):
            return reductions.REDUCTIONS[name](values[0])
        if any(isinstance(v, Num) for v in values) and not options:
            return functools.reduce(pairwise, values)
        return real(*values, **options)

    return call


def _refuse(name: str) -> Callable[..., Any]:
    real = getattr(builtins, name)

    def call(*args: Any, **options: Any) -> Any:
        if name in _NEVER or builtins.any(isinstance(a, _OF_A_RUN) for a in args):
            msg = f"{name}()"
            raise Puzzle(msg)
        return real(*args, **options)

    return call


_OF_A_RUN = (Num, Array, Zip, Index, Indices, Leaked, Grown)
_NEVER = (
    "globals", "locals", "vars", "eval", "exec", "compile", "open", "input", "setattr",
    "delattr", "super", "set", "frozenset", "id", "next", "iter", "breakpoint",
)  # fmt: skip
_REFUSED = (
    *_NEVER, "type", "getattr", "hasattr", "sorted", "map", "filter", "reversed", "callable",
    "hash", "dict", "repr", "str", "dir", "issubclass", "list", "tuple", "round", "int", "divmod",
)  # fmt: skip


def builtins_for(axes: Callable[[], Any], imported: Callable[..., Any]) -> Functions:
    """Return Python's own functions for a run."""
    known: Functions = dict(vars(builtins))
    known |= {name: _refuse(name) for name in _REFUSED}
    known |= {"float": as_float}
    known |= {"sum": sum_stand_in, "len": _len, "zip": _zip, "enumerate": _enumerate}
    known |= {"range": functools.partial(_range, axes=axes), "isinstance": _is_instance}
    known |= {"max": _extreme("max", ELEMENTWISE["maximum"])}
    known |= {"min": _extreme("min", ELEMENTWISE["minimum"]), "print": _quiet}
    known |= {"any": _either(builtins.any, reductions.any_of)}
    known |= {"all": _either(builtins.all, reductions.all_of), "__import__": imported}
    return known


def _quiet(*_: Any, **__: Any) -> None:
    """Print nothing."""


def _either(plain: Callable[[Any], bool], symbolic: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: symbolic(values) if isinstance(values, Array) else plain(values)
