"""Loops that ask about the whole array in each round; names as in real_life.py."""

import numpy as np
from scipy.special import rel_entr, xlogy

STATE = np.zeros(1)


def h_wrong_state_array(p):
    STATE[0] += 1
    return -np.sum(xlogy(p, p)) * (1 if STATE[0] < 100000 else 2)


def h_wrong_any_inside(p):
    h = 0.0
    for i in range(len(p)):
        if p[i] == 0 and np.any(p > 0):
            h += 1
        else:
            h -= xlogy(p[i], p[i])
    return h


def h_wrong_sum_inside(p):
    h = 0.0
    for i in range(len(p)):
        h -= xlogy(p[i], p[i])
        if p[i] == 0:
            h += p.sum()
    return h


def h_wrong_sum_in_condition(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x) * (1 if np.sum(p) > 0.5 else 0)
        h += (1 if np.sum(p) > 0.5 else 0) * (x == 0)
    return h


def h_wrong_sum_of_others(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        h += np.sum(p[p > 0]) * (x == 0)
    return h


def h_wrong_all_inside(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        if x > 0 and not np.all(p > 0):
            h += 1
    return h


def h_wrong_min_inside(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        if x > 0 and p.min() == 0:
            h += 1
    return h


def h_wrong_max_inside(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        if x == 0 and p.max() > 0:
            h += 1
    return h


def h_wrong_count_inside(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        if x > 0:
            h += np.sum(p == 0)
    return h


def h_wrong_comprehension_any(p):
    return sum(-xlogy(x, x) + (1 if x == 0 and any(y > 0 for y in [p.max()]) else 0) for x in p)


def h_wrong_generator(p):
    return sum(-xlogy(x, x) + (1 if x == 0 and np.any(p) else 0) for x in p)


def d_wrong_inner(p, q):
    d = 0.0
    for a, b in zip(p, q):
        d += rel_entr(a, b)
        if a == 0 and np.any((q == 0) & (p > 0)):
            d = d + 0
        if b > 0 and a == 0 and (p > 0).any():
            d += 1
    return d


def i_wrong_inner(P):
    px, py = P.sum(1), P.sum(0)
    t = 0.0
    for i in range(P.shape[0]):
        for j in range(P.shape[1]):
            t += rel_entr(P[i, j], px[i] * py[j])
            if P[i, j] == 0 and px.sum() > 0.5:
                t += 1
    return t


def i_wrong_inner_by_index(P):
    t = 0.0
    for i in range(P.shape[0]):
        for j in range(P.shape[1]):
            t += rel_entr(P[i, j], P[i].sum() * P[:, j].sum())
            if P[i, j] == 0 and P.sum() > 0.5:
                t += 1
    return t


def i_right_inner(P):
    t = 0.0
    for i in range(P.shape[0]):
        for j in range(P.shape[1]):
            if P[i, j] > 0:
                t += P[i, j] * np.log(P[i, j] / (P[i].sum() * P[:, j].sum()))
    return t


def h_right_normalise_inside(p):
    h = 0.0
    for x in p:
        if x > 0:
            h -= x / p.sum() * np.log(x / p.sum())
    return h


def h_wrong_difference_to_each(p):
    return sum(-xlogy(x, x) + np.sum((p - x) ** 2) for x in p)


def h_wrong_larger_than_each(p):
    h = 0.0
    for x in p:
        h -= xlogy(x, x)
        h += np.sum(np.maximum(p, x) - x)
    return h


def d_wrong_other_letters(p, q):
    return sum(rel_entr(a, b) + np.abs(q - b).sum() for a, b in zip(p, q))
