"""Loops and comprehensions over an alphabet of any size.

The body runs once for each region, at a letter that stands for any. A variable may gain a term
that does not depend on what the loop has done before: then the loop adds a sum. Any other
dependence on earlier rounds is not understood.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, final

from sympy import Dummy

from symbinfo.code.array import Array
from symbinfo.code.constants import Puzzle
from symbinfo.code.indexing import Index, Indices
from symbinfo.code.number import NAN, Num, is_number, number
from symbinfo.code.opaque import opaque
from symbinfo.code.totals import total
from symbinfo.code.truth import is_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.code.setting import Axis, Region, Setting

_CARRIED = "a variable that carries a value from one round of a loop to the next, or out of it"
EFFECTS = "a loop that changes a list or dictionary, or calls something for its effect"


@final
@opaque(_CARRIED)
class Leaked:
    """A variable whose value after a loop, or in its next round, is not known."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Puzzle(_CARRIED)

    def __repr__(self) -> str:
        return _CARRIED


LEAKED = Leaked()


@final
class Returned:
    """The body has returned from the function."""

    def __init__(self, value: object) -> None:
        self.value = value


@final
@opaque("zip() or enumerate() in another place than a loop")
class Zip:
    """``zip(a, b)``, or ``enumerate(a)`` where the first part is the letters."""

    def __init__(self, parts: tuple[object, ...]) -> None:
        self.parts = parts


@final
@opaque("a list that grows in a loop, in another place than append()")
class Grown:
    """A list to which the round has added elements."""

    def __init__(self, *new: object) -> None:
        self.new = new


def axis_of(iterable: object) -> tuple[Setting, Axis] | None:
    """Return the alphabet that an iterable goes through, or None if it is a plain one."""
    if isinstance(iterable, Indices):
        return iterable.setting, iterable.axis
    if isinstance(iterable, Array):
        if not iterable.places or iterable.places[0] is None or iterable.flat:
            msg = "this way of going through an array"
            raise Puzzle(msg)
        return iterable.setting, iterable.places[0]
    if isinstance(iterable, Zip):
        found = {axis_of(part) and axis_of(part)[1] for part in iterable.parts}  # type: ignore[index]
        if len(found) != 1 or None in found:
            msg = "zip() of different alphabets"
            raise Puzzle(msg)
        return axis_of(iterable.parts[0])
    return None


def _item(iterable: Any, setting: Setting, axis: Axis) -> Any:
    """Return the element at the letter that is fixed; None where a mask has taken it out."""
    if isinstance(iterable, Indices):
        return Index(setting, axis)
    if isinstance(iterable, Array):
        cells = {region: iterable.cells[region] for region in setting.here()}
        if iterable.places[1:]:
            return Array(setting, iterable.places[1:], cells)
        return next(iter(cells.values()))
    items = tuple(_item(part, setting, axis) for part in iterable.parts)
    if any(item is None for item in items):
        if any(item is not None and not isinstance(item, Index) for item in items):
            msg = "arrays of which a mask has taken different elements out"
            raise Puzzle(msg)
        if any(isinstance(item, Index) for item in items):
            msg = "the places of elements after a mask"
            raise Puzzle(msg)
        return None
    return items


@contextmanager
def _fixed(setting: Setting, axis: Axis, part: Region) -> Iterator[None]:
    before = setting.pinned, setting.pinned_at
    setting.pinned, setting.pinned_at = (*setting.pinned, axis), part
    try:
        yield
    finally:
        setting.pinned, setting.pinned_at = before


def rounds(setting: Setting, axis: Axis) -> dict[Region, list[Region]]:
    """Return the kinds of rounds: regions that are one as far as the loop's letter tells."""
    if axis in setting.pinned:
        msg = "two loops over one alphabet inside each other"
        raise Puzzle(msg)
    found: dict[Region, list[Region]] = {}
    for region in setting.here():
        found.setdefault(setting.part(region, (*setting.pinned, axis)), []).append(region)
    return found


