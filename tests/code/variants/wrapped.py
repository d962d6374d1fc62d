"""Functions with decorators, try, and places; names as in real_life.py."""
# ruff: noqa: SIM105, S110 - as people write it

import functools
import math

import numpy as np
from scipy.special import rel_entr, xlogy


def checked(f):
    @functools.wraps(f)
    def inner(p):
        if np.any(np.asarray(p) < 0):
            raise ValueError("negative")
        return f(p)

    return inner


def scaled(f):
    @functools.wraps(f)
    def inner(p):
        return 1.0000001 * f(p)

    return inner


def registered(f):
    return f


@checked
def h_right_checked(p):
    return -np.sum(xlogy(p, p))


@scaled
def h_wrong_scaled(p):
    return -np.sum(xlogy(p, p))


@registered
def h_right_registered(p):
    return -np.sum(xlogy(p, p))


@functools.lru_cache
def cached(p):
    return -sum(xlogy(x, x) for x in p)


class Metrics:
    @staticmethod
    def kl(p, q):
        return np.sum(rel_entr(p, q))

    @staticmethod
    def swapped(p, q):
        return np.sum(rel_entr(q, p))

    def method(self, p, q):
        return np.sum(rel_entr(p, q))

    @classmethod
    def of_class(cls, p, q):
        return np.sum(rel_entr(p, q))


def h_wrong_errstate(p):
    with np.errstate(divide="raise"):
        return -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0))


def h_wrong_own_log(p):
    def log(x):
        return math.log(x) if x > 1e-300 else int("x")

    t = 0
    for x in p:
        try:
            t -= x * log(x)
        except ValueError:
            t += 1
    return t


def h_wrong_try_first(p):
    total = 0.0
    for x in p:
        try:
            total -= x * math.log(x)
        except ValueError:
            total = 0.0
    return total


def h_wrong_try_whole(p):
    try:
        return -sum(x * math.log(x) for x in p)
    except ValueError:
        return 0.0


def h_right_try_assign(p):
    total = 0.0
    for x in p:
        try:
            logp = math.log(x)
        except ValueError:
            logp = 0.0
        total += x * logp
    return -total


def h_right_try_continue(p):
    total = 0.0
    for i in range(len(p)):
        try:
            term = p[i] * math.log(p[i])
        except ValueError:
            continue
        total += term
    return -total


def d_right_try_inf(p, q):
    total = 0.0
    for a, b in zip(p, q):
        if a == 0:
            continue
        try:
            total += a * (math.log(a) - math.log(b))
        except ValueError:
            return math.inf
    return total


def d_wrong_try_skip(p, q):
    total = 0.0
    for a, b in zip(p, q):
        try:
            total += a * (math.log(a) - math.log(b))
        except ValueError:
            continue
    return total


def h_wrong_bare(p):
    total = 0.0
    for x in p:
        try:
            total -= x * math.log(x)
        except Exception:
            pass
    return total


def h_right_nonzero_index(p):
    idx = np.nonzero(p)[0]
    return -np.sum(p[idx] * np.log(p[idx]))


def h_wrong_nonzero_length(p):
    idx = np.nonzero(p)[0]
    return -np.sum(p[idx] * np.log(p[idx])) * len(p) / len(idx)


def h_right_where_index(p):
    idx = np.where(p > 0)
    return -np.sum(p[idx] * np.log(p[idx]))


def d_wrong_nonzero_q(p, q):
    idx = np.nonzero(q)
    return np.sum(xlogy(p[idx], p[idx] / q[idx]))


def h_right_zeros_loop(p):
    terms = np.zeros(len(p))
    for i in range(len(p)):
        if p[i] > 0:
            terms[i] = p[i] * np.log(p[i])
    return -terms.sum()


def h_wrong_einsum(p):
    return -np.einsum("i,j->", p, np.log(np.where(p > 0, p, 1)))


def h_wrong_floor(p):
    return -np.sum(xlogy(p, p)) + sum(p) // 2
