"""Functions that misbehave."""

import math

NOT_A_FUNCTION = 3


def prints(p):
    print("computing the entropy")
    return -sum(x * math.log(x) for x in p if x > 0)


def mutates(p):
    p /= p.sum()
    p[p == 0] = 1
    return -(p * p.astype(float).clip(1e-300)).sum()


def raises(p):
    raise RuntimeError("not written yet")


def never_ends(p):
    while True:
        pass


def takes_three(p, q, r):
    return 0.0


def returns_text(p):
    return "H"


def returns_an_array(p):
    return p


def ends_the_program(p):
    raise SystemExit(7)
