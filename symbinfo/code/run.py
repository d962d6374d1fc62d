"""One run of a user's function on symbols."""

from __future__ import annotations

import contextlib
import io
import re
import traceback
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, final

from symbinfo.code.array import Array
from symbinfo.code.batch import Rows
from symbinfo.code.constants import Constants, Puzzle, use
from symbinfo.code.number import Num, is_number, number
from symbinfo.code.rebuild import Builder
from symbinfo.code.setting import ROW
from symbinfo.code.totals import NoOneFormula, total
from symbinfo.core.sequences import Sequence

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType

    from sympy import Expr

    from symbinfo.code.setting import Input, Setting


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gave: a formula, or "+oo", "-oo", "nan", "raises", or "not understood"."""

    kind: str
    formula: Expr | None = None
    told: str = ""
    line: int = 0
    duties: tuple[Expr, ...] = ()


def run(function: FunctionType | Rows, setting: Setting, constants: Constants) -> Outcome:
    """Run the function on symbols."""
    setting.rows = isinstance(function, Rows)
    called = function.function if isinstance(function, Rows) else function
    arguments = [_argument(setting, one) for one in setting.inputs]
    return run_on(Builder(setting), called, arguments, constants, setting.written)


def run_on(
    builder: Builder,
    function: FunctionType,
    arguments: list[Any],
    constants: Constants,
    written: Callable[[Expr], Expr],
) -> Outcome:
    """Run the function on the arguments; `written` puts the value into symbinfo's words."""
    constants.duties.clear()
    use(constants)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found = builder.build(function)(*arguments)
        if builder.setting.rows:
            found = _of_one_row(found)
        return _outcome(found, written, constants)
    except NoOneFormula as error:
        return Outcome("several formulas", told=_plain(str(error)), line=_line(error, function))
    except Puzzle as error:
        return Outcome("not understood", told=_plain(str(error)), line=_line(error, function))
    except RecursionError:
        return Outcome("not understood", told="a recursion without end")
    except Exception as error:  # noqa: BLE001 - the user's code may raise anything
        told = _plain(f"{_known_name(error)}: {error}")
        return Outcome("raises", told=told, line=_line(error, function))


def _of_one_row(found: Any) -> Any:
    """Return the value for one row of a batch."""
    values = list(found.cells.values()) if isinstance(found, Array) else []
    if not values or found.places != (ROW,) or any(value is None for value in values):
        msg = "the function does not return one number for each row"
        raise Puzzle(msg)
    first = number(values[0])
    if any((number(v).kind, number(v).expr) != (first.kind, first.expr) for v in values):
        msg = "a value for a row that depends on one letter"
        raise Puzzle(msg)
    return first


_INNER_NAMES = {"Num": "a number", "Array": "an array", "StandIn": "a module"}


def _known_name(error: Exception) -> str:
    """Return the name of an exception as Python's own."""
    return next(c.__name__ for c in type(error).__mro__ if c.__module__ == "builtins")


def _plain(text: str) -> str:
    """Return a message without marks that are not seen, addresses, and names of symbinfo's own."""
    text = re.sub("[\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH SPACE}]", "", text)
    text = re.sub(r"<(?:[\w.]*\.)?(\w+)(?: \S+)*? at 0x[0-9a-f]+>", r"\1", text)
    text = re.sub(r"\d{16,}(/\d+)?", lambda found: f"{float(Fraction(found[0])):g}", text)
    text = re.sub(r"\b_S\b", "(a sum)", text)
    return re.sub(r"'?\b(Num|Array|StandIn)\b'?", lambda found: _INNER_NAMES[found[1]], text)


def _argument(setting: Setting, one: Input) -> Array:
    cells = {}
    for region in setting.regions():
        if isinstance(one.source, Sequence):
            cells[region] = Num(one.symbol)
            continue
        atom = next(atom for atom in setting.atoms if atom.law == one.source)
        cells[region] = setting.value(atom, region)
    return Array(setting, (ROW, *one.axes) if setting.rows else one.axes, cells)


def _outcome(found: Any, written: Callable[[Expr], Expr], constants: Constants) -> Outcome:
    if isinstance(found, Array) and not found.axes:
        found = total(found)
    if not is_number(found):
        what = "an array" if isinstance(found, Array) else f"{found!r} ({type(found).__name__})"
        msg = f"the function returns {what}, not a number"
        raise Puzzle(msg)
    value = number(found)
    if not value.finite:
        return Outcome(value.kind)
    try:
        duties = tuple(dict.fromkeys(map(written, constants.duties)))
        return Outcome("formula", written(value.expr), duties=duties)
    except KeyError:
        msg = "a value that depends on one letter"
        raise Puzzle(msg) from None


def _line(error: BaseException, function: FunctionType) -> int:
    known = getattr(error, "line", 0)
    frames = traceback.extract_tb(error.__traceback__)
    here = [f.lineno for f in frames if f.filename == function.__code__.co_filename]
    return known or (here[-1] if here and here[-1] else function.__code__.co_firstlineno)
