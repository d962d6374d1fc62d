"""How wide a formula is on the page, near enough to decide where a row must be broken."""

from __future__ import annotations

import re
from string import ascii_uppercase

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_&$]|\s+|.", re.DOTALL)
_WIDTHS = {
    **dict.fromkeys("()[]|.:'!", 4.0),
    **dict.fromkeys(",;", 4.8),
    **dict.fromkeys("+-", 12.3),
    **dict.fromkeys("=<>", 13.4),
    **dict.fromkeys(ascii_uppercase, 9.0),
    **dict.fromkeys((r"\to", r"\ll"), 15.6),
    r"\log": 14.5,
    r"\ln": 10.0,
    r"\sum": 17.0,
    r"\mid": 8.4,
    r"\parallel": 10.6,
    r"\|": 5.0,
    r"\,": 1.7,
    r"\;": 2.8,
    r"\!": -1.7,
    r"\quad": 10.0,
    r"\qquad": 20.0,
    r"\Bigl": 1.5,
    r"\Bigr": 1.5,
    r"\Biggl": 3.5,
    r"\Biggr": 3.5,
    **dict.fromkeys((r"\le", r"\ge", r"\ne", r"\in", r"\perp", r"\times"), 13.4),
    **dict.fromkeys((r"\infty", r"\cdot"), 10.0),
    **dict.fromkeys((r"\mathcal", r"\mathrm", r"\mathbf", r"\mathbb", r"\hat", r"\text"), 0.0),
    **dict.fromkeys((r"\displaystyle", r"\{", r"\}"), 5.0),
}
_LETTER = 5.6
_SMALL = 0.72


def width(latex: str) -> float:
    r"""Return the width of a formula in points, at a letter size of 10 pt.

    >>> width(r"\frac{a}{b + c}") < width("a + b + c")
    True
    """
    return _row(_TOKEN.findall(latex))


def _row(tokens: list[str]) -> float:
    total, place = 0.0, 0
    while place < len(tokens):
        step, place = _piece(tokens, place)
        total += step
    return total


def _piece(tokens: list[str], place: int) -> tuple[float, int]:
    head = tokens[place]
    if head in ("{", "^", "_"):
        return _scripts(tokens, place) if head != "{" else _group(tokens, place)
    if head in (r"\frac", r"\tfrac", r"\overset"):
        top, middle = _group(tokens, place + 1)
        bottom, end = _group(tokens, middle)
        scale = 1.0 if head == r"\frac" else _SMALL
        return (scale * max(top, bottom) + 2.4 if head != r"\overset" else bottom), end
    if head in (r"\sum", r"\prod", r"\operatorname*"):
        name, start = (_WIDTHS[r"\sum"], place + 1)
        name, start = (name, start) if head != r"\operatorname*" else _group(tokens, place + 1)
        below, end = _scripts(tokens, start)
        return max(name, below) + 1.7, end
    if head.isspace() or head in "}&$":
        return 0.0, place + 1
    return _WIDTHS.get(head, _LETTER), place + 1


def _scripts(tokens: list[str], place: int) -> tuple[float, int]:
    """Return the width of the indices and exponents at a place: the wider of the two."""
    widest = 0.0
    while place < len(tokens) and tokens[place] in ("_", "^"):
        inner, place = _group(tokens, place + 1)
        widest = max(widest, _SMALL * inner + 0.5)
    return widest, place


def _group(tokens: list[str], place: int) -> tuple[float, int]:
    """Return the width of one argument, which is a token or stands in braces."""
    while place < len(tokens) and tokens[place].isspace():
        place += 1
    if place >= len(tokens):
        return 0.0, place
    if tokens[place] != "{":
        return _WIDTHS.get(tokens[place], _LETTER), place + 1
    depth, end = 1, place + 1
    while end < len(tokens) and depth:
        depth += {"{": 1, "}": -1}.get(tokens[end], 0)
        end += 1
    return _row(tokens[place + 1 : end - 1]), end


_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")


def broken(latex: str, room: float) -> list[str]:
    """Return a formula in rows that fit, broken before + and - outside of braces.

    A break outside of parentheses is preferred to one inside.
    """
    rows, rest = [], latex
    while width(rest) > room:
        cuts = [cut for cut in _cuts(rest) if cut[1] > 0 and width(rest[: cut[1]]) <= room]
        if not cuts:
            cuts = sorted(_cuts(rest), key=lambda cut: cut[1])[:1]
        if not cuts:
            break
        _, place = min(cuts, key=lambda cut: (cut[0], -cut[1]))
        rows.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*rows, rest]


def _cuts(latex: str) -> list[tuple[int, int]]:
    """Return the places before a binary + or -, each with the depth of its parentheses."""
    found, braces, depth = [], 0, 0
    for place, char in enumerate(latex):
        if char in _OPEN | _CLOSE and latex[place - 1 : place] != "\\":
            change = 1 if char in _OPEN else -1
            braces += change if char in "{}" else 0
            depth += change
        elif not braces and latex[place - 1 : place + 2] in (" + ", " - "):
            found.append((depth, place))
    return found
