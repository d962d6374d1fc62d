"""Equations and independences as rewriting rules of generators."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple, final

from symbinfo.kernel.forms import Form, Frozen, Gen, Key, rename_frozen, rename_key, thaw
from symbinfo.kernel.shapes import match


class Equation(NamedTuple):
    """For all letters "?...": the generator equals the form."""

    pattern: Gen
    form: Frozen


class Independence(NamedTuple):
    """Groups of variables (by their ids) are independent given others."""

    groups: tuple[frozenset[str], ...]
    given: frozenset[str]


class Copies(NamedTuple):
    """Variables (by their ids) that have, with those of `over`, the law of their originals."""

    originals: dict[str, str]
    over: frozenset[str]


@final
class Rules:
    """The rules of one statement."""

    def __init__(self) -> None:
        self._letters = count()
        self.equations: list[Equation] = []
        self.independences: list[Independence] = []
        self.copies: list[Copies] = []
        self.functions: list[tuple[frozenset[str], frozenset[str]]] = []

    def by_equation(self, gen: Gen) -> Form | None:
        """Return what the generator equals by an equation, or None."""
        for equation in self.equations:
            names = match(equation.pattern, gen)
            if names is not None:
                return self._apart(thaw(rename_frozen(equation.form, names)))
        return None

    def _apart(self, form: Form) -> Form:
        """Return the form with bound letters that occur nowhere else."""
        found: Form = {}
        for key, coefficient in form.items():
            names = {name: f"@={next(self._letters)}" for name, _ in key.binders}
            found[rename_key(key, names) if names else key] = coefficient
        return found

    def rewrite(self, gen: Gen) -> Form | None:
        """Return what the generator equals by an equation or as a law of copies, or None."""
        for copies in self.copies if gen.kind == "law" else ():
            found = _original(gen, copies)
            if found is not None:
                return {Key(monomial=((found, 1),)): 1}
        return self.by_equation(gen)

    def split(self, gen: Gen) -> Form | None:
        """Return a joint probability as a product by the independences, or None."""
        powers = self._split(gen)
        if powers == {gen: 1}:
            return None
        return {Key(monomial=tuple(sorted(item for item in powers.items() if item[1]))): 1}

    def _split(self, gen: Gen) -> dict[Gen, int]:
        parts = None
        if gen.kind == "law":
            parts = next(filter(None, (_parts(gen, rule) for rule in self.independences)), None)
        if parts is None:
            return {gen: 1}
        total: dict[Gen, int] = {}
        for part, exponent in parts.items():
            for factor, e in self._split(part).items():
                total[factor] = total.get(factor, 0) + e * exponent
        return total

    def closure(self, variables: frozenset[str]) -> frozenset[str]:
        """Return all variables that are functions of the given ones."""
        known = variables
        while True:
            more = known.union(*(t for t, sources in self.functions if sources <= known))
            if more == known:
                return known
            known = more

    def reduce_law(self, gen: Gen) -> Gen:
        """Return the law without variables that are functions of the others."""
        pairs = dict(zip(gen.ids, gen.letters, strict=True))
        for name in sorted(pairs, reverse=True):
            rest = frozenset(pairs) - {name}
            if rest and name in self.closure(rest):
                del pairs[name]
        return law_gen(pairs)


def _original(gen: Gen, copies: Copies) -> Gen | None:
    """Return the joint probability of the originals, if only copies and `over` occur."""
    names = frozenset(gen.ids)
    if not names & set(copies.originals) or not names <= set(copies.originals) | copies.over:
        return None
    pairs = zip(gen.ids, gen.letters, strict=True)
    return law_gen({copies.originals.get(name, name): letter for name, letter in pairs})


def law_gen(pairs: dict[str, str]) -> Gen:
    """Return the generator of a joint probability."""
    items = sorted(pairs.items())
    return Gen("law", tuple(v for v, _ in items), tuple(x for _, x in items))


def _parts(gen: Gen, rule: Independence) -> dict[Gen, int] | None:
    pairs = dict(zip(gen.ids, gen.letters, strict=True))
    names = frozenset(pairs)
    parts = [names & group for group in rule.groups]
    parts = [part for part in parts if part]
    if len(parts) < 2 or not rule.given <= names:
        return None
    if names != rule.given.union(*parts):
        return None
    powers: dict[Gen, int] = {}
    for part in parts:
        factor = law_gen({v: pairs[v] for v in part | rule.given})
        powers[factor] = powers.get(factor, 0) + 1
    if rule.given:
        powers[law_gen({v: pairs[v] for v in rule.given})] = 1 - len(parts)
    return powers
