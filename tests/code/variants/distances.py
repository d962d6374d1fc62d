"""Total variation and the Hellinger distance; names as in real_life.py."""

import math

import numpy as np
from numpy.linalg import norm
from scipy.spatial.distance import euclidean


def t_right_half_sum(p, q):
    return 0.5 * np.abs(p - q).sum()


def t_right_loop(p, q):
    return sum(abs(a - b) for a, b in zip(p, q)) / 2


def t_right_other_order(p, q):
    return np.sum(np.fabs(np.subtract(q, p))) * 0.5


def t_right_positive_part(p, q):
    return np.maximum(p - q, 0).sum()


def t_right_overlap(p, q):
    return 1 - np.minimum(p, q).sum()


def t_right_norm(p, q):
    return norm(p - q, 1) / 2


def t_right_clip(p, q):
    return np.clip(p - q, 0, None).sum()


def t_right_max_of_two(p, q):
    return sum(max(a, b) for a, b in zip(p, q)) - 1


def t_right_indexed(p, q):
    return 0.5 * sum(abs(p[i] - q[i]) for i in range(len(p)))


def t_right_by_slices(p, q):
    return 0.5 * (abs(p[0] - q[0]) + np.abs(p[1:] - q[1:]).sum())


def t_right_normalised(p, q):
    p, q = p / p.sum(), q / q.sum()
    return np.abs(p - q).sum() / 2


def t_wrong_no_half(p, q):
    return np.abs(p - q).sum()


def t_wrong_largest(p, q):
    return np.abs(p - q).max()


def t_wrong_mean(p, q):
    return np.abs(p - q).mean() / 2


def t_wrong_no_abs(p, q):
    return 0.5 * (p - q).sum()


def t_wrong_abs_of_sum(p, q):
    return 0.5 * abs((p - q).sum())


def t_wrong_squares(p, q):
    return 0.5 * ((p - q) ** 2).sum()


def t_wrong_norm(p, q):
    return norm(p - q) / 2


def t_wrong_drops_letter(p, q):
    return 0.5 * np.abs(p[1:] - q[1:]).sum()


def t_wrong_shifted(p, q):
    return 0.5 * np.abs(p[1:] - q[:-1]).sum()


def t_wrong_cumulative(p, q):
    return np.abs(np.cumsum(p) - np.cumsum(q)).max()


def t_wrong_masked(p, q):
    m = p > 0
    return 0.5 * np.abs(p[m] - q[m]).sum()


def t_wrong_floor_at_eps(p, q):
    return 0.5 * np.maximum(np.abs(p - q), 1e-6).sum()


def t_wrong_self(p, q):
    return 0.5 * np.abs(p - p).sum() + 0.0 * q.sum()


def t_wrong_all_pairs(p, q):
    return 0.5 * np.abs(p[:, None] - q[None, :]).sum()


def t_wrong_positive_part_halved(p, q):
    return 0.5 * np.maximum(p - q, 0).sum()


def t_wrong_weighted(p, q):
    return np.sum(p * np.abs(p - q))


def t_wrong_product(p, q):
    return 0.5 * np.sum(np.abs(p * (1 - q)))


def e_right_norm(p, q):
    return norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2)


def e_right_sum(p, q):
    return np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2)) / math.sqrt(2)


def e_right_half_inside(p, q):
    return np.sqrt(0.5 * ((p**0.5 - q**0.5) ** 2).sum())


def e_right_loop(p, q):
    total = 0.0
    for a, b in zip(p, q):
        total += (math.sqrt(a) - math.sqrt(b)) ** 2
    return math.sqrt(total / 2)


def e_right_euclidean(p, q):
    return euclidean(np.sqrt(p), np.sqrt(q)) / np.sqrt(2)


def e_right_squares(p, q):
    return np.sqrt(np.square(np.sqrt(p) - np.sqrt(q)).sum() / 2)


def e_wrong_rounding(p, q):
    return np.sqrt(1 - np.sum(np.sqrt(p * q)))


def e_wrong_cancels(p, q):
    return np.sqrt(max(0.0, 1 - np.sum(np.sqrt(p * q))))


def e_wrong_squared(p, q):
    return 0.5 * np.sum((np.sqrt(p) - np.sqrt(q)) ** 2)


def e_wrong_no_half(p, q):
    return norm(np.sqrt(p) - np.sqrt(q))


def e_wrong_no_inner_roots(p, q):
    return norm(p - q) / np.sqrt(2)


def e_wrong_divided_by_two(p, q):
    return norm(np.sqrt(p) - np.sqrt(q)) / 2


def e_wrong_coefficient(p, q):
    return np.sum(np.sqrt(p * q))


def e_wrong_minus_log(p, q):
    return -np.log(np.sum(np.sqrt(p * q)))


def e_wrong_root_of_difference(p, q):
    return np.sqrt(np.sum(np.abs(p - q)) / 2)


def e_wrong_mean(p, q):
    return np.sqrt(np.mean((np.sqrt(p) - np.sqrt(q)) ** 2) / 2)


def e_wrong_cross_term(p, q):
    return np.sqrt(np.sum(p + q - np.sqrt(p * q)) / 2)


def e_wrong_inner_product(p, q):
    return math.sqrt(1 - math.sqrt(np.dot(p, q)))


def e_wrong_drops_last(p, q):
    return norm(np.sqrt(p[:-1]) - np.sqrt(q[:-1])) / np.sqrt(2)


def e_wrong_sign(p, q):
    return -norm(np.sqrt(p) - np.sqrt(q)) / np.sqrt(2)


def e_wrong_plus(p, q):
    return norm(np.sqrt(p) + np.sqrt(q)) / np.sqrt(2)
