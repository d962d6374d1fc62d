"""What is known to be positive, nonnegative, or between bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.kernel.bounds import (
    NONNEGATIVE,
    POSITIVE,
    PROBABILITY,
    UNBOUNDED,
    Interval,
    box_nonnegative,
    box_positive,
    dominated,
    surely_nonnegative,
    surely_positive,
)
from symbinfo.kernel.factor import affine, factor
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    Monomial,
    form_letters,
    freeze,
    rename_frozen,
    scale,
    subtract,
    thaw,
)
from symbinfo.kernel.shapes import (
    Pattern,
    by_parameters,
    constant,
    in_joint_law,
    match,
    parametric,
    plain,
    primitive,
    proportional,
    single,
)
from symbinfo.kernel.sums import some_term_positive

if TYPE_CHECKING:
    from fractions import Fraction

Positives = frozenset[Frozen]
NOTHING: Positives = frozenset()


@final
class Signs:
    """Sign facts of one statement, and what follows from them."""

    def __init__(self) -> None:
        self.bounds: dict[str, Interval] = {}
        self.patterns: list[Pattern] = []
        self.tables: dict[Frozen, Form] = {}
        self.sums: dict[Frozen, tuple[Frozen, ...]] = {}
        self.orders: list[Form] = []
        self.copies: list[tuple[dict[str, str], frozenset[str]]] = []
        self._factors: dict[Frozen, tuple[Fraction, list[tuple[Form, int]]]] = {}

    def interval(self, gen: Gen) -> Interval:
        """Return bounds of a generator."""
        match gen.kind:
            case "prob" | "law" | "delta":
                return PROBABILITY
            case "sym" | "seq":
                return self.bounds.get(gen.ids[0], UNBOUNDED)
            case "exp" | "pi":
                return POSITIVE
            case "log" if (value := constant(gen.payload[0])) is not None:
                return POSITIVE if value > 1 else UNBOUNDED
            case "sum":
                inside = thaw(gen.payload[0])
                good = all(
                    c > 0 and self._monomial_nonnegative(k.monomial) for k, c in inside.items()
                )
                return NONNEGATIVE if good else UNBOUNDED
            case "val":
                inside = thaw(gen.payload[0])
                if self.positive(inside):
                    return POSITIVE
                good = self.nonnegative(inside)
                return NONNEGATIVE if good else UNBOUNDED
            case _:
                return UNBOUNDED

    def gen_nonnegative(self, gen: Gen) -> bool:
        """Whether the generator is at least 0."""
        if gen.kind == "val":
            return self.nonnegative(thaw(gen.payload[0]))
        return box_nonnegative(self.interval(gen))

    def gen_positive(
        self, gen: Gen, known: Positives = NOTHING, seen: tuple[Gen, ...] = ()
    ) -> bool:
        """Whether the generator is positive wherever all of `known` are."""
        frozen = gen.payload[0] if gen.kind == "val" else freeze({Key(monomial=((gen, 1),)): 1})
        if frozen in known:
            return True
        if box_positive(self.interval(gen)):
            return True
        if gen in seen:
            return False
        if gen.kind == "law" and self._marginal_of_known(gen, known):
            return True
        if gen.kind == "sum" and some_term_positive(gen, known, self):
            return True
        return any(self._by_pattern(p, gen, known, (*seen, gen)) for p in self.patterns)

    def _marginal_of_known(self, gen: Gen, known: Positives) -> bool:
        pending = [frozenset(zip(gen.ids, gen.letters, strict=True))]
        seen = set(pending)
        while pending:
            wanted = pending.pop()
            if in_joint_law(wanted, known):
                return True
            names = {name for name, _ in wanted}
            for copies, over in self.copies:
                if names <= set(copies) | over:
                    more = frozenset((copies.get(name, name), letter) for name, letter in wanted)
                    pending += [more] if more not in seen else []
                    seen.add(more)
        return False

    def _by_pattern(
        self, pattern: Pattern, gen: Gen, known: Positives, seen: tuple[Gen, ...]
    ) -> bool:
        wanted = single(pattern.value)
        names = match(wanted, gen) if wanted else None
        if names is None:
            return False
        for guard in pattern.guards:
            inner = single(rename_frozen(guard, names))
            if inner is None or not self.gen_positive(inner, known, seen):
                return False
        return True

    def positive(self, form: Form, known: Positives = NOTHING) -> bool:
        """Whether a form without bound letters is positive wherever all of `known` are."""
        if not form or not plain(form):
            return False
        return self._holds(freeze(form), form, known)

    def holds(self, frozen: Frozen, known: Positives) -> bool:
        """Whether what a frozen form says, that it is positive, follows from all of `known`."""
        form = thaw(frozen)
        return bool(form) and plain(form) and self._holds(frozen, form, known)

    def _holds(self, frozen: Frozen, form: Form, known: Positives) -> bool:
        cells = self.sums.get(frozen, ())
        if frozen in known or not known.isdisjoint(cells):
            return True
        parts = [form, *map(thaw, cells)]
        return any(self._directly(part, known) for part in parts) or any(
            self._exceeds_any(part, known) for part in parts
        )

    def _positive(self, form: Form, known: Positives) -> bool:
        return self._directly(form, known) or self._exceeds_any(form, known)

    def _directly(self, form: Form, known: Positives) -> bool:
        if primitive(form) in known:
            return True
        if not parametric(form) and self._termwise_positive(form, known):
            return True  # for parameters alone, the bounds and the factors below say as much
        if proportional(form, self.orders) or self._by_whole_pattern(form, known):
            return True
        return surely_positive(form, self.interval) or self._by_factors(form, known)

    def _exceeds_any(self, form: Form, known: Positives) -> bool:
        return any(self._exceeds(form, thaw(g)) for g in known)

    def _by_factors(self, form: Form, known: Positives) -> bool:
        if any(e < 0 for key in form for _, e in key.monomial) or (len(form) > 1 and affine(form)):
            return False
        constant, parts = self._factored(form)
        if len(parts) < 2 and (not parts or parts[0][1] == 1):
            return False
        sign = 1 if constant > 0 else -1
        for part, exponent in parts:
            if self._positive(part, known):
                continue
            if not self._positive(scale(part, -1), known):
                return False
            sign *= (-1) ** exponent
        return sign > 0

    def _factored(self, form: Form) -> tuple[Fraction, list[tuple[Form, int]]]:
        frozen = freeze(form)
        if frozen not in self._factors:
            self._factors[frozen] = factor(form)
        return self._factors[frozen]

    def nonnegative(self, form: Form) -> bool:
        """Whether a form is at least 0, for all letters that are free in it."""
        if not form or freeze(form) in self.tables or freeze(form) in self.sums:
            return True
        if self.positive(form) or self._termwise_nonnegative(form):
            return True
        if plain(form) and surely_nonnegative(form, self.interval):
            return True
        return self._monomials_nonnegative(form) and dominated(form, self.interval)

    def _monomials_nonnegative(self, form: Form) -> bool:
        return all(self._monomial_nonnegative(key.monomial) for key in form)

    def _monomial_nonnegative(self, monomial: Monomial) -> bool:
        return all(e % 2 == 0 or self.gen_nonnegative(gen) for gen, e in monomial)

    def parts(self, form: Form) -> list[frozenset[Frozen]] | None:
        """Return the form as a sum of products of nonnegative factors, or None.

        Each product is given by its factors that may be 0. Terms that differ only in
        parameters are taken together, as in p(x) - t p(x) = (1 - t) p(x).
        """
        found = []
        for key, coefficient in by_parameters(form).items():
            if not self._monomial_nonnegative(key.monomial):
                return None
            factors = {self.factor(gen) for gen, _ in key.monomial}
            single_term = len(coefficient) == 1
            ((inner, c),) = coefficient.items() if single_term else ((Key(), 0),)
            if single_term:
                if c < 0 or not self._monomial_nonnegative(inner.monomial):
                    return None
                factors |= {self.factor(gen) for gen, _ in inner.monomial}
            elif not self._parameters_positive(coefficient):
                if not surely_nonnegative(coefficient, self.interval):
                    return None
                factors.add(primitive(coefficient))
            found.append(frozenset(factors))
        return found

    def factor(self, gen: Gen) -> Frozen:
        """Return what is positive just if the generator is not 0: itself, or its square."""
        return freeze({Key(monomial=((gen, 1 if self.gen_nonnegative(gen) else 2),)): 1})

    def _parameters_positive(self, form: Form) -> bool:
        if surely_positive(form, self.interval) or proportional(form, self.orders):
            return True
        return self._by_factors(form, NOTHING)

    def _termwise_nonnegative(self, form: Form) -> bool:
        return self.parts(form) is not None

    def _termwise_positive(self, form: Form, known: Positives) -> bool:
        return any(
            all(self._factor_positive(factor, known) for factor in part)
            for part in self.parts(form) or ()
        )

    def _factor_positive(self, factor: Frozen, known: Positives) -> bool:
        gen = single(factor)
        return self.gen_positive(gen, known) if gen else factor in known

    def _exceeds(self, form: Form, known: Form) -> bool:
        rest = subtract(form, known)
        tables = (table for table in self.tables.values() if table != known)
        candidates = [rest, *(subtract(rest, table) for table in tables)]
        return any(self._termwise_nonnegative(one) for one in candidates)

    def _by_whole_pattern(self, form: Form, known: Positives) -> bool:
        frozen, here = freeze(form), sorted(form_letters(form))
        for pattern in self.patterns:
            names = [name for name in form_letters(pattern.value) if name.startswith("?")]
            if single(pattern.value) or len(names) > 1:
                continue
            for letter in here or [""]:
                renaming = dict.fromkeys(names, letter)
                if rename_frozen(pattern.value, renaming) == frozen and all(
                    self.positive(thaw(rename_frozen(g, renaming)), known) for g in pattern.guards
                ):
                    return True
        return False
