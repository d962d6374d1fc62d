"""Functions of batches, a distribution in each row; names as in real_life.py."""
# ruff: noqa: RET503 - as people write it

import numpy as np
import scipy.special
import scipy.stats
from scipy.special import logsumexp, rel_entr, xlogy


def h_right_last_axis(p):
    return -np.sum(xlogy(p, p), axis=-1)


def h_right_axis_one(p):
    p = p / p.sum(axis=1, keepdims=True)
    return -np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0), axis=1)


def h_right_loop_over_rows(p):
    def one(row):
        row = row[row > 0]
        return -np.sum(row * np.log(row))

    return np.array([one(row) for row in p])


def h_right_append(p):
    values = []
    for row in p:
        values.append(-sum(x * np.log(x) if x > 0 else 0 for x in row))
    return values


def h_right_scipy(p):
    return scipy.stats.entropy(p, axis=1)


def h_right_index(p):
    return [xlogy(p[i], p[i]).sum() * -1 for i in range(len(p))]


def h_right_einsum(p):
    return -np.einsum("ij,ij->i", p, np.log(np.where(p > 0, p, 1)))


def h_wrong_axis_zero(p):
    return -np.sum(xlogy(p, p), axis=0)


def h_wrong_whole_sum(p):
    return -np.sum(xlogy(p, p))


def h_wrong_mean_of_rows(p):
    return -np.sum(xlogy(p, p), axis=-1).mean()


def h_wrong_mean(p):
    return -np.mean(xlogy(p, p), axis=-1)


def h_wrong_normalises_columns(p):
    p = p / p.sum(axis=0)
    return -np.sum(xlogy(p, p), axis=1)


def h_wrong_normalises_by_all(p):
    p = p / p.sum()
    return -np.sum(xlogy(p, p), axis=1)


def h_wrong_transposed(p):
    return -np.sum(xlogy(p.T, p.T), axis=1)


def h_wrong_keepdims(p):
    return -np.sum(xlogy(p, p), axis=1, keepdims=True)


def h_wrong_scipy_default(p):
    return scipy.stats.entropy(p)


def h_wrong_mask_flattens(p):
    q = p[p > 0]
    return -np.sum(q * np.log(q))


def h_wrong_any_row(p):
    h = -np.sum(xlogy(p, p), axis=1)
    return 2 * h if np.any(p == 0) else h


def h_wrong_first_row(p):
    return -np.sum(xlogy(p, p[0]), axis=1)


def h_wrong_plain(p):
    return -np.sum(p * np.log(p), axis=1)


def h_wrong_running(p):
    values, total = [], 0.0
    for row in p:
        total += -np.sum(xlogy(row, row))
        values.append(total)
    return values


def h_wrong_returns_first(p):
    for row in p:
        return -np.sum(xlogy(row, row))


def h_wrong_skips_rows(p):
    values = []
    for row in p:
        if np.all(row > 0):
            values.append(-np.sum(xlogy(row, row)))
    return values


def h_wrong_by_count(p):
    return -np.sum(xlogy(p, p), axis=1) * (1 if len(p) < 50 else 2)


def h_wrong_maximum_of_all(p):
    return -np.sum(xlogy(p, p / p.max()), axis=1)


def h_wrong_column_mask(p):
    h = -np.sum(xlogy(p, p), axis=1)
    h[p[:, 0] > 2] = 0
    return h


def h_wrong_in_place(p):
    p /= 2
    return -np.sum(xlogy(2 * p, 2 * p), axis=1)


def d_right_rows(p, q):
    return rel_entr(p, q).sum(axis=-1)


def d_open_guarded(p, q):
    bad = np.any((q == 0) & (p > 0), axis=1)
    terms = xlogy(p, p) - xlogy(p, np.where(q > 0, q, 1))
    return np.where(bad, np.inf, terms.sum(axis=1))


def d_right_normalised(p, q):
    p = p / np.sum(p, axis=-1, keepdims=True)
    q = q / np.sum(q, axis=-1, keepdims=True)
    return np.sum(rel_entr(p, q), axis=-1)


def d_right_zip(p, q):
    return np.array([rel_entr(a, b).sum() for a, b in zip(p, q)])


def d_wrong_swapped(p, q):
    return rel_entr(q, p).sum(axis=-1)


def d_wrong_any_without_axis(p, q):
    if np.any((q == 0) & (p > 0)):
        return np.full(len(p), np.inf)
    return np.sum(xlogy(p, p) - xlogy(p, q), axis=1)


def d_wrong_guard_on_axis_zero(p, q):
    bad = np.any((q == 0) & (p > 0), axis=0)
    terms = xlogy(p, p) - xlogy(p, np.where(q > 0, q, 1))
    return np.where(bad, np.inf, terms.sum(axis=1))


def d_wrong_keepdims_forgotten(p, q):
    p = p / p.sum(axis=-1)
    return rel_entr(p, q).sum(axis=-1)


def d_wrong_first_reference(p, q):
    return np.array([rel_entr(a, q[0]).sum() for a in p])


def d_wrong_all_pairs(p, q):
    return rel_entr(p[:, None, :], q[None, :, :]).sum(axis=-1).mean(axis=1)


def d_wrong_batchmean(p, q):
    return rel_entr(p, q).sum() / len(p)


def s_right_rows(p, z):
    return -np.sum(p * (z - logsumexp(z, axis=1, keepdims=True)), axis=1)


def s_right_shift(p, z):
    z = z - z.max(axis=-1, keepdims=True)
    return -np.sum(p * (z - np.log(np.exp(z).sum(axis=-1, keepdims=True))), axis=-1)


def s_right_softmax(p, z):
    return -np.sum(p * np.log(scipy.special.softmax(z, axis=-1)), axis=-1)


def s_wrong_softmax_of_all(p, z):
    return -np.sum(p * np.log(scipy.special.softmax(z)), axis=-1)


def s_wrong_softmax_axis_zero(p, z):
    return -np.sum(p * np.log(scipy.special.softmax(z, axis=0)), axis=-1)


def s_wrong_logsumexp_axis(p, z):
    return -np.sum(p * (z - logsumexp(z, axis=0, keepdims=True)), axis=1)


def s_wrong_no_keepdims(p, z):
    return -np.sum(p * (z - logsumexp(z, axis=1)), axis=1)
