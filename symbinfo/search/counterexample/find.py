"""The search itself: candidates in order, screened, and given to the kernel."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, final

import numpy as np

from symbinfo.core.relation import Relation
from symbinfo.errors import NotUnderstood, SymbinfoError
from symbinfo.kernel.refutation import Counterexample, refute
from symbinfo.search.counterexample import values
from symbinfo.search.counterexample.climb import climb
from symbinfo.search.counterexample.laws import conditions, meets, mended
from symbinfo.search.counterexample.linear import Batch, batches
from symbinfo.search.counterexample.objects import Law, Objects, World, objects_of, tidy, unclaimed
from symbinfo.search.counterexample.screen import Screen, demands, seems_false
from symbinfo.search.counterexample.shrink import shrink
from symbinfo.search.counterexample.starts import blends, plain_laws, random_law
from symbinfo.search.counterexample.tables import allowed, entropies_of
from symbinfo.search.counterexample.tight import tight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from numpy.typing import NDArray
    from sympy import Symbol

    from symbinfo.core.statement import Statement

    Mask = NDArray[np.bool_]

MOST_TRIES = 400
MOST_ATTACHED = 24
MOST_DIALS = 64
MOST_PLAIN = 40
MOST_STRUCTURED = 48
MOST_BATCH = 1 << 18


def find(statement: Statement, *, seconds: float = 3.0, seed: int = 0) -> Counterexample | None:
    """Return an exact counterexample to a statement, or None if none was found in time.

    With an equality condition, also one at which the condition is wrong.

    Examples
    --------
    >>> from symbinfo.search.text import parse_claim
    >>> (statement,) = parse_claim("I(X;Y|Z) <= I(X;Y)").links
    >>> print(find(statement))
      X  Y  Z  probability
      0  0  0  1/3
      1  0  1  1/3
      1  1  0  1/3
      left side  = 2*log(2)/3 = 0.4620981203732969
      right side = -4*log(2)/3 + log(3) = 0.1744160479215159
    """
    deadline = monotonic() + seconds
    proxies = [replace(statement, equality=None)]
    if statement.equality is not None:
        given = (*statement.hypotheses, *statement.equality)
        proxies.append(replace(proxies[0], relation=Relation.EQ, hypotheses=given))
        proxies.append(replace(proxies[0], relation=Relation.NE))
    for i, proxy in enumerate(proxies):
        share = (deadline - monotonic()) / (len(proxies) - i)
        found = Search(statement, proxy, monotonic() + share, seed).run()
        if found is not None:
            return found
    return None


@final
class Search:
    """Looks for a counterexample to `target` where `proxy`, which says less, fails."""

    def __init__(self, target: Statement, proxy: Statement, deadline: float, seed: int) -> None:
        self.target, self.proxy, self.seed = target, proxy, seed
        self.deadline = deadline
        self.objects: Objects = objects_of(target)
        self.rng = Random(seed)  # noqa: S311 - no secret depends on it
        self.tries = 0
        self.screen = Screen(proxy, self.objects.variables)
        self.demands = demands(proxy.hypotheses, self.objects.variables)
        self.idle = unclaimed(target, self.objects.variables)
        self.independences, self.functions, self.others = (
            conditions(proxy.hypotheses, self.objects.variables)
            if self.objects.variables
            else ([], [], list(proxy.hypotheses))
        )

    def run(self) -> Counterexample | None:
        """Return the first counterexample."""
        if self.objects.unknown:
            return None
        if self.objects.none:
            return self.attempt(World())
        for world in self.candidates():
            found = self.attempt(world)
            if found is not None:
                return shrink(self.target, world, found, self.seems) if world.law else found
            if self.tries >= MOST_TRIES or self.late():
                return None
        return None

    def late(self) -> bool:
        """Whether the time is over."""
        return monotonic() > self.deadline

    def attempt(self, world: World) -> Counterexample | None:
        """Ask the kernel."""
        self.tries += 1
        try:
            return refute(self.target, world.assignment())
        except SymbinfoError as error:
            if isinstance(error.__cause__, NotUnderstood):
                self.tries += MOST_TRIES // 4
            return None

    def candidates(self) -> Iterator[World]:
        """Run through what seems to be a counterexample."""
        if not self.objects.variables:
            yield from filter(self.seems_finite, self.distributions(2))
            yield from self.plain()
            yield from filter(self.seems, self.distributions(values.MOST_LETTERS))
            return
        if self.screen.entropic and set(self.screen.numbers) <= set(self.objects.numbers):
            yield from self.linear()
        yield from self.plain()
        if any(demand.fine for demand in self.demands):
            yield from filter(self.doubtful, self.until_late(self.blended()))
        for law in self.laws():
            yield from filter(self.seems, self.until_late(self.attached(law)))

    def plain(self) -> Iterator[World]:
        """Run through the plainest worlds where floating point cannot say that the claim holds."""
        if self.screen.usable and self.screen.coefficients is None:
            found = filter(self.doubtful, self.until_late(self.plainest()))
            yield from islice(found, MOST_PLAIN)

    def plainest(self) -> Iterator[World]:
        """Run through constants, copies, fair bits and uniform distributions."""
        for law in plain_laws(len(self.objects.variables)):
            if self.objects.variables and meets(law, self.independences, self.functions):
                yield from self.attached(law)
        if not self.objects.variables:
            choices = values.Choices(3, MOST_DIALS, self.rng, values.plainest)
            yield from values.worlds(self.objects, self.proxy.hypotheses, World(), choices)

    def blended(self) -> Iterator[World]:
        """Run through laws that miss what hypotheses with tiny coefficients ask by tiny amounts."""
        for law in blends(len(self.objects.variables)):
            if meets(law, self.independences, self.functions):
                yield from self.attached(law)

    def distributions(self, letters: int) -> Iterator[World]:
        """Run through distributions on at most so many letters."""
        rng = Random(self.seed)  # noqa: S311 - no secret depends on it
        choices = values.Choices(letters, values.MOST_WORLDS, rng)
        every = values.worlds(self.objects, self.proxy.hypotheses, World(), choices)
        return self.until_late(every)

    def seems_finite(self, world: World) -> bool:
        """Whether the statement seems to fail at a place where both sides are finite."""
        return self.screen.usable and self.seems(world) and self.screen.finite(world)

    def until_late(self, worlds: Iterator[World]) -> Iterator[World]:
        """Stop when the time is over."""
        for world in worlds:
            if self.late():
                return
            yield world

    def seems(self, world: World) -> bool:
        """Whether the statement seems to fail, and the hypotheses to hold."""
        if not all(allowed(hypothesis, world) for hypothesis in self.others):
            return False
        if not self.screen.usable:
            return True
        try:
            return self.fails(self.screen, world) and not any(
                self.fails(demand, world) for demand in self.demands
            )
        except SymbinfoError:
            return True
        except (ValueError, IndexError):
            return False

    def doubtful(self, world: World) -> bool:
        """Whether the statement seems to fail or nearly fails, and the hypotheses to hold."""
        try:
            return (
                all(allowed(hypothesis, world) for hypothesis in self.others)
                and self.screen.doubtful(entropies_of(world, self.screen.groups), world)
                and not any(self.fails(demand, world) for demand in self.demands)
            )
        except (SymbinfoError, ValueError, IndexError):
            return False

    def fails(self, screen: Screen, world: World) -> bool:
        """Whether a statement seems to fail."""
        return bool(screen.violated(entropies_of(world, screen.groups), world))

    def linear(self) -> Iterator[World]:
        """Run through linear laws that violate the statement."""
        for batch in self.batches():
            met = batch.meets(self.independences, self.functions)
            for numbers in self.dials(batch) if met.any() else ():
                good = self.failing(batch, met, numbers)
                for place in batch.simplest(good)[:3]:
                    yield from self.attached(batch.law(place), numbers)

    def batches(self) -> Iterator[Batch]:
        """Run through linear laws until the time is over."""
        for batch in batches(len(self.objects.variables), self.seed, self.idle):
            if self.late():
                return
            yield batch

    def dials(self, batch: Batch) -> list[dict[Symbol, Fraction | int]]:
        """Return values for the parameters: few if there are many laws."""
        if not self.objects.numbers:
            return [{}]
        size = batch.choice.shape[1]
        return values.dials(self.objects.numbers, min(MOST_DIALS, 1 + MOST_BATCH // size))

    def failing(self, batch: Batch, good: Mask, numbers: dict[Symbol, Fraction | int]) -> Mask:
        """Return which good laws of a batch seem to be counterexamples."""
        for demand in self.demands:
            if demand.entropic and set(demand.numbers) <= set(numbers) and good.any():
                good = good & ~self.linear_failures(batch, demand, numbers)
        return good & self.linear_failures(batch, self.screen, numbers) if good.any() else good

    def linear_failures(
        self, batch: Batch, screen: Screen, numbers: dict[Symbol, Fraction | int]
    ) -> Mask:
        """Return which laws of a batch violate a statement."""
        ranks = {group: batch.rank(group) for group in screen.groups}
        if screen.coefficients is None:
            unit = float(np.log(batch.source.field))
            entropies = {group: rank * unit for group, rank in ranks.items()}
            failures = screen.violated(entropies, World(numbers=numbers))
            return np.broadcast_to(failures, batch.choice.shape[1:])
        coefficients, largest = screen.coefficients
        kind = np.int64 if largest < 1 << 50 else object
        gap = np.zeros(batch.choice.shape[1], dtype=kind)
        for c, rank in zip(coefficients, ranks.values(), strict=True):
            gap = gap + c * rank.astype(kind)
        return np.asarray(seems_false(screen.relation, gap, gap == 0), dtype=bool)

    def attached(
        self, law: Law, numbers: dict[Symbol, Fraction | int] | None = None
    ) -> Iterator[World]:
        """Give a law of the variables distributions and numbers for the other names."""
        tidied = tidy(self.objects.variables, law)
        if tidied is None:
            return
        start = World(self.objects.variables, tidied[0], {}, {**(numbers or {}), **tidied[1]})
        objects = replace(self.objects, numbers=()) if numbers else self.objects
        choices = values.Choices(values.MOST_LETTERS, MOST_ATTACHED, self.rng)
        yield from values.worlds(objects, self.proxy.hypotheses, start, choices)
        if objects.numbers:
            first = next(values.worlds(objects, self.proxy.hypotheses, start, choices))
            yield from tight(first, self.demands, objects.numbers)

    def structured(self) -> Iterator[Law]:
        """Run through linear laws that meet the conditions, for claims about other names too."""
        if self.objects.numbers or self.objects.pmfs:
            for batch in islice(self.batches(), 2):
                good = batch.meets(self.independences, self.functions)
                yield from map(batch.law, batch.simplest(good)[:MOST_STRUCTURED])

    def laws(self) -> Iterator[Law]:
        """Run through joint laws that meet the hypotheses on variables; small supports first."""
        yield from self.structured()
        free = not self.independences and not self.functions and not self.others
        climbing = climb(self.screen, len(self.objects.variables), self.seed)
        for turn in range(1 << 20):
            if self.late():
                return
            still = self.idle if turn % 4 < 2 else ()
            start = random_law(len(self.objects.variables), still, turn, self.rng)
            law = mended(start, self.independences, self.functions, self.rng, self.deadline)
            if law is not None:
                yield law
            if free and turn % 100 == 99:
                law = next(climbing, None)
                if law is not None:
                    yield law
