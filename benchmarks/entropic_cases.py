"""Entropic statements as plain data that every peer can read: families, and parsed claims.

A record has ``links``, each (terms, relation) with the meaning "sum of the terms, relation,
0", and ``given`` of the same kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sympy import Add, Rational, Tuple

from symbinfo.core.constraints import Holds
from symbinfo.core.hypotheses import FunctionOf, Independent, MarkovChain
from symbinfo.measures.entropy import Entropy
from symbinfo.measures.mutual_information import MutualInformation
from symbinfo.search.text import parse_claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Expr

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement

FAMILIES = ("sub", "han", "dpi", "chain", "mem")
EVERY = (*FAMILIES, *(f"{name}_false" for name in FAMILIES))


class Term(NamedTuple):
    """H(first | given), or I(first; second | given) where `second` is not empty."""

    factor: str
    first: list[str]
    second: list[str]
    given: list[str]


class Record(NamedTuple):
    """A chain of claims, each a sum of terms that is compared with 0, and what is given."""

    links: list[tuple[list[Term], str]]
    given: list[tuple[list[Term], str]]


def family(name: str, count: int) -> tuple[str, list[str]]:
    """Return a statement of a family, and its hypotheses, as text."""
    kind, _, false = name.partition("_")
    x = [f"X{i}" for i in range(1, count + 1)]
    if kind == "sub":
        return f"H({','.join(x)}) {'>=' if false else '<='} {_plus(f'H({v})' for v in x)}", []
    if kind == "han":
        rest = [",".join(v for v in x if v != one) for one in x]
        most = count if false else count - 1
        return f"{_plus(f'H({r})' for r in rest)} >= {most} H({','.join(x)})", []
    if kind == "dpi":
        relation = ">=" if false else "<="
        return f"I(X1;X{count}) {relation} I(X1;X2)", [" -> ".join(x)]
    if kind == "chain":
        steps = [f"H({v}|{','.join(x[:i])})" for i, v in enumerate(x)][1:]
        first = ["H(X1)", "H(X2)", *steps[1:]] if false else ["H(X1)", *steps]
        return f"H({','.join(x)}) = {_plus(first)}", []
    return _memoryless(count // 2, ">=" if false else "<=")


def _memoryless(uses: int, relation: str) -> tuple[str, list[str]]:
    x, y = ([f"{letter}{i}" for i in range(1, uses + 1)] for letter in "XY")
    each = _plus(f"I({a};{b})" for a, b in zip(x, y, strict=True))
    given = []
    for a, b in zip(x, y, strict=True):
        others = ",".join(v for v in (*x, *y) if v not in (a, b))
        given.append(f"{b} _||_ {others} | {a}")
    return f"I({','.join(x)};{','.join(y)}) {relation} {each}", given


def _plus(terms: Iterable[str]) -> str:
    return " + ".join(terms)


def exists(name: str, count: int) -> bool:
    """Whether a family has a statement with so many variables."""
    return not name.startswith("mem") or (count % 2 == 0 and count > 2)


def statements(claim: str, given: list[str]) -> tuple[Statement, ...]:
    """Return the links of a claim, new objects each time."""
    return parse_claim(claim, given).links


def record(links: Iterable[Statement]) -> Record | None:
    """Return statements as plain data, or None if one has other things than measures."""
    every = tuple(links)
    claims = [_relation(one.lhs - one.rhs, one.relation.value) for one in every]
    given = [row for one in every[0].hypotheses for row in _hypothesis(one)]
    if None in claims or None in given:
        return None
    return Record([c for c in claims if c], [g for g in given if g])


def _relation(expr: Expr, relation: str) -> tuple[list[Term], str] | None:
    terms = []
    for term in Add.make_args(expr) if expr != 0 else ():
        factor, measure = term.as_coeff_Mul()
        groups = getattr(measure, "args", ())
        entropic = isinstance(measure, Entropy | MutualInformation)
        if not (entropic and isinstance(factor, Rational) and isinstance(groups[0], Tuple)):
            return None
        terms.append(_term(str(factor), measure))
    return terms, relation


def _term(factor: str, measure: Expr) -> Term:
    groups = [[v.name for v in group] for group in measure.args]
    if isinstance(measure, Entropy):
        return Term(factor, groups[0], [], groups[1])
    return Term(factor, *groups)


def _hypothesis(one: Hypothesis) -> list[Any]:
    if isinstance(one, MarkovChain):
        return [row for part in one.independences() for row in _hypothesis(part)]
    if isinstance(one, FunctionOf):
        return [_relation(Entropy(*one.args[0], given=tuple(one.args[1])), "=")]
    if isinstance(one, Independent):
        groups = one.groups
        later = [sum(groups[i:], ()) for i in range(1, len(groups))]
        pairs = zip(groups, later, strict=False)
        return [_relation(MutualInformation(a, b, given=one.given), "=") for a, b in pairs]
    if isinstance(one, Holds):
        return [_relation(one.args[0] - one.args[2], one.relation.value)]
    return [None]
