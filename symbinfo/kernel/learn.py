"""How hypotheses become bounds, patterns and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.errors import NotUnderstood, Undefined
from symbinfo.kernel.forms import (
    Form,
    Frozen,
    Gen,
    Key,
    form_letters,
    freeze,
    gen_letters,
    multiply,
    scale,
    subtract,
)
from symbinfo.kernel.logs import exponential, inverse
from symbinfo.kernel.rebuild import guard_factors, rebuild
from symbinfo.kernel.rules import Copies, Equation, Independence
from symbinfo.kernel.shapes import Pattern, single
from symbinfo.kernel.signs import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sympy import Tuple

    from symbinfo.core.facts import (
        CopyFact,
        EquationFact,
        IndependenceFact,
        OrderFact,
        PositiveFact,
    )
    from symbinfo.core.pmf import TabularPmf
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.reader import Letters, Reader


def holes(limits: Iterable[Tuple], context: Context) -> Letters:
    """Return pattern letters for the letters of a fact."""
    return {limit[0]: context.letter_of(limit, "?") for limit in limits}


def table(reader: Reader, law: TabularPmf) -> None:
    """Take it that the entries of a table are nonnegative, unless one is surely not."""
    total = sum(entry for entry in law.probabilities if entry.is_Rational)
    if total > 1:
        msg = f"{law} is no distribution: its numbers sum to {total}"
        raise Undefined(msg)
    forms = [reader.context_normal(reader.finite(p, {}, NOTHING)) for p in law.probabilities]
    for entry, form in zip(law.probabilities, forms, strict=True):
        if reader.signs.positive(scale(form, -1)):
            msg = f"{law} is no distribution: {entry} is negative"
            raise Undefined(msg)
    for entry, form in zip(law.probabilities, forms, strict=True):
        reader.context.entries[entry] = form
        if not entry.is_Rational:
            reader.signs.tables[freeze(form)] = form


def independence(reader: Reader, fact: IndependenceFact) -> None:
    """Take an independence as a rule."""
    name = reader.context.name
    groups = tuple(frozenset(map(name, group)) for group in fact.groups)
    rule = Independence(groups, frozenset(map(name, fact.given)))
    reader.context.rules.independences.append(rule)


def copies(reader: Reader, fact: CopyFact) -> None:
    """Take copies of variables as a rule."""
    name = reader.context.name
    originals = {name(new): name(old) for new, old in zip(fact.copies, fact.originals, strict=True)}
    over = frozenset(map(name, fact.over))
    reader.context.rules.copies.append(Copies(originals, over))
    reader.signs.copies.append(({old: new for new, old in originals.items()}, over))


def positive(reader: Reader, fact: PositiveFact) -> None:
    """Take a support condition as a pattern."""
    letters = holes(fact.limits, reader.context)
    value = reader.ratio(fact.value, letters, NOTHING)
    guards: set[Frozen] = set()
    for guard in fact.guard:
        guards |= guard_factors(reader.ratio(guard, letters, NOTHING), reader.signs)
    ordered = tuple(sorted(guards))
    for part in guard_factors(value, reader.signs):
        reader.signs.patterns.append(Pattern(ordered, part))


def order(reader: Reader, fact: OrderFact) -> None:
    """Take a strict order as a fact."""
    reader.signs.orders.append(reader.ratio(fact.larger - fact.smaller, {}, NOTHING))


def equations(reader: Reader, facts: Iterable[EquationFact]) -> None:
    """Take equations as rules: each is solved for one of its generators, if that goes."""
    pending = []
    for fact in facts:
        letters = holes(fact.limits, reader.context)
        left, right = (reader.finite(side, letters, NOTHING) for side in (fact.lhs, fact.rhs))
        pending.append(subtract(left, right))
    while True:
        for form in pending:
            rule = _solved(_reduced(form, reader), reader)
            if rule is not None:
                reader.context.rules.equations.append(rule)
                pending.remove(form)
                break
        else:
            return


def _reduced(form: Form, reader: Reader) -> Form:
    return reader.context_normal(rebuild(form, reader.context.rules.by_equation, reader.signs))


def _solved(form: Form, reader: Reader) -> Equation | None:
    wanted = form_letters(form)
    found = sorted(_solutions(form, reader), key=lambda pair: (_rank(pair[0]), pair[0]))
    for gen, value in found:
        if wanted <= set(gen.letters) | (gen_letters(gen) if gen.payload else set()):
            return Equation(gen, freeze(value))
    return None


_ORDER = ("prob", "seq", "app", "exp", "sym")


def _rank(gen: Gen) -> int:
    return _ORDER.index(gen.kind)


def _solutions(form: Form, reader: Reader) -> Iterator[tuple[Gen, Form]]:
    """Return generators that the equation form = 0 can be solved for, with their values."""
    for key in form:
        if key.binders or key.guard:
            continue
        for gen, exponent in key.monomial:
            rest = {k: c for k, c in form.items() if k != key}
            if exponent != 1 or any(_contains(k, gen) for k in rest):
                continue
            others = tuple(item for item in key.monomial if item[0] != gen)
            factor: Form = {Key(monomial=others): form[key]}
            solved = single(gen.payload[0]) if gen.kind == "log" else gen
            if solved is None or solved.kind not in _ORDER or _contains(Key(monomial=others), gen):
                continue
            if not all(reader.signs.gen_positive(g) for g, _ in others):
                continue
            value = multiply(scale(rest, -1), inverse(factor))
            if gen.kind != "log":
                yield solved, value
            elif reader.signs.gen_positive(solved) and not any(
                _contains(k, solved) for k in (*rest, Key(monomial=others))
            ):
                yield from _exponential(solved, value, reader)


def _exponential(gen: Gen, value: Form, reader: Reader) -> Iterator[tuple[Gen, Form]]:
    try:
        yield gen, exponential(value, reader.signs, NOTHING)
    except NotUnderstood:
        return


def _contains(key: Key, gen: Gen) -> bool:
    """Whether a generator of the same kind and name occurs anywhere in the term."""
    for other, _ in key.monomial:
        if other == gen or (other.kind == gen.kind != "exp" and other.ids == gen.ids != ()):
            return True
        if any(_contains(k, gen) for f in other.payload for k, _ in f):
            return True
    return any(_contains(k, gen) for g in key.guard for k, _ in g)
