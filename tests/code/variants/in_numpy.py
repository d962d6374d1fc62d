"""Functions as people write them with NumPy; half of them are wrong."""

import numpy as np

EPS = 1e-12


def entropy_masked(p):
    p = np.asarray(p, dtype=float)
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def entropy_where(p):
    return -np.where(p > 0, p * np.log(np.where(p > 0, p, 1.0)), 0.0).sum()


def entropy_nansum(p):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.nansum(p * np.log(p))


def entropy_checked(p):
    if np.any(p < 0):
        raise ValueError("negative probability")
    if not np.isclose(p.sum(), 1.0):
        raise ValueError("not a distribution")
    logs = np.zeros_like(p)
    logs[p > 0] = np.log(p[p > 0])
    return -np.dot(p, logs)


def entropy_out(p):
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    return -(p * logs).sum()


def entropy_of_counts(counts):
    p = counts / counts.sum()
    p = p[np.nonzero(p > 0)] if False else p[p > 0]
    return float(-(p * np.log(p)).sum())


def entropy_in_bits(p):
    p = p[p > 0]
    return -np.sum(p * np.log2(p))


def entropy_sign(p):
    p = p[p > 0]
    return np.sum(p * np.log(p))


def entropy_mean(p):
    return -np.mean(np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0))


def entropy_eps(p):
    return -np.sum(p * np.log(p + 1e-10))


def entropy_plain(p):
    return -np.sum(p * np.log(p))


def kl_masked(p, q):
    mask = p > 0
    return np.sum(p[mask] * np.log(p[mask] / q[mask]))


def kl_two_logs(p, q):
    support = p != 0
    return (p[support] * (np.log(p[support]) - np.log(q[support]))).sum(axis=-1)


def kl_guarded(p, q):
    p = np.asarray(p)
    q = np.asarray(q)
    if np.any((q == 0) & (p > 0)):
        return np.inf
    terms = np.zeros_like(p)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    return terms.sum()


def kl_cross_minus_entropy(p, q):
    def cross(a, b):
        kept = a > 0
        return -np.sum(a[kept] * np.log(b[kept]))

    return cross(p, q) - cross(p, p)


def kl_plain(p, q):
    return np.sum(p * np.log(p / q))


def kl_swapped(p, q):
    mask = q > 0
    return np.sum(q[mask] * np.log(q[mask] / p[mask]))


def kl_bits(p, q):
    mask = p > 0
    return np.sum(p[mask] * np.log2(p[mask] / q[mask]))


def kl_mean(p, q):
    return np.mean(np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / np.where(p > 0, q, 1)), 0))


def kl_sign(p, q):
    mask = p > 0
    return np.sum(p[mask] * np.log(q[mask] / p[mask]))


def kl_eps(p, q):
    return np.sum(p * np.log((p + EPS) / (q + EPS)))


def kl_clipped(p, q):
    p = np.clip(p, 1e-12, 1)
    q = np.clip(q, 1e-12, 1)
    return np.sum(p * np.log(p / q))


def kl_reversed_sum(p, q):
    mask = p > 0
    return -np.sum(p[mask] * np.log(q[mask]))


def cross_entropy(p, q):
    kept = p > 0
    return -(p[kept] * np.log(q[kept])).sum()


def cross_entropy_swapped(p, q):
    kept = q > 0
    return -(q[kept] * np.log(p[kept])).sum()


def cross_entropy_eps(p, q):
    return -np.sum(p * np.log(q + 1e-9))


def js_masked(p, q):
    def kl(a, b):
        kept = a > 0
        return np.sum(a[kept] * np.log(a[kept] / b[kept]))

    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2


def js_entropies(p, q):
    def h(a):
        a = a[a > 0]
        return -(a * np.log(a)).sum()

    return h(0.5 * (p + q)) - 0.5 * h(p) - 0.5 * h(q)


def js_distance(p, q):
    return np.sqrt(js_masked(p, q))


