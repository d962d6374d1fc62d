"""Functions as people write them with SciPy; half of them are wrong."""

import numpy as np
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from scipy.special import entr, kl_div, log_softmax, logsumexp, rel_entr, softmax, xlogy


def entropy_entr(p):
    return entr(p).sum()


def entropy_stats(p):
    return stats.entropy(p)


def entropy_stats_bits(p):
    return stats.entropy(p, base=2)


def entropy_xlogy(p):
    return -xlogy(p, p).sum()


def entropy_entr_mean(p):
    return entr(p).mean()


def kl_rel_entr(p, q):
    return np.sum(special.rel_entr(p, q))


def kl_kl_div(p, q):
    return kl_div(p, q).sum()


def kl_stats(p, q):
    return stats.entropy(p, q)


def kl_xlogy(p, q):
    return np.sum(xlogy(p, p) - xlogy(p, q))


def kl_rel_entr_swapped(p, q):
    return rel_entr(q, p).sum()


def kl_rel_entr_log2(p, q):
    return rel_entr(p, q).sum() / np.log(2)


def kl_minus_entr(p, q):
    return -entr(p).sum() + xlogy(p, q).sum()


def cross_entropy_xlogy(p, q):
    return -xlogy(p, q).sum()


def js_rel_entr(p, q):
    m = 0.5 * (p + q)
    return 0.5 * (rel_entr(p, m).sum() + rel_entr(q, m).sum())


def js_squared(p, q):
    return jensenshannon(p, q) ** 2


def js_scipy_distance(p, q):
    return jensenshannon(p, q)


def mi_rel_entr(pxy):
    return rel_entr(pxy, np.outer(pxy.sum(axis=1), pxy.sum(axis=0))).sum()


def mi_entr(pxy):
    return entr(pxy.sum(1)).sum() + entr(pxy.sum(0)).sum() - entr(pxy).sum()


def mi_rel_entr_mean(pxy):
    return rel_entr(pxy, np.outer(pxy.sum(axis=1), pxy.sum(axis=0))).mean()


def softmax_logsumexp(p, z):
    return logsumexp(z) - p @ z


def softmax_log_softmax(p, z):
    return -np.dot(p, log_softmax(z))


def softmax_xlogy(p, z):
    return -xlogy(p, softmax(z)).sum()


def softmax_bits(p, z):
    return (logsumexp(z) - p @ z) / np.log(2)
