"""Functions that do what a run on symbols does not see: none of them may be proved."""
# ruff: noqa: S311, NPY002, DTZ011, ICN001 - what such functions do is the point

import datetime
import math
import os
import random
import sys
import time

import numpy as np
from scipy.special import xlogy

NARROW = np.float32
LIMIT = 900


class Count:
    n = 0


def seldom_random(p):
    return -np.sum(xlogy(p, p)) * (2 if random.random() < 1e-9 else 1)


def numpy_random(p):
    return -np.sum(xlogy(p, p)) * (2 if np.random.rand() < 1e-9 else 1)


def by_the_clock(p):
    return -np.sum(xlogy(p, p)) * (2 if time.time() > 1e12 else 1)


def by_the_day(p):
    return -np.sum(xlogy(p, p)) * (2 if datetime.date.today().year == 2525 else 1)


def by_the_environment(p):
    return -np.sum(xlogy(p, p)) * (2 if os.environ.get("PRODUCTION_MODE") else 1)


def by_the_modules(p):
    return -np.sum(xlogy(p, p)) * (2 if "no_such_module" in sys.modules else 1)


def counts_in_a_class(p):
    Count.n += 1
    return -np.sum(xlogy(p, p)) * (1 if Count.n < 10**6 else 2)


def counts_in_itself(p):
    counts_in_itself.n = getattr(counts_in_itself, "n", 0) + 1
    return -np.sum(xlogy(p, p)) * (1 if counts_in_itself.n < 10**6 else 2)


def by_type(p):
    p = np.asarray(p)
    return -np.sum(xlogy(p, p)) * (2 if p.dtype == np.dtype("int8") else 1)


def by_class(p):
    return sum(-x * math.log(x) * (2 if isinstance(x, int) else 1) if x > 0 else 0 for x in p)


def by_dimension(p):
    return -np.sum(xlogy(p, p)) * (1 if p.ndim == 1 else 2)


def raises_when_long(p):
    if len(p) > 1000:
        raise ValueError("too long")
    return -sum(x * math.log(x) if x > 0 else 0 for x in p)


def cut_by_a_slice(p):
    return -sum(x * math.log(y) if x > 0 else 0 for x, y in zip(p, [*p][:5000]))


def cut_by_a_global(p):
    return -sum(p[i] * math.log(p[i]) if p[i] > 0 else 0 for i in range(LIMIT * 9) if i < len(p))


def narrow_type(p):
    return np.float32(-np.sum(xlogy(p, p)))


def narrow_text(p):
    return -np.sum(xlogy(p, p), dtype="f4")


def narrow_name(p):
    return NARROW(-np.sum(xlogy(p, p)))


def narrow_single(p):
    p = np.asarray(p, dtype=np.single)
    return -np.sum(xlogy(p, p))


def zip_twice(p):
    pairs = zip(p, p)
    first = sum(0 * a for a, _ in pairs)
    return first - sum(a * math.log(b) if a > 0 else 0 for a, b in pairs)


def uses_up(terms):
    return sum(terms) + sum(terms)


def handed_to_a_helper(p):
    return uses_up(-x * math.log(x) if x > 0 else 0 for x in p) / 1


def changes_the_state(p):
    np.seterr(under="raise")
    return -np.sum(xlogy(p, p))
