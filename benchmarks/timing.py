"""What the benchmarks share: interleaved timings in this process and in fresh ones."""

from __future__ import annotations

import gc
import importlib.metadata
import os
import platform
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent


def machine() -> str:
    """Return what kind of machine this is."""
    version = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {version}"


def processor() -> str:
    """Return the machine and the model of its processor, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return ", ".join((*models[:1], machine()))


def versions() -> str:
    """Return the versions of the libraries that are there."""
    names = ("numpy", "scipy", "sympy", "numba", "torch", "jax", "numexpr", "scikit-learn")
    found = []
    for name in (*names, "dit", "pyitlib"):
        with suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    return ", ".join(found)


def environment() -> dict[str, str]:
    """Return the environment of a process that finds the package in this checkout."""
    paths = (str(ROOT), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def run_python(*arguments: str, timeout: float | None = None) -> str:
    """Run a fresh Python in this checkout and return what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=timeout,
    )
    return done.stdout


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes, without the collector of garbage in between."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        call()
        return perf_counter() - start
    finally:
        gc.enable()


def interleaved(calls: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Return the median time of each call; all of them take turns."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times):
        for name, call in calls.items():
            found[name].append(seconds(call))
    return {name: median(values) for name, values in found.items()}


def verdict(ratio: float, target: float) -> str:
    """Return whether a ratio is within its target, in words."""
    return f"target <= {target:g}: {'met' if ratio <= target else 'MISSED'}"
