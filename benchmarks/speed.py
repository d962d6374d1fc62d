"""Numeric functions: their speed against the peers and against the limit of the machine.

The limit is a fused loop in C (limit.c), one thread, compiled when a compiler is there; without
one the ratios are to the fastest candidate. All candidates run in this process on one processor,
in rounds of a shuffled order; a figure is the median of the ratios within a round. What counts is
the time of the processor, so that other work on the machine disturbs less. symbinfo runs in its
default form, which checks its input and is accurate to the last digits. Peers that are not
installed are named and left out.

Targets, on shapes of 10,000 numbers or more: NumPy at most 2.5 times the limit (4 for mutual
information), numba at most 2, both ahead of every peer; one call on 10 numbers at most 3 times
`entr(p).sum()`; on (1, 1000) no slower than the naive NumPy line; compiling takes at most 10 ms
whatever the alphabet.

Usage: python benchmarks/speed.py [--quick] [--rounds R] [--only MEASURE]
"""

# ruff: noqa: E402 - the libraries read the number of threads when they are imported

from __future__ import annotations

import argparse
import gc
import os
import random
from math import prod
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple, final

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
from limit import checked
from speed_peers import FEW, PEERS, Peer, installed, single_thread
from timing import processor, versions

import symbinfo
from symbinfo import Entropy, KLDivergence, numeric, pmf
from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Call = Callable[[], Any]

ROWS = ((10_000, 10), (1_000, 1_000), (1_000_000, 8))
TABLES = ((10_000, 2, 2), (10_000, 4, 4), (4_000, 16, 16))
QUICK = 20  # times fewer rows
LARGE = 10_000  # numbers from which on the targets apply
TARGETS = {"symbinfo": 2.5, "symbinfo, numba": 2.0}
TABLE_TARGET = 4.0
TITLES = {
    "entropy": "Entropy",
    "kl_divergence": "Kullback-Leibler divergence",
    "cross_entropy": "Cross-entropy",
    "jensen_shannon": "Jensen-Shannon divergence",
    "mutual_information": "Mutual information",
}
LINE = {  # what the small calls are compared with: one line of scipy.special, and of NumPy
    "entropy": ("scipy.special entr", "naive NumPy"),
    "kl_divergence": ("scipy.special rel_entr", "naive NumPy"),
    "cross_entropy": ("scipy.special xlogy", "naive NumPy"),
    "jensen_shannon": ("scipy.special rel_entr", "naive NumPy"),
}
SLOW = 0.25  # seconds from which on a call joins three rounds only
ENOUGH = 2e-3  # seconds that short calls are repeated for


@final
class Candidate(NamedTuple):
    """A call, how often it is repeated in a round (0: once, cold), and its share of the rows."""

    call: Call
    repeats: int
    scale: float


def laws(seed: int, *shape: int) -> np.ndarray:
    """Return random distributions on the last axis."""
    rng = np.random.default_rng(seed)
    found = rng.standard_exponential(shape)
    return found / found.sum(-1, keepdims=True)


