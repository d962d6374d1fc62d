"""The parts of a proof as a certificate writes them: which fields each evidence has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, final

from symbinfo.errors import CertificateError
from symbinfo.kernel import proof
from symbinfo.kernel.heads import need

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "symbinfo certificate"
VERSION: Final = 1
MOST_CHARACTERS: Final = 32_000_000
MOST_PARTS: Final = 1_000_000
"""How large one expression may be, with every shared part counted as often as it occurs."""


class Kind(Enum):
    """What a field of an evidence holds."""

    NODE = "a node"
    NODES = "nodes"
    PAIRS = "pairs of nodes"
    THEOREM = "a theorem"
    SOURCE = "a source"
    TERMS = "pairs of a node and a source"


_AT = ("at", Kind.PAIRS)
_LIMITS = ("limits", Kind.NODES)
_EVIDENCE: tuple[tuple[type, tuple[tuple[str, Kind], ...]], ...] = (
    (proof.Unfold, ()),
    (proof.Algebra, ()),
    (proof.Lemma, (("theorem", Kind.THEOREM), _AT)),
    (proof.Assumption, (("hypothesis", Kind.NODE), _AT)),
    (
        proof.LogBound,
        (("a", Kind.NODE), ("b", Kind.NODE), _LIMITS, ("where", Kind.NODES)),
    ),
    (
        proof.Tangent,
        (
            *(("applied", Kind.NODE), ("s", Kind.NODE), ("t", Kind.NODE)),
            *(("weight", Kind.NODE), _LIMITS),
        ),
    ),
    (proof.Nonnegative, (("value", Kind.NODE),)),
    (proof.Combination, (("terms", Kind.TERMS),)),
    (proof.Differentiate, (("source", Kind.SOURCE), ("variable", Kind.NODE), _AT)),
    (
        proof.Integrate,
        (
            *(("variable", Kind.NODE), ("derivative", Kind.SOURCE)),
            *(("value", Kind.SOURCE), ("point", Kind.NODE)),
        ),
    ),
    (proof.SameOptimum, (("factor", Kind.NODE),)),
    (proof.Enclosure, ()),
    (proof.Infinite, ()),
)


@final
@dataclass(frozen=True, slots=True)
class Shape:
    """A class of evidence with its fields."""

    cls: Any
    fields: Mapping[str, Kind]


SHAPES: Final = {cls.__name__: Shape(cls, dict(fields)) for cls, fields in _EVIDENCE}
"""Name of the evidence to its shape; nothing else can be evidence in a certificate."""

SOURCES: Final = {"Lemma", "Assumption", "LogBound", "Tangent", "Nonnegative"}
"""The evidence that may stand inside other evidence."""

STATEMENT: Final = ("lhs", "relation", "rhs", "hypotheses", "equality")
STEP: Final = ("lhs", "relation", "rhs", "evidence", "remark")


def record(value: object, keys: tuple[str, ...], what: str) -> list[Any]:
    """Return the values of a JSON object that must have just these keys."""
    if not isinstance(value, dict):
        msg = f"{what} must be a JSON object, got {_short(value)}"
        raise CertificateError(msg)
    for key in keys:
        need(key in value, f"{what} has no {key!r}")
    for key in value:
        need(key in keys, f"{what} has an unknown key {_short(key)}")
    return [value[key] for key in keys]


def items(value: object, what: str) -> list[Any]:
    """Return a JSON list."""
    if not isinstance(value, list):
        msg = f"{what} must be a JSON list, got {_short(value)}"
        raise CertificateError(msg)
    return value


def text(value: object, what: str) -> str:
    """Return a JSON text."""
    if not isinstance(value, str):
        msg = f"{what} must be a text, got {_short(value)}"
        raise CertificateError(msg)
    return value


def whole(value: object, what: str) -> int:
    """Return a JSON number without a fraction; true and false are none."""
    if type(value) is not int:
        msg = f"{what} must be a whole number, got {_short(value)}"
        raise CertificateError(msg)
    return value


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."  # noqa: PLR2004
