"""Functions as they stand in projects: each name says the measure, and whether it is right."""
# ruff: noqa: SIM105, C417, RUF007, RET507 - as people write it

import math
from collections.abc import Sequence

import numpy as np
import scipy.special
import scipy.stats
from scipy.special import logsumexp, softmax, xlogy


def h_right_distribution(probabilities: Sequence[float]) -> float:
    """Shannon entropy, in nats."""
    return -sum(0.0 if p == 0 else p * math.log(p) for p in probabilities)


def h_right_masked_array(p):
    nz = p[np.nonzero(p)]
    return -np.sum(nz * np.log(nz))


def h_right_tree_impurity(counts):
    total = np.sum(counts)
    entropy = 0.0
    for count in counts:
        if count > 0:
            prob = count / total
            entropy -= prob * np.log(prob)
    return entropy


def h_right_dot(p):
    logp = np.log(np.where(p == 0, 1.0, p))
    return -p.dot(logp)


def h_right_einsum(p):
    return -np.einsum("i,i->", p, np.log(np.where(p > 0, p, 1)))


def h_right_base_argument(p, base=math.e):
    p = np.asarray(p, dtype=np.float64)
    p = p[p > 0]
    return float(-(p * np.log(p)).sum() / np.log(base))


def h_wrong_finfo_guard(p):
    logs = np.where(p > 0, np.log(np.maximum(p, np.finfo(np.float64).tiny)), 0.0)
    return -(p * logs).sum()


def h_right_nan_to_num(p):
    with np.errstate(divide="ignore"):
        logs = np.nan_to_num(np.log(p), neginf=0.0)
    return -(p * logs).sum()


def h_right_try(p):
    total = 0.0
    for x in p:
        try:
            total -= x * math.log(x)
        except ValueError:
            pass
    return total


def h_right_head_and_tail(p):
    first, rest = p[0], p[1:]
    h = 0.0 if first == 0 else -first * math.log(first)
    return h - np.sum(xlogy(rest, rest))


def h_right_last_by_difference(p):
    last = p[-1]
    return -np.sum(xlogy(p[:-1], p[:-1])) - xlogy(last, last)


def h_right_map(p):
    return sum(map(lambda x: -x * math.log(x) if x > 0 else 0.0, p))


def h_wrong_try_returns(p):
    total = 0.0
    for x in p:
        try:
            total -= x * math.log(x)
        except ValueError:
            return 0.0
    return total


def h_wrong_try_adds(p):
    total = 0.0
    for x in p:
        try:
            total -= x * math.log(x)
        except ValueError:
            total += 1e-3
    return total


def h_wrong_drops_first(p):
    rest = p[1:]
    return -np.sum(xlogy(rest, rest))


def h_wrong_drops_last(p):
    return -np.sum(xlogy(p[:-1], p[:-1]))


def h_wrong_every_other(p):
    return -np.sum(xlogy(p[::2], p[::2])) - np.sum(xlogy(p[1:-1:2], p[1:-1:2]))


def h_wrong_window(p):
    return -sum(xlogy(a, b) for a, b in zip(p[:-1], p[1:])) - xlogy(p[-1], p[0])


def h_wrong_ddof(counts):
    p = counts / (counts.sum() - 1)
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def h_wrong_normalised(p):
    k = len(p)
    return -np.sum(xlogy(p, p)) / np.log(k)


def h_wrong_base_two_default(p, base=2):
    p = p[p > 0]
    return -(p * np.log(p)).sum() / np.log(base)


def h_wrong_tiny_added(p):
    return -np.sum(p * np.log(p + np.finfo(float).eps))


def h_wrong_nan_to_num_of_all(p):
    return -np.sum(np.nan_to_num(np.log(p), neginf=-1.0) * np.maximum(p, 1e-3))


def h_wrong_in_place(p):
    p = np.asarray(p)
    p[p == 0] = 1
    return -np.sum(p * np.log(p))


