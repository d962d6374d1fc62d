"""Running a program on rows, tile by tile: fast where that is exact enough, carefully elsewhere."""

from __future__ import annotations

from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, final

import numpy as np

from symbinfo.numeric.careful import Plan
from symbinfo.numeric.few import MOST, Few, are_near, fits_few
from symbinfo.numeric.finish import finish
from symbinfo.numeric.kernels import kernel
from symbinfo.numeric.mend import Tier, mended
from symbinfo.numeric.middle import LEAST, Middle, middle_of
from symbinfo.numeric.passes import Pass, compiled
from symbinfo.numeric.precise import Precise, precise_of
from symbinfo.numeric.program import Divergence, Size
from symbinfo.numeric.tiles import halves, sums_of

if TYPE_CHECKING:
    from symbinfo.numeric.double import Array
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.laws import LawCheck
    from symbinfo.numeric.program import Program, Scalar

    Block = dict[Argument, Any]
_FINISHED = 2**19  # letters of rows that are finished together: their arrays stay in the cache
_FINISHED_ROWS = 2**14  # rows of them at most
PLAIN = 2.0**-2  # the least value that is exact enough with quotients or excesses that are rounded
EXACT = 2.0**-5  # the least value where cancellation is not known to be absent
CORRECTED = 2.0**-4  # the same where that rounding is corrected
STEADY = 2.0**-6  # the same for divergences from the mean of the laws, or from their marginals


@final
class Way:
    """A kernel and the function that makes values of its sums."""

    def __init__(
        self, program: Program, *, literal: bool, guarded: bool = False, corrected: bool = False
    ) -> None:
        made = kernel(program, scratch=not guarded, guarded=guarded, corrected=corrected)
        self._finish = finish(program, literal=literal, corrected=corrected)
        self._finisher = compiled(self._finish.text, "finish")
        exact = finish(program, literal=literal, corrected=corrected, exact=True)
        self._exact = compiled(exact.text, "finish")
        self._laws = sum(1 for a in program.arguments if a.is_law)
        self.shifts = self._finish.shifts
        self.sums = Pass(program, made)

    def value(self, arrays: Block, sums: list[Array], excess: list[Any] | None) -> Array:
        """Return the values of rows; the laws exceed the sum 1 by so much."""
        numbers = [_of_rows(leaf, arrays) for leaf in self._finish.leaves]
        value = (
            self._finisher(*sums, *excess, *numbers)
            if excess
            else self._exact(*sums, *[0.0] * self._laws, *numbers)
        )
        return np.asarray(value, dtype=np.float64).reshape(-1)

    def scaled(self, arrays: Block, totals: list[Array] | None) -> Array:
        """Return the values of rows whose laws are divided by their sums."""
        sums = self.sums.run(list(arrays.values()), totals, check=False).sums
        return self.value(arrays, sums, None)


