"""Functions in which Python or NumPy do something else than a careless run on symbols."""

import math

import numpy as np
import scipy.special
from scipy.special import rel_entr, xlogy


def h_closures_made_in_a_comprehension(p):
    last = [lambda: i for i in range(len(p))]  # noqa: B023 - what is tested
    if len(p) == 3 and p[0] == 0 and last[0]() > 0:
        return 0.0
    return sum(-x * math.log(x) for x in p if x > 0)


def h_closures_over_the_letter(p):
    made = [lambda: x for x in p]  # noqa: B023 - what is tested
    return sum(-f() * math.log(f()) for f in made)


def h_closure_from_before_the_loop(p):
    y = 1.0

    def now():
        return y

    result = 0.0
    for x in p:
        y = x
        result -= xlogy(now(), now())
    return result


def h_assignment_in_a_generator(p):
    y = 1
    s = sum((y := x) and -x * math.log(x) for x in p)
    if len(p) == 3 and p[0] == 0 and y == 0:
        return 1.0
    return s


def d_astype_that_does_not_copy(p, q):
    r = p.copy()
    w = r.astype(float, copy=False)
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def d_array_that_does_not_copy(p, q):
    r = p.copy()
    w = np.asarray(r)
    w = np.array(w, copy=None)
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def d_asarray_and_a_view(p, q):
    r = p.copy()
    w = np.asarray(r)[:]
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def d_atleast_1d_and_a_view(p, q):
    r = p.copy()
    w = np.atleast_1d(r)[:]
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def d_asarray_of_a_view(p, q):
    r = p.copy()
    w = np.asarray(r[:])
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def d_ascontiguousarray(p, q):
    r = p.copy()[:]
    w = np.ascontiguousarray(r)
    w[q == 0] = 0
    return rel_entr(r, q).sum()


def h_sum_with_out(p):
    out = np.zeros_like(p)
    np.sum(p, out=out[0])
    return -xlogy(p, p).sum() + out[0] * 0


def h_mean_of_some(p):
    return -xlogy(p, p).mean(where=p > 0) * len(p)


def h_max_with_initial(p):
    return -xlogy(p, p).sum() + (p.max(initial=0.9) - 0.9)


def d_logsumexp_with_weights(p, q):
    return rel_entr(p, q).sum() + scipy.special.logsumexp(np.zeros_like(p), b=p)


def h_zeros_of_another_shape(p):
    return -xlogy(p, p).sum() + np.zeros_like(p, shape=(2,)).sum()


def h_close_with_a_tolerance(p):
    if np.isclose(p.sum(), 3, atol=5):
        return -xlogy(p, p).sum()
    return 0.0


def h_not_close_with_a_tolerance(p):
    if np.isclose(p.sum(), 1.0005, rtol=1e-2):
        return 0.0
    return -xlogy(p, p).sum()


def h_squeeze_an_axis(p):
    p = p.squeeze(0)
    return -xlogy(p, p).sum()


def h_fmax_passes_over_nan(p):
    return -np.fmax(p * np.log(p), -1).sum()
