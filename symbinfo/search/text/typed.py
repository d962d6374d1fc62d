"""A claim as it was typed, for those who print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from symbinfo.errors import ParseError
from symbinfo.search.text.assume import hypotheses_of
from symbinfo.search.text.forms import Form, Relations

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.relation import Relation
    from symbinfo.search.text.cursor import Cursor


@final
@dataclass(frozen=True, slots=True)
class Typed:
    """The sides of a claim with the relations between them, or the form that it has.

    In `sides` names such as TC(X; Y; Z) stand for what they open into. `said` is the claim if
    it has the form of a hypothesis, such as X -> Y -> Z.
    """

    sides: tuple[Expr, ...] = ()
    relations: tuple[Relation, ...] = ()
    said: tuple[Hypothesis, ...] = ()


def as_typed(form: Form, cursor: Cursor) -> Typed:
    """Return a claim as it was typed."""
    if isinstance(form, Relations):
        return Typed(form.typed or form.sides, form.relations)
    try:
        return Typed(said=hypotheses_of(form, cursor))
    except ParseError:  # claims may say more than hypotheses, such as X _||_ X
        return Typed()
