"""Whether the shapes and the whole numbers of a call fit the alphabets of the formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.program import Program

    Arrays = dict[Argument, Any]


def check_shapes(program: Program, arrays: Arrays) -> None:
    """Refuse arrays whose sizes, counts or letters do not belong together."""
    sizes = _sizes(arrays)
    _check_scalars(program, arrays, sizes)
    _check_letters(program, arrays, sizes)


def _sizes(arrays: Arrays) -> dict[Expr, int]:
    found: dict[Expr, tuple[int, str]] = {}
    for argument, array in arrays.items():
        lengths = array.shape[array.ndim - len(argument.sizes) :]
        for size, length in zip(argument.sizes, lengths, strict=True):
            _check_size(argument, size, length)
            first, who = found.setdefault(size, (length, argument.name))
            if first != length:
                msg = f"{size} is {first} in {who} and {length} in {argument.name}"
                raise BadInput(msg)
    return {size: length for size, (length, _) in found.items()}


def _check_size(argument: Argument, size: Expr, length: int) -> None:
    if length < 1:
        msg = f"an alphabet has at least one letter, got an empty axis in {argument.name}"
        raise BadInput(msg)
    if size.is_Integer and size != length:
        msg = f"{argument.name} has {size} letters, got an axis of length {length}"
        raise BadInput(msg)


def _check_scalars(program: Program, arrays: Arrays, sizes: dict[Expr, int]) -> None:
    """Compare sizes that are arguments, or composed of others, with the shapes."""
    symbols = {size: length for size, length in sizes.items() if size.is_Symbol}
    for argument, array in arrays.items():
        if not argument.sizes:
            _check_scalar(program, argument, array, sizes.get(argument.thing))
    for size, length in sizes.items():
        expected = size if size.is_Symbol else size.subs(symbols)
        if expected.is_number and expected != length:
            msg = f"an axis has {length} letters, but {size} is {expected}"
            raise BadInput(msg)


def _check_scalar(program: Program, argument: Argument, array: Any, wanted: int | None) -> None:
    thing, counts = argument.thing, program.counts
    whole = np.all((array == np.floor(array)) | np.isnan(array))
    if (thing.is_integer and not whole) or (thing in counts and (array.ndim or not array >= 1)):
        what = "one whole number" if thing in counts else "whole numbers"
        msg = f"{argument.name} takes {what}, got {array}"
        raise BadInput(msg)
    if wanted is not None and not np.all(array == wanted):
        msg = f"{argument.name} is {wanted} by the shapes, got {array}"
        raise BadInput(msg)


def _check_letters(program: Program, arrays: Arrays, sizes: dict[Expr, int]) -> None:
    if not program.letters:
        return
    places = {a.thing: array for a, array in arrays.items()}
    plain = [thing for thing, array in places.items() if not array.ndim and thing.is_integer]
    scalars = {thing: int(np.nan_to_num(places[thing])) for thing in plain}
    for letter, size in program.letters:
        count, values = int(size.subs({**scalars, **sizes})), places[letter]
        if not np.all((values == np.floor(values)) & (values >= 0) & (values < count)):
            msg = f"{letter} must be a whole number from 0 to {count - 1}, got {values}"
            raise BadInput(msg)
