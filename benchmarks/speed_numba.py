"""The loops that a user of Numba writes: np.log, no vector library, nothing else."""

from __future__ import annotations

from math import log

import numpy as np
from numba import njit


@njit
def entropy(p):
    out = np.zeros(p.shape[0])
    for i in range(p.shape[0]):
        for k in range(p.shape[1]):
            if p[i, k] > 0:
                out[i] -= p[i, k] * log(p[i, k])
    return out


@njit
def cross_entropy(p, q):
    out = np.zeros(p.shape[0])
    for i in range(p.shape[0]):
        for k in range(p.shape[1]):
            if p[i, k] > 0:
                out[i] -= p[i, k] * log(q[i, k])
    return out


@njit
def kl_divergence(p, q):
    out = np.zeros(p.shape[0])
    for i in range(p.shape[0]):
        for k in range(p.shape[1]):
            if p[i, k] > 0:
                out[i] += p[i, k] * log(p[i, k] / q[i, k])
    return out


@njit
def jensen_shannon(p, q):
    out = np.zeros(p.shape[0])
    for i in range(p.shape[0]):
        for k in range(p.shape[1]):
            m = (p[i, k] + q[i, k]) / 2
            if p[i, k] > 0:
                out[i] += p[i, k] * log(p[i, k] / m) / 2
            if q[i, k] > 0:
                out[i] += q[i, k] * log(q[i, k] / m) / 2
    return out


@njit
def mutual_information(p):
    out = np.zeros(p.shape[0])
    rows, columns = np.empty(p.shape[1]), np.empty(p.shape[2])
    for t in range(p.shape[0]):
        rows[:], columns[:] = 0, 0
        for i in range(p.shape[1]):
            for j in range(p.shape[2]):
                rows[i] += p[t, i, j]
                columns[j] += p[t, i, j]
        for i in range(p.shape[1]):
            for j in range(p.shape[2]):
                if p[t, i, j] > 0:
                    out[t] += p[t, i, j] * log(p[t, i, j] / (rows[i] * columns[j]))
    return out


LOOPS = {
    "entropy": entropy,
    "cross_entropy": cross_entropy,
    "kl_divergence": kl_divergence,
    "jensen_shannon": jensen_shannon,
    "mutual_information": mutual_information,
}
