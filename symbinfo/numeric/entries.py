"""Operations on numbers, and what has a value without any other node: numbers and arrays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, final

from symbinfo.numeric.axes import Axes, Axis, merged

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Node


class Op(StrEnum):
    """An operation on numbers, entry by entry."""

    ADD = "add"  # of any number of terms
    MULTIPLY = "multiply"  # of any number of factors
    DIVIDE = "divide"
    NEGATIVE = "negative"
    POWER = "power"
    SQRT = "sqrt"
    LOG = "log"
    EXP = "exp"
    EXPM1 = "expm1"
    ABS = "abs"
    XLOGY = "xlogy"  # a log b, which is 0 where a = 0, whatever b is
    WEIGHTED = "weighted"  # w e, which is 0 where w = 0, whatever e is
    DELTA = "delta"  # 1 where i = j, and 0 elsewhere


# --- arrays: their last axes are positions, which a Lookup gives letters to


@final
@dataclass(frozen=True, slots=True)
class Constant:
    """An exact number, such as 1/3, pi or oo."""

    value: Expr
    axes: ClassVar[Axes] = ()


@final
@dataclass(frozen=True, slots=True)
class Scalar:
    """An argument that is a number, or an array of numbers for a batch."""

    argument: Argument
    axes: ClassVar[Axes] = ()


@final
@dataclass(frozen=True, slots=True)
class Size:
    """The number of letters at a position of an argument."""

    argument: Argument
    position: int
    name: str
    axes: ClassVar[Axes] = ()


@final
@dataclass(frozen=True, slots=True)
class Part:
    """The letters low, ..., end - 1 of a position, on an axis."""

    axis: Axis
    low: int
    end: int


@final
@dataclass(frozen=True, slots=True)
class Given:
    """The array of an argument, with a position for each of `argument.sizes`."""

    argument: Argument


@final
@dataclass(frozen=True, slots=True)
class Marginal:
    """A joint law summed over all positions but `keep`, which are in the order wanted."""

    argument: Argument
    keep: tuple[int, ...]
    name: str


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Explicit entries, the last position running fastest."""

    shape: tuple[int, ...]
    entries: tuple[Node, ...]
    name: str

    @property
    def axes(self) -> Axes:
        """The bound letters that entries depend on; their axes come before the positions."""
        return merged(self.entries)


Array = Given | Marginal | Table
