"""How a certificate writes the parts of a proof: its format, and the fields of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, final

from symbinfo.kernel import proof

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
    LEMMA = "a lemma"
    EQUATION = "a lemma or an assumption"
    COMBINATION = "a combination"
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
    (proof.Squeeze, (("below", Kind.COMBINATION), ("above", Kind.COMBINATION))),
    (proof.Copy, (("theorem", Kind.THEOREM),)),
    (proof.DoubleMarkov, (("theorem", Kind.THEOREM),)),
    (
        proof.EqualityCase,
        (("theorem", Kind.THEOREM), ("bound", Kind.LEMMA), ("attained", Kind.THEOREM)),
    ),
    (proof.Differentiate, (("source", Kind.EQUATION), ("variable", Kind.NODE), _AT)),
    (
        proof.Integrate,
        (
            *(("variable", Kind.NODE), ("derivative", Kind.LEMMA)),
            *(("value", Kind.LEMMA), ("point", Kind.NODE)),
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

INSIDE: Final = {
    Kind.LEMMA: ("Lemma",),
    Kind.EQUATION: ("Lemma", "Assumption"),
    Kind.COMBINATION: ("Combination",),
    Kind.TERMS: ("Lemma", "Assumption", "LogBound", "Tangent", "Nonnegative"),
}
"""The evidence that may stand inside other evidence."""

STATEMENT: Final = ("lhs", "relation", "rhs", "hypotheses", "equality")
STEP: Final = ("lhs", "relation", "rhs", "evidence", "remark")
