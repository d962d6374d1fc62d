"""What forms look like: numbers, single generators, patterns."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from symbinfo.kernel.factor import content
from symbinfo.kernel.forms import (
    UNIT,
    Form,
    Frozen,
    Gen,
    Key,
    freeze,
    gen_letters,
    rename_gen,
    scale,
    subtract,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class Pattern(NamedTuple):
    """For all letters "?...": if every guard is positive, so is the value."""

    guards: tuple[Frozen, ...]
    value: Frozen


def constant(frozen: Frozen) -> Fraction | int | None:
    """Return the number that a frozen form is, or None."""
    if len(frozen) == 1 and frozen[0][0] == UNIT:
        return frozen[0][1]
    return None


def primitive(form: Form) -> Frozen:
    """Return the form without its positive constant factor."""
    return freeze(scale(form, 1 / abs(content(form))))


def parametric(form: Form) -> bool:
    """Whether a form is a sum of several terms of parameters alone."""
    return len(form) > 1 and all(gen.kind == "sym" for key in form for gen, _ in key.monomial)


def plain(form: Form) -> bool:
    """Whether no term has bound letters or guards."""
    return all(not key.binders and not key.guard for key in form)


def single(frozen: Frozen) -> Gen | None:
    """Return the generator if the form is just one generator, else None."""
    if len(frozen) != 1:
        return None
    ((key, coefficient),) = frozen
    if coefficient != 1 or key.binders or key.guard or len(key.monomial) != 1:
        return None
    gen, exponent = key.monomial[0]
    return gen if exponent == 1 else None


def match(pattern: Gen, gen: Gen) -> dict[str, str] | None:
    """Return letters to put for the "?" letters of the pattern, or None."""
    if pattern.kind != gen.kind or pattern.ids != gen.ids:
        return None
    if pattern.payload or gen.payload:
        found = _match_payload(pattern, gen)
        return found if found is not None and rename_gen(pattern, found) == gen else None
    names: dict[str, str] = {}
    for wanted, letter in zip(pattern.letters, gen.letters, strict=True):
        expected = names.setdefault(wanted, letter) if wanted.startswith("?") else wanted
        if expected != letter:
            return None
    return names


def _match_payload(pattern: Gen, gen: Gen) -> dict[str, str] | None:
    wanted, here = sorted(gen_letters(pattern)), sorted(gen_letters(gen))
    holes = [name for name in wanted if name.startswith("?")]
    if len(holes) > 1 or (holes and len(here) != 1):
        return None
    return dict.fromkeys(holes, here[0] if here else "")


def in_joint_law(wanted: frozenset[tuple[str, str]], known: Iterable[Frozen]) -> bool:
    """Whether a joint law is among the known ones that has all the wanted pairs."""
    for frozen in known:
        gen = single(frozen)
        if gen is None or gen.kind != "law":
            continue
        if wanted <= set(zip(gen.ids, gen.letters, strict=True)):
            return True
    return False


def by_parameters(form: Form) -> dict[Key, Form]:
    """Return the form as polynomials in parameters, one for each product of the rest."""
    groups: dict[Key, Form] = {}
    for key, c in form.items():
        apart = tuple(item for item in key.monomial if item[0].kind != "sym")
        inside = tuple(item for item in key.monomial if item[0].kind == "sym")
        group = groups.setdefault(Key(key.binders, key.guard, apart), {})
        group[Key(monomial=inside)] = c
    return groups


def proportional(form: Form, others: Iterable[Form]) -> bool:
    """Whether a form is a positive number times one of the others."""
    for other in filter(None, others):
        key = min(other)
        ratio = Fraction(form.get(key, 0)) / other[key]
        if ratio > 0 and not subtract(form, scale(other, ratio)):
            return True
    return False
