"""The limit of the speed benchmarks: fused C loops, compiled when a compiler is there."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(__file__).with_name("limit.c")
FLAGS = ("-O3", "-march=native", "-ffast-math", "-shared", "-fPIC")
CLOSE = 1e-13


@cache
def library() -> ctypes.CDLL | None:
    """Return the compiled loops, or nothing if there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "limit.so")
        done = subprocess.run([compiler, *FLAGS, "-o", target, str(SOURCE)], check=False)
        return ctypes.CDLL(target) if done.returncode == 0 else None


def limit(measure: str, *arrays: np.ndarray) -> Callable[[], np.ndarray] | None:
    """Return a call of the loop of a measure on contiguous arrays of rows, or of tables."""
    code = library()
    if code is None:
        return None
    p, q = arrays[0], arrays[-1]
    rows, letters = len(p), p.shape[-1]
    out = np.empty(rows)
    loop = getattr(code, measure)
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in (p, q, out)]
    sizes = [ctypes.c_long(rows), ctypes.c_long(letters)]

    def call() -> np.ndarray:
        loop(*pointers, *sizes)
        return out

    call.kept = arrays  # type: ignore[attr-defined]  # the pointers need the arrays
    return call


def checked(
    measure: str, expected: np.ndarray, *arrays: np.ndarray
) -> Callable[[], np.ndarray] | None:
    """Return the call, once its numbers have been compared with those of symbinfo."""
    call = limit(measure, *arrays)
    if call is not None:
        np.testing.assert_allclose(call(), expected, rtol=CLOSE, atol=CLOSE)
    return call
