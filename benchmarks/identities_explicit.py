"""The time to decide identities of explicit tables, against SymPy on the opened definitions.

The identities: I(X;Y) = H(X) + H(Y) - H(X,Y) on k x k tables of symbols, k = 2..12, the last
entry being 1 minus the others; and for the binary symmetric, the erasure and the Z channel
H(X,Y) = h(p) + h(e), I(X;Y) = h(out) - h(e), I(X;Y) = (1 - e) h(p), and
I(X;Y) = h(p (1 - e)) - p h(e).

symbinfo: from the two sides, written with measures, to the theorem, through
`symbinfo.kernel.check.check` of a proof of one step by Unfold (definitions opened, meaning
checked, normal form). SymPy: from the difference of the same definitions, already opened
and written out with ``log``, to the answer that it is 0, once by
``expand(expand_log(..., force=True))`` and once by ``simplify``. Opening the definitions is
in the time of symbinfo, and not in that of SymPy. All symbols are positive, so that SymPy may
split logarithms. Every round has symbols of its own, so no cache of SymPy knows them.

simplify runs in a process of its own with a limit of 60 s; when a table does not end, the
larger ones are not tried. Targets: no slower than expand, 100 times faster than simplify.

Usage: python benchmarks/identities_explicit.py [largest k, 12 when not given]
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from sympy import Add, Expr, S, Symbol, expand, expand_log, log, simplify, sympify
from timing import machine, run_python, seconds

from symbinfo import (
    Bernoulli,
    Entropy,
    MutualInformation,
    Proof,
    Relation,
    Statement,
    Step,
    Unfold,
    check,
    parameter,
    random_variables,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Law = dict[tuple[int, int], Expr]
LIMIT = 60.0


@dataclass
class Sides:
    """One identity for symbinfo (two sides) and for SymPy (their difference, opened)."""

    left: Expr
    right: Expr
    difference: Expr


def plain_entropy(probabilities: Iterable[Expr]) -> Expr:
    return Add(*(-p * log(p) for p in probabilities if p != 0))


def plain_binary(p: Expr) -> Expr:
    return plain_entropy((p, 1 - p))


def marginals(law: Law) -> tuple[dict[int, Expr], dict[int, Expr]]:
    found: tuple[dict[int, Expr], dict[int, Expr]] = ({}, {})
    for pair, p in law.items():
        for place, letter in enumerate(pair):
            found[place][letter] = found[place].get(letter, S.Zero) + p
    return found


def plain_information(law: Law) -> Expr:
    of_x, of_y = marginals(law)
    return Add(*(p * log(p / (of_x[x] * of_y[y])) for (x, y), p in law.items() if p != 0))


def table(size: int, tag: str) -> Sides:
    cells = [(i, j) for i in range(size) for j in range(size)]
    law: Law = {(i, j): Symbol(f"p{tag}_{i}_{j}", positive=True) for i, j in cells[:-1]}
    law[cells[-1]] = 1 - Add(*law.values())
    x, y = random_variables("X Y", law=law)
    right = Entropy(x) + Entropy(y) - Entropy(x, y)
    of_x, of_y = marginals(law)
    opened = plain_entropy(of_x.values()) + plain_entropy(of_y.values())
    opened -= plain_entropy(law.values())
    return Sides(MutualInformation(x, y), right, plain_information(law) - opened)


def channel(name: str, tag: str) -> Sides:
    """Return an identity of a channel with input probability p and noise e."""
    p, e = parameter(f"p{tag}", 0, 1), parameter(f"e{tag}", 0, 1)
    laws: dict[str, Law] = {
        "symmetric": {
            (0, 0): (1 - p) * (1 - e),
            (0, 1): (1 - p) * e,
            (1, 0): p * e,
            (1, 1): p * (1 - e),
        },
        "erasure": {
            (0, 0): (1 - p) * (1 - e),
            (0, 2): (1 - p) * e,
            (1, 1): p * (1 - e),
            (1, 2): p * e,
        },
        "Z": {(0, 0): 1 - p, (1, 0): p * e, (1, 1): p * (1 - e)},
    }
    law = laws[name.split(maxsplit=1)[0]]
    x, y = random_variables("X Y", law=law)
    out = p + e - 2 * p * e
    sides: dict[str, tuple[Expr, Callable[[Callable[[Expr], Expr]], Expr]]] = {
        "symmetric H(X,Y)": (Entropy(x, y), lambda h: h(p) + h(e)),
        "symmetric I(X;Y)": (MutualInformation(x, y), lambda h: h(out) - h(e)),
        "erasure I(X;Y)": (MutualInformation(x, y), lambda h: (1 - e) * h(p)),
        "Z I(X;Y)": (MutualInformation(x, y), lambda h: h(p * (1 - e)) - p * h(e)),
    }
    left, right = sides[name]
    opened = plain_entropy(law.values()) if "H" in name else plain_information(law)
    plain = {p: Symbol(f"p{tag}", positive=True), e: Symbol(f"e{tag}", positive=True)}
    difference = (opened - right(plain_binary)).xreplace(plain)
    return Sides(left, right(lambda t: Entropy(Bernoulli(t))), difference)


CHANNELS = ("symmetric H(X,Y)", "symmetric I(X;Y)", "erasure I(X;Y)", "Z I(X;Y)")


def sides_of(name: str, tag: str) -> Sides:
    return channel(name, tag) if name in CHANNELS else table(int(name.split()[1]), tag)


def by_symbinfo(sides: Sides) -> None:
    """Decide the identity; raises if it is not proved."""
    ends = (sides.left, Relation.EQ, sides.right)
    check(Proof(Statement(*ends), (Step(*ends, Unfold()),)))


def by_expand(sides: Sides, answers: list[bool]) -> None:
    answers.append(expand(expand_log(sides.difference, force=True)) == 0)


def print_simplify(name: str) -> None:
    """Print how long simplify takes, and whether it finds 0; for a process of its own."""
    difference = sympify(sides_of(name, "s").difference)
    start = perf_counter()
    answer = simplify(difference)
    print(perf_counter() - start, int(answer == 0))


def by_simplify(name: str) -> tuple[float, bool] | None:
    """Return how long simplify takes and whether it finds 0, or None after the limit."""
    try:
        told = run_python(__file__, "--simplify", name, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return None
    time, zero = told.split()
    return float(time), zero == "1"


def report(name: str, *, times: int, with_simplify: bool) -> bool:
    """Print one line; return whether simplify ended."""
    ours, peer, answers = [], [], list[bool]()
    for number in range(-1, times):
        sides = sides_of(name, f"{number + 1}")
        pair = (seconds(partial(by_symbinfo, sides)), seconds(partial(by_expand, sides, answers)))
        if number >= 0:  # the first round warms both up
            ours.append(pair[0])
            peer.append(pair[1])
    time = median(ours)
    told = f"{name:17} {time * 1e3:8.1f} ms   expand {median(peer) * 1e3:8.1f} ms"
    told += f" {median(peer) / time:6.2f} times ours" if all(answers) else "  does not decide it "
    found = by_simplify(name) if with_simplify else None
    if found:
        zero = "" if found[1] else ", does not find 0"
        told += f"   simplify {found[0]:6.2f} s {found[0] / time:7.0f} times ours{zero}"
    else:
        told += "   simplify " + ("does not end in 60 s" if with_simplify else "not tried")
    print(told, flush=True)
    return found is not None


def main(largest: int) -> None:
    print(f"{machine()}; one process, in turns, medians")
    for name in CHANNELS:
        report(name, times=15, with_simplify=True)
    ends = True
    for size in range(2, largest + 1):
        times = 15 if size < 6 else 7
        ends = report(f"table {size} x {size}", times=times, with_simplify=ends)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--simplify"]:
        print_simplify(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
