"""The six relations, and the one table that says what a chain of them proves."""

from __future__ import annotations

from enum import Enum


class Relation(Enum):
    """How the two sides of a statement compare."""

    EQ = "="
    LE = "<="
    GE = ">="
    LT = "<"
    GT = ">"
    NE = "!="

    def then(self, after: Relation) -> Relation | None:
        """Return what a R b, b S c says of a and c, or None if nothing."""
        return _THEN.get((self, after))

    @property
    def flipped(self) -> Relation:
        """The same relation read from right to left."""
        return _FLIPPED.get(self, self)

    def implies(self, weaker: Relation) -> bool:
        """Whether this relation is at least as strong as `weaker`."""
        return self is weaker or weaker in _WEAKER.get(self, ())

    @property
    def strict(self) -> bool:
        """Whether the sides must differ."""
        return self in (Relation.LT, Relation.GT, Relation.NE)

    @property
    def upward(self) -> bool:
        """Whether the right side is the larger one."""
        return self in (Relation.LE, Relation.LT)


_EQ, _LE, _GE, _LT, _GT, _NE = Relation
_FLIPPED = {_LE: _GE, _GE: _LE, _LT: _GT, _GT: _LT}
_WEAKER = {_EQ: (_LE, _GE), _LT: (_LE, _NE), _GT: (_GE, _NE)}
_THEN = {
    **{(_EQ, r): r for r in Relation},
    **{(r, _EQ): r for r in Relation},
    (_LE, _LE): _LE,
    (_LE, _LT): _LT,
    (_LT, _LE): _LT,
    (_LT, _LT): _LT,
    (_GE, _GE): _GE,
    (_GE, _GT): _GT,
    (_GT, _GE): _GT,
    (_GT, _GT): _GT,
}