def h_wrong_int_division(counts):
    total = sum(counts)
    return -sum((c // total) * math.log(c / total) for c in counts if c > 0)


def h_wrong_softmax_first(p):
    s = softmax(p)
    return -np.sum(s * np.log(s))


def d_right_np_where(p, q):
    p = np.asarray(p, dtype=float)
    q = np.asarray(q, dtype=float)
    return np.sum(np.where(p != 0, p * np.log(p / q), 0))


def d_right_scipy_stats(p, q):
    return scipy.stats.entropy(pk=p, qk=q)


def d_right_dict_like(p, q):
    total = 0
    for i in range(len(p)):
        if p[i] == 0.0:
            continue
        elif q[i] == 0.0:
            return float("inf")
        else:
            total = total + p[i] * (math.log(p[i]) - math.log(q[i]))
    return total


def d_right_cross_minus_self(p, q):
    return xlogy(p, p).sum() - xlogy(p, q).sum()


def d_right_divide_out(p, q):
    ratio = np.divide(p, q, out=np.full_like(p, np.inf), where=q > 0)
    return np.sum(np.where(p > 0, p * np.log(np.where(p > 0, ratio, 1)), 0))


def d_right_assertions(p, q):
    assert len(p) == len(q), "lengths differ"
    p, q = np.array(p), np.array(q)
    return scipy.special.rel_entr(p, q).sum(axis=0)


def d_wrong_column(p, q):
    return np.sum(xlogy(p[:, None], p[:, None] / q)) / len(p)


def d_wrong_renormalised_by_other(p, q):
    p = p / p.sum()
    q = q / q.max()
    return np.sum(np.where(p > 0, p * np.log(p / q), 0))


def d_wrong_eps_in_q(p, q):
    q = (q + 1e-10) / np.sum(q + 1e-10)
    m = p > 0
    return np.sum(p[m] * np.log(p[m] / q[m]))


def d_wrong_abs(p, q):
    m = p > 0
    return np.sum(np.abs(p[m] * np.log(p[m] / q[m])))


def d_wrong_log_of_sum(p, q):
    m = p > 0
    return np.log(np.sum(p[m] * p[m] / q[m]))


def d_wrong_shifted(p, q):
    return sum(xlogy(p[i], p[i] / q[i - 1]) for i in range(len(p)))


def d_wrong_mask_of_q(p, q):
    m = q > 0
    return np.sum(xlogy(p[m], p[m] / q[m]))


def d_wrong_symmetrised(p, q):
    return 0.5 * (scipy.stats.entropy(p, q) + scipy.stats.entropy(q, p))


def d_wrong_max_with_eps(p, q):
    q = np.maximum(q, np.finfo(p.dtype).eps)
    m = p > 0
    return np.sum(p[m] * np.log(p[m] / q[m]))


def d_wrong_normalises_only_p(p, q):
    p = p / np.sum(p)
    q = q / np.sum(p) / 2
    return np.sum(xlogy(p, p / q))


def d_wrong_mean_of_logs(p, q):
    m = p > 0
    return np.mean(np.log(p[m]) - np.log(q[m]))


def s_right_stable(p, z):
    shifted = z - np.max(z, axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
    return -np.sum(p * log_probs, axis=-1)


def s_right_logsumexp(p, z):
    return -np.sum(p * (z - logsumexp(z, axis=-1, keepdims=True)))


def s_right_loop(p, z):
    total = sum(math.exp(score) for score in z)
    return -sum(a * (b - math.log(total)) for a, b in zip(p, z))


def s_right_helper(p, z):
    def stable_softmax(x):
        e = np.exp(x - x.max())
        return e / e.sum()

    return -np.sum(p * np.log(stable_softmax(z)))


def s_wrong_clip(p, z):
    s = np.clip(softmax(z), 1e-7, 1 - 1e-7)
    return -np.sum(p * np.log(s))


def s_wrong_temperature(p, z):
    return -np.sum(p * np.log(softmax(z / 2)))


def s_wrong_softmax_twice(p, z):
    return -np.sum(p * np.log(softmax(softmax(z))))


def s_wrong_shift_in_the_sum_only(p, z):
    m = np.max(z)
    return -np.sum(p * (z - np.log(np.sum(np.exp(z - m)))))


def s_wrong_mean(p, z):
    return np.mean(-p * (z - logsumexp(z)))


def s_wrong_softmax_of_target(p, z):
    return -np.sum(softmax(z) * np.log(np.where(p > 0, p, 1)))


def s_wrong_argmax(p, z):
    return logsumexp(z) - z[np.argmax(p)]


def s_wrong_label_smoothing(p, z):
    p = 0.9 * p + 0.1 / len(p)
    return -np.sum(p * (z - logsumexp(z)))


def i_right_outer(joint):
    joint = joint / joint.sum()
    expected = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    nz = joint > 0
    return np.sum(joint[nz] * np.log(joint[nz] / expected[nz]))


def i_right_keepdim_logs(joint):
    px, py = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    safe = np.where(joint > 0, joint, 1.0)
    base = np.where(joint > 0, px * py, 1.0)
    return (joint * (np.log(safe) - np.log(base))).sum()


def i_right_chain(joint):
    px = joint.sum(axis=1)
    py = joint.sum(axis=0)
    return scipy.stats.entropy(px) + scipy.stats.entropy(py) - scipy.stats.entropy(joint.flatten())


def i_wrong_keepdims_forgotten(joint):
    px = joint.sum(axis=1)
    py = joint.sum(axis=0)
    return xlogy(joint, joint / (px * py)).sum()


def i_wrong_same_axis_twice(joint):
    px = joint.sum(axis=0, keepdims=True)
    py = joint.sum(axis=0, keepdims=True)
    return xlogy(joint, joint / (px * py)).sum()


def i_wrong_normalises_rows(joint):
    joint = joint / joint.sum(axis=1, keepdims=True)
    px, py = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    return xlogy(joint, joint / (px * py)).sum()


def i_wrong_half(joint):
    px, py = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    return 0.5 * xlogy(joint, joint / (px * py)).sum()


def i_wrong_mean_over_rows(joint):
    px, py = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    return xlogy(joint, joint / (px * py)).sum(axis=1).mean()


def i_wrong_entropy_of_axis(joint):
    return scipy.stats.entropy(joint.sum(axis=1)) - scipy.stats.entropy(joint, axis=0).mean()


def j_right_helper_functions(p, q):
    def kl(a, b):
        return np.sum(np.where(a > 0, a * np.log(np.where(a > 0, a, 1) / np.where(a > 0, b, 1)), 0))

    m = 0.5 * (p + q)
    return 0.5 * kl(p, m) + 0.5 * kl(q, m)


def j_right_entropies(p, q):
    return scipy.stats.entropy((p + q) / 2) - (scipy.stats.entropy(p) + scipy.stats.entropy(q)) / 2


def j_wrong_mixture_changed_in_place(p, q):
    m = p
    m += q
    m *= 0.5
    return 0.5 * (scipy.special.rel_entr(p, m).sum() + scipy.special.rel_entr(q, m).sum())


def j_wrong_geometric_mixture(p, q):
    m = np.sqrt(p * q)
    return 0.5 * (scipy.special.rel_entr(p, m).sum() + scipy.special.rel_entr(q, m).sum())


def j_wrong_reversed(p, q):
    m = 0.5 * (p + q)
    return 0.5 * (scipy.special.rel_entr(m, p).sum() + scipy.special.rel_entr(m, q).sum())


def j_wrong_one_sided(p, q):
    m = 0.5 * (p + q)
    return scipy.special.rel_entr(p, m).sum()


def j_wrong_base_two(p, q):
    return scipy.spatial.distance.jensenshannon(p, q, base=2) ** 2


def x_right_masked(p, q):
    mask = p > 0
    with np.errstate(divide="ignore"):
        return -np.dot(p[mask], np.log(q[mask]))


def x_right_sum_of_two(p, q):
    return scipy.stats.entropy(p) + scipy.stats.entropy(p, q)


def x_wrong_clip(p, q):
    q = np.clip(q, 1e-15, 1 - 1e-15)
    return -np.sum(p * np.log(q))


def x_wrong_binary(p, q):
    return -np.sum(xlogy(p, q) + xlogy(1 - p, 1 - q))


def x_wrong_swapped(p, q):
    return -np.sum(xlogy(q, p))


def x_wrong_batch_mean(p, q):
    return -np.sum(xlogy(p, q)) / p.shape[0]
