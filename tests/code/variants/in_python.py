"""Functions as people write them with loops and the math module; half of them are wrong."""

import math
from math import log


def entropy_loop(p):
    h = 0.0
    for x in p:
        if x > 0:
            h -= x * math.log(x)
    return h


def entropy_generator(p):
    return -sum(x * math.log(x) for x in p if x > 0)


def entropy_fsum(p):
    return math.fsum(-x * log(x) if x > 0 else 0.0 for x in p)


def entropy_continue(p):
    total = 0
    for i in range(len(p)):
        if p[i] == 0:
            continue
        term = p[i] * math.log(p[i])
        total += term
    return -total


def entropy_append(p):
    terms = []
    for x in p:
        if x > 0:
            terms.append(x * math.log(x))
    return -sum(terms)


def entropy_crash(p):
    return -sum(x * math.log(x) for x in p)


def entropy_log2(p):
    return -sum(x * math.log(x, 2) for x in p if x > 0)


def entropy_first_term(p):
    h = 0.0
    for x in p:
        if x > 0:
            h = -x * math.log(x)
    return h


def entropy_average(p):
    return -sum(x * math.log(x) for x in p if x > 0) / len(p)


def kl_zip(p, q):
    total = 0.0
    for a, b in zip(p, q):
        if a > 0:
            if b == 0:
                return float("inf")
            total += a * math.log(a / b)
    return total


def kl_comprehension(p, q):
    return sum(a * math.log(a / b) for a, b in zip(p, q) if a != 0)


def kl_enumerate(p, q):
    """KL divergence; a letter without probability adds nothing."""
    total = 0.0
    for i, a in enumerate(p):
        if a <= 0:
            continue
        if q[i] <= 0:
            return math.inf
        total += a * (math.log(a) - math.log(q[i]))
    return total


def kl_zip_swapped(p, q):
    return sum(b * math.log(b / a) for a, b in zip(p, q) if b > 0)


def kl_zip_sign(p, q):
    return -sum(a * math.log(a / b) for a, b in zip(p, q) if a > 0)


def kl_skips_zeros_of_q(p, q):
    return sum(a * math.log(a / b) for a, b in zip(p, q) if a > 0 and b > 0)


def kl_log10(p, q):
    return sum(a * math.log10(a / b) for a, b in zip(p, q) if a > 0)


def cross_entropy_loop(p, q):
    return -sum(a * math.log(b) for a, b in zip(p, q) if a > 0)


def cross_entropy_loop_mean(p, q):
    return -sum(a * math.log(b) for a, b in zip(p, q) if a > 0) / len(p)


def js_loop(p, q):
    total = 0.0
    for a, b in zip(p, q):
        m = (a + b) / 2
        if a > 0:
            total += 0.5 * a * math.log(a / m)
        if b > 0:
            total += 0.5 * b * math.log(b / m)
    return total


def js_loop_distance(p, q):
    return js_loop(p, q) ** 0.5


def mi_nested(table):
    rows = [sum(row) for row in table]
    columns = [sum(table[i][j] for i in range(len(table))) for j in range(len(table[0]))]
    total = 0.0
    for i in range(len(table)):
        for j in range(len(table[0])):
            cell = table[i][j]
            if cell > 0:
                total += cell * math.log(cell / (rows[i] * columns[j]))
    return total


def mi_nested_bits(table):
    px = table.sum(axis=1)
    py = table.sum(axis=0)
    total = 0.0
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            if table[i, j] > 0:
                total += table[i, j] * math.log2(table[i, j] / (px[i] * py[j]))
    return total


def entropy_recursive(p):
    if len(p) == 0:
        return 0.0
    first = -p[0] * math.log(p[0]) if p[0] > 0 else 0.0
    return first + entropy_recursive(p[1:])


def entropy_while(p):
    i, h = 0, 0.0
    while i < len(p):
        if p[i] > 0:
            h -= p[i] * math.log(p[i])
        i += 1
    return h


def entropy_while_drops_last(p):
    i, h = 0, 0.0
    while i < len(p) - 1:
        if p[i] > 0:
            h -= p[i] * math.log(p[i])
        i += 1
    return h
