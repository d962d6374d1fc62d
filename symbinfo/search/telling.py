"""The order in which the parts of a certificate are told, so that each line is one small step."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, final

from symbinfo.measures.entropy import Entropy
from symbinfo.search.wording import Form, Wording, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sympy import Expr

MOST_VISITS = 400
MOST_LINKS = 7
MANY = 3
APART = 3
MOST_STEPS = 60
MOST_TERMS = 16
MOST_JOINED = 3


class Link(NamedTuple):
    """Claims of the certificate that are used together: rhs - lhs is the sum of all forms.

    `small` says that a reader sees at once what the claim does to the terms that it joins,
    `wide` that the claims are many functions, which are told together with the chain rule.
    """

    form: Form
    bound: bool
    small: bool
    wide: bool = False


class Line(NamedTuple):
    """A row of the chain: what it says, and which links it uses (none: an identity)."""

    form: Form
    used: tuple[int, ...]


Node = tuple[int, frozenset[tuple[Any, int]]]
Onward = tuple[float, int, Form, tuple[int, ...]]


@final
class Telling:
    """Looks for the shortest way from the left side to the right side."""

    def __init__(self, lhs: Form, rhs: Form, links: list[Link], wording: Wording) -> None:
        self.lhs, self.rhs, self.links, self.wording = lhs, rhs, links, wording
        self.whole = (1 << len(links)) - 1
        self.found: dict[int, list[Form]] = {}

    def lines(self) -> list[Line]:
        """Return the rows after the left side; the last is the right side."""
        found = self._shortest() if len(self.links) <= MOST_LINKS else None
        return found or self._plain()

    def _shortest(self) -> list[Line] | None:
        goal = self.whole, _key(self.rhs)
        order = count()
        queue: list[Any] = [(0.0, next(order), (0, _key(self.lhs)), None, Line(self.lhs, ()))]
        done: dict[Node, tuple[Node | None, Line]] = {}
        while queue and len(done) < MOST_VISITS:
            cost, _, node, before, line = heappop(queue)
            if node in done:
                continue
            done[node] = (before, line)
            if node == goal:
                return _back(done, goal)
            for price, mask, form, used in self._onward(node[0], line.form):
                new = mask, _key(form)
                if new not in done:
                    entry = (cost + price, next(order), new, node, Line(form, used))
                    heappush(queue, entry)
        return None

    def step_by_step(self) -> list[Line] | None:
        """Return rows that use one link after the other, so that the sums stay short; or None.

        The order is found from the left side on, or from the right side back.
        """
        if len(self.links) > MOST_STEPS:
            return None
        ways = [merged(self.lhs, self._walk(back=back), self.links) for back in (False, True)]
        return min(ways, key=lambda rows: sum(len(row.form) for row in rows))

    def _walk(self, *, back: bool) -> list[Line]:
        """Use the link next, each time, after which the sum is shortest."""
        mask, rows = (self.whole if back else 0), list[Line]()
        for _ in self.links:
            left = [i for i in range(len(self.links)) if (mask >> i & 1) == back]
            form, i = min(((self._between(mask ^ 1 << i), i) for i in left), key=self._ease)
            rows.append(Line(form, (i,)))
            mask ^= 1 << i
        return self._turned(rows) if back else rows

    def _turned(self, rows: list[Line]) -> list[Line]:
        """Return rows that were found from the right side back, from the left side on."""
        forms = [self.rhs, *(row.form for row in rows[:-1])]
        return [Line(form, row.used) for form, row in zip(forms, rows, strict=True)][::-1]

    def _between(self, mask: int) -> Form:
        """Return what has been reached, as the shorter one of two ways to write it."""
        if mask in (0, self.whole):
            return self.rhs if mask else self.lhs
        return min(self._after(mask), self.wording.short(self._before(mask)), key=_weight)

    def _ease(self, way: tuple[Form, int]) -> tuple[int, int, bool]:
        form, i = way
        return *_weight(form), self.links[i].bound

    def _plain(self) -> list[Line]:
        """Return the rows of a long certificate: an identity, the equations, the bounds."""
        numbers = range(len(self.links))
        equations = tuple(i for i in numbers if not self.links[i].bound)
        bounds = tuple(i for i in numbers if self.links[i].bound)
        rows = [Line(self._before(0), ())]
        rows += [Line(self._before(_mask(equations)), equations)] if equations else []
        rows += [Line(self.rhs, bounds)] if bounds else []
        return rows if rows[0].form != self.lhs else rows[1:]

    def _before(self, mask: int) -> Form:
        """Return the right side with the links added that are not used yet."""
        form = self.rhs
        for i, link in enumerate(self.links):
            if not mask >> i & 1:
                form = plus(form, link.form, -1)
        return form

    def _after(self, mask: int) -> Form:
        """Return the left side with the links added that are used, as short as can be."""
        form = self.lhs
        for i, link in enumerate(self.links):
            if mask >> i & 1:
                form = plus(form, link.form)
        return self.wording.short(form)

    def _forms(self, mask: int) -> list[Form]:
        """Return ways to write what has been reached: some show a link that can be dropped."""
        if mask not in self.found:
            before = self._before(mask)
            every = [before, self.wording.short(before), self._after(mask)]
            every += [self._keeping(term, before) for term in self.rhs if 1 < len(self.rhs) <= MANY]
            for i in self._left(mask):
                every.append(plus(self._after(mask | 1 << i), self.links[i].form, -1))
            self.found[mask] = list({_key(form): form for form in every}.values())
        return self.found[mask]

    def _keeping(self, term: Expr, form: Form) -> Form:
        """Return a form as short as can be, with one term of the right side as it is."""
        kept = {term: self.rhs[term]}
        return plus(self.wording.short(plus(form, kept, -1)), kept)

    def _left(self, mask: int) -> list[int]:
        return [i for i in range(len(self.links)) if not mask >> i & 1]

    def _onward(self, mask: int, form: Form) -> Iterator[Onward]:
        """Return the next rows: price, links used so far, form, links of the row."""
        for new in self._forms(mask):
            changed = len(plus(new, form, -1))
            if changed:
                yield 1 + _length(new) + max(0, changed - 3), mask, new, ()
        left = self._left(mask)
        for i in left:
            yield from self._with(mask, form, (i,))
        equations = tuple(i for i in left if not self.links[i].bound)
        if len(equations) > 1:
            yield from self._with(mask, form, equations)

    def _with(self, mask: int, form: Form, used: tuple[int, ...]) -> Iterator[Onward]:
        goal = form
        for i in used:
            goal = plus(goal, self.links[i].form)
        after = mask | _mask(used)
        for new in self._forms(after):
            changed = len(plus(new, goal, -1))
            wide = self.links[used[0]].wide
            if changed > (APART if len(used) == 1 else 0) and not (wide and len(used) == 1):
                continue
            price = 1 + _length(new) + 0.9 * (len(used) - 1) ** 0.7
            price += 3.0 * max(0, len(new) - len(form), self._brought(form, new, used))
            yield price + self._leap(form, new, changed, used[0]), after, new, used

    def _brought(self, old: Form, new: Form, used: tuple[int, ...]) -> int:
        """Return how many terms of the links a row adds that the row before has not."""
        terms = {term for i in used for term in self.links[i].form}
        return sum(abs(new.get(term, 0)) > abs(old.get(term, 0)) for term in terms)

    def _leap(self, old: Form, new: Form, changed: int, used: int) -> float:
        """Return how much there is to see in a row that also joins terms."""
        if not changed:
            return 0.0
        if len(self.links) == 1:
            return 1.5
        if self.links[used].wide:
            return 1.0 + 0.2 * changed
        entropies = all(isinstance(term, Entropy) for term in plus(new, old, -1))
        return (0.4 if self.links[used].small or entropies else 1.5) + (changed - 3) * 0.5


def merged(start: Form, rows: list[Line], links: list[Link]) -> list[Line]:
    """Return the rows with those joined that only add or drop terms, a few at a time."""
    found: list[Line] = []
    here = start
    for row in rows:
        (i,) = row.used
        literal = row.form == plus(here, links[i].form)
        last = found[-1] if found else None
        if (
            literal
            and last
            and len(last.used) < MOST_JOINED
            and links[last.used[0]].bound == links[i].bound
            and _literal(start if len(found) == 1 else found[-2].form, last, links)
        ):
            found[-1] = Line(row.form, (*last.used, i))
        else:
            found.append(row)
        here = row.form
    return found


def longest(rows: list[Line]) -> int:
    """Return how many terms the longest row has."""
    return max((len(row.form) for row in rows), default=0)


def _literal(before: Form, row: Line, links: list[Link]) -> bool:
    """Whether a row is the one before plus its links, as they are written."""
    for i in row.used:
        before = plus(before, links[i].form)
    return before == row.form


def _weight(form: Form) -> tuple[int, int]:
    return len(form), sum(map(abs, form.values()))


def _length(form: Form) -> float:
    return 0.2 * len(form)


def _key(form: Form) -> frozenset[tuple[Any, int]]:
    return frozenset(form.items())


def _mask(links: tuple[int, ...]) -> int:
    return sum(1 << i for i in links)


def _back(done: dict[Node, tuple[Node | None, Line]], goal: Node) -> list[Line]:
    rows, node = list[Line](), goal
    while True:
        before, line = done[node]
        if before is None:
            return rows[::-1]
        rows.append(line)
        node = before
