"""Sums of guarded monomials: the data that the normal form is made of.

A `Form` maps keys to rational coefficients. The key (binders, guard, monomial) stands for
the sum, over all letters of the binders at which every guard is positive, of the monomial.
A monomial is a product of integer powers of generators; a generator is a probability, a
parameter, a logarithm, and so on. Letters are strings: "@..." bound, "?..." a pattern,
digits a known letter, anything else a free one.
"""

from __future__ import annotations

from itertools import permutations, product
from math import factorial
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction


@final
class Frozen(tuple["tuple[Key, Fraction | int]", ...]):  # noqa: SLOT001 - tuples take no slots
    """A form as a sorted tuple, so that it can be compared and put into keys.

    It keeps its hash, since guards of many terms are looked up again and again.
    """

    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


@final
class Gen:
    """A generator: what a monomial is a product of."""

    __slots__ = ("_hash", "ids", "key", "kind", "letters", "payload")

    def __init__(
        self,
        kind: str,
        ids: tuple[str, ...] = (),
        letters: tuple[str, ...] = (),
        payload: tuple[Frozen, ...] = (),
    ) -> None:
        self.kind, self.ids, self.letters, self.payload = kind, ids, letters, payload
        self.key = (kind, ids, letters, payload)
        self._hash = hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Gen) and self._hash == other._hash and self.key == other.key

    def __lt__(self, other: Gen) -> bool:
        return self.key < other.key

    def __repr__(self) -> str:
        inside = ",".join((*self.ids, *self.letters, *map(repr, self.payload)))
        return f"{self.kind}({inside})"


Monomial = tuple[tuple[Gen, int], ...]
Binder = tuple[str, Frozen]


class Key(NamedTuple):
    """What a coefficient belongs to."""

    binders: tuple[Binder, ...] = ()
    guard: tuple[Frozen, ...] = ()
    monomial: Monomial = ()


Form = dict[Key, "Fraction | int"]
UNIT = Key()
MOST_RENAMINGS = 720


def number(value: Fraction | int) -> Form:
    """Return a constant."""
    return {UNIT: value} if value else {}


def generator(gen: Gen, exponent: int = 1) -> Form:
    """Return a power of one generator."""
    return {Key(monomial=((gen, exponent),)): 1} if exponent else number(1)


def freeze(form: Form) -> Frozen:
    """Return the form as a sorted tuple."""
    return Frozen(sorted(form.items()))


def thaw(frozen: Frozen) -> Form:
    """Return a frozen form as a form."""
    return dict(frozen)


def add_to(total: Form, form: Form, factor: Fraction | int = 1) -> None:
    """Add `factor` times `form` to `total`, in place."""
    for key, coefficient in form.items():
        value = total.get(key, 0) + coefficient * factor
        if value:
            total[key] = value
        else:
            total.pop(key, None)


def add(*forms: Form) -> Form:
    """Return the sum."""
    total: Form = {}
    for form in forms:
        add_to(total, form)
    return total


def scale(form: Form, factor: Fraction | int) -> Form:
    """Return the form times a number."""
    return {key: value * factor for key, value in form.items()} if factor else {}


def subtract(left: Form, right: Form) -> Form:
    """Return the difference."""
    total = dict(left)
    add_to(total, right, -1)
    return total


def merge(left: Monomial, right: Monomial) -> Monomial:
    """Return the product of two monomials."""
    if not left or not right:
        return left or right
    powers = dict(left)
    for gen, exponent in right:
        powers[gen] = powers.get(gen, 0) + exponent
    return tuple(sorted(item for item in powers.items() if item[1]))


def join(left: tuple[Frozen, ...], right: tuple[Frozen, ...]) -> tuple[Frozen, ...]:
    """Return the guards that are in either."""
    if not left or not right:
        return left or right
    return tuple(sorted({*left, *right}))


def multiply(left: Form, right: Form) -> Form:
    """Return the product; the bound letters of the two must differ."""
    total: Form = {}
    for (b1, g1, m1), c1 in left.items():
        for (b2, g2, m2), c2 in right.items():
            key = Key(b1 + b2, join(g1, g2), merge(m1, m2))
            value = total.get(key, 0) + c1 * c2
            if value:
                total[key] = value
            else:
                del total[key]
    return total


