"""The loops around the terms of a program, as text for Numba: for short rows and for long ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.numeric.backends.numba_source import is_number, law_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from symbinfo.numeric.backends.numba_source import Terms
    from symbinfo.numeric.program import Node

_HEAD = """\
import math
import numpy as np
from symbinfo.numeric.backends.numba_functions import *
from symbinfo.numeric.backends.numba_tiles import *
"""


def short_rows(terms: Terms, certain: str) -> str:
    """Return the text of `run` for rows of few letters, a tile of rows at a time.

    Its arguments are arrays of numbers, then what the leaves need, then the numbers of each row
    for the end; `n` letters; whether the laws stay as they are; the `least` and the `most` that
    they may sum to; `value` and `odd` for each row. It returns whether a law needs a look, and
    how many values are odd: those that may lack digits, or be wrong.
    """
    laws, sums = _laws(terms), [f"s{k}" for k in range(len(terms.pairs))]
    tiles = [f"{x} = np.empty(step * n)" for x in _tiled(terms)]
    tiles += [f"{x} = np.empty(step)" for leaf, x in terms.leaves.items() if is_number(leaf)]
    tiles += [
        f"{x} = np.empty(4 * step)"
        for x in (*sums, *(f"t_{x}" for x in terms.arrays.values()), "again")
    ]
    body = [
        "rows = min(step, count - low)",
        *(
            f"signs_{x} = turn({x}_in, n, low, rows, {x}, t_{x}, signs)"
            for x in terms.arrays.values()
        ),
        *_short_checks(laws, terms),
        *(line for leaf, name in terms.leaves.items() for line in _short_leaf(terms, leaf, name)),
        *(line for k, x in enumerate(sums) for line in _short_sum(terms, k, x)),
        *_short_end(terms, sums, laws, certain),
    ]
    lines = [
        "suspects, count = False, len(value)",
        "step, signs = max(64, 2048 // n // 16 * 16), np.zeros(4, np.int64)",
        *tiles,
        "for low in range(0, count, step):",
        *(f"    {line}" for line in body),
        "return suspects, odd_rows",
    ]
    lines.insert(1, "odd_rows = 0")
    adders = [_adder(terms, k, which) for k in range(len(sums)) for which in _ways(terms, k)]
    return _module(terms, adders, lines)


def long_rows(terms: Terms, certain: str) -> str:
    """Return the text of `run` for rows of many letters, part by part; see `short_rows`."""
    laws, sums = _laws(terms), [f"s{k}" for k in range(len(terms.pairs))]
    marginals = [name for leaf, name in terms.leaves.items() if law_of(leaf)]
    body = [
        *(line for x in terms.arrays.values() for line in _row(x)),
        *_long_checks(laws, terms),
        *(line for leaf, name in terms.leaves.items() for line in _long_leaf(terms, leaf, name)),
        *(f"{x} = 0.0" for x in sums),
        "for again in (False, True):",
        *(f"    {x} = {x}_low = 0.0" for x in sums),
        "    for start in range(0, n, PART):",
        "        stop = min(n, start + PART)",
        *(f"        {line}" for line in _parts(terms)),
        *(f"        {line}" for k, x in enumerate(sums) for line in _long_sum(terms, k, x)),
        *(f"    {x} += {x}_low" for x in sums),
        f"    if {' and '.join(f'{x} == {x}' for x in sums)}:",
        "        break",
        *_value(terms, "i", terms.sums, [f"t_{law} - 1.0" for law in laws], certain),
    ]
    lines = [
        "suspects, odd_rows, count = False, 0, len(value)",
        "values, odds = value, odd",
        *(f"{x}_room = np.empty(PART)" for x in (*terms.arrays.values(), *marginals)),
        *(f"{x}_all = np.empty(n)" for x in marginals),
        "for i in range(count):",
        *(f"    {line}" for line in body),
        "return suspects, odd_rows",
    ]
    adders = [_summer(terms, k, which) for k in range(len(sums)) for which in _ways(terms, k)]
    return _module(terms, adders, lines)


def _module(terms: Terms, functions: list[str], lines: list[str]) -> str:
    names = [f"{x}_in" for x in (*_names(terms), *_numbers(terms))]
    head = f"def run({', '.join(names)}, n, literal, least, most, value, odd):"
    last = terms.last.text.replace("np.where(", "select(")
    run = "\n    ".join([head, *lines])
    return "\n\n".join([_HEAD, *functions, f"@strict\n{last}", f"@packed\n{run}\n"])


def _names(terms: Terms) -> list[str]:
    return [*terms.arrays.values(), *terms.leaves.values()]


def _numbers(terms: Terms) -> list[str]:
    return [f"n{i}" for i in range(len(terms.last.leaves))]


def _laws(terms: Terms) -> list[str]:
    return [name for a, name in terms.arrays.items() if a.is_law]


def _tiled(terms: Terms) -> list[str]:
    return [*terms.arrays.values(), *(x for leaf, x in terms.leaves.items() if law_of(leaf))]


def _ways(terms: Terms, k: int) -> Sequence[int]:
    return (0,) if terms.pairs[k][0] == terms.pairs[k][1] else (0, 1)


def _of_tables(terms: Terms) -> set[str]:
    """Return the names of leaves that are one number for a letter, in all rows."""
    return {x for leaf, x in terms.leaves.items() if not is_number(leaf) and not law_of(leaf)}


def _term(terms: Terms, k: int, which: int) -> str:
    head = f"@inline\ndef term{k}_{which}({', '.join(_names(terms))}):"
    return f"{head}\n    return {terms.pairs[k][which]}\n"


def _adder(terms: Terms, k: int, which: int) -> str:
    """Return a function that adds a term, for one letter of many rows."""
    alone, names = _of_tables(terms), ", ".join(_names(terms))
    inside = ", ".join(x if x in alone else f"{x}[i]" for x in _names(terms))
    return (
        f"{_term(terms, k, which)}\n\n@packed\ndef add{k}_{which}({names}, to):\n"
        f"    for i in range(len(to)):\n        to[i] += term{k}_{which}({inside})\n"
    )


def _summer(terms: Terms, k: int, which: int) -> str:
    """Return a function that sums a term over letters of one row."""
    alone = {x for leaf, x in terms.leaves.items() if is_number(leaf)}
    names = _names(terms)
    inside = ", ".join(x if x in alone else f"{x}[j]" for x in names)
    return (
        f"{_term(terms, k, which)}\n\n@packed\ndef sum{k}_{which}({', '.join(names)}):\n"
        f"    whole = 0.0\n    for j in range(len({names[0]})):\n"
        f"        whole += term{k}_{which}({inside})\n    return whole\n"
    )


def _near(terms: Terms) -> str:
    return "FIRST_ORDER" if terms.last.shifts else "NEAR"


def _short_checks(laws: list[str], terms: Terms) -> list[str]:
    lines = ["if not literal:"]
    for x in laws:
        lines += [
            f"    suspects |= signs_{x} or outside(t_{x}, rows, least, most)",
            f"    divide({x}, n, rows, t_{x}, {_near(terms)})",
        ]
    return lines if laws else []


def _short_leaf(terms: Terms, leaf: Node, name: str) -> list[str]:
    law = law_of(leaf)
    if law:
        return [f"marginal({terms.arrays[law]}, n, rows, {name}_in, {name})"]
    return [f"spread({name}_in, low, rows, {name})"] if is_number(leaf) else []


def _short_sum(terms: Terms, k: int, name: str) -> list[str]:
    lines = _letters(terms, k, 0, name)
    if len(_ways(terms, k)) > 1:
        again = [*_letters(terms, k, 1, "again"), f"fill({name}, again, rows)"]
        lines += [f"if missing({name}, rows):", *(f"    {line}" for line in again)]
    return lines


def _letters(terms: Terms, k: int, which: int, to: str) -> list[str]:
    """Return the loop that sums a term over the letters of all rows of a tile."""
    lines = [_line(leaf, name) for leaf, name in terms.leaves.items()]
    given = [f"{x}[j * step : j * step + rows]" for x in terms.arrays.values()]
    target = f"{to}[j % 4 * step : j % 4 * step + rows]"
    return [
        f"{to}[:] = 0.0",
        "for j in range(n):",
        f"    add{k}_{which}({', '.join([*given, *lines, target])})",
        f"fold({to}, rows)",
    ]


def _line(leaf: Node, name: str) -> str:
    """Return the numbers of a leaf for letter j of the rows of a tile."""
    if law_of(leaf):
        return f"{name}[{name}_in[j] * step : {name}_in[j] * step + rows]"
    return f"{name}[:rows]" if is_number(leaf) else f"{name}_in[j]"


def _short_end(terms: Terms, sums: list[str], laws: list[str], certain: str) -> list[str]:
    found = [f"{x}[i]" if x in sums else x for x in terms.sums]
    excess = [f"(0.0 if literal else t_{x}[i] - 1.0)" for x in laws]
    return [
        "values, odds = value[low : low + rows], odd[low : low + rows]",
        "for i in range(rows):",
        *(f"    {line}" for line in _value(terms, "low + i", found, excess, certain)),
    ]


def _value(terms: Terms, row: str, sums: list[str], excess: list[str], certain: str) -> list[str]:
    """Return the lines that make the value of a row, and say whether it is odd."""
    numbers = [f"{x}_in[{row} if len({x}_in) > 1 else 0]" for x in _numbers(terms)]
    squares = [f"d{i} * d{i}" for i in range(len(excess))]
    return [
        *(f"d{i} = {text}" for i, text in enumerate(excess)),
        f"square = {' + '.join(squares) or '0.0'}",
        f"v = finish({', '.join([*sums, *(f'd{i}' for i in range(len(excess))), *numbers])})",
        f"is_odd = select_bits({certain} | (square != square), 0, 1)",
        "odd_rows += is_odd",
        "odds[i] = is_odd",
        "values[i] = v + 0.0",
    ]


def _row(name: str) -> list[str]:
    return [f"{name}_row = {name}_in[i * n : (i + 1) * n] if len({name}_in) > n else {name}_in"]


def _long_checks(laws: list[str], terms: Terms) -> list[str]:
    lines = [f"t_{x} = {x}_by = 1.0" for x in terms.arrays.values()]
    checks = []
    for x in laws:
        checks += [
            f"    t_{x}, negative = total({x}_row)",
            f"    suspects |= negative or not (t_{x} >= least and t_{x} <= most)",
            f"    if abs(t_{x} - 1.0) > {_near(terms)}:",
            f"        {x}_by, t_{x} = t_{x}, 1.0",
        ]
    return [*lines, *(["if not literal:", *checks] if laws else [])]


def _long_leaf(terms: Terms, leaf: Node, name: str) -> list[str]:
    law = law_of(leaf)
    if law:
        return [f"row_marginal({terms.arrays[law]}_row, {name}_in, {name}_all)"]
    return [f"{name} = {name}_in[i if len({name}_in) > 1 else 0]"] if is_number(leaf) else []


def _parts(terms: Terms) -> list[str]:
    """Return the lines that read a part of a row."""
    lines = [
        f"{x} = part_of({x}_row, start, stop, {x}_by, {x}_room)" for x in terms.arrays.values()
    ]
    for leaf, x in terms.leaves.items():
        law = law_of(leaf)
        if law:
            by = f"{terms.arrays[law]}_by"
            lines.append(f"{x} = part_of({x}_all, start, stop, {by}, {x}_room)")
        elif not is_number(leaf):
            lines.append(f"{x} = {x}_in[start:stop]")
    return lines


def _long_sum(terms: Terms, k: int, name: str) -> list[str]:
    inside = ", ".join(_names(terms))
    calls = [f"sum{k}_{which}({inside})" for which in _ways(terms, k)]
    text = f"{calls[1]} if again else {calls[0]}" if len(calls) > 1 else calls[0]
    return [f"{name}, {name}_low = added({name}, {name}_low, {text})"]
