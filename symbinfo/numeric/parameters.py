"""What a measure takes beside distributions: an order, or the function of an f-divergence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sympy import Expr, S

from symbinfo.errors import BadInput
from symbinfo.numeric.generator import read_generator
from symbinfo.numeric.vectors import parse_number

if TYPE_CHECKING:
    from sympy import Lambda

ORDERED = ("renyi_entropy", "renyi_divergence", "tsallis_entropy")
WITHOUT_LOGARITHM = ("tsallis_entropy", "total_variation", "hellinger", "f_divergence")
_INFINITE = ("inf", "infinity", "oo")


class Parameters(NamedTuple):
    """The order of a Renyi or Tsallis measure, and the function of an f-divergence."""

    order: Expr | None = None
    generator: Lambda | None = None


def read_parameters(
    measure: str, order: str | None, generator: str | None, base: object = None
) -> Parameters:
    """Return the parameters that words say, if they are those that a measure has."""
    check_parameters(measure, order, generator, base)
    return Parameters(
        None if order is None else parse_order(order),
        None if generator is None else read_generator(generator),
    )


def check_parameters(measure: str, order: object, generator: object, base: object) -> None:
    """Refuse what a measure lacks, or has no use for."""
    _refuse("order", order, measure in ORDERED, measure, "--order 2, or --order inf")
    wanted = measure == "f_divergence"
    _refuse("generator", generator, wanted, measure, '--generator "t*log(t)"')
    if base is not None and measure in WITHOUT_LOGARITHM:
        msg = f"{measure} has no logarithm, so it takes no base"
        raise BadInput(msg)


def _refuse(option: str, given: object, wanted: bool, measure: str, example: str) -> None:  # noqa: FBT001
    if wanted and given is None:
        msg = f"{measure} needs its {option}: {example}"
        raise BadInput(msg)
    if given is not None and not wanted:
        owners = ", ".join(ORDERED) if option == "order" else "f_divergence"
        msg = f"{measure} has no {option}; it belongs to {owners}"
        raise BadInput(msg)


def parse_order(text: str) -> Expr:
    """Return the order that a word says: 2, 1/2, 0.5 or inf.

    >>> parse_order("0.5"), parse_order("inf")
    (1/2, oo)
    """
    if text.strip().lower() in _INFINITE:
        return S.Infinity
    order = parse_number(text)
    if order < 0:
        msg = f"the order must be a number from 0 on, or inf, got {text.strip()}"
        raise BadInput(msg)
    return order