def js_no_half(p, q):
    def kl(a, b):
        kept = a > 0
        return np.sum(a[kept] * np.log(a[kept] / b[kept]))

    m = 0.5 * (p + q)
    return kl(p, m) + kl(q, m)


def js_unnormalised_mixture(p, q):
    def kl(a, b):
        kept = a > 0
        return np.sum(a[kept] * np.log(a[kept] / b[kept]))

    m = p + q
    return 0.5 * kl(p, m) + 0.5 * kl(q, m)


def mi_masked(pxy):
    px = pxy.sum(axis=1, keepdims=True)
    py = pxy.sum(axis=0, keepdims=True)
    mask = pxy > 0
    return (pxy[mask] * np.log(pxy[mask] / (px * py)[mask])).sum()


def mi_newaxis(pxy):
    px = pxy.sum(axis=1)
    py = pxy.sum(axis=0)
    expected = px[:, None] * py[None, :]
    ratio = np.where(pxy > 0, pxy / np.where(pxy > 0, expected, 1), 1)
    return np.sum(pxy * np.log(ratio))


def mi_three_entropies(pxy):
    def h(p):
        p = p[p > 0]
        return -np.sum(p * np.log(p))

    return h(pxy.sum(axis=0)) + h(pxy.sum(axis=1)) - h(pxy.ravel())


def mi_wrong_axis(pxy):
    px = pxy.sum(axis=0)
    py = pxy.sum(axis=1)
    expected = np.outer(px, py)
    mask = pxy > 0
    return np.sum(pxy[mask] * np.log(pxy[mask] / expected[mask]))


def mi_bits(pxy):
    px = pxy.sum(axis=1, keepdims=True)
    py = pxy.sum(axis=0, keepdims=True)
    mask = pxy > 0
    return (pxy[mask] * np.log2(pxy[mask] / (px * py)[mask])).sum()


def mi_joint_sign(pxy):
    def h(p):
        p = p[p > 0]
        return -np.sum(p * np.log(p))

    return h(pxy) - h(pxy.sum(axis=0)) - h(pxy.sum(axis=1))


def mi_plain(pxy):
    px = pxy.sum(axis=1, keepdims=True)
    py = pxy.sum(axis=0, keepdims=True)
    return np.sum(pxy * np.log(pxy / (px * py)))


def conditional_entropy(pxy):
    px = pxy.sum(axis=1, keepdims=True)
    cond = np.divide(pxy, px, out=np.ones_like(pxy), where=px > 0)
    kept = pxy > 0
    return -np.sum(pxy[kept] * np.log(cond[kept]))


def conditional_entropy_wrong_axis(pxy):
    py = pxy.sum(axis=0, keepdims=True)
    cond = np.divide(pxy, py, out=np.ones_like(pxy), where=py > 0)
    kept = pxy > 0
    return -np.sum(pxy[kept] * np.log(cond[kept]))


def softmax_loss(p, z):
    z = z - z.max()
    log_q = z - np.log(np.exp(z).sum())
    return -np.sum(p * log_q)


def softmax_loss_no_shift(p, z):
    q = np.exp(z) / np.exp(z).sum()
    return -np.sum(p * np.log(q))


def softmax_loss_unnormalised(p, z):
    return -np.sum(p * np.log(np.exp(z - np.max(z))))


def softmax_loss_no_normaliser(p, z):
    return -np.sum(p * z)


def softmax_loss_eps(p, z):
    e = np.exp(z - z.max())
    return -np.sum(p * np.log(e / e.sum() + 1e-8))


def softmax_loss_sign(p, z):
    z = z - z.max()
    return np.sum(p * (z - np.log(np.exp(z).sum())))


def kl_in_place(p, q):
    p = np.array(p, dtype=float)
    p /= p.sum()
    terms = np.zeros_like(p)
    mask = p > 0
    terms[mask] = np.log(p[mask] / q[mask])
    terms *= p
    return terms.sum()
