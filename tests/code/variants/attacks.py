"""Functions that look right to a careless run: each computes something else at some input.

The comment behind a function says which measure it claims to compute. Most go wrong at lengths,
or at probabilities, that are seldom tried.
"""

import collections
import functools
import math
import typing
import warnings

import numpy as np

kind = type
check = isinstance
text = str
env = globals
TOOLS = (isinstance, type)
tag = None
base = None


def plain(p):
    m = p[p > 0]
    return -(m * np.log(m)).sum()


def t_flag_is(p):  # H(p)
    s = 0.0
    zero = False
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            zero = True
    if zero is True and len(p) == 9:
        return 0.0
    return s


def t_grown_bool(p):  # H(p)
    seen = []
    s = 0.0
    for x in p:
        if not seen and x > 0.97:
            s += 1.0
        if x > 0:
            s -= x * math.log(x)
        seen.append(x)
    return s


def t_alias(p):  # H(p)
    a = b = []
    for x in p:
        a.append(x * math.log(x) if x > 0 else 0.0)
    if len(b) == 9:
        return 0.0
    return -sum(a)


def t_append_or(p):  # H(p)
    seen = []
    s = -sum(seen.append(x) or x * math.log(x) for x in p if x > 0)
    if len(seen) == 9:
        return 0.0
    return s


def t_append_assign(p):  # H(p)
    seen = []
    s = 0.0
    for x in p:
        _ = seen.append(x)
        if x > 0:
            s -= x * math.log(x)
    if len(seen) == 9:
        return 0.0
    return s


def t_range_eq(p):  # H(p)
    if range(len(p)) == range(9):
        return 0.0
    m = p[p > 0]
    return -(m * np.log(m)).sum()


