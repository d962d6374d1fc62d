"""The arguments and the result of a function on whole arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput
from symbinfo.numeric.read import axes_of

if TYPE_CHECKING:
    from symbinfo.numeric.axes import Axis
    from symbinfo.numeric.backends.space import Space
    from symbinfo.numeric.backends.whole import Whole
    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.options import Options
    from symbinfo.numeric.program import Program

    Arrays = dict[Argument, Any]


def check_count(program: Program, values: tuple[object, ...]) -> None:
    """Refuse a call with too few or too many arguments."""
    wanted = program.arguments
    if len(values) == len(wanted):
        return
    names = ", ".join(argument.name for argument in wanted) or "no arguments"
    lost = ", ".join(argument.name for argument in wanted[len(values) :])
    reason = f"without {lost}" if lost else f"with {len(values)} arguments"
    msg = f"{program.name} takes {names}; it was called {reason}"
    raise BadInput(msg)


def in_shape(
    run: Whole, program: Program, arrays: Arrays, batch: tuple[int, ...], missing: Any
) -> Any:
    """Return the value of a program: the axes of the batch, then those of its free letters.

    `missing` is what rows become that lack a number.
    """
    space, free = run.space, {axis.depth: axis for axis in program.free}
    depths = range(1, 1 + run.depths)
    shape = [length(free[d], arrays) if d in free else 1 for d in depths]
    value = run.value(program.result)
    for array, argument in ((x, a) for a, x in arrays.items() if a.sizes):
        lost = space.missing(array, tuple(range(-len(argument.sizes), 0)))
        value = space.where(_per_row(space, lost, run.depths), missing, value)
    value = space.broadcast(value + space.zero, (*batch, *shape))
    return value[(..., *(slice(None) if d in free else 0 for d in depths))] if shape else value


def _per_row(space: Space, rows: Any, depths: int) -> Any:
    for _ in range(depths if rows.ndim else 0):
        rows = space.expand(rows, rows.ndim)
    return rows


def length(axis: Axis, arrays: Arrays) -> int:
    """Return how many letters a free axis has."""
    for argument, array in arrays.items():
        if axis.count in argument.sizes:
            place = argument.sizes.index(axis.count) - len(argument.sizes)
            return int(array.shape[array.ndim + place])
    return int(axis.count)


def kept_axes(space: Space, value: Any, program: Program, options: Options) -> Any:
    """Return the result with the axes of the letters, of length 1, if they are to be kept."""
    if not options.keepdims:
        return value
    found = {axes_of(a, options.axis) for a in program.arguments if a.sizes}
    if len(found) > 1 or program.free:
        msg = "keepdims needs arguments that have their letters on the same axes"
        raise BadInput(msg)
    places = found.pop() if found else ()
    for place in sorted(p + value.ndim + len(places) if p < 0 else p for p in places):
        value = space.expand(value, place)
    return value