@final
class TiledRun:
    """Runs a program whose sums are all over the letters of a row."""

    letters = 2**21  # of a block, whose uncertain rows are mended together

    def __init__(self, program: Program, *, literal: bool) -> None:
        self._program, self._literal = program, literal
        self._laws = [a for a in program.arguments if a.is_law]
        self._corrects = not literal and is_divergence(program)
        at_once = self._corrects and is_table(program)
        self._fast = Way(program, literal=literal, corrected=at_once)
        self._only_laws = Pass(program, None)
        self.weak = weak_below(program, literal=literal)

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self._program, normalised=not self._literal)

    @cached_property
    def _guarded(self) -> Way:
        literal, corrects = self._literal, self._corrects
        return Way(self._program, literal=literal, guarded=True, corrected=corrects)

    @cached_property
    def _corrected(self) -> Way:
        return Way(self._program, literal=False, corrected=True)

    @cached_property
    def _tiers(self) -> tuple[Tier, ...]:
        tiers = [Tier(lambda _: np.empty(0), self.weak)]
        if self._corrects and self.weak == PLAIN:
            tiers.append(Tier(self._corrected_values, CORRECTED))
        found = None if self._literal else finer_of(self._program)
        return (*tiers, Tier(found.values, LEAST, guarded=True)) if found else tuple(tiers)

    def block(self, arrays: Block, check: LawCheck, first: int) -> Array:
        """Return the values of some rows; `first` is the number of the first row."""
        rows = max(map(len, arrays.values()))
        most = _FINISHED // max(prod(x.shape[1:]) for x in arrays.values())
        step = max(1, min(most, _FINISHED_ROWS))
        if rows <= step:
            value, certain, finite = self._found(arrays, check, first)
            return value if certain else self.mended(value, arrays, finite=finite)
        value, all_certain, all_finite = np.empty(rows), True, True
        for low in range(0, rows, step):
            some = slice(low, low + step)
            part = {a: x if len(x) == 1 else x[some] for a, x in arrays.items()}
            value[some], certain, finite = self._found(part, check, first + low)
            all_certain, all_finite = all_certain and certain, all_finite and finite
        return value if all_certain else self.mended(value, arrays, finite=all_finite)

    def _found(self, arrays: Block, check: LawCheck, first: int) -> tuple[Array, bool, bool]:
        """Return what the fast way finds, whether it has all digits, and whether it is finite.

        Finite values are not far below 0.
        """
        values, fast = list(arrays.values()), self._fast
        if self._literal:
            return fast.scaled(arrays, None), False, False
        each = fast.sums if fast.shifts else self._only_laws
        sums, excess, least = _checked(each, values)
        value = fast.value(arrays, sums, excess) if sums and are_near(excess) else None
        lowest = np.nan if value is None else value.min()
        if value is not None and least >= 0 and lowest > -self.weak and value.max() < np.inf:
            return value, lowest >= self.weak, True
        if not least >= 0 or np.isnan(lowest):
            for a in self._laws:
                check.rows(a, arrays[a], first)
        if value is None:
            value = fast.scaled(arrays, [d + 1.0 for d in excess])
        return value, False, False

    def mended(self, value: Array, arrays: Block, *, finite: bool = False) -> Array:
        """Return values of the fast way, with those that need it computed again."""
        return mended(value, arrays, self._plan, self._again, self._tiers, finite=finite)

    def _again(self, arrays: Block) -> Array:
        """Return values of rows that the fast pass has none for, such as those with zeros."""
        return self._guarded.scaled(arrays, None if self._literal else self._totals(arrays))

    @cached_property
    def _few(self) -> Few | None:
        fits = fits_few(self._program, literal=False)
        return Few(self._program, literal=False, corrected=True) if fits else None

    def _corrected_values(self, arrays: Block) -> Array:
        few = self._few if max(x.size for x in arrays.values()) <= MOST else None
        value = few.values(list(arrays.values())) if few else None
        if value is not None:
            return value
        way = self._corrected
        sums, excess, _ = _checked(way.sums, list(arrays.values()))
        if are_near(excess):
            return way.value(arrays, sums, excess)
        return way.scaled(arrays, [d + 1.0 for d in excess])

    def _totals(self, arrays: Block) -> list[Array]:
        return self._only_laws.run(list(arrays.values()), None, check=True).totals


def is_divergence(program: Program) -> bool:
    """Whether a program has divergences, whose small values need corrections."""
    return any(isinstance(one, Divergence) for one in sums_of(program))


def finer_of(program: Program) -> Middle | Precise | None:
    """Return the way between the fast and the careful ones, if there is one."""
    return middle_of(program) if is_divergence(program) else precise_of(program)


def is_table(program: Program) -> bool:
    """Whether an argument is a joint law, which is often near to a product of laws."""
    return any(len(a.sizes) > 1 for a in program.arguments)


def weak_below(program: Program, *, literal: bool) -> float:
    """Return the size of values below which they are computed again, with more digits.

    A fast sum has an absolute error of about 1e-16, at most 4e-16. That of the sum of a law, over
    which its values are divided, adds to it.
    """
    if not is_divergence(program):
        return PLAIN if not literal and precise_of(program) else EXACT
    if literal:
        return EXACT
    sums = [one for one in sums_of(program) if isinstance(one, Divergence)]
    paired = all(one.x in (halves(one.y) or ()) for one in sums)
    return STEADY if paired or is_table(program) else PLAIN


def _checked(sums: Pass, values: list[Any]) -> tuple[list[Array], list[Array], float]:
    """Return sums, what the laws exceed the sum 1 by, and the least probability."""
    found, totals, least = sums.run(values, None, check=True)
    return found, [np.subtract(total, 1.0, total) for total in totals], least


def _of_rows(leaf: Scalar | Size, arrays: Block) -> Any:
    array = arrays[leaf.argument]
    return float(array.shape[1 + leaf.position]) if isinstance(leaf, Size) else array
