"""Numeric functions: their relative errors, and those of the peers, against mpmath.

The inputs are those of tests/support/accuracy_cases.py: the rows that take the digits of a
library. symbinfo is measured against the value at p / sum(p). A peer is measured against what it
means to compute: the same if it divides by the sum, else the written sum at the floats as they
are (its column says which); "exact" is right to the smallest float. A value below 0 of something
that is never negative is marked. mpmath has 60 digits, 800 where floats are denormal.

Then the largest errors over random inputs, from near-equal to different, and how many values are
negative over a million near-equal pairs and near-independent tables.

Usage: python benchmarks/accuracy.py [--quick] [--pairs COUNT]
"""

from __future__ import annotations

import argparse
import sys
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, final

import numpy as np
from mpmath import mp
from speed_peers import PEERS, Peer, installed, single_thread
from timing import ROOT, processor, versions

from symbinfo import numeric

sys.path.insert(0, str(ROOT / "tests" / "support"))
import accuracy_cases as cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TITLES = {
    "kl_divergence": "Kullback-Leibler divergence",
    "jensen_shannon": "Jensen-Shannon divergence",
    "entropy": "Entropy",
    "mutual_information": "Mutual information",
}
DIVIDES = (
    "scipy.stats.entropy",
    "scipy.stats.entropy, H + H - H",
    "scipy.special kl_div",
    "scipy jensenshannon, squared",
)
BITS = ("pyitlib", "dit, prebuilt")
SAME = ("numexpr", "plain numba", "SymPy lambdify on columns")  # the formula of naive NumPy
COUNTS = ("scikit-learn",)  # takes whole numbers
SLOW = ("dit, prebuilt",)
LIMIT = 1e-15
CHUNK = 50_000
DIVERGENCES = ("kl_divergence", "jensen_shannon", "mutual_information")
SPREADS = (1e-9, 1e-3, 0.1, 0.3, 0.6)


@final
class Case(NamedTuple):
    """A row of a table: its name, the arrays, both exact values, and the number of digits."""

    name: str
    arrays: tuple[np.ndarray, ...]
    normalised: Any
    written: Any


def pair_cases(kind: str) -> Iterator[Case]:
    """Return the cases of a divergence of two distributions."""
    formula = {"kl_divergence": cases.kl_of, "jensen_shannon": cases.js_of}[kind]
    for digits, pairs in ((60, cases.PAIRS), (800, cases.DENORMAL)):
        for name, pair in pairs.items():
            p, q = (np.asarray(x, dtype=float) for x in pair)
            yield case(name, (p, q), formula, digits)
    many, ten = 10**5, cases.TEN
    for eps in (1e-6, 1e-9):
        p, q = ten / many, cases.near(ten, eps) / many
        with mp.workdps(60):
            exact = [many * formula(*cases.written(p, q)), formula(*cases.laws(p, q))]
        yield Case(
            f"10^6 letters, {eps:g}", (np.tile(p, many), np.tile(q, many)), exact[1], exact[0]
        )


def entropy_cases() -> Iterator[Case]:
    """Return the cases of entropy."""
    given = {
        "p close to 1": [1 - 1e-15, 1e-15],
        "1 and 1e-17": [1, 1e-17],
        "1 and 0": [1, 0],
        "1 and the smallest float": [1, 5e-324],
        "uniform, 1000": cases.UNIFORM,
        "random, 10": cases.TEN,
    }
    for name, p in given.items():
        digits = 800 if "smallest" in name else 60
        yield case(name, (np.asarray(p, dtype=float),), cases.entropy_of, digits)
    with mp.workdps(60):
        one = mp.mpf(1e-6)
        written = -(10**6) * one * mp.log(one)
        yield Case("uniform, 10^6", (np.full(10**6, 1e-6),), mp.log(10**6), written)


def table_cases() -> Iterator[Case]:
    """Return the cases of mutual information."""
    for size, eps in ((16, 1e-9), (4, 1e-5), (16, 1e-3), (3, 1e-12)):
        table = np.outer(cases.dirichlet(size), cases.dirichlet(size, 1))
        table *= 1 + eps * cases.signs(size * size).reshape(size, size)
        table /= table.sum()
        name = f"{size} x {size}, independent but for {eps:g}"
        yield case(name, (table,), partial(cases.mi_of, columns=size), 60)
    table = cases.dirichlet(12).reshape(3, 4)
    yield case("ordinary, 3 x 4", (table,), partial(cases.mi_of, columns=4), 60)


def case(
    name: str, arrays: tuple[np.ndarray, ...], formula: Callable[..., Any], digits: int
) -> Case:
    """Return a case, with its values by mpmath."""
    with mp.workdps(digits):
        normalised, written = formula(*cases.laws(*arrays)), formula(*cases.written(*arrays))
    return Case(name, arrays, normalised, written)


