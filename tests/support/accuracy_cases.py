"""Inputs that take the digits of other libraries, and exact values by mpmath.

The value of a function is that of the distributions p / sum(p); mpmath computes it from the
floats as they are with the digits of `mp.dps`: 60, or 800 where floats are denormal.
"""

from __future__ import annotations

import numpy as np
from mpmath import mp


def written(*arrays):
    """Return each array as it is, in many digits."""
    return [[mp.mpf(float(x)) for x in np.ravel(array)] for array in arrays]


def laws(*arrays):
    """Return each array over its sum, in many digits."""
    found = []
    for numbers in written(*arrays):
        total = mp.fsum(numbers)
        found.append([x / total for x in numbers])
    return found


def kl_of(p, q):
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mp.inf
    return mp.fsum(a * mp.log(a / b) for a, b in zip(p, q, strict=True) if a)


def js_of(p, q):
    m = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return (kl_of(p, m) + kl_of(q, m)) / 2


def entropy_of(p):
    return -mp.fsum(a * mp.log(a) for a in p if a)


def mi_of(cells, columns):
    p = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    r, c = [mp.fsum(row) for row in p], [mp.fsum(column) for column in zip(*p, strict=True)]
    return kl_of(cells, [x * y for x in r for y in c])


def exact_kl(p, q):
    return kl_of(*laws(p, q))


def exact_js(p, q):
    return js_of(*laws(p, q))


def exact_entropy(p):
    return entropy_of(*laws(p))


def exact_mi(table):
    return mi_of(*laws(table), table.shape[1])


def exact_power(p, order):
    (p,) = laws(p)
    return mp.fsum(a ** mp.mpf(order) for a in p if a)


def error(value, expected):
    if not expected or mp.isinf(expected):
        return 0.0 if value == expected else float("inf")
    return float(abs((mp.mpf(float(value)) - expected) / expected))


def signs(count):
    return np.where(np.random.default_rng(5).random(count) < 0.5, -1.0, 1.0)


def dirichlet(count, seed=0):
    return np.random.default_rng(seed).dirichlet(np.ones(count))


def near(p, eps):
    """Return q = p (1 +- eps), which sums to 1 but for rounding."""
    q = p * (1 + eps * signs(len(p)))
    return q / q.sum()


UNIFORM, TEN = np.full(1000, 1e-3), dirichlet(10)
PAIRS = {
    "near-uniform, 1e-9": (UNIFORM, near(UNIFORM, 1e-9)),
    "random, 1e-9": (TEN, near(TEN, 1e-9)),
    "random, 1e-4": (TEN, near(TEN, 1e-4)),
    "all of q is p (1 + 1e-9)": (TEN, TEN * (1 + 1e-9)),
    "p close to 1": ([1 - 1e-15, 1e-15], [1 - 2e-15, 2e-15]),
    "zeros in both": ([0.5, 0.5, 0, 0], [0.25, 0.25, 0.5, 0]),
    "zeros in both, near": ([0.5, 0.5, 0], [0.5 + 1e-10, 0.5 - 1e-10, 0]),
    "p unnormalised by 1e-12": (TEN * (1 + 1e-12), near(TEN, 1e-5)),
    "ordinary": (TEN, dirichlet(10, 1)),
    "q = 0 < p": ([0.5, 0.5], [1, 0]),
    "issue of scipy, jensenshannon": ([0.1, 0.9], [0.1 + 1e-17, 0.9]),
}
DENORMAL = {
    "q has the smallest float": ([0.5, 0.5], [1, 5e-324]),
    "3e-309 and 1e-310": ([1 - 3e-309, 3e-309], [1, 1e-310]),
    "5e-324 and 1e-323": ([5e-324, 1], [1e-323, 1]),
    "1e-300, crossed": ([1e-300, 1], [1, 1e-300]),
    "p = 0, q the smallest float": ([0, 1], [5e-324, 1]),
}
