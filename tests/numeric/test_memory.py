"""Arrays on disk are read in blocks; progress is shown on a terminal."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from symbinfo.numeric import (
    call,
    entropy,
    jensen_shannon,
    kl_divergence,
    mutual_information,
    total_variation,
)


@pytest.fixture
def on_disk(tmp_path):
    def make(name, shape):
        array = np.memmap(tmp_path / name, dtype=np.float64, mode="w+", shape=shape)
        rng = np.random.default_rng(len(name))
        for low in range(0, shape[0], 1000):
            part = rng.random((min(1000, shape[0] - low), *shape[1:])) + 0.1
            array[low : low + 1000] = part / part.sum(
                axis=tuple(range(1, part.ndim)), keepdims=True
            )
        array.flush()
        return np.memmap(tmp_path / name, dtype=np.float64, mode="r", shape=shape)

    return make


def peak(run):
    """Return the most memory that Python and NumPy held during a run, in bytes."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("normalise", ["check", "renormalise", "literal"])
def test_a_batch_on_disk(on_disk, normalise):
    p, q = on_disk("p", (100_000, 100)), on_disk("qq", (100_000, 100))
    assert p.nbytes == 80_000_000
    for function in (kl_divergence, jensen_shannon):
        function(p[:10], q[:10], normalise=normalise)
        assert peak(lambda f=function: f(p, q, normalise=normalise)) < 12_000_000
    values = kl_divergence(p, q, normalise=normalise)
    assert values[99_990:] == pytest.approx(kl_divergence(np.array(p[99_990:]), q[99_990:]))


def test_one_long_row_on_disk(tmp_path):
    size = 10**7
    p = np.memmap(tmp_path / "row", dtype=np.float64, mode="w+", shape=(size,))
    p[:] = 1 / size
    assert peak(lambda: entropy(p)) < 12_000_000
    assert entropy(p) == pytest.approx(np.log(size), rel=1e-14)


def test_a_long_row_in_need_of_digits(tmp_path):
    size = 4 * 10**6
    p, q = (np.memmap(tmp_path / x, dtype=np.float64, mode="w+", shape=(size,)) for x in "pq")
    signs = np.resize([1.0, -1.0], size)
    p[:] = 1 / size
    q[:] = (1 + 1e-7 * signs) / size
    for function, expected in (
        (kl_divergence, 5e-15),
        (jensen_shannon, 1.25e-15),
        (total_variation, 5e-8),
    ):
        assert peak(lambda f=function: f(p, q)) < 90_000_000
        assert function(p, q) == pytest.approx(expected, rel=1e-8)
    q[:] = p
    q[0] += 1e-9 / size
    assert 0 < kl_divergence(p, q) < 1e-20


def test_tables_on_disk(on_disk):
    tables = on_disk("tables", (200_000, 4, 4))
    assert peak(lambda: mutual_information(tables)) < 25_000_000


def test_integers_and_other_layouts_are_converted_in_blocks(tmp_path):
    counts = np.memmap(tmp_path / "counts", dtype=np.int32, mode="w+", shape=(50, 200_000))
    counts[:] = 1
    counts[0] = 3
    run = lambda: entropy(counts, axis=0, normalise="renormalise")  # noqa: E731
    assert peak(run) < 60_000_000
    assert run().shape == (200_000,)


def test_progress_on_a_terminal(monkeypatch, capsys):
    rows = np.full((5000, 100), 0.01)
    monkeypatch.setattr(call, "_LONG", 10**5)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    entropy(rows)
    assert "Evaluating" in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    entropy(rows)
    assert capsys.readouterr().err == ""


def test_threads_do_not_share_scratch():
    script = """
import numpy as np
from concurrent.futures import ThreadPoolExecutor
from symbinfo.numeric import kl_divergence
rng = np.random.default_rng(0)
pairs = [(rng.dirichlet(np.ones(50), 4000), rng.dirichlet(np.ones(50), 4000)) for _ in range(8)]
alone = [kl_divergence(*pair) for pair in pairs]
with ThreadPoolExecutor(8) as pool:
    together = list(pool.map(lambda pair: kl_divergence(*pair), pairs))
assert all((a == b).all() for a, b in zip(alone, together))
"""
    env = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", script], check=True, env=env)