def cases_of(measure: str) -> Iterator[Case]:
    match measure:
        case "entropy":
            return entropy_cases()
        case "mutual_information":
            return table_cases()
        case _:
            return pair_cases(measure)


def value_of(measure: str, peer: Peer | None, arrays: tuple[np.ndarray, ...]) -> Any:
    """Return what a peer, or symbinfo, computes, in nats; or what it raises."""
    try:
        if peer is None:
            return float(getattr(numeric, measure)(*arrays))
        rows = tuple(array[np.newaxis] for array in arrays)
        with np.errstate(all="ignore"):
            value = float(np.ravel(peer.make(*rows)())[0])
    except Exception as error:  # noqa: BLE001 - libraries have their own classes of errors
        return type(error).__name__
    return value * float(np.log(2)) if peer.name in BITS else value


def shown(value: Any, expected: Any) -> str:
    """Return the relative error as text, marked where the value is negative."""
    if isinstance(value, str) or np.isnan(value):
        return str(value)
    mark = " (value < 0)" if value < 0 else ""
    if mp.isinf(expected) or np.isinf(value):
        return "exact" if value == expected else f"{value}"
    if not expected or abs(expected) < mp.mpf(5e-324) / 2:
        return ("exact" if abs(value) <= 5e-324 else f"{value:.0e} for 0") + mark
    off = float(abs((mp.mpf(value) - expected) / expected))
    exact = off == 0 or abs(mp.mpf(value) - expected) <= mp.mpf(5e-324)
    return ("exact" if exact else f"{off:.1e}") + mark


def peers_of(measure: str) -> list[Peer]:
    """Return the peers that are installed and compute in a way of their own."""
    return [p for p in PEERS[measure] if installed(p) and p.name not in (*SAME, *COUNTS)]


def missed(name: str, value: Any, expected: Any) -> list[str]:
    """Return what symbinfo misses on one case: nothing, or its error."""
    text = shown(value, expected)
    if text == "exact" or (value >= 0 and cases.error(value, expected) <= LIMIT):
        return []
    return [f"{name}: {text}"]


def errors(measure: str) -> list[str]:
    """Print the errors of all on the cases of a measure; return the misses of symbinfo."""
    peers = peers_of(measure)
    names = [f"{p.name} ({'p / sum p' if p.name in DIVIDES else 'as written'})" for p in peers]
    print(f"\n{TITLES[measure]}\n\n| | value | **symbinfo** | {' | '.join(names)} |")
    print("|---|---:|---:|" + "---:|" * len(peers))
    found = []
    for one in cases_of(measure):
        value = value_of(measure, None, one.arrays)
        with mp.workdps(800):
            found += missed(f"{measure}, {one.name}", value, one.normalised)
        row = [mp.nstr(one.normalised, 3), f"**{shown(value, one.normalised)}**"]
        for peer in peers:
            if one.arrays[0].size > 10**5 and peer.name == "dit, prebuilt":
                row.append("-")
                continue
            expected = one.normalised if peer.name in DIVIDES else one.written
            row.append(shown(value_of(measure, peer, one.arrays), expected))
        print(f"| {one.name} | " + " | ".join(row) + " |", flush=True)
    return found


def near_order_one() -> list[str]:
    """Print the errors of Renyi and Tsallis entropies near order 1; return the misses."""
    print("\nRenyi and Tsallis entropies of ten letters\n")
    print("| order | **renyi_entropy** | log(sum(p**a)) / (1 - a) | **tsallis_entropy** "
          "| (1 - sum(p**a)) / (a - 1) |\n|---|---:|---:|---:|---:|")  # fmt: skip
    p, found = cases.TEN, []
    for order in (1 + 1e-8, 1 + 1e-11, 1 - 1e-11, 1 + 1e-15, 0.5, 2):
        with mp.workdps(60):
            total, a = cases.exact_power(p, order), mp.mpf(order)
            renyi, tsallis = mp.log(total) / (1 - a), (1 - total) / (a - 1)
            power = (p**order).sum()
            row = []
            for name, plain, exact in (
                ("renyi_entropy", np.log(power) / (1 - order), renyi),
                ("tsallis_entropy", (1 - power) / (order - 1), tsallis),
            ):
                value = float(getattr(numeric, name)(p, order))
                found += missed(f"{name}, order {order}", value, exact)
                row += [shown(value, exact), shown(float(plain), exact)]
        print(f"| {mp.nstr(a, 17)} | **{row[0]}** | {row[1]} | **{row[2]}** | {row[3]} |")
    return found


