"""Equality conditions in a form in which they can be compared."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

from sympy import S

from symbinfo.core.facts import EquationFact, FunctionFact
from symbinfo.core.hypotheses import Hypothesis
from symbinfo.core.variables import law, variable_letters
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    form_letters,
    freeze,
    generator,
    multiply,
    number,
    rename_frozen,
    thaw,
)
from symbinfo.kernel.logs import factors, rational
from symbinfo.kernel.normal_form import resolve
from symbinfo.kernel.shapes import single

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy import Tuple

    from symbinfo.kernel.context import Context
    from symbinfo.kernel.reader import Reader

Condition = tuple[tuple[Frozen, ...], Frozen]
"""For all letters at which the first are positive, the last is 0."""

MOST_LETTERS = 6


def of_hypotheses(hypotheses: Iterable[Hypothesis], reader: Reader) -> frozenset[Condition] | None:
    """Return the conditions that hypotheses state, or None if they are not equations."""
    found: set[Condition] = set()
    for hypothesis in hypotheses:
        equations = hypothesis.equations() or functions(hypothesis)
        if not equations or any(fact.parameters for fact in equations):
            return None
        for fact in equations:
            found |= of_equation(fact, reader)
    return frozenset(found)


def opened(
    found: frozenset[Condition | Hypothesis] | None, reader: Reader
) -> frozenset[Condition] | None:
    """Return conditions with those that are told as hypotheses in the form of the others."""
    if found is None:
        return None
    told = of_hypotheses((one for one in found if isinstance(one, Hypothesis)), reader)
    return None if told is None else told.union(c for c in found if not isinstance(c, Hypothesis))


def functions(hypothesis: Hypothesis) -> tuple[EquationFact, ...]:
    """Return a hypothesis that says of functions alone as equations: p(x, y)^2 = p(x, y) p(x).

    So p(y | x) is 0 or 1 wherever p(x) > 0.
    """
    found = []
    for fact in hypothesis.facts():
        if not isinstance(fact, FunctionFact):
            return ()
        joint = law(*fact.targets, *fact.sources)
        letters = variable_letters(joint.variables)
        sources = [letters[v] for v in fact.sources]
        below = law(*fact.sources)(*sources) if sources else S.One
        both = joint(*letters.values())
        limits = joint.limits(tuple(letters.values()))
        found.append(EquationFact(limits, both**2, both * below))
    return tuple(found)


def of_equation(fact: EquationFact, reader: Reader) -> frozenset[Condition]:
    """Return the condition of an equation for all letters."""
    found: frozenset[Condition] = frozenset()
    names = [limit[0] for limit in fact.limits]
    for choice in product(*(_letters(limit, reader.context) for limit in fact.limits)):
        letters = dict(zip(names, choice, strict=True))
        left, right = (reader.ratio(side, letters, frozenset()) for side in (fact.lhs, fact.rhs))
        found |= of_difference(left, right, (), reader.context)
    return found


def _letters(limit: Tuple, context: Context) -> list[str]:
    """Return each letter of a known alphabet, or one that stands for all."""
    size = limit[2] + 1
    if context.expand and size.is_Integer:
        return [str(i) for i in range(int(size))]
    return [context.letter_of(limit)]


def of_difference(
    left: Form, right: Form, where: Iterable[Frozen], context: Context
) -> frozenset[Condition]:
    """Return the condition left = right wherever all of `where` are positive."""
    signs = context.signs
    known = frozenset(where)
    difference = dict(left)
    for key, c in right.items():
        difference[key] = difference.get(key, 0) - c
    difference = {key: c for key, c in difference.items() if c}
    form = rational(resolve(difference, context), signs, known)
    if not form:
        return frozenset()
    _, parts = factors(form)
    vanishing = [f for f, e in parts if e > 0 and not _never_zero(f, known, context)]
    weights = [f for f in vanishing if _is_weight(f, context)]
    rest = number(1)
    for part in vanishing:
        if part not in weights or len(weights) == len(vanishing):
            rest = multiply(rest, part)
    if len(weights) < len(vanishing):
        known |= {freeze(f) for f in weights}
    guards = [g for g in sorted(known) if not idle(g, rest, context)]
    return frozenset({_canonical(tuple(guards), freeze(rest))})


def _never_zero(part: Form, known: frozenset[Frozen], context: Context) -> bool:
    signs = context.signs
    return signs.positive(part, known) or signs.positive({k: -c for k, c in part.items()}, known)


def _is_weight(part: Form, context: Context) -> bool:
    """Whether a factor is a probability: then w f = 0 says that f = 0 where w > 0."""
    gen = single(freeze(part))
    return gen is not None and context.signs.gen_nonnegative(gen)


def idle(guard: Frozen, form: Form, context: Context) -> bool:
    """Whether the form is 0 anyway where the guard is not positive."""
    return all(
        any(
            context.signs.positive(thaw(guard), frozenset({freeze(generator(gen))}))
            for gen, e in key.monomial
            if e > 0 and context.signs.gen_nonnegative(gen)
        )
        for key in form
    )


def _canonical(guards: tuple[Frozen, ...], form: Frozen) -> Condition:
    bound = {x for f in (*guards, form) for x in form_letters(f) if x.startswith("@")}
    names = sorted(bound)
    best: Condition | None = None
    for order in permutations(names) if len(names) <= MOST_LETTERS else [tuple(names)]:
        renaming = {name: f"@@{i}" for i, name in enumerate(order)}
        renamed = rename_frozen(form, renaming)
        renamed = min(renamed, freeze({k: -c for k, c in renamed}))
        found = tuple(sorted(rename_frozen(g, renaming) for g in guards)), renamed
        best = found if best is None or found < best else best
    return best or (guards, form)
