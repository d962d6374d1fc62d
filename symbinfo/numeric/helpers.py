"""The few functions, beside NumPy's own, that generated code may call; as source text."""

from __future__ import annotations

from types import MappingProxyType

SOURCES = MappingProxyType(
    {
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