def ordinary_arrays(measure: str, spread: float, count: int) -> tuple[np.ndarray, ...]:
    """Return pairs that differ by a factor of 1 + spread times a normal number, and tables."""
    rng = np.random.default_rng(11)
    shape = (count, 4, 4) if measure == "mutual_information" else (count, 10)
    axes = tuple(range(1, len(shape)))
    if measure == "mutual_information":
        r, c = rng.dirichlet(np.ones(4), count), rng.dirichlet(np.ones(4), count)
        p = r[:, :, np.newaxis] * c[:, np.newaxis]
    else:
        p = rng.dirichlet(np.ones(10), count)
    q = np.abs(p * (1 + spread * rng.standard_normal(shape)))
    q /= q.sum(axes, keepdims=True)
    return (q,) if measure == "mutual_information" else (p, q)


def ordinary(measure: str, spread: float, count: int) -> list[str]:
    """Print the largest error over random inputs; return it if symbinfo misses the limit."""
    arrays = ordinary_arrays(measure, spread, count)
    formula = {
        "kl_divergence": cases.kl_of,
        "jensen_shannon": cases.js_of,
        "mutual_information": partial(cases.mi_of, columns=4),
    }[measure]
    peer = next(peer for peer in PEERS[measure] if peer.name == "scipy.special rel_entr")
    values = getattr(numeric, measure)(*arrays), peer.make(*arrays)()
    with mp.workdps(60):
        rows = list(zip(*arrays, strict=True))
        exact = [formula(*cases.laws(*row)) for row in rows]
        written = [formula(*cases.written(*row)) for row in rows]
    own, other = (
        [cases.error(v, e) for v, e in zip(found, expected, strict=True)]
        for found, expected in zip(values, (exact, written), strict=True)
    )
    usual, worst = float(np.median(values[0])), int(np.argmax(own))
    figures = f"**{own[worst]:.1e}** | {values[0][worst]:.2g} | {max(other):.1e}"
    print(f"| {TITLES[measure]} | {spread:g} | {usual:.2g} | {figures} |", flush=True)
    text = f"{measure}, random inputs that differ by {spread:g}: {own[worst]:.1e}"
    return [text] if own[worst] > LIMIT else []


def near_arrays(measure: str, rng: np.random.Generator, count: int) -> tuple[np.ndarray, ...]:
    """Return near-equal pairs of ten letters, or near-independent tables of 3 x 3."""
    if measure == "mutual_information":
        r, c = rng.dirichlet(np.ones(3), count), rng.dirichlet(np.ones(3), count)
        table = r[:, :, np.newaxis] * c[:, np.newaxis]
        table *= 1 + 1e-9 * rng.standard_normal(table.shape)
        return (table / table.sum((1, 2), keepdims=True),)
    p = rng.dirichlet(np.ones(10), count)
    q = p * (1 + 1e-9 * rng.standard_normal(p.shape))
    return p, q / q.sum(1, keepdims=True)


def negative(measure: str, pairs: int) -> list[str]:
    """Print how many values of near-equal inputs are negative; return the misses."""
    rng, found = np.random.default_rng(3), {}
    peers = [peer for peer in peers_of(measure) if peer.name not in SLOW]
    for _ in range(-(-pairs // CHUNK)):
        arrays = near_arrays(measure, rng, min(CHUNK, pairs))
        values = {"symbinfo": getattr(numeric, measure)(*arrays)}
        for peer in peers:
            values[peer.name] = np.asarray(peer.make(*arrays)())
        for name, value in values.items():
            counts = np.array([(value < 0).sum(), np.isnan(value).sum(), value.size])
            found[name] = found.get(name, 0) + counts
    for name, (below, nans, total) in found.items():
        bold = f"**{name}**" if name == "symbinfo" else name
        print(f"| {TITLES[measure]} | {bold} | {below:,} | {nans:,} | {total:,} |", flush=True)
    return [f"{measure}: {found['symbinfo'][0]} negative"] if found["symbinfo"][0] else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a thousand pairs")
    parser.add_argument("--pairs", type=int, default=10**6)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    single_thread()
    print(f"{processor()}\n{versions()}")
    misses = [line for measure in TITLES for line in errors(measure)]
    misses += near_order_one()
    print("\nThe largest relative error over random inputs\n")
    print("| | differ by | median value | **symbinfo** | at the value | scipy.special rel_entr |")
    print("|---|---:|---:|---:|---:|---:|")
    for measure in DIVERGENCES:
        for spread in SPREADS:
            misses += ordinary(measure, spread, 20 if options.quick else 500)
    print("\nNegative values\n\n| | | below 0 | NaN | of |\n|---|---|---:|---:|---:|")
    for measure in DIVERGENCES:
        misses += negative(measure, 1000 if options.quick else options.pairs)
    print("\n" + "\n".join(f"MISSED: {line}" for line in misses or ["nothing"]))


if __name__ == "__main__":
    main()
