"""What the law of variables and copies is compared with the law of the originals for.

Let R be a copy of B over C and D. Where the hypotheses split the law of (A, B, C) into parts
that (A, R, C) shares, such as p(a, c) p(b, c) / p(c), the cross entropy of the two laws is
H(A,B,C). So the conditional divergence of the law of C given (A, R) from that of C given (A, B),
which is at least 0, says that H(C|A,R) <= H(C|A,B). No sum of Shannon's inequalities does: the
law of (A, R) need not be that of (A, B).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sympy import S, Sum, Tuple

from symbinfo.core.atoms import Weighted, XLogY, letter
from symbinfo.core.hypotheses import FunctionOf, Hypothesis, Independent
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable, law
from symbinfo.kernel.proof import Combination, Lemma, LogBound, Unfold
from symbinfo.measures.entropy import Entropy
from symbinfo.search import library
from symbinfo.search.entropic import Known, linear_form
from symbinfo.search.splits import Group, Names, Rules, Split, ordered, subsets

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from fractions import Fraction

    from sympy import Expr

    from symbinfo.core.constraints import CopyOf
    from symbinfo.kernel.proof import Source
    from symbinfo.kernel.theorem import Theorem

Letters = dict[RandomVariable, "Expr"]


class Comparison(NamedTuple):
    """What comparing two laws says, and the laws in words."""

    known: Known
    words: str


class View(NamedTuple):
    """Variables of which some are looked at through their copies."""

    copy: CopyOf
    copies: dict[RandomVariable, RandomVariable]

    def of(self, group: Iterable[RandomVariable]) -> Group:
        """Return the variables with copies put for their originals."""
        return tuple(self.copies.get(v, v) for v in group)

    def same_law(self, names: Names) -> bool:
        """Whether the copies have the law of the originals, as the copy lemma says."""
        over = self.copy.groups[2]
        return names.isdisjoint(self.copies) or names <= {*self.copies, *over}


def comparisons(copy: CopyOf, rules: Rules) -> list[Comparison]:
    """Return what comparing laws says of copies, beyond what the copy lemma says."""
    copies, originals, over, rest = copy.groups
    found: list[Comparison] = []
    for moved in filter(None, subsets(originals)):
        pairs = zip(originals, copies, strict=True)
        view = View(copy, {old: new for old, new in pairs if old in moved})
        still = frozenset({*over, *rest, *originals}) - moved
        alike = list(_alike(view, still, rules))
        found += [_same_entropies(view, *one) for one in alike]
        wholes = [moved | more for more in subsets(still)]
        found += _bounds(view, wholes, rules, {moved.union(*one) for one in alike})
    return found


def _alike(view: View, still: Names, rules: Rules) -> Iterator[tuple[Names, Names]]:
    """Return sets which, with the copies, have the law of the originals: X and part of Z.

    The copies are made over Z, given which X is independent of the originals.
    """
    moved, over = frozenset(view.copies), frozenset(view.copy.groups[2])
    for fact in rules.independences:
        sides = [side for side in fact.groups if moved <= frozenset(side)]
        if frozenset(fact.given) != over or not sides:
            continue
        others = frozenset(v for group in fact.groups if group not in sides for v in group)
        for apart in filter(None, subsets(others & still)):
            yield from ((apart, kept) for kept in subsets(over) if kept != over)


def _same_entropies(view: View, apart: Names, kept: Names) -> Comparison:
    """Return H(A,R) = H(A,B) if A and B are independent given C, over which R is a copy of B."""
    names = apart.union(kept, view.copies)
    source = partial(_lemma, same_entropy, view, ordered(apart), ordered(kept))
    words = f"{_listed(view.of(ordered(names)))} and {_listed(ordered(names))} have one law"
    return Comparison(Known(_gap(view, names, frozenset()), source, bound=False), words)


def _bounds(
    view: View, wholes: Iterable[Names], rules: Rules, alike: set[Names]
) -> Iterator[Comparison]:
    """Return H(C|A,R) <= H(C|A,B) for all parts of laws that the hypotheses split so."""
    for whole in wholes:
        told = _told(view, whole, rules)
        if told is None or view.same_law(whole) or whole in alike:
            continue
        for part in subsets(whole):
            through = None if part == whole or part in alike else _through(view, part, whole, rules)
            if through is None:
                continue
            by = tuple(dict.fromkeys((*told.by, *through[1])))
            args = (view, ordered(whole), ordered(part), ordered(through[0]), by)
            known = Known(_gap(view, whole, part), partial(_lemma, compared, *args))
            yield Comparison(known, _divergence_words(view, whole, part))


def _told(view: View, names: Names, rules: Rules) -> Split | None:
    """Return a product for the law of the originals, each factor a law that the copies have."""
    for split in rules.splits(names):
        if all(map(view.same_law, split.powers)):
            return split
    return None


def _through(
    view: View, part: Names, whole: Names, rules: Rules
) -> tuple[Names, tuple[Hypothesis, ...]] | None:
    """Return a set that is a function of the part, and whose law is told; with the hypotheses."""
    if not part:
        return part, ()
    if view.same_law(part):
        return None
    for more in subsets((whole & rules.closure(part)) - part):
        told = _told(view, part | more, rules)
        if told is not None:
            function = (FunctionOf(ordered(more), ordered(part)),) if more else ()
            return part | more, (*told.by, *function)
    return None


def _divergence_words(view: View, whole: Names, part: Names) -> str:
    """Return which divergence is at least 0: D(P || Q), the two laws told."""
    new, old = _listed(view.of(ordered(whole))), _listed(ordered(whole))
    if not part:
        return f"D(P || Q) >= 0, P of {new}, Q of {old}"
    rest = ",".join(v.name for v in ordered(whole - part))
    drawn = f"{rest} given {_listed(view.of(ordered(part)))} as given {_listed(ordered(part))}"
    return f"D(P || Q) >= 0, P of {new}, Q with {drawn}"


def _listed(group: Group) -> str:
    names = ",".join(v.name for v in group)
    return f"({names})" if len(group) > 1 else names


def _gap(view: View, whole: Names, part: Names) -> dict[Hashable, Fraction]:
    return linear_form(entropy(whole, part) - entropy(view.of(whole), view.of(part))) or {}


def entropy(whole: Iterable[RandomVariable], part: Iterable[RandomVariable]) -> Expr:
    """Return the entropy of the whole given a part of it."""
    given = ordered(part)
    targets = tuple(v for v in ordered(whole) if v not in given)
    return Entropy(*targets, given=given) if given else Entropy(*targets)


def _lemma(make: Callable[..., Theorem], *args: object) -> Source:
    return Lemma(make(*args))


def same_entropy(view: View, apart: Group, kept: Group) -> Theorem:
    """Return H(X', Y, Z1) = H(X, Y, Z1), X' a copy of X over Z, X and Y independent given Z.

    Both laws are the sum over the rest of Z of p(x, z) p(y, z) / p(z).
    """
    moved, over = ordered(view.copies), view.copy.groups[2]
    x = _letters((*moved, *apart, *over))
    inner = [_limit(v, x) for v in over if v not in kept]
    weight = _at(view.of((*moved, *over)), (*moved, *over), x)
    factor = _at((*apart, *over), (*apart, *over), x) / _at(over, over, x)
    mass = Sum(Weighted(weight, factor), *inner)
    outer = [_limit(v, x) for v in (*moved, *apart, *kept)]
    middle = Sum(XLogY(mass, mass), *outer)
    old, new = (*moved, *apart, *kept), view.of((*moved, *apart, *kept))
    first = _opened(middle, -Entropy(*new), (Independent(view.of(moved), apart, given=over),))
    given = (view.copy, Independent(moved, apart, given=over))
    second = _opened(middle, -Entropy(*old), given)
    statement = Statement(Entropy(*old) - Entropy(*new), Relation.EQ, S.Zero, given)
    terms = ((S.NegativeOne, Lemma(second)), (S.One, Lemma(first)))
    return library.prove_step(statement, Combination(terms))


def compared(
    view: View, whole: Group, part: Group, through: Group, by: tuple[Hypothesis, ...]
) -> Theorem:
    """Return that the entropy of the whole given the part is no larger for the copies.

    The law of the part, on the right, is read as that of `through`, which is a function of it.
    """
    gap = entropy(whole, part) - entropy(view.of(whole), view.of(part))
    terms: list[tuple[Expr, Source]] = [(S.One, divergence(view, whole, part))]
    if part and through != part:
        more = tuple(v for v in through if v not in part)
        function = _opened(Entropy(*more, given=part), S.Zero, (FunctionOf(more, part),))
        terms += [(S.NegativeOne, Lemma(_same_log(view, whole, part, through)))]
        terms += [(S.One, Lemma(function))]
    statement = Statement(gap, Relation.GE, S.Zero, (view.copy, *by))
    return library.prove_step(statement, Combination(tuple(terms)))


def divergence(view: View, whole: Group, part: Group) -> LogBound:
    """Return that the divergence of the copies' law of the whole, given the part, is at least 0.

    That is the sum of p' log(p' / q), q(w) = p'(t) p(w) / p(t). So that q sums to 1, both are
    multiplied by p'(w') / p'(t) for another w' with the same t.
    """
    x = _letters(whole)
    here, there = _at(view.of(whole), whole, x), _at(whole, whole, x)
    limits = [_limit(v, x) for v in whole]
    if not part:
        return LogBound(here, there, tuple(limits), (there,))
    rest = tuple(v for v in whole if v not in part)
    y = {**x, **_letters(rest, len(whole))}
    limits += [_limit(v, y) for v in rest]
    weight, marginal = _at(view.of(whole), whole, y), _at(view.of(part), part, x)
    support = (there, _at(whole, whole, y), marginal)
    a, b = here * weight / marginal, weight * there / _at(part, part, x)
    return LogBound(a, b, tuple(limits), support)


def _same_log(view: View, whole: Group, part: Group, through: Group) -> Theorem:
    """Return that log p(part) is log p(through) on the support, a function of the part."""
    x = _letters(whole)
    weight, support = _at(view.of(whole), whole, x), _at(through, through, x)
    sides = [
        Sum(
            Weighted(support, XLogY(weight, _at(group, group, x)) / support),
            *(_limit(v, x) for v in whole),
        )
        for group in (part, through)
    ]
    more = tuple(v for v in through if v not in part)
    return _opened(sides[0], sides[1], (FunctionOf(more, part),))


def _opened(lhs: Expr, rhs: Expr, given: tuple[Hypothesis, ...]) -> Theorem:
    return library.prove_step(Statement(lhs, Relation.EQ, rhs, given), Unfold())


def _letters(group: Group, start: int = 0) -> Letters:
    return {v: letter(f"x_{i}") for i, v in enumerate(group, start)}


def _limit(v: RandomVariable, letters: Letters) -> Tuple:
    return Tuple(letters[v], 0, v.size - 1)


def _at(group: Group, originals: Group, letters: Letters) -> Expr:
    return law(*group)(*(letters[v] for v in originals))