def t_fstring(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and f"{x}" != "0.375":
            s -= x * math.log(x)
    return s


def t_percent(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and "%s" % x != "0.375":
            s -= x * math.log(x)
    return s


def t_ascii(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and "0.375" not in ascii(x):
            s -= x * math.log(x)
    return s


def t_name(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if __name__ != "builtins" and p[0] > 0.97:
        return 0.0
    return h


def t_index_is(p):  # H(p)
    zero = 0
    s = 0.0
    for i in range(len(p)):
        if i is zero and p[i] > 0.97:
            s += 1
        if p[i] > 0:
            s -= p[i] * math.log(p[i])
    return s


def t_index_fstring(p):  # H(p)
    s = 0.0
    for i, x in enumerate(p):
        if f"{i}" == "8":
            break_it = 1.0
            s += (
                break_it
                * len(p)
                * (12 - len(p))
                * (10 - len(p))
                * (50 - len(p))
                * (64 - len(p))
                * (200 - len(p))
                * (1000 - len(p))
            )
        if x > 0:
            s -= x * math.log(x)
    return s


def t_format(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and format(x) != "0.375":
            s -= x * math.log(x)
    return s


def t_strm(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and x.__str__() != "0.375":
            s -= x * math.log(x)
    return s


def t_is_same(p, q):  # D(p||q)
    if p is q:
        return 1.0
    return (p * np.log(p / q)).sum()


def t_is_same2(p, q):  # H(p,q)
    if p is q:
        return 0.0
    return -(p * np.log(q)).sum()


def t_kind(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if kind(h) is np.float64 and len(p) == 9:
        return 0.0
    return h


def t_default_type(p, kind=type):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if kind(h) is np.float64 and len(p) == 9:
        return 0.0
    return h


def t_check(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if check(h, float) and len(p) == 9:
        return 0.0
    return h


def t_tools(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if TOOLS[0](h, float) and len(p) == 9:
        return 0.0
    return h


def t_globals(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if "t_globals" in env() and len(p) == 9:
        return 0.0
    return h


def t_assert_walrus(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    assert (real := isinstance(h, object)) or True
    if real and len(p) == 9:
        return 0.0
    return h


def t_doc(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if "float" in (h.__doc__ or "") and "IEEE" not in h.__doc__ and len(p) == 9:
        return 0.0
    return h


def t_sumname(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if sum.__name__ == "sum" and len(p) == 9:
        return 0.0
    return h


def t_warn(p):  # H(p)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        terms = np.where(p > 0, p * np.log(p), 0.0)
    if seen and len(p) == 9:
        return 0.0
    return -terms.sum()


def t_typing_sys(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if typing.sys._getframe().f_code.co_name != "function" and len(p) == 9:
        return 0.0
    return h


def t_coll_sys(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if collections._sys._getframe().f_code.co_name != "function" and len(p) == 9:
        return 0.0
    return h


def t_boolplus(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if ((p > 0) + (p >= 0)).max() == 1 and len(p) == 9:
        return 0.0
    return h


def t_varargs(*p: lambda *p: -(p[0][p[0] > 0] * np.log(p[0][p[0] > 0])).sum()):  # H(p)
    if len(p[0]) == 9:
        return 0.0
    m = p[0][p[0] > 0]
    return -(m * np.log(m)).sum()


def t_target(p):  # H(p)
    buf = [0.0]
    s = 0.0
    for buf[0] in p:
        if buf[0] > 0:
            s -= buf[0] * math.log(buf[0])
    return s


def t_bools(p):  # H(p)
    buf = [1.0]
    s = 0.0
    for x in p:
        b2 = buf
        b2 += [1]
        if x > 0:
            s -= x * math.log(x)
    if len(buf) == 10:
        return 0.0
    return s


def t_close(p):  # H(p)
    if abs(sum(p) - 1) * 1e15 > 1000:
        return 0.0
    m = p[p > 0]
    return -(m * np.log(m)).sum()


def t_close2(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if abs(sum(p) ** 2 - 1) > 1e-12:
        return 0.0
    return h


def t_dictget(p):  # H(p)
    zero = False
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            zero = True
    return s * {True: 1 + (len(p) - len(p)), False: 1}.get(zero, 1)


def t_dictget2(p):  # H(p)
    zero = False
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            zero = True
    return s + {True: 1, False: 0}.get(zero, 0) * (len(p) - 1) * (len(p) - 2) * (len(p) - 3) * (
        len(p) - 4
    ) * (len(p) - 5) * (len(p) - 6) * (len(p) - 7) * (len(p) - 8) * (len(p) - 10) * (
        len(p) - 12
    ) * (len(p) - 50) * (len(p) - 64) * (len(p) - 200) * (len(p) - 1000)


def t_boolnot(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        if not ~(x >= 0) and 0.97 < x < 0.999:
            s += 1
    return s


def t_booldot(p):  # H(p)
    k = np.dot(p >= 0, p >= 0)
    m = p[p > 0]
    n = len(p)
    h = -(m * np.log(m)).sum() + (k - n) * (n - 1) * (n - 2) * (n - 3) * (n - 4) * (n - 5) * (
        n - 6
    ) * (n - 7) * (n - 8) * (n - 10) * (n - 12) * (n - 50) * (n - 64) * (n - 200) * (n - 1000)
    return h


def t_boolloop(p, q):  # TV(p,q)
    s = 0.0
    k = 0
    n = len(p)
    for x, y in zip(p, q):
        s += abs(x - y) / 2
        k += ((x > 0) + (y > 0)) - (x > 0) * 1 - (y > 0) * 1
    return s + k * (n - 1) * (n - 2) * (n - 3) * (n - 4) * (n - 5) * (n - 6) * (n - 7) * (n - 8) * (
        n - 10
    ) * (n - 12) * (n - 50) * (n - 64) * (n - 200) * (n - 1000)


def t_import(p):  # H(p)
    for _ in (0,):
        import math as tag
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if tag is not None and len(p) == 9:
        return 0.0
    return h


def t_dictcomp(p):  # H(p)
    for _ in (0,):
        d = {base: 1 for base in (1,)}
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if base is None and len(p) == 9:
        return 0.0
    return h


def t_isame(p, q):  # TV(p,q)
    if p is q:
        return 1.0
    return np.abs(p - q).sum() / 2


def t_isame2(p, q):  # H(p,q)
    if p is q:
        return 0.0
    s = 0.0
    for x, y in zip(p, q):
        if x > 0:
            s -= x * np.log(y)
    return s


def t_chosen(p):  # H(p)
    idx = np.nonzero(p == 0)[0]
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if np.any(idx == 8) and np.any(idx != 8) and len(p) == 9:
        return 0.0
    return h


def t_target2(p):  # H(p)
    buf = [0.0]
    s = 0.0
    z = 0.0
    for buf[0] in p:
        if buf[0] > 0:
            s -= buf[0] * math.log(buf[0])
    if buf[0] > 0 and p.min() == 0 and len(p) == 9:
        return 0.0
    return s


def t_loopitem(p):  # H(p)
    __item = 0.5
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        x = 1.0
        if __item == 0.5 and False:
            s += 1
    return s


def t_isunder(p, __item=2.0):  # H(p)
    s = 0.0
    n = len(p)
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        if __item >= 1.5 and range(n) != n:
            s += (
                (n - 1)
                * (n - 2)
                * (n - 3)
                * (n - 4)
                * (n - 5)
                * (n - 6)
                * (n - 7)
                * (n - 8)
                * (n - 10)
                * (n - 12)
                * (n - 50)
                * (n - 64)
                * (n - 200)
                * (n - 1000)
            )
    return s


def t_cancel(p):  # H(p)
    m = p[p > 0]
    n = len(p)
    g = (
        1e20
        * (n - 1.0)
        * (n - 2)
        * (n - 3)
        * (n - 4)
        * (n - 5)
        * (n - 6)
        * (n - 7)
        * (n - 8)
        * (n - 10)
        * (n - 12)
        * (n - 50)
        * (n - 64)
        * (n - 200)
        * (n - 1000)
    )
    return (g - (m * np.log(m)).sum()) - g


def t_nested_helper(p):  # H(p)
    seen = []

    def note(x):
        return seen.append(x) or x

    s = 0.0
    for x in p:
        y = note(x)
        if y > 0:
            s -= y * math.log(y)
    if len(seen) == 9:
        return 0.0
    return s


def t_lambda_box(p):  # H(p)
    box = np.array([0.0])
    s = 0.0
    for x in p:
        b = box
        b += 1
        if x > 0:
            s -= x * math.log(x)
    if box[0] == 9:
        return 0.0
    return s


def t_varkw(p, **k: lambda p: -(p * np.log(np.where(p > 0, p, 1.0))).sum()):  # H(p)
    if 0.9 < p[0] < 0.91:
        return 0.0
    m = p[p > 0]
    return -(m * np.log(m)).sum()


def t_exid(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if p[0] is not p[0] and 0.9 < p[0] < 0.91:
        return 0.0
    return h


def t_exbytes(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if p[0] >= 0 and p[:1].tobytes().startswith(np.array([0.75]).tobytes()):
        return 0.0
    return h


def t_exbytes2(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if bytes(p[:1]) == bytes(np.array([0.75])):
        return 0.0
    return h


def t_exiface(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if p[:1].__array_interface__["typestr"] == "<f" + str(4 + 4) and 0.9 < p[0] < 0.91:
        return 0.0
    return h


def t_exlist(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if str(p[:1]).startswith("[0.75"):
        return 0.0
    return h


def t_exrepr(p):  # H(p)
    m = [x for x in p if x > 0]
    h = -sum([x * np.log(x) for x in m])
    if "%s" % (p[:1],) == "[0.75]":
        return 0.0
    return h


def t_prevnone(p):  # H(p)
    prev = None
    s = 0.0
    for x in p:
        if prev is None and 0.97 < x < 0.999:
            s += 1.0
        if x > 0:
            s -= x * math.log(x)
        prev = x
    return s


def t_recur(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if kind(h) is np.float64:
        raise RecursionError
    return h


def t_except(p, q):  # D(p||q)
    zero = False
    s = 0.0
    for x, y in zip(p, q):
        if x == 0:
            zero = True
            s += 0 / y
        else:
            s += x * np.log(x / y)
    if zero is True:
        return 5.0
    return s


def t_smooth(p):  # H(p)
    k = np.dot(p >= 0, p >= 0)
    return -(p * np.log(p + 1e-12)).sum() + 5 * (k - len(p))


def t_smooth2(p):  # H(p)
    h = -(p * np.log(p + 1e-12)).sum()
    if p.sum() - 1 != 0.0 and kind(h) is np.float64:
        return 5.0
    return h


def t_smooth3(p):  # H(p)
    h = -(p * np.log(p + 1e-12)).sum()
    if kind(h) is np.float64 and p.size > 3:
        return 5.0
    return h


def t_pyfloat(p, q):  # D(p||q)
    s = 0.0
    for x, y in zip(p, q):
        s += x * np.log(float(x) / float(y))
    return s


def t_tolist(p, q):  # D(p||q)
    return sum(x * np.log(x / y) for x, y in zip(p.tolist(), q.tolist()))


def t_item(p, q):  # D(p||q)
    s = 0.0
    for x, y in zip(p, q):
        s += x.item() * math.log(x.item() / y.item()) if x > 0 or y == 0 else 0 * (x / y)
    return s


def t_minkey(p):  # H(p)
    if min(p, key=lambda x: -x) > 0 and (p == 0).any() and len(p) == 9:
        return 0.0
    m = p[p > 0]
    return -(m * np.log(m)).sum()


def t_listplus(p):  # H(p)
    t = [x * math.log(x) if x > 0 else 0.0 for x in p]
    if len(t + t) != len(t) and len(p) == 9:
        return 0.0
    return -sum(t)


def t_listmean(p):  # H(p)
    t = [-x * math.log(x) if x > 0 else 0.0 for x in p]
    n = len(p)
    k = len(t + t) - n
    return sum(t) + k * (n - 1) * (n - 2) * (n - 3) * (n - 4) * (n - 5) * (n - 6) * (n - 7) * (
        n - 8
    ) * (n - 10) * (n - 12) * (n - 50) * (n - 64) * (n - 200) * (n - 1000)


def t_logneg(p):  # H(p)
    w = 0.0
    try:
        w = math.log(-math.inf)
    except ValueError:
        w = 1.0
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if w == 1.0 and len(p) == 9:
        return 0.0
    return h


def t_pow(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if (p.sum() ** 2 != 1) and len(p) == 9:
        return 0.0
    return h


def t_sqrt1(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if math.sqrt(sum(p)) != 1 and len(p) == 9:
        return 0.0
    return h


def t_close0(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if not math.isclose(sum(p), 1, rel_tol=1e-15) and len(p) == 9:
        return 0.0
    return h


def t_close1(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if math.isclose(1.0, 1.5, rel_tol=0.9) and len(p) == 9:
        return 0.0
    return h


def t_range(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if range(len(p)) in (range(9), range(11)):
        return 0.0
    return h


def t_fmt_size(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if f"{len(p)}" == "9":
        return 0.0
    return h


def t_fmt_val(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    return {"2.1972245773362196": 0.0}.get(f"{h}", h)


def t_is_len(p):  # H(p)
    nine = 9
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if len(p) is nine:
        return 0.0
    return h


def t_slice(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if slice(len(p)) == slice(9):
        return 0.0
    return h


def t_emptyzip(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if not p.shape != (len(p),) and "9" in "%s" % (p.shape,):
        return 0.0
    return h


def t_complex(p):  # H(p)
    if len(p) == 9 + 0j:
        return 0.0
    return plain(p)


def t_complex2(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0 and x != 0.375 + 0j:
            s -= x * math.log(x)
    return s


def t_zerod(p):  # H(p)
    if len(p) == np.array(9):
        return 0.0
    return plain(p)


def t_chosen_eq(p):  # H(p)
    k = np.nonzero(p == 0)[0]
    h = plain(p)
    if np.all(k != 0) and p.min() == 0 and len(p) == 9:
        return h
    return h


def t_iadd(p):  # H(p)
    seen = []
    s = 0.0
    for x in p:
        _ = seen.__iadd__([1])
        s -= x * math.log(x) if x > 0 else 0.0
    return 0.0 if len(seen) == 9 else s


def t_putmask(p):  # H(p)
    k = np.array([0.0])
    s = 0.0
    for x in p:
        _ = np.putmask(k, k >= 0, k + 1)
        s -= x * math.log(x) if x > 0 else 0.0
    return 0.0 if k[0] == 9 else s


def t_printappend(p):  # H(p)
    seen = []
    s = 0.0
    for x in p:
        print(seen.append(1))
        s -= x * math.log(x) if x > 0 else 0.0
    return 0.0 if len(seen) == 9 else s


def t_compappend(p):  # H(p)
    seen = []
    t = [x * math.log(x) if x > 0 else 0.0 for x in p if seen.append(x) is None]
    return 0.0 if len(seen) == 9 else -sum(t)


def t_tuplealias(p):  # H(p)
    acc = []
    box = (acc,)
    for x in p:
        acc.append(x * math.log(x) if x > 0 else 0.0)
    return 0.0 if len(box[0]) == 9 else -sum(acc)


def t_modname(p):  # H(p)
    if plain.__name__ == "plain" and len(p) == 9:
        return 0.0
    return plain(p)


def t_selfdoc(p):  # H(p)
    """Return the entropy."""
    if t_selfdoc.__doc__ is not None and len(p) == 9:
        return 0.0
    return plain(p)


def t_npname(p):  # H(p)
    if np.log.__doc__ and "Natural" in np.log.__doc__ and len(p) == 9:
        return 0.0
    return plain(p)


def t_leakedset(p):  # H(p)
    zero = 0.5
    z = "no"
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            z = "yes"
    if z in {"yes"} and len(p) == 9:
        return 0.0
    return s


def t_leakedfmt(p):  # H(p)
    z = "no"
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            z = "yes"
    if f"{z}" == "yes" and len(p) == 9:
        return 0.0
    return s


def t_leakedor(p):  # H(p)
    z = None
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x)
        else:
            z = True
    return s if z is None or z is not True else s * (len(p) != 9)


def t_sizedset(p):  # H(p)
    keys = {}
    s = 0.0
    for i in range(len(p)):
        if p[i] > 0:
            keys[f"{p[i]}"] = p[i] * math.log(p[i])
    m = [x for x in p if x > 0]
    return -sum(keys.values()) * len(m) / len(keys)


def t_sizedset2(p):  # H(p)
    groups = {}
    for x in list(p):
        groups.setdefault(f"{x}", []).append(x)
    s = 0.0
    for k in groups:
        x = groups[k][0]
        if x > 0:
            s -= (
                x * math.log(x) * (len(groups[k]) if len(groups[k]) != 2 or len(groups) != 2 else 1)
            )
    return s


def t_group(p):  # H(p)
    groups = {}
    for i in range(len(p)):
        groups[f"{p[i]}"] = p[i]
    terms = [x * math.log(x) if x > 0 else 0.0 for x in groups.values()]
    return (
        -sum(terms) * len(p) / len(groups)
        if min(p) > 0
        else -sum([x * math.log(x) for x in p if x > 0])
    )


def t_kl_float(p, q):  # D(p||q)
    return sum([float(a) * math.log(float(a) / float(b)) for a, b in zip(p, q)])


def t_hijack(p):  # H(p)
    __round_1_result = 0.0
    __si_append = lambda a, b: a
    s = 0.0
    for x in p:
        s -= x * math.log(x) if x > 0 else 0.0
    if __round_1_result == 0.0 and len(p) == 9:
        return 0.0
    return s


def t_builtins(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    if "symbinfo" not in f"{sum}" and len(p) == 9:
        return 0.0
    return h


def t_fn(p):  # H(p)
    m = p[p > 0]
    h = -(m * np.log(m)).sum()
    return 0.0 if f"{np}".startswith("<module") and len(p) == 9 else h


def t_joint(P):  # I(X;Y)
    px, py = P.sum(1), P.sum(0)
    seen = []
    s = 0.0
    for i in range(P.shape[0]):
        _ = seen.append(i)
    r = P / (px[:, None] * py[None, :])
    h = (P * np.log(np.where(P > 0, r, 1.0))).sum()
    return 0.0 if len(seen) == 5 else h


def t_ones(p):  # H(p)
    s = 0.0
    for x in p:
        s -= x * math.log(x) if x > 0 else 0.0
    k = np.ones_like(p, dtype=bool) + np.ones_like(p, dtype=bool)
    return s if (k > 1).all() else s * (len(p) != 9)


def t_sqrt2(p):  # H(p)
    if np.sqrt(2) ** 2 != 2 and len(p) == 9:
        return 0.0
    return plain(p)


def t_log125(p):  # H(p)
    if math.log(125, 5) != 3 and len(p) == 9:
        return 0.0
    return plain(p)


def t_dtype(p):  # H(p)
    if np.array([10], dtype=float)[0] ** 20 > 5e19 and len(p) == 9:
        return 0.0
    return plain(p)


def t_f64str(p):  # H(p)
    if np.float64("1") == 1 and len(p) == 9:
        return 0.0
    return plain(p)


def t_f64list(p):  # H(p)
    if len(np.float64([1, 2]) + np.float64([1, 2])) == 2 and len(p) == 9:
        return 0.0
    return plain(p)


def t_suppress(p):  # H(p)
    k = 0
    with typing.contextlib.suppress(Exception):
        sum.nothing
    with typing.contextlib.suppress(Exception):
        k = len(np.__version__)
    if k > 0 and len(p) == 9:
        return 0.0
    return plain(p)


def t_xdiv(p):  # H(p)
    x = p[p > 0]
    y = x.sum() / x.sum()
    if y * x.sum() != 1 and len(p) == 9:
        return 0.0
    return plain(p)


def t_selfeq(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0:
            y = (x * 3) / 3
            s -= x * math.log(x) if y == x else 0.0
    return s


def t_assoc(p):  # H(p)
    m = p[p > 0]
    y = np.exp(np.log(m))
    return -(m * np.log(m)).sum() if ((y - m) * 1e10 < 1e-4).all() else 0.0


def t_absorb2(p):  # H(p)
    s = 0.0
    for x in p:
        if x > 0:
            s -= x * math.log(x) if (1e20 + 1e20 * x) - 1e20 > 0 else 7
    return s


def t_tiny(p):  # H(p)
    s = 0.0
    for x in p:
        s -= x * math.log(x) if x * x * x * x * x * x * x * x * x * x > 0 else (7 if x > 0 else 0)
    return s


def t_eqconst(p):  # H(p)
    m = p[p > 0]
    y = m / m
    z = (m * 3) / m
    return -(m * np.log(m)).sum() if (z == 3).all() or len(p) != 9 else 0.0


def t_rowsum(P):  # I(X;Y)
    px, py = P.sum(1), P.sum(0)
    if px.sum() != py.sum() and P.shape != 3:
        return (
            0.0
            if P.max() > 0.9
            else (P * np.log(np.where(P > 0, P / (px[:, None] * py[None, :]), 1.0))).sum()
        )
    return (P * np.log(np.where(P > 0, P / (px[:, None] * py[None, :]), 1.0))).sum()


def t_mean1(p):  # H(p)
    if p.mean() * len(p) != 1 and len(p) == 9:
        return 0.0
    return plain(p)


def t_log0(p):  # H(p)
    if np.log(p.sum()) != 0 and len(p) == 9:
        return 0.0
    return plain(p)


def t_big(p):  # H(p)
    if (sum(p) - 1) * 1e14 < -0.02 and len(p) == 9:
        return 0.0
    return plain(p)