def arrays_for(measure: str, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Return the arguments of a measure."""
    if measure == "mutual_information":
        return (laws(0, shape[0], shape[1] * shape[2]).reshape(shape),)
    return tuple(laws(seed, *shape) for seed in range(1 if measure == "entropy" else 2))


def ours(measure: str, arrays: tuple[np.ndarray, ...]) -> dict[str, Call]:
    """Return the calls of symbinfo: NumPy, and numba where it is installed."""
    function = getattr(numeric, measure)
    calls: dict[str, Call] = {"symbinfo": lambda: function(*arrays)}
    try:
        function(*arrays, backend="numba")
    except (SymbinfoError, ImportError) as error:
        skipped(f"symbinfo, numba ({str(error).splitlines()[0]})")
    else:
        calls["symbinfo, numba"] = lambda: function(*arrays, backend="numba")
    return calls


def timed(call: Call, repeats: int) -> float:
    """Return the seconds of one call, after one that warms the caches unless it is slow."""
    if repeats:
        call()
    start = process_time()
    for _ in range(max(1, repeats)):
        call()
    return (process_time() - start) / max(1, repeats)


def candidate(call: Call, scale: float = 1.0) -> tuple[Candidate, float]:
    """Return a call that has run once, and how long it takes."""
    call()
    taken = timed(call, 0)
    repeats = 0 if taken > SLOW else max(1, min(2000, int(ENOUGH / taken)))
    return Candidate(call, repeats, scale), taken * scale


def made(peer: Peer, arrays: tuple[np.ndarray, ...]) -> tuple[Candidate, float]:
    """Return the call of a peer, on few rows if it takes them one by one."""
    if not peer.one_by_one:
        return candidate(peer.make(*arrays))
    few = [np.atleast_2d(array)[:FEW] for array in arrays]
    return candidate(peer.make(*few), len(np.atleast_2d(arrays[0])) / len(few[0]))


SKIPPED: set[str] = set()


def skipped(what: str) -> None:
    """Say once what is left out."""
    if what not in SKIPPED:
        SKIPPED.add(what)
        print(f"left out: {what}", flush=True)


def candidates(measure: str, arrays: tuple[np.ndarray, ...]) -> dict[str, tuple[Candidate, float]]:
    """Return all that can run, by name."""
    found = {name: candidate(call) for name, call in ours(measure, arrays).items()}
    for peer in PEERS[measure]:
        if not installed(peer):
            skipped(f"{peer.name} ({peer.needs} is not installed)")
        elif peer.make.__qualname__.startswith("_views") and arrays[0].shape[-1] > 100:
            continue  # an expression of a thousand symbols takes seconds to compile
        else:
            try:
                found[peer.name] = made(peer, arrays)
            except ImportError as error:
                skipped(f"{peer.name} ({error})")
    return found


def rounds(found: Mapping[str, tuple[Candidate, float]], times: int) -> dict[str, list[float]]:
    """Return the seconds of each call in each round; slow ones join the first three."""
    seconds: dict[str, list[float]] = {name: [] for name in found}
    order = random.Random(1)  # noqa: S311 - an order, not a secret
    gc.collect()
    gc.disable()
    for number in range(times):
        names = [n for n in found if number < 3 or found[n][1] / found[n][0].scale < SLOW]
        order.shuffle(names)
        for name in names:
            one = found[name][0]
            seconds[name].append(timed(one.call, one.repeats) * one.scale)
    gc.enable()
    return seconds


def ratios(seconds: Mapping[str, list[float]], base: str) -> dict[str, float]:
    """Return the median of the ratios within a round to one of the candidates."""
    by = seconds[base]
    return {n: median(t / b for t, b in zip(ts, by, strict=False)) for n, ts in seconds.items()}


def against_limit(measure: str, shape: tuple[int, ...], times: int) -> tuple[str, dict[str, float]]:
    """Return what the ratios are to, and the ratios."""
    arrays = arrays_for(measure, shape)
    found = candidates(measure, arrays)
    expected = getattr(numeric, measure)(*arrays)
    fused = checked(measure, expected, *arrays)
    if fused is not None:
        found = {"limit": candidate(fused), **found}
    seconds = rounds(found, times)
    base = "limit" if fused else min(seconds, key=lambda name: median(seconds[name]))
    return base, ratios(seconds, base)


def figure(value: float | None) -> str:
    """Return a ratio as text with two digits."""
    if value is None:
        return "-"
    return f"{value:.2f}" if value < 9.995 else f"{float(f'{value:.2g}'):,.0f}"


def table(header: list[str], rows: Mapping[str, list[float | None]]) -> str:
    """Return a Markdown table, the smallest in the first column first."""
    lines = ["| | " + " | ".join(header) + " |", "|---|" + "---:|" * len(header)]
    first = sorted(rows, key=lambda name: (not name.startswith(("symbinfo", "limit")), name))
    for name in first:
        shown = f"**{name}**" if name.startswith("symbinfo") else name
        lines.append(f"| {shown} | " + " | ".join(map(figure, rows[name])) + " |")
    return "\n".join(lines)


def judged(measure: str, shape: tuple[int, ...], row: Mapping[str, float]) -> list[str]:
    """Return what misses its target on one shape."""
    if prod(shape) < LARGE:
        return []
    peers = {n: v for n, v in row.items() if not n.startswith(("symbinfo", "limit"))}
    best = min(peers, key=peers.__getitem__)
    missed = []
    for name in (n for n in row if n.startswith("symbinfo")):
        wanted = TARGETS[name]
        if name == "symbinfo" and measure == "mutual_information":
            wanted = TABLE_TARGET
        if "limit" in row and row[name] > wanted:
            missed.append(f"{measure} {shape}: {name} {row[name]:.2f}, target {wanted:g}")
        if row[name] > peers[best]:
            missed.append(f"{measure} {shape}: {name} {row[name]:.2f}, {best} {peers[best]:.2f}")
    return missed


def columns(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return a table of ratios by shape."""
    names = dict.fromkeys(name for row in found.values() for name in row)
    return table(list(found), {n: [row.get(n) for row in found.values()] for n in names})


def large(measure: str, shapes: tuple[tuple[int, ...], ...], times: int) -> list[str]:
    """Print the ratios of one measure on large shapes; return what misses its target."""
    found, missed = {}, []
    for shape in shapes:
        base, row = against_limit(measure, shape, times)
        title = " x ".join(f"{n:,}" for n in shape) + ("" if base == "limit" else f" (to {base})")
        found[title] = row
        missed += judged(measure, shape, row)
    print(f"\n{TITLES[measure]}\n\n{columns(found)}", flush=True)
    return missed


def small(measure: str, times: int) -> list[str]:
    """Print the ratios of single calls to one line of SciPy and of NumPy; return the misses."""
    found, missed = {}, []
    cases = zip(((10,), (1, 1000)), LINE[measure], (3.0, 1.0), strict=True)
    for shape, base, wanted in cases:
        seconds = rounds(candidates(measure, arrays_for(measure, shape)), times)
        row = ratios(seconds, base)
        title = f"{'10 numbers' if shape == (10,) else shape} (to {base}, {_micro(seconds[base])})"
        found[title] = row
        if row["symbinfo"] > wanted:
            missed.append(f"{measure} {title}: symbinfo {row['symbinfo']:.2f}, target {wanted:g}")
    print(f"\n{TITLES[measure]}, one call\n\n{columns(found)}", flush=True)
    return missed


def _micro(seconds: list[float]) -> str:
    return f"{median(seconds) * 1e6:.2g} us"


def compiling(times: int) -> list[str]:
    """Print how long `lambdify` takes, the first time and again; return the misses."""
    print("\nCompiling\n\n| letters | first, ms | again, us |\n|---|---:|---:|")
    missed = []
    p = pmf("p")
    symbinfo.lambdify(p, Entropy(p))  # what is imported on first use
    for letters in (10, 1_000_000):
        first, again = [], []
        for number in range(times):
            p, q = (pmf(f"{name}{number}", letters) for name in "pq")
            call = _compile(p, q)
            first.append(timed(call, 0))
            again.append(timed(call, 10))
        print(f"| {letters:,} | {median(first) * 1e3:.1f} | {median(again) * 1e6:.1f} |")
        if median(first) > 10e-3:
            missed.append(f"lambdify, {letters:,} letters: {median(first) * 1e3:.1f} ms, target 10")
    return missed


def _compile(p: Any, q: Any) -> Call:
    return lambda: symbinfo.lambdify((p, q), KLDivergence(p, q))


def one_processor() -> None:
    """Stay on one processor, so that nothing gains by threads."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    single_thread()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few rounds of few rows")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--only", choices=TITLES)
    options = parser.parse_args()
    print(f"{processor()}\n{versions()}\n", flush=True)
    one_processor()
    times, share = (3, QUICK) if options.quick else (options.rounds, 1)
    missed = []
    for measure in (options.only,) if options.only else TITLES:
        shapes = TABLES if measure == "mutual_information" else ROWS
        missed += large(measure, tuple((s[0] // share, *s[1:]) for s in shapes), times)
    for measure in LINE:
        if options.only in (None, measure):
            missed += small(measure, times)
    missed += compiling(times)
    print("\n" + "\n".join(f"MISSED: {one}" for one in missed or ["nothing"]))


if __name__ == "__main__":
    main()