def run_loop(
    body: Callable[..., Any], iterable: Any, state: tuple[Any, ...], *, effects: bool
) -> Any:
    """Run a loop; return the state after it, or `Returned`."""
    if axis_of(iterable) is None:
        return _plain(body, iterable, state)
    if effects:
        raise Puzzle(EFFECTS)
    setting, axis = axis_of(iterable)  # type: ignore[misc]
    inputs = tuple(_input(value) for value in state)
    results: dict[Region, Any] = {}
    for part, regions in rounds(setting, axis).items():
        found = one_round(body, iterable, inputs, (setting, axis, part))
        results |= dict.fromkeys(regions, found)
    returned = [r for key, r in results.items() if returns(r) and key in setting.occurring]
    if returned:
        return _the_return(returned)
    return tuple(
        _after(
            value,
            before,
            {k: r if returns(r) else r[i] for k, r in results.items()},
            (setting, axis),
            inputs,
        )
        for i, (value, before) in enumerate(zip(state, inputs, strict=True))
    )


def returns(result: object) -> bool:
    """Return whether a round left the function, by a return or an exception."""
    return isinstance(result, Returned | Exception)


def _plain(body: Callable[..., Any], iterable: Any, state: tuple[Any, ...]) -> Any:
    for item in iterable:
        found = body(item, *state)
        if isinstance(found, Returned):
            return found
        state = found
    return state


def _input(value: object) -> object:
    if is_number(value) and not is_truth(value):
        return Num(Dummy("s", real=True))
    return Grown() if isinstance(value, list) else LEAKED


def one_round(
    body: Callable[..., Any],
    iterable: Any,
    inputs: tuple[Any, ...],
    at: tuple[Setting, Axis, Region],
) -> Any:
    """Return what the body returns at one kind of letter, or the exception it raises."""
    setting, axis, part = at
    with _fixed(setting, axis, part):
        occurs = any(region in setting.occurring for region in setting.here())
        try:
            item = _item(iterable, setting, axis)
            return inputs if item is None else body(item, *inputs)
        except Puzzle:
            raise
        except Exception as error:
            if occurs:
                raise
            return error


def _the_return(results: list[Returned]) -> Returned:
    values = [result.value for result in results]
    first = number(values[0]) if is_number(values[0]) else None
    if first is None or any(
        not is_number(v) or (number(v).kind, number(v).expr) != (first.kind, first.expr)
        for v in values
    ):
        msg = "a return inside a loop, of different values"
        raise Puzzle(msg)
    if first.finite and first.expr.free_symbols:
        msg = "a return inside a loop, of a value that depends on the round"
        raise Puzzle(msg)
    return Returned(values[0])


def _after(
    value: Any,
    before: Any,
    results: dict[Region, Any],
    where: tuple[Setting, Axis],
    inputs: tuple[Any, ...],
) -> Any:
    """Return a variable after the loop."""
    if all(result is before or returns(result) for result in results.values()):
        return value if value is not MISSING else LEAKED
    if isinstance(before, Grown):
        return _grown(value, results, where)
    if before is LEAKED:
        return LEAKED
    carried = {one.expr for one in inputs if isinstance(one, Num)}
    terms = {}
    for region, result in results.items():
        term = NAN if returns(result) else _gain(result, before, carried)
        if term is None:
            return LEAKED
        terms[region] = term
    setting, axis = where
    return number(value) + total(Array(setting, (axis,), terms))


def _gain(result: Any, before: Num, carried: set[Any]) -> Num | None:
    """Return what a round adds to a variable, or None if it does something else."""
    if not is_number(result):
        return None
    after = number(result)
    if not after.finite:
        return after
    gain = (after.expr - before.expr).expand()
    return None if gain.free_symbols & carried else Num(gain)


def _grown(value: list[Any], results: dict[Region, Any], where: tuple[Setting, Axis]) -> Any:
    """Return a list after a loop that adds one element a round, or none."""
    setting, axis = where
    cells: dict[Region, Any] = {}
    for region, result in results.items():
        new = result.new if isinstance(result, Grown) else ()
        if not isinstance(result, Grown) and not returns(result):
            return LEAKED
        if len(new) > 1 or value or (new and not is_number(new[0])):
            raise Puzzle(EFFECTS)
        cells[region] = number(new[0]) if new else None
    made = Array(setting, (axis,), cells)
    made.listed = True
    return made


def appended(target: Any, value: Any) -> Any:
    """Return a list with one more element: what ``target.append(value)`` leaves behind."""
    if isinstance(target, Grown):
        return Grown(*target.new, value)
    target.append(value)
    return target


class _Missing:
    """Stands for a variable that has no value yet."""


MISSING = _Missing()


def current(read: Callable[[], Any]) -> Any:
    """Return the value of a variable, if it has one yet."""
    try:
        return read()
    except NameError:
        return MISSING
