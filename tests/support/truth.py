"""Whether a theorem of symbinfo about entropies is true, by the oracle."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from sentences import Meaning, add, entropy, measure
from shannon import decide
from sympy import Add, Tuple

from symbinfo import CopyOf, Entropy, FunctionOf, Holds, Independent, MarkovChain, MutualInformation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sentences import Vector
    from sympy import Expr

    from symbinfo import Statement
    from symbinfo.core.hypotheses import Hypothesis


def linear(expr: Expr) -> Vector:
    """Return a sum of measures of symbinfo as a linear form."""
    total: Vector = {}
    for term in Add.make_args(expr):
        factor, one = term.as_coeff_Mul()
        if factor == 0:
            continue
        if not isinstance(one, Entropy | MutualInformation):
            message = f"{one} is no measure"
            raise TypeError(message)
        groups = [_names(group) for group in one.args if isinstance(group, Tuple)]
        head = "H" if isinstance(one, Entropy) else "I"
        add(total, measure(head, tuple(groups[:-1]), groups[-1]), Fraction(str(factor)))
    return total


def _names(group: Iterable[object]) -> tuple[str, ...]:
    return tuple(v.name for v in group)  # type: ignore[attr-defined]


def compared(lhs: Expr, relation: str, rhs: Expr) -> Meaning:
    """Return what a relation says."""
    small, large = (rhs, lhs) if relation == ">=" else (lhs, rhs)
    gap = linear(large)
    add(gap, linear(small), -1)
    return Meaning(gap, zero=relation == "=")


def assumed(hypothesis: Hypothesis) -> list[Meaning]:
    """Return what a hypothesis says."""
    match hypothesis:
        case MarkovChain():
            return [one for link in hypothesis.independences() for one in assumed(link)]
        case Independent():
            groups = tuple(map(_names, hypothesis.groups))
            return [Meaning(measure("TC", groups, _names(hypothesis.given)), zero=True)]
        case FunctionOf():
            return [Meaning(entropy(*map(_names, hypothesis.args)), zero=True)]
        case Holds():
            lhs, relation, rhs = hypothesis.args
            return [compared(lhs, str(relation), rhs)]
        case CopyOf():
            return _copied(*map(_names, hypothesis.groups))
    message = f"the oracle does not know {hypothesis}"
    raise TypeError(message)


def _copied(
    copies: tuple[str, ...],
    originals: tuple[str, ...],
    over: tuple[str, ...],
    rest: tuple[str, ...],
) -> list[Meaning]:
    names = dict(zip(copies, originals, strict=True))
    every = (*copies, *over)
    found = [Meaning(measure("I", (copies, (*originals, *rest)), over), zero=True)]
    for size in range(1, len(every) + 1):
        for chosen in combinations(every, size):
            same = entropy(chosen)
            add(same, entropy(tuple(names.get(v, v) for v in chosen)), -1)
            found.append(Meaning(same, zero=True))
    return found


def follows(statement: Statement) -> bool:
    """Whether the statement follows from its hypotheses by Shannon's inequalities alone."""
    claim = compared(statement.lhs, statement.relation.value, statement.rhs)
    given = [one for h in statement.hypotheses for one in assumed(h)]
    return decide([claim], given) is True
