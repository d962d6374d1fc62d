"""Proofs as plain data: steps, each with its evidence. Anyone may build one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from sympy import S, sympify

if TYPE_CHECKING:
    from sympy import Expr, Tuple
    from sympy.core.basic import Basic

    from symbinfo.core.atoms import Parameter
    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.relation import Relation
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.theorem import Theorem

Replacements = tuple[tuple["Basic", "Basic"], ...]
"""Pairs (old, new): what to put for the free names of a theorem."""


def _pairs(at: object) -> Replacements:
    """Return a mapping or pairs as pairs of SymPy objects."""
    items = at.items() if isinstance(at, Mapping) else at
    return tuple((sympify(old), sympify(new)) for old, new in items)  # type: ignore[attr-defined]


@final
@dataclass(frozen=True, slots=True)
class Unfold:
    """Both sides are equal once every definition is opened, by the normal form."""


@final
@dataclass(frozen=True, slots=True)
class Algebra:
    """Both sides are equal by the normal form, with every measure left closed."""


@final
@dataclass(frozen=True, slots=True)
class Lemma:
    """A theorem, with other objects put for its free names.

    A theorem ``a = b`` also gives ``b = a``; the hypotheses of the theorem must hold.
    """

    theorem: Theorem
    at: Replacements = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _pairs(self.at))


@final
@dataclass(frozen=True, slots=True)
class Assumption:
    """A hypothesis of the statement that is an equation or an order, at given values."""

    hypothesis: Hypothesis
    at: Replacements = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _pairs(self.at))


@final
@dataclass(frozen=True, slots=True)
class LogBound:
    """The axiom ``a log(a/b) >= a - b`` for a, b >= 0, summed over letters.

    Equality holds exactly when a = b for all letters. With `where`, only the letters with
    all of `where` positive are summed.
    """

    a: Expr
    b: Expr
    limits: tuple[Tuple, ...] = ()
    where: tuple[Expr, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Tangent:
    """A concave function lies below its tangent: f(s) + f'(s) (t - s) >= f(t).

    `weight` >= 0 multiplies both sides, which are then summed over the letters. `applied`
    is f(u) for any u: it names the function, which must be assumed concave.
    """

    applied: Basic
    s: Expr
    t: Expr
    weight: Expr = S.One
    limits: tuple[Tuple, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Nonnegative:
    """The expression is at least 0, as a sum of products of nonnegative factors."""

    value: Expr


Source = Lemma | Assumption | LogBound | Tangent | Nonnegative
"""Evidence that makes a claim of its own, which a combination can use."""


@final
@dataclass(frozen=True, slots=True)
class Combination:
    """The step is a sum of known claims, each times a multiplier.

    The multiplier of an inequality must be at least 0.
    """

    terms: tuple[tuple[Expr, Source], ...]

    def __post_init__(self) -> None:
        terms = tuple((sympify(multiplier), source) for multiplier, source in self.terms)
        object.__setattr__(self, "terms", terms)


@final
@dataclass(frozen=True, slots=True)
class Squeeze:
    """Both sides are equal, since each is at most the other."""

    below: Combination
    above: Combination


@final
@dataclass(frozen=True, slots=True)
class Copy:
    """The copy lemma: what a theorem says of copied variables holds without them.

    The theorem says the same under one more hypothesis, CopyOf, whose copies occur nowhere
    else: variables with that property can be added to any joint law.
    """

    theorem: Theorem


@final
@dataclass(frozen=True, slots=True)
class DoubleMarkov:
    """The double Markov property: what a theorem says with a common part holds without it.

    The theorem says the same under one more hypothesis, CommonPart, whose part occurs nowhere
    else, and the hypotheses say that x is independent of each group given the other.
    """

    theorem: Theorem


@final
@dataclass(frozen=True, slots=True)
class EqualityCase:
    """A theorem says the step under one more hypothesis, which holds as a bound is attained.

    The hypothesis is part of the equality condition of `bound`, and `attained` says, under the
    hypotheses of the step, that the two sides of the bound are equal.
    """

    theorem: Theorem
    bound: Lemma
    attained: Theorem


@final
@dataclass(frozen=True, slots=True)
class Differentiate:
    """Both sides are the derivatives by a parameter of the two sides of an equation.

    The equation must hold for all values of the parameter in its interval; `at` puts a
    value for the parameter afterwards.
    """

    source: Lemma | Assumption
    variable: Parameter
    at: Replacements = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _pairs(self.at))


@final
@dataclass(frozen=True, slots=True)
class Integrate:
    """Both sides have the same derivative by the parameter and agree at one point."""

    variable: Parameter
    derivative: Lemma
    value: Lemma
    point: Expr


@final
@dataclass(frozen=True, slots=True)
class SameOptimum:
    """Both sides are the optima of objectives that order all parameter values alike.

    The left objective is `factor` > 0 times the right one, plus a term without the
    parameter. ArgMax of f is ArgMin of -f, and a product of positive factors has the same
    optima as its logarithm.
    """

    factor: Expr = S.One


@final
@dataclass(frozen=True, slots=True)
class Enclosure:
    """The sides are numbers, and rigorous enclosures separate them."""


@final
@dataclass(frozen=True, slots=True)
class Infinite:
    """One side is +oo, or less than +oo, by the supports of the distributions."""


Evidence = (
    Unfold
    | Algebra
    | Lemma
    | Assumption
    | LogBound
    | Tangent
    | Nonnegative
    | Combination
    | Squeeze
    | Copy
    | DoubleMarkov
    | EqualityCase
    | Differentiate
    | Integrate
    | SameOptimum
    | Enclosure
    | Infinite
)


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One line of a proof; `remark` is for readers, the kernel ignores it."""

    lhs: Basic
    relation: Relation
    rhs: Basic
    evidence: Evidence
    remark: str = ""

    def __str__(self) -> str:
        return f"{self.lhs} {self.relation.value} {self.rhs}"


@final
@dataclass(frozen=True, slots=True)
class Proof:
    """A statement and the steps that lead from its left side to its right side."""

    statement: Statement
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.steps))
