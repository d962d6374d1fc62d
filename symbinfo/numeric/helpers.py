"""The few functions, beside NumPy's own, that generated code may call; as source text."""

from __future__ import annotations

from types import MappingProxyType

SOURCES = MappingProxyType(
    {
        "checked": '''\
def checked(p, axis):
    """Return p over its sum, which must be 1 but for rounding, and p not negative."""
    p = np.asarray(p, dtype=float)
    total = np.sum(p, axis=axis, keepdims=True)
    if np.any(p < 0) or np.any(np.abs(total - 1) > np.sqrt(np.finfo(float).eps)):
        raise ValueError("probabilities must not be negative, and must sum to 1")
    return p / total
''',
        "renormalised": '''\
def renormalised(p, axis):
    """Return p over its sum, which must be positive, and p not negative."""
    p = np.asarray(p, dtype=float)
    total = np.sum(p, axis=axis, keepdims=True)
    if np.any(p < 0) or np.any(total <= 0):
        raise ValueError("weights must not be negative, and must have a positive sum")
    return p / total
''',
        "difference": '''\
def difference(p, q, axis):
    """Return q - p, once each is over its sum, with the digits that their quotients round off."""
    d = np.asarray(q, dtype=float) - p
    sums = (np.sum(x, axis=axis, keepdims=True) for x in (p, q, d))
    total_p, total_q, rest = sums
    return (d - p * (rest / total_p)) / total_q
''',
        "bregman": '''\
def bregman(x, y, d):
    """Return x log(x / y) - x + y >= 0, from d = y - x; digits are kept where x is near y."""
    s = np.where(d == 0, 0.0, d / (x + y))
    near = np.abs(s) <= 1 / 3
    u = np.where(near, s * s, 0.0)
    phi = 0.0
    for k in range(35, 1, -2):
        phi = phi * u + 1 / k
    far = np.where(x == 0, 0.0, x * np.log(np.where(x == 0, 1.0, x / y)))
    return np.where(near, s * (d - 2 * x * u * phi), far + d)
''',
        "xlogy": '''\
def xlogy(a, b):
    """Return a log b, which is 0 where a = 0, whatever b is."""
    return np.where(a == 0, 0.0, a * np.log(np.where(a == 0, 1.0, b)))
''',
        "xlog_ratio": '''\
def xlog_ratio(a, b, c):
    """Return a log(b / c), which is 0 where a = 0; b / c may be too large or small for a float."""
    ratio = b / c
    fits = (ratio > 0) & (ratio < np.inf)
    logs = np.where(fits, np.log(np.where(fits, ratio, 1.0)), np.log(b) - np.log(c))
    return np.where(a == 0, 0.0, a * logs)
''',
        "weighted": '''\
def weighted(w, e):
    """Return w e, which is 0 where w = 0, whatever e is."""
    return np.where(w == 0, 0.0, w * e)
''',
        "powers_of_law": '''\
def powers_of_law(p, order):
    """Return the terms p**order with what `log_power_mean` and `power_rate` need of them."""
    logs = np.log(np.where(p == 0, 1.0, p))
    powers = np.where(p == 0, 0.0, p**order)
    u = (order - 1) * logs
    excess = np.where(u > 1, powers - p, p * np.expm1(u))
    return powers, excess, p * logs, np.where(p == 0, -np.inf, order * logs), logs, p != 0
''',
        "powers_of_two": '''\
def powers_of_two(p, q, d, order):
    """Return the terms p**order q**(1 - order), as `powers_of_law` does those of one law.

    d is q - p. The tangent at p = q is taken off their excess: its sum over two distributions
    is 0, and what is left has one sign. The two change places if that takes powers nearer to 1.
    """
    swap = (order >= 0) & (order < 0.5)
    x, y = np.where(swap, q, p), np.where(swap, p, q)
    e = np.where(swap, -order, order - 1)
    slope = np.where(swap, -d, d)
    both = (p > 0) & ((q > 0) | (order > 1))
    ratio = np.where(both, x / y, 1.0)
    fits = (ratio > 1e-280) & (ratio < 1e280)
    logs = np.where(fits, np.log(ratio), np.log(x) - np.log(y))
    close = both & (np.abs(d) <= x / 2)
    logs = np.where(close, -np.log1p(np.where(close, slope / x, 0.0)), logs)
    half = np.where(fits, ratio ** (e / 2), np.exp(e / 2 * logs))
    powers = np.where(both, x * half * half, 0.0)
    u = e * logs
    far = np.where(both, np.where(u > 1, powers - x, x * np.expm1(u)), -x)
    near = np.abs(d) <= (x + y) / 3
    tangent = e * bregman(x, y, slope) + x * beyond_tangent(u)
    excess = np.where(near & (u < 3), tangent, far + np.where(d == 0, 0.0, e * slope))
    terms = np.where(both, np.log(np.where(both, x, 1.0)) + u, -np.inf)
    logs = np.where(both, np.where(swap, -logs, logs), np.inf)
    return powers, excess, bregman(p, q, d), terms, logs, p > 0
''',
        "powers_of_weight": '''\
def powers_of_weight(w, b, e):
    """Return the terms w b**e, as `powers_of_law` does those with b = w."""
    logs = np.log(np.where(w == 0, 1.0, b))
    half = np.where(w == 0, 1.0, b) ** (e / 2)
    powers, u = w * half * half, e * logs
    excess = np.where(u > 1, powers - w, w * np.expm1(u))
    return powers, excess, w * logs, np.log(w) + u, logs, w != 0
''',
        "beyond_tangent": '''\
def beyond_tangent(u):
    """Return exp(u) - 1 - u, which is not negative."""
    small = np.abs(u) < 1
    inside = np.where(small, u, 0.0)
    value = 1.0
    for k in range(20, 2, -1):
        value = 1 + value * inside / k
    return np.where(small, inside * inside / 2 * value, np.expm1(u) - u)
''',
        "power_rate": '''\
def power_rate(terms, e, axis, rest=0.0):
    """Return (the sum of powers - 1) / e; its limit at e = 0 is a sum with logarithms.

    `rest` is what the weights exceed the sum 1 by.
    """
    _, excess, rate, _, logs, there = terms
    excess, rate = (np.sum(term, axis=axis, keepdims=True) for term in (excess, rate))
    above = np.any(there & (np.sign(e) * logs > 0), axis=axis, keepdims=True)
    value = np.where(e == 0, rate, (excess + rest) / np.where(e == 0, 1.0, e))
    value = np.where(np.isinf(e), np.where(above, np.inf, 0.0), value)
    return np.squeeze(value, axis=axis)
''',
        "log_power_mean": '''\
def log_power_mean(terms, e, axis, rest=0.0):
    """Return log(the sum of powers) / e.

    Its limits are a sum with logarithms at e = 0, and the largest of the logarithms at e = oo.
    A sum that is too large or small for a float is made without its largest term. `rest` is what
    the weights exceed the sum 1 by.
    """
    powers, excess, rate, parts, logs, there = terms
    sums = (np.sum(term, axis=axis, keepdims=True) for term in (powers, excess, rate))
    whole, excess, rate = sums
    excess = excess + rest
    most = np.max(parts, axis=axis, keepdims=True)
    most = np.where(np.isfinite(most), most, 0.0)
    shifted = most + np.log(np.sum(np.exp(parts - most), axis=axis, keepdims=True))
    fits = (whole > 1e-280) & (whole < 1e280)
    far = np.where(fits, np.log(whole), shifted)
    log_sum = np.where(np.abs(excess) < 0.5, np.log1p(excess), far)
    sign = np.where(e > 0, 1.0, -1.0)
    extreme = sign * np.max(np.where(there, sign * logs, -np.inf), axis=axis, keepdims=True)
    value = np.where(e == 0, rate, log_sum / np.where(e == 0, 1.0, e))
    return np.squeeze(np.where(np.isinf(e), extreme, value), axis=axis)
''',
        "delta": '''\
def delta(i, j):
    """Return 1 where i = j, and 0 elsewhere."""
    return np.where(i == j, 1.0, 0.0)
''',
        "size": '''\
def size(array, axis):
    """Return the number of letters on an axis."""
    return np.float64(array.shape[axis])
''',
        "table": '''\
def table(shape, *entries):
    """Return an array with the entries on its last axes."""
    flat = np.stack(np.broadcast_arrays(*entries), axis=-1)
    return flat.reshape(flat.shape[:-1] + shape)
''',
        "at": '''\
def at(array, letter, axis):
    """Return the entries at a letter on an axis; the letter may be an array of letters."""
    array = np.moveaxis(array, axis, -1)
    shape = np.broadcast_shapes(array.shape[:-1], letter.shape)
    array = np.broadcast_to(array, shape + array.shape[-1:])
    places = np.broadcast_to(letter, shape).astype(int)[..., np.newaxis]
    return np.take_along_axis(array, places, axis=-1)[..., 0]
''',
    }
)
