"""Chains of steps, written as on paper: ``calc(a).eq(b, by=...).le(c, by=...).qed()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, final

from sympy import sympify

from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import BadInput
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Evidence, Proof, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.kernel.theorem import Theorem


@final
class Chain:
    """A chain of steps that is still being written."""

    def __init__(
        self, start: Basic, given: tuple[Hypothesis, ...], steps: tuple[Step, ...]
    ) -> None:
        self._start = start
        self._given = given
        self._steps = steps

    def _then(self, relation: Relation, rhs: Any, by: Evidence, remark: str) -> Chain:
        if not isinstance(by, Evidence):
            msg = f"by= takes evidence such as Unfold(), got {by!r} ({type(by).__name__})"
            raise BadInput(msg)
        here = self._steps[-1].rhs if self._steps else self._start
        step = Step(here, relation, sympify(rhs), by, remark)
        return Chain(self._start, self._given, (*self._steps, step))

    def eq(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``= rhs``."""
        return self._then(Relation.EQ, rhs, by, remark)

    def le(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``<= rhs``."""
        return self._then(Relation.LE, rhs, by, remark)

    def ge(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``>= rhs``."""
        return self._then(Relation.GE, rhs, by, remark)

    def lt(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``< rhs``."""
        return self._then(Relation.LT, rhs, by, remark)

    def gt(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``> rhs``."""
        return self._then(Relation.GT, rhs, by, remark)

    def ne(self, rhs: Any, *, by: Evidence, remark: str = "") -> Chain:
        """Add the step ``!= rhs``."""
        return self._then(Relation.NE, rhs, by, remark)

    def qed(self, equality: Iterable[Hypothesis] | Hypothesis | None = None) -> Theorem:
        """Return the theorem that the chain proves.

        Parameters
        ----------
        equality : hypothesis or several, optional
            The conditions that hold exactly when both ends are equal; part of the theorem.

        Raises
        ------
        StepRejected
            If a step is not justified by its evidence.
        """
        relation: Relation = Relation.EQ
        for step in self._steps:
            relation = relation.then(step.relation) or step.relation
        if isinstance(equality, Hypothesis):
            equality = (equality,)
        end = self._steps[-1].rhs if self._steps else self._start
        conditions = None if equality is None else tuple(equality)
        statement = Statement(self._start, relation, end, self._given, conditions)
        return check(Proof(statement, self._steps))


def calc(start: Any, given: Iterable[Hypothesis] = ()) -> Chain:
    """Begin a chain of steps at an expression, under hypotheses.

    >>> from symbinfo import CrossEntropy, Entropy, KLDivergence, Unfold, calc, pmf
    >>> p, q = pmf("p"), pmf("q")
    >>> theorem = (
    ...     calc(CrossEntropy(p, q)).eq(Entropy(p) + KLDivergence(p, q), by=Unfold()).qed()
    ... )
    >>> print(theorem)
    H(p, q) = H(p) + D(p || q)
    """
    return Chain(sympify(start), tuple(given), ())
