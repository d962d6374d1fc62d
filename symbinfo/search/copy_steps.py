"""Which copies prove a claim: steps that raise the least value of the claim, the best first."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, final

from symbinfo.search import progress
from symbinfo.search.copy_strings import Path, Roles, path, paths, roles
from symbinfo.search.pools import Copying, extends, submasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from symbinfo.search.pools import Claim, Point, Pool

TINY = 1e-7
MOST = 8
MOST_POINTS = 4
PARENTS = 4
FOUR = 4
LAST = 3


class Node(NamedTuple):
    """A pool of copies, the least value of the claim there, and where it is least."""

    value: float
    pool: Pool
    point: Point


class OutOfTimeError(Exception):
    """The time for the search is over."""


@final
class Search:
    """A search for copies with which a claim follows from the elemental inequalities."""

    def __init__(self, claim: Claim, until: float) -> None:
        self.claim = claim
        self.until = until
        self.tiny = TINY * max(1, *map(abs, claim.target))
        self.violations = defaultdict[Path, list["Point"]](list)

    def proves(self, node: Node) -> bool:
        """Whether the claim follows from the copies, as far as floating point can tell."""
        return node.value > -self.tiny

    def node(self, pool: Pool) -> Node:
        """Return a pool with the least value of the claim."""
        if monotonic() > self.until:
            raise OutOfTimeError
        value, point = self.claim.least(pool)
        return Node(value, pool, point)

    def child(self, parent: Node, *steps: Copying) -> Node | None:
        """Return the node after more steps, if they raise the value."""
        if monotonic() > self.until:
            raise OutOfTimeError
        pool = _after(parent.pool, steps)
        if extends(pool, parent.point):
            return None
        node = self.node(pool)
        return node if node.value > parent.value + self.tiny else None

    def proof(self, parent: Node, *steps: Copying) -> Node | None:
        """Return the node after the last steps, if they prove the claim.

        Entropies that violate the claim and allow some steps are tried on the others.
        """
        if monotonic() > self.until:
            raise OutOfTimeError
        pool, points = _after(parent.pool, steps), self.violations[parent.pool.steps]
        for point in (*points, parent.point):
            if extends(pool, point):
                points.sort(key=lambda one: one is not point)
                return None
        node = self.node(pool)
        if self.proves(node):
            return node
        points.insert(0, node.point[: len(parent.point)])
        del points[MOST_POINTS:]
        return None

    def found(self) -> Node | None:
        """Return copies that prove the claim, or None if none were found in time."""
        try:
            return self.searched()
        except OutOfTimeError:
            return None

    def searched(self) -> Node | None:
        """Try one step, then two, then three, each after the best of those before."""
        start = self.node(self.claim.start())
        if self.proves(start):
            return None
        return (self.known(start) if self.claim.variables == FOUR else None) or self.any(start)

    def known(self, start: Node) -> Node | None:
        """Try the steps that are known for four variables, the best first."""
        nodes: dict[Path, Node] = {(): start}
        for size in range(1, LAST + 1):
            choices = {one for given in self.roles() for one in _known(size, given)}
            ready = [(_ancestor(one, nodes), one) for one in choices]
            for before, one in sorted(ready, key=lambda pair: _order(nodes[pair[0]], *pair)):
                after = self.proof if size == LAST else self.child
                node = after(nodes[before], *one[len(before) :])
                if node is None:
                    continue
                if self.proves(node):
                    return node
                nodes[one] = node
            progress.tried(f"{len(choices)} known ways to copy in {size} steps")
        return None

    def roles(self) -> Iterator[Roles]:
        """Return the roles that the variables have if Ingleton's expression may be negative."""
        target = self.claim.target[:15]
        for same in roles():
            if sum(c * h for c, h in zip(target, same[0].violator(), strict=True)) < 0:
                yield from same

    def shortened(self, node: Node) -> Node:
        """Return copies that prove the claim as well, none of which is unneeded."""
        for steps in _shorter(node.pool.steps, self.claim.variables):
            pool = _after(self.claim.start(), steps)
            found = Node(*self.claim.least(pool)[:1], pool, node.point)
            if self.proves(found):
                return self.shortened(found)
        return node

    def any(self, start: Node) -> Node | None:
        """Try all steps, each after the best of those before."""
        firsts = self.better(start, _first(self.claim.variables))
        progress.tried(f"one copy step ({len(firsts)} help)")
        if firsts and self.proves(firsts[0]):
            return firsts[0]
        families = []
        for parent in firsts[:PARENTS]:
            family = self.better(parent, _second(parent.pool))
            progress.tried(f"a step after {parent.pool.steps} ({len(family)} help)")
            if family and self.proves(family[0]):
                return family[0]
            families.append(family)
        thirds = ((child, family) for family in families for child in _different(family))
        for child, family in sorted(thirds, key=lambda one: -one[0].value):
            siblings = [node.pool.steps[-1] for node in family]
            for step in _third(child.pool, siblings):
                node = self.proof(child, step)
                if node is not None:
                    return node
            progress.tried(f"a step after {child.pool.steps}")
        return None

    def better(self, parent: Node, steps: Iterable[Copying]) -> list[Node]:
        """Return the nodes after a step that raises the value, the best first.

        If one proves the claim, it comes first, and no others are tried.
        """
        found = []
        for step in steps:
            if parent.pool.count + len(step.originals) > max(MOST, self.claim.variables + 2):
                continue
            node = self.child(parent, step)
            if node is None:
                continue
            if self.proves(node):
                return [node]
            found.append(node)
        return sorted(found, key=lambda node: -node.value)


def _after(pool: Pool, steps: Iterable[Copying]) -> Pool:
    """Return the pool after more steps."""
    for step in steps:
        pool = pool.add(step)
    return pool


def _ancestor(path: Path, nodes: Mapping[Path, Node]) -> Path:
    """Return the longest of the first steps of a path that are known to raise the value."""
    return next(path[:size] for size in range(len(path) - 1, -1, -1) if path[:size] in nodes)


def _order(node: Node, before: Path, path: Path) -> tuple[int, float, Path]:
    """Return what sorts paths: those that go on from a node come first, the best of them first."""
    return len(path) - len(before), -round(node.value, 6), path


def _known(size: int, given: Roles) -> Iterator[Path]:
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


def _different(family: list[Node]) -> list[Node]:
    """Return nodes with different values."""
    found: dict[float, Node] = {}
    for node in family:
        found.setdefault(round(node.value, 6), node)
    return list(found.values())


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


def _first(count: int) -> Iterator[Copying]:
    return chain(_steps(count, 1), _steps(count, 2))


def _second(pool: Pool) -> Iterator[Copying]:
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


def _third(pool: Pool, siblings: list[Copying]) -> Iterator[Copying]:
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


def _shorter(steps: Path, count: int) -> Iterator[Path]:
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
