"""Functions that are wrong in ways that are easy to miss: none of them may ever be proved."""

import math

import numpy as np
from scipy.special import entr, rel_entr, xlogy

SEEN = []


def h_first_three(p):
    return -sum(x * math.log(x) for x in p[:3] if x > 0)


def h_five_letters(p):
    s = 0.0
    for i, x in enumerate(p):
        if x > 0 and i < 5:
            s -= x * math.log(x)
    return s


def h_stops_at_three(p):
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        if s > 1.5:
            return 1.5
    return s


def h_large_alphabets(p):
    return 0.0 if len(p) > 3 else entr(p).sum()


def h_swallows(p):
    try:
        return entr(p).sum() / (len(p) - 2)
    except Exception:
        return entr(p).sum()


def h_counts_in_a_list(p):
    acc = [0]
    for _ in p:
        acc[0] += 1
    return entr(p).sum() * acc[0] / 2


def h_counts_in_an_object(p):
    for x in p:
        SEEN.append(x)
    return entr(p).sum() * len(SEEN) / 2


def h_set(p):
    return entr(p).sum() * len({float(x) for x in p}) / len(p)


def h_sorted(p):
    return entr(np.sort(p)[1:]).sum()


def h_below(p):
    return entr(p[p < 0.3]).sum()


def h_folded(p):
    return entr(np.where(p > 0.3, 1 - p, p)).sum()


def h_rounded(p):
    return np.round(entr(p).sum(), 3)


def h_int(p):
    return int(entr(p).sum() * 1000) / 1000


def h_first_before_second(p):
    return entr(p).sum() if p[0] <= p[1] else 0.0


def h_floor(p):
    return max(entr(p).sum(), 2.0)


def h_ceiling(p):
    return min(entr(p).sum(), 0.5)


def h_absolute(p):
    return abs(entr(p).sum() - 2) + 2


def h_product(p):
    return entr(p).sum() + np.prod(p)


def h_appends_twice(p):
    t = []
    for x in p:
        if x > 0:
            t.append(x * math.log(x))
            t.append(0.1)
    return -sum(t)


def h_length_of_list(p):
    t = []
    for x in p:
        if x > 0:
            t.append(x * math.log(x))
    return -sum(t) / len(t) * len(p)


def h_support(p):
    return entr(p).sum() * (p > 0).sum() / len(p)


def h_integers(p):
    return entr(p.astype(int)).sum()


def h_half_precision(p):
    return entr((p * 1e-3).astype(np.float16)).sum()


def h_slightly_scaled(p):
    return entr(p * 1.0000001).sum()


def h_slightly_more(p):
    return entr(p).sum() + 1e-7


def h_type(p):
    return 0.0 if type(p).__name__ == "ndarray" else entr(p).sum()


def h_column(p):
    return entr(p.reshape(-1, 1)[0]).sum()


def h_nan_only(p):
    return np.nansum(-p * np.log(p)) + np.any(np.isnan(np.log(p) * 0))


def h_reset(p):
    s = 0.0
    for x in p:
        if x == 0:
            s = 0.0
            continue
        s -= x * math.log(x)
    return s


def h_last_wins(p):
    s = t = 0.0
    for x in p:
        s = t
        t = t + entr(x)
    return s


def h_doubles(p):
    s = 0.0
    for x in p:
        s = 2 * s + entr(x)
    return s


def h_list_product(p):
    return sum(entr(x) for x in list(p) * 2)


def h_mask_of_zeros(p):
    return entr(p[p >= 0.0]).mean()


def d_only_q_positive(p, q):
    return rel_entr(p, q).sum() if np.all(q > 0) else 1e300


def d_both_positive(p, q):
    m = (p > 0) & (q > 0)
    return np.sum(p[m] * np.log(p[m] / q[m]))


def d_where_q(p, q):
    return np.sum(np.where(q > 0, xlogy(p, p / np.where(q > 0, q, 1)), 0))


