"""Which copies prove a claim: steps that raise the least value of the claim, the best first."""

from __future__ import annotations

from collections import defaultdict
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, final

from symbinfo.search import progress
from symbinfo.search.copy_choices import FOUR, firsts, known, seconds, shorter, thirds
from symbinfo.search.copy_strings import Path, Roles, roles
from symbinfo.search.pools import extends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from symbinfo.search.pools import Claim, Copying, Point, Pool

TINY = 1e-7
MOST = 8
MOST_POINTS = 4
PARENTS = 4
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
        self.tiny = TINY * max(map(abs, claim.target), default=0.0)
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
        ones = self.better(start, firsts(self.claim.variables))
        progress.tried(f"one copy step ({len(ones)} help)")
        if ones and self.proves(ones[0]):
            return ones[0]
        return (self.known(start) if self.claim.variables == FOUR else None) or self.any(ones)

    def known(self, start: Node) -> Node | None:
        """Try the steps that are known for four variables, the best first."""
        nodes: dict[Path, Node] = {(): start}
        for size in range(1, LAST + 1):
            choices = {one for given in self.roles() for one in known(size, given)}
            ready = [(_ancestor(one, nodes), one) for one in choices]
            for before, one in sorted(ready, key=lambda pair: _order(nodes[pair[0]], *pair)):
                after = self.proof if size == LAST else self.child
                node = after(nodes[before], *one[len(before) :])
                if node is None:
                    continue
                if self.proves(node):
                    return node
                nodes[one] = node
            progress.tried(
                f"{len(choices)} known ways to copy in {size} step{'s' if size > 1 else ''}"
            )
        return None

    def roles(self) -> Iterator[Roles]:
        """Return the roles that the variables have if Ingleton's expression may be negative."""
        target = self.claim.target[:15]
        for same in roles():
            if sum(c * h for c, h in zip(target, same[0].violator(), strict=True)) < -self.tiny:
                yield from same

    def shortened(self, node: Node) -> Node:
        """Return copies that prove the claim as well, none of which is unneeded."""
        for steps in shorter(node.pool.steps, self.claim.variables):
            pool = _after(self.claim.start(), steps)
            value, point = self.claim.least(pool)
            if value > -self.tiny:
                return self.shortened(Node(value, pool, point))
        return node

    def any(self, ones: list[Node]) -> Node | None:
        """Try all steps after the best first steps, each after the best of those before."""
        families = []
        for parent in ones[:PARENTS]:
            family = self.better(parent, seconds(parent.pool))
            progress.tried(f"two copy steps ({len(family)} help)")
            if family and self.proves(family[0]):
                return family[0]
            families.append(family)
        children = [(child, family) for family in families for child in _different(family)]
        for child, family in sorted(children, key=lambda one: -one[0].value):
            siblings = [node.pool.steps[-1] for node in family]
            for step in thirds(child.pool, siblings):
                node = self.proof(child, step)
                if node is not None:
                    return node
            progress.tried(f"three copy steps (after {len(family)} that help)")
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


def _different(family: list[Node]) -> list[Node]:
    """Return nodes with different values."""
    found: dict[float, Node] = {}
    for node in family:
        found.setdefault(round(node.value, 6), node)
    return list(found.values())
