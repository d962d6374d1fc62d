"""What to tell a reader of a claim, whether or not it is proved."""

from __future__ import annotations

from dataclasses import replace
from math import comb
from typing import TYPE_CHECKING, TypeVar

from sympy import Add, Basic, Mul, expand_mul

from symbinfo.core.atoms import Parameter
from symbinfo.core.constraints import Holds
from symbinfo.core.families import Uniform
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.measure import Measure
from symbinfo.core.pmf import Pmf
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import SymbinfoError
from symbinfo.search.advice import hypotheses_used, polymatroid, used_in_proof
from symbinfo.search.missing import in_other_words, proved_if

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sympy import Expr

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.theorem import Theorem

Found = TypeVar("Found")
MOST_HYPOTHESES = 8


def of_refuted(statement: Statement) -> tuple[tuple[Hypothesis, ...], tuple[str, ...]]:
    """Return what would make a false statement true, and notes on its hypotheses."""
    offered = _guarded(_proved_if, statement)
    return offered, (*unrelated((statement,)), *_same(statement, offered))


def of_open(statement: Statement) -> tuple[tuple[Hypothesis, ...], tuple[str, ...]]:
    """Return what would make a statement provable, and why it is open."""
    offered = _guarded(_proved_if, statement)
    notes = (*unrelated((statement,)), *why_open(statement), *_guarded(beyond_shannon, statement))
    return offered, (*notes, *_same(statement, offered))


def _proved_if(statement: Statement) -> tuple[Hypothesis, ...]:
    return proved_if(_concerned(statement))


def _concerned(statement: Statement) -> Statement:
    """Return a statement without the hypotheses that have nothing to do with its claim."""
    idle = _idle((statement,))
    concerned = tuple(h for h in statement.hypotheses if h not in idle)
    return replace(statement, hypotheses=concerned, equality=None)


def _same(statement: Statement, offered: tuple[Hypothesis, ...]) -> tuple[str, ...]:
    """Say which of the hypotheses that are offered say no more than the claim."""
    claim = _concerned(statement)
    return tuple(
        f"{one} is the claim in other words" for one in offered if in_other_words(claim, one)
    )


def _guarded(
    search: Callable[[Statement], tuple[Found, ...]], statement: Statement
) -> tuple[Found, ...]:
    """Return what a search finds; that it fails never hides the verdict."""
    try:
        return search(statement)
    except SymbinfoError:
        return ()


def of_theorem(theorem: Theorem, links: Sequence[Statement] = ()) -> tuple[str, ...]:
    """Return which hypotheses of a theorem do nothing, and which make it say nothing.

    >>> from symbinfo import prove
    >>> print(*of_theorem(prove("I(X;Z) <= I(X;Y)", given=["X -> Y -> Z", "X _||_ W"])))
    the hypothesis X _||_ W is not needed
    """
    statement = theorem.statement
    if not statement.hypotheses:
        return ()
    idle = _idle(links or (statement,))
    found = [f"the hypothesis {one} does not concern the claim" for one in idle]
    if len(statement.hypotheses) > MOST_HYPOTHESES:
        return tuple(found)
    used = hypotheses_used(theorem, links)
    needed = used_in_proof(theorem) if used.spare else ()
    for one in used.spare:
        other = ": another proof does without it" if one in needed else ""
        found += [f"the hypothesis {one} is not needed{other}"] if one not in idle else []
    return (*found, *_vacuous(statement, used.constant))


def _vacuous(statement: Statement, constant: tuple[RandomVariable, ...]) -> Iterator[str]:
    """Say that variables are constant under the hypotheses."""
    if constant:
        *most, last = (v.name for v in constant)
        names = f"{', '.join(most)} and {last}" if most else last
        concerned = statement.lhs.atoms(RandomVariable) | statement.rhs.atoms(RandomVariable)
        whole = concerned <= set(constant)
        of = "it" if len(constant) == 1 else "them"
        says = "the claim is vacuous" if whole else f"what the claim says of {of} is vacuous"
        yield f"the hypotheses force {names} to be constant, so {says}"


def unrelated(links: Sequence[Statement]) -> tuple[str, ...]:
    """Return a note for each hypothesis that has nothing to do with the claim.

    >>> from symbinfo.search.text import parse_claim
    >>> unrelated(parse_claim("H(X) >= 0", ["A -> B -> C"]).links)
    ('the hypothesis A -> B -> C does not concern the claim',)
    """
    return tuple(f"the hypothesis {one} does not concern the claim" for one in _idle(links))


def _idle(links: Sequence[Statement]) -> tuple[Hypothesis, ...]:
    concerned = set[object]().union(*(_things(s.lhs) | _things(s.rhs) for s in links))
    left = {hypothesis: _things(hypothesis) for hypothesis in links[0].hypotheses}
    while near := [one for one, things in left.items() if things & concerned or not things]:
        concerned = concerned.union(*(left.pop(one) for one in near))
    return tuple(left)


def _things(obj: Basic) -> set[object]:
    """Return what a hypothesis or an expression is about; sizes belong to their variables.

    All distributions have the same size, so it does not make two of them related.
    """
    found: set[object] = obj.atoms(RandomVariable, Pmf) - {Uniform()}
    of_distributions = isinstance(obj, Hypothesis) and not isinstance(obj, Holds)
    return found if of_distributions else found.union(obj.free_symbols)


def why_open(link: Statement) -> tuple[str, ...]:
    """Return why the linear program of entropies does not decide a claim, if it does not.

    >>> from symbinfo.search.text import parse_claim
    >>> print(*why_open(parse_claim("H(X)*H(Y) >= H(X,Y)").links[0]))
    the claim is not linear: it has the product H(X)*H(Y), and the linear program of entropies \
decides only sums of measures with numbers before them
    """
    return tuple(_why_open(link))


def beyond_shannon(statement: Statement) -> tuple[str, ...]:
    """Say that no Shannon-type proof exists, with entropies that show it."""
    found = polymatroid(statement)
    if not found:
        return ()
    shown = ", ".join(f"{name} = {value}" for name, value in found.items())
    note = (
        f"no Shannon-type inequality proves it: {shown} obey them all, and not the claim; "
        "whether random variables have these entropies is another question"
    )
    return (note,)


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
    yield from _orders(link)
    yield from _too_many(len(variables))


def _orders(link: Statement) -> Iterator[str]:
    """Say that an order of two numbers does not bound what stands before a measure."""
    before = {x for side in (link.lhs, link.rhs) for x in _weights(side)}
    for one in link.hypotheses:
        names = one.free_symbols if isinstance(one, Holds) and not one.has(Measure) else set()
        if len(names) > 1 and names <= before:
            yield (
                f"{one} compares numbers with each other, and what stands before a measure is "
                "bounded by plain numbers alone: write the larger one as the smaller one plus a "
                "number c with --given 'c >= 0'"
            )


def _weights(side: Expr) -> set[object]:
    """Return the numbers with names that stand before measures."""
    terms = (term for term in Add.make_args(expand_mul(side)) if term.has(Measure))
    return {x for term in terms for x in term.free_symbols if isinstance(x, Parameter)}


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
