"""A proof as the rows of an align, broken so that they fit on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, final

from symbinfo.render.latex import RELATIONS
from symbinfo.render.names import listed
from symbinfo.render.width import broken, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from symbinfo.render.latex import Printer

TEXT_WIDTH = 440.0
"""The room for a row in points; `document` sets a text width of 16 cm, which is 455 pt."""

_LEFT = 130.0
_COLUMNS = (280.0, 240.0, 200.0, 150.0, 100.0)
_NARROW = (150.0, 100.0)
_CHAR = 4.4
_GAP = 22.0
_QUAD = 10.0
_SINCE = "since "
_NAMED = ("chain rule", "definition", "Markov chain", "copy lemma", "log bound", "tangent line")
_RELATION = 16.0
_WORD = re.compile(r"(?:\$[^$]*\$|\{[^{}]*\}|\S)+")


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One step: the left side (empty when it is the row above), the relation, the right side."""

    left: str
    relation: str
    right: str
    reason: str


def lines(steps: Iterable[Any], printer: Printer, why: Callable[[Any], str]) -> list[Line]:
    """Return the steps of a proof as lines."""
    found: list[Line] = []
    above: object = None
    for step in steps:
        left = "" if step.lhs == above else str(printer.doprint(step.lhs))
        right = str(printer.doprint(step.rhs))
        found.append(Line(left, RELATIONS[step.relation], right, why(step)))
        above = step.rhs
    return found


def column(chain: list[Line]) -> float | None:
    """Return the width of a column for the reasons beside the rows, or None without room.

    The column is as wide as it can be without breaking a right side; failing that, a right
    side is broken outside of parentheses.
    """
    longest = max(
        (_reason_width(word) for line in chain for word in _words(line.reason)), default=0
    )
    wide = next((w for w in _COLUMNS if w >= longest and _whole(chain, _room(chain, w))), None)
    if wide is not None:
        return wide
    return next((w for w in _NARROW if w >= longest and _fits(chain, _room(chain, w))), None)


def _whole(chain: list[Line], room: float) -> bool:
    return all(width(line.right) <= room for line in chain)


def _fits(chain: list[Line], room: float) -> bool:
    """Whether all rows fit and none is broken inside of parentheses."""
    rows = [row for line in chain for row in _pieces(line.right, room)]
    whole = all(row.count("(") == row.count(")") for row in rows)
    return whole and all(width(row) <= room for row in rows)


def _pieces(right: str, room: float) -> list[str]:
    """Return a right side in rows; those after the first are indented by a quad."""
    return broken(right, room - _QUAD) if width(right) > room else [right]


def _reason_width(reason: str) -> float:
    """Return the width of text with formulas between dollar signs, in parentheses."""
    text = _CHAR * (len(re.sub(r"\$[^$]*\$|\\[A-Za-z]+|[{}]", "", reason)) + 2)
    return text + sum(width(math) for math in re.findall(r"\$([^$]*)\$", reason))


def _room(chain: list[Line], wide: float) -> float:
    """Return the room for right sides where the reasons have a column of the given width."""
    left = max((width(line.left) for line in chain if not _alone(line)), default=0.0)
    reasons = max((_reason_width(line.reason) for line in chain), default=0.0) if wide else 0.0
    taken = min(reasons, wide) + _GAP if reasons else 0.0
    return TEXT_WIDTH - left - _RELATION - taken


def _alone(line: Line) -> bool:
    """Whether the left side is so wide that it gets rows of its own."""
    return width(line.left) > _LEFT


def with_text(chain: list[Line], wide: float) -> list[str]:
    """Return the rows of an align with the reasons beside them, in a column of this width."""
    room = _room(chain, wide)
    return [row for line in chain for row in _rows(line, room, _wrapped(line.reason, wide))]


def with_hints(chain: list[Line]) -> tuple[list[str], str]:
    """Return the rows with letters over the relations, and the sentence that explains them."""
    room = _room(chain, 0.0)
    reasons = list(dict.fromkeys(line.reason for line in chain if line.reason))
    hints = {reason: f"({_letters(place)})" for place, reason in enumerate(reasons)}
    rows: list[str] = []
    for line in chain:
        sign = line.relation
        if line.reason:
            sign = rf"\overset{{{hints[line.reason]}}}{{{sign}}}"
        rows += _rows(Line(line.left, sign, line.right, ""), room, [])
    return rows, _explained(hints)


def _letters(place: int) -> str:
    more, letter = divmod(place, len(ascii_lowercase))
    return (ascii_lowercase[more - 1] if more else "") + ascii_lowercase[letter]


def _explained(hints: dict[str, str]) -> str:
    if not hints:
        return ""
    parts, before = [], ""
    for reason, hint in hints.items():
        verb = "holds" if reason.startswith(_SINCE) else "follows from"
        told = verb.removeprefix("follows ") if verb == before else verb
        words = reason.removeprefix("by ")
        article = "the " if words.startswith(_NAMED) else ""
        parts.append(f"{hint} {told} {article}{words}")
        before = verb
    return f"where {listed(parts)}."


def _rows(line: Line, room: float, reasons: list[str]) -> list[str]:
    left, rows = line.left, []
    if _alone(line):
        first, *more = broken(left, min(TEXT_WIDTH - _GAP, room))
        rows = [f"& {first}", *(rf"& \quad {piece}" for piece in more)]
        left = ""
    pieces = _pieces(line.right, room)
    cells = [f"&{line.relation} {pieces[0]}", *(rf"&\quad {piece}" for piece in pieces[1:])]
    for place, (cell, reason) in enumerate(zip_longest(cells, reasons, fillvalue="")):
        start = f"{left} " if left and not place else ""
        end = rf" && \text{{{reason}}}" if reason else ""
        rows.append(f"{start}{cell or '&'}{end}")
    return rows


def _words(reason: str) -> list[str]:
    return _WORD.findall(f"({reason})" if reason else "")


def _wrapped(reason: str, wide: float) -> list[str]:
    """Return a reason in parentheses, in lines that fit into their column."""
    found: list[str] = []
    for word in _words(reason):
        longer = f"{found[-1]} {word}" if found else word
        if found and _reason_width(longer) <= wide:
            found[-1] = longer
        else:
            found.append(word)
    return found
