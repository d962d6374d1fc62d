"""The peers of the numeric functions. A maker takes the arrays and returns the call to time.

Each is written as its users would write it, with the fastest form that the library offers, on
arrays of its own type that were made before the clock starts. They do not check their input and
they return what the literal formula gives, except where the library itself does more.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Array = np.ndarray
    Call = Callable[[], Any]
    Maker = Callable[..., Call]

FEW = 5  # rows for peers that take them one by one; the time is scaled up


@final
class Peer(NamedTuple):
    """A way to compute a measure: the libraries that it needs, and how to make the call."""

    name: str
    needs: str
    make: Maker
    one_by_one: bool = False


def installed(peer: Peer) -> bool:
    """Return whether the library is there."""
    return find_spec(peer.needs) is not None


def single_thread() -> None:
    """Ask the libraries that use threads for one."""
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
    if find_spec("numexpr"):
        import numexpr

        numexpr.set_num_threads(1)
    if find_spec("jax"):
        import jax

        jax.config.update("jax_enable_x64", True)  # noqa: FBT003 - its only form


def _torch(function: Callable[..., Any]) -> Maker:
    def make(*arrays: Array) -> Call:
        import torch

        tensors = [torch.from_numpy(array) for array in arrays]
        return lambda: function(torch, *tensors)

    return make


def _jax(function: Callable[..., Any]) -> Maker:
    def make(*arrays: Array) -> Call:
        import jax
        import jax.numpy as jnp

        moved = [jnp.asarray(array) for array in arrays]
        compiled = jax.jit(lambda *a: function(jax, jnp, *a))
        return lambda: compiled(*moved).block_until_ready()

    return make


def _numexpr(text: str) -> Maker:
    def make(*arrays: Array) -> Call:
        import numexpr

        names = dict(zip("pq", arrays, strict=False))
        axis = arrays[0].ndim - 1
        return lambda: numexpr.evaluate(f"sum({text}, axis={axis})", local_dict=names)

    return make


def _special(function: Callable[..., Any]) -> Maker:
    def make(*arrays: Array) -> Call:
        from scipy import special

        return lambda: function(special, *arrays)

    return make


def _stats(function: Callable[..., Any]) -> Maker:
    def make(*arrays: Array) -> Call:
        from scipy import stats

        return lambda: function(stats.entropy, *arrays)

    return make


def _numpy(function: Callable[..., Any]) -> Maker:
    return lambda *arrays: lambda: function(*arrays)


def _pyitlib(name: str) -> Maker:
    def make(*arrays: Array) -> Call:
        from pyitlib import discrete_random_variable as drv

        return lambda: getattr(drv, name)(*arrays)

    return make


def _views(name: str) -> Maker:
    def make(*arrays: Array) -> Call:
        import sympy

        letters = [sympy.symbols(f"{s}:{a.shape[-1]}") for s, a in zip("pq", arrays, strict=False)]
        log, terms = sympy.log, list(zip(*letters, strict=True))
        expr = {
            "entropy": lambda: sum(-p * log(p) for (p,) in terms),
            "cross_entropy": lambda: sum(-p * log(q) for p, q in terms),
            "kl_divergence": lambda: sum(p * log(p / q) for p, q in terms),
            "jensen_shannon": lambda: sum(
                p * log(2 * p / (p + q)) / 2 + q * log(2 * q / (p + q)) / 2 for p, q in terms
            ),
        }[name]()
        function = sympy.lambdify([s for group in letters for s in group], expr, "numpy")
        views = [a[..., i] for a in arrays for i in range(a.shape[-1])]
        return lambda: function(*views)

    return make


def _numba(name: str) -> Maker:
    def make(*arrays: Array) -> Call:
        from speed_numba import LOOPS

        rows = [
            array.reshape(-1, *array.shape[-1 - (name == "mutual_information") :])
            for array in arrays
        ]
        return lambda: LOOPS[name](*rows)

    return make


def _dit(name: str) -> Maker:
    def make(*arrays: Array) -> Call:
        import dit

        def law(row: Array) -> Any:
            return dit.Distribution([str(i).zfill(4) for i in range(len(row))], list(row))

        groups = [[law(row) for row in array] for array in arrays]
        for law_ in groups[0]:
            law_.set_base("linear")
        functions = {
            "entropy": dit.shannon.entropy,
            "cross_entropy": dit.divergences.cross_entropy,
            "kl_divergence": dit.divergences.kullback_leibler_divergence,
            "jensen_shannon": lambda p, q: dit.divergences.jensen_shannon_divergence([p, q]),
        }
        function = functions[name]
        return lambda: [function(*row) for row in zip(*groups, strict=True)]

    return make


def _dit_tables(table: Array) -> Call:
    import dit

    def law(cells: Array) -> Any:
        places = [(i, j) for i in range(cells.shape[0]) for j in range(cells.shape[1])]
        return dit.Distribution(places, list(cells.ravel()))

    laws = [law(cells) for cells in table]
    return lambda: [dit.shannon.mutual_information(one, [0], [1]) for one in laws]


def _sklearn_tables(table: Array) -> Call:
    from sklearn.metrics import mutual_info_score

    counts = np.round(table * 1e6).astype(np.int64) + 1
    return lambda: [mutual_info_score(None, None, contingency=one) for one in counts]


def _sides(p: Any) -> tuple[Any, Any]:
    return p.sum(-1, keepdims=True), p.sum(-2, keepdims=True)


def _torch_sides(p: Any) -> tuple[Any, Any]:
    return p.sum(-1, keepdim=True), p.sum(-2, keepdim=True)


def _flat(p: Any) -> Any:
    return p.reshape(*p.shape[:-2], -1)


def _stats_jensen_shannon(p: Array, q: Array) -> Call:
    from scipy.spatial.distance import jensenshannon

    return lambda: jensenshannon(p, q, axis=-1) ** 2


def _middle(divergence: Callable[..., Any], p: Any, q: Any) -> Any:
    m = (p + q) / 2
    return (divergence(p, m) + divergence(q, m)).sum(-1) / 2


def _same(name: str) -> list[Peer]:
    """Return the peers that are made alike for each measure of rows."""
    return [
        Peer("plain numba", "numba", _numba(name)),
        Peer("pyitlib", "pyitlib", _pyitlib(PYITLIB[name])),
        Peer("dit, prebuilt", "dit", _dit(name), one_by_one=True),
        Peer("SymPy lambdify on columns", "sympy", _views(name)),
    ]


PYITLIB = {
    "entropy": "entropy_pmf",
    "cross_entropy": "entropy_cross_pmf",
    "kl_divergence": "divergence_kullbackleibler_pmf",
    "jensen_shannon": "divergence_jensenshannon_pmf",
}

PEERS: dict[str, list[Peer]] = {
    "entropy": [
        Peer("scipy.stats.entropy", "scipy", _stats(lambda f, p: f(p, axis=-1))),
        Peer("scipy.special entr", "scipy", _special(lambda s, p: s.entr(p).sum(-1))),
        Peer("scipy.special xlogy", "scipy", _special(lambda s, p: -s.xlogy(p, p).sum(-1))),
        Peer("torch entr", "torch", _torch(lambda t, p: t.special.entr(p).sum(-1))),
        Peer("jax.jit entr", "jax", _jax(lambda j, _, p: j.scipy.special.entr(p).sum(-1))),
        Peer("numexpr", "numexpr", _numexpr("-p * log(p)")),
        Peer("naive NumPy", "numpy", _numpy(lambda p: -(p * np.log(p)).sum(-1))),
        *_same("entropy"),
    ],
    "kl_divergence": [
        Peer("scipy.stats.entropy", "scipy", _stats(lambda f, p, q: f(p, q, axis=-1))),
        Peer("scipy.special rel_entr", "scipy", _special(lambda s, p, q: s.rel_entr(p, q).sum(-1))),
        Peer("scipy.special kl_div", "scipy", _special(lambda s, p, q: s.kl_div(p, q).sum(-1))),
        Peer(
            "torch F.kl_div",
            "torch",
            _torch(lambda t, p, q: t.nn.functional.kl_div(q.log(), p, reduction="none").sum(-1)),
        ),
        Peer(
            "jax.jit rel_entr",
            "jax",
            _jax(lambda j, _, p, q: j.scipy.special.rel_entr(p, q).sum(-1)),
        ),
        Peer("numexpr", "numexpr", _numexpr("p * log(p / q)")),
        Peer("naive NumPy", "numpy", _numpy(lambda p, q: (p * np.log(p / q)).sum(-1))),
        *_same("kl_divergence"),
    ],
    "cross_entropy": [
        Peer(
            "scipy.stats.entropy, H + KL",
            "scipy",
            _stats(lambda f, p, q: f(p, axis=-1) + f(p, q, axis=-1)),
        ),
        Peer("scipy.special xlogy", "scipy", _special(lambda s, p, q: -s.xlogy(p, q).sum(-1))),
        Peer("torch xlogy", "torch", _torch(lambda t, p, q: -t.xlogy(p, q).sum(-1))),
        Peer(
            "torch F.cross_entropy",
            "torch",
            _torch(lambda t, p, q: t.nn.functional.cross_entropy(q.log(), p, reduction="none")),
        ),
        Peer("jax.jit xlogy", "jax", _jax(lambda j, _, p, q: -j.scipy.special.xlogy(p, q).sum(-1))),
        Peer("numexpr", "numexpr", _numexpr("-p * log(q)")),
        Peer("naive NumPy", "numpy", _numpy(lambda p, q: -(p * np.log(q)).sum(-1))),
        *_same("cross_entropy"),
    ],
    "jensen_shannon": [
        Peer("scipy jensenshannon, squared", "scipy", _stats_jensen_shannon),
        Peer(
            "scipy.special rel_entr", "scipy", _special(lambda s, p, q: _middle(s.rel_entr, p, q))
        ),
        Peer(
            "torch xlogy",
            "torch",
            _torch(lambda t, p, q: _middle(lambda a, m: t.xlogy(a, a) - t.xlogy(a, m), p, q)),
        ),
        Peer(
            "jax.jit rel_entr",
            "jax",
            _jax(lambda j, _, p, q: _middle(j.scipy.special.rel_entr, p, q)),
        ),
        Peer(
            "numexpr",
            "numexpr",
            _numexpr("(p * log(2 * p / (p + q)) + q * log(2 * q / (p + q))) / 2"),
        ),
        Peer(
            "naive NumPy",
            "numpy",
            _numpy(lambda p, q: _middle(lambda a, m: a * np.log(a / m), p, q)),
        ),
        *_same("jensen_shannon"),
    ],
    "mutual_information": [
        Peer(
            "scipy.stats.entropy, H + H - H",
            "scipy",
            _stats(
                lambda f, p: f(p.sum(-1), axis=-1) + f(p.sum(-2), axis=-1) - f(_flat(p), axis=-1)
            ),
        ),
        Peer(
            "scipy.special rel_entr",
            "scipy",
            _special(lambda s, p: s.rel_entr(p, np.multiply(*_sides(p))).sum((-2, -1))),
        ),
        Peer(
            "torch xlogy",
            "torch",
            _torch(lambda t, p: t.xlogy(p, p / t.mul(*_torch_sides(p))).sum((-2, -1))),
        ),
        Peer(
            "jax.jit rel_entr",
            "jax",
            _jax(lambda j, n, p: j.scipy.special.rel_entr(p, n.multiply(*_sides(p))).sum((-2, -1))),
        ),
        Peer(
            "naive NumPy",
            "numpy",
            _numpy(lambda p: (p * np.log(p / np.multiply(*_sides(p)))).sum((-2, -1))),
        ),
        Peer("plain numba", "numba", _numba("mutual_information")),
        Peer("scikit-learn", "sklearn", _sklearn_tables, one_by_one=True),
        Peer("dit, prebuilt", "dit", _dit_tables, one_by_one=True),
    ],
}
