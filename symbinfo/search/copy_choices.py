"""Copy steps to choose from: the known ones of four variables, and all of a kind."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from symbinfo.search.copy_strings import Path, Roles, path, paths
from symbinfo.search.pools import Copying, submasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.search.pools import Pool

FOUR = 4


def known(size: int, given: Roles) -> Iterator[Path]:
    """Return the known paths of so many steps, one of two that only exchange copies."""
    for strings in paths():
        if len(strings) == size:
            first, *later = _ordered(path(strings, given))
            swap = _swap(first, FOUR)
            swapped = tuple(_renamed(step, swap) for step in later)
            yield min(_ordered((first, *later)), _ordered((first, *swapped)))


def _ordered(steps: Path) -> Path:
    """Return a path with the originals of each step in order, and with early ones first."""
    names, count, found = dict[int, int](), FOUR, list[Copying]()
    for before in steps:
        step = _renamed(before, names)
        order = sorted(range(len(step.originals)), key=step.originals.__getitem__)
        names |= {1 << count + i: 1 << count + place for place, i in enumerate(order)}
        found.append(step._replace(originals=tuple(sorted(step.originals))))
        count += len(order)
    return tuple(found)


def _bits(mask: int) -> list[int]:
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]


def _whole(count: int) -> int:
    return (1 << count) - 1


def _steps(count: int, size: int) -> Iterator[Copying]:
    """Return all steps that copy so many variables."""
    for originals in combinations(_bits(_whole(count)), size):
        rest = _whole(count) ^ sum(originals)
        overs = sorted(filter(None, submasks(rest)), key=lambda over: abs(over.bit_count() - 2))
        for over in overs:
            yield Copying(originals, over)


def firsts(count: int) -> Iterator[Copying]:
    """Return all first steps that copy one variable, then those that copy two."""
    return chain(_steps(count, 1), _steps(count, 2))


def seconds(pool: Pool) -> Iterator[Copying]:
    """Return steps after a first one, one of two that only differ in its originals and copies."""
    (first,) = pool.steps
    swap = _swap(first, pool.count - len(first.originals))
    seen = set[Copying]()
    for original, copy in combinations((*first.originals, *_new(pool)), 2):
        yield Copying((original | copy,), first.over)
    for step in _steps(pool.count, 1):
        if step not in seen:
            yield step
        seen.add(_renamed(step, swap))


def _new(pool: Pool) -> list[int]:
    """Return the variables that the last step of a pool added."""
    size = len(pool.steps[-1].originals)
    return [1 << pool.count - size + i for i in range(size)]


def _swap(step: Copying, count: int) -> dict[int, int]:
    """Return the exchange of originals and copies, if nothing else was there before."""
    if step.copied | step.over != _whole(count):
        return {}
    copies = [1 << count + i for i in range(len(step.originals))]
    return dict(zip((*step.originals, *copies), (*copies, *step.originals), strict=True))


def _renamed(step: Copying, names: dict[int, int]) -> Copying:
    def of(mask: int) -> int:
        return sum(names.get(bit, bit) for bit in _bits(mask))

    return Copying(tuple(map(of, step.originals)), of(step.over))


def thirds(pool: Pool, siblings: list[Copying]) -> Iterator[Copying]:
    """Return steps after a second one: its siblings, with its originals replaced, and others."""
    new = 1 << pool.count - 1
    first, second = pool.steps
    place = pool.count - 1 - len(first.originals)
    swap = {bit: 1 << place + i for i, bit in enumerate(first.originals)}
    swap |= {copy: bit for bit, copy in swap.items()}
    steps = [one for step in siblings for one in (step, _renamed(step, swap))]
    seen = set[Copying]()
    for step in steps:
        names = dict.fromkeys(second.originals, new)
        for one in (step, step._replace(over=step.over | new), _renamed(step, names)):
            if one not in seen:
                seen.add(one)
                yield one
    for step in _steps(pool.count, 1):
        if step.originals == (new,) and 2 <= step.over.bit_count() <= 4:
            yield step


def shorter(steps: Path, count: int) -> Iterator[Path]:
    """Return paths with one copy less."""
    for place, step in enumerate(steps):
        for i in range(len(step.originals)):
            bit = 1 << count + i
            kept = step._replace(originals=step.originals[:i] + step.originals[i + 1 :])
            later = [_without(one, bit) for one in steps[place + 1 :]]
            if all(one.over and one.copied for one in later):
                yield (*steps[:place], *([kept] if kept.originals else []), *later)
        count += len(step.originals)


def _without(step: Copying, bit: int) -> Copying:
    """Return a step without a variable, and with the later ones in its place."""

    def of(mask: int) -> int:
        return mask & bit - 1 | (mask >> bit.bit_length()) << bit.bit_length() - 1

    return Copying(tuple(filter(None, map(of, step.originals))), of(step.over))
