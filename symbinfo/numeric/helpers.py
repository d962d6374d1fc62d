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
        "bregman": '''\
def bregman(x, y):
    """Return x log(x / y) - x + y, which is not negative; digits are kept where x is near y."""
    d = y - x
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
        "weighted_excess": '''\
def weighted_excess(w, b, e):
    """Return w (b**e - 1), which is 0 where w = 0, whatever b is."""
    return np.where(w == 0, 0.0, w * np.expm1(e * np.log(np.where(w == 0, 1.0, b))))
''',
        "excess_of_powers": '''\
def excess_of_powers(w, b, e, axis):
    """Return the sum of w b**e minus 1, where the sum of w is near 1."""
    return np.sum(weighted_excess(w, b, e), axis=axis) + (np.sum(w, axis=axis) - 1)
''',
        "log_of_powers": '''\
def log_of_powers(w, b, e, axis):
    """Return the logarithm of the sum of w b**e, where the sum of w is near 1."""
    excess = excess_of_powers(w, b, e, axis)
    whole = np.sum(np.where(w == 0, 0.0, w * np.where(w == 0, 1.0, b) ** e), axis=axis)
    return np.where(np.abs(excess) < 0.5, np.log1p(excess), np.log(whole))
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
