"""Objects of a run that know little: what Python asks them beside that is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from symbinfo.code.constants import Puzzle

if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL = (
    "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "floordiv", "rfloordiv",
    "mod", "rmod", "pow", "rpow", "neg", "pos", "invert", "and", "rand", "or", "ror", "xor",
    "rxor", "matmul", "rmatmul", "iadd", "isub", "imul", "itruediv", "iand", "ior",
    "abs", "bool", "len", "iter", "next", "reversed", "getitem", "setitem", "delitem", "call",
    "gt", "ge", "lt", "le", "eq", "ne", "hash", "float", "int", "index", "complex", "round",
    "contains", "enter", "str", "format", "bytes",
)  # fmt: skip


def opaque(what: str, *but: str) -> Callable[[type], Any]:
    """Let a class refuse all special methods that it does not have, `but` for some."""

    def refuse(*_: object) -> NoReturn:
        raise Puzzle(what)

    def complete(cls: type) -> type:
        for name in _SPECIAL:
            if f"__{name}__" not in vars(cls) and name not in but:
                setattr(cls, f"__{name}__", refuse)
        return cls

    return complete