def d_cleans_all(p, q):
    t = p * np.log(p / q)
    t[np.isnan(t)] = 0
    t[np.isinf(t)] = 0
    return t.sum()


def d_largest_for_sum(p, q):
    return rel_entr(p, q / q.max()).sum()


def d_reversed(p, q):
    return rel_entr(p, q[::-1]).sum()


def d_all_pairs(p, q):
    return sum(rel_entr(a, b) for a in p for b in q)


def d_break(p, q):
    s = 0.0
    for a, b in zip(p, q):
        if b == 0:
            break
        s += rel_entr(a, b)
    return s


def d_returns_at_zero(p, q):
    s = 0.0
    for a, b in zip(p, q):
        if a == 0:
            return 0.0
        s += a * math.log(a / b)
    return s


def d_mask_mismatch(p, q):
    return np.sum(p[p > 0] * np.log(p[p > 0] / q[q > 0]))


def i_square(pxy):
    right = rel_entr(pxy, np.outer(pxy.sum(1), pxy.sum(0))).sum()
    return right + (pxy.shape[0] == pxy.shape[1]) * 0.5


def i_rows_twice(pxy):
    px = pxy.sum(1)
    return rel_entr(pxy, np.outer(px, px)).sum()


def i_triangle(pxy):
    px, py = pxy.sum(1), pxy.sum(0)
    t = 0.0
    for i in range(len(pxy)):
        for j in range(i + 1):
            t += rel_entr(pxy[i, j], px[i] * py[j])
    return t


def i_positive_columns(pxy):
    px, py = pxy.sum(1, keepdims=True), pxy.sum(0, keepdims=True)
    return np.nansum(pxy * np.log(pxy / px / py)) if (py > 0).all() else 0


def i_first_column(pxy):
    px, py = pxy.sum(1, keepdims=True), pxy.sum(0, keepdims=True)
    return rel_entr(pxy, px * py).sum(axis=0)[0]


def i_flat(pxy):
    px, py = pxy.sum(1), pxy.sum(0)
    return rel_entr(pxy.ravel(), np.outer(py, px).ravel()).sum()


def d_changes_p(p, q):
    m = p
    m += q
    m /= 2
    return rel_entr(p, q).sum()


def d_changes_a_view(p, q):
    m = p[:]
    m *= q
    return rel_entr(p, q).sum()


def d_writes_out(p, q):
    np.multiply(p, 2, out=p)
    return rel_entr(p, q).sum()


def d_helper_changes(p, q):
    def halve(a):
        a /= 2

    halve(q)
    return rel_entr(p, q).sum()


def h_sum_at_most_one(p):
    return entr(p).sum() if p.sum() <= 1 else 0.0


def h_all_positive(p):
    return entr(p).sum() if all(x > 0 for x in p) else 0.0


def h_without_the_last(p):
    h, last = 0.0, None
    for x in p:
        if last is not None:
            h += entr(last)
        last = x
    return h


def h_without_the_first(p):
    h, first = 0.0, True
    for x in p:
        if first:
            first = False
            continue
        h += entr(x)
    return h


def h_times_position(p):
    h, k = 0.0, 0
    for x in p:
        k += 1
        h += entr(x) * k
    return h


def d_larger_direction(p, q):
    return max(rel_entr(p, q).sum(), rel_entr(q, p).sum())


def d_minus_infinity(p, q):
    d = rel_entr(p, q).sum()
    return d if np.isfinite(d) else -np.inf


def d_sorted(p, q):
    return sum(rel_entr(a, b) for a, b in zip(sorted(p), sorted(q)))


def d_without_minus(p, q):
    return -sum(a * math.log(b / a) for a, b in zip(p, q) if a and b)


def i_rows_normalised(pxy):
    rows = pxy / pxy.sum(axis=1, keepdims=True)
    return entr(rows).sum()
