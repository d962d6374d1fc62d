"""Linear programs over the entropies of some variables and of copies of them.

Variables are bits, sets of variables bit masks. A copy step adds variables; the entropy of a
set that holds some of them is then equal to one of fewer variables, or to a sum of such, or
it is a coordinate of its own. A row of a table writes the entropy of a set in coordinates.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, final

import numpy as np

from symbinfo.search.elemental import elementals, vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Table = NDArray[np.int32]
    Point = NDArray[np.float64]

SLACK = 1e-9
INFEASIBLE = 2


class Copying(NamedTuple):
    """A copy step: a new variable for each original, all of them copied over a set at once.

    An original is a variable, or several that one new variable stands for.
    """

    originals: tuple[int, ...]
    over: int

    @property
    def copied(self) -> int:
        """All that is copied."""
        return sum(self.originals)


def submasks(mask: int) -> Iterator[int]:
    """Return the subsets of a set, the small masks first."""
    part = 0
    while True:
        yield part
        if part == mask:
            return
        part = (part - mask) & mask


@cache
def _matrix(count: int) -> csr_array:
    """Return the elemental inequalities as rows over all sets of variables."""
    from scipy.sparse import csr_array

    cells = [
        (row, mask, c)
        for row, one in enumerate(elementals(count))
        for mask, c in vector(one).items()
    ]
    rows, masks, values = zip(*cells, strict=True)
    shape = (len(elementals(count)), 1 << count)
    return csr_array((values, (rows, masks)), shape=shape, dtype=np.int32)


@final
class Pool:
    """Variables to start with, and copies of them."""

    def __init__(self, count: int, table: Table, steps: tuple[Copying, ...] = ()) -> None:
        self.count = count
        self.table = table
        self.steps = steps

    @staticmethod
    def start(count: int, extra: int = 0) -> Pool:
        """Return a pool without copies, and with coordinates that are no entropies."""
        sets = 1 << count
        return Pool(count, np.eye(sets, sets + extra - 1, -1, dtype=np.int32))

    def add(self, step: Copying) -> Pool:
        """Return the pool with the copies of one more step."""
        sets, old = self.table.shape
        masks = np.arange(sets)
        inside = (masks & ~step.over) == 0
        around = (masks & step.over) == step.over
        blocks, free = [self.table], old
        for chosen in submasks((1 << len(step.originals)) - 1):
            if chosen:
                original = sum(m for i, m in enumerate(step.originals) if chosen >> i & 1)
                own = masks[~inside & ~around]
                block = np.zeros((sets, free + len(own)), dtype=np.int32)
                both = self.table[original | step.over] - self.table[step.over]
                block[around, :old] = self.table[around] + both
                block[inside, :old] = self.table[masks[inside] | original]
                block[own, free + np.arange(len(own))] = 1
                blocks.append(block)
                free += len(own)
        table = np.zeros((len(blocks) * sets, free), dtype=np.int32)
        for place, block in enumerate(blocks):
            table[place * sets : (place + 1) * sets, : block.shape[1]] = block
        return Pool(self.count + len(step.originals), table, (*self.steps, step))

    def rows(self) -> tuple[Table, NDArray[np.int64]]:
        """Return the different elemental inequalities in coordinates, and which they are."""
        every = np.ascontiguousarray(_matrix(self.count) @ self.table)
        keys = every.view(np.dtype((np.void, every.shape[1] * every.itemsize))).ravel()
        chosen = np.sort(np.unique(keys, return_index=True)[1])
        chosen = chosen[every[chosen].any(axis=1)]
        return every[chosen], chosen


class Claim(NamedTuple):
    """A form that is to be nonnegative, with what is assumed, in the first coordinates."""

    variables: int
    target: Sequence[float]
    bounds: NDArray[np.float64]
    equations: NDArray[np.float64]

    def start(self) -> Pool:
        """Return its variables."""
        return Pool.start(self.variables, len(self.target) + 1 - (1 << self.variables))

    def least(self, pool: Pool) -> tuple[float, Point]:
        """Return the least value of the form where the entropy of all its variables is 1.

        It is 0 if and only if the form is nonnegative whenever the copies exist. The
        coordinates at which it is least are returned as well.
        """
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        rows, _ = pool.rows()
        width, size = rows.shape[1], len(self.target)
        target, unit = np.zeros(width), np.zeros((1, width))
        target[:size] = self.target
        unit[0, (1 << self.variables) - 2] = 1
        wide = [np.pad(part, ((0, 0), (0, width - size))) for part in (self.bounds, self.equations)]
        result = linprog(
            target,
            A_ub=-vstack([csr_array(rows), csr_array(wide[0])]).astype(float),
            b_ub=np.zeros(len(rows) + len(self.bounds)),
            A_eq=vstack([csr_array(unit), csr_array(wide[1])]).astype(float),
            b_eq=np.append(1.0, np.zeros(len(self.equations))),
            bounds=(0, 1 + len(pool.steps)),
            method="highs-ds",
        )
        return (-np.inf, np.zeros(width)) if result.x is None else (result.fun, result.x)


def extends(pool: Pool, point: Point) -> bool:
    """Whether entropies of the variables before the last step allow that step."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    old = len(point)
    rows = _matrix(pool.count) @ pool.table
    rows = rows[rows[:, old:].any(axis=1)]
    if not len(rows):
        return True
    result = linprog(
        np.zeros(rows.shape[1] - old),
        A_ub=-csr_array(rows[:, old:]).astype(float),
        b_ub=rows[:, :old] @ point + SLACK,
        bounds=(0, 1 + len(pool.steps)),
        method="highs-ds",
    )
    return bool(result.status != INFEASIBLE)
