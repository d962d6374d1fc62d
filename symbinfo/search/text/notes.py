"""What to tell a reader about a claim, whether or not it is proved."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

from sympy import Add, Basic, Mul

from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf, Uniform
from symbinfo.core.variables import RandomVariable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sympy import Expr

    from symbinfo.core.statement import Statement
    from symbinfo.search.text.claims import Claim


def unrelated(claim: Claim) -> tuple[str, ...]:
    """Return a note for each hypothesis that has nothing to do with the claim.

    >>> from symbinfo.search.text import parse_claim
    >>> unrelated(parse_claim("H(X) >= 0", ["A -> B -> C"]))
    ('the hypothesis A -> B -> C does not concern the claim',)
    """
    concerned = set[object]().union(*(_things(s.lhs) | _things(s.rhs) for s in claim.links))
    left = {hypothesis: _things(hypothesis) for hypothesis in claim.hypotheses}
    while near := [one for one, things in left.items() if things & concerned or not things]:
        concerned = concerned.union(*(left.pop(one) for one in near))
    return tuple(f"the hypothesis {one} does not concern the claim" for one in left)


def _things(obj: Basic) -> set[object]:
    """Return what a hypothesis or an expression is about; sizes belong to their variables.

    All distributions have the same size, so it does not make two of them related.
    """
    found: set[object] = obj.atoms(RandomVariable, Pmf) - {Uniform()}
    of_distributions = isinstance(obj, Hypothesis) and not isinstance(obj, Holds)
    return found if of_distributions else found.union(obj.free_symbols)


def why_open(claim: Claim) -> tuple[str, ...]:
    """Return why the linear program of entropies does not decide a claim, if it does not.

    >>> from symbinfo.search.text import parse_claim
    >>> print(*why_open(parse_claim("H(X)*H(Y) >= H(X,Y)")))
    the claim is not linear: it has the product H(X)*H(Y), and the linear program of entropies \
decides only sums of measures with numbers before them
    """
    notes = [note for link in claim.links for note in _why_open(link)]
    return tuple(dict.fromkeys(notes))


def _why_open(link: Statement) -> Iterator[str]:
    sides = (link.lhs, link.rhs)
    product = next((term for side in sides for term in _products(side)), None)
    if product is not None:
        yield (
            f"the claim is not linear: it has the product {product}, and the linear program of "
            "entropies decides only sums of measures with numbers before them"
        )
    variables = set[Basic]().union(*(part.atoms(RandomVariable) for part in _parts(link)))
    mixed = _names(p for part in _parts(link) for p in part.atoms(Pmf) - {Uniform()})
    if mixed and variables:
        yield (
            f"the claim is about the distribution {mixed} and about random variables: the linear "
            "program of entropies knows only random variables, so only the rules for sums were "
            "tried"
        )
    yield from _too_many(len(variables))


def _parts(link: Statement) -> tuple[Basic, ...]:
    return (link.lhs, link.rhs, *link.hypotheses)


def _names(found: Iterable[Basic]) -> str:
    return ", ".join(sorted({str(one) for one in found}))


def _products(side: Expr) -> Iterator[Expr]:
    """Return the terms of a side that multiply or divide measures."""
    for term in Add.make_args(side):
        factors = [one.as_base_exp() for one in Mul.make_args(term)]
        measures = [power for base, power in factors if base.has(Measure)]
        if measures not in ([], [1]):
            yield term


def _too_many(variables: int) -> Iterator[str]:
    from symbinfo.search.entropic import MOST_VARIABLES

    if variables > MOST_VARIABLES:
        rows = variables + comb(variables, 2) * 2 ** (variables - 2)
        yield (
            f"a statement about {variables} variables needs a linear program with {rows:,} "
            f"inequalities; the limit is {MOST_VARIABLES} variables"
        )