def power(form: Form, exponent: int) -> Form:
    """Return a power with exponent >= 0 of a form without bound letters."""
    result = number(1)
    for _ in range(exponent):
        result = multiply(result, form)
    return result


def gen_letters(gen: Gen) -> set[str]:
    """Return the letters that are free in a generator."""
    found = set(gen.letters)
    for frozen in gen.payload:
        found |= form_letters(frozen)
    return found


def key_letters(key: Key) -> set[str]:
    """Return the letters that are free in a term."""
    found: set[str] = set()
    for gen, _ in key.monomial:
        found |= gen_letters(gen)
    for frozen in key.guard:
        found |= form_letters(frozen)
    return found - {name for name, _ in key.binders}


def form_letters(terms: Frozen | Form) -> set[str]:
    """Return the letters that are free in a form."""
    keys: Iterable[Key] = terms if isinstance(terms, dict) else (key for key, _ in terms)
    return set().union(*map(key_letters, keys))


def rename_gen(gen: Gen, names: Mapping[str, str]) -> Gen:
    """Return the generator with its letters renamed, not evaluated again."""
    if not gen.letters and not gen.payload:
        return gen
    letters = tuple(names.get(x, x) for x in gen.letters)
    if gen.kind == "delta":
        letters = tuple(sorted(letters))
    return Gen(gen.kind, gen.ids, letters, tuple(rename_frozen(f, names) for f in gen.payload))


def rename_key(key: Key, names: Mapping[str, str]) -> Key:
    """Return the term with letters renamed, bound ones too."""
    binders = tuple(sorted((names.get(x, x), size) for x, size in key.binders))
    guard = tuple(sorted({rename_frozen(g, names) for g in key.guard}))
    monomial: dict[Gen, int] = {}
    for gen, exponent in key.monomial:
        new = rename_gen(gen, names)
        monomial[new] = monomial.get(new, 0) + exponent
    return Key(binders, guard, tuple(sorted(item for item in monomial.items() if item[1])))


def rename_frozen(frozen: Frozen, names: Mapping[str, str]) -> Frozen:
    """Return the form with its free letters renamed; bound ones never clash ("@" names)."""
    inner = names
    total: Form = {}
    for key, coefficient in frozen:
        bound = {x for x, _ in key.binders}
        inner = {x: y for x, y in names.items() if x not in bound} if bound else names
        add_to(total, {rename_key(key, inner): coefficient})
    return freeze(total)


def components(key: Key) -> list[frozenset[str]]:
    """Return the groups of bound letters that no factor or guard ties to other letters."""
    bound = {name for name, _ in key.binders}
    groups = [frozenset({name}) for name in sorted(bound)]
    ties = [gen_letters(gen) for gen, _ in key.monomial] + [form_letters(g) for g in key.guard]
    for tie in ties:
        here = [group for group in groups if group & tie]
        if here:
            groups = [g for g in groups if g not in here] + [frozenset().union(*here)]
    return groups


def split_off(key: Key, names: frozenset[str]) -> tuple[Key, Key]:
    """Return the part of a term that has the given bound letters, and the rest."""
    binders = tuple(b for b in key.binders if b[0] in names)
    guard = tuple(g for g in key.guard if form_letters(g) & names)
    monomial = tuple(item for item in key.monomial if gen_letters(item[0]) & names)
    rest = Key(
        tuple(b for b in key.binders if b not in binders),
        tuple(g for g in key.guard if g not in guard),
        tuple(item for item in key.monomial if item not in monomial),
    )
    return Key(binders, guard, monomial), rest


def canonical(key: Key) -> Key:
    """Return the term with its bound letters named by place; the same for all namings."""
    if not key.binders:
        return key
    groups: dict[Frozen, list[Binder]] = {}
    for binder in key.binders:
        groups.setdefault(binder[1], []).append(binder)
    orders, count = [], 1
    for _, group in sorted(groups.items()):
        count *= factorial(len(group))
        every = permutations(group) if count <= MOST_RENAMINGS else [sorted(group)]
        orders.append([[b[0] for b in order] for order in every])
    best: Key | None = None
    for choice in product(*orders):
        flat = [name for group in choice for name in group]
        found = rename_key(key, {name: f"@@{i}" for i, name in enumerate(flat)})
        best = found if best is None or found < best else best
    return best or key
